"""A citation is replayed against what the library keeps, whatever became of its document."""

import dataclasses
import json
from datetime import UTC, datetime

import pytest

from rag import Assistant, Time, UserError
from tests.rag.conftest import NEWS

TITLE = "Harbour wall falls in Wick"
TODAY = datetime.now(UTC).date().isoformat()

TIME: dict = {"start": 0, "end": 3, "words": "xyz", "first": "2011-09-26", "last": "2011-09-26"}


def statuses(assistant, answer):
    return {(replay.status, replay.date, replay.holds) for replay in assistant.verify(answer)}


@pytest.fixture
def answer(assistant):
    answer = assistant.ask("who denied that the town saved on repairs?")
    assert answer.citations
    return answer


def test_it_holds(assistant, answer):
    assert statuses(assistant, answer) == {("holds", None, True)}


def test_it_holds_in_an_older_version(assistant, answer):
    assistant.add_text(TITLE, "Quite another text about the same harbour.")
    assert statuses(assistant, answer) == {("holds in an older version", TODAY, True)}
    assert assistant.verify(answer)[0].sentence == f"holds in an older version, of {TODAY}"
    assistant.add_text(TITLE, NEWS)
    assert statuses(assistant, answer) == {("holds", None, True)}


def test_it_holds_though_removed(assistant, answer):
    assistant.remove(TITLE)
    assert statuses(assistant, answer) == {("removed but holds", TODAY, True)}
    assistant.restore(TITLE)
    assert statuses(assistant, answer) == {("holds", None, True)}


def test_it_is_purged(assistant, answer):
    assistant.purge(TITLE)
    assert statuses(assistant, answer) == {("purged", TODAY, False)}
    assistant.add_text(TITLE, "Quite another text about the same harbour.")
    assert statuses(assistant, answer) == {("purged", TODAY, False)}
    assistant.add_text(TITLE, NEWS)
    assert statuses(assistant, answer) == {("holds", None, True)}


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "Something else."},
        {"start": -1},
        {"start": 10**30, "end": 10**30 + 5},
        {"start": 5, "end": 5, "quote": ""},
        {"start": 0},
    ],
    ids=str,
)
def test_it_does_not_hold(assistant, answer, change):
    citation = dataclasses.replace(answer.citations[0], **change)
    changed = dataclasses.replace(answer, citations=(citation,))
    assert statuses(assistant, changed) == {("does not hold", None, False)}


@pytest.mark.parametrize(
    "change",
    [{"document_id": "feed" * 4}, {"document_id": "\ud800"}, {"version": "feed" * 4}, {"version": ""}],
)
def test_it_is_unknown(assistant, answer, change):
    citation = dataclasses.replace(answer.citations[0], **change)
    changed = dataclasses.replace(answer, citations=(citation,))
    assert statuses(assistant, changed) == {("unknown", None, False)}


def test_an_answer_survives_json(assistant, answer):
    read_back = json.loads(json.dumps(answer.to_dict()))
    assert assistant.verify(read_back) == assistant.verify(answer)
    assert json.loads(json.dumps([replay.to_dict() for replay in assistant.verify(read_back)]))


def test_the_nearest_passage_of_an_abstention_is_replayed_too(config):
    with Assistant.open(config.model_copy(update={"abstain_below": 1.0})) as strict:
        strict.add_text(TITLE, NEWS)
        answer = strict.ask("which planets have rings?")
        assert answer.abstained
        assert answer.citations == ()
        assert answer.nearest is not None
        assert answer.nearest.number == 0
        assert statuses(strict, answer.to_dict()) == {("holds", None, True)}


@pytest.mark.parametrize(
    "malformed",
    [
        [],
        "text",
        None,
        3,
        {},
        {"citations": None},
        {"citations": 3},
        {"citations": "text"},
        {"citations": {}},
        {"citations": [3]},
        {"citations": [{}]},
        {"citations": [], "nearest": "text"},
    ],
    ids=str,
)
def test_what_is_no_answer_is_the_users_mistake(assistant, malformed):
    with pytest.raises(UserError):
        assistant.verify(malformed)


@pytest.mark.parametrize("field", ["document_id", "quote", "title", "start", "end", "number"])
@pytest.mark.parametrize("value", [None, 1.5, True, [], "\ud800"], ids=ascii)
def test_a_field_of_another_type_is_named(assistant, answer, field, value):
    changed = answer.to_dict()
    changed["citations"][0][field] = value
    with pytest.raises(UserError, match=f"“{field}”"):
        assistant.verify(changed)


def test_an_answer_of_before_times_were_told_still_holds(assistant, answer):
    older = answer.to_dict()
    for citation in older["citations"]:
        del citation["times"]
    assert statuses(assistant, older) == {("holds", None, True)}


def test_times_are_read_back_and_prove_nothing(assistant, answer):
    timed = dataclasses.replace(answer.citations[0], times=(Time(**TIME),))
    changed = dataclasses.replace(answer, citations=(timed,))
    (replay,) = assistant.verify(json.loads(json.dumps(changed.to_dict())))
    assert replay.holds
    assert replay.citation.times == (Time(**TIME),)


@pytest.mark.parametrize(
    "times",
    [
        3,
        "text",
        {"start": 1},
        [3],
        [{}],
        [TIME | {"start": "1"}],
        [TIME | {"end": True}],
        [TIME | {"words": "\ud800"}],
    ],
    ids=ascii,
)
def test_what_are_no_times_is_the_users_mistake(assistant, answer, times):
    changed = answer.to_dict()
    changed["citations"][0]["times"] = times
    with pytest.raises(UserError, match="“times”"):
        assistant.verify(changed)


@pytest.mark.parametrize("field", ["published", "agency"])
def test_a_field_that_may_be_missing_must_be_text_where_it_is_not(assistant, answer, field):
    changed = answer.to_dict()
    changed["citations"][0][field] = None
    assert all(replay.holds for replay in assistant.verify(changed))
    changed["citations"][0][field] = 7
    with pytest.raises(UserError, match=f"“{field}”"):
        assistant.verify(changed)
