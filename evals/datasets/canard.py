"""CANARD: questions of a conversation, what people took them to mean, and the answers before them.

Its rows have no passages. But a turn's answer stands in the history of every later turn, so most answers can
be recovered. A conversation becomes a document with the titles of its article and section for a title and
the recovered answers for paragraphs, in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals.datasets.lines import Row, rows
from evals.datasets.model import Dataset, DatasetDocument
from evals.datasets.problems import Problem, Problems
from evals.spans import Place

# What stands for an answer where the text had none: it says nothing that could be found.
NO_ANSWER = "I don't know."
# The titles of article and section come before what was said.
TITLES = 2
BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and the answer that it got."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question with what was said before it.

    ``rewrite`` is a human's question of the same meaning that can be understood alone. ``gold`` are the
    places of its answer: several where the same words were said twice. ``article`` is the article's title.
    """

    id: str
    document_id: str
    article: str
    before: tuple[Exchange, ...]
    question: str
    rewrite: str
    gold: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Canard:
    """The pool of all recovered answers, and the questions whose own answer is among them.

    ``left_out`` counts the questions whose answer is not: it was the last of its conversation, or there
    was none.
    """

    dataset: Dataset
    answers: int
    questions: tuple[FollowUp, ...]
    left_out: int


@dataclass(slots=True)
class Talk:
    """One conversation: its titles, and the answers known so far by the number of their turn, from 0."""

    titles: tuple[str, str]
    answers: dict[int, str] = field(default_factory=dict)

    def hear(self, said: Sequence[str]) -> None:
        """Note the answers among questions and answers in turn."""
        self.answers |= dict(enumerate(said[1::2]))

    def told(self) -> dict[int, str]:
        """The answers that say something, by the number of their turn, in its order."""
        return {turn: told for turn, told in sorted(self.answers.items()) if told != NO_ANSWER}

    def document(self, name: str) -> DatasetDocument:
        """The conversation's answers as an article."""
        return DatasetDocument(name, ": ".join(self.titles), BETWEEN.join(self.told().values()))

    def places(self, name: str) -> dict[int, Place]:
        """Where each answer stands in that article, by the number of its turn."""
        found, at = {}, 0
        for turn, told in self.told().items():
            found[turn] = Place(name, at, at + len(told))
            at += len(told) + len(BETWEEN)
        return found


def load_canard(path: Path) -> Canard:
    """The questions of a file of CANARD, a JSON object a line with ``id, history, question, rewrite``.

    Raises:
        LocatedError: it cannot be read, a line is malformed, or no answer can be recovered.
    """
    lines = list(rows(path, Problems()))
    talks: dict[str, Talk] = {}
    for row in lines:
        titles, said = parted(row)
        talks.setdefault(conversation_of(row), Talk(titles)).hear(said)
    places = {name: talk.places(name) for name, talk in talks.items()}
    same: dict[str, list[Place]] = {}
    for name, talk in talks.items():
        for turn, told in talk.told().items():
            same.setdefault(told.casefold(), []).append(places[name][turn])
    if not same:
        raise Problem(path, None, "no answer can be recovered from the histories").error()
    found = [question for row in lines if (question := follow_up(row, talks, same)) is not None]
    documents = tuple(talk.document(name) for name, talk in talks.items() if places[name])
    pool = Dataset(path.stem, documents, ())
    return Canard(pool, sum(map(len, places.values())), tuple(found), len(lines) - len(found))


def follow_up(row: Row, talks: dict[str, Talk], same: dict[str, list[Place]]) -> FollowUp | None:
    """The question of a row; None where its answer was not recovered or says nothing."""
    name, (titles, said) = conversation_of(row), parted(row)
    answer = talks[name].told().get(len(said) // 2)
    if answer is None:
        return None
    before = tuple(Exchange(*pair) for pair in zip(said[::2], said[1::2], strict=True))
    question, rewrite = row.words("question"), row.words("rewrite")
    gold = tuple(same[answer.casefold()])
    return FollowUp(row.name("id"), name, titles[0], before, question, rewrite, gold)


def parted(row: Row) -> tuple[tuple[str, str], list[str]]:
    """The two titles of a history, and what was said: question and answer in turn."""
    history = row.strings("history")
    if len(history) < TITLES or len(history) % 2:
        raise row.error("“history” is not two titles and then questions and answers in turn")
    return (history[0], history[1]), history[TITLES:]


def conversation_of(row: Row) -> str:
    """The id of the conversation that a question belongs to: its own without the number of the turn."""
    return row.name("id").rpartition("_q")[0] or row.name("id")
