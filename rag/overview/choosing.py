"""Which article a question about an article as a whole means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index import Document, Snapshot, words
from rag.overview.asking import Wanted
from rag.reader.vocabulary import stems

Label = Callable[[Document], str]

# Fewer words in common with a title are chance, where nothing says that an article is meant.
FEWEST_OF_TITLE = 2
# The passages nearest to the name are looked at for one that holds all of it.
LOOKED_AT = 40
ALL = 0.99
_MONTHS = "January February March April May June July August September October November December".split()


def meant(
    snapshot: Snapshot, asked: Wanted, documents: Sequence[Document], in_view: str | None
) -> tuple[Document, ...]:
    """The documents that a question may mean: one where it is clear, all where nothing tells which.

    None where the question names something that no document is about: then it asks for something else.
    ``in_view`` is the id of the document that “this article” means.
    """
    if asked.titled:
        return of_title(asked.name or "", documents)
    if asked.name:
        labelled = named_by(asked.name, documents, label)
        return labelled or mentioning(snapshot, asked.name, documents)
    if in_view is not None:
        seen = tuple(one for one in documents if one.document_id == in_view)
        return seen or tuple(documents)
    return tuple(documents)


def of_title(name: str, documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents whose titles hold all words of a name, of which there must be two at least."""
    if len(stems(name)) < FEWEST_OF_TITLE or not name[0].isupper():
        return tuple(one for one in documents if _folded(one.title) == _folded(name))
    return named_by(name, documents, lambda one: one.title)


def named_by(name: str, documents: Sequence[Document], told: Label) -> tuple[Document, ...]:
    """The documents of which what is told holds all words of a name; the one of exactly that title alone."""
    same = [one for one in documents if _folded(one.title) == _folded(name)]
    wanted = stems(name)
    return tuple(same or (one for one in documents if wanted and wanted <= stems(told(one))))


def label(document: Document) -> str:
    """What a document may be called by: its title, its name, and the day it was published."""
    day = ""
    if document.published:
        year, month, number = document.published.split("-")
        day = f"{int(number)} {_MONTHS[int(month) - 1]} {year}"
    return " ".join((document.title, document.name.rpartition(".")[0].replace("-", " "), day))


def mentioning(snapshot: Snapshot, name: str, documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents with a passage that holds all words of a name."""
    ids = [one.document_id for one in documents]
    matches = snapshot.search(name, snapshot.scope(ids, None), LOOKED_AT) if words(name) else ()
    holding = {match.passage.document_id for match in matches if match.passage.coverage >= ALL}
    return tuple(one for one in documents if one.document_id in holding)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split()).strip("“”\"'’ .")
