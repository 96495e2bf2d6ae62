"""Examples from a data set's file, every answer checked against the text."""

from __future__ import annotations

import hashlib
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rag.reader.training.example import Example, Ranges
from rag.reader.training.records import Record, file_of, read_kinds, read_records

log = logging.getLogger(__name__)

# Sets of single sentences give a sentence's number for a title: corpus, site, article, paragraph, sentence.
SENTENCE_NUMBER = re.compile(r"Wiki1k:(?P<site>\w+):(?P<article>\d+):(?P<paragraph>\d+):(?P<sentence>\d+)")

MISPLACED = "answers that do not stand where they are said to"
WITHOUT_ANSWER = "questions left without an answer"
REPEATED = "questions asked twice of one text"
EMPTY = "questions or texts without a word"


def read_source(
    path: Path,
    name: str,
    excluded_titles: frozenset[str] = frozenset(),
    dropped: Counter[str] | None = None,
) -> Iterator[Example]:
    """The examples of a data set: JSON lines or SQuAD's JSON, plain or compressed.

    Args:
        path: the file, or its folder (``train``, ``dev``, or a file of the folder's name).
        name: becomes the examples' ``source``.
        excluded_titles: articles to leave out, with blanks or underscores.
        dropped: counts what was left out, and why.

    Raises:
        ConfigError: the file cannot be read, with the line and what to do.
    """
    file = file_of(path)
    kinds = read_kinds(file.parent)
    counts = Counter[str]() if dropped is None else dropped
    excluded = {spaced(title) for title in excluded_titles}
    texts: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for record in read_records(file):
        example = example_of(record, name, kinds.get(str(record.id), ""), counts)
        if example is None or spaced(record.title or "") in excluded:
            continue
        text = texts.setdefault(example.text, example.text)
        if (example.question, text) in seen:
            counts[REPEATED] += 1
            continue
        seen.add((example.question, text))
        yield replace(example, text=text)
    for reason, count in sorted(counts.items()):
        log.info("%s: left out %d %s", file, count, reason)


def example_of(record: Record, name: str, kind: str, counts: Counter[str]) -> Example | None:
    """One record as an example; None where nothing is left of it."""
    question = " ".join(record.question.split())
    if not question or not record.context.strip():
        counts[EMPTY] += 1
        return None
    answers = () if record.is_impossible else checked(record, counts)
    if not answers and not record.is_impossible:
        counts[WITHOUT_ANSWER] += 1
        return None
    title, document = named(record)
    return Example(question, record.context, answers, title, document, name, kind if not answers else "")


def checked(record: Record, counts: Counter[str]) -> Ranges:
    """The ranges of the answers that stand where they are said to, without the blanks about them."""
    found: dict[tuple[int, int], None] = {}
    for answer in record.answers:
        end = answer.start + len(answer.text)
        if answer.start < 0 or not answer.text.strip() or record.context[answer.start : end] != answer.text:
            counts[MISPLACED] += 1
            continue
        start = answer.start + len(answer.text) - len(answer.text.lstrip())
        found[start, start + len(answer.text.strip())] = None
    return tuple(found)


def named(record: Record) -> tuple[str, str]:
    """The title and the document of a record: a sentence's number is no title, but tells the article."""
    title = spaced(record.title or "")
    number = SENTENCE_NUMBER.fullmatch(title)
    if number:
        return "", f"{number['site']}:{number['article']}"
    return title, title or hashlib.sha256(record.context.encode()).hexdigest()[:16]


def spaced(title: str) -> str:
    """A title with blanks for underscores."""
    return title.replace("_", " ").strip()
