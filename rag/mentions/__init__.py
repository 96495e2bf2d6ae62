"""Whom and what a text mentions: names, noun phrases, and the persons that its pronouns stand for."""
