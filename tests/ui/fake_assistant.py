"""An assistant for work on the page alone: real texts, canned answers, no models."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

from index import AddResult, Document, DocumentVersion, Metadata, MetadataField, Passage, Span, VersionRecord
from index.document import document_id_of, version_of
from rag import DONT_SAY, Answer, Answered, Citation, DocumentNotFound, ReadingDone, Retrieved, Searching, SingleAnswer

SENTENCE = re.compile(r"[^\n]+?[.?!]”?(?=\s)")


class FakeAssistant:
    def __init__(self, *sources, delay: float = 0.0, loading: float = 0.0) -> None:
        self.versions: dict[str, DocumentVersion] = {}
        self.removed: set[str] = set()
        self.delay, self.loading = delay, loading
        self.loaded = threading.Event()
        self.add(*sources)

    def serving(self, address):
        self.address = address

    def warm(self):
        time.sleep(self.loading)

    def add(self, *sources, progress=None):
        return tuple(map(self._add, sources))

    def _add(self, source):
        text = source.read(10**8).decode("utf-8")
        name, uri = source.uri.split(":", 1)[-1], source.uri
        title = next((m for m in re.finditer(r"[^\n]+", text) if len(m[0]) > 45), None) or re.search(".+", text)
        date = re.search(r"September 26, 2011", text)
        furniture = [m.span() for m in re.finditer(r"9 years ago|0 : 0\n(?:.*\n?)*", text)]
        version = DocumentVersion(
            document_id_of(uri), version_of(text), uri, text,
            Metadata(
                title=MetadataField(title[0], Span(*title.span())),
                published=MetadataField("2011-09-26", Span(*date.span())) if date else None,
                agency=MetadataField("Reuters") if date else None,
            ),
            tuple(Span(*one) for one in furniture), "utf-8", "2026-01-02T03:04:05Z", True,
        )  # fmt: skip
        self.versions[version.document_id] = version
        self.removed.discard(version.document_id)
        return AddResult(name, "added", f"{name} was added.", version.document_id, version.version, title[0], 3)

    def documents(self, include_removed=False):
        return tuple(
            Document(
                one.document_id, one.uri, one.title, one.metadata.value("published"), one.version,
                (VersionRecord(one.version, one.added, False),),
                "removed" if key in self.removed else "current", 34, "2026-03-04T03:04:05Z",
            )
            for key, one in self.versions.items()
            if include_removed or key not in self.removed
        )  # fmt: skip

    def document(self, document, version=None):
        if document not in self.versions or version not in (None, self.versions[document].version):
            raise DocumentNotFound(f"No document has the id {document}.")
        return self.versions[document]

    def _record(self, document):
        if document not in self.versions:
            raise DocumentNotFound(f"No document has the id {document}.")
        return next(one for one in self.documents(True) if one.document_id == document)

    def remove(self, document):
        self._record(document)
        self.removed.add(document)
        return self._record(document)

    def restore(self, document):
        self.removed.discard(document)
        return self._record(document)

    def steps(self, question, documents=None, published=None) -> Iterator:
        current = [one for key, one in self.versions.items() if key not in self.removed]
        yield Searching(len(current))
        time.sleep(self.delay)
        if "crash" in question:
            raise RuntimeError("boom")
        yield Retrieved(tuple(Passage("p", "d", "v", "u", "t", None, 0, 1, "x") for _ in range(8)))
        time.sleep(self.delay)
        yield ReadingDone(())
        yield Answered(self.answer(question, current))

    def answer(self, question, current):
        words = set(re.findall(r"\w{4,}", question.lower())) - {"what", "when", "where"}
        found = []
        for one in current:
            for match in SENTENCE.finditer(one.text):
                score = len(words & set(re.findall(r"\w{4,}", match[0].lower())))
                found.append((score, one, match.start(), match.end()))
        found.sort(key=lambda each: -each[0])
        cited = [
            Citation(
                n, one.document_id, one.version, one.uri, one.title, one.metadata.value("published"),
                one.metadata.value("agency"), start, end, one.text[start:end],
            )
            for n, (score, one, start, end) in enumerate(found[:2], 1)
        ]  # fmt: skip
        if "president" in question or not found or not found[0][0]:
            near = replace(cited[0], number=0) if cited else None
            return Answer(question, DONT_SAY, None, (), (), 0.12, True, near,
                          "No sentence of the articles comes near enough to an answer.", len(current))  # fmt: skip
        singles = tuple(SingleAnswer(one.quote, None, (one,), 0.8) for one in cited)
        return Answer(question, " ".join(one.quote for one in cited), None, singles, tuple(cited), 0.8, False,
                      documents_searched=len(current))  # fmt: skip
