"""A library: documents that can be searched, on disk, owned by one process and shared by its threads."""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from index.add import Adding
from index.catalog import Database, documents, passages, settings
from index.catalog.tokens import TokenStore
from index.config import LibraryConfig
from index.document import AddResult, Document, DocumentVersion, Metadata
from index.embed import Embedding, ProgressCallback
from index.embedding import Encoder, RememberedVectors
from index.errors import LibraryMismatch, UserError
from index.history import ConversationStore
from index.ingest import Splitter, draft
from index.ownership import Ownership
from index.passage_vectors import PassageVectors
from index.snapshot import DateRange, Match, Scope, Snapshot, TextCache
from index.sources import Source
from index.status import Status, status
from index.vectors import VectorStore

CATALOG_FILE = "catalog.sqlite3"
CHROMA_FOLDER = "chroma"
TOKENS_FILE = "tokens.sqlite3"


class Library:
    """Documents in, passages out, and the conversations about them. Thread-safe; use a ``with`` block.

    Args:
        config: where it lives and how it is built.
        rebuild: open a library of another model or splitter too; the caller then calls ``reindex``.

    Raises:
        LibraryInUse, LibraryMismatch, LibraryTooNew, LibraryError, VectorStoreError, ConfigError
    """

    def __init__(self, config: LibraryConfig, rebuild: bool = False) -> None:
        self.config = config
        self.folder = Path(os.path.expanduser(config.library))
        self.encoder = Encoder(config.embedding)
        self._splitter = Splitter(config, self.encoder)
        self._write_lock = threading.RLock()
        self._texts = TextCache()
        self.queries = RememberedVectors(self.encoder)
        with ExitStack() as opened:
            self._ownership = Ownership(self.folder)
            opened.callback(self._ownership.release)
            self._open(rebuild, opened)
            self._opened = opened.pop_all()

    def _open(self, rebuild: bool, opened: ExitStack) -> None:
        self._database = Database(self.folder / CATALOG_FILE)
        opened.callback(self._database.close)
        remembered = self._remember()
        built_with = self._built_with()
        matches = all(remembered[name] == value for name, value in built_with.items())
        if not matches and not rebuild:
            raise LibraryMismatch(mismatch(self.folder, remembered, built_with))
        self._vectors = VectorStore(
            self.folder / CHROMA_FOLDER, self.config.vectors.url, f"groundwire-{remembered['library']}"
        )
        opened.callback(self._vectors.close)
        tokens = TokenStore(self.folder / TOKENS_FILE, self.encoder.reduction.identity)
        opened.callback(tokens.close)
        self.passage_vectors = PassageVectors(tokens, self.queries)
        self._embedding = Embedding(self._database, self._vectors, tokens, self.encoder, self._texts)
        self._adding = Adding(self._database, self._splitter, self._embedding)
        self.conversations = ConversationStore(self._database)
        if matches:
            self._recover()
        if not rebuild:
            self._check_vectors()

    def _built_with(self) -> dict[str, str]:
        return {"model": self.encoder.identity, "splitter": self._splitter.identity}

    def _remember(self) -> dict[str, str]:
        with self._database.writing() as connection:
            remembered = settings.read(connection)
            if "library" not in remembered:
                settings.write(connection, library=uuid.uuid4().hex[:16])
            if not documents.states(connection):  # nothing was built with other settings yet
                settings.write(connection, **self._built_with())
            return settings.read(connection)

    def _recover(self) -> None:
        with self._database.reading() as connection:
            scrub = "scrub" in settings.read(connection)
        if scrub:
            self._scrub()
        self._embedding.drain()

    def _check_vectors(self) -> None:
        with self._database.reading() as connection:
            expected = passages.count(connection, searchable=True)
        stored = self._vectors.count()
        if stored < expected:
            raise LibraryMismatch(
                f"The library {self.folder} has {expected} passages, and Chroma ({self._vectors.place}) "
                f"holds vectors for {stored}. Run `groundwire reindex` to make them again."
            )

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Finish what is being written, and let the next process have the library."""
        with self._write_lock:
            self._database.close()  # waits for those who read, who need the vectors as well
            self._opened.close()

    def announce(self, address: str | None) -> None:
        """Note the address this process serves at, for whoever tries to open the library too."""
        self._ownership.announce(address)

    def add(
        self,
        sources: Sequence[Source],
        corrections: Metadata | None = None,
        progress: ProgressCallback | None = None,
    ) -> tuple[AddResult, ...]:
        """Add sources, one result each, in order; one that fails does not keep the others out.

        ``corrections`` are metadata that a person gives, laid over what is recognised.

        Raises:
            VectorStoreError: Chroma failed; what was stored is finished by the next open.
        """
        with self._write_lock:
            return self._adding.add(sources, corrections or Metadata(), progress)

    def preview(self, source: Source) -> DocumentVersion:
        """The version that adding a source would make; nothing is stored.

        Raises:
            SourceError: it would not become a document.
        """
        return draft(source, source.read(self.config.reading.max_bytes)).version

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One consistent state of the library, to search and to read in."""
        with self._database.reading() as connection:
            yield Snapshot(connection, self._vectors, self.queries, self._texts)

    def search(
        self,
        question: str,
        limit: int = 100,
        documents: Sequence[str] | None = None,
        published: DateRange | None = None,
    ) -> tuple[tuple[Match, ...], Scope]:
        """What either search finds, with both raw scores, and the scope it was looked for in."""
        with self.snapshot() as snapshot:
            scope = snapshot.scope(documents, published)
            return snapshot.search(question, scope, limit), scope

    def rarities(self, question: str) -> dict[str, float]:
        """How much each word of the question tells in this library: its idf over the passages."""
        with self.snapshot() as snapshot:
            return snapshot.rarities(question)

    def documents(self, include_removed: bool = False) -> tuple[Document, ...]:
        """The documents that can be searched, by title; on request the removed ones too."""
        states = ("current", "pending", "removed") if include_removed else ("current", "pending")
        with self._database.reading() as connection:
            return documents.listing(connection, states)

    def document(self, name: str, version: str | None = None) -> DocumentVersion:
        """One version with its text: the current one, or the last one of a removed document.

        Raises:
            DocumentNotFound, AmbiguousDocument, VersionNotFound
        """
        with self._database.reading() as connection:
            row = documents.find(connection, name)
            return documents.load_version(
                connection, row, version or row["version"] or row["incoming"] or "none"
            )

    def record(self, document_id: str) -> Document | None:
        """A document's entry whatever its state, or None where the library never had it."""
        with self._database.reading() as connection:
            if documents.by_id(connection, document_id) is None:
                return None
            return documents.listing(connection, document_id=document_id)[0]

    def amend(self, name: str, corrections: Metadata, taken_back: Collection[str] = ()) -> DocumentVersion:
        """Set or correct metadata; corrections outlive new versions.

        Fields named in ``taken_back`` lose earlier corrections: they are as the text has them.

        Raises:
            DocumentNotFound, AmbiguousDocument, UserError
        """
        with self._write_lock:
            document_id = self._adding.amend(name, corrections, taken_back)
            return self.document(document_id)

    def remove(self, name: str) -> Document:
        """Take a document out of the searches; its versions stay, so that citations replay.

        Raises:
            DocumentNotFound, AmbiguousDocument, UserError: it is removed or purged already.
        """
        with self._write_lock:
            with self._database.writing() as connection:
                row = documents.find(connection, name)
                if row["state"] not in ("current", "pending"):
                    raise UserError(f"The document “{name}” is {row['state']} already.")
                self._embedding.withdraw(connection, row["document_id"])
                version = row["version"] or row["incoming"]
                documents.update(
                    connection, row["document_id"], state="removed", version=version, incoming=None
                )
            self._embedding.drop_stale()
            return self._summary(row["document_id"])

    def restore(self, name: str) -> Document:
        """Make a removed document searchable again, in the version it was removed in.

        Raises:
            DocumentNotFound, AmbiguousDocument, UserError: it was not removed, or it was purged.
        """
        with self._write_lock:
            document_id = self._adding.restore(name)
            return self._summary(document_id)

    def purge(self, name: str) -> Document:
        """Take everything of a document but its id, its versions' hashes and the day.

        Raises:
            DocumentNotFound, AmbiguousDocument, UserError: it was purged already.
        """
        with self._write_lock:
            with self._database.writing() as connection:
                row = documents.find(connection, name)
                if row["state"] == "purged":
                    raise UserError(f"The document “{name}” is purged already.")
                self._embedding.withdraw(connection, row["document_id"])
                documents.erase(connection, row["document_id"])
                settings.write(connection, scrub="1")
            # The words first: should Chroma fail, only vectors are left for the next open.
            self._scrub()
            self._embedding.drop_stale()
            return self._summary(row["document_id"])

    def reindex(self, progress: ProgressCallback | None = None) -> None:
        """Split and embed every document anew, with the model and splitter of the settings.

        A process that dies meanwhile loses nothing; the next open goes on.
        """
        with self._write_lock:
            with self._database.writing() as connection:
                self._adding.stage_all(connection)
                settings.write(connection, clear="1", **self._built_with())
            self.queries.clear()
            self._embedding.drain(progress)

    def status(self) -> Status:
        """Counts, model, splitter and place of the library."""
        with self._database.reading() as connection:
            return status(connection, self.folder, self._vectors.place)

    def _scrub(self) -> None:
        self._database.scrub()
        self._texts.clear()
        with self._database.writing() as connection:
            settings.erase(connection, "scrub")

    def _summary(self, document_id: str) -> Document:
        record = self.record(document_id)
        assert record is not None  # it was found a moment ago, under the same lock
        return record


def mismatch(folder: Path, remembered: dict[str, str], built_with: dict[str, str]) -> str:
    """A sentence that says what differs and what to type."""
    differing = [name for name, value in built_with.items() if remembered[name] != value]
    parts = [f"{name} {remembered[name]}, and the settings name {built_with[name]}" for name in differing]
    return (
        f"The library {folder} was built with {'; '.join(parts)}. Run `groundwire reindex` to build it anew, "
        "or set back what it was built with."
    )
