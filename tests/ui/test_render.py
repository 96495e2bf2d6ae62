"""Whatever a question or a document holds, the page shows it as text."""

from __future__ import annotations

import dataclasses
import inspect
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import (
    DONT_SAY,
    Answer,
    Citation,
    Difference,
    ListedArticle,
    Passage,
    ReadingDone,
    Retrieved,
    Searching,
    SingleAnswer,
    Time,
    Understood,
)
from ui import render
from ui.dates import long_date

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![](https://example.com/x.png)",
    "[link](javascript:alert(1))",
    "$x^2$ and \\(y\\)",
    "${alert(1)} {{7*7}} {% raw %}",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "</div></blockquote><h1>out</h1>",
    "a\n\nb\n\n    <b>code</b>\n\n# heading",
    "```\n<b>fence</b>\n```",
    "&lt;b&gt; &amp;amp; &#60;",
    "<!-- --> <![CDATA[ ]]> <?php ?>",
    "a\tb\r\nc\x0bd\x0ce",
    "<think>hidden</think>",
    "\u202eright to left\u2028line\u2029paragraph",
]
ANYTHING = st.one_of(st.text(max_size=80), st.sampled_from(PAYLOADS))
TAGS = {"div", "p", "b", "a", "span", "blockquote", "cite", "button"}


class Reading(HTMLParser):
    """What a browser sees: tags with their attributes, and text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.depth = 0
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.depth += 1

    def handle_endtag(self, tag):
        self.depth -= 1

    def handle_data(self, data):
        self.words += data

    def handle_comment(self, data):
        raise AssertionError(f"a comment got through: {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def citation(number: int, title: str, quote: str, agency: str | None = None) -> Citation:
    return Citation(number, "ab" * 8, "cd" * 8, "upload:x", title, "2011-09-26", agency, 3, 9, quote)


def answer(
    question: str, title: str, quote: str, short: str | None = None, reason: str | None = None
) -> Answer:
    cited = (citation(1, title, quote, title), citation(2, title, quote))
    singles = (SingleAnswer(quote, short, cited[:1], 0.8), SingleAnswer(quote, None, cited[1:], 0.5))
    return Answer(question, quote, short, singles, cited, 0.8, False, documents_searched=2)


def refusal(title: str, quote: str, reason: str) -> Answer:
    return Answer("q", DONT_SAY, None, (), (), 0.1, True, citation(0, title, quote), reason, 2)


def assert_ours(html: str) -> Reading:
    assert "\n" not in html
    assert "\r" not in html
    assert "\t" not in html
    assert inspect.cleandoc(html) == html  # what the chat does to a message before it is sent
    seen = Reading(html)
    assert seen.depth == 0
    for tag, attributes in seen.tags:
        assert tag in TAGS
        assert set(attributes) <= {"class", "href", "title", "type"}
        assert tag != "a" or (attributes["href"] or "").startswith("?document=")
    return seen


@given(ANYTHING)
def test_a_question_is_text(question):
    seen = assert_ours(render.question(question))
    assert [tag for tag, _ in seen.tags] == ["div"]


@given(ANYTHING)
def test_what_a_question_was_understood_as_is_text(understood):
    for given_answer in (answer("q", "title", "quote"), refusal("title", "quote", "reason")):
        whole = dataclasses.replace(given_answer, understood=understood)
        seen = assert_ours(render.answer(whole))
        assert ("button", {"type": "button", "class": "gw-edit"}) in seen.tags
        assert seen.words.startswith("Understood as: ")
        assert "gw-understood" not in render.answer(given_answer)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_a_question_is_shown_as_it_was_typed(payload):
    seen = Reading(render.question(payload))
    assert seen.words == payload.strip()


@given(ANYTHING, ANYTHING, ANYTHING)
def test_an_answer_is_ours_but_for_its_words(question, title, quote):
    given_answer = answer(question, title, quote, short=quote[:5] or None)
    seen = assert_ours(render.answer(given_answer))
    plain = assert_ours(render.answer(answer("q", "t", "a b c", short="a b c"[:5])))
    chips = [attributes for tag, attributes in seen.tags if tag == "a"]
    assert len(chips) == (3 if quote[:5] else 2)
    assert {tag for tag, _ in seen.tags} - {"b"} <= {tag for tag, _ in plain.tags}


@given(ANYTHING, ANYTHING)
def test_a_chip_carries_the_exact_quote(title, quote):
    quote = quote.replace("\0", "")  # no HTML can carry it; the script compares without
    seen = Reading(render.answer(answer("q", title, quote)))
    chip = next(attributes for tag, attributes in seen.tags if tag == "a")
    assert (chip["title"] or "").split("\n", 2)[2] == quote


@given(ANYTHING, ANYTHING, ANYTHING)
def test_a_refusal_is_ours_but_for_its_words(title, quote, reason):
    seen = assert_ours(render.answer(refusal(title, quote, reason)))
    chips = [attributes["class"] for tag, attributes in seen.tags if tag == "a"]
    assert chips == ["gw-cite gw-nearest"]


@given(ANYTHING, ANYTHING)
def test_a_contradiction_is_cited_and_is_no_nearest_passage(title, quote):
    against = citation(1, title, quote)
    refused = dataclasses.replace(refusal(title, quote, "r"), nearest=None, contradiction=against)
    seen = assert_ours(render.answer(refused))
    assert [attributes["class"] for tag, attributes in seen.tags if tag == "a"] == ["gw-cite"]


@given(ANYTHING)
def test_an_error_and_a_stage_line_are_text(sentence):
    assert_ours(render.failure(sentence))
    assert [tag for tag, _ in assert_ours(render.stage(sentence)).tags] == ["div"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80).filter(str.strip))
def test_the_words_of_the_evidence_are_those_of_the_source(quote):
    quote = quote.replace("\0", "")
    seen = Reading(render.answer(answer("q", "t", quote)))
    assert quote.strip() in seen.words


def test_evidence_ends_in_its_chip_and_marks_the_words_that_answer():
    html = render.answer(answer("q", "t", "The army rejected it.", short="The army"))
    assert "<b>The army</b> rejected <span" in html
    assert '>it. <a class="gw-cite" href="?document=' in html
    assert '<p class="gw-short"><span class="gw-together">The army <a class="gw-cite"' in html
    html = render.answer(answer("q", "t", "The army of the north left.", short="The army of the north"))
    assert '<p class="gw-short">The army of the <span class="gw-together">north <a class="gw-cite"' in html


@pytest.mark.parametrize(
    ("kind", "told"),
    [("number", "[1] and [2] give different numbers."), ("denial", "One of [1] and [2] denies")],
)
def test_sources_that_differ_are_told_by_their_numbers(kind, told):
    given = answer("q", "T", "Forty were hurt.")
    sides = tuple(SingleAnswer(one.quote, None, (one,), 0.8) for one in given.citations)
    differing = dataclasses.replace(given, answers=sides, differing=(Difference(0, 1, kind),))
    html = render.answer(differing)
    assert told in Reading(html).words
    assert Reading(html).words.count("The sources differ") == 1
    assert html.count('<h2 class="gw-side">') == len(sides)  # a group for each, under who says it
    assert '<p class="gw-headline">The sources differ.</p>' in html
    assert "differ" not in Reading(render.answer(given)).words


def test_a_side_is_headed_by_who_says_it_and_by_its_agency_where_nobody_is_named():
    quotes = ("The council denied the claims.", "“It fell,” said Ann Lee.", "Forty were hurt.")
    cited = [citation(number, "T", quote) for number, quote in enumerate(quotes, start=1)]
    given = answer("q", "T", "Forty were hurt.")
    sides = tuple(SingleAnswer(one.quote, None, (one,), 0.8) for one in cited)
    differing = dataclasses.replace(given, answers=sides, differing=(Difference(0, 1, "denial"),))
    headings = re.findall(r'<h2 class="gw-side">([^<]*)</h2>', render.answer(differing))
    assert headings == ["The council", "Ann Lee", "T"]


@given(ANYTHING.filter(bool))
def test_that_a_question_was_read_in_part_stands_before_what_was_found(notice):
    for replied in (answer("q", "t", "It rained."), refusal("t", "It rained.", "Why.")):
        html = render.answer(dataclasses.replace(replied, notice=notice))
        seen = assert_ours(html)
        assert {"class": "gw-note gw-notice"} in [attributes for _, attributes in seen.tags]
        assert html.index("gw-notice") < html.index("It rained.")
        assert "gw-notice" not in render.answer(replied)


def test_without_a_short_answer_there_is_no_headline():
    assert "gw-short" not in render.answer(answer("q", "t", "A sentence."))


def test_sources_stand_under_what_they_bear():
    html = render.answer(answer("q", "Storm hits coast", "It rained."))
    assert html.count("gw-source") == 1  # both citations are of one document
    assert "<cite>Storm hits coast</cite> · Storm hits coast · 26 September 2011" in html


def timed(*times: Time) -> Answer:
    cited = dataclasses.replace(citation(1, "t", "It rained on Monday."), times=times)
    return Answer("q", "It rained on Monday.", None, (), (cited,), 0.8, False)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2011-09-26", "2011-09-26", "26 September 2011"),
        ("2011-09-19", "2011-09-25", "19 September 2011 to 25 September 2011"),
        ("2012-02-01", "2012-02-29", "February 2012"),
        ("2012-02-01", "2012-02-28", "1 February 2012 to 28 February 2012"),
        ("2010-01-01", "2010-12-31", "2010"),
        ("9999-12-01", "9999-12-31", "December 9999"),
    ],
)
def test_a_time_stands_beside_the_quotation_with_its_days(first, last, shown):
    html = render.answer(timed(Time(11, 20, "on Monday", first, last)))
    assert f'</blockquote><p class="gw-note gw-times">“on Monday”: {shown}</p>' in html
    assert "gw-times" not in render.answer(timed())


def test_the_nearest_passage_has_its_times_too():
    (cited,) = timed(Time(11, 20, "on Monday", "2011-09-26", "2011-09-26")).citations
    near = dataclasses.replace(cited, number=0)
    html = render.answer(dataclasses.replace(refusal("t", "near", "Why."), nearest=near))
    assert "“on Monday”: 26 September 2011" in html


@given(ANYTHING)
def test_the_words_of_a_time_are_text(words):
    seen = assert_ours(render.answer(timed(Time(0, 1, words, "2011-09-26", "2011-09-26"))))
    plain = assert_ours(render.answer(timed(Time(0, 1, "on Monday", "2011-09-26", "2011-09-26"))))
    assert seen.tags == plain.tags


def test_a_refusal_shows_no_evidence():
    seen = Reading(render.answer(refusal("t", "Near words.", "Nothing names a president.")))
    assert DONT_SAY in seen.words
    assert "No answer found searched 2 articles" in seen.words
    assert "Nothing names a president." in seen.words
    assert "Nearest passage" in seen.words


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(0.95, "Well"), (0.7, "Well"), (0.5, "Partly"), (0.4, "Partly"), (0.1, "Weakly")],
)
def test_confidence_is_told_in_words(confidence, words):
    assert render.confidence_words(confidence)[0] == f"{words} supported"


def test_stage_lines_say_what_is_done():
    passage = Passage("p", "d", "v", "u", "t", None, 0, 1, "x")
    assert render.stage_of(Understood("what did Mullen\nsay?")) == "Understood as: what did Mullen say?"
    assert render.stage_of(Searching(1)) == "Searching 1 article…"
    assert render.stage_of(Searching(2)) == "Searching 2 articles…"
    assert render.stage_of(Retrieved((passage,) * 8)) == "Reading 8 passages…"
    assert render.stage_of(ReadingDone(())) == "Choosing the sentences…"


def test_a_very_long_question_is_cut():
    seen = Reading(render.question("x" * 100_000))
    assert len(seen.words) < 3_000
    assert seen.words.endswith("…")


@pytest.mark.parametrize(("day", "shown"), [("2011-09-26", "26 September 2011"), ("soon", "soon"), ("", "")])
def test_dates_are_written_out(day, shown):
    assert long_date(day) == shown


LISTED = ("<img src=x onerror=alert(1)>", "![x](http://e.example/x.png)", "Ordinary title")


def overview(aspect, *singles: SingleAnswer) -> Answer:
    cited = tuple(citation for single in singles for citation in single.citations)
    return Answer("q", "t", None, singles, cited, 1.0, False, kind="overview", aspect=aspect)


def test_an_overview_has_its_heading_and_no_confidence():
    first, second = citation(1, "A title", "It rained."), citation(2, "A title", "It stopped.")
    seen = assert_ours(
        render.answer(overview("brief", SingleAnswer("It rained. It stopped.", None, (first, second), 1.0)))
    )
    assert seen.words.startswith("In brief")
    assert "upported" not in seen.words
    assert seen.words.index("It rained.") < seen.words.index("It stopped.")
    assert [dict(found)["href"] for tag, found in seen.tags if tag == "a"] == [first.address, second.address]


@given(ANYTHING, ANYTHING)
def test_names_in_a_list_are_text(name, quote):
    assert_ours(
        render.answer(overview("mentioned", SingleAnswer(quote, name, (citation(1, "T", quote),), 1.0)))
    )


@pytest.mark.parametrize("title", LISTED)
@pytest.mark.parametrize("kind", ["talk", "which article"])
def test_listed_articles_and_examples_are_text(title, kind):
    listed = ListedArticle("ab" * 8, "cd" * 8, title, "2011-09-26")
    told = Answer(
        "q", f"Which?\n{title}", None, (), (), 1.0, False, kind=kind, articles=(listed,), examples=(title,)
    )
    seen = assert_ours(render.answer(told))
    assert seen.words.count(title) == 2
    assert "26 September 2011" in seen.words
    assert "No answer found" not in seen.words
    assert [dict(found)["href"] for tag, found in seen.tags if tag == "a"] == [listed.address]
