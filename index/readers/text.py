"""Plain text: UTF-8, UTF-16 or UTF-32 by its mark, else what charset-normalizer finds most likely.

The text is the decoded bytes, character for character, without newline translation; only a byte order
mark is dropped.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import SourceError

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch, CharsetMatches

# The longer marks first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
_CONTROL_SHARE = 0.01
_DAMAGE_SHARE = 0.25
_WINDOWS = re.compile(r"cp(125\d)")


@dataclass(frozen=True, slots=True)
class ReadText:
    """A source's text.

    ``encoding`` says how the bytes were decoded, and where that was a guess, that it was assumed;
    ``note`` is a sentence for a person about what could not be kept, or None.
    """

    text: str
    encoding: str
    note: str | None = None


def read_text(name: str, data: bytes) -> ReadText:
    """The text of a plain text file.

    Raises:
        SourceError: it is empty or blank, binary, or in no encoding that could be recognised.
    """
    if not data:
        raise SourceError(f"“{name}” is empty.")
    result = _marked(name, data) or _utf8(name, data) or _damaged_utf8(data) or _guessed(name, data)
    if not result.text.strip():
        raise SourceError(f"“{name}” holds nothing but blanks.")
    controls = len(_CONTROLS.findall(result.text))
    if "\x00" in result.text or controls > _CONTROL_SHARE * len(result.text):
        raise _binary(name)
    return result


def _marked(name: str, data: bytes) -> ReadText | None:
    for mark, codec, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return ReadText(data[len(mark) :].decode(codec), encoding)
            except UnicodeDecodeError as error:
                raise SourceError(
                    f"“{name}” begins like {encoding} but is not: byte {error.start + len(mark):,} is wrong. "
                    "Save it as UTF-8 and add it again."
                ) from error
    return None


def _utf8(name: str, data: bytes) -> ReadText | None:
    if b"\x00" in data:
        raise _binary(name)
    try:
        return ReadText(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _damaged_utf8(data: bytes) -> ReadText | None:
    """UTF-8 with a few wrong bytes, as a cut or a bad transfer leaves it: guessing would garble the rest."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    if wrong > _DAMAGE_SHARE * sum(not character.isascii() for character in text):
        return None
    note = f"{wrong} damaged {'place is' if wrong == 1 else 'places are'} shown as “\ufffd”."
    return ReadText(text, "utf-8, damaged", note)


def _guessed(name: str, data: bytes) -> ReadText:
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        raise SourceError(
            f"“{name}” is binary or in an encoding that could not be recognised; "
            "save it as text in UTF-8 and add it again."
        )
    encoding = "cp1252" if _western(matches, best) else best.encoding
    text = data.decode(encoding, "strict")
    label = _WINDOWS.sub(r"windows-\1", encoding).replace("_", "-")
    return ReadText(text, f"{label}, assumed", f"The encoding is not stated; {label} was assumed.")


def _western(matches: CharsetMatches, best: CharsetMatch) -> bool:
    """Whether windows-1252 fits about as well as the best: among near ties it is the usual one in English."""
    return any(
        "cp1252" in match.could_be_from_charset
        and match.chaos <= best.chaos + 0.02
        and match.coherence >= best.coherence - 0.1
        for match in matches
    )


def _binary(name: str) -> SourceError:
    return SourceError(f"“{name}” is not a text file: it holds binary data.")
