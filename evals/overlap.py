"""How much of a question stands in the sentence that answers it: whether questions are copies."""

from __future__ import annotations

import re
from statistics import median

from evals.datasets import Dataset, Question

FUNCTION_WORDS = frozenset(
    (
        "a about after all also an and any are as at be because been before being between both but by can "
        "could did do does doing for from further had has have having he her his how i if in into is it "
        "its many more most much no not of off on once only or other our out over own same she so some "
        "such than that the their them then there these they this those to too under until up us was we "
        "were what when where which while who whom whose why will with would you your"
    ).split()
)
WORDS = re.compile(r"[^\W_]+")
ENDINGS = re.compile(r"(ing|ed|es|s)$")


def content_words(text: str) -> set[str]:
    """The words that carry meaning, without endings, so that “tension” meets “tensions”."""
    words = WORDS.findall(text.lower().replace("’s", ""))
    return {ENDINGS.sub("", word) for word in words if word not in FUNCTION_WORDS}


def overlap(question: Question, texts: dict[str, str]) -> float:
    """The share of a question's content words that stand in its nearest gold place, from 0 to 1.

    ``texts`` are the documents' texts by id. Source: this project's definition.
    """
    asked = content_words(question.question)
    said = [content_words(texts[place.document_id][place.start : place.end]) for place in question.gold]
    return max((len(asked & words) / len(asked) for words in said), default=0.0) if asked else 0.0


def median_overlap(dataset: Dataset) -> float:
    """The median overlap of the answerable questions: near 1 they would be copies of their sentences."""
    texts = {document.id: document.text for document in dataset.documents}
    return median(overlap(question, texts) for question in dataset.questions if question.answerable)
