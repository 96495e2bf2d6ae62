"""When a change may not pass."""

import pytest
import typer
from typer.testing import CliRunner

from evals import gate
from evals.comparing import compare
from evals.gate import gate_command, verdict
from evals.results import DatasetInfo, Results, Row, SystemRow

FIRST, REFUSED = "first citation on gold", "wrongly refused"


def run(values, failed=None, **more) -> Results:
    """A run of our system: a question, in a document of its own, for each value of one figure."""
    rows = [
        Row(
            id=f"q{number}",
            document=f"document {number}",
            question=f"Who did {number}?",
            kind="who",
            split="development",
            answerable=True,
            gold=(),
            answers=("Ann",),
            systems={"groundwire": SystemRow(scores={FIRST: value} | more)},
        )
        for number, value in enumerate(values)
    ]
    return Results(
        dataset=DatasetInfo(
            name="invented", documents=len(rows), questions=len(rows), packaged=False, sha256="0"
        ),
        suites=("answers",),
        configuration={},
        library={},
        made={},
        figures=(),
        questions=tuple(rows),
        failed=failed or {},
    )


def reasons(before, after) -> list[str]:
    return verdict(compare(before, after), after.failed)


GOOD = run([1.0] * 12)


@pytest.mark.parametrize("after", [GOOD, run([1.0] * 11 + [0.0])], ids=["the same", "may be chance"])
def test_all_is_well(after):
    assert reasons(GOOD, after) == []


def test_better_passes():
    assert reasons(run([0.0] * 12), GOOD) == []


LOSSES = [
    (run([0.0] * 8 + [1.0] * 4), "Significantly worse: “first citation on gold”."),
    (run([1.0] * 11), "1 question in only one of the runs: both need the same ones."),
    (run([1.0] * 14), "2 questions in only one of the runs: both need the same ones."),
    (
        run([1.0] * 12, {"q9": "It broke.", "q10": "It too."}),
        "2 questions could not be asked; “q9”: It broke.",
    ),
    (
        run([1.0] * 12, **{REFUSED: 0.0}),
        "No longer comparable, since only one of the runs has a value: “wrongly refused”.",
    ),
]


@pytest.mark.parametrize(("after", "said"), LOSSES, ids=[said for _, said in LOSSES])
def test_each_reason_is_a_sentence(after, said):
    assert reasons(GOOD, after) == [said]


def test_a_question_that_failed_is_also_missing():
    # The rest is as good as ever, and would pass by itself.
    found = reasons(GOOD, run([1.0] * 11, {"q11": "It broke."}))
    assert [sentence.split(";")[0] for sentence in found] == [
        "1 question could not be asked",
        "1 question in only one of the runs: both need the same ones.",
    ]


@pytest.mark.parametrize(
    ("after", "code"), [(GOOD, 0), (run([1.0] * 11), 1), (run([0.0] * 12), 1)], ids=["well", "fewer", "worse"]
)
def test_the_command_exits_with_one_and_says_why(after, code, tmp_path, monkeypatch):
    baseline = tmp_path / "baseline.json"
    baseline.write_text(GOOD.model_dump_json(), encoding="utf-8")
    monkeypatch.setattr(gate, "evaluate", lambda evaluation: after)
    app = typer.Typer()
    app.command()(gate_command)
    found = CliRunner().invoke(app, [str(baseline)])
    assert found.exit_code == code
    for reason in reasons(GOOD, after):
        assert reason in found.stderr
