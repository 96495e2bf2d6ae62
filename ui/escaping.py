"""Text as HTML that shows exactly it."""

from __future__ import annotations

import html

# The chat drops leading blanks, turns tabs into spaces and reads lines as Markdown; references survive.
# A half of a surrogate pair is no character, and no reply that holds one can be sent.
_REFERENCES = {ord(character): f"&#{ord(character)};" for character in "\t\n\f\r"}
_REFERENCES |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def escape(text: str) -> str:
    """``text`` as HTML that shows exactly it, in an element or between double quotes, on one line."""
    return html.escape(text, quote=True).translate(_REFERENCES)


def one_line(text: str) -> str:
    """A text whose runs of blanks and line breaks are single blanks."""
    return " ".join(text.split())


def counted(number: int, noun: str) -> str:
    """A number of things, in words: “1 article”, “2 articles”."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
