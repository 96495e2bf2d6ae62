"""Putting a set's questions to the systems: one row a question, kept as it is made."""
