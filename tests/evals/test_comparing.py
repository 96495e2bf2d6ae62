"""Two runs on the same questions: better, worse, or can't tell."""

import json
import random
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from evals import comparing
from evals.compare import compare_command
from evals.datasets import DatasetError
from evals.results import DatasetInfo, Gold, Results, Row, SystemRow

FIRST = "first citation on gold"
REFUSED = "wrongly refused"
GOLD = Gold(document="d", start=0, end=9)

app = typer.Typer()
app.command()(compare_command)


def row(number, systems, **values) -> Row:
    """A row of the systems' scores."""
    known: dict[str, Any] = {
        "document": f"document {number % 5}",
        "question": f"Who did {number}?",
        "kind": "who",
    }
    known |= {"split": "test", "answerable": True, "gold": (GOLD,), "answers": ("Ann",)} | values
    made = {
        name: one if isinstance(one, SystemRow) else SystemRow(scores=one) for name, one in systems.items()
    }
    return Row(id=f"q{number:03}", systems=made, **known)


def run(rows) -> Results:
    return Results(
        dataset=DatasetInfo(name="invented", documents=5, questions=len(rows), packaged=False, sha256="0"),
        suites=("answers",),
        configuration={},
        library={},
        made={},
        figures=(),
        questions=tuple(rows),
    )


def ours(values, name=FIRST, **more) -> Results:
    """A run of our system with these scores of one figure."""
    return run([row(number, {"groundwire": {name: value}}, **more) for number, value in enumerate(values)])


def compare(first, second, *systems, **options) -> Any:
    return comparing.compare(first, second, *systems, **options)


def test_a_gain_by_hand():
    # Eight of twelve questions become right and none wrong: of 2^8 swaps one is as good, one as bad.
    (figure,) = compare(ours([0.0] * 8 + [1.0] * 4), ours([1.0] * 12)).figures
    assert (figure.first, figure.second, figure.of) == (pytest.approx(4 / 12), 1.0, 12)
    assert figure.difference == pytest.approx(8 / 12)
    assert figure.probability == figure.adjusted == pytest.approx(2 / 256)
    assert figure.verdict == "better"
    assert figure.low <= figure.difference <= figure.high
    # Five documents are enough to draw from, and too few to swap.
    assert (figure.resampled, figure.swapped) == ("documents", "questions")


def documented(values, count) -> Results:
    """A run of our system, its questions spread over ``count`` documents."""
    return run(
        [
            row(number, {"groundwire": {FIRST: value}}, document=f"document {number % count}")
            for number, value in enumerate(values)
        ]
    )


def test_whole_documents_are_swapped():
    # 16 questions of eight documents, all better: of 2^8 swaps one is as good, one as bad.
    (figure,) = compare(documented([0.0] * 16, 8), documented([1.0] * 16, 8)).figures
    assert (figure.swapped, figure.probability) == ("documents", pytest.approx(2 / 256))
    # Eight right questions are no evidence when they are all of two documents: 2 of 2^2 swaps.
    (lucky,) = compare(documented([0.0] * 32, 8), documented([1.0, 1.0, *[0.0] * 6] * 4, 8)).figures
    assert (lucky.swapped, lucky.probability) == ("documents", pytest.approx(2 / 4))


def test_a_loss_and_what_may_be_chance():
    loss = compare(ours([1.0] * 12), ours([0.0] * 8 + [1.0] * 4))
    assert loss.figures[0].verdict == "worse"
    assert loss.worse
    # Five changes, all one way: 2 / 2^5 = 0.0625.
    unsure = compare(ours([1.0] * 12), ours([0.0] * 5 + [1.0] * 7))
    assert unsure.figures[0].probability == pytest.approx(0.0625)
    assert unsure.figures[0].verdict == "can’t tell"
    assert not unsure.worse


def test_where_less_is_better_more_is_worse():
    few, many = ours([0.0] * 8 + [1.0] * 4, REFUSED), ours([1.0] * 12, REFUSED)
    assert compare(few, many).figures[0].verdict == "worse"
    assert compare(many, few).figures[0].verdict == "better"
    # The change list starts with what got worse.
    mixed = compare(ours([0.0, 1.0, 0.0], REFUSED), ours([1.0, 0.0, 0.0], REFUSED)).figures[0]
    assert [(one.id, one.question, one.before, one.after) for one in mixed.changed] == [
        ("q000", "Who did 0?", 0.0, 1.0),
        ("q001", "Who did 1?", 1.0, 0.0),
    ]


def test_many_figures_make_one_difference_less_sure():
    # Six questions, all changed: 2 / 2^6 = 0.031. Beside a figure without a change it counts twice: 0.0625.
    def both(right):
        return run([row(number, {"groundwire": {FIRST: right, REFUSED: 0.0}}) for number in range(6)])

    found = compare(both(0.0), both(1.0))
    alone = compare(both(0.0), both(1.0), figures=[FIRST])
    first, refused = found.figures
    assert (first.probability, first.adjusted) == (pytest.approx(2 / 64), pytest.approx(4 / 64))
    assert refused.adjusted == 1.0
    assert (first.verdict, alone.figures[0].verdict) == ("can’t tell", "better")


def confident(number, answerable, confidence, right, name="groundwire"):
    made = SystemRow(scores={"right": right}, confidence=confidence)
    return row(number, {name: made}, answerable=answerable)


def test_refusal_is_compared_by_order_not_by_scale():
    # The second system tells its answerable questions from others, on a scale of its own; the first doesn't.
    draw = random.Random(1)
    before, after = [], []
    for number in range(60):
        able = number % 2 == 0
        before.append(confident(number, able, draw.random(), float(able)))
        after.append(confident(number, able, 50 + 10 * able + draw.random(), float(able), "other"))
    found = compare(run(before), run(after))
    verdicts = {figure.name: figure.verdict for figure in found.figures}
    # Calibration is none of a system whose confidence is no probability.
    assert verdicts == {"auroc": "better", "area under risk-coverage": "better"}
    assert {figure.second for figure in found.figures if figure.name == "auroc"} == {1.0}
    moved = [
        confident(n, r.answerable, r.systems["groundwire"].confidence / 9, 1.0) for n, r in enumerate(before)
    ]
    same = compare(run(before), run(moved), figures=["auroc"]).figures[0]
    assert (same.difference, same.probability, same.verdict) == (0.0, 1.0, "can’t tell")


def test_calibration_is_compared():
    # 40 questions, all right, told with 0.5 and then with 0.95: apart by 0.5 and 0.05.
    before = run([confident(number, True, 0.5, 1.0) for number in range(40)])
    after = run([confident(number, True, 0.95, 1.0) for number in range(40)])
    (error,) = [one for one in compare(before, after).figures if one.name == "calibration error"]
    assert (error.first, error.second) == (pytest.approx(0.5), pytest.approx(0.05))
    assert (error.verdict, error.changed) == ("better", ())


def test_one_system_is_truly_better_and_another_only_lucky():
    draw = random.Random(7)
    rows = []
    for number in range(300):
        known, lucky = draw.random() < 0.6, draw.random() < 0.6
        clever = known or draw.random() < 0.35
        systems = {
            "groundwire": {FIRST: float(known)},
            "luck": {FIRST: float(lucky)},
            "better": {FIRST: float(clever)},
        }
        rows.append(row(number, systems, document=f"document {number % 30}"))
    asked = run(rows)
    better = compare(asked, asked, "groundwire", "better")
    assert (better.figures[0].verdict, better.worse) == ("better", False)
    assert better.figures[0].low > 0
    assert "better on “first citation on gold” than groundwire" in better.sentence
    worse = compare(asked, asked, "better", "groundwire")
    assert (worse.figures[0].verdict, worse.worse) == ("worse", True)
    assert worse.figures[0].probability == better.figures[0].probability
    luck = compare(asked, asked, "groundwire", "luck")
    assert luck.figures[0].verdict == "can’t tell"
    assert luck.figures[0].low < 0 < luck.figures[0].high
    assert len(luck.figures[0].changed) > 100
    assert "chance" in luck.sentence


scores = st.fixed_dictionaries({}, optional={FIRST: st.sampled_from([0.0, 1.0]), "ndcg@10": st.floats(0, 1)})
made = st.builds(
    lambda values, confidence: SystemRow(scores={"right": 0.0} | values, confidence=confidence),
    scores, st.none() | st.floats(0, 1),
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(st.lists(made, min_size=1, max_size=10), st.randoms())
def test_a_run_against_itself_has_not_changed(systems, drawn):
    rows = [row(number, {"groundwire": system}) for number, system in enumerate(systems)]
    if not any(set(one.scores) - {"right"} or one.confidence is not None for one in systems):
        return
    found = compare(run(rows), run(drawn.sample(rows, len(rows))))
    for figure in found.figures:
        assert (figure.difference, figure.probability, figure.verdict) == (0.0, 1.0, "can’t tell")
        assert figure.changed == ()
    assert not found.worse


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=20), st.randoms())
def test_neither_the_order_of_rows_nor_of_runs_matters(pairs, drawn):
    before = ours([float(one) for one, _ in pairs])
    after = ours([float(other) for _, other in pairs])
    mixed = run(drawn.sample(before.questions, len(pairs)))
    found, turned = compare(before, after), compare(after, before)
    assert compare(mixed, after) == found
    assert turned.figures[0].probability == found.figures[0].probability
    assert turned.figures[0].difference == -found.figures[0].difference
    opposite = {"better": "worse", "worse": "better"}
    assert turned.figures[0].verdict == opposite.get(found.figures[0].verdict, "can’t tell")


def test_only_shared_questions_are_compared():
    before, after = ours([1.0, 1.0, 0.0]), ours([1.0, 0.0])
    found = compare(before, after)
    assert (found.shared, found.left_out) == (2, 1)
    assert (found.figures[0].first, found.figures[0].second) == (1.0, 0.5)


def test_a_figure_rests_on_the_questions_that_it_has_in_both():
    before = run([row(1, {"groundwire": {FIRST: 1.0}}), row(2, {"groundwire": {FIRST: 0.0}})])
    after = run([row(1, {"groundwire": {FIRST: 0.0}}), row(2, {"groundwire": {}})])
    (figure,) = compare(before, after).figures
    assert (figure.of, figure.first, figure.second) == (1, 1.0, 0.0)
    assert (figure.low, figure.resampled) == (None, None)


def test_headline_figures_of_one_run_only_are_told():
    both, alone = {FIRST: 1.0, REFUSED: 0.0}, {FIRST: 1.0}
    before = run([row(number, {"groundwire": both}) for number in range(2)])
    after = run([row(number, {"groundwire": alone}) for number in range(2)])
    assert compare(before, after).dropped == compare(after, before).dropped == (REFUSED,)
    assert compare(before, before).dropped == ()
    # Each run has it for another question: there is nothing to compare either.
    first = run([row(number, {"groundwire": (both, alone)[number]}) for number in range(2)])
    second = run([row(number, {"groundwire": (alone, both)[number]}) for number in range(2)])
    assert compare(first, second).dropped == (REFUSED,)


def test_a_figure_without_a_value_in_either_run_is_not_dropped():
    # All questions are answerable, so neither run has an AUROC.
    known = run([confident(number, True, 0.5, 1.0) for number in range(4)])
    found = compare(known, known)
    assert "auroc" not in [figure.name for figure in found.figures]
    assert found.dropped == ()


def test_one_split_is_compared():
    rows = [row(n, {"groundwire": {FIRST: float(n)}}, split=("development", "test")[n]) for n in range(2)]
    found = compare(run(rows), run(rows), split="test")
    assert (found.shared, found.split, found.figures[0].first) == (1, "test", 1.0)
    assert compare(run(rows), run(rows), split="all").shared == 2


def test_the_only_system_is_the_one_compared_else_ours():
    alone = run([row(1, {"lexical": {FIRST: 0.0}})])
    several = run([row(1, {"lexical": {FIRST: 0.0}, "groundwire": {FIRST: 1.0}})])
    found = compare(alone, several)
    assert (found.first, found.second, found.figures[0].difference) == ("lexical", "groundwire", 1.0)
    named = compare(several, several, "groundwire", "lexical")
    assert (named.first, named.second, named.figures[0].difference) == ("groundwire", "lexical", -1.0)


def test_reordered_gold_is_the_same_gold():
    other = Gold(document="d", start=50, end=59)
    before = ours([1.0], gold=(GOLD, other), answers=("Ann", "Lee"))
    assert compare(before, ours([1.0], gold=(other, GOLD), answers=("Lee", "Ann"))).shared == 1


REFUSED_RUNS = [
    (ours([1.0], question="Who?"), {}, "“question” differs"),
    (ours([1.0], gold=(Gold(document="d", start=1, end=9),)), {}, "“gold” differs"),
    (ours([1.0], answers=("Lee",)), {}, "“answers” differs"),
    (ours([1.0], answerable=False), {}, "“answerable” differs"),
    (run([row(9, {"groundwire": {FIRST: 1.0}})]), {}, "no question in common"),
    (run([]), {}, "second run keeps no questions"),
    (run([row(0, {"a": {FIRST: 1.0}, "b": {}})]), {}, "a, b: choose one with --second-system"),
    (ours([1.0]), {"system_b": "lexical"}, "no “lexical”: choose one with --second-system"),
    (ours([1.0]), {"split": "development"}, "no question in the split “development”; it has test"),
    (ours([1.0]), {"figures": ["ask, p50"]}, "“ask, p50” is no figure that can be compared"),
    (ours([1.0]), {"figures": [FIRST, "auroc"]}, "the figure “auroc”"),
    (ours([1.0], REFUSED), {}, "a headline figure"),
    (run([row(0, {"groundwire": {FIRST: 1.0}})] * 2), {}, "two questions with the id “q000”"),
]


@pytest.mark.parametrize(("second", "options", "said"), REFUSED_RUNS, ids=[said for *_, said in REFUSED_RUNS])
def test_what_does_not_compare_is_told_in_one_line(second, options, said):
    with pytest.raises(DatasetError) as told:
        compare(ours([1.0]), second, **options)
    assert said in str(told.value)
    assert "\n" not in str(told.value)


@pytest.fixture
def files(tmp_path):
    """Two result files; the second one is better."""
    before, after = tmp_path / "a.json", tmp_path / "b.json"
    before.write_text(ours([0.0] * 8 + [1.0] * 4).model_dump_json(indent=1), encoding="utf-8")
    after.write_text(ours([1.0] * 11 + [0.0]).model_dump_json(indent=1), encoding="utf-8")
    return before, after


def invoke(*arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def test_the_command_says_it_and_exits_with_one_on_a_loss(files):
    better, worse = invoke(*files), invoke(*reversed(files))
    assert better.exit_code == 0
    assert "first citation on gold ↑" in better.output
    assert "33.3 %" in better.output
    assert "91.7 %" in better.output
    assert "The second run is better on “first citation on gold” than the first run." in better.output
    assert worse.exit_code == 1
    assert "is worse on “first citation on gold”" in worse.output


def test_the_table_says_what_was_swapped_and_what_was_dropped(files, tmp_path):
    few = " ".join(invoke(*files).output.split())
    # Eight changes for and one against: 2 * (9 + 1) / 2^9 = 0.039.
    assert "0.039 *" in few
    assert "*: by swaps of single questions, since they rest on fewer than 6 documents" in few
    assert "whole documents" not in few
    paths = []
    for name, value in (("many", 0.0), ("better", 1.0)):
        paths.append(tmp_path / f"{name}.json")
        scores = {FIRST: value} | ({REFUSED: 0.0} if name == "many" else {})
        rows = [row(n, {"groundwire": scores}, document=f"document {n}") for n in range(8)]
        paths[-1].write_text(run(rows).model_dump_json(), encoding="utf-8")
    found = invoke(*paths)
    assert "by swaps of whole documents" in " ".join(found.stdout.split())
    assert "*" not in found.stdout
    assert found.stderr.strip() == "Only one of the runs has “wrongly refused”: not compared."


def test_changed_questions_are_listed_losses_first_and_not_all(files):
    said = invoke(*files, "--show", 2).output
    assert "9 questions changed" in said
    assert said.index("Who did 11?") < said.index("Who did 0?")
    assert "first citation on gold 1 → 0" in said
    assert "Who did 1?" not in said
    assert "7 more; --show 9" in said
    assert "Who did" not in invoke(*files, "--show", 0).output


def test_everything_is_written_as_json(files, tmp_path):
    output = tmp_path / "new" / "compared.json"
    assert invoke(*files, "--output", output, "--figure", FIRST, "--split", "test").exit_code == 0
    content = json.loads(output.read_text(encoding="utf-8"))
    assert content["sentence"].startswith("The second run is better")
    assert (content["shared"], content["left_out"], content["split"]) == (12, 0, "test")
    (figure,) = content["figures"]
    assert (figure["verdict"], len(figure["changed"])) == ("better", 9)


def test_questions_are_shown_as_they_are(tmp_path):
    paths = []
    for name, value in (("a", 0.0), ("b", 1.0)):
        paths.append(tmp_path / f"{name}.json")
        nasty = ours([value], question="Who [bold]said[/red] it?")
        paths[-1].write_text(nasty.model_dump_json(), encoding="utf-8")
    assert "Who [bold]said[/red] it?" in invoke(*paths).output


def test_bad_files_are_one_line_and_exit_code_two(files, tmp_path):
    first, _ = files
    text = first.read_text(encoding="utf-8")
    bad = {
        "cut.json": text[: len(text) // 2],
        "old.json": text.replace('"format": 2', '"format": 1'),
        "list.json": "[]",
        "field.json": text.replace('"split": "test"', '"splat": "test"', 1),
    }
    for name, content in bad.items():
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        found = invoke(first, path)
        assert (name, found.exit_code) == (name, 2)
        assert len(found.stderr.strip().splitlines()) == 1
        assert str(path) in found.stderr
    cut = invoke(tmp_path / "cut.json", first).stderr
    assert f"line {len(bad['cut.json'].splitlines())}" in cut
    assert invoke(first, tmp_path / "missing.json").exit_code == 2
