"""Weights with which a candidate's features add up to its score, so that a true one comes first.

A question is a choice among its candidates: the chance of each is the softmax of the scores, and the weights
are those under which true candidates were likeliest to be chosen. Source: the conditional logit of McFadden
1974; where several candidates are true, their chances are added up, as any of them will do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from evals.collected import Collected
from evals.cross_fitting import Flags, Numbers, Positions, equal_shares, folds

# How strongly large weights are held down: the factor of half the sum of their squares, in standard
# units, beside the mean log-likelihood of a question.
STRENGTHS = (1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4)
INNER_FOLDS = 4


@dataclass(frozen=True, slots=True)
class Choices:
    """The candidates of several questions in one table.

    ``values`` has a row for each candidate and a column for each feature; ``true`` and ``rows``, the number
    of its question, have an entry for each candidate; ``starts``, its first row, and ``shares``, how much it
    counts, for each question.
    """

    values: Numbers
    true: Flags
    rows: Positions
    starts: Positions
    shares: Numbers


@dataclass(frozen=True, slots=True)
class Weights:
    """What was fitted, in the features' own units, and how strongly it was held down."""

    weights: dict[str, float]
    strength: float


def telling(asked: Sequence[Collected]) -> list[Collected]:
    """The questions from which something is to be learnt: a true candidate is among theirs."""
    return [question for question in asked if question.on_gold.any()]


def choices_of(asked: Sequence[Collected], names: Sequence[str]) -> Choices:
    """The candidates of these questions, which have at least one each; a missing feature is 0."""
    sizes = [len(question.scores) for question in asked]
    columns = [
        np.concatenate([question.features.get(name, np.zeros(len(question.scores))) for question in asked])
        for name in names
    ]
    return Choices(
        values=np.column_stack(columns),
        true=np.concatenate([question.on_gold for question in asked]),
        rows=np.repeat(np.arange(len(sizes)), sizes),
        starts=np.cumsum([0, *sizes[:-1]]),
        shares=equal_shares([question.group for question in asked]),
    )


def fit(asked: Sequence[Collected], names: Sequence[str]) -> Weights:
    """Fit the weights of these features, held down as strongly as held-out documents say.

    Sets count alike, and in a set documents.

    Raises:
        ValueError: no question has a true candidate among its candidates, or there is no feature.
    """
    known = telling(asked)
    if not known or not names:
        raise ValueError("there is no question with a true candidate, or no feature to weigh")
    strength = best_strength(known, names)
    return Weights(dict(zip(names, fitted(choices_of(known, names), strength), strict=True)), strength)


def best_strength(known: Sequence[Collected], names: Sequence[str]) -> float:
    """The strength under which held-out documents are likeliest; of equals the strongest."""
    totals = np.zeros(len(STRENGTHS))
    shares = equal_shares([question.group for question in known])
    for training, unseen in folds([question.group for question in known], INNER_FOLDS):
        choices = choices_of([known[place] for place in training], names)
        judged = choices_of([known[place] for place in unseen], names)
        for number, strength in enumerate(STRENGTHS):
            weights = np.array(fitted(choices, strength))
            totals[number] += float(shares[unseen] @ log_likelihoods(judged, weights)[0])
    return STRENGTHS[int(np.argmax(totals))]


def fitted(choices: Choices, strength: float) -> list[float]:
    """The weights that are likeliest under a strength, by scipy (L-BFGS-B)."""
    from scipy.optimize import minimize

    spreads = spreads_within(choices)
    standard = replace(choices, values=choices.values / spreads)
    total = choices.shares.sum()

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        likelihoods, slopes = log_likelihoods(standard, weights)
        value = -float(choices.shares @ likelihoods) / total + strength * float(weights @ weights) / 2
        return value, slopes / -total + strength * weights

    found = minimize(loss, np.zeros(choices.values.shape[1]), jac=True, method="L-BFGS-B")
    weights: list[float] = (found.x / spreads).tolist()
    return weights


def spreads_within(choices: Choices) -> Numbers:
    """Each feature's standard deviation among the candidates of a question; 1 where it never differs."""
    sizes = np.bincount(choices.rows)[:, None]
    means = np.add.reduceat(choices.values, choices.starts) / sizes
    spreads: Numbers = np.sqrt(((choices.values - means[choices.rows]) ** 2).mean(axis=0))
    return np.where(spreads > 1e-9, spreads, 1.0)


def log_likelihoods(choices: Choices, weights: Numbers) -> tuple[Numbers, Numbers]:
    """For each question the logarithm of the chance of its true candidates, and the slope of their sum.

    The slope has an entry for each weight; questions count by their shares.
    """
    scores = choices.values @ weights
    rows = choices.rows
    all_chances, all_sums = softmax(scores, choices.starts, rows)
    true_chances, true_sums = softmax(np.where(choices.true, scores, -np.inf), choices.starts, rows)
    slopes = choices.values.T @ ((true_chances - all_chances) * choices.shares[rows])
    return true_sums - all_sums, slopes


def softmax(scores: Numbers, starts: Positions, rows: Positions) -> tuple[Numbers, Numbers]:
    """Each candidate's chance in its question, and each question's logarithm of summed exponentials."""
    highest = np.maximum.reduceat(scores, starts)
    powers = np.exp(scores - highest[rows])
    sums = np.add.reduceat(powers, starts)
    return powers / sums[rows], highest + np.log(sums)


def first_is_true(asked: Sequence[Collected], weights: Sequence[Mapping[str, float]]) -> Flags:
    """For each question whether its weights put a true candidate first; not where it has none."""
    pairs = zip(asked, weights, strict=True)
    return np.array([bool(len(q.scores)) and bool(q.on_gold[best(q, own)]) for q, own in pairs], dtype=bool)


def best(question: Collected, weights: Mapping[str, float]) -> int:
    """The candidate of the highest score, of equals the first."""
    return int(np.argmax(question.weighed(weights)))


def held_out_weights(asked: Sequence[Collected], names: Sequence[str]) -> list[dict[str, float]]:
    """For each question the weights that were fitted without its document.

    Raises:
        ValueError: a part of the documents has no question with a true candidate.
    """
    found: list[dict[str, float]] = [{}] * len(asked)
    for known, unseen in folds([question.group for question in asked]):
        weights = fit([asked[place] for place in known], names).weights
        for place in unseen.tolist():
            found[place] = weights
    return found
