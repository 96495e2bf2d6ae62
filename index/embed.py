"""Emptying ``pending``: embed, write the vectors, mark; then let the documents be found.

This is the only place that makes passages searchable, and the only one that deletes vectors. Each stage is
named in a :class:`Progress`, in the order of ``STAGES``; a process that dies between two of them is made
good by the next ``drain``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from index import lexical
from index.catalog import Connection, Database, documents, passages, settings
from index.catalog.tokens import TokenStore
from index.embedding import Encoder
from index.snapshot import TextCache
from index.vectors import VectorRow, VectorStore

STAGES = (
    "reading",
    "before the commit",
    "committed",
    "some vectors written",
    "all vectors written",
    "marked",
    "searchable",
    "old version dropped",
)
# Batches of the model that are written to Chroma at once.
MODEL_BATCHES = 8


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work is: ``done`` of ``total`` passages (or sources, while reading).

    ``stage`` is one of ``STAGES`` and names what has just happened; ``source`` is the name of the one source
    that is read or stored, and empty where passages of several may be meant.
    """

    stage: str
    source: str
    done: int
    total: int


ProgressCallback = Callable[[Progress], None]


class Embedding:
    """Turns incoming passages into searchable ones."""

    def __init__(
        self, database: Database, vectors: VectorStore, tokens: TokenStore, encoder: Encoder, texts: TextCache
    ) -> None:
        self._database = database
        self._vectors = vectors
        self._tokens = tokens
        self._encoder = encoder
        self._texts = texts

    def drain(self, progress: ProgressCallback | None = None) -> None:
        """Finish all that is pending, and all deletions that are owed.

        Raises:
            VectorStoreError: Chroma failed; what is left is still pending.
        """
        self._clear_if_asked()
        with self._database.reading() as connection:
            total = passages.count_to_embed(connection)
        done = 0
        while done < total:
            done += self.embed_pending(
                MODEL_BATCHES * self._encoder.config.batch_size, partial(written, progress, done, total)
            )
        report(progress, "marked", done, total)
        self._release_complete()
        report(progress, "searchable", done, total)
        self.drop_stale()
        report(progress, "old version dropped", done, total)

    def embed_pending(self, limit: int, stored: Callable[[int], None] = lambda count: None) -> int:
        """Embed up to ``limit`` incoming passages, write their vectors, mark them; return how many.

        ``stored`` is called with that number between the writing and the marking.
        """
        with self._database.reading() as connection:
            rows = passages.to_embed(connection, limit)
            inputs = [row.span.cut(self._texts.get(connection, row.document_id, row.version)) for row in rows]
        if not rows:
            return 0
        found = list(zip(rows, self._encoder.encode_tokens(inputs), strict=True))
        self._tokens.put({row.passage_id: made.tokens for row, made in found})
        self._vectors.put(
            [VectorRow(row.passage_id, row.document_id, made.whole.tolist()) for row, made in found]
        )
        stored(len(rows))
        with self._database.writing() as connection:
            passages.mark_embedded(connection, [row.passage_id for row in rows])
        return len(rows)

    def drop_stale(self) -> None:
        """Delete the vectors that nothing needs, once no open snapshot relies on them."""
        with self._database.reading() as connection:
            ids = passages.stale(connection)
        if not ids:
            return
        self._database.when_unread(lambda: self._vectors.delete(ids))
        self._tokens.delete(ids)
        with self._database.writing() as connection:
            passages.forget_stale(connection, ids)

    def withdraw(self, connection: Connection, document_id: str) -> None:
        """Take a document's passages out of the full-text search now, and its vectors at the next drop."""
        lexical.delete(connection, passages.drop(connection, document_id, searchable=True))
        passages.drop(connection, document_id, searchable=False)
        self._tokens.delete_titles([document_id])

    def _release_complete(self) -> None:
        with self._database.reading() as connection:
            ready = passages.complete(connection)
        titles = {}
        for document_id in ready:
            with self._database.writing() as connection:
                titles[document_id] = self._release(connection, document_id)
        self._embed_titles({document: title for document, title in titles.items() if title})

    def _embed_titles(self, titles: Mapping[str, str]) -> None:
        """Keep the vectors of titles; one that is lost on the way is embedded when it is asked about."""
        made = self._encoder.encode_tokens(list(titles.values()))
        self._tokens.put_titles(
            {
                document: (title, vectors.tokens)
                for (document, title), vectors in zip(titles.items(), made, strict=True)
            }
        )

    def _release(self, connection: Connection, document_id: str) -> str:
        """Let a document's incoming version be found; returns its title."""
        # One transaction: the new version enters both searches and the old one leaves them together.
        lexical.delete(connection, passages.drop(connection, document_id, searchable=True))
        row = documents.by_id(connection, document_id)
        assert row is not None  # it has passages
        version = documents.load_version(connection, row, row["incoming"])
        title = version.metadata.value("title") or ""
        lexical.insert(
            connection,
            (
                (passage.number, title, passage.span.cut(version.text))
                for passage in passages.of_document(connection, document_id, searchable=False)
            ),
        )
        passages.release(connection, document_id)
        documents.update(
            connection,
            document_id,
            state="current",
            version=row["incoming"],
            incoming=None,
            title=version.metadata.value("title"),
            published=version.metadata.value("published"),
        )
        return version.title

    def _clear_if_asked(self) -> None:
        with self._database.reading() as connection:
            asked = "clear" in settings.read(connection)
        if asked:
            self._database.when_unread(self._vectors.clear)
            self._tokens.clear()
            with self._database.writing() as connection:
                passages.forget_stale(connection, passages.stale(connection))
                settings.erase(connection, "clear")


def report(progress: ProgressCallback | None, stage: str, done: int, total: int, source: str = "") -> None:
    """Tell the caller how far the work is, where it wants to know."""
    if progress is not None:
        progress(Progress(stage, source, done, total))


def written(progress: ProgressCallback | None, before: int, total: int, count: int) -> None:
    """Tell the caller that ``count`` more vectors are stored."""
    done = before + count
    report(progress, "some vectors written" if done < total else "all vectors written", done, total)
