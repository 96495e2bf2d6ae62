"""Which phrases the documents in scope hold, and where."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index import EmbeddingConfig, Library, LibraryConfig, Metadata, MetadataField, Paste, UserError

STORY = """Ferry runs aground off Skarvik

SKARVIK - The ferry Pelé ran aground on Tuesday with 1,240 people aboard, and volcanoes were not to blame.

A spokesman for the U.S. Coast Guard praised the Norwegian crew and an anti-noise campaigner.

Additional reporting by Ottilie Brunn
"""


@pytest.fixture(scope="module")
def stored(tmp_path_factory, tiny_model):
    embedding = EmbeddingConfig(model=tiny_model, threads=1)
    with Library(LibraryConfig(library=tmp_path_factory.mktemp("library"), embedding=embedding)) as library:
        library.add([Paste("Ferry", STORY)], Metadata(published=MetadataField("2014-05-06")))
        library.add([Paste("Cheese", "A dairy in Upper Lind sells its cheese to monasteries.")])
        yield library


def mentioned(library, *phrases, documents=None, published=None):
    with library.snapshot() as snapshot:
        return snapshot.mentioned(phrases, snapshot.scope(documents, published))


@pytest.mark.parametrize(
    "phrase",
    ["pele", "PELÉ", "volcano", "US", "U.S.", "norweg*", "anti-noise", "anti noise", "1,240", "1 240"]
    + ["coast guard", "Skarvik", "monastery", "upper lin*", "Ottilie Brunn", "2014"],
)
def test_a_phrase_is_found_in_any_form_that_the_search_knows(stored, phrase):
    assert mentioned(stored, phrase) == {phrase}


@pytest.mark.parametrize(
    "phrase",
    ["Brazil", "norweg", "guard coast", "coast volcano", "Skarvik’s", "1,241", "cheese ferry", "?", "", "*"],
)
def test_what_does_not_stand_there_is_not_found(stored, phrase):
    assert mentioned(stored, phrase) == set()


def test_only_the_documents_in_scope_count(stored):
    assert mentioned(stored, "cheese", "ferry", documents=["Ferry"]) == {"ferry"}
    assert mentioned(stored, "cheese", "Brunn", documents=["Cheese"]) == {"cheese"}
    assert mentioned(stored, "cheese", "ferry", published=(date(2014, 1, 1), None)) == {"ferry"}
    assert mentioned(stored, "cheese", "ferry", documents=[]) == set()


def test_what_was_removed_is_not_found_and_a_correction_is(stored):
    stored.amend("Ferry", Metadata(byline=MetadataField("Jonna Aas")))
    assert mentioned(stored, "Jonna Aas", "Jonna Bee") == {"Jonna Aas"}
    stored.remove("Ferry")
    assert mentioned(stored, "cheese", "ferry", "Jonna Aas") == {"cheese"}
    stored.restore("Ferry")
    assert mentioned(stored, "cheese", "ferry") == {"cheese", "ferry"}


@example(["0\0"], "Ferry")  # SQLite ends a text at a zero byte where it is a key of JSON
@given(st.lists(st.text(max_size=12), max_size=4), st.sampled_from(STORY.split()))
def test_nothing_in_a_phrase_is_an_operator(stored, phrases, word):
    held = mentioned(stored, *phrases, word)
    assert held <= {*phrases, word}
    assert word in held or not any(letter.isalnum() for letter in word)


def found(library, words, limit=20, offset=0, documents=None):
    """The marked words of each passage found, and how many passages there are."""
    with library.snapshot() as snapshot:
        mentions = snapshot.mentions(words, snapshot.scope(documents, None), limit, offset)
        texts = [
            snapshot.version(mention.passage.document_id, mention.passage.version).text
            for mention in mentions.mentions
        ]
    marked = [
        [text[span.start : span.end] for span in mention.spans]
        for mention, text in zip(mentions.mentions, texts, strict=True)
    ]
    return marked, mentions.total


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("pele", [["Pelé"]]),
        ("volcano", [["volcanoes"]]),
        ("US", [["U.S."]]),
        ("U.S. crew", [["U.S.", "crew"]]),
        ('"coast guard"', [["Coast Guard"]]),
        ("guard norweg*", [["Guard", "Norwegian"]]),
        ("1,240", [["1,240"]]),
        ("anti noise", [["anti", "noise"]]),
        ('"guard coast"', []),
        ("crew monasteries", []),
        ("Brazil", []),
    ],
)
def test_every_passage_that_holds_the_words_is_found_and_marked(stored, words, marked):
    assert found(stored, words)[0] == marked


def test_mentions_come_in_pages_newest_article_first(stored):
    both, total = found(stored, "a")
    assert total == len(both) == 2
    assert both[-1][0] == "A"  # the undated article comes last
    pages = [found(stored, "a", limit=1, offset=place)[0] for place in range(2)]
    assert [*pages[0], *pages[1]] == both
    assert found(stored, "a", offset=9) == ([], 2)
    assert found(stored, "a", documents=["Cheese"])[1] == 1


@pytest.mark.parametrize("words", ["", " ", "?!", '""', "*"])
def test_nothing_to_look_for_gets_a_sentence(stored, words):
    with pytest.raises(UserError, match="no word"):
        found(stored, words)


@given(st.text(max_size=20), st.sampled_from(STORY.split()))
def test_whatever_is_looked_for_the_marks_stand_in_their_passages(stored, junk, word):
    with stored.snapshot() as snapshot:
        for words in (f"{junk} {word}", f'"{word}" {junk}'):
            try:
                mentions = snapshot.mentions(words, snapshot.scope(None, None), 5)
            except UserError:
                continue
            for mention in mentions.mentions:
                passage = mention.passage
                assert all(passage.start <= span.start < span.end <= passage.end for span in mention.spans)
