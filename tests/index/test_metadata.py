"""A text's own statements about itself are found, with the words that make them, and nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Sample
from index.document import METADATA_FIELDS
from index.furniture import furniture
from index.metadata import recognise

BODY = "The wall of the old harbour will be rebuilt next spring, the council said on Monday."


def values(text):
    found = recognise(text, furniture(text))
    return {name: found.value(name) for name in METADATA_FIELDS if getattr(found, name)}


def printed(field, text):
    """The words a field was read from."""
    return field.span.cut(text)


def test_the_sample_is_read_as_a_wire_story():
    text = Sample().read(0).decode()
    found = recognise(text, furniture(text))
    assert found.value("title") == "Pakistan seeks diplomatic support in row with U.S."
    assert (found.value("place"), found.value("agency")) == ("ISLAMABAD", "Reuters")
    assert found.value("byline") == "Michael Georgy"
    assert found.value("published") == "2011-09-26"
    assert printed(found.published, text) == "September 26, 2011"
    credits = found.value("credits") or ""
    assert credits.startswith("Additional reporting by Saud Mehsud")
    assert credits.endswith("Sanjeev Miglani")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 3 March 2020", "2020-03-03"),
        ("March 3, 2020", "2020-03-03"),
        ("Tue, 3 Mar 2020 10:00:00 GMT", "2020-03-03"),
        ("Tuesday, 3rd March 2020", "2020-03-03"),
        ("2020-03-03", "2020-03-03"),
        ("2020-03-03T10:15:00Z", "2020-03-03"),
        ("03.04.2020, 10:15 Uhr", "2020-04-03"),
        ("13/04/2020", "2020-04-13"),
        ("04/13/2020", "2020-04-13"),
        ("London, 3 March 2020", "2020-03-03"),
        ("Updated 5:21 PM EST, Mon January 3, 2022", "2022-01-03"),
        ("Published 3 March 2020 | Updated 5 March 2020", "2020-03-03"),
        ("Last updated: 5 March 2020 – Published: 3 March 2020", "2020-03-03"),
        ("By Ann Lee | Mar 3, 2020", "2020-03-03"),
    ],
)
def test_the_day_on_a_date_line(line, day):
    text = f"Harbour wall to be rebuilt\n\n{line}\n\n{BODY}"
    found = recognise(text, ())
    assert found.value("published") == day
    assert printed(found.published, text) in line
    assert found.value("title") == "Harbour wall to be rebuilt"


@pytest.mark.parametrize(
    "text",
    [
        f"Storm of May 5, 2021 remembered\n\n{BODY}",
        f"Harbour wall\n\n{BODY} It fell on May 5, 2021.",
        f"Harbour wall\n\nMay 5, 2021 was a hard day for everyone who owns a boat.\n\n{BODY}",
        f"Harbour wall\n\n03/04/2020\n\n{BODY}",
        f"Harbour wall\n\n31 February 2020\n\n{BODY}",
    ],
)
def test_a_date_that_may_be_another_is_not_the_publication_date(text):
    assert "published" not in values(text)


def test_a_labelled_date_at_the_end_counts():
    assert values(f"{BODY}\n\nThis article was first published on 4 July 2019")["published"] == "2019-07-04"


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("LONDON (Reuters) - ", "LONDON", "Reuters"),
        ("WICK, Scotland, May 5, 2021 (AP) — ", "WICK, Scotland", "AP"),
        ("New Delhi, India (AFP) – ", "New Delhi, India", "AFP"),
        ("OSLO/BERGEN (Nordlys) -- ", "OSLO/BERGEN", "Nordlys"),
        ("ST. JOHN’S — ", "ST. JOHN’S", None),
        ("(CNN) ", None, "CNN"),
        ("New York (CNN Business) ", "New York", "CNN Business"),
        ("Hong Kong CNN —\n\n", "Hong Kong", "CNN"),
    ],
)
def test_datelines(opening, place, agency):
    found = values(opening + BODY)
    assert (found.get("place"), found.get("agency")) == (place, agency)
    assert "title" not in found


def test_a_dateline_with_a_year_gives_the_day():
    assert values(f"WICK, May 5, 2021 (AP) — {BODY}")["published"] == "2021-05-05"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("by Ann Lee and Bo Li", "Ann Lee and Bo Li"),
        ("By ANN LEE, Daily Gull", "ANN LEE"),
        ("By Ann van der Lee, Bo Li and Al Roe", "Ann van der Lee, Bo Li and Al Roe"),
        ("Written by J. K. Lee", "J. K. Lee"),
        ("By Ann Lee in Wick", "Ann Lee"),
        ("Ann Lee", "Ann Lee"),
    ],
)
def test_bylines(line, names):
    text = f"Harbour wall to be rebuilt\r\n{line}\r\n\r\n{BODY}"
    found = recognise(text, ())
    assert found.value("byline") == names
    assert printed(found.byline, text) == names
    assert found.value("title") == "Harbour wall to be rebuilt"


def test_credits_in_brackets_name_the_reporter():
    found = values(f"LONDON (Reuters) - {BODY} (Reporting by Ann Lee; Editing by Bo Li)")
    assert found["credits"] == "Reporting by Ann Lee; Editing by Bo Li"
    assert found["byline"] == "Ann Lee"


def test_additional_reporting_is_not_the_byline():
    assert "byline" not in values(f"{BODY}\n\nAdditional reporting by Ann Lee in Wick; Editing by Bo Li")


def test_a_contribution_is_credited():
    credits = "Al Roe contributed to this report."
    assert values(f"{BODY}\n\n{BODY}\n\n{credits}")["credits"] == credits


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n\n{BODY}",
        f"The wall fell.\n\n{BODY}",
        f"CNN —\n\n{BODY}",
        f"Ann Lee\n\n{BODY}",
        f"1 Old walls\n\n{BODY}",
        f"{'A long line that has no end and goes on ' * 6}\n\n{BODY}",
        "a note\nwithout anything",
        "0 : 0",
        "",
    ],
)
def test_no_title_where_there_is_none(text):
    assert "title" not in values(text)


def test_a_section_above_the_title_is_passed_over():
    assert (
        values(f"World News\nShips leave U.S.\n5 days ago\n3 Min Read\n{BODY}")["title"] == "Ships leave U.S."
    )


def test_a_label_is_not_part_of_the_title():
    assert values(f"Headline: Ships leave harbour\n\n{BODY}")["title"] == "Ships leave harbour"


PARTS = st.sampled_from(
    [
        "Ships leave",
        "By Ann Lee",
        "March 3, 2020",
        "LONDON (AP) — ",
        BODY,
        "Reporting by Ann Lee",
        "\n",
        "\n\n",
        "\r\n",
        " ",
    ]
)


@given(st.lists(st.one_of(PARTS, st.text(max_size=15)), max_size=12))
def test_every_span_lies_in_the_text_and_says_the_value(parts):
    text = "".join(parts)
    found = recognise(text, furniture(text))
    for name in METADATA_FIELDS:
        field = getattr(found, name)
        if field:
            assert 0 <= field.span.start < field.span.end <= len(text)
            assert field.span.cut(text).strip()
            if name != "published":
                assert field.value == " ".join(field.span.cut(text).split())
