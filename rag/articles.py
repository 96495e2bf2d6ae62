"""What an assistant knows: its articles, added, listed, corrected, removed and brought back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from index import (
    AddResult,
    Document,
    DocumentVersion,
    Library,
    Paste,
    ProgressCallback,
    Source,
    SourceError,
    Status,
    UserError,
    expand,
)
from rag.corrections import metadata


class Articles:
    """The articles of a library: the part of the assistant that asks nothing. Thread-safe."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def add(
        self, *sources: str | Path | Source, progress: ProgressCallback | None = None
    ) -> tuple[AddResult, ...]:
        """Add files, folders (their text files at any depth) or sources; one result for each file.

        A source that cannot be read is a result with ``outcome == "failed"``, not an exception.

        Raises:
            VectorStoreError: Chroma failed; what was stored is finished by the next open.
        """
        failed: dict[int, AddResult] = {}
        found: list[Source] = []
        for source in sources:
            try:
                found.extend(expand(source))
            except SourceError as error:
                failed[len(found) + len(failed)] = AddResult(str(source), "failed", str(error))
        added = iter(self._library.add(found, progress=progress))
        return tuple(failed.get(place) or next(added) for place in range(len(found) + len(failed)))

    def add_text(self, title: str, text: str, published: date | str | None = None) -> AddResult:
        """Add a text under a title, with its day of publication where it is known.

        Raises:
            UserError: the title is blank, or the day is not one.
        """
        name = " ".join(title.split())
        if not name:
            raise UserError("A pasted article needs a title.")
        return self._library.add([Paste(name, text)], metadata(title=name, published=published))[0]

    def preview(self, source: Source) -> DocumentVersion:
        """The version that adding a source would make; nothing is stored.

        Raises:
            SourceError: it would not become a document.
        """
        return self._library.preview(source)

    def documents(self, include_removed: bool = False) -> tuple[Document, ...]:
        """What the library holds, by title."""
        return self._library.documents(include_removed)

    def document(self, document: str, version: str | None = None) -> DocumentVersion:
        """One version's text, metadata and furniture; ``document`` is an id or a unique file name.

        Raises:
            DocumentNotFound, AmbiguousDocument, VersionNotFound
        """
        return self._library.document(document, version)

    def amend(
        self,
        document: str,
        *,
        title: str | None = None,
        published: date | str | None = None,
        byline: str | None = None,
        agency: str | None = None,
        place: str | None = None,
        credits: str | None = None,
        taken_back: Collection[str] = (),
    ) -> DocumentVersion:
        """Set or correct what is known about a document; what is None stays as it is.

        Fields named in ``taken_back`` (“published”) lose earlier corrections: they are as the text has them.

        Raises:
            UserError: the day is not one, or the document is purged.
            DocumentNotFound, AmbiguousDocument
        """
        corrections = metadata(
            title=title, published=published, byline=byline, agency=agency, place=place, credits=credits
        )
        return self._library.amend(document, corrections, taken_back)

    def remove(self, document: str) -> Document:
        """Take a document out of the search; its citations still replay."""
        return self._library.remove(document)

    def restore(self, document: str) -> Document:
        """Make a removed document searchable again."""
        return self._library.restore(document)

    def purge(self, document: str) -> Document:
        """Take a document's words out of the library for good."""
        return self._library.purge(document)

    def reindex(self, progress: ProgressCallback | None = None) -> None:
        """Split and embed every document anew, with the model of the settings."""
        self._library.reindex(progress)

    def status(self) -> Status:
        """The state of the library, counted."""
        return self._library.status()
