"""What each stage of our retrieval found: both searches alone, and fused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.library import Shelf
from evals.spans import Place
from rag import Match, Passage, fuse

# The systems that are a stage of ours, in its order; the last is all of the retrieval without the reader.
STAGES = ("lexical", "dense", "hybrid")


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a system found: where it lies, its words, and a score that orders its hits."""

    place: Place
    text: str
    score: float


Ranked = tuple[Hit, ...]


def stages(matches: Sequence[Match], shelf: Shelf) -> dict[str, Ranked]:
    """The ranking of each of :data:`STAGES`, from what both searches found for a question.

    A passage that shares no word with the question is no hit of the lexical search, which has a BM25 of 0
    for it. The dense ranking is that of the exact cosines, so its head is the vector search's own.
    """
    worded = [match for match in matches if match.bm25 > 0]
    lexical = sorted(worded, key=lambda match: (-match.bm25, match.passage.passage_id))
    dense = sorted(matches, key=lambda match: (-match.passage.cosine, match.passage.passage_id))
    return {
        "lexical": tuple(hit(match.passage, match.bm25, shelf) for match in lexical),
        "dense": tuple(hit(match.passage, match.passage.cosine, shelf) for match in dense),
        "hybrid": hits(fuse(matches), shelf),
    }


def hits(passages: Iterable[Passage], shelf: Shelf) -> Ranked:
    """Passages in the terms of the question set, with their fused scores."""
    return tuple(hit(passage, passage.score, shelf) for passage in passages)


def hit(passage: Passage, score: float, shelf: Shelf) -> Hit:
    """One passage with the score of the stage that found it."""
    return Hit(shelf.place(passage), passage.text, score)
