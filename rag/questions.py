"""What may be asked, and what a question that cannot be answered is told."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

from index import DateRange, QuestionError, UserError, is_valid


def checked(question: str, max_characters: int) -> str:
    """The question without blanks around it.

    Raises:
        QuestionError: it is empty, longer than ``max_characters``, or not valid Unicode.
    """
    if not isinstance(question, str):
        raise QuestionError(f"A question is a text, not {question!r}.")
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


def checked_documents(documents: Sequence[str] | None) -> Sequence[str] | None:
    """The documents to stay within, as they were given.

    Raises:
        UserError: it is one text, which would be taken for a list of letters.
    """
    if isinstance(documents, str):
        raise UserError(f"documents is a list of ids or names; write [{documents!r}].")
    return documents


def checked_range(published: object) -> DateRange | None:
    """A first and a last day, either of which may be None; days may also be written like 2011-09-26.

    Raises:
        UserError: it is not two days, or the first comes after the last.
    """
    if published is None:
        return None
    if not isinstance(published, tuple | list) or len(published) != 2:
        raise UserError("published is two days, the first and the last; either may be None.")
    earliest, latest = (day(value) for value in published)
    if earliest and latest and earliest > latest:
        raise UserError(f"No day lies between {earliest} and {latest}; the first comes after the last.")
    return earliest, latest


def day(value: object) -> date | None:
    """A day from a date or a text like 2011-09-26; None stays None.

    Raises:
        UserError: it is neither.
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise UserError(f"“{value}” is not a day; write it like 2011-09-26.") from None
