"""A run: every question put to every system, rows kept as they are made, and taken up again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.datasets import Dataset, DatasetDocument, DatasetError, Question
from evals.library import fill, titles_of
from evals.results import Row, SystemRow
from evals.running.journal import Journal
from evals.running.measuring import measure
from evals.running.run import Plan, Watcher, fingerprint, run
from evals.spans import Place
from index import EmbeddingConfig
from rag import Assistant, Config

TOWN = (
    "Harbour wall falls in Wick\n\nThe wall of the old harbour fell on Monday.\n\n"
    "Mayor Ann Lee denied that the town had saved on repairs. The fishermen’s union denied it too.\n"
)
RIVER = "Ferry to Brae stops\n\nThe ferry to Brae stopped on Friday, and 40 islanders were stranded.\n"
SUITES = ("retrieval", "reading", "answers", "refusal", "citations")
BASELINES = {"groundwire", "lexical", "dense", "hybrid", "llama-index", "always abstain"}


def place(text, document, words):
    return Place(document, text.index(words), text.index(words) + len(words))


DENIALS = (
    (place(TOWN, "town", "Mayor Ann Lee denied that the town had saved on repairs."),),
    (place(TOWN, "town", "The fishermen’s union denied it too."),),
)
STRANDED = ((place(RIVER, "river", "The ferry to Brae stopped on Friday, and 40 islanders were stranded."),),)
DATASET = Dataset(
    "towns",
    (DatasetDocument("town", "Harbour", TOWN), DatasetDocument("river", "Ferry", RIVER)),
    (
        Question("q1", "town", "Who denied it?", "who_denied", True, DENIALS, ("Mayor Ann Lee",)),
        Question("q2", "river", "How many islanders were stranded?", "how_many", True, STRANDED, ("40",)),
        Question("q3", "river", "Who owns the ferry?", "absent_fact", False, (), ()),
    ),
)


@pytest.fixture
def config(tmp_path, tiny_model):
    return Config(library=tmp_path / "library", embedding=EmbeddingConfig(model=tiny_model, threads=1))


def finished(config, folder, plan, dataset=DATASET, watcher=None):
    journal = Journal(folder, dataset.name, fingerprint(dataset, plan, config))
    return run(dataset, plan, config, journal, watcher or Watcher()), journal


def without_times(rows):
    return [
        row.model_copy(
            update={"systems": {n: s.model_copy(update={"seconds": None}) for n, s in row.systems.items()}}
        )
        for row in rows
    ]


def test_every_question_is_put_to_every_system(config, tmp_path):
    done, _ = finished(config, tmp_path, Plan(SUITES))
    assert [row.id for row in done.rows] == ["q1", "q2", "q3"]
    assert not done.failed
    for row in done.rows:
        assert set(row.systems) == BASELINES
        assert row.systems["groundwire"].seconds > 0
        assert row.systems["always abstain"].abstained
    first, second, third = done.rows
    assert [gold.answer for gold in first.gold] == [0, 1]
    assert list(second.ranks) == ["lexical", "dense", "fused", "read"]
    assert second.ranks["lexical"] == 1
    assert second.systems["lexical"].scores["recall@1"] == 1.0
    assert second.systems["lexical"].scores["first citation on gold"] == 1.0
    assert second.systems["always abstain"].scores["first citation on gold"] == 0.0
    assert second.systems["always abstain"].scores["wrongly refused"] == 1.0
    assert third.systems["always abstain"].scores["exact match"] == 1.0
    assert third.ranks == {}
    assert "recall@1" not in third.systems["groundwire"].scores


def test_all_citations_replay_and_both_denials_count(config, tmp_path):
    done, _ = finished(config, tmp_path, Plan(SUITES))
    for row in done.rows:
        ours = row.systems["groundwire"]
        assert ours.scores["citation replay"] == 1.0
        assert ours.forced
        for cited in ours.forced:
            text = {"town": TOWN, "river": RIVER}[cited.document]
            assert text[cited.start : cited.end] == cited.quote
    ours = done.rows[0].systems["groundwire"]
    cited = {(one.start, one.end) for one in ours.citations}
    share = sum((gold.start, gold.end) in cited for gold in done.rows[0].gold) / 2
    assert ours.scores["gold cited"] == share
    assert "gold cited" not in done.rows[1].systems["groundwire"].scores


def test_suites_measure_what_they_are_asked_for(config, tmp_path):
    done, _ = finished(config, tmp_path, Plan(("retrieval",), baselines=False))
    (systems,) = {tuple(row.systems) for row in done.rows}
    assert systems == ("groundwire",)
    scores = done.rows[0].systems["groundwire"].scores
    assert {"recall@1", "evidence within 2,000 characters"} <= set(scores)
    assert "first citation on gold" not in scores
    assert done.rows[0].systems["groundwire"].citations == ()
    read, _ = finished(config, tmp_path, Plan(("reading",), baselines=False))
    assert set(read.rows[1].systems["groundwire"].scores) == {
        "sentence on gold, passage given",
        "exact match, passage given",
        "f1, passage given",
    }
    assert read.rows[1].systems["groundwire"].scores["sentence on gold, passage given"] == 1.0


def test_a_stopped_run_goes_on_and_ends_as_if_it_had_not_been(config, tmp_path):
    plan = Plan(SUITES)
    asked = []

    def stop():
        asked.append(1)
        if len(asked) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        finished(config, tmp_path, plan, watcher=Watcher(asked=stop))
    again = []
    done, journal = finished(config, tmp_path, plan, watcher=Watcher(asked=lambda: again.append(1)))
    assert len(again) == 3
    straight, _ = finished(config, tmp_path / "other", plan)
    assert without_times(done.rows) == without_times(straight.rows)
    assert len((journal.folder / "rows.jsonl").read_text().splitlines()) == 3
    journal.finish()
    assert not journal.folder.exists()


def test_a_question_that_cannot_be_asked_is_noted_and_the_others_are_asked(config, tmp_path):
    blank = replace(DATASET.questions[0], id="blank", question=" ")
    dataset = replace(DATASET, questions=(blank, *DATASET.questions))
    done, _ = finished(config, tmp_path, Plan(("answers",), baselines=False), dataset)
    assert [row.id for row in done.rows] == ["q1", "q2", "q3"]
    assert "empty" in done.failed["blank"]


def test_a_document_that_cannot_be_added_stops_the_run_or_is_left_out(config, tmp_path):
    dataset = replace(DATASET, documents=(DATASET.documents[0], DatasetDocument("river", "Ferry", " \n")))
    with pytest.raises(DatasetError, match="“river” cannot be added"):
        finished(config, tmp_path, Plan(SUITES), dataset)
    done, _ = finished(config, tmp_path, Plan(SUITES, keep_going=True), dataset)
    assert [row.id for row in done.rows] == ["q1"]
    assert set(done.failed) == {"q2", "q3"}


def test_plain_chunks_are_judged_as_a_search_and_not_as_citations(config, tmp_path):
    done, _ = finished(config, tmp_path, Plan(SUITES))
    scores = done.rows[1].systems["llama-index"].scores
    assert {"recall@1", "wrongly refused"} <= set(scores)
    assert not {"right", "first citation on gold", "citation precision", "exact match"} & set(scores)


def test_a_mistake_of_ours_costs_one_question(config, tmp_path, monkeypatch):
    def broken(systems, question):
        if question.id == "q2":
            raise RuntimeError("lost count")
        return measure(systems, question)

    monkeypatch.setattr("evals.running.run.measure", broken)
    done, _ = finished(config, tmp_path, Plan(("answers",), baselines=False))
    assert [row.id for row in done.rows] == ["q1", "q3"]
    assert done.failed == {"q2": "RuntimeError: lost count"}


def test_other_documents_of_a_kept_library_are_told(config, tmp_path):
    finished(config, tmp_path, Plan(("retrieval",), baselines=False))
    one = replace(DATASET, documents=DATASET.documents[:1], questions=DATASET.questions[:1])
    said: list[str] = []
    done, _ = finished(
        config, tmp_path, Plan(("retrieval",), baselines=False), one, Watcher(told=said.append)
    )
    assert done.status["documents_not_of_the_set"] == 1
    assert "1 more documents than the set" in " ".join(said)


def test_titles_that_look_alike_are_told_apart(config, tmp_path):
    texts = {"x": "A  B", "y": "A B", "3": "", "z": "3"}
    documents = tuple(DatasetDocument(name, title, f"Text of {name}.") for name, title in texts.items())
    dataset = replace(DATASET, documents=documents, questions=())
    assert len(set(titles_of(dataset).values())) == 4
    with Assistant.open(config) as assistant:
        shelf = fill(assistant, dataset)
        assert sorted(shelf.names.values()) == ["3", "x", "y", "z"]


def test_one_run_at_a_time_keeps_rows_in_a_folder(tmp_path):
    journal = Journal(tmp_path / "unfinished", "set", "0123456789abcdef")
    with journal.locked():
        again = Journal(tmp_path / "unfinished", "set", "0123456789abcdef")
        with pytest.raises(DatasetError, match="at work already"), again.locked():
            pass
        journal.begin()
        journal.finish()
    assert not (tmp_path / "unfinished").exists()


def test_only_the_same_run_is_taken_up(config):
    plan = Plan(SUITES)
    same = fingerprint(DATASET, plan, config)
    assert fingerprint(DATASET, plan, config.model_copy(update={"library": "elsewhere"})) == same
    changed = replace(DATASET, questions=DATASET.questions[:2])
    others = {
        fingerprint(DATASET, plan, config, "kept library"),
        fingerprint(changed, plan, config),
        fingerprint(DATASET, Plan(("retrieval",)), config),
        fingerprint(DATASET, Plan(SUITES, baselines=False), config),
        fingerprint(DATASET, plan, config.model_copy(update={"abstain_below": 0.5})),
    }
    assert len(others | {same}) == 6


def some_row(number):
    return Row(
        id=f"q{number}",
        document="d",
        question="who?\nwhy “so”?\u2028",
        kind="k",
        split="all",
        answerable=True,
        gold=(),
        answers=(),
        systems={"groundwire": SystemRow(scores={"f1": 0.1 + number})},
    )


@given(st.data(), st.booleans())
def test_a_journal_cut_off_anywhere_keeps_the_whole_rows(tmp_path_factory, data, at_an_end):
    folder = tmp_path_factory.mktemp("journal")
    journal = Journal(folder, "set", "0123456789abcdef")
    assert journal.begin() == {}
    rows = [some_row(number) for number in range(3)]
    for row in rows:
        journal.add(row)
    file = journal.folder / "rows.jsonl"
    content = file.read_bytes()
    ends = [place for place, byte in enumerate(content) if byte == ord("\n")]
    kept = data.draw(st.sampled_from(ends) if at_an_end else st.integers(0, len(content)))
    file.write_bytes(content[:kept])
    whole = content[:kept].count(b"\n")
    assert list(journal.begin().values()) == rows[:whole]
    journal.add(rows[2])
    assert list(journal.begin().values()) == [*rows[: min(whole, 2)], rows[2]]
