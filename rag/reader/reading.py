"""The reader: (question, passages) -> sentences as candidates, each with the words in it that answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from index import DocumentVersion, Encoder, Passage, Span
from rag.answer import Candidate
from rag.reader.excerpts import excerpt_of
from rag.reader.models import SpanModel
from rag.reader.names import share_of_names
from rag.reader.ranking import ranking
from rag.reader.similarity import Rarities, Sentence, Similarity
from rag.reader.spans import ScoredSpan, best_in_sentences
from rag.reader.verifier import Verifier, VersionOf
from rag.reader.windows import QUESTION_TOKENS

# The log-odds of a sentence in which the model finds no span at all.
NO_SPAN = -20.0
# How many passages have been read after each stage; then as many again, until all are read.
STAGES = (4, 10)
# So many of the best candidates get a second look.
LOOKS = 3


class Reader:
    """Finds the words that answer in each sentence of some passages, and ranks the sentences by them.

    A candidate's score is the sum of its features, weighed as ``ranking.json`` says: those of
    :class:`rag.reader.similarity.Similarity`, ``span``, the log-odds of the best words in the sentence
    against “nothing here answers”, ``mass``, those of any words in it, ``headline``, 1 for what stands in the
    title, and ``names``, the share of the question's names that the article mentions. The best ones get a
    second look: ``verified`` is a verifier's log-odds that those words answer; the score takes it in. Not
    weighed, but known to the confidence: ``margin``, the distance in score to the best other candidate.

    Passages are read in stages, the best ones first. Reading goes on to the next ones only while the
    best candidate's margin is thin: it is reading that takes long.

    Args:
        encoder: the model that embeds sentences.
        rarities: how much each word of a question tells, as :meth:`index.Library.rarities`.
        model: the model that scores spans.
        verifier: takes the second look.
        thin_margin: the margin below which reading goes on; None for the one in ``ranking.json``.
    """

    def __init__(
        self,
        encoder: Encoder,
        rarities: Rarities,
        model: SpanModel,
        verifier: Verifier,
        thin_margin: float | None = None,
    ) -> None:
        self._similarity = Similarity(encoder, rarities)
        self._model = model
        self._verifier = verifier
        self._thin_margin = thin_margin

    def load(self) -> None:
        """Load what the first question would wait for, besides the encoder's model."""
        self._similarity.load()
        self._model.load()
        self._verifier.load()

    def fits(self, question: str) -> bool:
        """Whether all of a question is read; of one with few letters this is known without the model."""
        few = len(question.encode()) <= QUESTION_TOKENS  # no token is less than a byte
        return few or self._model.windows.question_tokens(question) <= QUESTION_TOKENS

    def read(
        self, question: str, passages: Sequence[Passage], version_of: VersionOf
    ) -> tuple[Candidate, ...]:
        """The sentences of the passages as candidates, best first.

        Args:
            question: what is asked; what lies past the model's window is not read.
            passages: best first, as retrieval ranks them.
            version_of: the version that a passage stands in, for its title and what stands before it.
        """
        thin = ranking().thin_margin if self._thin_margin is None else self._thin_margin
        found: list[Candidate] = []
        for start, end in reading_stages(len(passages)):
            found += self._candidates(question, passages[start:end], start, version_of)
            found.sort(key=place_in_ranking)
            if len(found) > 1 and found[0].score - found[1].score >= thin:
                break
        return with_margins(self._second_look(question, found, version_of))

    def _second_look(
        self, question: str, found: Sequence[Candidate], version_of: VersionOf
    ) -> list[Candidate]:
        """The candidates, best first, with what the verifier says of the best ones.

        Of the others it would say no more than of the least of those, nor than the reader itself.
        """
        verdicts = self._verifier.verify(question, found[:LOOKS], version_of)
        verified = [NO_SPAN if verdict is None else verdict for verdict in verdicts]
        least = min(verified, default=NO_SPAN)
        verified += [min(least, one.features["span"]) for one in found[LOOKS:]]
        looked = [
            replace(
                one,
                score=ranking().second_score(one.score, verdict),
                features={**one.features, "verified": verdict},
            )
            for one, verdict in zip(found, verified, strict=True)
        ]
        return sorted(looked, key=place_in_ranking)

    def _candidates(
        self, question: str, passages: Sequence[Passage], before: int, version_of: VersionOf
    ) -> list[Candidate]:
        """The sentences of some passages that stand behind ``before`` others, without their margins."""
        found = self._similarity.features(question, passages, before)
        spans = self._spans(question, [sentence for sentence, _ in found], version_of)
        share = share_of_names(question)
        return [
            candidate(sentence, features, span, version_of(sentence.passage), share)
            for (sentence, features), span in zip(found, spans, strict=True)
        ]

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


def candidate(
    sentence: Sentence,
    features: dict[str, float],
    span: ScoredSpan | None,
    version: DocumentVersion,
    share: Callable[[str], float],
) -> Candidate:
    """A sentence as a candidate, scored by the weighted sum of its features."""
    title = version.metadata.title.span if version.metadata.title else None
    known = {
        **features,
        "span": span.score if span else NO_SPAN,
        "mass": span.mass if span else NO_SPAN,
        "headline": float(title is not None and title.overlaps(sentence.span)),
        "names": share(version.text),
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


def reading_stages(passages: int) -> list[tuple[int, int]]:
    """The first passage of each stage and the one after its last; nothing where there is no passage."""
    ends = [end for end in STAGES if end < passages]
    while ends and ends[-1] * 2 < passages:
        ends.append(ends[-1] * 2)
    return list(pairwise([0, *ends, passages])) if passages else []


def with_margins(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, best first, each with the distance of its score to the best other one's."""
    made = []
    for place, found in enumerate(candidates):
        other = candidates[0 if place else 1] if len(candidates) > 1 else found
        made.append(replace(found, features={**found.features, "margin": found.score - other.score}))
    return tuple(made)
