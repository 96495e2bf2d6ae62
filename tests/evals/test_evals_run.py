"""The commands as a person runs them, on the real library and model."""

import json
import signal
import subprocess
import sys
import time
from unittest.mock import create_autospec

import pytest

from evals import speed
from evals.datasets import packaged_dataset
from evals.development import development
from evals.fusion import answerable
from evals.running import machine
from tests.evals.commands import environment, run_module

# The library alone, which the first test of them embeds, takes a busy machine minutes.
pytestmark = pytest.mark.timeout(1_200)


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    """Where the library of our own set is kept, so that it is embedded only once."""
    return tmp_path_factory.mktemp("libraries")


@pytest.fixture(scope="module")
def run(tmp_path_factory, libraries):
    """A run of all suites on a few of our own questions, in its folder."""
    folder = tmp_path_factory.mktemp("run")
    kept = ("--library", libraries / "groundwire_news")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "ARTICLES", 4)  # no figure need be steady here
        # The benchmark below asks in a new process, and that each measurement has its own is tested with
        # evals.speed: the large packages are loaded once more for either.
        patch.setattr(speed, "alone", lambda measurement, *given: speed.with_peak(measurement, given))
        patch.setattr(
            speed, "ask_cold", create_autospec(speed.ask_cold, return_value={"median_seconds": 2.0})
        )
        done = run_module("evals", "--limit", 14, "--seed", 3, "--output", "run.json", *kept, folder=folder)
    assert done.exit_code == 0, done.stderr
    return folder, done


@pytest.mark.model
def test_evals_measure_the_packaged_questions(run):
    folder, done = run
    text = (folder / "run.json").read_text(encoding="utf-8")
    content = json.loads(text)
    assert len(content["questions"]) == 14
    options = {"split": None, "only": None, "limit": 14, "seed": 3, "baselines": True}
    assert content["configuration"]["options"] == options
    assert content["made"]["command"] == "python -m evals --limit 14 --seed 3"
    assert str(folder) not in text
    figures = {(f["system"], f["split"], f["name"]): f["value"] for f in content["figures"]}
    for split in ("development", "test"):
        assert figures["groundwire", split, "citation replay"] == 1.0
        assert figures["groundwire", split, "evidence within 2,000 characters"] > 0.5
    assert figures["always abstain", "all", "no-answer accuracy"] == 1.0
    assert figures["groundwire", "machine", "import, passages"] > 1
    assert figures["groundwire", "machine", "first answer of a new process"] == 2.0
    systems = {"groundwire", "hybrid", "lexical", "dense", "llama-index", "always abstain"}
    assert {system for system, _, _ in figures} == systems


@pytest.mark.model
def test_a_run_leaves_a_page_and_markdown_and_nothing_unfinished(run):
    folder, done = run
    assert sorted(path.name for path in folder.iterdir()) == ["run.html", "run.json", "run.md"]
    assert "first citation on gold" in done.stdout
    assert "run.html" in done.stderr
    assert (folder / "run.html").read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")


@pytest.mark.model
def test_the_page_of_a_result_can_be_written_anew(run, tmp_path):
    folder, _ = run
    page = (folder / "run.html").read_text(encoding="utf-8")
    (tmp_path / "again.json").write_bytes((folder / "run.json").read_bytes())
    done = run_module("evals", "report", "again.json", folder=tmp_path)
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == page


@pytest.mark.model
def test_hybrid_is_compared_with_lexical(run):
    folder, _ = run
    systems = ("--first-system", "lexical", "--second-system", "hybrid")
    done = run_module("evals", "compare", "run.json", "run.json", *systems, folder=folder)
    assert done.exit_code == 0, done.stderr
    (verdict,) = [line for line in done.stdout.splitlines() if "recall@1" in line and "%" in line]
    assert verdict.rstrip().endswith(("can’t tell", "better"))
    same = run_module("evals", "compare", "run.json", "run.json", folder=folder)
    assert same.exit_code == 0
    assert "better" not in same.stdout.replace("better or worse", "")


@pytest.mark.model
def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path, libraries):
    arguments = ["retrieval", "--no-baselines", "--limit", "8", "--output", "stopped.json"]
    arguments += ["--library", str(libraries / "groundwire_news")]
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, *arguments],
        cwd=tmp_path,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    rows = wait_for_rows(tmp_path / "unfinished", 3)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130, said
    assert "goes on from here" in said
    kept = rows.read_text(encoding="utf-8").splitlines()
    assert len(kept) == 3
    done = run_module("evals", *arguments, folder=tmp_path)
    assert done.exit_code == 0, done.stderr
    content = json.loads((tmp_path / "stopped.json").read_text(encoding="utf-8"))
    assert len(content["questions"]) == 8
    assert all(json.loads(line) in content["questions"] for line in kept)
    assert not (tmp_path / "unfinished").exists()


# A process that was started in the background of a script ignores Ctrl-C unless told otherwise. This one is
# still at its fourth question when it comes.
INTERRUPTIBLE = """
import itertools, runpy, signal, sys, time
from evals.running import run
signal.signal(signal.SIGINT, signal.default_int_handler)
ask, asked = run.measure_one, itertools.count()
run.measure_one = lambda *given: ask(*given) if next(asked) < 3 else time.sleep(120)
sys.argv[0] = "evals"
runpy.run_module("evals", run_name="__main__", alter_sys=True)
"""


def wait_for_rows(folder, count):
    """The journal of the run under way, once it has so many rows."""
    for _ in range(1_200):
        for rows in folder.glob("*/rows.jsonl"):
            if rows.read_text(encoding="utf-8").count("\n") >= count:
                return rows
        time.sleep(0.1)
    raise AssertionError("the run made no rows")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--dataset", "nowhere"], "nowhere: it does not exist"),
        (["--dataset", "odd.jsonl"], "odd.jsonl, line 1: this format is not known"),
        (["--split", "training"], "no questions in the split “training”"),
        (["--only", "Nothing of this title"], "no questions on Nothing of this title"),
        (["--limit", "0"], "--limit"),
        (["retrieval", "--dataset", "nowhere"], "nowhere: it does not exist"),
        (["retrieval", "--output", "page.html"], "page.html does not end in .json"),
        (["retrieval", "--output", "odd.jsonl/run.json"], "cannot be written"),
        (["validate", "odd.jsonl"], "odd.jsonl, line 1: this format is not known"),
        (["compare", "nowhere.json", "odd.jsonl"], "nowhere.json cannot be read"),
        (["compare", "odd.jsonl", "odd.jsonl"], "odd.jsonl is not a result of python -m evals"),
        (["report", "odd.jsonl"], "odd.jsonl does not end in .json"),
        (["gate"], "docs/results/groundwire_news.json cannot be read"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(tmp_path, arguments, complaint):
    (tmp_path / "odd.jsonl").write_text('{"odd": 1}\n')
    done = run_module("evals", *arguments, folder=tmp_path)
    assert done.exit_code == 2
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "odd.jsonl"]


def test_calibration_and_fusion_know_no_test_question():
    ours = packaged_dataset()
    lacking = {question.id for question in ours.questions if question.split == "test"}
    fitted_on = {question.id for question in development(ours).questions}
    assert fitted_on
    assert not fitted_on & lacking
    assert not {question.id for question in answerable(ours)} & lacking


@pytest.mark.model
def test_calibrate_reads_development_questions_only(tmp_path, libraries):
    kept = ("--libraries", libraries, "--collected", "collected.jsonl")
    done = run_module(
        "evals.calibrate", "--limit", 30, "--output", "calibration.json", *kept, folder=tmp_path
    )
    assert done.exit_code == 0, done.stderr
    assert len((tmp_path / "collected.jsonl").read_text(encoding="utf-8").splitlines()) == 31
    fitted = json.loads((tmp_path / "calibration.json").read_text(encoding="utf-8"))
    assert fitted["fitted_on"]["questions"] <= 30
    assert fitted["fitted_on"]["datasets"] == {"groundwire_news": 30}
    assert 0 <= fitted["abstain_below"] <= 1
    heights = [height for _, height in fitted["knots"]]
    assert heights == sorted(heights)
    assert fitted["weights"]


@pytest.mark.model
def test_fusion_compares_with_a_score_for_every_passage(tmp_path, libraries):
    kept = ("--library", libraries / "groundwire_news")
    done = run_module("evals.fusion", "--limit", 20, "--output", "fusion.json", *kept, folder=tmp_path)
    assert done.exit_code == 0, done.stderr
    content = json.loads((tmp_path / "fusion.json").read_text(encoding="utf-8"))
    assert content["passages_scored"] == content["passages"] > 20
    assert 0 < content["dataset"]["questions"] < 20  # development only, answerable only
    assert content["figures"]["exhaustive"]["evidence within 2,000 characters"] > 0.5
    assert content["verdict"] in done.stderr


OWN_SET = {
    "id": "q1",
    "document": "harbour.txt",
    "question": "When did the harbour reopen?",
    "answerable": True,
    "gold": [{"start": 26, "end": 32, "quote": "Friday"}],
}


@pytest.mark.model
def test_bench_measures_everything(tmp_path, monkeypatch):
    # In this process; that each measurement otherwise has one of its own is tested with evals.speed.
    monkeypatch.setattr(speed, "alone", lambda measurement, *given: speed.with_peak(measurement, given))
    (tmp_path / "own.jsonl").write_text(json.dumps(OWN_SET), encoding="utf-8")
    (tmp_path / "harbour.txt").write_text("The harbour reopened on a Friday.\n", encoding="utf-8")
    counts = ("--articles", 2, "--questions", 3, "--cold", 1)
    done = run_module("evals.bench", *counts, "--dataset", "own.jsonl", folder=tmp_path)
    assert done.exit_code == 0, done.stderr
    content = json.loads((tmp_path / "results" / "bench.json").read_text(encoding="utf-8"))
    measured = content["measured"]
    assert measured["import"]["articles"] == measured["warm ask"]["articles"] == 2
    assert measured["import"]["passages"] == measured["bare model"]["passages"] > 30
    assert measured["reader load"]["seconds"] > 0
    assert measured["warm ask"]["p50_milliseconds"] > 0
    ours, theirs = measured["warm ask, groundwire_news"], measured["warm ask, own"]
    assert (ours["articles"], ours["questions"]) == (16, 3)
    assert (theirs["articles"], theirs["questions"]) == (1, 1)
    assert 0 < ours["p50_milliseconds"] <= ours["p95_milliseconds"]
    assert len(measured["cold ask"]["seconds"]) == 1
    assert all(figures["peak_megabytes"] > 50 for figures in measured.values())
    assert set(content["targets"]) == {"reader load", "warm ask, groundwire_news"}
    assert "under 150" in done.stdout
