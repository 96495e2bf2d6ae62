"""Adding, amending and restoring: everything that stages a version to be embedded."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index import lexical
from index.catalog import Connection, Database, documents, passages
from index.document import AddResult, Metadata, Outcome, document_id_of, printable, uri_name
from index.embed import Embedding, ProgressCallback, report
from index.errors import SourceError, UserError
from index.ingest import Draft, Splitter, draft, sha256
from index.sources import Source

# Passages staged before they are embedded: enough for full batches, few enough to be found soon.
STAGED = 2048


@dataclass(frozen=True, slots=True)
class Standing:
    """What the library has at a uri before a source is added there."""

    state: str | None
    version: str | None
    source_sha256: str | None


class Adding:
    """Puts versions into the catalog; :class:`index.embed.Embedding` makes them searchable."""

    def __init__(self, database: Database, splitter: Splitter, embedding: Embedding) -> None:
        self._database = database
        self._splitter = splitter
        self._embedding = embedding

    def add(
        self, sources: Sequence[Source], corrections: Metadata, progress: ProgressCallback | None
    ) -> tuple[AddResult, ...]:
        """Add sources in order, one result each; see :meth:`index.Library.add`."""
        results = []
        staged = 0
        for number, source in enumerate(sources):
            report(progress, "reading", number, len(sources), uri_name(source.uri))
            result = self._add_or_fail(source, corrections, progress)
            results.append(result)
            staged += result.passages
            if staged >= STAGED:
                self._embedding.drain(progress)
                staged = 0
        self._embedding.drain(progress)
        return tuple(results)

    def amend(self, name: str, corrections: Metadata, taken_back: Collection[str] = ()) -> str:
        """Lay corrections over a document's metadata and drop earlier ones; return its id."""
        with self._database.writing() as connection:
            row = documents.find(connection, name)
            if row["state"] == "purged":
                raise UserError(f"The document “{name}” is purged; there is nothing left to correct.")
            self._amend(connection, row["document_id"], corrections, taken_back)
        return str(row["document_id"])

    def restore(self, name: str) -> str:
        """Stage the version a document was removed in; return the document's id."""
        with self._database.writing() as connection:
            row = documents.find(connection, name)
            if row["state"] != "removed":
                raise UserError(
                    f"The document “{name}” is {row['state']}; only a removed one can be restored."
                )
            self._stage(connection, row["document_id"], row["version"])
        self._embedding.drain()
        return str(row["document_id"])

    def stage_all(self, connection: Connection) -> None:
        """Stage every document anew, for a reindex."""
        rows = connection.execute(
            "SELECT * FROM documents WHERE state IN ('current', 'pending') ORDER BY document_id"
        ).fetchall()
        for row in rows:
            self._embedding.withdraw(connection, row["document_id"])
            self._stage(connection, row["document_id"], row["incoming"] or row["version"])

    def _add_or_fail(
        self, source: Source, corrections: Metadata, progress: ProgressCallback | None
    ) -> AddResult:
        try:
            return self._add(source, corrections, progress)
        except SourceError as error:
            return AddResult(printable(source.uri), "failed", printable(str(error)))

    def _add(self, source: Source, corrections: Metadata, progress: ProgressCallback | None) -> AddResult:
        data = source.read(self._splitter.max_bytes)
        standing = self._standing(document_id_of(source.uri))
        if standing.state in ("current", "pending") and standing.source_sha256 == sha256(data):
            return self._unchanged(source, standing, corrections)
        made = draft(source, data)
        outcome = outcome_of(standing, made)
        count = self._store(made, corrections, outcome, progress)
        return self._result(source, made, outcome, count)

    def _standing(self, document_id: str) -> Standing:
        with self._database.reading() as connection:
            row = documents.by_id(connection, document_id)
            if row is None:
                return Standing(None, None, None)
            version = row["incoming"] or row["version"]
            kept = documents.version_row(connection, document_id, version)
            return Standing(row["state"], version, kept["source_sha256"] if kept else None)

    def _unchanged(self, source: Source, standing: Standing, corrections: Metadata) -> AddResult:
        document_id = document_id_of(source.uri)
        with self._database.writing() as connection:
            self._amend(connection, document_id, corrections)
            row = documents.by_id(connection, document_id)
            title = row["title"] if row else None
        return AddResult(
            source=source.uri,
            outcome="unchanged",
            message=f"“{uri_name(source.uri)}” is there already, with the same bytes; nothing was done.",
            document_id=document_id,
            version=standing.version,
            title=title or uri_name(source.uri),
        )

    def _store(
        self, made: Draft, corrections: Metadata, outcome: Outcome, progress: ProgressCallback | None
    ) -> int:
        version = made.version
        with self._database.writing() as connection:
            documents.store_version(connection, version, made.source_sha256)
            count = 0
            if outcome == "unchanged":
                self._amend(connection, version.document_id, corrections)
            else:
                self._correct(connection, version.document_id, corrections)
                count = self._stage(connection, version.document_id, version.version)
            report(progress, "before the commit", 0, count, uri_name(version.uri))
        report(progress, "committed", 0, count, uri_name(version.uri))
        return count

    def _correct(self, connection: Connection, document_id: str, corrections: Metadata) -> None:
        row = documents.by_id(connection, document_id)
        assert row is not None  # the caller stored it
        documents.amend(connection, row, corrections)

    def _amend(
        self,
        connection: Connection,
        document_id: str,
        corrections: Metadata,
        taken_back: Collection[str] = (),
    ) -> None:
        row = documents.by_id(connection, document_id)
        assert row is not None  # the caller found it
        already = Metadata.from_dict(json.loads(row["amended"]))
        if already.without(taken_back).overlaid(corrections) == already:
            return
        documents.amend(connection, row, corrections, taken_back)
        amended = documents.load_version(connection, row, row["incoming"] or row["version"])
        self._show(connection, document_id, amended.metadata)

    def _show(self, connection: Connection, document_id: str, metadata: Metadata) -> None:
        title = metadata.value("title")
        documents.update(connection, document_id, title=title, published=metadata.value("published"))
        rows = passages.of_document(connection, document_id, searchable=True)
        lexical.retitle(connection, [row.number for row in rows], title or "")

    def _stage(self, connection: Connection, document_id: str, version: str) -> int:
        row = documents.by_id(connection, document_id)
        assert row is not None  # the caller found or stored it
        loaded = documents.load_version(connection, row, version)
        identified = self._splitter.passages(loaded)
        found = passages.of_document(connection, document_id, searchable=True)
        if [row.passage_id for row in found] == [passage_id for passage_id, _ in identified]:
            # It can be found now; another one was coming when Chroma failed.
            passages.drop(connection, document_id, searchable=False)
            documents.update(connection, document_id, incoming=None)
            self._show(connection, document_id, loaded.metadata)
            return len(identified)
        passages.stage(connection, document_id, version, identified)
        documents.update(
            connection,
            document_id,
            state="current" if row["state"] == "current" else "pending",
            incoming=version,
            title=loaded.metadata.value("title") if row["state"] != "current" else row["title"],
        )
        return len(identified)

    def _result(self, source: Source, made: Draft, outcome: Outcome, count: int) -> AddResult:
        version = made.version
        with self._database.reading() as connection:
            twins = documents.with_bytes(connection, made.source_sha256, version.document_id)
            row = documents.by_id(connection, version.document_id)
            assert row is not None  # stored a moment ago
            title = documents.load_version(connection, row, version.version).title
            beside = [
                uri_name(known["uri"])
                for one in twins
                if (known := documents.by_id(connection, one)) and known["uri"]
            ]
        return AddResult(
            source=source.uri,
            outcome=outcome,
            message=sentence(uri_name(source.uri), made, outcome, count, beside),
            document_id=version.document_id,
            version=version.version,
            title=title,
            passages=count,
            encoding=version.encoding,
            same_bytes_as=twins,
        )


def outcome_of(standing: Standing, made: Draft) -> Outcome:
    """What adding a version means, given what stands at its uri."""
    if standing.state in (None, "purged"):
        return "added"
    if standing.state == "removed":
        return "restored"
    return "unchanged" if standing.version == made.version.version else "updated"


def sentence(name: str, made: Draft, outcome: Outcome, count: int, beside: Sequence[str]) -> str:
    """What became of a source, in words; ``beside`` are the names of documents with the same bytes."""
    cut = f"{count} passage" if count == 1 else f"{count} passages"
    what = {
        "added": f"“{name}” was added: {cut}.",
        "updated": f"“{name}” has a new version: {cut}. The old one is kept for its citations.",
        "restored": f"“{name}” had been removed and is searchable again: {cut}.",
        "unchanged": f"“{name}” has other bytes and the same text as before; nothing else changed.",
    }[outcome]
    parts = [what]
    if made.note:
        parts.append(made.note)
    if beside:
        parts.append(f"The same bytes are also in the library as {', '.join(f'“{one}”' for one in beside)}.")
    return " ".join(parts)
