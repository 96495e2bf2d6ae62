"""A question set's documents in a library, and the way back from the library's ids to the set's."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from evals.datasets import Dataset, DatasetDocument, DatasetError
from evals.spans import Place
from index import AddResult, Sample
from rag import Assistant, Citation, Passage

Advance = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which document of the set stands under which id and version in the library.

    ``failed`` tells of each document that could not be added why.
    """

    names: dict[tuple[str, str], str]
    failed: dict[str, str] = field(default_factory=dict)

    def place(self, found: Passage | Citation) -> Place:
        """Where a passage or citation lies, in the set's terms.

        What does not come from the set, in a library that holds more, keeps the library's id.
        """
        name = self.names.get((found.document_id, found.version), f"library:{found.document_id}")
        return Place(name, found.start, found.end)

    def library_ids(self, names: set[str]) -> list[str]:
        """The library's ids of some documents of the set."""
        return [document_id for (document_id, _), name in self.names.items() if name in names]


@contextmanager
def library_folder(kept: Path | None) -> Iterator[Path]:
    """The folder ``kept``, or one that is deleted afterwards."""
    if kept is not None:
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="groundwire-evals-", ignore_cleanup_errors=True) as folder:
        yield Path(folder) / "library"


def fill(
    assistant: Assistant, dataset: Dataset, advance: Advance = lambda: None, keep_going: bool = False
) -> Shelf:
    """Add every document of the set; ``advance`` is called after each.

    Raises:
        DatasetError: a document cannot be added, or is not kept character for character, and
            ``keep_going`` does not say to leave it out.
    """
    names: dict[tuple[str, str], str] = {}
    failed: dict[str, str] = {}
    titles = titles_of(dataset)
    for document in dataset.documents:
        try:
            names[shelve(assistant, document, titles[document.id])] = document.id
        except DatasetError as error:
            if not keep_going:
                raise
            failed[document.id] = str(error)
        advance()
    return Shelf(names, failed)


def titles_of(dataset: Dataset) -> dict[str, str]:
    """A title for each document, by its id, no two alike: a pasted text is known by its title.

    One that is taken, or missing, is told apart by the document's id.
    """
    taken: set[str] = set()
    titles: dict[str, str] = {}
    for document in dataset.documents:
        title = " ".join(document.title.split()) or document.id
        while title in taken:
            title = f"{title} ({document.id})"
        titles[document.id] = title
        taken.add(title)
    return titles


def shelve(assistant: Assistant, document: DatasetDocument, title: str) -> tuple[str, str]:
    """Add one document and return its id and version in the library."""
    result = add(assistant, document, title)
    if result.failed or result.document_id is None:
        raise DatasetError(f"The document “{document.id}” cannot be added: {result.message}")
    version = assistant.document(result.document_id)
    if version.text != document.text:
        raise DatasetError(f"The library does not keep the text of “{document.id}” as it is.")
    return version.document_id, version.version


def add(assistant: Assistant, document: DatasetDocument, title: str) -> AddResult:
    """Add one document: the sample or file that it is, or its text under a title."""
    if document.sample is not None:
        return assistant.add(Sample(document.sample))[0]
    if document.path is not None:
        return assistant.add(document.path)[0]
    return assistant.add_text(title, document.text, document.published)
