"""Which sentences an answer is made of: each distinct answer once, with the sentences that bear it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rag.answer import Candidate
from rag.answering.clauses import short_answer, words_found
from rag.answering.confidence import calibration
from rag.answering.counting import counting_what_is_asked
from rag.answering.kinds import Kind, kind_of, may_have_several
from rag.answering.merging import fuller, same_answer
from rag.answering.replies import Stands, contradict, has_another_account


@dataclass(frozen=True, slots=True)
class Joining:
    """When a further candidate joins the best one.

    ``distance`` is how far its score may lie below the best score (scores are on the scale of natural
    logarithms); ``confidence`` the least probability that it is right.
    """

    distance: float
    confidence: float


# For questions that ask for one thing (“when”, “the leader”) and for those that may have several answers.
OF_ONE = Joining(distance=0.4, confidence=0.5)
OF_SEVERAL = Joining(distance=1.0, confidence=0.2)
# A follow-up that is answered with less confidence gets another sentence, too, where one is so likely.
SURE, PERHAPS = 0.8, 0.1
# As likely is at least what says otherwise than the answer to a question whether something is so: its words
# tell that it belongs there.
HARDLY = 0.03
# One answer rests on so many sentences at most.
MOST_OF_ONE = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with the probability that it is right and the score that it competes with.

    ``short`` is what is put forward as its short answer, by the question's ``kind``; ``found`` is what it is
    compared with others by: the reader's own words. Both are None where the sentence is the answer.
    """

    candidate: Candidate
    confidence: float
    score: float
    kind: Kind
    found: str | None

    @property
    def short(self) -> str | None:
        """The words of it that are put forward."""
        return short_answer(self.candidate, self.kind)

    @property
    def document_id(self) -> str:
        """The document that its sentence stands in."""
        return self.candidate.passage.document_id

    @property
    def stands(self) -> Stands:
        """Its sentence in its place."""
        return Stands(self.candidate.text, self.document_id, self.candidate.start, self.candidate.end)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One distinct answer: the candidates that say it, best first."""

    members: tuple[Judged, ...]

    @property
    def short(self) -> str | None:
        """The fullest of the members' short answers."""
        found: str | None = None
        for member in self.members:
            if member.short is not None:
                found = member.short if found is None else fuller(found, member.short)
        return found

    @property
    def confidence(self) -> float:
        """The confidence of the surest member."""
        return max(member.confidence for member in self.members)


def judge(question: str, candidates: Iterable[Candidate]) -> list[Judged]:
    """The candidates with what choosing among them needs, in their order."""
    kind = kind_of(question)
    if kind == "how many":
        candidates = (counting_what_is_asked(question, candidate) for candidate in candidates)
    return [judged(candidate, kind) for candidate in candidates]


def judged(candidate: Candidate, kind: Kind) -> Judged:
    """A candidate, judged."""
    place = words_found(candidate)
    return Judged(
        candidate=candidate,
        confidence=calibration().confidence(candidate),
        score=candidate.score,
        kind=kind,
        found=place.cut(candidate.text) if place and kind != "yes or no" else None,
    )


def choose(question: str, ranked: Sequence[Judged], most: int) -> list[Chosen]:
    """The distinct answers among candidates (best first), of ``most`` sentences in all.

    The best one is always chosen; others join as :class:`Joining` says. Where the sentences are too many,
    another answer goes before another sentence for the same one.
    """
    joining = OF_SEVERAL if may_have_several(question) else OF_ONE
    near = [ranked[0], *(one for one in ranked[1:] if joins(one, ranked[0], joining))]
    answers: list[list[Judged]] = []
    repeated: list[tuple[list[Judged], Judged]] = []
    for one in near:
        known = answer_of(one, answers)
        if known is None:
            answers.append([one])
        elif not said_before(one, near):
            repeated.append((known, one))
    answers = answers[:most]
    room = most - len(answers)
    for known, one in repeated:
        if room and len(known) < MOST_OF_ONE and any(known is kept for kept in answers):
            known.append(one)
            room -= 1
    if len(answers) == 1:
        answers += [[one] for one in further(ranked)[:room]]
    return [Chosen(tuple(members)) for members in answers]


def further(ranked: Sequence[Judged]) -> list[Judged]:
    """What stands beside an answer that is the only one: a second try at a follow-up, and the other side."""
    found = [one for one in (another(ranked), other_side(ranked)) if one is not None]
    return found if len(found) < 2 or apart(*found) else found[:1]


def other_side(ranked: Sequence[Judged]) -> Judged | None:
    """The likeliest sentence that says no to the “yes” of the best one, or yes to its “no”.

    Who asks whether something is so is told half by one side alone. Where no sentence denies the other, it is
    the one in which others answer the best.
    """
    best = ranked[0]
    if best.kind != "yes or no":
        return None
    others = [one for one in ranked[1:] if one.confidence >= HARDLY]
    denying = (one for one in others if contradict(one.stands, best.stands))
    answering = (one for one in others if answers(best, one))
    return next(denying, None) or next(answering, None)


def answers(one: Judged, other: Judged) -> bool:
    """Whether others say right behind a candidate what they say of it."""
    return has_another_account(one.candidate.text, other.candidate.text, one.stands.before(other.stands))


def another(ranked: Sequence[Judged]) -> Judged | None:
    """The likeliest other sentence for a follow-up whose best is not sure; no words of it are put forward.

    None that says the same. Few words leave open what is meant, and two sentences are soon read.
    """
    best = ranked[0]
    if not in_conversation(best) or best.confidence >= SURE:
        return None
    others = (one for one in ranked[1:] if in_conversation(one) and not same(one, best) and apart(one, best))
    other = next(others, None)
    if other is None or other.confidence < PERHAPS:
        return None
    return replace(other, candidate=replace(other.candidate, short=None), found=None)


def in_conversation(one: Judged) -> bool:
    """Whether a candidate was ranked by what the conversation tells too."""
    return "in_conversation" in one.candidate.features


def apart(one: Judged, other: Judged) -> bool:
    """Whether two candidates share no character."""
    mine, its = one.candidate, other.candidate
    return one.document_id != other.document_id or mine.end <= its.start or its.end <= mine.start


def joins(one: Judged, best: Judged, joining: Joining) -> bool:
    """Whether a candidate is good enough beside the best one."""
    return one.score >= best.score - joining.distance and one.confidence >= joining.confidence


def said_before(one: Judged, near: Sequence[Judged]) -> bool:
    """Whether the same sentence stands in the same document, ranked higher."""
    for other in near:
        if other is one:
            return False
        if (other.document_id, other.candidate.text) == (one.document_id, one.candidate.text):
            return True
    return False


def answer_of(one: Judged, answers: Sequence[list[Judged]]) -> list[Judged] | None:
    """The answer that a candidate says again; None where it says another.

    A surname that two answers bear belongs to the one of its own document, else to neither.
    """
    alike = [members for members in answers if any(same(one, member) for member in members)]
    if len(alike) > 1:
        near = [members for members in alike if any(same_document(one, member) for member in members)]
        alike = near or alike
    return alike[0] if len(alike) == 1 else None


def same(one: Judged, other: Judged) -> bool:
    """Whether two candidates say the same: by their short answers, or word for word."""
    if one.candidate.text.casefold() == other.candidate.text.casefold():
        return True
    return one.found is not None and other.found is not None and same_answer(one.found, other.found)


def same_document(one: Judged, other: Judged) -> bool:
    """Whether two candidates stand in one document."""
    return one.document_id == other.document_id
