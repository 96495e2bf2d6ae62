"""The commands as a person runs them, on the real library and model."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def python_m(module, *arguments, folder):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])}
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=280,
    )


@pytest.mark.model
def test_evals_measure_the_packaged_questions(tmp_path):
    done = python_m("evals", "--limit", 12, "--seed", 3, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "result (test)" in done.stdout
    (path,) = (tmp_path / "results").glob("seed_questions-*.json")
    content = json.loads(path.read_text(encoding="utf-8"))
    assert len(content["questions"]) == 12
    assert content["configuration"]["options"] == {
        "split": None,
        "limit": 12,
        "seed": 3,
        "retrieval_only": False,
    }
    assert content["made"]["command"] == "python -m evals --limit 12 --seed 3"
    assert str(tmp_path) not in path.read_text(encoding="utf-8")
    for figures in content["figures"].values():
        assert figures["citations that replay"]["value"] == 1.0
        assert figures["evidence within 2,000 characters"]["value"] > 0.5


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--dataset", "nowhere"], "nowhere does not exist"),
        (["--dataset", "odd.jsonl"], "odd.jsonl, line 1: this format is not known"),
        (["--split", "training"], "no questions in the split “training”"),
        (["--limit", "0"], "--limit"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(tmp_path, arguments, complaint):
    (tmp_path / "odd.jsonl").write_text('{"odd": 1}\n')
    done = python_m("evals", *arguments, folder=tmp_path)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "odd.jsonl"]


@pytest.mark.model
def test_calibrate_reads_development_questions_only(tmp_path):
    done = python_m("evals.calibrate", "--limit", 30, "--output", "calibration.json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    fitted = json.loads((tmp_path / "calibration.json").read_text(encoding="utf-8"))
    assert fitted["fitted_on"]["questions"] <= 30
    assert fitted["fitted_on"]["datasets"] == {"seed_questions": 30}
    assert 0 <= fitted["abstain_below"] <= 1
    heights = [height for _, height in fitted["knots"]]
    assert heights == sorted(heights)
    assert fitted["weights"]


@pytest.mark.model
def test_fusion_compares_with_a_score_for_every_passage(tmp_path):
    done = python_m("evals.fusion", "--limit", 20, "--output", "fusion.json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    content = json.loads((tmp_path / "fusion.json").read_text(encoding="utf-8"))
    assert content["passages_scored"] == content["passages"] > 20
    assert 0 < content["dataset"]["questions"] < 20  # development only, answerable only
    assert content["figures"]["exhaustive"]["evidence within 2,000 characters"] > 0.5
    assert content["verdict"] in done.stderr


@pytest.mark.model
def test_retrieval_alone_asks_nothing(tmp_path):
    done = python_m("evals", "--retrieval-only", "--limit", 15, "--output", "found.json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    content = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert 0 < len(content["questions"]) < 15
    assert all(row["answerable"] and "confidence" not in row for row in content["questions"])
    for figures in content["figures"].values():
        assert figures["evidence within 2,000 characters"]["value"] > 0.5
        assert "auroc" not in figures


@pytest.mark.model
def test_bench_measures_everything(tmp_path):
    done = python_m("evals.bench", "--articles", 2, "--questions", 3, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    measured = json.loads((tmp_path / "results" / "bench.json").read_text(encoding="utf-8"))["measured"]
    assert measured["import"]["articles"] == 2
    assert measured["import"]["passages"] == measured["bare model"]["passages"] > 30
    assert measured["warm ask"]["p50_milliseconds"] > 0
    assert len(measured["cold ask"]["seconds"]) == 3
    assert all(figures["peak_megabytes"] > 50 for figures in measured.values())
