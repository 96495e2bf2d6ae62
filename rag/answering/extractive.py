"""Building an answer from sentences of the sources, each cited, or saying that they don't answer."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer import Answer, Candidate, SingleAnswer
from rag.answering.choosing import Chosen, choose, judge
from rag.answering.citing import cite, evidence
from rag.answering.confidence import calibration
from rag.answering.differing import differences
from rag.answering.headlines import body_first
from rag.answering.material import Material
from rag.answering.persons import of_others_last
from rag.answering.refusing import nothing_found, refused
from rag.answering.stated import stated
from rag.citations import Citation
from rag.config import Config

CitationKey = tuple[str, int, int]
# One answer said in several places is cited so often at most.
MOST_CITATIONS_OF_ONE = 3


def answer(material: Material, candidates: Sequence[Candidate], config: Config) -> Answer:
    """The answer that the candidates (best first) support, or one that says why there is none."""
    about_itself = stated(material)
    found = [about_itself] if about_itself else list(candidates)
    if not found:
        return nothing_found(material)
    ranked = of_others_last(material.question, body_first(material, judge(material.question, found)))
    threshold = config.abstain_below
    if threshold is None:
        threshold = calibration().abstain_below
    refusal = refused(material, ranked, threshold)
    if refusal is not None:
        return refusal
    chosen = choose(material.question, ranked, config.answering.max_sentences)
    return supported(material, chosen, ranked[0].confidence)


def supported(material: Material, chosen: Sequence[Chosen], confidence: float) -> Answer:
    """An answer of one entry for each distinct answer chosen."""
    numbers: dict[CitationKey, Citation] = {}
    answers = tuple(single(material, one, numbers) for one in chosen)
    citations = tuple(numbers.values())
    return Answer(
        question=material.question,
        text="\n".join(citation.quote for citation in citations),
        short=answers[0].short,
        answers=answers,
        citations=citations,
        confidence=confidence,
        abstained=False,
        documents_searched=material.scope.count,
        undated=material.scope.undated,
        differing=differences(material.question, answers),
    )


def single(material: Material, chosen: Chosen, numbers: dict[CitationKey, Citation]) -> SingleAnswer:
    """One distinct answer with its citations; those not in ``numbers`` yet are added there."""
    cited: dict[CitationKey, Citation] = {}
    for member in chosen.members:
        passage = member.candidate.passage
        spans = evidence(material, member.candidate)
        if cited and len(cited) + len(spans) > MOST_CITATIONS_OF_ONE:
            continue
        for span in spans:
            key = (passage.document_id, span.start, span.end)
            if key not in numbers:
                numbers[key] = cite(material, len(numbers) + 1, passage, span)
            cited[key] = numbers[key]
    text = " ".join(citation.quote for citation in cited.values())
    return SingleAnswer(text, chosen.short, tuple(cited.values()), chosen.confidence)
