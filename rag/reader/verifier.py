"""The second look: a model that judges the words which the reader found, marked in their passage.

Source: Read + Verify, Hu et al. 2019.
"""

from __future__ import annotations

from collections.abc import Sequence

from index import Span
from rag.answer import Candidate
from rag.reader.excerpts import excerpt_of
from rag.reader.marking import marked
from rag.reader.models import SpanModel
from rag.reader.similarity import VersionOf


class Verifier:
    """Says how likely a candidate's words answer the question.

    Args:
        model: one trained as a verifier (``looks`` in a recipe of :mod:`rag.reader.train`).
    """

    def __init__(self, model: SpanModel) -> None:
        self._model = model

    def load(self) -> None:
        """Load what the first question would wait for."""
        self._model.load()

    def verify(
        self, question: str, candidates: Sequence[Candidate], version_of: VersionOf
    ) -> list[float | None]:
        """The log-odds (natural logarithm) that each candidate's words answer; None where it has none."""
        excerpts = []
        for found in candidates:
            version = version_of(found.passage)
            span = Span(found.passage.start, found.passage.end)
            excerpts.append(excerpt_of(version.text, span, version.title or ""))
        windows = self._model.windows.windows(question, excerpts)
        marks = []
        for number, found in enumerate(candidates):
            start, end = found.short or (found.passage.start, found.passage.start)
            place = found.passage.start
            marks.append(marked(windows, number, start - place, end - place))
        logits = iter(self._model.logits([mark.window for mark in marks if mark]))
        return [mark.score(next(logits)) if mark else None for mark in marks]
