"""The reader: (question, passages) -> sentences as candidates, each with the words in it that answer."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from index import DocumentVersion, Passage, PassageVectors, Span
from rag.answer import Candidate, Reading, ReadingDone
from rag.headings import above_body, is_printed_question
from rag.reader.excerpts import excerpt_of
from rag.reader.models import SpanModel
from rag.reader.names import share_of_names
from rag.reader.ranking import ranking
from rag.reader.similarity import Rarities, Sentence, Similarity, VersionOf
from rag.reader.spans import ScoredSpan, best_in_sentences
from rag.reader.verifier import Verifier
from rag.reader.windows import QUESTION_TOKENS

# The log-odds of a sentence in which the model finds no span at all.
NO_SPAN = -20.0
# So many passages are read at first; then as many again, until there are no more that may be read.
FIRST_READ = 2
# So many of the best candidates get a second look at most, and more where several may be true; none whose
# score lies further below the best: what the second look counts would hardly lift it above.
LOOKS = 3
LOOKS_AT_SEVERAL = 6
NEAR = 1.5
# The place, from 0, of the candidate that the best one's margin is counted to: the next one, or, where
# several may be true, one behind those that may be true besides.
RIVAL = 1
RIVAL_OF_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence with the features that are known before its passage is read."""

    sentence: Sentence
    features: dict[str, float]

    @property
    def score(self) -> float:
        """How likely it answers, as far as that is known unread; on the scale of a candidate's score."""
        return ranking().score_unread(self.features)


class Reader:
    """Finds the words that answer in each sentence of some passages, and ranks the sentences by them.

    A candidate's score is the sum of its features, weighed as ``ranking.json`` says: those of
    :class:`rag.reader.similarity.Similarity`, ``span``, the log-odds of the best words in the sentence
    against “nothing here answers”, ``mass``, those of any words in it, ``headline``, 1 for what stands in the
    title or the standfirst, and ``names``, the share of the question's names that the article mentions. No
    question that an article prints above its answer is a candidate. Those near the best
    get a second look: ``verified`` is a verifier's log-odds that those words answer; the score takes it in.
    Not weighed, but known to the confidence: ``margin``, the distance in score to the best other candidate,
    or to the third best other one where several may be true, as these do not speak against each other.

    What needs no reading is known of all passages first, and puts them in order, each by its best sentence.
    The first ones are then read in stages, and reading goes on to the next ones only while the best
    candidate's margin is thin: it is reading that takes long.

    Args:
        vectors: gives the vectors of the tokens of passages, questions and titles.
        rarities: how much each word of a question tells, as :meth:`index.Library.rarities`.
        model: the model that scores spans.
        verifier: takes the second look.
        thin_margin: the margin below which reading goes on; None for the one in ``ranking.json``.
        most: at most so many passages are read.
    """

    def __init__(
        self,
        vectors: PassageVectors,
        rarities: Rarities,
        model: SpanModel,
        verifier: Verifier,
        thin_margin: float | None = None,
        most: int = 8,
    ) -> None:
        self._similarity = Similarity(vectors, rarities)
        self._model = model
        self._verifier = verifier
        self._thin_margin = thin_margin
        self._most = most

    def load(self) -> None:
        """Load what the first question would wait for, besides the encoder's model."""
        with ThreadPoolExecutor() as threads:  # most of it is done outside Python
            loads = (self._similarity.load, self._model.load, self._verifier.load)
            for loading in [threads.submit(load) for load in loads]:
                loading.result()

    def fits(self, question: str) -> bool:
        """Whether all of a question is read; of one with few letters this is known without the model."""
        few = len(question.encode()) <= QUESTION_TOKENS  # no token is less than a byte
        return few or self._model.windows.question_tokens(question) <= QUESTION_TOKENS

    def read(
        self, question: str, passages: Sequence[Passage], version_of: VersionOf, several: bool = False
    ) -> tuple[Candidate, ...]:
        """The sentences of the passages as candidates, best first.

        Args:
            question: what is asked; what lies past the model's window is not read.
            passages: best first, as retrieval ranks them.
            version_of: the version that a passage stands in, for its title and what stands before it.
            several: whether the question may have several answers: more candidates get a second look, and the
                next ones do not count as rivals of the best.
        """
        for event in self.steps(question, passages, version_of, several):
            if isinstance(event, ReadingDone):
                return event.candidates
        raise AssertionError("steps ends with the candidates")

    def steps(
        self,
        question: str,
        passages: Sequence[Passage],
        version_of: VersionOf,
        several: bool = False,
        read_too: Callable[[Passage], bool] | None = None,
    ) -> Generator[Reading | ReadingDone, None, None]:
        """The same as :meth:`read`, with an event before each further stage; closed, it reads no more.

        ``read_too`` tells which of the passages are read at first, however unlikely.
        """
        thin = ranking().thin_margin if self._thin_margin is None else self._thin_margin
        found: list[Candidate] = []
        for known in self._stages(question, passages, version_of, read_too):
            if found:
                yield Reading(len({one.passage.passage_id for one in found}), self._stop(passages))
            found += self._candidates(question, known, version_of)
            found.sort(key=place_in_ranking)
            if len(found) > 1 and found[0].score - found[1].score >= thin:
                break
        looks = LOOKS_AT_SEVERAL if several else LOOKS
        looked = self._second_look(question, found, version_of, looks)
        yield ReadingDone(with_margins(looked, RIVAL_OF_SEVERAL if several else RIVAL))

    def _second_look(
        self, question: str, found: Sequence[Candidate], version_of: VersionOf, looks: int
    ) -> list[Candidate]:
        """The candidates, best first, with what the verifier says of the best ones.

        Of the others it would say no more than of the least of those, nor than the reader itself.
        """
        near = [one for one in found[:looks] if one.score >= found[0].score - NEAR]
        verdicts = self._verifier.verify(question, near, version_of)
        verified = [NO_SPAN if verdict is None else verdict for verdict in verdicts]
        least = min(verified, default=NO_SPAN)
        verified += [min(least, one.features["span"]) for one in found[len(near) :]]
        looked = [
            replace(
                one,
                score=ranking().second_score(one.score, verdict),
                features={**one.features, "verified": verdict},
            )
            for one, verdict in zip(found, verified, strict=True)
        ]
        return sorted(looked, key=place_in_ranking)

    def _stages(
        self,
        question: str,
        passages: Sequence[Passage],
        version_of: VersionOf,
        read_too: Callable[[Passage], bool] | None,
    ) -> Iterator[list[Unread]]:
        """The sentences of the passages that are read at once, stage by stage, the likeliest first."""
        likeliest = self._in_order(question, passages, version_of)
        first, behind = likeliest[:FIRST_READ], likeliest[FIRST_READ:]
        wanted = [run for run in behind if read_too and read_too(run[0].sentence.passage)]
        ordered = [*first, *wanted, *(run for run in behind if run not in wanted)]
        for start, end in reading_stages(self._stop(ordered), FIRST_READ + len(wanted)):
            yield [unread for passage in ordered[start:end] for unread in passage]

    def _stop(self, passages: Sequence[object]) -> int:
        """How many of some passages are read at most."""
        return min(len(passages), self._most)

    def _in_order(
        self, question: str, passages: Sequence[Passage], version_of: VersionOf
    ) -> list[list[Unread]]:
        """The sentences of each of some passages, the likeliest first; no question that is printed there."""
        share = share_of_names(question)
        unread = [
            Unread(sentence, {**features, **of_version(sentence, version_of(sentence.passage), share)})
            for sentence, features in self._similarity.features(question, passages, version_of)
            if not asks(sentence, version_of(sentence.passage))
        ]
        runs = groupby(unread, key=lambda one: one.sentence.passage.passage_id)
        return sorted((list(run) for _, run in runs), key=lambda run: -max(one.score for one in run))

    def _candidates(self, question: str, unread: Sequence[Unread], version_of: VersionOf) -> list[Candidate]:
        """Some sentences read, without their margins."""
        spans = self._spans(question, [one.sentence for one in unread], version_of)
        return [candidate(one, span) for one, span in zip(unread, spans, strict=True)]

    def _spans(
        self, question: str, found: Sequence[Sentence], version_of: VersionOf
    ) -> list[ScoredSpan | None]:
        """The best span in each sentence; sentences of one passage stand together."""
        if not found:
            return []
        excerpts, ranges = [], []
        for _, run in groupby(found, key=lambda sentence: sentence.passage.passage_id):
            sentences = list(run)
            passage = sentences[0].passage
            version = version_of(passage)
            excerpts.append(excerpt_of(version.text, Span(passage.start, passage.end), version.title or ""))
            spans = [sentence.span for sentence in sentences]
            ranges.append([Span(span.start - passage.start, span.end - passage.start) for span in spans])
        windows = self._model.windows.windows(question, excerpts)
        best = best_in_sentences(windows, self._model.logits(windows), ranges)
        return [span for row in best for span in row]


def of_version(
    sentence: Sentence, version: DocumentVersion, share: Callable[[str], float]
) -> dict[str, float]:
    """The features that rest on the version which a sentence stands in."""
    above = above_body(version)
    return {
        "headline": float(above is not None and above.overlaps(sentence.span)),
        "names": share(version.text),
    }


def asks(sentence: Sentence, version: DocumentVersion) -> bool:
    """Whether a sentence asks what the next paragraph answers."""
    return sentence.text.endswith("?") and is_printed_question(version.text, sentence.span.start)


def candidate(unread: Unread, span: ScoredSpan | None) -> Candidate:
    """A sentence as a candidate, scored by the weighted sum of its features."""
    sentence = unread.sentence
    known = {
        **unread.features,
        "span": span.score if span else NO_SPAN,
        "mass": span.mass if span else NO_SPAN,
    }
    start = sentence.passage.start
    return Candidate(
        passage=sentence.passage,
        start=sentence.span.start,
        end=sentence.span.end,
        text=sentence.text,
        score=ranking().score(known),
        features=known,
        short=(start + span.start, start + span.end) if span else None,
    )


def place_in_ranking(one: Candidate) -> tuple[float, str, int]:
    """What candidates are sorted by: the score, and of equals the place."""
    return -one.score, one.passage.passage_id, one.start


def reading_stages(passages: int, first: int = FIRST_READ) -> list[tuple[int, int]]:
    """The first passage of each stage and the one after its last; nothing where there is no passage."""
    ends = [first]
    while ends[-1] < passages:
        ends.append(2 * ends[-1])
    return list(pairwise([0, *ends[:-1], passages])) if passages else []


def with_margins(candidates: Sequence[Candidate], rival: int) -> tuple[Candidate, ...]:
    """The candidates, best first, each with its margin as :func:`margins` tells it."""
    told = zip(candidates, margins(candidates, rival), strict=True)
    return tuple(replace(found, features={**found.features, "margin": margin}) for found, margin in told)


def margins(candidates: Sequence[Candidate], rival: int = RIVAL) -> list[float]:
    """The margins of candidates, best first.

    The best one's is the distance of its score to that of the candidate at place ``rival``, or to the last
    one where there are not so many; that of any other one is its distance to the best.
    """
    scores = [found.score for found in candidates]
    others = [scores[0 if place else min(rival, len(scores) - 1)] for place in range(len(scores))]
    return [score - other for score, other in zip(scores, others, strict=True)]
