"""A conversation as Markdown: each answer with its numbered quotations and their addresses.

Text of questions and documents is escaped, so that it reads as it stands and nothing in it is interpreted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag import Answer, Citation, SavedConversation, SavedTurn
from ui.changes import notes
from ui.dates import long_date

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~!&$(){}])")
_OPENING = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")
INSTEAD = {
    "asked": "It is being answered.",
    "failed": "It could not be answered.",
    "stopped": "Stopped.",
}


def markdown(conversation: SavedConversation, page: str = "") -> str:
    """The whole conversation; ``page`` is the address that those of citations are written behind."""
    told = (
        f"{long_date(conversation.created)}, {_counted(len(conversation.turns), 'question')}, from Groundwire"
    )
    parts = [f"# {escape(conversation.name)}", told]
    for turn in conversation.turns:
        parts += [f"## {turn.number}. {escape(turn.question)}", *_reply(turn, page)]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """``text`` on one line as Markdown that shows exactly it."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _OPENING.sub(lambda found: f"{found[1]}{_opening(found[2])}", line)


def _opening(mark: str) -> str:
    return f"{mark}\u200b" if mark.isdigit() else f"\\{mark}"


def _reply(turn: SavedTurn, page: str) -> Iterator[str]:
    answer = turn.answer
    if answer is None:
        yield INSTEAD.get(turn.outcome, "")
        return
    understood = getattr(answer, "understood", None)
    if understood:
        yield f"Understood as: {escape(understood)}"
    yield from _said(answer)
    cited = [*answer.citations, *filter(None, (answer.nearest, answer.contradiction))]
    kept = [citation for citation in cited if citation.quote]
    yield from (f"> {escape(citation.quote)} {_number(citation)}" for citation in kept)
    yield from (escape(note) for note in notes(turn))
    if kept:
        yield "  \n".join(_source(citation, page) for citation in kept)


def _said(answer: Answer) -> Iterator[str]:
    """The short answers, or the sentence that stands in place of an answer."""
    for single in answer.answers:
        if single.short:
            numbers = " ".join(_number(citation) for citation in single.citations)
            yield f"**{escape(single.short)}** {numbers}"
    if not answer.citations:
        yield from (escape(line) for line in (*answer.text.splitlines(), answer.reason or "") if line.strip())


def _source(citation: Citation, page: str) -> str:
    known = [citation.title, citation.agency or "", long_date(citation.published or "")]
    described = ", ".join(escape(one) for one in known if one)
    return f"{_number(citation)} {described}: <{page}{citation.address}>"


def _number(citation: Citation) -> str:
    return f"\\[{citation.number}\\]" if citation.number else "(nearest passage)"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
