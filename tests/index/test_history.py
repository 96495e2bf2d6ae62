"""Conversations are kept in the library: across processes, among threads, in order, without loss."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import CitedRange, ConversationNotFound, Library, UserError
from index.catalog.schema import STEPS

RANGES = (
    CitedRange("a" * 16, "b" * 16, 3, 9, "evidence", 1),
    CitedRange("a" * 16, "b" * 16, 4, 6, "words"),
)
NONSENSE = ["", "short", "../../etc/passwd", "x" * 65, "\ud800" * 16, None, 7, ["a" * 16], {"id": 1}]


@pytest.fixture(scope="module")
def library(tmp_path_factory, tiny_model):
    from index import VectorsConfig
    from tests.index.conftest import library_config

    with Library(library_config(tmp_path_factory.mktemp("library"), tiny_model, VectorsConfig())) as opened:
        yield opened


def test_what_is_kept_comes_back_after_reopening(embedded):
    with Library(embedded) as library:
        history = library.conversations
        talk = history.begin("who  denied\nit?")
        first = history.append(talk, "who denied it?")
        history.settle(talk, first.number, "answered", {"confidence": 0.1 + 0.2, "text": ["é", 0]}, RANGES)
        history.append(talk, "and why?")
        assert [turn.outcome for turn in history.load(talk)[1]] == ["answered", "asked"]
    with Library(embedded) as library:
        record, turns = library.conversations.load(talk)
        assert (record.name, record.questions) == ("who denied it?", 2)
        assert [turn.question for turn in turns] == ["who denied it?", "and why?"]
        assert turns[0].record == {"confidence": 0.1 + 0.2, "text": ["é", 0]}
        assert turns[0].ranges == RANGES
        assert [turn.outcome for turn in turns] == ["answered", "stopped"]  # the process ended meanwhile


def test_a_library_from_before_conversations_takes_them(embedded, tmp_path):
    (tmp_path / "library").mkdir()
    with sqlite3.connect(tmp_path / "library" / "catalog.sqlite3") as database:
        database.executescript("".join(STEPS[:2]) + "PRAGMA user_version = 2;")
    database.close()
    with Library(embedded) as library:
        assert library.conversations.list() == ()
        library.conversations.begin("new")
        assert [one.name for one in library.conversations.list()] == ["new"]


def test_rename_and_delete(library):
    history = library.conversations
    one, other = history.begin("first"), history.begin("second")
    history.append(one, "q")
    assert history.rename(one, " Harbour \n wall ").name == "Harbour wall"
    assert history.rename(one, "x" * 500).name == "x" * 199 + "…"
    with pytest.raises(UserError, match="not blank"):
        history.rename(one, " \n ")
    assert history.delete(one).questions == 1
    for gone in (history.delete, history.load, lambda name: history.rename(name, "n")):
        with pytest.raises(ConversationNotFound, match="may have been deleted"):
            gone(one)
    with pytest.raises(ConversationNotFound):
        history.append(one, "too late")
    with pytest.raises(ConversationNotFound):
        history.settle(one, 1, "answered", {}, RANGES)
    assert history.load(other)[1] == ()


def test_to_begin_what_has_begun_changes_nothing(library):
    talk = library.conversations.begin("first", "session-0123456789")
    library.conversations.append(talk, "q")
    assert library.conversations.begin("other", talk) == talk
    record, turns = library.conversations.load(talk)
    assert (record.name, len(turns)) == ("first", 1)


@pytest.mark.parametrize("nonsense", NONSENSE, ids=ascii)
def test_nonsense_gets_a_sentence(library, nonsense):
    for call in (library.conversations.load, library.conversations.delete):
        with pytest.raises(ConversationNotFound, match=r"\.$"):
            call(nonsense)
    if nonsense is not None:
        with pytest.raises(ConversationNotFound):
            library.conversations.begin("name", nonsense)


@given(st.text(st.characters(), max_size=60))
def test_a_question_is_kept_to_the_letter(library, question):
    talk = library.conversations.begin("questions")
    library.conversations.append(talk, question)
    (kept,) = library.conversations.load(talk)[1]
    assert kept.question == question.encode("utf-8", "replace").decode()
    library.conversations.delete(talk)


def test_many_threads_lose_no_turn_and_no_order(library):
    history = library.conversations
    talk = history.begin("busy")

    def ask(number):
        turn = history.append(talk, f"question {number}")
        history.settle(talk, turn.number, "answered", {"own": number}, RANGES)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(ask, range(64)))
    turns = history.load(talk)[1]
    assert [turn.number for turn in turns] == list(range(1, 65))
    assert all(turn.question == f"question {turn.record['own']}" for turn in turns)
    assert {turn.record["own"] for turn in turns} == set(range(64))
    assert all(turn.ranges == RANGES for turn in turns)
    assert history.list()[0].conversation_id == talk
