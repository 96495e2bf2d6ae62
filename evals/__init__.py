"""How good it is: questions with known evidence, the figures they give, and the commands that show them."""
