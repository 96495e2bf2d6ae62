"""A conversation: questions one after another, each completed from those before it where it needs them."""

from __future__ import annotations

import threading
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from index import DocumentNotFound
from rag.answer import Answer, Answered, Candidate, Event, ReadingDone, Understood, answer_of
from rag.citations import Citation
from rag.conversation.articles import Articles
from rag.conversation.choosing import best_first
from rag.conversation.completing import LONGEST_FOLLOW_UP, ranked
from rag.conversation.fusing import Talk, fused, lies_elsewhere, told_after
from rag.conversation.returning import returning, turn_returned_to
from rag.conversation.salience import TURNS
from rag.conversation.short_forms import asks_what_followed
from rag.conversation.turns import Said
from rag.mentions.finding import names_in

if TYPE_CHECKING:
    from index import DateRange
    from rag.assistant import Assistant

# So many turns are remembered.
MOST_TURNS = 50


@dataclass(frozen=True, slots=True)
class ConversationTurn:
    """A question as it was typed, what it was understood as (None: as it stands), and its answer."""

    question: str
    understood: str | None
    answer: Answer

    def to_dict(self) -> dict[str, Any]:
        """All fields, ready for JSON."""
        return {"question": self.question, "understood": self.understood, "answer": self.answer.to_dict()}


class Conversation:
    """Asks an assistant, remembering what was asked. Thread-safe: a question sees what was answered before.

    Args:
        assistant: the assistant that answers.
        turns: those of an earlier conversation to go on from, oldest first.
    """

    def __init__(self, assistant: Assistant, turns: Sequence[ConversationTurn] = ()) -> None:
        self._assistant = assistant
        self._turns = tuple(turns)[-MOST_TURNS:]
        self._lock = threading.Lock()

    @property
    def turns(self) -> tuple[ConversationTurn, ...]:
        """The last turns, oldest first."""
        with self._lock:
            return self._turns

    def ask(
        self,
        question: str,
        documents: Sequence[str] | None = None,
        published: DateRange | None = None,
        *,
        as_it_stands: bool = False,
        abstain_below: float | None = None,
        in_view: str | None = None,
    ) -> Answer:
        """Answer a question as :meth:`rag.Assistant.ask` does, a follow-up as what it stands for.

        ``question`` of the answer is what was typed; ``understood`` what it was completed to.

        Args:
            question: may speak of what was asked and answered before: “why?”, “what did he say?”.
            documents: as :meth:`rag.Assistant.ask` takes them, each question anew.
            published: likewise.
            as_it_stands: nothing is completed, the question is asked as it was typed.
            abstain_below: likewise.
            in_view: likewise; None for the article that the last answer cites, where it cites one only.

        Raises:
            The errors of :meth:`rag.Assistant.ask`; a question that raised is no turn.
        """
        return answer_of(
            self.steps(
                question,
                documents,
                published,
                as_it_stands=as_it_stands,
                abstain_below=abstain_below,
                in_view=in_view,
            )
        )

    def steps(
        self,
        question: str,
        documents: Sequence[str] | None = None,
        published: DateRange | None = None,
        *,
        as_it_stands: bool = False,
        abstain_below: float | None = None,
        in_view: str | None = None,
    ) -> Generator[Event, None, None]:
        """The same as :meth:`ask`, event by event; the first is Understood where it was completed.

        What is cited may still have been found for the question as it was typed.
        """
        typed, turns = (question, ()) if as_it_stands else self._taken_up(question, documents)
        meant = None if as_it_stands else self._meant(typed, turns, documents, published)
        understood = meant or (typed if typed != question else None)
        if understood is not None:
            yield Understood(understood)
        asked = question if understood is None else understood
        goes_back = meant is not None
        stands = (typed == question and not goes_back) or not goes_on(question)
        free = documents is None and not as_it_stands and isinstance(question, str)
        options = {"abstain_below": abstain_below, "in_view": in_view or self._cited()}
        told: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
        told |= {"documents": documents, "published": published}
        nearby = free and bool(spoken_of(turns)) and (goes_back or goes_on(question))
        if nearby:
            told["read_too"] = talk_of(turns).is_beside
        read: tuple[Candidate, ...] = ()
        with closing(self._assistant.steps(asked, **told)) as steps:
            for event in steps:
                if isinstance(event, ReadingDone):
                    read = event.candidates
                if isinstance(event, Answered):
                    given = event.answer
                    if read and nearby:
                        found = self._nearby(read, typed, stands, turns, told)
                        given = self._answered(asked, found, given, told) if found else given
                    event = Answered(self._remembered(question, understood, given))
                yield event

    def _taken_up(
        self, question: str, documents: Sequence[str] | None
    ) -> tuple[str, tuple[ConversationTurn, ...]]:
        """A question without the words that say that it goes back, and the turns up to there."""
        turns = tuple(turn for turn in self.turns if turn.answer.kind != "talk")
        if documents is not None or not isinstance(question, str) or len(question) > LONGEST_FOLLOW_UP:
            return question, turns
        place = turn_returned_to(question, [*map(text_of, turns)], [*map(documents_of, turns)], self._scores)
        if place is None:
            return question, turns
        returned = returning(question)
        return returned.question if returned else question, turns[: place + 1]

    def _scores(self, question: str, documents: Sequence[str]) -> dict[str, float]:
        """The best score of each document for a question; none where one of them was removed since."""
        try:
            (found,) = self._assistant.glance([question], documents)
        except DocumentNotFound:
            return {}
        return {one.document_id: one.score for one in sorted(found, key=lambda one: one.score)}

    def _nearby(
        self,
        read: Sequence[Candidate],
        typed: str,
        stands: bool,
        turns: Sequence[ConversationTurn],
        told: dict[str, Any],
    ) -> tuple[Candidate, ...]:
        """What was read, and what is read of the typed question where the talk is, in one ranking.

        Empty where that tells nothing. ``stands`` where nothing in the question refers back, or it names
        something: it may be about something else.
        """
        try:
            steps = self._assistant.steps(typed, **{**told, "documents": sorted(spoken_of(turns))})
            there = next((one.candidates for one in steps if isinstance(one, ReadingDone)), ())
        except DocumentNotFound:  # it was removed since
            return ()
        talk = talk_of(turns)
        if not there or (stands and lies_elsewhere(typed, read, there, talk)):
            return ()
        found = fused(read, there, talk)
        return told_after(found, talk) if asks_what_followed(typed) else found

    def _answered(
        self, asked: str, found: Sequence[Candidate], given: Answer, told: dict[str, Any]
    ) -> Answer:
        """The answer to a question from some sentences, best first; ``given`` is the one that it replaces."""
        answer = self._assistant.answer_from(
            asked, found, told["published"], abstain_below=told.get("abstain_below")
        )
        return replace(answer, documents_searched=given.documents_searched, undated=given.undated)

    def _cited(self) -> str | None:
        """The document that the last answer with citations cites, where it is one only."""
        for turn in reversed(self.turns):
            if cited := {citation.document_id for citation in turn.answer.citations}:
                return cited.pop() if len(cited) == 1 else None
        return None

    def _meant(
        self,
        question: str,
        turns: Sequence[ConversationTurn],
        documents: Sequence[str] | None,
        published: DateRange | None,
    ) -> str | None:
        """What a question is completed to, or None where it stands as it is."""
        spoken = [turn for turn in turns if turn.answer.kind in ("answer", "overview")]
        if not spoken or not isinstance(question, str) or self._assistant.stands_alone(question):
            return None
        articles = Articles(self._assistant.document)
        before = [articles.tell(said(turn), shown(turn.answer)) for turn in spoken[-TURNS:]]

        def scores(questions: Sequence[str]) -> list[float]:
            found = self._assistant.glance(questions, documents, published)
            return [max((one.score for one in passages), default=0.0) for passages in found]

        best = best_first(ranked(question, before), scores)[0].question
        return None if best == " ".join(question.split()) else best

    def _remembered(self, question: str, understood: str | None, answer: Answer) -> Answer:
        if understood is not None:
            answer = replace(answer, question=question.strip(), understood=understood)
        with self._lock:
            self._turns = (*self._turns, ConversationTurn(question, understood, answer))[-MOST_TURNS:]
        return answer


def goes_on(question: str) -> bool:
    """Whether a question, as it was typed, names nothing: one that does may well be about something else."""
    return not names_in(question)


def shown(answer: Answer) -> tuple[Citation, ...]:
    """What an answer cites, and what it shows in place of one."""
    return (*answer.citations, *((answer.nearest,) if answer.nearest else ()))


def documents_of(turn: ConversationTurn) -> frozenset[str]:
    """The ids of the documents that a turn cites or shows."""
    return frozenset(citation.document_id for citation in shown(turn.answer))


def spoken_of(turns: Sequence[ConversationTurn]) -> frozenset[str]:
    """The same of the last turn; none where there is none."""
    return documents_of(turns[-1]) if turns else frozenset()


def talk_of(turns: Sequence[ConversationTurn]) -> Talk:
    """What turns cite, or show in place of an answer."""
    cited = [shown(turn.answer) for turn in turns]
    return Talk(cited[-1], tuple(one for turn in cited[:-1] for one in turn))


def text_of(turn: ConversationTurn) -> str:
    """What was asked and answered in a turn."""
    quotes = (citation.quote for citation in shown(turn.answer))
    return " ".join((turn.question, turn.understood or "", turn.answer.text, *quotes))


def said(turn: ConversationTurn) -> Said:
    """A turn as plain texts; in place of an answer that was withheld what was shown instead."""
    answer = turn.answer
    question = turn.understood or turn.question
    if answer.abstained:
        instead = answer.contradiction or answer.nearest
        return Said.of(question, instead.quote if instead else "", typed=turn.question)
    return Said.of(question, answer.text, answer.short or "", turn.question)
