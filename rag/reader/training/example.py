"""One training question with the text it is asked of."""

from __future__ import annotations

from dataclasses import dataclass

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the text it is asked of, and where the text answers.

    ``answers`` are ranges of characters in ``text``, every right one; none where the text does not answer.
    ``document`` names the article that the text comes from, so that splits keep articles whole; ``source``
    names the data set; ``kind`` tells how a question without an answer was made unanswerable ("" if unknown).
    """

    question: str
    text: str
    answers: Ranges
    title: str = ""
    document: str = ""
    source: str = ""
    kind: str = ""
