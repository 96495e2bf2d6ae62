"""A question set's documents in a library, and the way back from the library's ids to the set's."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.datasets import Dataset, DatasetDocument, DatasetError
from evals.spans import Place
from index import AddResult, Sample
from rag import Assistant, Citation, Passage

Advance = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which document of the set stands under which id and version in the library."""

    names: dict[tuple[str, str], str]

    def place(self, found: Passage | Citation) -> Place:
        """Where a passage or citation lies, in the set's terms.

        What does not come from the set, in a library that holds more, keeps the library's id.
        """
        name = self.names.get((found.document_id, found.version), f"library:{found.document_id}")
        return Place(name, found.start, found.end)


@contextmanager
def library_folder(kept: Path | None) -> Iterator[Path]:
    """The folder ``kept``, or one that is deleted afterwards."""
    if kept is not None:
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="groundwire-evals-", ignore_cleanup_errors=True) as folder:
        yield Path(folder) / "library"


def fill(assistant: Assistant, dataset: Dataset, advance: Advance = lambda: None) -> Shelf:
    """Add every document of the set; ``advance`` is called after each.

    Raises:
        DatasetError: a document cannot be added, or is not kept character for character.
    """
    names: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for document in dataset.documents:
        result = add(assistant, document, document.title not in taken)
        taken.add(document.title)
        if result.failed or result.document_id is None:
            raise DatasetError(f"The document “{document.id}” cannot be added: {result.message}")
        version = assistant.document(result.document_id)
        if version.text != document.text:
            raise DatasetError(f"The library does not keep the text of “{document.id}” as it is.")
        names[version.document_id, version.version] = document.id
        advance()
    return Shelf(names)


def add(assistant: Assistant, document: DatasetDocument, unique: bool) -> AddResult:
    """Add one document; a title that was taken is told apart by the document's id."""
    if document.sample is not None:
        return assistant.add(Sample(document.sample))[0]
    title = document.title if unique else f"{document.title} ({document.id})"
    return assistant.add_text(title, document.text)
