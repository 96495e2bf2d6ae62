"""Which sentences tell most of what an article says.

LexRank (Erkan & Radev 2004): a sentence counts by how much those like it count. The walk begins anew with the
sentences at the top more often than with those below, as news tell the main thing first. Then one
sentence after another is taken that adds to those taken already (maximal marginal relevance, Carbonell &
Goldstein 1998).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index import IMPORTING
from rag.overview.content import Sentence
from rag.reader.vocabulary import stems

Similarities = NDArray[np.float64]

# Where the walk begins: the weight of a sentence falls to half within so many sentences.
LEAD_HALF = 3.0
# How much the place at the top and the words of the title count besides. On the development articles they
# find 22 of 27 things that a summary must say, the first sentences alone 17. The encoder's vectors in place
# of the words found no more, for the price of a model.
LEAD_WEIGHT, TITLE_WEIGHT = 0.2, 0.2
# How much a sentence's own weight counts when the next one is chosen, the rest being what it adds.
OWN_WEIGHT = 0.75
# Sentences that are more alike than this say the same: the second one comes last.
SAME = 0.7
ANYWHERE = 0.05
SMALLEST = 1e-9
# Sentences that are less alike than this have no edge.
ALIKE = 0.05


def ranked(sentences: Sequence[Sentence], fitness: Sequence[float], title: str) -> list[int]:
    """The places of all sentences, those that tell most first, each adding to those before it.

    ``fitness`` weighs how well each can stand alone, from 0 to 1.
    """
    alike = similarities(sentences)
    told = (1 - LEAD_WEIGHT - TITLE_WEIGHT) * centrality(alike)
    told += LEAD_WEIGHT * lead(len(sentences)) + TITLE_WEIGHT * of_title(sentences, title)
    weights = told * np.asarray(fitness)
    return by_marginal_relevance(weights / max(weights.max(), SMALLEST), alike)


def lead(count: int) -> NDArray[np.float64]:
    """How near each of so many sentences is to the top, the first one being 1."""
    return np.exp2(-np.arange(count) / LEAD_HALF)


def of_title(sentences: Sequence[Sentence], title: str) -> NDArray[np.float64]:
    """The share of the title's words in each sentence."""
    wanted = stems(title)
    return np.array([len(wanted & stems(sentence.text)) / max(len(wanted), 1) for sentence in sentences])


def similarities(sentences: Sequence[Sentence]) -> Similarities:
    """The cosines of the sentences' stems, each counted by how rare it is among them."""
    bags = [stems(sentence.text) for sentence in sentences]
    held = Counter(stem for bag in bags for stem in bag)
    columns = {stem: place for place, stem in enumerate(held)}
    vectors = np.zeros((len(bags), max(len(columns), 1)))
    for row, bag in enumerate(bags):
        for stem in bag:
            vectors[row, columns[stem]] = math.log(1 + len(bags) / held[stem])
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.maximum(lengths, SMALLEST)
    alike: Similarities = unit @ unit.T
    return alike


def centrality(alike: Similarities) -> NDArray[np.float64]:
    """How much each sentence counts, the highest being 1."""
    with IMPORTING:
        import networkx

    edges = np.where(alike >= ALIKE, alike, 0.0)
    np.fill_diagonal(edges, 0.0)
    graph = networkx.from_numpy_array(edges)
    begins = dict(enumerate(lead(len(alike)) + ANYWHERE))
    found = networkx.pagerank(graph, personalization=begins)
    weights = np.array([found[place] for place in range(len(alike))], dtype=np.float64)
    highest: float = weights.max()
    return weights / max(highest, SMALLEST)


def redundancy(likeness: float) -> float:
    """How much a sentence loses by being so like one that is chosen."""
    return likeness if likeness < SAME else likeness + OWN_WEIGHT / (1 - OWN_WEIGHT)


def by_marginal_relevance(weights: NDArray[np.float64], alike: Similarities) -> list[int]:
    """The places in the order in which they are chosen."""
    left, chosen = list(range(len(weights))), list[int]()
    while left:
        gains = [
            OWN_WEIGHT * weights[place]
            - (1 - OWN_WEIGHT) * max((redundancy(alike[place, one]) for one in chosen), default=0.0)
            for place in left
        ]
        chosen.append(left.pop(int(np.argmax(gains))))
    return chosen
