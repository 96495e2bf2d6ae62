"""What is said about how a figure was made."""

import pytest

from evals.provenance import command, features, provenance


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ([], "python -m evals"),
        (["--limit", "5"], "python -m evals --limit 5"),
        (["--dataset", "/somewhere/else/onestop"], "python -m evals --dataset onestop"),
        (["--dataset=../data/onestop"], "python -m evals --dataset=onestop"),
        (["--library", "/mine", "--retrieval-only"], "python -m evals --retrieval-only"),
        (["--output=/mine/x.json", "--seed", "1"], "python -m evals --seed 1"),
    ],
)
def test_a_command_names_no_folder_of_the_reader(arguments, shown):
    assert command("evals", arguments) == shown


def test_features_of_either_processor(tmp_path):
    file = tmp_path / "cpuinfo"
    file.write_text("processor\t: 0\nflags\t\t: fpu avx2 amx_int8 avx2x\n")
    assert features(file) == ["avx2", "amx_int8"]
    file.write_text("Features\t: fp asimd sve\n")
    assert features(file) == ["asimd", "sve"]
    assert features(tmp_path / "missing") == []


def test_provenance_is_complete():
    made = provenance("evals.bench")
    assert made["command"].startswith("python -m evals.bench")
    assert {"date", "commit", "python", "packages", "features", "cores"} <= made.keys()
    assert made["packages"]["torch"]
