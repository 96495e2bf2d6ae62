"""Marks cut exactly the code points they name, and nothing of the text is lost or changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.reporting.marking import LONGEST_MARK, Mark, excerpt, pieces

SORTS = st.sampled_from(["gold", "cited"])
TEXTS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("🦦\r\n<&\u0301\u202e ")), max_size=80)


@st.composite
def marked_texts(draw):
    """A text and marks in any order, some of them overlapping, empty, or off the text."""
    text = draw(TEXTS)
    places = st.integers(-3, len(text) + 3)
    marks = draw(st.lists(st.builds(Mark, places, places, SORTS, st.just("label")), max_size=6))
    return text, marks


def fits(mark, text):
    return 0 <= mark.start < mark.end <= len(text)


@given(marked_texts())
def test_the_pieces_are_the_text_and_each_code_point_has_its_marks(drawn):
    text, marks = drawn
    cut = pieces(text, marks)
    assert "".join(piece.text for piece in cut) == text
    sorts_of = [piece.sorts for piece in cut for _ in piece.text]
    for place in range(len(text)):
        over = {mark.sort for mark in marks if fits(mark, text) and mark.start <= place < mark.end}
        assert sorts_of[place] == over


@given(marked_texts())
def test_each_mark_is_labelled_once_where_it_begins(drawn):
    text, marks = drawn
    labelled = {piece.start for piece in pieces(text, marks) if piece.labels}
    assert labelled == {mark.start for mark in marks if fits(mark, text)}


@given(marked_texts(), st.integers(0, 40))
def test_an_excerpt_shows_every_mark_whole_and_only_what_stands_there(drawn, times):
    text, marks = drawn
    filler = "Nothing of interest here.\n" * times * 4
    moved = [Mark(one.start + len(filler), one.end + len(filler), one.sort, one.label) for one in marks]
    moved = [one for one in moved if fits(one, filler + text)]
    whole = filler + text + filler
    shown = set()
    for segment in excerpt(whole, moved):
        place = segment.pieces[0].start if segment.pieces else 0
        assert segment.cut_before == (place > 0)
        for piece in segment.pieces:
            assert piece.start == place
            assert whole[place : place + len(piece.text)] == piece.text
            shown |= set(range(place, place + len(piece.text)))
            place += len(piece.text)
        assert segment.cut_after == (place < len(whole))
    assert all(set(range(mark.start, mark.end)) <= shown for mark in moved)


def test_offsets_count_code_points_behind_astral_characters():
    text = "🦦🦦 The otters came back."
    start = text.index("otters")
    (before, otters, after) = pieces(text, [Mark(start, start + 6, "gold", "gold")])
    assert (before.text, otters.text, after.text) == ("🦦🦦 The ", "otters", " came back.")
    assert (before.look, otters.look, after.look) == ("", "gold", "")


def test_where_marks_overlap_is_a_third_look():
    cut = pieces("0123456789", [Mark(1, 6, "gold", "gold"), Mark(4, 9, "cited", "cited 1")])
    assert [(piece.text, piece.look, piece.labels) for piece in cut] == [
        ("0", "", ()),
        ("123", "gold", ("gold",)),
        ("45", "both", ("cited 1",)),
        ("678", "cited", ()),
        ("9", "", ()),
    ]


def test_a_long_article_is_cut_to_the_paragraphs_around_its_marks():
    paragraphs = [f"Paragraph {number} says what paragraphs say, {number}." for number in range(100)]
    text = "\n\n".join(paragraphs)
    start = text.index(paragraphs[50])
    (segment,) = excerpt(text, [Mark(start, start + 9, "gold", "gold")])
    shown = "".join(piece.text for piece in segment.pieces)
    assert segment.cut_before
    assert segment.cut_after
    assert shown.startswith("Paragraph 4")
    assert shown.endswith(".")
    assert len(shown) < 1_000


@pytest.mark.parametrize("length", [LONGEST_MARK, 2 * LONGEST_MARK])
def test_a_whole_document_of_gold_shows_its_beginning_and_its_end(length):
    text = "word " * 2_000
    segments = excerpt(text, [Mark(0, length, "gold", "gold"), Mark(9_000, 9_010, "cited", "cited 1")])
    marked = [piece for segment in segments for piece in segment.pieces if piece.look == "gold"]
    assert len(marked) == (1 if length == LONGEST_MARK else 2)
    assert marked[-1].start + len(marked[-1].text) == length
