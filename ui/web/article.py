"""What the browser may ask about an article: one version's paragraphs, and what stands at a range."""

from __future__ import annotations

import re
from typing import Any

from rag import Assistant, Citation, Document, DocumentNotFound, DocumentVersion, VersionNotFound
from ui.dates import long_date
from ui.web.serving import Reply, answering, identifier, mapping

_BLANK_LINES = re.compile(r"(?:\r\n|\r|\n)(?:[^\S\r\n]*(?:\r\n|\r|\n))+")
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s*$")
LONGEST_LINE_OF_FACTS = 160


@answering
def read_article(assistant: Assistant, request: Any) -> Reply:
    """One version of a document for the page.

    ``request``: ``{"document": id, "version": version or None, "start": int, "end": int}``, the last two
    optional. Offsets are code points into the version's text. The reply holds the paragraphs with their
    offsets, the furniture as ranges, ``mark`` where a range was asked for and fits, and in ``problem``
    a sentence where it does not; ``note`` says that the document was removed, or
    that the version is not the current one.
    """
    fields = mapping(request)
    document_id = identifier(fields, "document")
    version = identifier(fields, "version") if fields.get("version") is not None else None
    try:
        shown = assistant.document(document_id, version)
    except (DocumentNotFound, VersionNotFound):
        raise DocumentNotFound(_missing(assistant, document_id, version)) from None
    mark, problem = _range(fields, len(shown.text))
    return {**_article(shown), **_standing(assistant, shown), "mark": mark, "problem": problem}


def _missing(assistant: Assistant, document_id: str, version: str | None) -> str:
    """Why there is nothing to show of a document that an address names."""
    cited = Citation(1, document_id, version or "", "", "", None, None, 0, 1, "…")
    (gone,) = assistant.verify({"citations": [cited.to_dict()]})
    if gone.status == "purged" and gone.date:
        return f"This article was purged on {long_date(gone.date)}; its words are not kept."
    if any(one.document_id == document_id for one in assistant.documents(include_removed=True)):
        return "The library holds this article, but not that version of it; the Library lists those it holds."
    return "The library holds no article of that address; the Library lists those it holds."


def paragraphs(shown: DocumentVersion) -> list[Reply]:
    """The text's paragraphs, in order, with ``text[start:end]`` and what each is.

    ``kind`` is ``title``, ``facts`` (a short line that tells date, place or credits) or ``text``.
    """
    found: list[Reply] = []
    start = 0
    for gap in [*_BLANK_LINES.finditer(shown.text), None]:
        end = gap.start() if gap else len(shown.text)
        if shown.text[start:end].strip():
            words = shown.text[start:end]
            kind = _kind(shown, start, end, first=not found)
            found.append({"start": start, "end": end, "text": words, "kind": kind})
        start = gap.end() if gap else end
    return found


def _article(shown: DocumentVersion) -> Reply:
    """The version: its text in paragraphs, ``titled`` where they hold the title, and what is told of it."""
    cut = paragraphs(shown)
    return {
        "document": shown.document_id,
        "version": shown.version,
        "title": shown.title,
        "titled": any(one["kind"] == "title" for one in cut),
        "source": _source(shown),
        "paragraphs": cut,
        "furniture": [{"start": span.start, "end": span.end} for span in shown.furniture],
    }


def _kind(shown: DocumentVersion, start: int, end: int, first: bool) -> str:
    metadata = shown.metadata
    title = metadata.title.span if metadata.title else None
    if title and start <= title.start and title.end <= end and end - start <= 2 * (title.end - title.start):
        return "title"
    if first and metadata.title and title is None and shown.text[start:end].strip() == metadata.title.value:
        return "title"  # a person gave the title that the text begins with
    if metadata.credits and metadata.credits.span and metadata.credits.span.start == start:
        return "facts"
    dates = metadata.published.span if metadata.published else None
    holds_date = dates is not None and start <= dates.start and dates.end <= end
    is_line = end - start <= LONGEST_LINE_OF_FACTS and not _SENTENCE_END.search(shown.text[start:end])
    return "facts" if holds_date and is_line else "text"


def _source(shown: DocumentVersion) -> str:
    place = shown.metadata.value("place")
    if place and place.isupper():  # as datelines print it
        place = place.title()
    known = (shown.metadata.value("agency"), place, shown.metadata.value("published"))
    return " · ".join(long_date(fact) for fact in known if fact)


def _standing(assistant: Assistant, shown: DocumentVersion) -> Reply:
    """Whether the document was removed, and in ``note`` a sentence where this is not what search finds."""
    everything = assistant.documents(include_removed=True)
    record = next((one for one in everything if one.document_id == shown.document_id), None)
    removed = record is not None and record.state == "removed"
    return {"removed": removed, "note": _note(record, shown)}


def _note(document: Document | None, shown: DocumentVersion) -> str | None:
    if document is not None and document.state == "removed":
        return f"This article was removed from the library on {long_date(document.changed)}."
    if document is not None and document.version != shown.version:
        return f"This is an earlier version, of {long_date(shown.added)}. The library holds a newer one."
    return None


def _range(fields: dict[str, Any], length: int) -> tuple[dict[str, int] | None, str | None]:
    """The range asked for, or None and, where one was asked for in vain, why."""
    start, end = fields.get("start"), fields.get("end")
    if start is None and end is None:
        return None, None
    if type(start) is not int or type(end) is not int:  # bool is an int, but no offset
        return None, "The address’s range is not made of two numbers of 0 or more, so nothing is marked."
    if not 0 <= start < end <= length:
        return None, f"The range {start}–{end} does not fit this article, so nothing is marked."
    return {"start": start, "end": end}, None
