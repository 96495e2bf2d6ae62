"""Verbs of reporting know their kin, and no other word does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import words
from rag.reader.vocabulary import REPORTING, related, stem, stems

KIN = (
    ("denied", "rejected disputes refuted dismissing contradicts rebuttal denials"),
    ("accused", "alleges blamed charges claims allegations indicted"),
    ("confirmed", "admits acknowledged conceding corroborates affirmed confessed admission"),
    ("said", "says tells told remarks statement"),
    ("announced", "revealed discloses divulged unveiling"),
)


@pytest.mark.parametrize(("verb", "kin"), [(verb, word) for verb, kin in KIN for word in kin.split()])
def test_a_verb_knows_its_kin_in_any_form_and_they_know_it(verb, kin):
    assert stem(kin) in related(stem(verb))
    assert stem(verb) in related(stem(kin))


@pytest.mark.parametrize(
    "word", "states attack faults challenge contest revelation ad bridge senate mayor".split()
)
def test_a_word_that_means_something_else_in_the_news_has_no_kin(word):
    assert related(stem(word)) == frozenset()


def test_no_word_stands_in_two_groups_and_each_group_has_a_source():
    groups = [{stem(word) for word in kin.words.split()} for kin in REPORTING]
    assert sum(map(len, groups)) == len(frozenset().union(*groups))
    assert all(kin.source for kin in REPORTING)


def test_no_word_is_one_that_questions_are_stripped_of():
    for kin in REPORTING:
        assert words(kin.words) == kin.words.split()


@given(st.text())
def test_a_text_has_the_stems_of_its_words(text):
    assert stems(text) == {stem(word) for word in words(text)}


@given(st.sampled_from(sorted(word for kin in REPORTING for word in kin.words.split())))
def test_kinship_is_mutual_and_not_with_oneself(word):
    assert stem(word) not in related(stem(word))
    assert all(stem(word) in related(other) for other in related(stem(word)))
