"""What is not the article is labelled, and prose never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Sample
from index.furniture import furniture, is_only_furniture

ARTICLE = (
    "The wall of the old harbour will be rebuilt next spring, the council said.\n\n"
    "“We waited nine years,” said Ann Lee, who mends boats there."
)


def found(text):
    return [span.cut(text) for span in furniture(text)]


@pytest.mark.parametrize(
    "line",
    [
        "0 : 0",
        "0:00 / 2:31",
        "3 Min Read",
        "Reading time: 4 minutes",
        "Advertisement",
        "Story continues below advertisement",
        "Share this",
        "Share this article",
        "Read more: The other harbour, in pictures",
        "Read More",
        "We use cookies to improve this page. Accept or read our policy.",
        "By continuing to use this page you accept cookies.",
        "Sign up for our newsletter and get the harbour in your inbox.",
        "Home | News | Sport | Weather | Boats",
        "© 2020 The Daily Gull. All rights reserved.",
        "2 hours ago",
        "Image source, Gull Pictures",
    ],
)
def test_lines_that_are_no_article(line):
    assert found(f"{ARTICLE}\n\n{line}\n") == [line]
    assert found(f"{line}\r\n\r\n{ARTICLE}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "The match ended 0 : 0 after extra time.",
        "She left the company 9 years ago",
        "Home",
        "We use cookies in the bakery, said the cook, and flour, and salt.",
        "Sign up for the army, they were told.",
        "well-known",
        "Copyright law will change next year, the minister said.",
        "Share prices fell on Monday.",
        "Advertisement revenue fell by a third",
        "a, b | c, d",
        "(C) that the worker is free from control;",
    ],
)
def test_lines_that_may_be_the_article(line):
    assert found(f"{ARTICLE}\n\n{line}\n\n{ARTICLE}") == []


def test_the_age_on_a_date_line_is_furniture_and_its_date_is_not():
    assert found(f"March 3, 2020 / 1:27 PM / 9 years ago\n\n{ARTICLE}") == ["/ 9 years ago"]


def test_lists_of_style_sheet_names_and_menus_are_found_as_runs():
    names = "  • narrow-page\n  • wide-page-and-larger\n  • above-phone"
    assert found(f"{ARTICLE}\n{names}") == [names.strip()]
    menu = "Home\n\nWorld\nBusiness\nLog in"
    assert found(f"{menu}\n\n{ARTICLE}") == [menu]


def test_the_sample_keeps_its_article():
    text = Sample().read(0).decode()
    assert [words.split("\n")[0] for words in found(text)] == ["/ 9 years ago", "0 : 0"]
    assert not is_only_furniture(text, furniture(text))


@pytest.mark.parametrize("text", ["0 : 0\n\nShare this\n", "", "  \n", "Home\nNews\nSport"])
def test_a_page_without_article_is_known(text):
    assert is_only_furniture(text, furniture(text))


LINES = st.sampled_from(
    ["0 : 0", "Home", "News", "Share this", "", " ", "a-b", "A sentence of prose, with an end.", "x"]
)


@given(
    st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=12),
    st.sampled_from(["\n", "\r\n", "\n\n", "\u2028"]),
)
def test_ranges_are_ordered_apart_and_trimmed(rows, ending):
    text = ending.join(rows)
    previous = 0
    for span in furniture(text):
        assert previous <= span.start < span.end <= len(text)
        assert span.cut(text) == span.cut(text).strip()
        previous = span.end


@given(st.lists(LINES, max_size=12))
def test_a_sentence_of_prose_is_never_furniture(rows):
    text = "\n".join(rows)
    for span in furniture(text):
        assert "prose" not in span.cut(text)
