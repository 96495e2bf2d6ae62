"""What a library keeps of conversations: questions, short texts of ours and ranges, no word of an article.

So purging a document takes its words out of the conversations too: they hold only where those words stood.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from index.document import printable
from index.errors import ConversationNotFound, UserError

TurnOutcome = Literal["asked", "answered", "failed", "stopped"]
RangeRole = Literal["evidence", "nearest", "contradiction", "words", "title"]

LONGEST_NAME = 200

_ID = re.compile(r"[0-9A-Za-z-]{16,64}")


@dataclass(frozen=True, slots=True)
class CitedRange:
    """A range of a version that a turn rests on: where its words stand, without them.

    ``number`` is that of the citation; 0 where the range is none. ``role`` tells what it is for: a citation
    as evidence, as the nearest passage or as the sentence against the question, words inside one of our
    texts, or the version's title (whose range is empty).
    """

    document_id: str
    version: str
    start: int
    end: int
    role: RangeRole
    number: int = 0


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """A question and what is kept of its answer.

    ``number`` counts from 1 within the conversation; ``asked`` is an ISO time in UTC. ``outcome`` is
    ``asked`` while the answer is being looked for, ``stopped`` where that was given up or the process ended.
    ``record`` is ready for JSON and refers to ``ranges`` by their places; it holds no words of an article.
    """

    number: int
    question: str
    asked: str
    outcome: TurnOutcome
    record: dict[str, Any] = field(default_factory=dict)
    ranges: tuple[CitedRange, ...] = ()


@dataclass(frozen=True, slots=True)
class ConversationRecord:
    """A conversation as the list shows it; ``created`` and ``changed`` are ISO times in UTC."""

    conversation_id: str
    name: str
    created: str
    changed: str
    questions: int

    def to_dict(self) -> dict[str, Any]:
        """All fields, ready for JSON."""
        return asdict(self)


def checked_id(conversation_id: Any) -> str:
    """The id, where it can be one: 16 to 64 digits, letters and hyphens.

    Raises:
        ConversationNotFound: it cannot.
    """
    if not isinstance(conversation_id, str) or not _ID.fullmatch(conversation_id):
        raise ConversationNotFound(
            "That names no conversation; `groundwire history` shows the ids of those that are kept."
        )
    return conversation_id


def checked_name(name: Any) -> str:
    """A name on one line, cut where it is very long.

    Raises:
        UserError: it is blank, or no text.
    """
    line = " ".join(printable(name).split()) if isinstance(name, str) else ""
    if not line:
        raise UserError("A conversation needs a name that is not blank.")
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1]}…"
