"""One consistent state of a library, to search and to read in."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cachetools import LRUCache

from index import lexical
from index.catalog import Connection, PassageRow, documents, passages
from index.document import DocumentVersion, Passage, Span, uri_name
from index.embedding import RememberedVectors, Vectors
from index.errors import DocumentNotFound
from index.mentions import Mention, Mentions, expression_of, phrases_of, places_of
from index.vectors import VectorStore

DateRange = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents a question is asked of.

    ``documents`` are ids, None for all; ``count`` says how many that is; ``undated`` counts those left
    out because a range of dates was given and they have no date.
    """

    documents: tuple[str, ...] | None
    count: int
    undated: int


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that either search found, not fused yet, with the BM25 that the full-text search ranks by."""

    passage: Passage
    bm25: float


class TextCache:
    """Decompressed texts of versions, up to so many characters in all. Versions never change."""

    def __init__(self, characters: int = 32_000_000) -> None:
        self._texts: LRUCache[tuple[str, str], str] = LRUCache(characters, getsizeof=len)
        self._lock = threading.Lock()

    def get(self, connection: Connection, document_id: str, version: str) -> str:
        """The version's text, from memory or from the catalog."""
        key = (document_id, version)
        with self._lock:
            text = self._texts.get(key)
        if text is None:
            text = documents.load_text(connection, document_id, version)
            with self._lock:
                if len(text) <= self._texts.maxsize:
                    self._texts[key] = text
        return text

    def clear(self) -> None:
        """Forget all texts."""
        with self._lock:
            self._texts.clear()


class Snapshot:
    """What one question sees. Made by ``Library.snapshot``; not to be used after its block."""

    def __init__(
        self,
        connection: Connection,
        vectors: VectorStore,
        queries: RememberedVectors,
        texts: TextCache,
    ) -> None:
        self._connection = connection
        self._vectors = vectors
        self._queries = queries
        self._texts = texts

    def scope(self, names: Sequence[str] | None, published: DateRange | None) -> Scope:
        """Resolve document ids or names and a range of dates (inclusive, either end may be None).

        Raises:
            DocumentNotFound: one of them is unknown, or was removed.
            AmbiguousDocument: several documents have the name.
        """
        rows = self._connection.execute(
            "SELECT document_id, published FROM documents WHERE state = 'current'"
        ).fetchall()
        if names is None and published is None:
            return Scope(None, len(rows), 0)
        if names is not None:
            wanted = {self._searchable(name) for name in names}
            rows = [row for row in rows if row["document_id"] in wanted]
        if published is None:
            return Scope(tuple(row["document_id"] for row in rows), len(rows), 0)
        dated = [row for row in rows if row["published"]]
        inside = tuple(row["document_id"] for row in dated if within(row["published"], published))
        return Scope(inside, len(inside), len(rows) - len(dated))

    def search(self, question: str, scope: Scope, limit: int) -> tuple[Match, ...]:
        """The ``limit`` best of the full-text and of the vector search in one, each with both scores."""
        return self.search_each([question], scope, limit)[0]

    def search_each(
        self, questions: Sequence[str], scope: Scope, limit: int
    ) -> tuple[tuple[Match, ...], ...]:
        """The same for several questions, which are embedded at once."""
        limit = min(limit, passages.count(self._connection, searchable=True))
        if scope.count == 0 or limit < 1:
            return tuple(() for _ in questions)
        vectors = self._queries.encode(questions)
        return tuple(
            self._search(question, vector, scope, limit)
            for question, vector in zip(questions, vectors, strict=True)
        )

    def _search(self, question: str, vector: Vectors, scope: Scope, limit: int) -> tuple[Match, ...]:
        by_words = lexical.search(self._connection, question, limit, scope.documents)
        cosines, rows = self._nearest(vector, limit, scope)
        near = {row.number for row in rows}
        rows += passages.by_number(self._connection, [number for number in by_words if number not in near])
        lacking = [row.number for row in rows if row.number not in by_words]
        by_words |= lexical.scores(self._connection, question, lacking)
        covered = lexical.coverage(self._connection, question, [row.number for row in rows])
        cosines |= self._vectors.similarities(
            vector, [row.passage_id for row in rows if row.passage_id not in cosines]
        )
        return tuple(
            Match(
                self._passage(row, covered[row.number], cosines.get(row.passage_id, 0.0)),
                by_words[row.number],
            )
            for row in sorted(rows, key=lambda row: row.number)
        )

    def passage_at(self, document_id: str, span: Span) -> Passage | None:
        """The searchable passage of a document that covers a span, or None where no passage does."""
        for row in passages.of_document(self._connection, document_id, searchable=True):
            if row.span.start <= span.start and span.end <= row.span.end:
                return self._passage(row, coverage=0.0, cosine=0.0)
        return None

    def rarities(self, question: str) -> dict[str, float]:
        """How much each word of the question tells: its idf over the searchable passages."""
        return lexical.rarities(self._connection, question)

    def mentioned(self, phrases: Iterable[str], scope: Scope) -> frozenset[str]:
        """Those of the phrases that a document in scope holds, in one query.

        Words are compared as the search compares them. A ``*`` at the end of a phrase takes longer words too.
        """
        return lexical.mentioned(self._connection, phrases, scope.documents)

    def mentions(self, words: str, scope: Scope, limit: int, offset: int = 0) -> Mentions:
        """The passages in scope that hold all of the words, those of the newest article first.

        Raises:
            UserError: there is no word among them.
        """
        phrases = phrases_of(words)
        numbers = lexical.holding(self._connection, expression_of(phrases), scope.documents)
        wanted = numbers[offset : offset + limit]
        rows = {row.number: row for row in passages.by_number(self._connection, wanted)}
        found = [self._passage(rows[number], coverage=0.0, cosine=0.0) for number in wanted]
        places = places_of([passage.text for passage in found], phrases)
        mentions = tuple(
            Mention(
                passage, tuple(Span(passage.start + span.start, passage.start + span.end) for span in spans)
            )
            for passage, spans in zip(found, places, strict=True)
        )
        return Mentions(words, len(numbers), offset, mentions)

    def version(self, document_id: str, version: str) -> DocumentVersion:
        """A version with its text.

        Raises:
            DocumentNotFound, VersionNotFound
        """
        return documents.load_version(
            self._connection, documents.find(self._connection, document_id), version
        )

    def _searchable(self, name: str) -> str:
        row = documents.find(self._connection, name)
        if row["state"] != "current":
            raise DocumentNotFound(f"The document “{name}” is {row['state']}, so it cannot be asked.")
        return str(row["document_id"])

    def _nearest(
        self, vector: Vectors, limit: int, scope: Scope
    ) -> tuple[dict[str, float], list[PassageRow]]:
        # Vectors of versions that are coming or going are hits too; ask for more until enough are known.
        asked = limit
        while True:
            hits = self._vectors.search(vector, asked, scope.documents)
            known = passages.by_id(self._connection, list(hits))
            if len(known) >= limit or len(hits) < asked:
                return hits, sorted(known, key=lambda row: -hits[row.passage_id])[:limit]
            asked *= 2

    def _passage(self, row: PassageRow, coverage: float, cosine: float) -> Passage:
        text = self._texts.get(self._connection, row.document_id, row.version)
        return Passage(
            passage_id=row.passage_id,
            document_id=row.document_id,
            version=row.version,
            uri=row.uri,
            title=row.title or uri_name(row.uri),
            published=row.published,
            start=row.span.start,
            end=row.span.end,
            text=row.span.cut(text),
            coverage=coverage,
            cosine=cosine,
        )


def within(day: str, published: DateRange) -> bool:
    """Whether an ISO date lies in a range."""
    earliest, latest = published
    value = date.fromisoformat(day)
    return (earliest is None or earliest <= value) and (latest is None or value <= latest)
