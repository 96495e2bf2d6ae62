"""The sentence of the articles that introduces somebody, put first among the candidates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index import Passage, Span, sentences
from rag.answer import Candidate
from rag.introductions.phrases import KIN, ROLES, introductions, lowered, named
from rag.mentions.vocabulary import ASKING, NEVER_NAMES

_ASKS = re.compile(
    r"(?:so |and |but )?(?:who(?: is| was|[’']s)|tell me who) (?P<name>[^,;:()?]+?)(?: is)?[?!. ]*",
    re.IGNORECASE,
)
# A name is not longer than this, titles apart.
MOST_WORDS = 4
AHEAD = 10.0


def introduced_first(
    question: str, passages: Sequence[Passage], candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """The candidates, with the sentence first that introduces whom a question asks for.

    Such a question is “Who is Jane Doe?”; any other's candidates stay as they are, and so do those where no
    passage introduces anybody of that name. Of several sentences that do, the one is taken that stands first
    among the candidates, or the passages, where no candidate is one; a bare title (“Mayor Jane Doe”) stands
    back. Its ``short`` is the range of the words that introduce, its feature ``introduces`` is 1, and its
    score so much higher than the others' that none joins it.
    """
    asked = name_asked(question)
    if not asked:
        return tuple(candidates)
    best = (candidates[0].score if candidates else 0.0) + AHEAD
    known = {place_of(one): place for place, one in enumerate(candidates)}
    found = [one for passage in passages for one in introducing(asked, passage, best)]
    if not found:
        return tuple(candidates)

    def place(one: Candidate) -> tuple[bool, int]:
        return is_title_alone(one), known.get(place_of(one), len(known))

    first = min(found, key=place)
    return (first, *(one for one in candidates if place_of(one) != place_of(first)))


def is_title_alone(one: Candidate) -> bool:
    """Whether one word introduces, as a title does: less than a sentence that says more."""
    return one.short is not None and " " not in one.text[one.short[0] - one.start : one.short[1] - one.start]


def place_of(one: Candidate) -> tuple[str, str, int]:
    """Where a candidate stands."""
    return one.passage.document_id, one.passage.version, one.start


def name_asked(question: str) -> tuple[str, ...]:
    """The words of the name in “Who is Jane Doe?”, in lower case, without titles; none for others."""
    match = _ASKS.fullmatch(" ".join(question.split()))
    if match is None:
        return ()
    words = [lowered(word) for word in match["name"].split()]
    while len(words) > 1 and words[0] in ROLES:
        words.pop(0)
    known = 0 < len(words) <= MOST_WORDS and not any(
        word in NEVER_NAMES | ASKING | ROLES | KIN for word in words
    )
    return tuple(words) if known and words[-1].isalpha() else ()


def introducing(asked: tuple[str, ...], passage: Passage, score: float) -> Iterator[Candidate]:
    """The sentences of a passage that introduce somebody of that name."""
    for place in sentences(passage.text, Span(0, len(passage.text))):
        text = place.cut(passage.text)
        spans = [span for name in named(text, asked) for span in introductions(text, name)]
        if spans:
            start = passage.start + place.start
            short = (start + spans[0].start, start + spans[0].end)
            features = {"introduces": 1.0}
            yield Candidate(passage, start, start + len(text), text, score, features, short)
