"""What may be asked, and what a question that cannot be answered is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from index import DateRange, QuestionError, UserError, is_valid

QUESTION_MARKS = "?？؟"


def checked(question: str, most: int) -> str:
    """The question without blanks around it; of one that has more than ``most`` characters, words within.

    Raises:
        QuestionError: it is empty, or not valid Unicode.
    """
    if not isinstance(question, str):
        raise QuestionError(f"A question is a text, not {question!r}.")
    if not is_valid(question):
        raise QuestionError("The question holds a character that is not valid Unicode text; take it out.")
    asked = within(question.strip(), most)
    if not any(character.isprintable() and not character.isspace() for character in asked):
        raise QuestionError("The question is empty; type what you want to know.")
    return asked


def within(question: str, most: int) -> str:
    """At most ``most`` characters of a question, in whole words: those up to its last question mark.

    They are the first ones where the mark stands among these, or where there is none.
    """
    if len(question) <= most:
        return question
    mark = max(question.rfind(mark) for mark in QUESTION_MARKS)
    start = max(mark + 1 - most, 0)
    end = start + most
    kept = question[start:end]
    if is_inside_word(question, start):
        kept = kept.split(maxsplit=1)[-1]
    if is_inside_word(question, end) and end != mark + 1:
        kept = kept.rsplit(maxsplit=1)[0]
    return kept.strip()


def is_inside_word(text: str, place: int) -> bool:
    """Whether what stands on either side of a place belongs to one word."""
    return 0 < place < len(text) and not (text[place - 1].isspace() or text[place].isspace())


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
