"""Questions asked of one sentence, asked of its paragraph instead.

QAMR, QA-SRL, QANom and QADiscourse ask of the same sentences of Wikinews and Wikipedia, and give each its
article, paragraph and place; so the sentences at hand of one paragraph can be put together again. A question
that names too little of what it asks for would have several answers there, and is left out.
Sources: Michael et al. 2018 (QAMR), Roit et al. 2020 (QA-SRL), Klein et al. 2020 (QANom), Pyatkin et al.
2020 (QADiscourse).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rag.reader.training.example import Example, Ranges
from rag.reader.training.records import Record, file_of, read_records
from rag.reader.training.sources import SENTENCE_NUMBER, example_of
from rag.reader.training.templates import PRONOUNS, filled
from rag.reader.vocabulary import related, stems

# The sets whose sentences complete each other; of those who write a sentence differently, the first is right.
SENTENCE_SETS = ("qamr", "qasrl_gs", "qanom", "qadiscourse")
SPECIFIC_WORDS = 2
_PLACEHOLDER = re.compile(r"\bsome(?:one|thing|where)\b", re.IGNORECASE)
_ESCAPED = re.compile(r"\\\s?(?=[\"'])")

VAGUE = "questions that name too little"
NOT_FOUND = "questions whose answer is not in the paragraph, or is a pronoun"


class Number(NamedTuple):
    """Where a sentence stands."""

    site: str
    article: int
    paragraph: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence in the text of its paragraph, where it begins at ``start``."""

    text: str
    sentence: str
    start: int


def read_paragraphs(path: Path, name: str, dropped: Counter[str] | None = None) -> Iterator[Example]:
    """The questions of a set of sentences, with the paragraph as text and the article as document.

    What stands for a person or thing in QA-SRL's questions (“Who said something?”) is filled in from the
    answers to the others of the same verb, where they are there.

    Args:
        path: the set's file or folder.
        name: becomes the examples' ``source``.
        dropped: counts what was left out, and why.

    Raises:
        ConfigError: a file cannot be read.
    """
    file = file_of(path)
    counts = Counter[str]() if dropped is None else dropped
    places = placed(known_sentences(tuple(dict.fromkeys((*beside_of(file), file)))))
    found: dict[tuple[str, str], Example] = {}
    for record in filled(tuple(read_records(file))):
        number, example = number_of(record), example_of(record, name, "", counts)
        if number is None or example is None:
            continue
        moved = example_in(example, places[number], counts)
        if moved is None:
            continue
        key = (moved.question, moved.text)
        known = found.get(key, moved)
        answers = tuple(dict.fromkeys((*known.answers, *moved.answers)))
        found[key] = replace(known, answers=answers)
    yield from found.values()


def beside_of(file: Path) -> tuple[Path, ...]:
    """The files whose sentences complete those of a set: in the folders beside it, named as the sets are."""
    folders = (file.parent.parent / name for name in SENTENCE_SETS)
    return tuple(file_of(folder) for folder in folders if folder.is_dir())


@lru_cache(maxsize=4)
def known_sentences(files: tuple[Path, ...]) -> Mapping[Number, str]:
    """The sentences of some sets by their number, as the first set writes them."""
    known: dict[Number, str] = {}
    for file in files:
        for record in read_records(file):
            number = number_of(record)
            if number is not None:
                known.setdefault(number, plain(record.context))
    return known


def number_of(record: Record) -> Number | None:
    """The number of a record's sentence; None where it has none."""
    match = SENTENCE_NUMBER.fullmatch(record.title or "")
    if match is None:
        return None
    article, paragraph, sentence = (int(match[part]) for part in ("article", "paragraph", "sentence"))
    return Number(match["site"], article, paragraph, sentence)


def placed(sentences: Mapping[Number, str]) -> dict[Number, Place]:
    """Every sentence in the run of consecutive sentences of its paragraph, joined by blanks."""
    runs: list[list[Number]] = []
    for number in sorted(sentences):
        if runs and number == runs[-1][-1]._replace(sentence=runs[-1][-1].sentence + 1):
            runs[-1].append(number)
        else:
            runs.append([number])
    places: dict[Number, Place] = {}
    for run in runs:
        text = " ".join(sentences[number] for number in run)
        start = 0
        for number in run:
            places[number] = Place(text, sentences[number], start)
            start += len(sentences[number]) + 1
    return places


def example_in(example: Example, place: Place, counts: Counter[str]) -> Example | None:
    """The example asked of the paragraph; None where it asks too little, or the answer is lost."""
    if not is_specific(example.question, place.sentence):
        counts[VAGUE] += 1
        return None
    answers = answers_in(example, place)
    if not answers:
        counts[NOT_FOUND] += 1
        return None
    return replace(example, question=plain(example.question), text=place.text, answers=answers)


def answers_in(example: Example, place: Place) -> Ranges:
    """The answers' ranges in the paragraph, pronouns left out.

    Where the paragraph's sentence is written differently, an answer is taken that stands in it once.
    """
    found = []
    for start, end in example.answers:
        answer = plain(example.text[start:end])
        if answer.lower() in PRONOUNS:
            continue
        if example.text == place.sentence:
            found.append((start + place.start, end + place.start))
        elif place.sentence.count(answer) == 1:
            first = place.start + place.sentence.index(answer)
            found.append((first, first + len(answer)))
    return tuple(found)


def is_specific(question: str, sentence: str) -> bool:
    """Whether a question names two things or more that its sentence tells, and holds no placeholder."""
    if _PLACEHOLDER.search(question):
        return False
    told = stems(sentence)
    asked = stems(plain(question))
    return sum(word in told or bool(related(word) & told) for word in asked) >= SPECIFIC_WORDS


def plain(text: str) -> str:
    """The text without the backslashes and doublings that one of the sets has at its quotation marks."""
    return _ESCAPED.sub("", text).replace('""', '"')
