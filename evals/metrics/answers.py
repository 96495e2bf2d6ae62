"""How well an answer's words agree with the expected ones, as SQuAD counts it."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Collection, Iterable

ARTICLES = re.compile(r"\b(a|an|the)\b")
# SQuAD strips ASCII punctuation only; news texts print typographic quotation marks, so those go too.
PUNCTUATION = str.maketrans("", "", string.punctuation + "“”‘’«»…–—")


def normalised(text: str) -> str:
    """Lower case, without punctuation, articles and superfluous blanks.

    Source: the official script of SQuAD 1.1 (Rajpurkar et al. 2016), to whose ASCII punctuation the
    typographic marks are added.
    """
    return " ".join(ARTICLES.sub(" ", text.lower().translate(PUNCTUATION)).split())


def exact_match(predicted: str, answers: Iterable[str]) -> float:
    """1.0 where the normalised prediction equals one of the normalised answers, else 0.0.

    Source: Rajpurkar et al. 2016.
    """
    return float(any(normalised(predicted) == normalised(answer) for answer in answers))


def f1(predicted: str, answers: Iterable[str]) -> float:
    """The best F1 of shared words (as a multiset) between prediction and one of the answers.

    Precision is the share of predicted words that the answer has, recall the share of the answer's
    words that were predicted; 0.0 where nothing is shared. Source: Rajpurkar et al. 2016.
    """
    return max((word_f1(predicted, answer) for answer in answers), default=0.0)


def word_f1(predicted: str, answer: str) -> float:
    """F1 of the words of two normalised texts; two empty ones agree."""
    words, expected = normalised(predicted).split(), normalised(answer).split()
    if not words or not expected:
        return float(words == expected)
    shared = sum((Counter(words) & Counter(expected)).values())
    if not shared:
        return 0.0
    precision, recall = shared / len(words), shared / len(expected)
    return 2 * precision * recall / (precision + recall)


def squad2_scores(predicted: str, answers: Collection[str], answerable: bool) -> dict[str, float]:
    """SQuAD 2.0's figures of one question, those that apply to it; ``predicted`` is empty when withheld.

    - ``exact match``, ``f1``: of every question. An unanswerable one counts 1 when the answer was withheld,
      else 0; an answerable one as :func:`exact_match` and :func:`f1` say, so that withholding counts 0.
    - ``exact match, answerable``, ``f1, answerable``: the same of answerable questions alone (HasAns).
    - ``no-answer accuracy``: of unanswerable questions alone (NoAns).

    An answerable question whose answers are not known in words has none. Source: Rajpurkar et al. 2018.
    """
    if not answerable:
        return dict.fromkeys(("exact match", "f1", "no-answer accuracy"), float(not predicted))
    if not answers:
        return {}
    # An answer of which normalising leaves nothing (“A”) would else be matched by withholding.
    exact = exact_match(predicted, answers) if predicted else 0.0
    overlap = f1(predicted, answers) if predicted else 0.0
    return {
        "exact match": exact,
        "f1": overlap,
        "exact match, answerable": exact,
        "f1, answerable": overlap,
    }
