"""What the articles that a turn cites tell of those whom it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from index import DocumentNotFound, DocumentVersion, VersionNotFound
from rag.citations import Citation
from rag.conversation.turns import Said
from rag.mentions.people import Person, kinds_in, people_in
from rag.mentions.referents import stood_for

Fetch = Callable[[str, str], DocumentVersion]
"""From a document's id and a version to that version."""


@dataclass(frozen=True, slots=True)
class Articles:
    """Fetches articles, of which what was purged since tells nothing."""

    fetch: Fetch

    def tell(self, turn: Said, cited: Sequence[Citation]) -> Said:
        """A turn with what the articles that it cites tell."""
        texts = [*self._texts(cited)]
        people: tuple[Person, ...] = tuple(one for text in texts for one in people_in(text))
        kinds = tuple(one for text in texts for one in kinds_in(text))
        return replace(turn, people=people, kinds=kinds, told_of=self._told_of(cited))

    def _texts(self, cited: Sequence[Citation]) -> Iterator[str]:
        """The texts of the articles, each once."""
        for document_id, version in dict.fromkeys((one.document_id, one.version) for one in cited):
            with suppress(DocumentNotFound, VersionNotFound):
                yield self.fetch(document_id, version).text

    def _told_of(self, cited: Sequence[Citation]) -> tuple[str, ...]:
        """Whom the pronouns of the first sentence cited stand for."""
        first = cited[:1]
        return tuple(
            name
            for one, text in zip(first, self._texts(first), strict=False)
            for name in sorted(stood_for(text, one.start, one.end))
        )
