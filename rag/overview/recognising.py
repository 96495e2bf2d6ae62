"""Questions about an article as a whole told by their sense, where they have none of the known forms.

The question's vector goes through a linear model with a row for each aspect and one for “none of them”
(multinomial logistic regression, fitted by ``python -m evals.fit_wordings`` on wordings of our own).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from index import Encoder, RememberedVectors
from rag.answer import Aspect
from rag.answering.stated import fields_asked

# A longer question has something of its own to say.
MOST_WORDS = 40
# A name or a year inside a question: it asks about something in an article.
_NAMES = re.compile(r"(?<=[\w,;’\"“(] )(?!I\b|TL|OK\b)[^\W\d_a-zß-ÿ][\w’-]+|\b\d{3,}\b")
# Somebody, or some things, of whom it was spoken: “does anybody contradict him?”, “who doubts these figures?”
_SPOKEN_OF = re.compile(
    r"\b(?:he|him|his|she|her|hers)\b|\b(?:these|those) (?!people|persons|things|events|part(?:y|ies)|sides"
    r"|articles?|stor(?:y|ies)|texts?|reports?|(?:named|quoted|mentioned|involved|who)\b)",
    re.IGNORECASE,
)
_HEARSAY = re.compile(r"\bhe[ -]said\W+she[ -]said\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A linear model over an encoder's vectors.

    ``weights`` (aspects, dimensions) and ``bias`` (aspects) have a row for each of ``aspects``, the last of
    which is None. ``encoder`` is the identity of the model that the vectors must be of.
    """

    encoder: str
    aspects: tuple[Aspect | None, ...]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]
    threshold: float

    def aspect(self, vector: NDArray[np.float32]) -> Aspect | None:
        """The likeliest aspect, where it is likely enough that it is any."""
        sums = self.weights @ vector + self.bias
        likely = np.exp(sums - sums.max())
        likely /= likely.sum()
        return self.aspects[int(likely[:-1].argmax())] if 1 - likely[-1] >= self.threshold else None


def recognised(question: str, encoder: Encoder | RememberedVectors) -> Aspect | None:
    """What a question asks of an article as a whole, by its sense; None for any other question.

    With another model than the packaged one nothing is recognised, nor is what asks who wrote an article or
    when: that stands in its metadata.
    """
    model = recogniser()
    if encoder.identity != model.encoder or not is_general(question) or fields_asked(question):
        return None
    return model.aspect(encoder.encode([question])[0])


def is_general(question: str) -> bool:
    """Whether a question is short enough, names nothing and speaks of nobody it does not name."""
    if not 0 < len(question.split()) <= MOST_WORDS:
        return False
    return not (_NAMES.search(question) or _SPOKEN_OF.search(_HEARSAY.sub("", question)))


@cache
def recogniser() -> Recogniser:
    """The model shipped beside this module."""
    told = json.loads((files("rag.overview") / "wordings.json").read_text(encoding="utf-8"))
    rows = told["rows"]
    return Recogniser(
        encoder=told["encoder"],
        aspects=tuple(None if row["aspect"] == "none" else row["aspect"] for row in rows),
        weights=np.array([row["weights"] for row in rows]),
        bias=np.array([row["bias"] for row in rows]),
        threshold=told["threshold"],
    )
