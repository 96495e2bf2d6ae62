"""What two readings find for a follow-up, of what it was completed to and of itself, in one ranking."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rag.answer import Candidate
from rag.answering.confidence import calibration
from rag.citations import Citation
from rag.mentions.finding import names_in
from rag.reader.vocabulary import stems

# Fitted on the development conversations (docs/decisions.md): how much the log-odds count that a sentence is
# right by either reading; that it lies further on than what was cited last, and near to it; and that it was
# cited before that.
COMPLETED, TYPED, FURTHER_ON, DISTANCE, CITED_BEFORE = 0.51, 0.72, 0.68, -0.54, -0.21
# The log-odds of a sentence that a reading does not reach.
UNREAD = -4.0
# Distances count by their logarithm in so many characters; in another document it is this one.
NEAR, ELSEWHERE = 100, 5_000
# A question with so many words that tell something may stand alone.
STANDS_ALONE = 4
# From the sum to the log-odds that the best one is right; 0.4 lower than fitted on follow-ups that have an
# answer, so that no more of those without one are answered than when people rewrite them.
SLOPE, BIAS = 0.63, 1.2

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


def fused(completed: Sequence[Candidate], typed: Sequence[Candidate], talk: Talk) -> tuple[Candidate, ...]:
    """The sentences that either reading found, best first.

    ``score`` is the sum of what both readings and the place tell, and the feature ``in_conversation`` the
    log-odds by it that the sentence is right.

    Args:
        completed: those found in all documents for what the follow-up was completed to.
        typed: those found for the follow-up itself in the documents that the conversation speaks of.
        talk: what was cited before.
    """
    odds, odds_typed = log_odds(completed), log_odds(typed)
    found = {place_of(one): one for one in (*typed, *completed)}
    made = []
    for place, one in found.items():
        read = COMPLETED * odds.get(place, UNREAD) + TYPED * odds_typed.get(place, UNREAD)
        score = read + talk.nearness(one)
        features = {**one.features, "in_conversation": SLOPE * score + BIAS}
        made.append(replace(one, score=score, features=features))
    return tuple(sorted(made, key=lambda one: (-one.score, place_of(one))))


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


def log_odds(candidates: Iterable[Candidate]) -> dict[Place, float]:
    """How likely each of some candidates is right by its reading alone."""
    known = ((place_of(one), calibration().confidence(one)) for one in candidates)
    return {place: max(math.log(sure / (1 - sure)), UNREAD) for place, sure in known}


def place_of(one: Candidate) -> Place:
    """Where a candidate stands."""
    return one.passage.document_id, one.passage.version, one.start, one.end


def distance(one: Candidate, cited: Citation) -> int:
    """How many characters lie between a candidate and a citation of the same document."""
    return max(0, cited.start - one.end, one.start - cited.end)


def overlap(one: Candidate, cited: Citation) -> bool:
    """Whether a candidate and a citation share characters of one document."""
    same = cited.document_id == one.passage.document_id
    return same and min(one.end, cited.end) > max(one.start, cited.start)
