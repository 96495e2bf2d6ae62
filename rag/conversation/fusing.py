"""What two readings find for a follow-up, of what it was completed to and of itself, in one ranking."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index import Passage
from rag.answer import Candidate
from rag.answering.confidence import calibration
from rag.citations import Citation
from rag.mentions.finding import names_in
from rag.reader.reading import margins
from rag.reader.vocabulary import stems

# Fitted on the development conversations (docs/decisions.md): how much it counts how far a sentence lies
# below the best of either reading; that it lies further on than what was cited last, and near to it; and that
# it was cited before that.
COMPLETED, TYPED, FURTHER_ON, DISTANCE, CITED_BEFORE = 0.34, 0.46, 0.56, -0.48, -0.33
# No sentence counts as lying further below the best of a reading; one that it does not reach lies there.
FURTHEST = -8.0
# Distances count by their logarithm in so many characters; in another document it is this one.
NEAR, ELSEWHERE = 100, 5_000
# A question with so many words that tell something may stand alone.
STANDS_ALONE = 4
# The log-odds that a sentence is right: by its log-odds by either reading, by its place, and by its distance
# to the best other one, as fitted on follow-ups that have an answer. Of those that have none no more are
# answered so than when people rewrite them.
BY_COMPLETED, BY_TYPED, BY_PLACE, BY_MARGIN, BIAS = 0.18, 0.29, 0.45, 0.39, 0.42
# No reading alone makes a sentence less likely than by these log-odds.
UNLIKELY = -4.0
# So near to the last citations, in characters, all passages are read for a follow-up, and to so many of them.
BESIDE, CITED_LAST = 200, 2

Place = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Talk:
    """What a conversation cited: by its last answer, and by those before."""

    last: tuple[Citation, ...]
    before: tuple[Citation, ...]

    def nearness(self, one: Candidate) -> float:
        """What the place of a sentence tells, whatever it says."""
        here = [cited for cited in self.last if cited.document_id == one.passage.document_id]
        apart = min((distance(one, cited) for cited in here), default=ELSEWHERE)
        further_on = bool(here) and one.start >= here[0].start
        before = any(overlap(one, cited) for cited in self.before)
        return DISTANCE * math.log1p(apart / NEAR) + FURTHER_ON * further_on + CITED_BEFORE * before

    def is_beside(self, passage: Passage) -> bool:
        """Whether a passage lies where the last answer cites: there stands most of what is asked for next."""
        cited = (one for one in self.last[:CITED_LAST] if one.document_id == passage.document_id)
        return any(distance(passage, one) <= BESIDE for one in cited)


def fused(completed: Sequence[Candidate], typed: Sequence[Candidate], talk: Talk) -> tuple[Candidate, ...]:
    """The sentences that either reading found, best first.

    ``score`` is the sum of what both readings and the place tell, and the feature ``in_conversation`` the
    log-odds that the sentence is right.

    Args:
        completed: those found in all documents for what the follow-up was completed to.
        typed: those found for the follow-up itself in the documents that the conversation speaks of.
        talk: what was cited before.
    """
    below, below_typed = below_best(completed), below_best(typed)
    found = {place_of(one): one for one in (*typed, *completed)}
    made = []
    for place, one in found.items():
        read = COMPLETED * below.get(place, FURTHEST) + TYPED * below_typed.get(place, FURTHEST)
        made.append(replace(one, score=read + talk.nearness(one)))
    ranked = sorted(made, key=lambda one: (-one.score, place_of(one)))
    return with_log_odds(ranked, log_odds(completed), log_odds(typed), talk)


def with_log_odds(
    ranked: Sequence[Candidate], completed: dict[Place, float], typed: dict[Place, float], talk: Talk
) -> tuple[Candidate, ...]:
    """Sentences, best first, with the log-odds that each is right, given those by either reading alone.

    None is likelier than one ranked before it.
    """
    made: list[Candidate] = []
    least = math.inf
    for one, margin in zip(ranked, margins(ranked), strict=True):
        by_reading = BY_COMPLETED * completed.get(place_of(one), UNLIKELY)
        by_reading += BY_TYPED * typed.get(place_of(one), UNLIKELY)
        odds = by_reading + BY_PLACE * talk.nearness(one) + BY_MARGIN * margin + BIAS
        least = min(least, odds)
        made.append(replace(one, features={**one.features, "in_conversation": least}))
    return tuple(made)


def told_after(found: Sequence[Candidate], talk: Talk) -> tuple[Candidate, ...]:
    """Sentences without those that the last answer cited; all of them where there are no others."""
    others = tuple(one for one in found if not any(overlap(one, cited) for cited in talk.last))
    return others or tuple(found)


def lies_elsewhere(
    question: str, completed: Sequence[Candidate], typed: Sequence[Candidate], talk: Talk
) -> bool:
    """Whether a question that names something, or in which nothing refers back, is about something else.

    It is where it has a name or words enough to stand alone, and what is likeliest in all documents lies in
    another one than those spoken of, and is likelier than what is likeliest there.
    """
    spoken_of = {cited.document_id for cited in talk.last}
    told = bool(names_in(question)) or len(stems(question)) >= STANDS_ALONE
    if not told or completed[0].passage.document_id in spoken_of:
        return False
    sure = calibration().confidence
    return sure(completed[0]) > sure(typed[0])


def below_best(candidates: Sequence[Candidate]) -> dict[Place, float]:
    """How far each of some candidates lies below the best of them, on the scale of natural logarithms."""
    best = max((one.score for one in candidates), default=0.0)
    return {place_of(one): max(one.score - best, FURTHEST) for one in candidates}


def log_odds(candidates: Iterable[Candidate]) -> dict[Place, float]:
    """How likely each of some candidates is right by its reading alone."""
    known = ((place_of(one), calibration().confidence(one)) for one in candidates)
    return {place: max(math.log(sure / (1 - sure)), UNLIKELY) for place, sure in known}


def place_of(one: Candidate) -> Place:
    """Where a candidate stands."""
    return one.passage.document_id, one.passage.version, one.start, one.end


def distance(one: Candidate | Passage, cited: Citation) -> int:
    """How many characters lie between a sentence or passage and a citation of the same document."""
    return max(0, cited.start - one.end, one.start - cited.end)


def overlap(one: Candidate, cited: Citation) -> bool:
    """Whether a candidate and a citation share characters of one document."""
    same = cited.document_id == one.passage.document_id
    return same and min(one.end, cited.end) > max(one.start, cited.start)
