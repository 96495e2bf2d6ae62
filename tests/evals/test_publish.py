"""What the pages claim is what the committed result files say, and those hold no text of others."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evals import pages
from evals.data import __file__ as data_file
from evals.datasets import Dataset, DatasetDocument, DatasetError
from evals.files import as_json
from evals.publish import BEGIN, END, file_name, kept, load, trimmed, with_figures, written

ROOT = Path(__file__).resolve().parents[2]
MADE = {
    "command": "python -m evals --dataset known",
    "date": "2026-11-25T00:00:00+00:00",
    "commit": "0123456789abcdef+",
    "python": "3.11.7",
    "packages": {"torch": "2.13.0"},
    "processor": "x86_64",
    "features": ["avx2"],
    "cores": 2,
    "load": 1.5,
    "seconds": 61.2,
}


def figure(name, value, of, unit="share", split="development", **more):
    content = {"suite": "answers", "name": name, "system": "groundwire", "split": split, "value": value}
    return {**content, "of": of, "unit": unit, **more}


ROW = {
    "id": "q1",
    "document": "d",
    "question": "who?",
    "kind": "who",
    "split": "test",
    "answerable": True,
    "gold": [],
    "answers": [],
    "systems": {
        "groundwire": {"scores": {"mrr": 0.5}, "predicted": "Ann", "citations": [], "confidence": 0.5},
        "lexical": {"scores": {"mrr": 1.0}},
    },
}


@pytest.fixture
def result():
    figures = [
        made
        for split in ("development", "test", "all")
        for made in (
            figure("evidence within 2,000 characters", 0.75, 4, split=split, low=0.5, high=1.0),
            figure("citation replay", 1.0, 9, split=split),
            figure("mrr", 0.5, 4, "score", split=split, headline=True),
            figure("mrr", 0.25, 4, "score", split=split, headline=True, system="lexical"),
        )
    ]
    return {
        "format": 2,
        "kind": "evals",
        "dataset": {"name": "known", "documents": 1, "questions": 4, "packaged": False, "sha256": "0" * 64},
        "suites": ["retrieval"],
        "configuration": {"retrieval": {"limit": 10}, "abstain_below": None},
        "library": {"passages": 1234},
        "made": MADE,
        "figures": [*figures, figure("import, passages", 38.9, 1, "rate", split="machine")],
        "questions": [ROW],
    }


def test_the_pages_say_what_the_files_say():
    assert kept(ROOT)
    for path, text in with_figures(ROOT).items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run `python -m evals.publish`"


def test_the_kept_files_hold_rows_of_our_own_questions_only():
    with_rows = [result for result in kept(ROOT) if result["kind"] == "evals" and result.get("questions")]
    assert {result["dataset"]["name"] for result in with_rows} == {"groundwire_news"}
    articles = {f"articles/{path.name}" for path in (Path(data_file).parent / "articles").iterdir()}
    for result in with_rows:
        for row in result["questions"]:
            assert row["document"] in articles or row["document"].startswith("sample:")
            assert list(row["systems"]) == ["groundwire"]


def test_rows_on_the_texts_of_others_are_left_out(result):
    assert "questions" not in trimmed(result)
    assert trimmed(result)["figures"] == result["figures"]
    del result["dataset"]["packaged"]
    assert "questions" not in trimmed(result)


def test_rows_of_our_own_are_kept_with_what_is_compared(result):
    result["dataset"]["packaged"] = True
    (row,) = trimmed(result)["questions"]
    assert row["systems"] == {"groundwire": {"scores": {"mrr": 0.5}, "confidence": 0.5}}
    assert {**row, "systems": ROW["systems"]} == ROW


def test_only_our_own_set_is_packaged():
    document = DatasetDocument("a", "A", "x", sample="a.txt")
    assert Dataset("groundwire_news", (document,), ()).packaged
    assert not Dataset("another", (document,), ()).packaged


def test_each_kind_of_result_has_a_file(result):
    assert file_name(result) == "known.json"
    assert file_name({**result, "kind": "fusion"}) == "fusion-known.json"
    assert file_name({"kind": "bench"}) == "bench.json"


def test_the_table_by_hand(result):
    lines = pages.summary([result]).splitlines()
    assert lines[2].startswith("| known; test: **result** | 75.0 % (50.0 to 100.0) | – |")
    assert lines[3].startswith("| known; development | 75.0 % (50.0 to 100.0) |")
    assert lines[-1] == "- known: `python -m evals --dataset known`"


def test_baselines_stand_beside_ours_for_each_split(result):
    page = pages.everything([result])
    assert page.count("| figure | groundwire | lexical |") == 2
    assert page.count("| mrr | 0.500 | 0.250 |") == 2
    assert "development (the set is not split)" not in page
    assert "import, passages: 38.9 per second" in page
    assert "retrieval.limit = 10, abstain_below = as fitted" in page
    for made in result["figures"]:
        made["split"] = "all"
    assert "development (the set is not split)" in pages.everything([result])


def test_everything_is_on_the_long_page(result):
    scores = {"fused": {"mrr": 0.5}, "exhaustive": {"mrr": 0.49}}
    compared = {
        **result,
        "kind": "fusion",
        "figures": scores,
        "points": {"mrr": 1.0},
        "passages": 3000,
        "passages_scored": 2999,
        "verdict": "Fine.",
    }
    bench = {"kind": "bench", "made": MADE, "measured": {"cold ask": {"seconds": [1.5, 2.0], "peak": 1200}}}
    page = pages.everything([bench, compared, result])
    assert page.index("## known") < page.index("## Fusion on known") < page.index("## Speed and memory")
    assert "| mrr | 0.500 | 0.500 |" in page
    assert "| mrr | 50.0 | 49.0 | +1.0 |" in page
    assert "2,999 of 3,000 passages" in page
    assert "| cold ask | seconds | 1.5, 2.0 |" in page
    assert "| cold ask | peak | 1,200 |" in page
    assert "in 61 seconds, 2026-11-25, commit 0123456789+; 2 cores of x86_64 (avx2), load 1.5;" in page


def test_what_completion_gains_is_on_the_long_page():
    ways = {
        "as typed": {"recall": 0.25, "low": 0.2, "high": 0.3},
        "our completion": {"recall": 0.5, "closed": {"value": 0.75, "low": 0.5, "high": 0.875}},
        "human rewrite": {"recall": 0.5833},
    }
    completion = {
        "kind": "completion",
        "dataset": {"name": "canard_dev", "documents": 490, "answers": 2497, "questions": 12, "left_out": 2},
        "first": 5,
        "groups": {
            "follow-ups": {"questions": 8, "ways": ways},
            "pronoun": {"questions": 8, "ways": ways},
            "first questions": {"questions": 4, "ways": dict.fromkeys(ways, {"recall": 1.0})},
        },
        "made": MADE,
    }
    assert file_name(completion) == "completion-canard_dev.json"
    page = pages.everything([completion])
    assert "8 follow-ups whose answer is known, of 2,497 answers on 490 conversations" in page
    assert "| as typed | 25.0 % (20.0 to 30.0) | – |" in page
    assert "| our completion | 50.0 % | 75.0 % (50.0 to 87.5) |" in page
    assert "| question | pronoun (8) | first questions (4) |" in page
    assert "| human rewrite | 58.3 % | 100.0 % |" in page


def test_a_benchmark_shows_its_targets():
    measured = {"reader load": {"seconds": 0.4, "peak_megabytes": 1200}}
    bench = {
        "kind": "bench",
        "made": MADE,
        "measured": measured,
        "targets": {"reader load": {"seconds": 1.0}},
    }
    page = pages.everything([bench])
    assert "| reader load | seconds | 0.4 | under 1 |" in page
    assert "| reader load | peak megabytes | 1,200 | – |" in page


def test_a_block_stands_between_its_markers():
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    assert written(page, Path("README.md"), "new\n") == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
    with pytest.raises(DatasetError, match="has no place for figures"):
        written("before\nafter\n", Path("README.md"), "new")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "line 1: not valid JSON"),
        ('{"format": 2,\n "kind":', "line 2: not valid JSON"),
        ("[]", "not a result file"),
        ('{"format": 1, "kind": "evals"}', "written by another version"),
        ('{"format": 2, "kind": "evals"}', "not a whole result file: dataset"),
        ('{"format": 1}', "not a result file"),
    ],
)
def test_what_is_no_result_is_refused(tmp_path, content, said):
    (tmp_path / "odd.json").write_text(content)
    with pytest.raises(DatasetError, match=said):
        load(tmp_path / "odd.json")
    with pytest.raises(DatasetError, match="cannot be read"):
        load(tmp_path / "missing.json")


def test_a_row_is_a_line(result):
    result["questions"] = [{"id": "q1"}, {"id": "“q2”"}]
    text = as_json(result)
    assert json.loads(text) == result
    assert '\n  {"id": "“q2”"}\n' in text
    assert json.loads(as_json({**result, "questions": []}))["questions"] == []
    assert json.loads(as_json({"measured": {}})) == {"measured": {}}


def test_publishing_keeps_a_result_and_writes_the_pages(tmp_path, result):
    (tmp_path / "docs").mkdir()
    for page in ("README.md", "docs/benchmarks.md"):
        (tmp_path / page).write_text(f"Words.\n\n{BEGIN}\n{END}\n")
    (tmp_path / "run.json").write_text(as_json(result), encoding="utf-8")
    command = [sys.executable, "-m", "evals.publish"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])}
    done = subprocess.run(
        [*command, "run.json"], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert kept(tmp_path) == [trimmed(result)]
    for path, text in with_figures(tmp_path).items():
        assert path.read_text(encoding="utf-8") == text
        assert "75.0 %" in text
    elsewhere = tmp_path / "docs"
    refused = subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True)
    assert refused.returncode == 2
    assert "checkout’s root" in refused.stderr
