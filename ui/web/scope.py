"""What a question on the page is asked of: some of the articles, some days of publication, or everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from index import UserError
from rag import Assistant, DateRange
from ui.dates import long_date
from ui.web import uploads
from ui.web.serving import identifier

MOST_CHOSEN = 10_000


@dataclass(frozen=True, slots=True)
class Scope:
    """Documents and days as :meth:`rag.Assistant.steps` takes them; None for all, of ``total`` articles."""

    documents: tuple[str, ...] | None = None
    published: DateRange | None = None
    total: int = 0

    def told(self, searched: int) -> str:
        """How many articles were searched, for the answer's line; empty where everything is asked."""
        if self.documents is None and self.published is None:
            return ""
        return f"searched {searched} of {self.total} articles{_days(self.published)}"


def checked(assistant: Assistant, asked: Any) -> Scope:
    """The scope that the page sends: ``{"documents": [id, …] or None, "published": [first, last] or None}``.

    Raises:
        UserError: it is anything else, the days are none, or the first comes after the last.
        DocumentNotFound: one of the articles is not in the library, or not any more.
    """
    if asked is None:
        return Scope()
    if not isinstance(asked, dict):
        raise UserError("What to ask is a choice of articles and days; choose again.")
    documents, published = _documents(assistant, asked.get("documents")), _published(asked.get("published"))
    return Scope(documents, published, len(assistant.documents()))


def _documents(assistant: Assistant, chosen: Any) -> tuple[str, ...] | None:
    if chosen is None:
        return None
    if not isinstance(chosen, list) or len(chosen) > MOST_CHOSEN:
        raise UserError(f"At most {MOST_CHOSEN:,} articles can be chosen; choose fewer, or all.")
    documents = tuple(dict.fromkeys(identifier({"document": one}, "document") for one in chosen))
    there = {one.document_id for one in assistant.documents()}
    if missing := len(set(documents) - there):
        which = "One of the articles" if missing == 1 else f"{missing} of the articles"
        raise UserError(f"{which} you chose cannot be asked any more; choose again, or press Clear.")
    return documents


def _published(days: Any) -> DateRange | None:
    if days is None:
        return None
    if not isinstance(days, list) or len(days) != 2:
        raise UserError("The dates are two days, the first and the last; either may be empty.")
    first, last = (uploads.day(one) for one in days)
    if first and last and first > last:
        raise UserError(
            f"No day lies between {long_date(first.isoformat())} and {long_date(last.isoformat())}; "
            "the first comes after the last. Change one of them, or press Clear."
        )
    return (first, last) if first or last else None


def _days(published: DateRange | None) -> str:
    if published is None:
        return ""
    first, last = (long_date(day.isoformat()) if day else None for day in published)
    if first and last:
        return f", published from {first} to {last}"
    return f", published since {first}" if first else f", published up to {last}"
