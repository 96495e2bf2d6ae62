"""What the report says of a run: figures, failures, and the stage that lost each question."""

import html
import io
import re

import pytest
from rich.console import Console

from evals.reporting import html_report, markdown_report, terminal_tables
from evals.reporting.failures import failures, main_system, was_asked
from evals.reporting.headline import figure_table
from evals.reporting.html import LARGEST
from evals.reporting.journey import journey, lost_by
from evals.reporting.plots import plots
from evals.reporting.series import by_kind, reliability, risk_coverage
from evals.reporting.wording import interval_text, number_text, ordinal
from evals.results import Figure, Gold, SystemRow
from tests.evals.reporting_results import DOCUMENTS, drawn_rows, failed_rows, one, results, system


@pytest.fixture(scope="module")
def run():
    return results([*failed_rows(), *drawn_rows(60)], {"lost-1": "The document <b> is missing."})


@pytest.fixture(scope="module")
def page(run):
    return html_report(run, DOCUMENTS)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.8236, "share", "82.4 %"),
        (0.7312, "score", "0.731"),
        (0.0412, "seconds", "41 ms"),
        (12.34, "seconds", "12.3 s"),
        (31.04, "rate", "31.0 per second"),
    ],
)
def test_a_number_is_written_with_its_unit(value, unit, text):
    assert number_text(value, unit) == text


def figure(**values):
    known = {"suite": "answers", "name": "f1", "system": "groundwire", "split": "test", "value": 0.5, "of": 4}
    return Figure(**(known | values))


def test_an_interval_leaves_out_what_both_ends_share():
    assert interval_text(figure(low=0.4, high=0.6)) == "40.0 to 60.0"
    assert interval_text(figure(low=0.04, high=0.06, unit="seconds")) == "40 to 60"
    assert interval_text(figure(low=9.0, high=11.0, unit="seconds")) == "9,000 ms to 11.0 s"
    assert interval_text(figure()) == ""


def test_ranks_are_said_as_words():
    said = [ordinal(rank) for rank in (1, 10, 11, 12, 21, 22, 103, 112)]
    assert said == ["first", "tenth", "11th", "12th", "21st", "22nd", "103rd", "112th"]


@pytest.mark.parametrize(
    ("ranks", "sentence", "stage"),
    [
        (
            {"lexical": 3, "dense": None, "fused": None, "read": None},
            "Found third by lexical search, not by dense search, lost by fusion.",
            "fusion",
        ),
        (
            {"lexical": None, "dense": None, "fused": None, "read": None},
            "Found by neither lexical nor dense search.",
            "search",
        ),
        (
            {"lexical": 4, "dense": 1, "fused": 1, "read": 2},
            "Found fourth by lexical search, first by dense search, kept first by fusion, moved down to "
            "second by reading.",
            "reading",
        ),
        (
            {"lexical": 7, "dense": 9, "fused": 7, "read": 5},
            "Found seventh by lexical search, ninth by dense search, kept seventh by fusion, moved up to "
            "fifth by reading.",
            "search",
        ),
        (
            {"lexical": 2, "dense": 5, "fused": 3, "read": 1},
            "Found second by lexical search, fifth by dense search, moved down to third by fusion, moved up "
            "to first by reading.",
            "choice of sentence",
        ),
        ({"lexical": 2}, "Found second by lexical search.", "search"),
        ({}, "", "choice of sentence"),
    ],
)
def test_one_sees_which_stage_lost_the_passage(ranks, sentence, stage):
    wrong = system(True, False, False)
    assert journey(ranks) == sentence
    assert lost_by(one(1, wrong, ranks=ranks), wrong) == stage


def test_a_right_sentence_that_was_withheld_was_lost_by_the_refusal():
    shy = system(True, True, True)
    assert lost_by(one(1, shy, ranks={"lexical": 1, "fused": 1}), shy) == "refusal"


def test_the_failures_are_of_each_sort_and_nothing_else_is_one():
    good = one(4, system(True, True, False))
    rightly_silent = one(5, system(False, False, True), answerable=False)
    both = one(6, system(True, False, True))
    found = failures(results([*failed_rows(), good, rightly_silent, both]))
    assert [(failure.row.id, [sort.key for sort in failure.sorts]) for failure in found] == [
        ("q1", ["citation"]),
        ("q2", ["refused"]),
        ("q3", ["unanswerable"]),
        ("q6", ["citation", "refused"]),
    ]


def searched(number, scores, **values):
    row = one(number, SystemRow(scores=scores), **values)
    return row.model_copy(update={"systems": {"hybrid": row.systems["groundwire"]}})


def test_in_a_run_of_retrieval_alone_a_question_fails_without_its_evidence():
    evidence = "evidence within 2,000 characters"
    ranks = {"lexical": 1, "dense": 2, "fused": 6}
    run = results(
        [
            searched(1, {evidence: 1.0}),
            searched(2, {evidence: 0.0}, ranks=ranks),
            searched(3, {"recall@5": 0.0}),
            searched(4, {"recall@5": 0.5}),
            searched(5, {evidence: 0.0}, ranks={"lexical": 1, "dense": 1, "fused": 1}),
        ]
    )
    assert main_system(run) == "hybrid"
    assert not was_asked(run)
    assert [(failure.row.id, failure.stage) for failure in failures(run)] == [
        ("q2", "fusion"),
        ("q3", ""),
        ("q5", "length"),
    ]
    assert "it was searched, not asked" in html_report(run, DOCUMENTS)


def test_the_best_of_a_row_is_the_lowest_where_lower_is_better():
    figures = [
        figure(name="wrongly refused", system=name, value=value, better="lower")
        for name, value in (("lexical", 0.3), ("groundwire", 0.1), ("dense", 0.1), ("hybrid", None))
    ]
    table = figure_table(results([]).model_copy(update={"figures": tuple(figures)}), "test")
    assert table.systems == ("groundwire", "hybrid", "lexical", "dense")
    ((row,),) = table.suites.values()
    assert row.direction == "↓"
    assert [cell.best for cell in row.cells if cell] == [True, False, False, True]


def test_a_system_alone_is_not_the_best():
    table = figure_table(results([]).model_copy(update={"figures": (figure(),)}), "test")
    ((row,),) = table.suites.values()
    assert [cell.best for cell in row.cells if cell] == [False]


def judged(number, confidence, right, **values):
    return one(number, system(True, right, False, confidence=confidence), **values)


def test_risk_and_coverage_by_hand():
    # Surest first: right; then two of equal confidence, one of them wrong; then wrong.
    rows = [judged(1, 0.9, True), judged(2, 0.6, False), judged(3, 0.6, True), judged(4, 0.2, False)]
    assert risk_coverage(rows, "groundwire") == [(1 / 4, 0 / 1), (3 / 4, 1 / 3), (4 / 4, 2 / 4)]


def test_reliability_by_hand():
    rows = [judged(1, 0.61, True), judged(2, 0.69, False), judged(3, 1.0, True)]
    low, high = reliability(rows, "groundwire")
    assert (low.number, low.right, high.number, high.right) == (2, 0.5, 1, 1.0)
    assert low.confidence == pytest.approx((0.61 + 0.69) / 2)


def test_kinds_by_hand():
    rows = [judged(1, 0.6, True, kind="when"), judged(2, 0.6, False, kind="when"), judged(3, 0.6, True)]
    found = by_kind(rows, "groundwire", "first citation on gold, no abstaining")
    assert found == {"when": (0.5, 2), "who_denied": (1.0, 1)}


def test_the_plots_are_drawn_for_what_was_measured(run):
    drawn = plots(run.questions, "groundwire")
    titles = [plot.title for plot in drawn]
    assert titles == [
        "Risk against coverage",
        "Reliability of groundwire",
        "Time for a question",
        "Answered although not answerable, by kind",
        "Right sentence, by kind of question",
    ]
    for plot in drawn:
        assert plot.svg.startswith('<svg class="plot" role="img" aria-label="')
        assert plot.svg.endswith("</svg>")
        assert not re.search(r"#0[a0-9]0[0-9]{3}|<style|http-equiv|xlink:href=\"[^#]", plot.svg)
    assert plots([one(1, SystemRow(scores={}))], "groundwire") == ()


def test_a_dollar_in_a_kind_is_no_formula():
    (plot,) = [
        plot for plot in plots([judged(1, 0.5, True, kind="$x^2$ <b>")], "groundwire") if "kinds" in plot.name
    ]
    assert "$x^2$ &lt;b&gt;" in plot.svg


def test_ids_are_unique_on_the_page_and_every_reference_is_answered(page):
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    references = set(re.findall(r'href="#([^"]+)"', page)) | set(re.findall(r"url\(#([^)]+)\)", page))
    assert references <= set(ids)


def test_the_page_says_what_was_run(page):
    for said in (
        "invented &lt;news&gt;",
        "63 questions on 2 documents",
        "2026-11-25",
        "commit 0123456789 with changes",
        "2 cores x86_64 (avx2, avx512f) with 8 GB",
        "93 seconds",
        "torch 2.13.0",
        "python -m evals --dataset &lt;invented&gt;",
        "The document &lt;b&gt; is missing.",
    ):
        assert said in page


def test_text_of_questions_and_articles_stays_text(page):
    assert "<script>alert" not in page
    assert "<b>bold" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &lt;b&gt;bold" in page
    assert "{{ 7*7 }} ${alert(1)}" in page
    assert page.count("<script>") == 1


def test_each_article_is_in_the_page_once_and_whole(page):
    found = re.findall(r'<div class="text" id="article-\d+" dir="auto">(.*?)</div>', page, re.DOTALL)
    assert DOCUMENTS["ferry"][1] in [html.unescape(text) for text in found]
    assert page.count("crossing number 30 on a calm day") < 30


def test_gold_cited_and_both_are_marked(page):
    assert '<mark class="gold" data-label="gold 1">' in page
    assert '<mark class="cited" data-label="cited 1">the ferry Aldis </mark>' in page
    assert (
        '<mark class="both" data-label="gold">made its crossing number 15 on a calm day, and the crew</mark>'
        in page
    )


def test_a_citation_that_does_not_stand_there_is_said_and_not_marked(page):
    assert "Citation 2 does not stand where it says: “moved”" in page


def test_an_article_that_is_not_at_hand_is_said():
    missing = one(1, system(True, False, False), gold=(Gold(document="gone", start=0, end=4),))
    page = html_report(results([missing]), {})
    assert "The text of this article is not at hand." in page


def test_a_lone_surrogate_can_be_written():
    odd = {"harbour": ("odd", "broken \ud83e text " + DOCUMENTS["harbour"][1])}
    assert "broken \ufffd text" in html_report(results(failed_rows()[2:]), odd | {"ferry": ("f", "\ud83e")})


def test_a_run_without_failures_or_questions_has_a_page():
    assert "No question failed." in html_report(results([one(1, system(True, True, False))]), DOCUMENTS)
    assert "No question failed." in html_report(results([]), {})
    assert "No question failed." in markdown_report(results([]))


def test_a_page_of_very_many_failures_stays_small_and_says_how_many_there_are():
    texts = {f"d{number}": ("long", f"word{number} " * 9_000) for number in range(300)}
    rows = [
        one(
            number, system(True, False, False), gold=(Gold(document=f"d{number % 300}", start=0, end=60_000),)
        )
        for number in range(900)
    ]
    page = html_report(results(rows), texts)
    assert len(page.encode()) <= LARGEST
    assert "900 of 900 questions failed" in page
    assert re.search(r"The first \d+ of them are listed here", page)


def test_markdown_lists_figures_and_failures(run):
    text = markdown_report(run)
    assert "## Figures: test" in text
    assert "## Figures: development" in text
    assert re.search(r"\| answers \| first citation on gold, no abstaining ↑ \| [\d to]+ \| \*\*\d", text)
    assert (
        "- `q1` Who denied \\<script\\>alert(2)\\</script\\> the costs? (wrong sentence; lost by: fusion)"
        in text
    )
    assert "- `lost-1`: The document \\<b\\> is missing." in text
    assert "- Command: `python -m evals --dataset <invented>`" in text
    assert "llama-index" in text


def test_the_terminal_shows_everything_at_100_columns(run):
    named = run.dataset.model_copy(update={"name": "[bold]news[/]"})
    console = Console(width=100, record=True, file=io.StringIO())
    for table in terminal_tables(run.model_copy(update={"dataset": named})):
        console.print(table)
    said = console.export_text()
    assert "[bold]news[/]: 63 questions on 2 documents" in said
    assert "…" not in said
    for system_name in run.systems:
        assert system_name in said
    assert re.search(r"ask, p50 ↓ +41 ms \(39 to 43\) +41 ms \(39 to 43\)", said)


def test_the_terminal_shows_a_system_alone_in_one_table():
    assert len(terminal_tables(results([one(1, system(True, True, False))]))) == 1
