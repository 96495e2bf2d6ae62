"""The versions that one conversation rests on, each read from the library once."""

from __future__ import annotations

from index import Document, DocumentNotFound, DocumentVersion, Library, VersionNotFound

VersionKey = tuple[str, str]


class Sources:
    """What the library holds now of the documents that a conversation cites; made for one reading of it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._records: dict[str, Document | None] = {}
        self._versions: dict[VersionKey, DocumentVersion | None] = {}
        self._titles: dict[str, VersionKey] | None = None

    def record(self, document_id: str) -> Document | None:
        """A document's entry whatever its state, or None where the library never had it."""
        if document_id not in self._records:
            self._records[document_id] = self._library.record(document_id)
        return self._records[document_id]

    def document(self, name: str, version: str | None = None) -> DocumentVersion:
        """One version with its text, as the library gives it.

        Raises:
            DocumentNotFound, VersionNotFound
        """
        if version is None:
            return self._library.document(name)
        found = self.version(name, version)
        return found if found is not None else self._library.document(name, version)

    def version(self, document_id: str, version: str) -> DocumentVersion | None:
        """One version with its text, or None where it is not kept."""
        key = (document_id, version)
        if key not in self._versions:
            try:
                self._versions[key] = self._library.document(*key)
            except (DocumentNotFound, VersionNotFound):
                self._versions[key] = None
        return self._versions[key]

    def titles(self) -> dict[str, VersionKey]:
        """The versions that the library's documents are in now, by their titles."""
        if self._titles is None:
            documents = self._library.documents(include_removed=True)
            self._titles = {one.title: (one.document_id, one.version) for one in documents if one.version}
        return self._titles
