"""The commands on a real library with the real model: what they print, their JSON and their exit codes."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

from index import AddResult, Document, DocumentVersion, Passage, Sample
from rag import Answer, Citation
from ui.cli import app

pytestmark = pytest.mark.model

HARBOUR = (
    "Harbour reopens after storm\n\n"
    "The harbour of Port Ellery reopened on Friday, the port authority said.\n\n"
    "Forty ships had waited outside for three days, according to Ann Hale, the harbour master.\n"
)
BAKERY = (
    "Bakery wins prize\n\n"
    "A bakery in Sandwick won the regional bread prize on Tuesday.\n\n"
    "Its owner, Tom Reed, said the oven was ninety years old.\n"
)
STEERING = (
    "Title \x1b[31mof a trap\n\n"
    "The trap was \x1b]0;owned\x07set by \x9b2Jthe [red]fox[/red] at :smile: dawn.\n\n"
    + "Nobody saw who came back for it when the snow had melted, and nobody asked in the village.\n"
    * 9
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with three articles, of which the module's library is made."""
    folder = tmp_path_factory.mktemp("articles")
    (folder / "more").mkdir()
    (folder / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / "more" / "bakery.txt").write_text(BAKERY, encoding="utf-8")
    (folder / "more" / "trap.txt").write_text(STEERING, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def library(folder):
    place = folder.parent / f"{folder.name}-library"
    result = invoke("--library", place, "add", folder / "harbour.txt", folder / "more")
    assert result.exit_code == 0, result.output
    return place


def invoke(*arguments, **options):
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], **options)
    assert "Traceback" not in result.output
    assert not set(result.output) & {"\x1b", "\x9b", "\x07"}
    return result


@pytest.fixture(scope="module")
def groundwire(library):
    """Run a command on the module's library."""

    def run(*arguments, **options):
        return invoke("--library", library, *arguments, **options)

    return run


@pytest.fixture
def fresh(tmp_path, folder):
    """Run a command on a library of this test alone."""

    def run(*arguments, **options):
        return invoke("--library", tmp_path / "library", *arguments, **options)

    assert run("add", folder / "harbour.txt").exit_code == 0
    return run


def names_of(kind):
    return {field.name for field in fields(kind)}


def listed(run, *options):
    return json.loads(run("list", "--json", *options).stdout)


# adding and listing


def test_add_prints_a_line_for_each_source(tmp_path, folder):
    result = invoke("--library", tmp_path / "library", "add", folder)
    assert result.exit_code == 0
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert len(lines) == 3
    assert all(sum(name in line for line in lines) == 1 for name in ("harbour.txt", "bakery.txt", "trap.txt"))


def test_add_again_says_that_nothing_was_done(groundwire, folder):
    before = listed(groundwire)
    result = groundwire("add", folder / "harbour.txt", "--json")
    assert result.exit_code == 0
    (told,) = json.loads(result.stdout)
    assert set(told) == names_of(AddResult)
    assert told["outcome"] == "unchanged"
    assert listed(groundwire) == before


def test_list_as_json_and_as_lines(groundwire):
    documents = listed(groundwire)
    assert all(set(document) == names_of(Document) | {"name"} for document in documents)
    assert sorted(document["name"] for document in documents) == ["bakery.txt", "harbour.txt", "trap.txt"]
    lines = groundwire("list").stdout.splitlines()
    assert {line.split("\t")[0] for line in lines} == {document["document_id"] for document in documents}


def test_title_and_day_of_a_single_file(tmp_path, folder):
    run = tmp_path / "library"
    options = ("--title", "Another title", "--published", "2011-09-26", "--json")
    (told,) = json.loads(invoke("--library", run, "add", folder / "harbour.txt", *options).stdout)
    assert told["title"] == "Another title"
    (document,) = json.loads(invoke("--library", run, "list", "--json").stdout)
    assert (document["title"], document["published"]) == ("Another title", "2011-09-26")


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "{folder}", "--title", "One for all"),
        ("add", "{folder}/harbour.txt", "{folder}/more/bakery.txt", "--published", "2011-09-26"),
        ("add", "{folder}/harbour.txt", "--title", " "),
        ("add", ""),
        ("amend", "harbour.txt"),
        ("amend", "harbour.txt", "--title", ""),
        ("restore", "harbour.txt"),
        ("ask", "who?", "--from", "2012-01-01", "--to", "2011-01-01"),
    ],
)
def test_a_mistake_is_a_sentence_and_2_and_changes_nothing(groundwire, folder, arguments):
    before = listed(groundwire, "--removed")
    result = groundwire(*(argument.format(folder=folder) for argument in arguments))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert listed(groundwire, "--removed") == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("amend", "nowhere.txt", "--title", "New"),
        ("show", "nowhere.txt"),
        ("show", "harbour.txt", "--version", "0123456789abcdef"),
        ("remove", "nowhere.txt"),
        ("purge", "nowhere.txt", "--yes"),
        ("ask", "who?", "--document", "nowhere.txt"),
        ("search", "words", "--document", "nowhere.txt"),
        ("show", "harbour\udcff.txt"),
        ("ask", "who?", "--document", "harbour\udcff.txt"),
    ],
)
def test_what_is_not_found_is_a_sentence_and_1_and_changes_nothing(groundwire, arguments):
    before = listed(groundwire, "--removed")
    result = groundwire(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert listed(groundwire, "--removed") == before


# bad sources


BAD_SOURCES = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "furniture.txt": b"Share\n\nAdvertisement\n\n9 years ago\n\n0 : 0\n",
    "binary.txt": bytes(range(256)) * 40,
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00\x00\x00\x02\x00\x08\x06" * 30,
}


@pytest.mark.parametrize("name", [*BAD_SOURCES, "missing.txt", "pictures"])
def test_a_bad_source_is_told_and_the_good_ones_are_added(tmp_path, folder, name):
    bad = tmp_path / name
    if name in BAD_SOURCES:
        bad.write_bytes(BAD_SOURCES[name])
    elif name == "pictures":
        bad.mkdir()
        (bad / "picture.png").write_bytes(b"\x89PNG")
    library = tmp_path / "library"
    result = invoke("--library", library, "add", bad, folder / "harbour.txt")
    assert result.exit_code == 2
    assert name in result.stderr
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert len(result.stdout.splitlines()) == 1
    (document,) = json.loads(invoke("--library", library, "list", "--json").stdout)
    assert document["name"] == "harbour.txt"


def test_failures_are_in_the_json_too(groundwire, tmp_path):
    before = listed(groundwire)
    result = groundwire("add", tmp_path / "missing.txt", "--json")
    assert result.exit_code == 2
    (told,) = json.loads(result.stdout)
    assert told["outcome"] == "failed"
    assert told["message"] in result.stderr
    assert listed(groundwire) == before


def test_too_large_by_the_setting_names_the_limit(groundwire, folder):
    result = groundwire("add", folder / "harbour.txt", env={"GROUNDWIRE_READING__MAX_BYTES": "100"})
    assert result.exit_code == 2
    assert "reading.max_bytes" in result.stderr


def test_an_assumed_encoding_is_said(tmp_path):
    article = tmp_path / "latin.txt"
    article.write_bytes(
        "Café reopens\n\nThe café in Besançon reopened, naïve as ever, à midi.\n".encode("latin-1")
    )
    result = invoke("--library", tmp_path / "library", "add", article, "--json")
    assert result.exit_code == 0
    (told,) = json.loads(result.stdout)
    assert told["encoding"]
    assert "utf-8" not in told["encoding"].lower().split()


def test_names_no_terminal_can_show(tmp_path):
    article = Path(tmp_path) / "har\x1b[31mbour.txt"
    article.write_text(HARBOUR, encoding="utf-8")
    library = tmp_path / "library"
    assert invoke("--library", library, "add", article).exit_code == 0
    assert invoke("--library", library, "list").exit_code == 0
    assert invoke("--library", library, "show", article.name).exit_code == 0


# what a document is


def test_show_tells_what_is_known_and_the_text(groundwire):
    (document,) = (one for one in listed(groundwire) if one["name"] == "harbour.txt")
    by_name, by_id = groundwire("show", "harbour.txt"), groundwire("show", document["document_id"])
    assert by_name.exit_code == 0
    assert by_name.stdout == by_id.stdout
    assert by_name.stdout.rstrip("\n").endswith(HARBOUR.rstrip("\n"))
    assert document["document_id"] in by_name.stdout
    assert document["version"] in by_name.stdout
    shown = json.loads(groundwire("show", "harbour.txt", "--json").stdout)
    assert set(shown) == names_of(DocumentVersion) | {"title"}
    assert shown["text"] == HARBOUR


def test_text_cannot_steer_the_terminal_and_is_no_markup(groundwire):
    for command in (("show", "trap.txt"), ("search", "trap", "fox"), ("ask", "who set the trap?"), ("list",)):
        result = groundwire(*command)  # checked for control characters by invoke
        assert "of a trap" in result.stdout
    assert "the [red]fox[/red] at :smile: dawn." in groundwire("show", "trap.txt").stdout
    assert json.loads(groundwire("show", "trap.txt", "--json").stdout)["text"] == STEERING


def test_versions_amending_removing_restoring(fresh, tmp_path, folder):
    article = tmp_path / "changing.txt"
    article.write_text(HARBOUR, encoding="utf-8")
    (first,) = json.loads(fresh("add", article, "--json").stdout)
    article.write_text(BAKERY, encoding="utf-8")
    (second,) = json.loads(fresh("add", article, "--json").stdout)
    assert second["outcome"] == "updated"
    old = json.loads(fresh("show", "changing.txt", "--version", first["version"], "--json").stdout)
    assert old["text"] == HARBOUR
    assert first["version"] in fresh("show", "changing.txt").stdout

    amended = fresh(
        "amend", "changing.txt", "--title", "A [b]title[/b]", "--published", "2011-09-26", "--json"
    )
    assert json.loads(amended.stdout)["title"] == "A [b]title[/b]"
    told = fresh("amend", "changing.txt", "--agency", "Wire")
    assert told.exit_code == 0
    assert "Wire" in told.stdout

    removed = fresh("remove", "changing.txt")
    assert removed.exit_code == 0
    assert "A [b]title[/b]" in removed.stdout
    assert [one["name"] for one in listed(fresh)] == ["harbour.txt"]
    assert {one["name"]: one["state"] for one in listed(fresh, "--removed")} == {
        "harbour.txt": "current",
        "changing.txt": "removed",
    }
    assert fresh("remove", "changing.txt").exit_code == 2
    restored = fresh("restore", "changing.txt", "--json")
    assert json.loads(restored.stdout)["state"] == "current"


def test_purge_asks_first(fresh):
    (before,) = listed(fresh)
    declined = fresh("purge", "harbour.txt", input="n\n")
    assert declined.exit_code == 1
    assert "Nothing was purged." in declined.stderr
    unasked = fresh("purge", "harbour.txt", input="")
    assert unasked.exit_code == 2
    assert "--yes" in unasked.stderr
    assert listed(fresh) == [before]
    agreed = fresh("purge", "harbour.txt", "--json", input="y\n")
    assert agreed.exit_code == 0
    assert json.loads(agreed.stdout)["state"] == "purged"
    assert listed(fresh, "--removed") == []
    assert fresh("purge", before["document_id"], "--yes").exit_code == 1


def test_an_empty_library_lists_nothing_and_answers_nothing(fresh):
    fresh("remove", "harbour.txt")
    assert fresh("list").exit_code == 0
    assert listed(fresh) == []
    assert fresh("ask", "what reopened on Friday?").exit_code == 1
    assert fresh("search", "harbour").exit_code == 1


# questions


def test_an_answer_its_citations_and_their_replay(groundwire, tmp_path):
    asked = groundwire("ask", "What", "reopened", "on", "Friday?", env={"GROUNDWIRE_ABSTAIN_BELOW": "0"})
    assert asked.exit_code == 0
    assert "reopened on Friday, the port authority said. [1]" in asked.stdout
    assert re.search(r"^1  Harbour reopens after storm.*characters \d+–\d+$", asked.stdout, re.MULTILINE)

    saved = groundwire("ask", "What reopened on Friday?", "--json", env={"GROUNDWIRE_ABSTAIN_BELOW": "0"})
    answer = json.loads(saved.stdout)
    assert set(answer) == names_of(Answer) | {"heading"}
    assert all(set(citation) == names_of(Citation) | {"address"} for citation in answer["citations"])
    for citation in answer["citations"]:
        assert HARBOUR[citation["start"] : citation["end"]] == citation["quote"]

    file = tmp_path / "answer.json"
    file.write_text(saved.stdout, encoding="utf-8")
    assert groundwire("verify", file).exit_code == 0
    replays = json.loads(groundwire("verify", file, "--json").stdout)
    assert [replay["status"] for replay in replays] == ["holds"] * len(answer["citations"])
    assert groundwire("verify", "-", input=saved.stdout).exit_code == 0

    answer["citations"][0]["quote"] = "The harbour stayed closed."
    file.write_text(json.dumps(answer), encoding="utf-8")
    changed = groundwire("verify", file)
    assert changed.exit_code == 1
    assert "does not hold" in changed.stdout


def test_what_the_articles_do_not_say(groundwire):
    result = groundwire("ask", "Who is the king of Norway?", env={"GROUNDWIRE_ABSTAIN_BELOW": "1"})
    assert result.exit_code == 1
    assert result.stdout.startswith("The articles don’t say.")
    assert "nearest passage" in result.stdout
    saved = groundwire("ask", "Who is the king?", "--json", env={"GROUNDWIRE_ABSTAIN_BELOW": "1"})
    assert saved.exit_code == 1
    answer = json.loads(saved.stdout)
    assert answer["abstained"]
    assert answer["citations"] == []


def test_an_endless_question_is_read_in_part(groundwire):
    result = groundwire("ask", f"{'harbour ' * 12_500}. Who denied it?", "--json")
    assert "Who denied it?" in json.loads(result.stdout)["notice"]
    assert groundwire("search", "harbour " * 12_500).exit_code == 0


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "\u200b"])
@pytest.mark.parametrize("command", ["ask", "search"])
def test_no_question_is_a_mistake(groundwire, command, question):
    result = groundwire(command, question)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: The question ")
    assert len(result.stderr) < 300


@pytest.mark.parametrize(
    "question",
    [
        "港は金曜日に再開しましたか",
        "кто открыл гавань?",
        '"harbour AND NOT (ships OR NEAR(storm, 2)) title:x* ^',
        "who's \"there\" OR 'NOT' -- ; DROP TABLE documents",
        "*",
        '"',
        "?!",
        "\U0001f6a2",
        "AND",
        "\x1b[31mharbour\x07",
        "harbour\x00master",
    ],
)
def test_any_other_question_gets_an_honest_answer(groundwire, question):
    before = listed(groundwire)
    asked = groundwire("ask", "--", question)
    assert asked.exit_code in (0, 1)
    assert asked.stdout
    assert groundwire("search", "--", question).exit_code in (0, 1)
    assert listed(groundwire) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "harbour \udcff?"),
        ("search", "harbour \udcff?"),
        ("amend", "harbour.txt", "--title", "Harbour\udcff"),
    ],
)
def test_what_is_not_text_is_a_mistake(groundwire, arguments):
    before = listed(groundwire)
    result = groundwire(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert listed(groundwire) == before


def test_a_question_within_documents_and_days(fresh, folder):
    fresh("add", folder / "more" / "bakery.txt", "--published", "2011-09-26")
    within = json.loads(fresh("search", "harbour", "--document", "bakery.txt", "--json").stdout)
    assert within
    assert {passage["title"] for passage in within} == {"Bakery wins prize"}
    assert all(set(passage) == names_of(Passage) | {"address"} for passage in within)
    both = ("--document", "bakery.txt", "--document", "harbour.txt")
    assert len(json.loads(fresh("search", "harbour", *both, "--json").stdout)) > len(within)
    days = ("--from", "2011-09-01", "--to", "2011-09-30")
    dated = json.loads(fresh("search", "harbour", *days, "--json").stdout)
    assert {passage["published"] for passage in dated} == {"2011-09-26"}
    assert fresh("search", "harbour", "--from", "2011-09-27").exit_code == 1
    answer = json.loads(fresh("ask", "what won?", *days, "--json").stdout)
    assert answer["undated"] == 1
    assert "1 article without a date was left out." in fresh("ask", "what won?", *days).stdout


def test_search_gives_as_many_as_asked(groundwire):
    result = groundwire("search", "harbour ships bread", "--limit", "2")
    assert result.exit_code == 0
    assert len(re.findall(r"characters \d+–\d+", result.stdout)) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not JSON",
        b"[" * 100_000,
        b"[1, 2]",
        b'"text"',
        b"{}",
        b'{"citations": 7}',
        b'{"citations": [7]}',
        b'{"citations": [{"number": "one"}]}',
        b'{"citations": [], "nearest": 7}',
        b'{"citations": [{"number": 1, "document_id": "\\ud800", "version": "", "uri": "", "title": "", '
        b'"published": null, "agency": null, "start": 0, "end": 1, "quote": ""}]}',
        b"\xff\xfe\x00",
        b"\x89PNG",
    ],
)
def test_what_is_no_answer_cannot_be_verified(groundwire, tmp_path, content):
    file = tmp_path / "answer.json"
    file.write_bytes(content)
    result = groundwire("verify", file)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")


def test_a_citation_of_another_library_is_unknown(groundwire, tmp_path):
    texts = {
        "document_id": "0" * 16,
        "version": "f" * 16,
        "uri": "/x",
        "title": "[red]X",
        "quote": "\x1b[31m",
    }
    citation = {"number": 1, **texts, "published": None, "agency": None, "start": -5, "end": 10**30}
    file = tmp_path / "answer.json"
    file.write_text(json.dumps({"citations": [citation]}), encoding="utf-8")
    result = groundwire("verify", file)
    assert result.exit_code == 1
    assert "unknown" in result.stdout
    assert "[red]X" in result.stdout


def test_verify_names_a_file_it_cannot_read(groundwire, tmp_path):
    for place in (tmp_path / "missing.json", tmp_path):
        result = groundwire("verify", place)
        assert result.exit_code == 2
        assert str(place) in result.stderr


# the library


def test_status(groundwire, library):
    counted = json.loads(groundwire("status", "--json").stdout)
    assert counted["documents"] == 3
    assert counted["pending"] == 0
    assert counted["library"] == str(library)
    assert str(library) in groundwire("status").stdout


def test_another_splitter_is_refused_until_reindex(fresh):
    other = {"GROUNDWIRE_SPLITTING__MAX_TOKENS": "32"}
    refused = fresh("list", env=other)
    assert refused.exit_code == 2
    assert "groundwire reindex" in refused.stderr
    assert fresh("reindex", env=other).exit_code == 0
    assert json.loads(fresh("search", "harbour", "--json", env=other).stdout)
    assert fresh("list").exit_code == 2


def test_the_sample_is_put_in_by_serve_alone(fresh):
    assert Sample().name not in {one["name"] for one in listed(fresh)}


def test_a_chat_tells_what_a_follow_up_was_understood_as(library):
    typed = "\n  \nWho is Ann Hale?\nwhere did she work?\n=where did she work?\nwhat did Tom Reed say?\n"
    result = invoke("--library", library, "chat", input=typed)
    assert result.exit_code == 0
    assert result.stdout.count("Understood as:") == 1
    assert "Understood as: where did Ann Hale work?" in result.stdout
    assert "Its owner, Tom Reed, said the oven was ninety years old." in result.stdout


def test_a_mistake_in_a_chat_ends_nothing(library):
    result = invoke("--library", library, "chat", input="=\nWho is Ann Hale?\n")
    assert result.exit_code == 0
    assert "The question is empty" in result.stderr
    assert "Ann Hale, the harbour master." in result.stdout


def test_a_chat_without_questions_ends_well(library):
    before = listed_history(library)
    result = invoke("--library", library, "chat", input="")
    assert (result.exit_code, result.stdout) == (0, "")
    assert listed_history(library) == before


def test_a_chat_is_kept_in_the_history(library):
    result = invoke("--library", library, "chat", input="Who is Ann Hale?\n=\n=where did she work?\n")
    talk = result.stderr.split("groundwire history ")[1].split()[0]
    shown = invoke("--library", library, "history", talk).stdout
    assert shown.startswith("# Who is Ann Hale?\n")
    assert "## 2. where did she work?" in shown
    (kept,) = [one for one in listed_history(library) if one["conversation_id"] == talk]
    assert kept["questions"] == 2


def listed_history(library):
    return json.loads(invoke("--library", library, "history", "--json").stdout)


# whole articles and small talk


def test_a_whole_article_is_told_with_its_heading_and_its_citations(groundwire):
    told = groundwire("ask", "who is mentioned?", "--document", "harbour.txt").stdout
    assert told.startswith("Mentioned\n")
    assert "Ann Hale [1]\n" in told
    assert "Confidence" not in told


def test_which_article_is_asked_back_with_an_exit_code(groundwire):
    asked = groundwire("ask", "what is this about?")
    assert asked.exit_code == 1
    assert asked.stdout.startswith("Which article do you mean?\n")
    assert "\n  Bakery wins prize\n" in asked.stdout


def test_small_talk_is_replied_to(groundwire):
    told = groundwire("ask", "which", "articles", "do", "you", "have?")
    assert told.exit_code == 0
    assert told.stdout.startswith("There are 3 articles here:\n")
    assert json.loads(groundwire("ask", "hello", "--json").stdout)["kind"] == "talk"
