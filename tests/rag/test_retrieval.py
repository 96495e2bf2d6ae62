"""Fusing two searches into one ranking."""

from hypothesis import given
from hypothesis import strategies as st

from index import Match, Passage
from rag import fuse

SCORES = st.integers(0, 64).map(lambda number: number / 64)  # exact in binary, so sums have no noise


@st.composite
def matches(draw):
    count = draw(st.integers(0, 12))
    return [
        Match(
            Passage(
                passage_id=f"p{number}",
                document_id=f"d{draw(st.integers(0, 3))}",
                version="v",
                uri="u",
                title="t",
                published=None,
                start=0,
                end=1,
                text="x",
                coverage=draw(SCORES),
                cosine=draw(SCORES),
            ),
            draw(SCORES),
        )
        for number in range(count)
    ]


def names(ranked):
    return [passage.passage_id for passage in ranked]


@given(matches(), st.randoms())
def test_the_order_of_the_input_does_not_matter(found, random):
    shuffled = found.copy()
    random.shuffle(shuffled)
    assert fuse(shuffled) == fuse(found)


@given(matches())
def test_every_passage_is_ranked_once_by_its_score(found):
    ranked = fuse(found)
    assert sorted(names(ranked)) == sorted(match.passage.passage_id for match in found)
    scores = [passage.score for passage in ranked]
    assert scores == sorted(scores, reverse=True)


@given(matches(), st.sampled_from(["coverage", "cosine"]), SCORES)
def test_a_constant_on_one_side_does_not_change_the_ranking(found, side, constant):
    from dataclasses import replace

    raised = [
        replace(m, passage=replace(m.passage, **{side: getattr(m.passage, side) + constant})) for m in found
    ]
    before, after = fuse(found), fuse(raised)
    gaps = {round(a.score - b.score, 9) for a, b in zip(before, before[1:], strict=False)}
    if 0.0 not in gaps:
        assert names(before) == names(after)


@given(matches())
def test_better_in_both_searches_and_in_the_same_document_is_better(found):
    ranked = fuse(found)
    for place, upper in enumerate(ranked):
        for lower in ranked[place + 1 :]:
            if upper.document_id == lower.document_id:
                assert not (lower.coverage > upper.coverage and lower.cosine > upper.cosine)
