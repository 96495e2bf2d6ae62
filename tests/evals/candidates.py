"""Candidates and collected questions out of a few numbers."""

import numpy as np

from evals.collected import Collected, Key
from index import Passage
from rag import Candidate

PASSAGE = Passage("p1", "d", "v", "paste:Harbour", "Harbour", None, 0, 20, "The wall fell. Late.")


def candidate(features, start=0, end=14, passage=PASSAGE):
    return Candidate(passage, start, end, "The wall fell.", features.get("score", 0.0), features)


def collected(number, features, on_gold, document="d", source="harbours", **other):
    """A question with the candidates whose features are columns; those numbered in ``on_gold`` are true."""
    values = {name: np.array(column, dtype=float) for name, column in features.items()}
    count = len(next(iter(values.values()), ()))
    true = np.zeros(count, dtype=bool)
    true[list(on_gold)] = True
    known = {
        "answerable": True,
        "cited": 0 if count else None,
        "confidence": 0.5,
        "right": bool(true[:1].any()),
        "left_out": False,
        "scores": np.zeros(count),
    } | other
    key = Key(source, f"q{number}", "Who?", known.pop("left_out"))
    return Collected(key=key, document=document, features=values, on_gold=true, **known)
