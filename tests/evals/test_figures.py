"""From rows to figures."""

from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.figures import definition, definitions, figures
from evals.results import Row, SystemRow

ALL = ("retrieval", "reading", "answers", "refusal", "citations", "speed")
FIRST = "first citation on gold"


def row(number, split="all", document="d", answerable=True, **systems) -> Row:
    """A row of the systems named, each with what is given of it."""
    return Row(
        id=f"q{number:03}",
        document=document,
        question="Who?",
        kind="who",
        split=split,
        answerable=answerable,
        gold=(),
        answers=(),
        systems={name.replace("_", " "): SystemRow(**values) for name, values in systems.items()},
    )


def scored(number, value, **values) -> Row:
    return row(number, groundwire={"scores": {FIRST: value}}, **values)


def named(found, name, system="groundwire", split="all"):
    (one,) = [
        figure for figure in found if (figure.name, figure.system, figure.split) == (name, system, split)
    ]
    return one


def test_a_figure_is_the_mean_of_the_questions_it_applies_to():
    rows = [
        scored(1, 1.0),
        scored(2, 0.0),
        scored(3, 1.0),
        row(4, groundwire={"scores": {"answered although not answerable": 1.0}}, answerable=False),
    ]
    found = figures(rows, ALL)
    first = named(found, FIRST)
    assert (first.value, first.of) == (pytest.approx(2 / 3), 3)
    assert (first.suite, first.unit, first.better, first.headline) == ("answers", "share", "higher", True)
    answered = named(found, "answered although not answerable")
    assert (answered.value, answered.of, answered.better) == (1.0, 1, "lower")
    # What applies to no question, or takes one question alone for an interval, has none.
    assert {figure.name for figure in found} == {FIRST, "answered although not answerable"}
    assert answered.low is None
    assert answered.resampled is None


def test_splits_are_apart_and_together():
    rows = [scored(1, 1.0, split="test"), scored(2, 0.0, split="development"), scored(3, 0.0, split="test")]
    found = figures(rows, ALL)
    values = {figure.split: (figure.value, figure.of) for figure in found}
    assert values == {"development": (0.0, 1), "test": (0.5, 2), "all": (pytest.approx(1 / 3), 3)}
    assert {figure.split for figure in figures(rows[:1], ALL)} == {"test"}


def test_each_system_has_its_own_figures():
    rows = [row(n, groundwire={"scores": {FIRST: 1.0}}, lexical={"scores": {FIRST: 0.0}}) for n in range(2)]
    rows.append(row(3, lexical={"scores": {FIRST: 1.0}}))
    found = figures(rows, ALL)
    assert named(found, FIRST).value == 1.0
    assert named(found, FIRST, "lexical").value == pytest.approx(1 / 3)
    assert {figure.system for figure in figures(rows, ALL, systems=["lexical"])} == {"lexical"}


def test_only_the_suites_asked_for_are_told():
    scores = {FIRST: 1.0, "recall@1": 1.0, "citation replay": 1.0}
    rows = [row(1, groundwire={"scores": scores})]
    assert {figure.name for figure in figures(rows, ("retrieval",))} == {"recall@1"}
    assert {figure.name for figure in figures(rows, ("answers", "citations"))} == {FIRST, "citation replay"}


def test_refusal_by_hand():
    def asked(number, answerable, confidence, right):
        made = {"scores": {"right": right}, "confidence": confidence}
        return row(number, answerable=answerable, groundwire=made, hybrid=made)

    rows = [
        asked(1, True, 0.95, 1.0),
        asked(2, True, 0.45, 0.0),
        asked(3, False, 0.65, 0.0),
        asked(4, False, 0.05, 0.0),
        row(5, groundwire={"scores": {"right": 0.0}}),  # tells no confidence
    ]
    found = figures(rows, ALL, intervals=False)
    # Pairs (answerable, not): .95 > .65, .95 > .05, .45 < .65, .45 > .05.
    assert named(found, "auroc").value == pytest.approx(3 / 4)
    # Risk as the threshold falls: 0/1, 1/2, 2/3, 3/4.
    assert named(found, "area under risk-coverage").value == pytest.approx((0 + 1 / 2 + 2 / 3 + 3 / 4) / 4)
    # Four bins of one question each: .05, .45, .65 and .05 apart.
    assert named(found, "calibration error").value == pytest.approx((0.05 + 0.45 + 0.65 + 0.05) / 4)
    assert named(found, "auroc").of == 4
    # The scores of a baseline are no probabilities.
    names = {figure.name for figure in found if figure.system == "hybrid"}
    assert names == {"auroc", "area under risk-coverage"}


def test_where_all_are_answerable_there_is_no_auroc():
    rows = [row(n, groundwire={"scores": {}, "confidence": 0.1 * n}) for n in range(4)]
    auroc = named(figures(rows, ALL), "auroc")
    assert (auroc.value, auroc.of, auroc.low) == (None, 4, None)


def test_times_are_told_of_what_was_done():
    rows = [
        row(n, groundwire={"scores": {}, "seconds": seconds}) for n, seconds in enumerate([4.0, 1.0, 2.0])
    ]
    asked = figures(rows, ("answers",))
    assert [(one.name, one.value, one.unit, one.better) for one in asked] == [
        ("ask, p50", 2.0, "seconds", "lower"),
        ("ask, p95", pytest.approx(2 + 0.9 * 2), "seconds", "lower"),
    ]
    assert [one.name for one in figures(rows, ("retrieval",))] == ["search, p50", "search, p95"]


def test_intervals_are_by_document_where_there_are_three():
    values = [1.0, 1.0, 0.0, 1.0]
    few = figures([scored(n, value, document="ab"[n % 2]) for n, value in enumerate(values)], ALL)
    assert named(few, FIRST).resampled == "questions"
    many = figures([scored(n, value, document="abc"[n % 3]) for n, value in enumerate(values)], ALL)
    assert named(many, FIRST).resampled == "documents"
    apart = figures([scored(n, value, document="") for n, value in enumerate(values)], ALL)
    assert named(apart, FIRST).resampled == "documents"


def test_an_interval_is_as_wide_as_the_documents_are_few():
    # 40 documents of 10 questions, all right in 28 of them: the standard error is that of 40 answers.
    rows = [scored(10 * d + n, float(d < 28), document=f"document {d}") for d in range(40) for n in range(10)]
    first = named(figures(rows, ALL), FIRST)
    error = sqrt(0.7 * 0.3 / 40)
    assert first.low == pytest.approx(0.7 - 1.96 * error, abs=0.03)
    assert first.high == pytest.approx(0.7 + 1.96 * error, abs=0.03)
    assert named(figures(rows, ALL, intervals=False), FIRST).low is None


values = st.fixed_dictionaries(
    {
        "scores": st.fixed_dictionaries(
            {FIRST: st.sampled_from([0.0, 1.0]), "right": st.sampled_from([0.0, 1.0])}
        )
    },
    optional={"confidence": st.sampled_from([0.1, 0.5, 0.5001, 0.9]), "seconds": st.floats(0.01, 2.0)},
)


@settings(max_examples=8, deadline=None)  # each resamples every figure for its interval, twice
@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.booleans(), values), min_size=1, max_size=12), st.randoms()
)
def test_the_order_of_the_rows_does_not_matter(made, random):
    rows = [
        row(number, ("test", "development")[number % 2], document, able, groundwire=system)
        for number, (document, able, system) in enumerate(made)
    ]
    found = figures(rows, ALL)
    assert figures(random.sample(rows, len(rows)), ALL) == found
    for figure in found:
        if figure.low is not None and figure.value is not None and figure.high is not None:
            assert 0 <= figure.low <= figure.value + 1e-9
            assert figure.value - 1e-9 <= figure.high


def test_no_rows_no_figures():
    assert figures([], ALL) == ()


def test_every_figure_says_in_one_sentence_what_it_means():
    names = [one.name for one in definitions()]
    assert len(set(names)) == len(names)
    for one in definitions():
        assert one.suite in ALL
        assert one.meaning.rstrip(").").count(". ") == 0
        assert one.meaning.endswith(".")
        assert definition(one.name) is one
    assert definition("first answer of a new process") is None
