"""The subcommands, a module for each kind. What is heavy is imported inside the functions."""
