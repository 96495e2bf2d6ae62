"""How well it knows when the articles don't say."""

from __future__ import annotations

from collections.abc import Sequence


def share(flags: Sequence[bool]) -> float | None:
    """The share of true flags; None where there are none."""
    return sum(flags) / len(flags) if flags else None


def answered_although_not_answerable(answerable: Sequence[bool], abstained: Sequence[bool]) -> float | None:
    """The share of unanswerable questions that got an answer; 0 is best. None without such questions.

    Source: the complement of SQuAD 2.0's NoAns accuracy (Rajpurkar et al. 2018).
    """
    return share([not gone for able, gone in zip(answerable, abstained, strict=True) if not able])


def wrongly_refused(answerable: Sequence[bool], abstained: Sequence[bool]) -> float | None:
    """The share of answerable questions that got no answer; 0 is best. None without such questions."""
    return share([gone for able, gone in zip(answerable, abstained, strict=True) if able])


def refusal_auroc(answerable: Sequence[bool], confidence: Sequence[float]) -> float | None:
    """The probability that an answerable question gets more confidence than one that is not.

    Ties count half. 0.5 is chance, 1 is best; None where all questions are of one sort. Computed by
    scikit-learn. Source: Hanley and McNeil 1982.
    """
    from sklearn.metrics import roc_auc_score

    if len(set(answerable)) < 2:
        return None
    return float(roc_auc_score([int(able) for able in answerable], list(confidence)))
