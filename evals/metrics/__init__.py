"""The figures, each with its definition and source."""
