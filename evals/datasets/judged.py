"""Collections for search: documents, queries, and judgements of which documents are relevant.

BEIR's form is a folder with ``corpus.jsonl`` (``_id, title, text``), ``queries.jsonl`` (``_id, text``) and
``qrels/test.tsv`` or ``qrels.tsv`` (query, document and relevance, separated by tabs, below a header). The
other form is ``documents.jsonl`` (``id, title, date, text``), ``queries.jsonl`` (``id, query``) and
``qrels.jsonl`` (``query_id, doc_id, relevance``). A relevance above 0 counts, and all such documents of a
query are alternatives. Queries without any are left out: they are not known to be unanswerable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from evals.datasets.lines import Parse, Row, collect, rows
from evals.datasets.model import Dataset, DatasetDocument, Question
from evals.datasets.problems import Problems
from evals.datasets.texts import read_document, whole


class Collection(NamedTuple):
    """The files of a collection, how a line of judgements is read, and what its keys are."""

    documents: Path
    queries: Path
    judgements: Path
    parse: Parse
    identity: str
    words: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query before it has judgements."""

    id: str
    words: str


def load(name: str, files: Collection, problems: Problems) -> Dataset:
    """The documents, and a question for each query with a relevant document.

    Raises:
        LocatedError: a line is malformed, an id appears twice, or a judgement names what is not there.
    """
    read = partial(read_document, identity=files.identity)
    documents = collect(rows(files.documents, problems), read, problems)
    queries = collect(rows(files.queries, problems), partial(read_query, files), problems)
    relevant: dict[str, dict[str, None]] = {}
    for row in rows(files.judgements, problems, files.parse):
        with problems.noting():
            query, document, relevance = read_judgement(row, queries, documents)
            if relevance > 0:
                relevant.setdefault(query, {})[document] = None
    questions = [
        question_of(query, [documents[found] for found in relevant[query.id]])
        for query in queries.values()
        if query.id in relevant
    ]
    return Dataset(name, tuple(documents.values()), tuple(questions))


def read_query(files: Collection, row: Row) -> Query:
    """The query of a row."""
    return Query(row.name(files.identity), row.words(files.words))


def read_judgement(
    row: Row, queries: Mapping[str, Query], documents: Mapping[str, DatasetDocument]
) -> tuple[str, str, int]:
    """Query, document and relevance; both must be known."""
    query, document = row.name("query_id"), row.name("doc_id")
    if query not in queries:
        raise row.error(f"there is no query “{query}”")
    if document not in documents:
        raise row.error(f"there is no document “{document}”")
    return query, document, row.get("relevance", int)


def question_of(query: Query, relevant: Sequence[DatasetDocument]) -> Question:
    """A query as a question, its gold whole documents."""
    gold = tuple(whole(document) for document in relevant)
    return Question(query.id, "", query.words, "query", True, (gold,), (), level="document")


def parse_table(path: Path, number: int, line: str) -> Row | None:
    """A line of BEIR's judgements; None for the header."""
    columns = line.rstrip("\r\n").split("\t")
    row = Row(path, number, dict(zip(("query_id", "doc_id"), columns, strict=False)))
    if len(columns) != 3:
        raise row.error("not three columns separated by tabs: query, document, relevance")
    try:
        row.values["relevance"] = int(columns[2])
    except ValueError as error:
        if number == 1:
            return None
        raise row.error(f"the relevance “{columns[2]}” is not a whole number") from error
    return row
