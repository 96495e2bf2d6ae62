"""The assistant: the public face of Groundwire."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from typing import Any

from index import DateRange, Library, Passage, Scope
from rag.answer import Answer, Answered, Candidate, Event, ReadingDone, Retrieved, Searching, answer_of
from rag.answering import Material, answer, may_have_several, versions_of, withheld
from rag.citations import Replay
from rag.config import Config
from rag.conversation import Conversation, ConversationTurn
from rag.history import History
from rag.introductions import introduced_first
from rag.languages import not_english
from rag.long_questions import Asked
from rag.questions import checked_documents, checked_range
from rag.reader import Reader, Verifier, load_model, load_verifier
from rag.replay import citations_of, replay
from rag.searching import Searches
from rag.unsearched import small_talk, stands_alone, whole_article


class Assistant(Searches):
    """Answers questions from a library of articles. Thread-safe; open it with :meth:`open`.

    ``history`` keeps conversations in the library.
    """

    def __init__(self, library: Library, config: Config, reader: Reader) -> None:
        super().__init__(library, config, reader)
        self.history = History(library)

    @classmethod
    def open(
        cls, config: Config | None = None, *, address: str | None = None, rebuild: bool = False
    ) -> Assistant:
        """Open the library that the settings name, making an empty one where there is none.

        Args:
            config: the settings (None: from the environment, ``groundwire.toml`` and defaults).
            address: where this process serves, for the message that a second opener gets.
            rebuild: open a library of another model or splitter too, to call :meth:`reindex`.

        Raises:
            LibraryInUse, LibraryMismatch, LibraryTooNew, LibraryError, VectorStoreError, ConfigError
        """
        config = config or Config()
        assistant = cls.over(Library(config.for_library(), rebuild=rebuild), config)
        if address:
            assistant.serving(address)
        return assistant

    @classmethod
    def over(cls, library: Library, config: Config) -> Assistant:
        """Answer from a library that is open already; closing the assistant closes it."""
        model = load_model(config.reader.model)
        verifier = Verifier(load_verifier(config.reader.verifier))
        margin, most = config.reader.thin_margin, config.reader.passages
        reader = Reader(library.passage_vectors, library.rarities, model, verifier, margin, most)
        return cls(library, config, reader)

    def __enter__(self) -> Assistant:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the next process have the library."""
        self._library.close()

    def serving(self, address: str | None) -> None:
        """Note the address this process serves at."""
        self._library.announce(address)

    def warm(self) -> None:
        """Load the models now, so that the first question need not wait; safe in a thread."""
        self._library.encoder.load()
        self._reader.load()

    @property
    def warmed(self) -> bool:
        """Whether the models are loaded."""
        return self._library.encoder.loaded

    def ask(
        self,
        question: str,
        documents: Sequence[str] | None = None,
        published: DateRange | None = None,
        *,
        abstain_below: float | None = None,
        in_view: str | None = None,
    ) -> Answer:
        """Answer a question from the articles, or say that they don't.

        A question about an article as a whole (“what is this about?”) is answered for the one in scope, the
        one that it names, or the one in view; else the answer asks which is meant. Greetings and questions
        about the assistant get a reply too. ``Answer.kind`` tells which of these it is.

        Args:
            question: in English. Of one that is too long a part is read, and the answer's ``notice`` says so.
            documents: ids (or unique names) to stay within; None for all, an empty list for none.
            published: first and last day, inclusive, either may be None; undated articles are left out.
            abstain_below: the confidence below which this one answer is withheld, from 0 (never) to 1; None
                for the setting of the same name.
            in_view: the id of the document that “this article” means. Nothing else is made of it, and one
                that is out of scope counts for none.

        Raises:
            QuestionError: the question is empty, or not valid Unicode.
            DocumentNotFound, AmbiguousDocument: ``documents`` names one that cannot be asked.
            UserError: ``abstain_below`` is not between 0 and 1.
        """
        return answer_of(
            self.steps(question, documents, published, abstain_below=abstain_below, in_view=in_view)
        )

    def steps(
        self,
        question: str,
        documents: Sequence[str] | None = None,
        published: DateRange | None = None,
        *,
        abstain_below: float | None = None,
        in_view: str | None = None,
        read_too: Callable[[Passage], bool] | None = None,
    ) -> Generator[Event, None, None]:
        """The same as :meth:`ask`, event by event: searching, retrieved, reading, read, answered.

        Where nothing needs to be searched for, only the events that happen. The work is done between the
        events, so closing the generator ends it. ``read_too`` tells which of the passages found are read at
        first, however unlikely.
        """
        asked = self._asked(question)
        config = self.config.abstaining(abstain_below)
        documents, published = checked_documents(documents), checked_range(published)
        with self._library.snapshot() as snapshot:
            scope = snapshot.scope(documents, published)
        if talk := small_talk(self._library, asked.part, scope):
            yield Answered(asked.told(talk))
            return
        yield Searching(scope.count)
        if given := self._unsearched(asked.part, scope, in_view):
            yield Answered(asked.told(given))
            return
        with self._library.snapshot() as snapshot:
            scope = snapshot.scope(documents, published)
            passages = self._retrieve(snapshot, asked.part, scope, self.config.retrieval.limit)
            material = Material.gather(snapshot, asked.part, scope, passages)
        yield Retrieved(passages)
        yield from self._read(asked, material, passages, config, read_too)

    def _unsearched(self, asked: str, scope: Scope, in_view: str | None) -> Answer | None:
        """The answer to what needs no search: another language, an article as a whole."""
        if reason := not_english(asked):
            return withheld(asked, reason, scope)
        return whole_article(self._library, asked, scope, in_view)

    def _read(
        self,
        asked: Asked,
        material: Material,
        passages: Sequence[Passage],
        config: Config,
        read_too: Callable[[Passage], bool] | None,
    ) -> Iterator[Event]:
        """Read the passages found, and answer from them."""
        several = may_have_several(asked.part)
        for event in self._reader.steps(asked.part, passages, material.version_of, several, read_too):
            if not isinstance(event, ReadingDone):
                yield event
                continue
            found = introduced_first(asked.part, passages, event.candidates)
            yield ReadingDone(found)
            yield Answered(asked.told(answer(material, found, config)))

    def answer_from(
        self,
        question: str,
        candidates: Sequence[Candidate],
        published: DateRange | None = None,
        *,
        abstain_below: float | None = None,
    ) -> Answer:
        """The answer that some sentences support, best first: what ``ask`` does after it has read.

        Raises:
            QuestionError: the question is empty, or not valid Unicode.
            UserError: ``abstain_below`` is not between 0 and 1.
        """
        asked = self._asked(question)
        config = self.config.abstaining(abstain_below)
        passages = tuple({one.passage.passage_id: one.passage for one in candidates}.values())
        with self._library.snapshot() as snapshot:
            scope = snapshot.scope(None, checked_range(published))
            material = Material.gather(snapshot, asked.part, scope, passages)
        return asked.told(answer(material, candidates, config))

    def converse(self, turns: Sequence[ConversationTurn] = ()) -> Conversation:
        """A conversation, in which follow-up questions are completed from the turns before them.

        Args:
            turns: those of an earlier conversation to go on from, oldest first.
        """
        return Conversation(self, turns)

    def stands_alone(self, question: str) -> bool:
        """Whether something is small talk, or asks about an article as a whole: no follow-up either way."""
        return stands_alone(question, self._library.queries)

    def read(self, question: str, passages: Sequence[Passage]) -> tuple[Candidate, ...]:
        """The sentences of some passages that may answer, best first: what ``ask`` does after its search.

        Raises:
            QuestionError: the question is empty, or not valid Unicode.
        """
        asked = self._asked(question)
        with self._library.snapshot() as snapshot:
            versions = versions_of(snapshot, passages)
        return self._reader.read(
            asked.part,
            passages,
            lambda passage: versions[passage.document_id, passage.version],
            may_have_several(asked.part),
        )

    def verify(self, answer: Answer | Mapping[str, Any]) -> tuple[Replay, ...]:
        """Replay every citation of an answer, or of an answer or a conversation read back from JSON.

        Raises:
            UserError: the mapping is neither.
        """
        return tuple(replay(self._library, citation) for citation in citations_of(answer))
