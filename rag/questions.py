"""What may be asked, and what a question that cannot be answered is told."""

from __future__ import annotations

import unicodedata

from index import QuestionError, is_valid


def checked(question: str, max_characters: int) -> str:
    """The question without blanks around it.

    Raises:
        QuestionError: it is empty, longer than ``max_characters``, or not valid Unicode.
    """
    asked = question.strip()
    if not is_valid(asked):
        raise QuestionError("The question holds a character that is not valid Unicode text; take it out.")
    if not any(character.isprintable() and not character.isspace() for character in asked):
        raise QuestionError("The question is empty; type what you want to know.")
    if len(asked) > max_characters:
        raise QuestionError(
            f"The question has {len(asked):,} characters; the limit is {max_characters:,}. Ask it shorter."
        )
    return asked


def is_latin(question: str) -> bool:
    """Whether most letters of a question are Latin; one without letters counts as Latin."""
    letters = [character for character in question if character.isalpha()]
    latin = [letter for letter in letters if "LATIN" in unicodedata.name(letter, "")]
    return not letters or len(latin) * 2 >= len(letters)
