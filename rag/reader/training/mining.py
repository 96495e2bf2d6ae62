"""Passages that look as if they answered: mined with the project's own retriever."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from index import Library, LibraryConfig, Passage, Paste, Span
from rag.reader.excerpts import excerpt_of
from rag.reader.training.example import Example
from rag.reader.windows import Excerpt
from rag.retrieval import fuse

CANDIDATES = 40
PIECE = 500


class Miner:
    """Finds, for a question, the best-ranked passages of other texts.

    Args:
        folder: where the library of texts and what was found are kept, so that a second run need not
            search again.
        examples: those whose texts are mined from.
    """

    def __init__(self, folder: Path, examples: Iterable[Example]) -> None:
        self._titles: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        for example in examples:
            name = name_of(example.text)
            self._texts[name] = example.text
            self._titles[name] = example.title
        self._found = folder / "mined.jsonl"
        self._library = folder / "library"

    def mine(self, examples: Sequence[Example], count: int) -> dict[str, list[Excerpt]]:
        """For each question asked, at most ``count`` passages of other texts, best first."""
        known = self._known()
        missing = {example.question: example for example in examples if example.question not in known}
        if missing:
            with Library(LibraryConfig(library=self._library)) as library:
                self._fill(library)
                with self._found.open("a", encoding="utf-8") as file:
                    for question, example in missing.items():
                        known[question] = self._search(library, example, count)
                        file.write(json.dumps([question, known[question]]) + "\n")
        return {
            example.question: [Excerpt(text, context) for text, context in known[example.question][:count]]
            for example in examples
        }

    def _known(self) -> dict[str, list[tuple[str, str]]]:
        if not self._found.exists():
            return {}
        lines = self._found.read_text(encoding="utf-8").splitlines()
        return {
            question: [(text, context) for text, context in found]
            for question, found in map(json.loads, lines)
        }

    def _fill(self, library: Library) -> None:
        names = list(self._texts)
        for start in range(0, len(names), PIECE):
            library.add([Paste(name, self._texts[name]) for name in names[start : start + PIECE]])

    def _search(self, library: Library, example: Example, count: int) -> list[tuple[str, str]]:
        """The best passages of texts other than the example's own, each with its context.

        The library may hold texts that an earlier run drew and this one did not.
        """
        with library.snapshot() as snapshot:
            matches = snapshot.search(example.question, snapshot.scope(None, None), CANDIDATES)
        others = [passage for passage in fuse(matches) if passage.text not in example.text]
        known = [passage for passage in others if drawn_as(passage) in self._texts]
        return [self._excerpt(passage) for passage in known[:count]]

    def _excerpt(self, passage: Passage) -> tuple[str, str]:
        name = drawn_as(passage)
        excerpt = excerpt_of(self._texts[name], Span(passage.start, passage.end), self._titles[name])
        return excerpt.text, excerpt.context


def drawn_as(passage: Passage) -> str:
    """The name of the text that a passage stands in."""
    return passage.uri.removeprefix("paste:")


def name_of(text: str) -> str:
    """A name for a text that two texts never share."""
    return sha256(text.encode()).hexdigest()[:20]
