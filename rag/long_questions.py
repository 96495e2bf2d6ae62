"""A question that is too long to be read whole, and the part of it that is searched for, read and answered.

After much that leads up to it, the question itself mostly comes last (“… So who denied the allegations?”).
So what is read ends with the last sentence that has a question mark, and begins as many sentences earlier
as the reader's window holds. Where no sentence has one, the first sentences are read. Of a sentence that is
too long alone, the first words are read, or its last ones where only those ask.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from index import Span, paragraphs, sentences
from rag.answer import Answer
from rag.answering.kinds import AUXILIARY
from rag.questions import QUESTION_MARKS, checked

Fits = Callable[[str], bool]
"""Whether the reader reads all of a text, as :meth:`rag.reader.Reader.fits` tells."""

# So many characters of either end are shown of what was read.
SHOWN = 60

_WORD = re.compile(r"\S+")
_ENDS_ASKING = re.compile(rf"[{QUESTION_MARKS}][{QUESTION_MARKS}!]*[\"”»’')\]]*$")
# “When the mayor left, …” asks nothing.
_ASKING = re.compile(rf"\b(?:who(?:m|se)?|what|which|why|how|(?:when|where) {AUXILIARY})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the part of it that is read: for nearly every question, all of it.

    ``question`` has no blanks around it and at most as many characters as the settings allow. ``whole`` tells
    whether ``part`` is all that was asked.
    """

    question: str
    part: str
    whole: bool

    @classmethod
    def of(cls, question: str, most: int, fits: Fits) -> Asked:
        """The question with the part of it that ``fits``; of more than ``most`` characters it is cut first.

        Raises:
            QuestionError: it is empty, or not valid Unicode.
        """
        asked = checked(question, most)
        part = part_read(asked, fits)
        return cls(asked, part, len(part) == len(question.strip()))

    def told(self, answer: Answer) -> Answer:
        """The answer to the part as that to the question, with a notice where not all of it was read."""
        told = answer.notice if self.whole else notice(self.part)
        return replace(answer, question=self.question, notice=told)


def part_read(question: str, fits: Fits) -> str:
    """The part of a question that is read: all of it, whole sentences, or words of one; never empty."""
    if fits(question):
        return question
    spans = [span for paragraph in paragraphs(question) for span in sentences(question, paragraph)]
    asking = [place for place, span in enumerate(spans) if _ENDS_ASKING.search(span.cut(question))]
    if asking:
        end = spans[asking[-1]].end
        runs = [Span(span.start, end) for span in reversed(spans[: asking[-1] + 1])]
    else:
        runs = [Span(spans[0].start, span.end) for span in spans]
    fitting = list(takewhile(fits, (run.cut(question) for run in runs)))
    return fitting[-1] if fitting else words_read(runs[0].cut(question), fits)


def words_read(sentence: str, fits: Fits) -> str:
    """The words that are read of a sentence that is too long: the first, or the last where only they ask."""
    words = [Span(*word.span()) for word in _WORD.finditer(sentence)]
    first = longest(sentence, [Span(0, word.end) for word in words], fits)
    if not first:  # one word that is too long itself
        letters = [Span(0, end) for end in range(1, words[0].end + 1)]
        return longest(sentence, letters, fits) or sentence[0]
    if _ASKING.search(first):
        return first
    last = longest(sentence, [Span(word.start, len(sentence)) for word in reversed(words)], fits)
    return last if _ASKING.search(last) else first


def longest(text: str, parts: Sequence[Span], fits: Fits) -> str:
    """The longest of ever longer parts of a text that fits; nothing where not even the first does."""
    place = bisect_left(parts, True, key=lambda part: not fits(part.cut(text)))
    return parts[place - 1].cut(text) if place else ""


def notice(part: str) -> str:
    """The sentence that says which part of a question was read, and what to do."""
    return f"Of this long question only “{shown(part)}” was read. Ask it in 30 words, and all of it will be."


def shown(part: str) -> str:
    """A text on one line, in the middle without the words that make it long."""
    line = " ".join(part.split())
    if len(line) <= 2 * SHOWN:
        return line
    head, tail = line[:SHOWN], line[-SHOWN:]
    return f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"
