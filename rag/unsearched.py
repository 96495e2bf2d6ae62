"""Replies that need no search: small talk, and questions about an article as a whole."""

from __future__ import annotations

from dataclasses import replace

from index import Document, Library, RememberedVectors, Scope
from rag.answer import Answer
from rag.overview import Wanted, meant, of_one_claim, overview, wanted
from rag.talk import WHICH, examples, listed, reply, topic_of

# So many articles are read for examples of what can be asked.
READ_FOR_EXAMPLES = 2


def stands_alone(asked: str, queries: RememberedVectors) -> bool:
    """Whether something is small talk, or a question about an article as a whole: no follow-up either way."""
    if topic_of(asked) is not None:
        return True
    want = wanted(asked, queries)
    return want is not None and not want.titled and not of_one_claim(asked)


def small_talk(library: Library, asked: str, scope: Scope) -> Answer | None:
    """The reply to what is nothing but small talk; None for a question."""
    topic = topic_of(asked)
    if topic is None:
        return None
    documents = documents_in(library, scope)
    made: tuple[str, ...] = ()
    if topic in ("greeting", "ability", "identity"):
        made = examples([library.document(one.document_id) for one in documents[:READ_FOR_EXAMPLES]])
    return reply(topic, asked, documents, made)


def whole_article(library: Library, asked: str, scope: Scope, in_view: str | None) -> Answer | None:
    """The reply to a question about an article as a whole, or which article it means; None for any other.

    ``in_view`` is the id of the document that “this article” means, where several are in scope.
    """
    want = wanted(asked, library.queries)
    documents = documents_in(library, scope) if want else ()
    if want is None or not documents:
        return None
    chosen = chosen_of(library, want, documents, in_view)
    if len(chosen) == 1:
        return overview(library.document(chosen[0].document_id), want, asked, scope)
    return replace(listed(asked, WHICH, chosen, "which article"), aspect=want.aspect) if chosen else None


def chosen_of(
    library: Library, want: Wanted, documents: tuple[Document, ...], in_view: str | None
) -> tuple[Document, ...]:
    """The documents that may be meant."""
    with library.snapshot() as snapshot:
        return meant(snapshot, want, documents, in_view)


def documents_in(library: Library, scope: Scope) -> tuple[Document, ...]:
    """The documents in scope, by title."""
    current = (one for one in library.documents() if one.state == "current")
    wanted_ids = None if scope.documents is None else frozenset(scope.documents)
    return tuple(one for one in current if wanted_ids is None or one.document_id in wanted_ids)
