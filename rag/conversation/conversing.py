"""A conversation: questions one after another, each completed from those before it where it needs them."""

from __future__ import annotations

import re
import threading
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from index import DocumentNotFound
from rag.answer import Answer, Answered, Candidate, Event, ReadingDone, Understood, answer_of
from rag.answering.missing import mentions_nothing
from rag.conversation.articles import Articles
from rag.conversation.choosing import best_first
from rag.conversation.completing import LONGEST_FOLLOW_UP, ranked
from rag.conversation.fusing import Talk, fused, lies_elsewhere, told_after
from rag.conversation.picking import asked_of_picked
from rag.conversation.returning import returning, turn_returned_to
from rag.conversation.salience import TURNS
from rag.conversation.short_forms import asks_what_followed
from rag.conversation.turns import ConversationTurn, documents_of, led, said, shown, spoken_of, text_of
from rag.mentions.capitals import with_capitals
from rag.mentions.finding import names_in

if TYPE_CHECKING:
    from index import DateRange
    from rag.assistant import Assistant

# Words that speak of something said before, be it found there or not.
_REFERS_BACK = re.compile(
    r"\b(?:th(?:is|at|ese|ose)|he|him|his|she|hers?|its?|they|them|theirs?|there|then|else|others?)\b",
    re.IGNORECASE,
)
# So many turns are remembered.
MOST_TURNS = 50


@dataclass(frozen=True, slots=True)
class Taken:
    """How a question is taken: ``asked`` is what is asked of the assistant.

    ``understood`` is what it was completed to, None where it stands as it is; ``typed`` is without the words
    that say that it goes back, and ``turns`` are those up to there. It ``stands`` where nothing in it refers
    back, or it names something. ``nearby`` tells that it is read where the talk is, too.
    """

    asked: str
    understood: str | None
    typed: str
    turns: tuple[ConversationTurn, ...]
    stands: bool = True
    nearby: bool = False


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
        taken = self._taken(question, documents, published, as_it_stands)
        if taken.understood is not None:
            yield Understood(taken.understood)
        options = {"abstain_below": abstain_below, "in_view": in_view or self._cited()}
        told: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
        told |= {"documents": documents, "published": published}
        if taken.nearby:
            told["read_too"] = talk_of(taken.turns).is_beside
        read: tuple[Candidate, ...] = ()
        with closing(self._assistant.steps(taken.asked, **told)) as steps:
            for event in steps:
                if isinstance(event, ReadingDone):
                    read = event.candidates
                if isinstance(event, Answered):
                    given = self._read_nearby(taken, read, event.answer, told)
                    event = Answered(self._remembered(question, taken.understood, given))
                yield event

    def _taken(
        self,
        question: str,
        documents: Sequence[str] | None,
        published: DateRange | None,
        as_it_stands: bool,
    ) -> Taken:
        """How a question is taken, behind the turns so far."""
        if as_it_stands:
            return Taken(question, None, question, ())
        if picked := self._of_picked(question):
            return Taken(picked, picked, question, ())
        typed, turns = self._taken_up(question, documents)
        meant = self._meant(typed, turns, documents, published)
        understood = meant or (typed if typed != question else None)
        free = documents is None and isinstance(question, str)
        return Taken(
            asked=question if understood is None else understood,
            understood=understood,
            typed=typed,
            turns=turns,
            stands=(typed == question and meant is None) or not goes_on(question),
            nearby=free and bool(spoken_of(turns)) and (meant is not None or goes_on(question)),
        )

    def _of_picked(self, question: str) -> str | None:
        """What is asked where the last answer asked which article is meant, and this names one."""
        turns = self.turns
        if not turns:
            return None
        articles = Articles(self._assistant.document)
        return asked_of_picked(
            question, turns[-1].answer, lambda one: articles.text(one.document_id, one.version)
        )

    def _read_nearby(
        self, taken: Taken, read: Sequence[Candidate], given: Answer, told: dict[str, Any]
    ) -> Answer:
        """The answer with what is read where the talk is taken in; as given where that tells nothing."""
        apart = taken.stands and not _REFERS_BACK.search(taken.typed) and speaks_of_nothing(given)
        if not (read and taken.nearby) or apart:
            return given
        found = self._nearby(read, taken.typed, taken.stands, taken.turns, told)
        return self._answered(taken.asked, found, given, told) if found else given

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

        typed = with_capitals(question, articles.texts)
        best = best_first(ranked(typed, before), scores)[0].question
        return None if best.casefold() == " ".join(question.split()).casefold() else best

    def _remembered(self, question: str, understood: str | None, answer: Answer) -> Answer:
        if understood is not None:
            answer = replace(answer, question=question.strip(), understood=understood)
        with self._lock:
            self._turns = (*self._turns, ConversationTurn(question, understood, answer))[-MOST_TURNS:]
        return answer


def goes_on(question: str) -> bool:
    """Whether a question, as it was typed, names nothing: one that does may well be about something else."""
    return not names_in(question)


def speaks_of_nothing(answer: Answer) -> bool:
    """Whether an answer is withheld because the question has a word that no article has."""
    return answer.abstained and mentions_nothing(answer.reason)


def talk_of(turns: Sequence[ConversationTurn]) -> Talk:
    """What turns cite, or show in place of an answer."""
    cited = [led(turn.answer) for turn in turns]
    return Talk(cited[-1], tuple(one for turn in cited[:-1] for one in turn))
