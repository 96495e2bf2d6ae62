"""Full-text search (SQLite FTS5, BM25) over a normalised copy of the passages.

Scores are BM25 (Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75 as FTS5 fixes them), sign turned so that
higher is better; a passage without any word of the question has 0.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import closing

TITLE_WEIGHT = 1.0
BODY_WEIGHT = 1.0

# Words that say nothing about the subject. Left out of queries: 350 ms for eight of them at 250,000 passages.
STOP_WORDS = frozenset(
    """a about an and any are as at be been being but by can could did do does doing for from had has have
    having he her hers him his how i if in into is it its may me might more most must my no nor not of on or
    our ours shall she should so some such than that the their theirs them then there these they this those
    to too us was we were what when where which while who whom whose why will with would you your
    yours""".split()
)
WORD = re.compile(r"\w+", re.UNICODE)
ACRONYM = re.compile(r"\b(?:[^\W\d_]\.){2,}", re.UNICODE)
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
COUNT = "SELECT count(*) FROM passages_text WHERE passages_text MATCH ?"
# How many passages have a word, and which of some are among them, in one pass over the word's passages.
HOLDING = (
    "SELECT count(*), json_group_array(rowid) FILTER (WHERE rowid IN (SELECT value FROM json_each(?2))) "
    "FROM passages_text WHERE passages_text MATCH ?1"
)
# The lines of credits belong to no passage, so the metadata are looked at too, once and only if need be.
MENTIONED = """
    SELECT phrase.key FROM json_each(:phrases) AS phrase
    WHERE EXISTS (
        SELECT 1 FROM passages_text JOIN passages ON passages.number = passages_text.rowid
        WHERE passages_text MATCH json_extract(phrase.value, '$.expression')
        AND (:documents IS NULL OR document_id IN (SELECT value FROM json_each(:documents)))
    ) OR instr((
        SELECT group_concat(lower(metadata || amended), char(10))
        FROM documents JOIN versions USING (document_id, version) WHERE state = 'current'
        AND (:documents IS NULL OR document_id IN (SELECT value FROM json_each(:documents)))
    ), json_extract(phrase.value, '$.plain'))
"""
# An FTS5 table that compares words as the one in the catalog does.
TOKENS = "CREATE VIRTUAL TABLE tokens USING fts5(token, tokenize = 'porter unicode61 remove_diacritics 2')"
HOLDING_TEXT = """
    SELECT passages.number FROM passages_text
    JOIN passages ON passages.number = passages_text.rowid
    JOIN documents ON documents.document_id = passages.document_id
    WHERE passages_text MATCH :expression AND searchable = 1
    AND (:documents IS NULL OR passages.document_id IN (SELECT value FROM json_each(:documents)))
    ORDER BY published IS NULL, published DESC, passages.document_id, start
"""
SCORE = f"-bm25(passages_text, {TITLE_WEIGHT}, {BODY_WEIGHT})"


def normalise(text: str) -> str:
    """The form in which words are compared: NFKC, soft hyphens dropped, ``U.S.`` joined to ``US``."""
    plain = unicodedata.normalize("NFKC", text.translate(INVISIBLE))
    return ACRONYM.sub(lambda match: match.group().replace(".", "") + " ", plain)


def words(text: str) -> list[str]:
    """The words of a text in the order they stand, lower case, stop words left out.

    An acronym in capitals is never a stop word: ``US`` is not ``us``.
    """
    found = WORD.findall(normalise(text))
    return [word.lower() for word in found if word.lower() not in STOP_WORDS or is_acronym(word)]


def is_acronym(word: str) -> bool:
    """Whether a word is written like an acronym: two capitals or more."""
    return len(word) > 1 and word.isupper()


def match_expression(question: str) -> str | None:
    """The FTS5 expression for any word of the question, or None where none is left.

    Every word is quoted, so nothing in a question is an operator.
    """
    unique = dict.fromkeys(words(question))
    return " OR ".join(f'"{word}"' for word in unique) or None


def insert(connection: sqlite3.Connection, rows: Iterable[tuple[int, str, str]]) -> None:
    """Make passages findable: their number, title and text."""
    connection.executemany(
        "INSERT INTO passages_text (rowid, title, body) VALUES (?, ?, ?)",
        ((number, normalise(title), normalise(body)) for number, title, body in rows),
    )


def retitle(connection: sqlite3.Connection, numbers: Iterable[int], title: str) -> None:
    """Give passages another title."""
    connection.executemany(
        "UPDATE passages_text SET title = ? WHERE rowid = ?",
        ((normalise(title), number) for number in numbers),
    )


def delete(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Take passages out of the search."""
    connection.executemany("DELETE FROM passages_text WHERE rowid = ?", ((number,) for number in numbers))


def search(
    connection: sqlite3.Connection, question: str, limit: int, documents: Sequence[str] | None = None
) -> dict[int, float]:
    """The ``limit`` best passages by BM25: number to score. ``documents`` are ids to stay within."""
    expression = match_expression(question)
    if expression is None:
        return {}
    query = f"SELECT passages_text.rowid, {SCORE} AS score FROM passages_text "
    parameters: list[object] = []
    if documents is None:
        query += "WHERE passages_text MATCH ? ORDER BY score DESC, passages_text.rowid LIMIT ?"
    else:
        query += (
            "JOIN passages ON passages.number = passages_text.rowid WHERE passages_text MATCH ? "
            "AND passages.document_id IN (SELECT value FROM json_each(?)) ORDER BY score DESC, number LIMIT ?"
        )
        parameters.append(json.dumps(list(documents)))
    rows = connection.execute(query, [expression, *parameters, limit])
    return {int(row[0]): float(row[1]) for row in rows}


def scores(connection: sqlite3.Connection, question: str, numbers: Sequence[int]) -> dict[int, float]:
    """BM25 of the passages named by number; those without a word of the question are 0."""
    found = dict.fromkeys(numbers, 0.0)
    expression = match_expression(question)
    if expression is None or not numbers:
        return found
    # The plus keeps FTS5 from searching anew for each number: 1 ms instead of 30 for fifty of 2,600 passages.
    rows = connection.execute(
        f"SELECT rowid, {SCORE} FROM passages_text WHERE passages_text MATCH ? "
        "AND +rowid IN (SELECT value FROM json_each(?))",
        [expression, json.dumps(list(numbers))],
    )
    found.update({int(row[0]): float(row[1]) for row in rows})
    return found


def rarities(connection: sqlite3.Connection, question: str) -> dict[str, float]:
    """How much each word of the question tells: idf = ln((N + 1) / (n + 0.5)).

    N searchable passages, n of them with the word (after Robertson and Sparck Jones 1976).
    """
    passages = searchable(connection)
    found = {}
    for word in dict.fromkeys(words(question)):
        having = connection.execute(COUNT, [f'"{word}"']).fetchone()[0]
        found[word] = rarity(passages, having)
    return found


def searchable(connection: sqlite3.Connection) -> int:
    """How many passages can be found."""
    return int(connection.execute("SELECT count(*) FROM passages WHERE searchable = 1").fetchone()[0])


def rarity(passages: int, having: int) -> float:
    """The idf of a word that ``having`` of some passages have."""
    return math.log((passages + 1) / (having + 0.5))


def coverage(connection: sqlite3.Connection, question: str, numbers: Sequence[int]) -> dict[int, float]:
    """The share of the question's words that each passage or its title holds, from 0 to 1.

    Each word counts by its rarity.
    """
    held = dict.fromkeys(numbers, 0.0)
    wanted, passages = json.dumps(list(numbers)), searchable(connection)
    whole = 0.0
    for word in dict.fromkeys(words(question)):
        having, holders = connection.execute(HOLDING, [f'"{word}"', wanted]).fetchone()
        weight = rarity(passages, having)
        whole += weight
        for number in json.loads(holders):
            held[number] += weight
    return {number: weight / whole for number, weight in held.items()} if whole else held


def mentioned(
    connection: sqlite3.Connection, phrases: Iterable[str], documents: Sequence[str] | None = None
) -> frozenset[str]:
    """Those of the phrases that stand in a searchable passage, its title or a document's metadata.

    The words of a phrase stand side by side, compared as the search compares them (stems, no accents, no
    case); with a ``*`` at its end the last of them may be the beginning of a longer word. ``documents``
    are ids to stay within.
    """
    parted = {phrase: WORD.findall(normalise(phrase)) for phrase in phrases}
    asked = [phrase for phrase, found in parted.items() if found]
    wanted = []
    for phrase in asked:
        plain = " ".join(parted[phrase]).lower()
        wanted.append({"expression": f'"{plain}"{"*" if phrase.endswith("*") else ""}', "plain": plain})
    scope = None if documents is None else json.dumps(list(documents))
    rows = connection.execute(MENTIONED, {"phrases": json.dumps(wanted), "documents": scope})
    return frozenset(asked[row[0]] for row in rows)


def holding(
    connection: sqlite3.Connection, expression: str, documents: Sequence[str] | None = None
) -> list[int]:
    """The numbers of the searchable passages whose text, not title, an FTS5 expression matches.

    Those of the newest article first, undated ones last, and each article's in the order of its text.
    """
    rows = connection.execute(
        HOLDING_TEXT,
        {
            "expression": f"body : ({expression})",
            "documents": None if documents is None else json.dumps(list(documents)),
        },
    )
    return [int(row[0]) for row in rows]


def matching(tokens: Sequence[str], words: Iterable[str]) -> dict[str, frozenset[int]]:
    """For each word the places of the tokens that the search takes for it; ``word*`` takes longer ones."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(TOKENS)
        rows = ((place, normalise(token)) for place, token in enumerate(tokens))
        connection.executemany("INSERT INTO tokens (rowid, token) VALUES (?, ?)", rows)
        found = {}
        for word in words:
            expression = f'"{word.rstrip("*")}"{"*" if word.endswith("*") else ""}'
            places = connection.execute("SELECT rowid FROM tokens WHERE tokens MATCH ?", [expression])
            found[word] = frozenset(int(row[0]) for row in places)
        return found
