"""Saying that the articles don't answer, and why."""

from __future__ import annotations

from collections.abc import Sequence

from index import Scope, Span
from rag.answer import DONT_SAY, Answer
from rag.answering.choosing import Judged
from rag.answering.citing import cite
from rag.answering.contradictions import contradicting
from rag.answering.material import Material
from rag.answering.missing import nothing_mentions
from rag.answering.premises import takes_for_granted
from rag.answering.telling import tells_nothing
from rag.citations import Citation

NOTHING_FOUND = "No passage shares a word or a sense with the question."
NO_DOCUMENTS = "There is no article to search: the library, the articles chosen or the dates leave none."
NOT_SURE = "No sentence answers it clearly enough; the passage shown is only the nearest."
OTHERWISE = "The article says otherwise:"


def refused(material: Material, ranked: Sequence[Judged], threshold: float) -> Answer | None:
    """The refusal where the best candidate is not sure enough, or says that the question is wrong; else None.

    Nor is one sure that holds no time or number where one is asked for. ``ranked`` are the candidates, best
    first. A contradiction is looked for where the answer is withheld
    anyway; where it would not be, only the best candidate itself can be one, and only if all that the
    question says is taken for granted (“why did she resign?”): “no one” is an answer to “who was hurt?”.
    """
    best = ranked[0]
    tells_not = tells_nothing(material.question, best.candidate.text) if threshold else None
    sure = best.confidence >= threshold and tells_not is None
    if sure and not (threshold and takes_for_granted(material.question)):
        return None
    if sure and contradicting(material, [best.candidate]) is None:  # so that a sure answer waits for no more
        return None
    otherwise = contradicting(material, [one.candidate for one in ranked])
    if sure and otherwise is not best.candidate:
        return None
    if otherwise is not None:
        said = cite(material, 1, otherwise.passage, Span(otherwise.start, otherwise.end))
        return withheld(material.question, OTHERWISE, material.scope, best.confidence, contradiction=said)
    passage = best.candidate.passage
    nearest = cite(material, 0, passage, Span(passage.start, passage.end))
    return withheld(
        material.question, reason(material, tells_not or NOT_SURE), material.scope, best.confidence, nearest
    )


def nothing_found(material: Material) -> Answer:
    """The refusal where no passage was found."""
    why = reason(material, NOTHING_FOUND) if material.scope.count else NO_DOCUMENTS
    return withheld(material.question, why, material.scope)


def reason(material: Material, otherwise: str) -> str:
    """That nothing mentions some words of the question, where that is so."""
    return nothing_mentions(material.missing) if material.missing else otherwise


def withheld(
    question: str,
    reason: str,
    scope: Scope,
    confidence: float = 0.0,
    nearest: Citation | None = None,
    contradiction: Citation | None = None,
) -> Answer:
    """An answer that says the articles don't answer, and why."""
    return Answer(
        question=question,
        text=DONT_SAY,
        short=None,
        answers=(),
        citations=(),
        confidence=confidence,
        abstained=True,
        nearest=nearest,
        reason=reason,
        documents_searched=scope.count,
        undated=scope.undated,
        contradiction=contradiction,
    )
