"""What a question gets back, and the steps on the way there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from index import Passage
from rag.citations import Citation

DONT_SAY = "The articles don’t say."

Kind = Literal["answer", "overview", "talk", "which article"]
Aspect = Literal["brief", "mentioned", "order", "disputed"]
HEADINGS: dict[Aspect, str] = {
    "brief": "In brief",
    "mentioned": "Mentioned",
    "order": "In order",
    "disputed": "Disputed",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, found by reading a passage.

    ``start`` and ``end`` are offsets into the version's text. ``score`` compares across the passages
    of one question; ``short`` is the range of the words that answer, None without a trained reader.
    ``features`` are the named numbers that the confidence is computed from.
    """

    passage: Passage
    start: int
    end: int
    text: str
    score: float
    features: dict[str, float]
    short: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class SingleAnswer:
    """One distinct answer: its sentence(s), the words that answer, and how sure we are (0 to 1).

    ``short`` are words of one of the citations' quotes, None where the sentence is the answer; ``text`` are
    the quotes, which all say the same where there are several.
    """

    text: str
    short: str | None
    citations: tuple[Citation, ...]
    confidence: float

    def to_dict(self) -> dict[str, Any]:
        """All fields, ready for JSON."""
        return {**asdict(self), "citations": [citation.to_dict() for citation in self.citations]}


@dataclass(frozen=True, slots=True)
class Difference:
    """Two answers that cannot both be true.

    ``first`` and ``second`` are their places in ``Answer.answers``, from 0. ``kind`` says what they differ
    in: one denies what the other says, or they give different numbers for the same thing.
    """

    first: int
    second: int
    kind: Literal["denial", "number"]


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article that a reply lists: one to choose from, or one that the library holds.

    ``published`` is an ISO date, None where the article does not tell.
    """

    document_id: str
    version: str
    title: str
    published: str | None

    @property
    def address(self) -> str:
        """The page's address of the article: ``?document=…&version=…``."""
        return f"?document={self.document_id}&version={self.version}"

    def to_dict(self) -> dict[str, Any]:
        """All fields and the address, ready for JSON."""
        return {**asdict(self), "address": self.address}


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to one question.

    ``text`` is made of verbatim sentences of the sources, or says that the articles don't answer.
    ``short`` is that of the first answer; ``differing`` tells which of the answers contradict each other.
    ``confidence`` is the probability that the best candidate is right, also when it was withheld.
    ``nearest`` is set when ``abstained``: the passage that came nearest, as a citation numbered 0,
    which never counts as evidence. ``reason`` says in a sentence why nothing was answered.
    ``contradiction`` stands in its place where the question takes for granted what is not so by the article:
    the sentence that says it, as a citation numbered 1.
    ``undated`` counts documents left out because a range of dates was asked for and they have none.
    ``question`` is what was asked, of a very long text the part within ``max_question_characters``.
    ``understood`` is the whole question that a follow-up in a conversation was taken for, and answered as;
    None where it was asked as it stands.
    ``notice`` is a sentence that says which part of it was read, where it was too long to be read whole, or
    how an overview differs from what was asked for.

    ``kind`` tells an answer from the replies that nothing is looked for to give. An ``overview`` answers a
    question about an article as a whole, ``aspect`` says which one: its citations stand in the order of the
    text (in that of time, asked for what happened in order), and where it is a list, each of ``answers`` is
    one entry, named by its ``short``. ``which article`` asks back which of ``articles`` is meant. ``talk``
    answers a greeting or a question about the assistant itself; it may list ``articles``, and ``examples``
    of what can be asked. The first line of ``text`` is then the reply, and lines after it spell out the
    lists. Nothing is judged in these, so their ``confidence`` is 1.
    """

    question: str
    text: str
    short: str | None
    answers: tuple[SingleAnswer, ...]
    citations: tuple[Citation, ...]
    confidence: float
    abstained: bool
    nearest: Citation | None = None
    reason: str | None = None
    documents_searched: int = 0
    undated: int = 0
    differing: tuple[Difference, ...] = ()
    contradiction: Citation | None = None
    notice: str | None = None
    understood: str | None = None
    kind: Kind = "answer"
    aspect: Aspect | None = None
    articles: tuple[ListedArticle, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def heading(self) -> str | None:
        """What an overview is, in a word or two: “In brief”; None for any other reply."""
        return HEADINGS[self.aspect] if self.aspect else None

    @property
    def lead(self) -> str:
        """The first line of the text: of talk, what is said before the lists."""
        return self.text.split("\n", 1)[0]

    @property
    def disagreements(self) -> tuple[str, ...]:
        """A sentence for each difference, naming the citations of both sides by their numbers."""
        return tuple(self._told(difference) for difference in self.differing)

    def _told(self, difference: Difference) -> str:
        one, other = (
            " ".join(f"[{citation.number}]" for citation in self.answers[place].citations)
            for place in (difference.first, difference.second)
        )
        if difference.kind == "number":
            return f"The sources differ: {one} and {other} give different numbers."
        return f"The sources differ: one of {one} and {other} denies what the other says."

    def to_dict(self) -> dict[str, Any]:
        """All fields, ready for JSON; ``groundwire verify`` reads it back."""
        return {
            **asdict(self),
            "heading": self.heading,
            "articles": [article.to_dict() for article in self.articles],
            "answers": [answer.to_dict() for answer in self.answers],
            "citations": [citation.to_dict() for citation in self.citations],
            "nearest": self.nearest.to_dict() if self.nearest else None,
            "differing": [asdict(difference) for difference in self.differing],
            "contradiction": self.contradiction.to_dict() if self.contradiction else None,
        }


@dataclass(frozen=True, slots=True)
class Understood:
    """A follow-up question was completed from the conversation: what is asked instead."""

    question: str


@dataclass(frozen=True, slots=True)
class Searching:
    """The search has begun, over this many documents."""

    documents: int


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The passages that will be read, best first."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """So many of the passages are read and left it open; the next ones follow."""

    passages: int
    of: int


@dataclass(frozen=True, slots=True)
class ReadingDone:
    """The candidates that reading found, best first."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The last event: the answer."""

    answer: Answer


Event = Understood | Searching | Retrieved | Reading | ReadingDone | Answered


def answer_of(steps: Iterable[Event]) -> Answer:
    """The answer that the steps of a question end with."""
    for event in steps:
        if isinstance(event, Answered):
            return event.answer
    raise AssertionError("steps ends with an answer")
