"""What the articles that a turn cites tell of those whom it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from index import DocumentNotFound, DocumentVersion, VersionNotFound
from rag.citations import Citation
from rag.conversation.turns import Said
from rag.mentions.capitals import with_capitals
from rag.mentions.people import kinds_in, people_in
from rag.mentions.referents import stood_for

Fetch = Callable[[str, str], DocumentVersion]
"""From a document's id and a version to that version."""


@dataclass(frozen=True, slots=True)
class Articles:
    """Fetches articles, each once, of which what was purged since tells nothing."""

    fetch: Fetch
    known: dict[tuple[str, str], str] = field(default_factory=dict)

    def tell(self, turn: Said, cited: Sequence[Citation]) -> Said:
        """A turn with what the articles that it cites tell."""
        texts = {self.text(one.document_id, one.version): None for one in cited}
        return replace(
            turn,
            question=with_capitals(turn.question, texts),
            people=tuple(one for text in texts for one in people_in(text)),
            kinds=tuple(one for text in texts for one in kinds_in(text)),
            told_of=tuple(
                name
                for one in cited[:1]
                for name in sorted(stood_for(self.text(one.document_id, one.version), one.start, one.end))
            ),
        )

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the articles fetched so far."""
        return tuple(self.known.values())

    def text(self, document_id: str, version: str) -> str:
        """The text of a version of an article; empty where it was purged."""
        key = document_id, version
        if key not in self.known:
            self.known[key] = ""
            with suppress(DocumentNotFound, VersionNotFound):
                self.known[key] = self.fetch(*key).text
        return self.known[key]
