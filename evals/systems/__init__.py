"""The systems that answer the same questions on the same gold: ours, its parts, and a plain pipeline."""
