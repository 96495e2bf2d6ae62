"""Which questions to start with: those that the assistant answers well, from where they were made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from index import DocumentVersion, Span, paragraphs, sentences
from rag.answer import Answer
from rag.introductions.phrases import is_role
from rag.starters.phrasing import Draft, drafts

if TYPE_CHECKING:
    from rag.assistant import Assistant

SURE = 0.6  # the least confidence of an answer that is worth showing to somebody new
MOST_ASKED = 16
MOST_OF_A_KIND = 2
KINDS = ("who did", "how many", "who is", "when", "said")


@dataclass(frozen=True, slots=True)
class Made:
    """A question and the sentence it was made from."""

    draft: Draft
    source: Span


def starter_questions(assistant: Assistant, document: str) -> Iterator[str]:
    """Questions about an article, one as soon as it was asked and is answered well from its own sentence.

    ``document`` is an id. Each is asked of the whole library, as whoever presses it will. At most 16 are
    asked; stop reading to end the work.

    Raises:
        DocumentNotFound
    """
    shown = assistant.document(document)
    kinds: dict[str, int] = {}
    used: set[Span] = set()
    for made in in_turns(made_from(shown))[:MOST_ASKED]:
        kind = made.draft.kind
        if made.source in used or kinds.get(kind, 0) >= MOST_OF_A_KIND:
            continue
        if answers_well(assistant.ask(made.draft.question), shown, made):
            used.add(made.source)
            kinds[kind] = kinds.get(kind, 0) + 1
            yield made.draft.question


def made_from(shown: DocumentVersion) -> list[Made]:
    """Every question that an article’s sentences give, in their order, each once."""
    facts = [field.span for field in (shown.metadata.title, shown.metadata.credits) if field and field.span]
    found: dict[str, Made] = {}
    for paragraph in paragraphs(shown.text, shown.furniture):
        for sentence in sentences(shown.text, paragraph):
            if any(sentence.overlaps(fact) for fact in facts):
                continue
            for draft in drafts(" ".join(sentence.cut(shown.text).split())):
                found.setdefault(draft.question, Made(draft, sentence))
    return list(found.values())


def in_turns(made: list[Made]) -> list[Made]:
    """The questions of each kind in turn: the first of every kind, then the second."""
    by_kind = [[one for one in made if one.draft.kind == kind] for kind in KINDS]
    return [one for turn in zip_longest(*by_kind) for one in turn if one is not None]


def answers_well(answer: Answer, shown: DocumentVersion, made: Made) -> bool:
    """Whether an answer is sure, from the sentence that the question was made of, and short."""
    if answer.abstained or answer.confidence < SURE or answer.differing:
        return False
    first = answer.citations[0]
    if (first.document_id, first.version) != (shown.document_id, shown.version):
        return False
    draft = made.draft
    if draft.kind == "said":
        return draft.question.removeprefix("What did ").removesuffix(" say?").split()[-1] in answer.text
    if not Span(first.start, first.end).overlaps(made.source) or not answer.short:
        return False
    if draft.kind == "who is":
        return (
            is_role(answer.short) and draft.question.removeprefix("Who is ").rstrip("?") not in answer.short
        )
    told, short = draft.told.lower(), answer.short.lower()
    return short in told or told in short
