"""Answers of earlier as the chat shows them: what became of their sources is marked.

A citation whose source changed or is gone has a dashed chip; below the answer stands a sentence with the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rag import Answer, Citation, Replay, SavedTurn, SingleAnswer
from ui import render
from ui.changes import notes
from ui.dates import long_date
from ui.escaping import escape
from ui.quotations import IS_NEAREST

FAILED = "It could not be answered then. Press Ask again to try once more."


def reply(turn: SavedTurn) -> str:
    """The reply to a kept question, whatever became of it."""
    if turn.answer is None:
        return render.failure(FAILED) if turn.outcome == "failed" else render.stopped()
    changed = {one.citation.address: one for one in turn.replays if one.status != "holds"}
    html = render.answer(shown(turn.answer, changed))
    for address in changed:
        # A chip is known by the address it opens.
        for behind in ("", IS_NEAREST):
            href = f'" href="{escape(address + behind)}"'
            html = html.replace(href, f" gw-changed{href}")
    return f"{html.removesuffix('</div>')}{_changes(turn)}</div>"


def _changes(turn: SavedTurn) -> str:
    """What became of an answer’s sources, with a button to ask again; nothing where all stand as they did."""
    told = " ".join(map(escape, notes(turn)))
    again = '<button type="button" class="gw-again gw-plain">Ask again</button>'
    return f'<p class="gw-note gw-stale gw-changes"><span>{told}</span> {again}</p>' if told else ""


def shown(answer: Answer, changed: Mapping[str, Replay]) -> Answer:
    """The answer with a sentence in place of each quotation that is not kept any more."""

    def one(citation: Citation) -> Citation:
        if citation.quote:
            return citation
        quote, title = instead(changed.get(citation.address))
        return replace(citation, quote=quote, title=title)

    def single(part: SingleAnswer) -> SingleAnswer:
        return replace(part, citations=tuple(map(one, part.citations)))

    return replace(
        answer,
        answers=tuple(map(single, answer.answers)),
        citations=tuple(map(one, answer.citations)),
        nearest=one(answer.nearest) if answer.nearest else None,
        contradiction=one(answer.contradiction) if answer.contradiction else None,
    )


def instead(gone: Replay | None) -> tuple[str, str]:
    """What stands in place of a quotation and of its title."""
    if gone and gone.status == "purged" and gone.date:
        return f"Purged on {long_date(gone.date)}; no quotation is kept.", "A purged article"
    return "The library does not hold this source; no quotation is kept.", "An unknown article"
