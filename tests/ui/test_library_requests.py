"""What the page asks of the library: any caller can post any JSON, and nothing that asks loses anything."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index import SourceError, Upload, UserError
from rag import Assistant, Config
from ui.web import adding, uploads
from ui.web.adding import add_file, add_pasted, check_files
from ui.web.library import amend_document, list_library, purge_document, remove_document

OTTERS = b"Otters return to the Lea\n\nThe warden counted eleven otters.\n"
NAMES = st.one_of(st.text(max_size=60), st.text(alphabet="./\\ \0\r\n\u202e%20~:ab", max_size=30))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = ("name", "content", "title", "published", "as", "of", "document", "files")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, tiny_model):
    folder = tmp_path_factory.mktemp("library")
    with Assistant.open(Config(library=folder, embedding={"model": tiny_model})) as opened:
        opened.add(Upload("kept.txt", b"The kept article.\n"))
        yield opened


@pytest.fixture
def otters(assistant):
    (added,) = assistant.add(Upload("otters.txt", OTTERS))
    yield added
    for one in assistant.documents(include_removed=True):
        if one.name != "kept.txt":
            assistant.purge(one.document_id)


def sent(name, data=OTTERS, **choice):
    return {"name": name, "content": base64.b64encode(data).decode(), **choice}


@given(NAMES)
@example("../../etc/passwd")
@example("C:\\Users\\me\\otters.txt")
@example("ot\u202etxt.exe")
@example("..")
def test_a_name_is_never_a_path(name):
    try:
        kept = uploads.file_name(name)
    except SourceError:
        return
    assert not set("/\\\n\r\0\u202e") & set(kept)
    assert kept.strip(". ")
    assert len(kept) <= uploads.LONGEST_NAME
    assert uploads.file_name(kept) == kept
    json.dumps(kept).encode()
    kept.encode()


def test_a_path_in_a_name_is_stored_as_a_name(assistant, otters, tmp_path):
    reply = add_file(assistant, sent("../../etc/cron.d/evil.txt", b"Evil words.\n"))
    assert reply["outcome"] == "added"
    (stored,) = [one for one in assistant.documents() if one.document_id == reply["document"]]
    assert (stored.name, stored.uri) == ("evil.txt", "upload:evil.txt")


@given(st.dictionaries(st.sampled_from(FIELDS), st.one_of(JSON, st.just("\ud800")), max_size=5) | JSON)
def test_any_json_gets_a_sentence(assistant, request_of_any_kind):
    functions = (check_files, add_file, add_pasted, amend_document, remove_document, purge_document)
    for function in functions:
        reply = function(assistant, request_of_any_kind)
        if function is not check_files or "error" in reply:
            assert set(reply) == {"error"}
            assert reply["error"].endswith((".", "?"))
        json.dumps(reply, ensure_ascii=False).encode()
    assert [one.name for one in assistant.documents()] == ["kept.txt"]


def test_files_are_checked_before_they_are_read(assistant):
    most = assistant.config.reading.max_bytes
    files = [
        {"name": "good.txt", "size": 10},
        {"name": "long.txt", "size": most + 1},
        {"name": "empty.txt", "size": 0},
        {"name": "picture.png", "size": 10},
        {"name": "..", "size": 10},
        {"name": "odd.txt", "size": "10"},
        {"name": "true.txt", "size": True},
        "nonsense",
    ]
    problems = [one["problem"] for one in check_files(assistant, {"files": files})["files"]]
    assert problems[0] is None
    assert all(problem.endswith(".") for problem in problems[1:])
    assert "the limit is 50 MB" in problems[1]
    assert "at most 200" in check_files(assistant, {"files": files * 30})["error"]


def test_what_is_too_long_is_not_decoded(assistant, monkeypatch):
    monkeypatch.setattr(adding, "_most", lambda assistant: 20)
    assert "the limit is" in add_file(assistant, sent("long.txt", b"x" * 21))["error"]
    assert "came damaged" in add_file(assistant, {"name": "a.txt", "content": "%%%%"})["error"]
    monkeypatch.setattr(adding, "LONGEST_PASTE", 20)
    assert "most that can be pasted" in add_pasted(assistant, {"title": "T", "text": "x" * 21})["error"]


def test_a_taken_name_asks_and_stores_nothing(assistant, otters):
    before = list_library(assistant, {})
    reply = add_file(assistant, sent("otters.txt", b"Other otters.\n"))
    assert reply["asks"]["of"] == otters.document_id
    assert list_library(assistant, {}) == before
    version = add_file(
        assistant, sent("otters.txt", b"Other otters.\n", **{"as": "version"}, of=otters.document_id)
    )
    assert (version["outcome"], version["document"]) == ("updated", otters.document_id)
    another = add_file(assistant, sent("otters.txt", b"Third otters.\n", **{"as": "another"}))
    names = {one["document"]: one["name"] for one in list_library(assistant, {})["documents"]}
    assert names[another["document"]] == "otters (2).txt"
    assert add_file(assistant, sent("otters.txt", b"Other otters.\n"))["outcome"] == "unchanged"


def test_a_new_version_may_come_under_any_name_and_from_elsewhere(assistant, otters, tmp_path):
    path = tmp_path / "river.txt"
    path.write_text("The river rose.\n")
    (added,) = assistant.add(path)
    reply = add_file(assistant, sent("river.txt", b"The river fell.\n"))
    assert reply["asks"]["of"] == added.document_id
    reply = add_file(
        assistant, sent("river.txt", b"The river fell.\n", **{"as": "version"}, of=added.document_id)
    )
    (river,) = [one for one in assistant.documents() if one.document_id == added.document_id]
    assert (reply["outcome"], len(river.versions), river.uri) == ("updated", 2, str(path))
    assert (
        "not in the library" in add_file(assistant, sent("a.txt", **{"as": "version"}, of="0" * 16))["error"]
    )
    assert "choose one" in add_file(assistant, sent("a.txt", **{"as": "both"}))["error"]


def test_a_removed_article_has_its_name_still(assistant, otters):
    assistant.remove(otters.document_id)
    reply = add_file(assistant, sent("otters.txt", b"Other otters.\n"))
    assert "was removed and can be restored" in reply["asks"]["sentence"]
    assert add_file(assistant, sent("otters.txt"))["outcome"] == "restored"


def test_pasting_twice_asks_and_keeps_title_and_day(assistant, otters):
    paste = {"title": "A  bridge\n", "text": "It closed.", "published": "2024-05-06"}
    first = add_pasted(assistant, paste)
    assert first["outcome"] == "added"
    asked = add_pasted(assistant, {**paste, "text": "It opened."})["asks"]
    assert asked["of"] == first["document"]
    second = add_pasted(assistant, {**paste, "text": "It opened.", "published": "", "as": "another"})
    found = {one["document"]: one for one in list_library(assistant, {})["documents"]}
    assert [found[one["document"]]["title"] for one in (first, second)] == ["A bridge", "A bridge"]
    assert [found[one["document"]]["published"] for one in (first, second)] == ["2024-05-06", None]


@pytest.mark.parametrize("day", ["yesterday", "2024-13-01", 20240506, ["2024-05-06"], "9999-01-01", "\ud800"])
def test_a_day_that_is_none_gets_a_sentence(assistant, otters, day):
    reply = amend_document(assistant, {"document": otters.document_id, "title": "T", "published": day})
    assert reply["error"].endswith(".")
    with pytest.raises(UserError):
        uploads.published(day)


def test_only_what_was_removed_can_be_purged(assistant, otters):
    request = {"document": otters.document_id}
    assert "remove it first" in purge_document(assistant, request)["error"]
    remove_document(assistant, request)
    removed = list_library(assistant, {})["removed"]
    assert [one["document"] for one in removed] == [otters.document_id]
    assert purge_document(assistant, request) == {"purged": otters.document_id}
    assert list_library(assistant, {})["removed"] == []
