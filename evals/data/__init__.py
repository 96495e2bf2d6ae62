"""Question sets of our own, as JSON lines."""
