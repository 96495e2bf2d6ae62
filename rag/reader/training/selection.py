"""How and why: questions that a sentence or a clause answers.

SelQA marks the sentences of a section that answer (Jurczyk et al. 2016), the Causal News Corpus the clauses
of cause and effect (Tan et al. 2023), QADiscourse those of manner, reason and result (Pyatkin et al. 2020).
The last two ask in fixed phrases, so they are worth a low weight.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from index import ConfigError
from rag.reader.training.example import Example
from rag.reader.training.records import Part, opened, wrong
from rag.reader.training.sources import read_source, spaced
from rag.reader.training.wikinews import read_paragraphs

_CLAUSE = re.compile(
    r"^(?:why|how (?!many|much|often|long|far|tall|high|old|big|large|fast|deep|wide|soon|late)"
    r"|(?:for |due to )?what (?:is|was|were) the (?:reason|cause|purpose))\b",
    re.IGNORECASE,
)
_DISCOURSE = re.compile(r"^(?:In what manner|What is the (?:reason|result))\b")
# SelQA's files; which of them are there is no matter.
_PARTS = ("train.jsonl", "dev.jsonl", "test.jsonl")


class Sentence(Part):
    """A sentence of a section, and whether it answers (1) or not (0)."""

    text: str
    label: int


class Section(Part):
    """A question with the sentences of a section."""

    question: str
    sentences: tuple[Sentence, ...]
    title: str = ""


def asks_for_clause(question: str) -> bool:
    """Whether a question asks how or why, which a clause or a sentence answers."""
    return bool(_CLAUSE.match(question))


def read_selection(path: Path, name: str, everything: bool = False) -> Iterator[Example]:
    """SelQA's questions: the text is a section's sentences joined by blanks, the answers are whole sentences.

    Args:
        path: a file, or the folder of ``train``, ``dev`` and ``test``.
        name: becomes the examples' ``source``.
        everything: also questions that do not ask how or why, which fewer words would answer.

    Raises:
        ConfigError: a file cannot be read, with the line and what to do.
    """
    files = [path] if path.is_file() else [path / part for part in _PARTS if (path / part).is_file()]
    if not files:
        raise ConfigError(f"{path} holds none of {', '.join(_PARTS)}; name the file itself.")
    seen: set[tuple[str, str]] = set()
    for file in files:
        for section in read_sections(file):
            example = example_of(section, name)
            if (everything or asks_for_clause(example.question)) and example.answers:
                if (example.question, example.text) not in seen:
                    yield example
                seen.add((example.question, example.text))


def read_sections(file: Path) -> Iterator[Section]:
    """The questions of a file of sentences with labels."""
    number = 0
    try:
        with opened(file) as lines:
            for line in lines:
                number += 1
                yield Section.model_validate_json(line)
    except ValidationError as error:
        raise ConfigError(f"{file}, line {number}: {wrong(error)}; mend or remove the line.") from error
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read after line {number} ({error}); fetch it again.") from error


def example_of(section: Section, name: str) -> Example:
    """A section as one text, its answering sentences as the answers."""
    answers: list[tuple[int, int]] = []
    start = 0
    for sentence in section.sentences:
        blanks = len(sentence.text) - len(sentence.text.lstrip())
        if sentence.label == 1 and sentence.text.strip():
            answers.append((start + blanks, start + blanks + len(sentence.text.strip())))
        start += len(sentence.text) + 1
    text = " ".join(sentence.text for sentence in section.sentences)
    title = spaced(section.title)
    question = " ".join(section.question.split())
    return Example(question, text, tuple(answers), title, title or text[:40], name)


def read_causes(path: Path, name: str, dropped: Counter[str] | None = None) -> Iterator[Example]:
    """The Causal News Corpus's questions about causes and effects, without their quotation marks.

    Raises:
        ConfigError: the file cannot be read.
    """
    for example in read_source(path, name, dropped=dropped):
        yield replace(example, question=example.question.replace("“", "").replace("”", ""))


def read_manners(path: Path, name: str, dropped: Counter[str] | None = None) -> Iterator[Example]:
    """QADiscourse's questions about manner, reason and result, asked of the paragraph; manner as “how”.

    Raises:
        ConfigError: the file cannot be read.
    """
    for example in read_paragraphs(path, name, dropped):
        if _DISCOURSE.match(example.question):
            yield replace(example, question=example.question.replace("In what manner", "How", 1))


def clauses(examples: Iterable[Example]) -> Iterator[Example]:
    """The examples of any set that ask how or why, as a source of their own: ``NAME:clause``."""
    for example in examples:
        if example.answers and asks_for_clause(example.question):
            yield replace(example, source=f"{example.source}:clause")
