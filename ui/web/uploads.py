"""What may be uploaded: names, kinds, sizes and numbers of files, and the days and titles people type.

Names are data: none is ever a path. Each check says in a sentence what is wrong.
"""

from __future__ import annotations

import base64
import binascii
import unicodedata
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from index import TEXT_SUFFIXES, SourceError, UserError, is_valid

MOST_FILES = 200
LONGEST_NAME = 200
LONGEST_TITLE = 300
FIRST_YEAR = 1500  # there was no news in print before
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


def file_name(value: Any) -> str:
    """The name of a file as it is kept: its last part, in one line, with nothing that can't be seen.

    Raises:
        SourceError: it is no text, nothing is left of it, or it is very long.
    """
    if not isinstance(value, str):
        raise SourceError("That file has no name; give it one and add it again.")
    last = value.replace("\\", "/").rsplit("/", 1)[-1]
    name = one_line(last)
    if not name.strip("."):
        raise SourceError(
            f"“{one_line(value) or ' '}” is not the name of a file; rename it and add it again."
        )
    if len(name) > LONGEST_NAME:
        raise SourceError(
            f"The name “{name[:40]}…” has {len(name)} characters; {LONGEST_NAME} are the most. Rename it."
        )
    return name


def one_line(text: str) -> str:
    """The text without line breaks, control characters, and characters that turn the writing around."""
    unseen = ("Cc", "Cs", "Zl", "Zp")
    seen = (one if unicodedata.category(one) not in unseen and one not in TURNING else " " for one in text)
    return " ".join("".join(seen).split())


def check_kind(name: str) -> None:
    """Raise SourceError where a name's ending is none that is read."""
    if PurePosixPath(name).suffix.lower() not in TEXT_SUFFIXES:
        raise SourceError(f"“{name}” is not a text file ({', '.join(TEXT_SUFFIXES)}); it was not read.")


def check_count(count: int) -> None:
    """Raise UserError where more files come at once than are taken."""
    if count > MOST_FILES:
        raise UserError(
            f"Those are {count} files; at most {MOST_FILES} can be added at once. None of them was read."
        )


def check_size(name: str, size: Any, most: int) -> None:
    """Raise SourceError where a file is empty, or has more than ``most`` bytes."""
    if type(size) is not int or size < 0:  # bool is an int, but no size
        raise SourceError(f"“{name}” came without its size; add it again.")
    if size > most:
        raise SourceError(
            f"“{name}” is {megabytes(size)} MB; the limit is {megabytes(most)} MB. It was not read."
        )
    if size == 0:
        raise SourceError(f"“{name}” is empty.")


def megabytes(size: int) -> str:
    """A size in millions of bytes, with as many digits as tell."""
    return f"{size / 1e6:,.0f}" if size >= 10_000_000 else f"{size / 1e6:.2g}"


def decoded(name: str, content: Any, most: int) -> bytes:
    """The bytes of a file that came as base64, whose length is looked at first.

    Raises:
        SourceError: it is no base64, or stands for more than ``most`` bytes.
    """
    if not isinstance(content, str):
        raise SourceError(f"“{name}” came without its content; add it again.")
    check_size(name, len(content) * 3 // 4 - content[-2:].count("="), most)
    try:
        return base64.b64decode(content, validate=True)
    except (ValueError, binascii.Error) as error:
        raise SourceError(f"“{name}” came damaged; add it again.") from error


def title(value: Any) -> str:
    """A title as people type it, in one line.

    Raises:
        UserError: it is no text, blank, or very long.
    """
    if not isinstance(value, str) or not is_valid(value) or not one_line(value):
        raise UserError("An article needs a title; type one.")
    given = one_line(value)
    if len(given) > LONGEST_TITLE:
        raise UserError(f"That title has {len(given)} characters; {LONGEST_TITLE} are the most. Shorten it.")
    return given


def day(value: Any) -> date | None:
    """A day as a date field sends it (``2011-09-26``); None where the field is empty.

    Raises:
        UserError: it is no such day.
    """
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise UserError(f"“{str(value)[:40]}” is not a day; write it like 2011-09-26.") from None


def published(value: Any) -> date | None:
    """A day of publication as a date field sends it; None where the field is empty.

    Raises:
        UserError: it is no day, or none that an article can be of.
    """
    given = day(value)
    if given and not FIRST_YEAR <= given.year <= date.today().year + 1:
        raise UserError(f"An article can’t be of {given.isoformat()}; correct the date.")
    return given
