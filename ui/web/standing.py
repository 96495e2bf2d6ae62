"""Answers of earlier as the chat shows them: what became of their sources is marked.

A citation whose source changed or is gone has a dashed chip; below the answer stands a sentence with the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rag import Answer, Citation, Replay, SavedTurn, SingleAnswer
from ui import render
from ui.dates import long_date
from ui.escaping import escape

FAILED = "It could not be answered then. Press Ask again to try once more."


def reply(turn: SavedTurn) -> str:
    """The reply to a kept question, whatever became of it."""
    if turn.answer is None:
        return render.failure(FAILED) if turn.outcome == "failed" else render.stopped()
    changed = {one.citation.address: one for one in turn.replays if one.status != "holds"}
    html = render.answer(shown(turn.answer, changed))
    for address in changed:
        # A chip is known by the address it opens.
        href = f'" href="{escape(address)}"'
        html = html.replace(href, f" gw-changed{href}")
    notes = "".join(f'<p class="gw-note gw-changes">{escape(note)}</p>' for note in turn.notes)
    return f"{html.removesuffix('</div>')}{notes}</div>"


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
