"""Passages: exact, complete, within their size, and quotations with their speakers."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Sample
from index.document import Span
from index.furniture import furniture
from index.splitting import split
from tests.index.tokens import character_tokens, model_tokens

SENTENCE = "The wall of the old harbour fell on Monday, and nobody was hurt."


def passages(text, max_tokens=144, tokens=model_tokens):
    return [span.cut(text) for span in split(text, furniture(text), tokens, max_tokens)]


def test_a_paragraph_that_fits_is_a_passage():
    assert passages(f"Harbour wall\n\n{SENTENCE} {SENTENCE}\n\n{SENTENCE}") == [
        "Harbour wall",
        f"{SENTENCE} {SENTENCE}",
        SENTENCE,
    ]


def test_a_long_paragraph_becomes_balanced_runs_of_sentences():
    found = passages(" ".join([SENTENCE] * 12), max_tokens=144)
    assert found == [" ".join([SENTENCE] * 6)] * 2


def test_a_quotation_is_not_parted_from_its_speaker():
    asked = "“Are we to blame for all of this?” asked Ann Lee, 40, who mends boats in Wick."
    said = "“It was a mistake of our mayors that they never paid for the wall.”"
    for before in range(1, 7):
        text = " ".join([SENTENCE] * before + [asked, said] + [SENTENCE] * 3)
        assert any(f"{asked} {said}" in passage for passage in passages(text, max_tokens=60))


def test_a_long_sentence_is_cut_between_words():
    text = " ".join(f"word{number}" for number in range(200))
    found = passages(text, max_tokens=32)
    assert " ".join(found) == text


def test_an_endless_word_is_cut_anywhere():
    text = "ab" * 500
    found = passages(text, max_tokens=16, tokens=character_tokens)
    assert "".join(found) == text
    assert max(map(len, found)) <= 16


def test_furniture_is_in_no_passage_of_the_sample():
    found = passages(Sample().read(0).decode())
    assert found[0] == "September 26, 2011 / 1:27 PM"
    assert found[-1].startswith("Additional reporting by")
    assert len(found) == 31


@pytest.mark.parametrize("size", [1_000, 4_000])
def test_work_grows_with_the_text_and_not_with_its_square(size):
    calls = []

    def counting(text):
        calls.append(len(text))
        return character_tokens(text)

    text = (SENTENCE + " ") * size
    split(text, (), counting, 144)
    assert sum(calls) < 4 * len(text)


PIECES = st.sampled_from(
    [
        SENTENCE,
        "He said no. ",
        "“Why not? ",
        "asked Ann Lee.” ",
        "\n",
        "\r\n",
        "\n\n",
        " ",
        "\t",
        "\u2028",
        "😀😀",
        "ﷺ",
        "\u200b",
    ]
    + [
        "\x00\x07",
        "新闻报道。",
        "한국어",
        "é",
        "x" * 120,
        "!?" * 40,
        "0 : 0\n",
        "\n9 years ago\n",
        "a-b\na-c\na-d\n",
        "U.S. ",
    ]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=20).map("".join))


@settings(max_examples=300)
@given(TEXTS, st.sampled_from([16, 20, 144]), st.sampled_from([model_tokens, character_tokens]))
def test_passages_of_any_text(text, max_tokens, tokens):
    ranges = furniture(text)
    spans = split(text, ranges, tokens, max_tokens)
    covered = [False] * len(text)
    previous = 0
    for span in spans:
        assert previous <= span.start < span.end <= len(text)
        assert span.cut(text) == span.cut(text).strip()
        assert len(tokens(span.cut(text))) <= max_tokens
        assert not any(span.overlaps(other) for other in ranges)
        covered[span.start : span.end] = [True] * (span.end - span.start)
        previous = span.end
    for other in ranges:
        covered[other.start : other.end] = [True] * (other.end - other.start)
    assert all(done or letter.isspace() for done, letter in zip(covered, text, strict=True))


def place(node):
    """Where llama-index says a node stands in its document."""
    return Span(node.start_char_idx, node.end_char_idx)


@given(TEXTS)
def test_nodes_have_the_splitters_offsets(text):
    from llama_index.core.schema import Document, MetadataMode

    from index.node_parser import PassageNodeParser

    parser = PassageNodeParser(token_offsets=model_tokens, max_tokens=16)
    document = Document(text=text, id_="one")
    nodes = parser.get_nodes_from_documents([document])
    assert [place(node) for node in nodes] == split(document.text, furniture(document.text), model_tokens, 16)
    for node in nodes:
        assert place(node).cut(document.text) == node.get_content(MetadataMode.NONE)
    assert [node.node_id for node in nodes] == [node.node_id for node in parser([document])]


def test_node_ids_come_from_the_function_given():
    from llama_index.core.schema import Document

    from index.node_parser import PassageNodeParser

    parser = PassageNodeParser(token_offsets=model_tokens, id_func=lambda i, doc: f"{doc.node_id}/{i}")
    nodes = parser.get_nodes_from_documents([Document(text="He said no.\n\nHe said no.", id_="one")])
    assert [(node.node_id, place(node).start) for node in nodes] == [("one/0", 0), ("one/1", 13)]
    assert not re.search("token_offsets", parser.to_json())
