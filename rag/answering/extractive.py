"""Building an answer from sentences of the sources, each cited, or saying that they don't answer."""

from __future__ import annotations

from collections.abc import Sequence

from index import Span
from rag.answer import Answer, Candidate, SingleAnswer
from rag.answering.citing import cite, evidence
from rag.answering.confidence import calibration
from rag.answering.material import Material
from rag.answering.refusing import NO_DOCUMENTS, NOT_SURE, NOTHING_FOUND, withheld
from rag.answering.stated import stated
from rag.citations import Citation
from rag.config import Config

# A further sentence joins the answer when its score is this close to the best one's.
CLOSE = 0.75


def answer(material: Material, candidates: Sequence[Candidate], config: Config) -> Answer:
    """The answer that the candidates (best first) support, or one that says why there is none."""
    about_itself = stated(material)
    ranked = [about_itself] if about_itself else list(candidates)
    if not ranked:
        reason = NO_DOCUMENTS if material.scope.count == 0 else NOTHING_FOUND
        return withheld(material.question, reason, material.scope)
    threshold = config.abstain_below
    if threshold is None:
        threshold = calibration().abstain_below
    confidence = calibration().confidence(ranked[0])
    if confidence < threshold:
        nearest = cite(material, 0, ranked[0].passage, Span(ranked[0].passage.start, ranked[0].passage.end))
        return withheld(material.question, NOT_SURE, material.scope, confidence, nearest)
    return supported(material, choose(ranked, config.answering.max_sentences), confidence)


def choose(ranked: Sequence[Candidate], most: int) -> list[Candidate]:
    """The best candidate and those close behind it, each sentence once."""
    chosen = [ranked[0]]
    said = {ranked[0].text}
    for candidate in ranked[1:]:
        if len(chosen) == most or candidate.score < ranked[0].score - CLOSE:
            break
        if candidate.text not in said:
            chosen.append(candidate)
            said.add(candidate.text)
    return chosen


def supported(material: Material, chosen: Sequence[Candidate], confidence: float) -> Answer:
    """An answer of one entry for each chosen sentence."""
    answers: list[SingleAnswer] = []
    numbers: dict[tuple[str, int, int], Citation] = {}
    for candidate in chosen:
        cited = tuple(
            numbers.setdefault(
                (candidate.passage.document_id, span.start, span.end),
                cite(material, len(numbers) + 1, candidate.passage, span),
            )
            for span in evidence(material, candidate)
        )
        own = calibration().confidence(candidate)
        answers.append(SingleAnswer(" ".join(c.quote for c in cited), None, cited, own))
    citations = tuple(numbers.values())
    return Answer(
        question=material.question,
        text="\n".join(citation.quote for citation in citations),
        short=None,
        answers=tuple(answers),
        citations=citations,
        confidence=confidence,
        abstained=False,
        documents_searched=material.scope.count,
        undated=material.scope.undated,
    )
