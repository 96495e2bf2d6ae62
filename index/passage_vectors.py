"""The vectors of the tokens of passages and titles: those that are kept, and those that are made now."""

from __future__ import annotations

from collections.abc import Sequence

from index.catalog.tokens import TokenStore
from index.document import DocumentVersion, Passage
from index.embedding import RememberedVectors, TokenVectors


class PassageVectors:
    """Gives the vectors of the tokens of passages, titles and questions. Thread-safe.

    Args:
        store: what is kept of the passages and titles that were embedded.
        remembered: embeds what is not kept.
    """

    def __init__(self, store: TokenStore, remembered: RememberedVectors) -> None:
        self._store = store
        self._remembered = remembered

    def of_texts(self, texts: Sequence[str]) -> list[TokenVectors]:
        """The vectors of each text's tokens."""
        return [found.tokens for found in self._remembered.encode_tokens(texts)]

    def of_passages(self, passages: Sequence[Passage]) -> list[TokenVectors]:
        """The vectors of each passage's tokens.

        What is not kept, of a library that an older Groundwire made, or of a passage that was removed just
        now, is embedded.
        """
        found = self._store.get([passage.passage_id for passage in passages])
        lacking = [passage for passage in passages if passage.passage_id not in found]
        made = self.of_texts([passage.text for passage in lacking])
        found |= {passage.passage_id: vectors for passage, vectors in zip(lacking, made, strict=True)}
        return [found[passage.passage_id] for passage in passages]

    def of_titles(self, versions: Sequence[DocumentVersion]) -> dict[str, TokenVectors]:
        """The vectors of the tokens of each version's title, by the title; none of those without one.

        What is not kept, such as a title that was corrected, is embedded, and remembered.
        """
        named = {version.document_id: version.title for version in versions if version.title}
        found = {named[document]: made for document, made in self._store.titles(named).items()}
        titles = dict.fromkeys(version.title for version in versions if version.title)
        lacking = [title for title in titles if title not in found]
        return found | dict(zip(lacking, self.of_texts(lacking), strict=True))
