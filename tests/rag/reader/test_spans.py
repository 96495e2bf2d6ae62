"""From logits to spans: the best are found, none overlap, and strides of one text agree."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index import Span
from rag.reader.spans import (
    MAX_ANSWER_TOKENS,
    ScoredSpan,
    best_in_excerpts,
    best_in_ranges,
    best_in_sentences,
    best_spans,
    merge,
)
from rag.reader.windows import Window

HEAD = 3  # tokens before the passage's
# Multiples of 1/8 add up without error, so scores compare exactly.
LOGITS = st.integers(-80, 80).map(lambda eighths: eighths / 8)


def window_of(offsets: list[tuple[int, int]], excerpt: int = 0) -> Window:
    """A window of a head, tokens with the given ranges of characters, and one token after them."""
    size = HEAD + len(offsets) + 1
    ranges = np.array(offsets, np.int64).reshape(-1, 2)
    return Window(
        excerpt=excerpt,
        ids=np.zeros(size, np.int64),
        types=np.zeros(size, np.int64),
        tokens=np.arange(HEAD, HEAD + len(offsets), dtype=np.int64),
        starts=ranges[:, 0],
        ends=ranges[:, 1],
    )


def words(count: int) -> list[tuple[int, int]]:
    """Tokens of three characters with a blank between them."""
    return [(4 * number, 4 * number + 3) for number in range(count)]


@st.composite
def scored(draw, most: int = 45):
    """A window with logits; its tokens may be empty, touch, or share a range (bytes of one letter)."""
    offsets: list[tuple[int, int]] = []
    place = 0
    for kind in draw(st.lists(st.sampled_from(["word", "piece", "empty", "again"]), max_size=most)):
        if kind == "again" and offsets:
            offsets.append(offsets[-1])
            continue
        begin = place + (kind == "word")
        place = begin if kind == "empty" else begin + 2
        offsets.append((begin, place))
    window = window_of(offsets)
    logits = st.lists(LOGITS, min_size=len(window.ids), max_size=len(window.ids))
    return window, *(np.array(draw(logits), np.float32) for _ in range(2))


def every_span(window, starts, ends):
    """All spans with their scores, one by one: what the vectorised search must agree with."""
    null = starts[0] + ends[0]
    for first in range(len(window.tokens)):
        for last in range(first, min(first + MAX_ANSWER_TOKENS, len(window.tokens))):
            begin, end = int(window.starts[first]), int(window.ends[last])
            if begin < end:
                score = starts[window.tokens[first]] + ends[window.tokens[last]] - null
                yield ScoredSpan(window.excerpt, begin, end, float(score))


@given(scored(), st.integers(0, 6))
def test_each_span_is_the_best_of_those_that_overlap_none_before_it(made, count):
    left = list(every_span(*made))
    window, starts, ends = made
    found = best_spans(window, starts, ends, count)
    for span in found:
        assert span in left
        assert span.score == max(other.score for other in left)
        left = [other for other in left if not other.overlaps(span)]
    assert len(found) == count or not left


@given(scored(), st.lists(st.tuples(st.integers(0, 120), st.integers(0, 60)), max_size=5))
def test_the_best_of_a_range_lies_in_it_and_nothing_in_it_is_better(made, parts):
    ranges = [Span(start, start + length) for start, length in parts]
    window, starts, ends = made
    found = best_in_ranges(window, starts, ends, ranges)
    assert len(found) == len(ranges)
    for span, part in zip(found, ranges, strict=True):
        inside = [one for one in every_span(*made) if part.start <= one.start and one.end <= part.end]
        assert (span is None) == (not inside)
        if span:
            assert span in inside
            assert span.score == max(one.score for one in inside)


def test_the_score_is_what_the_span_has_over_no_answer():
    window = window_of(words(4))
    starts, ends = (np.zeros(8, np.float32) for _ in range(2))
    starts[[0, HEAD + 1]] = 1, 5
    ends[[0, HEAD + 2]] = 2, 4
    assert best_spans(window, starts, ends, 1) == [ScoredSpan(0, 4, 11, 6.0)]


def test_an_end_before_the_start_makes_no_span():
    window = window_of(words(4))
    starts, ends = (np.zeros(len(window.ids), np.float32) for _ in range(2))
    starts[HEAD + 2], ends[HEAD + 1] = 8, 8
    assert best_spans(window, starts, ends, 1)[0].score == 8.0


def test_an_answer_has_a_longest_length():
    window = window_of(words(MAX_ANSWER_TOKENS + 1))
    starts, ends = (np.zeros(len(window.ids), np.float32) for _ in range(2))
    starts[HEAD], ends[HEAD + MAX_ANSWER_TOKENS] = 10, 10
    assert best_spans(window, starts, ends, 1)[0].score == 10.0
    ends[HEAD + MAX_ANSWER_TOKENS - 1] = 9
    (best,) = best_spans(window, starts, ends, 1)
    assert (best.start, best.end, best.score) == (0, words(MAX_ANSWER_TOKENS)[-1][1], 19.0)


def test_a_window_without_a_passage_has_no_span():
    window = window_of([])
    logits = np.ones(len(window.ids), np.float32)
    assert best_spans(window, logits, logits, 3) == []
    assert best_in_ranges(window, logits, logits, [Span(0, 9)]) == [None]


@given(st.lists(LOGITS, min_size=40, max_size=40), st.lists(LOGITS, min_size=40, max_size=40))
def test_two_strides_together_find_what_is_in_either(starts, ends):
    """Spans in both strides count once, with the score of the stride that believes more in them."""
    offsets = words(30)
    parts = [window_of(offsets[:20]), window_of(offsets[10:])]
    size = HEAD + 20 + 1
    logits = [
        (np.array(starts[:size], np.float32), np.array(ends[:size], np.float32)),
        (np.array(starts[-size:], np.float32), np.array(ends[-size:], np.float32)),
    ]
    each = [
        span
        for part, (one, other) in zip(parts, logits, strict=True)
        for span in every_span(part, one, other)
    ]
    (found,) = best_in_excerpts(parts, logits, 3).values()
    assert found[0].score == max(span.score for span in each)
    assert not any(one.overlaps(other) for one in found for other in found if one is not other)
    whole = Span(0, offsets[-1][1])
    ((best,),) = best_in_sentences(parts, logits, [[whole]])
    assert best is not None
    assert best.score == found[0].score


def test_ranges_of_several_excerpts_keep_their_places():
    windows = [window_of(words(3), excerpt=2), window_of(words(2), excerpt=0)]
    logits = []
    for window in windows:
        values = np.arange(len(window.ids), dtype=np.float32)
        logits.append((values, values))
    found = best_in_sentences(windows, logits, [[Span(0, 7), Span(90, 99)], [Span(0, 3)], [Span(8, 11)]])
    assert found[0][0] is not None
    assert (found[0][0].excerpt, found[0][0].start, found[0][0].end) == (0, 4, 7)
    assert found[0][1] is None
    assert found[1] == [None]
    assert found[2] == [ScoredSpan(2, 8, 11, 10.0)]


@given(
    st.lists(st.builds(ScoredSpan, st.integers(0, 1), st.integers(0, 9), st.integers(10, 12), LOGITS)),
    st.integers(0, 4),
)
def test_merging_keeps_the_best_and_nothing_that_overlaps_it(spans, count):
    kept = merge(spans, count)
    assert len(kept) <= count
    assert [span.score for span in kept] == sorted((span.score for span in kept), reverse=True)
    assert len({span.excerpt for span in kept}) == len(kept)  # all of one excerpt share a character
    if spans and count:
        assert math.isclose(kept[0].score, max(span.score for span in spans))
