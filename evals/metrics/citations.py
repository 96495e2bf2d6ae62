"""Whether an answer's evidence is the right evidence, all of it, and from the right article."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from statistics import fmean

from evals.spans import Place, on_any


def first_on_gold(cited: Sequence[Place], gold: Iterable[Place]) -> bool:
    """Whether the first citation overlaps a gold place by half of the shorter.

    An answer without citations, which is what an abstention is, counts as a miss. Source: this
    project's definition.
    """
    return bool(cited) and on_any(cited[0], gold)


def citation_precision(cited: Sequence[Place], gold: Collection[Place]) -> float | None:
    """The share of the citations that overlap a gold place by half of the shorter.

    0 where an answer cites and there is no gold; None where nothing is cited. Source: the citation
    precision of Gao et al. 2023 (ALCE), with gold places in the part of a judging model.
    """
    return fmean(on_any(place, gold) for place in cited) if cited else None


def gold_cited(cited: Sequence[Place], evidence: Sequence[Collection[Place]]) -> float:
    """The share of the true answers of which at least one place is cited; 0 where nothing is cited.

    ``evidence`` holds the alternative places of each true answer, one answer at least. Source: this
    project's definition, the recall beside :func:`citation_precision`.
    """
    return fmean(any(on_any(place, golds) for place in cited) for golds in evidence)


def wrong_document(cited: Sequence[Place], gold: Iterable[Place]) -> bool:
    """Whether the first citation lies in a document that holds no gold; False where nothing is cited.

    Source: this project's definition. A wrong sentence of the right article still leads the reader to the
    evidence; the wrong article does not.
    """
    return bool(cited) and cited[0].document_id not in {place.document_id for place in gold}
