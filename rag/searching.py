"""Finding passages in the library, without reading them."""

from __future__ import annotations

from collections.abc import Sequence

from index import DateRange, Library, Mentions, Passage, Scope, Snapshot, UserError
from rag.answering import stated_first
from rag.articles import Articles
from rag.config import Config
from rag.long_questions import Asked
from rag.questions import checked_documents, checked_range
from rag.reader import Reader
from rag.retrieval import GLANCED_AT, fuse


class Searches(Articles):
    """Finds passages in a library of articles.

    Args:
        library: the library.
        config: the settings.
        reader: tells how much of a question is read.
    """

    def __init__(self, library: Library, config: Config, reader: Reader) -> None:
        super().__init__(library)
        self.config = config
        self._reader = reader

    def search(
        self,
        question: str,
        limit: int = 10,
        documents: Sequence[str] | None = None,
        published: DateRange | None = None,
    ) -> tuple[Passage, ...]:
        """The passages nearest to a question or some words, best first: the ranking that ``ask`` reads.

        Of a question that is too long it searches for the part that ``ask`` reads.

        Raises:
            QuestionError, DocumentNotFound, AmbiguousDocument
            UserError: ``limit`` is below 1.
        """
        if limit < 1:
            raise UserError(f"The limit is {limit}; ask for at least one passage.")
        asked = self._asked(question)
        documents, published = checked_documents(documents), checked_range(published)
        with self._library.snapshot() as snapshot:
            return self._retrieve(snapshot, asked.part, snapshot.scope(documents, published), limit)

    def glance(
        self,
        questions: Sequence[str],
        documents: Sequence[str] | None = None,
        published: DateRange | None = None,
    ) -> tuple[tuple[Passage, ...], ...]:
        """A few passages nearest to each of several questions, best first: a light search for all at once.

        It looks at fewer passages than :meth:`search`; the scores are the same, the ranking nearly so.

        Raises:
            QuestionError, DocumentNotFound, AmbiguousDocument
        """
        asked = [self._asked(question).part for question in questions]
        documents, published = checked_documents(documents), checked_range(published)
        with self._library.snapshot() as snapshot:
            found = snapshot.search_each(asked, snapshot.scope(documents, published), GLANCED_AT)
        return tuple(fuse(matches) for matches in found)

    def mentions(
        self,
        words: str,
        limit: int = 20,
        offset: int = 0,
        documents: Sequence[str] | None = None,
        published: DateRange | None = None,
    ) -> Mentions:
        """Every passage that holds some words, without a question: newest article first, in pages.

        Words are compared as the search compares them (stems, no accents, no case). Those in quotation marks
        stand side by side; ``*`` at the end of a word takes longer ones too.

        Raises:
            DocumentNotFound, AmbiguousDocument
            UserError: there is no word, or the page is none.
        """
        if limit < 1 or offset < 0:
            raise UserError(f"There is no page of {limit} passages from {offset} on; ask for one at least.")
        documents, published = checked_documents(documents), checked_range(published)
        with self._library.snapshot() as snapshot:
            return snapshot.mentions(words, snapshot.scope(documents, published), limit, offset)

    def _asked(self, question: str) -> Asked:
        return Asked.of(question, self.config.answering.max_question_characters, self._reader.fits)

    def _retrieve(self, snapshot: Snapshot, asked: str, scope: Scope, limit: int) -> tuple[Passage, ...]:
        matches = snapshot.search(asked, scope, max(limit, self.config.retrieval.candidates))
        return stated_first(snapshot, asked, fuse(matches))[:limit]
