"""Which documents a question is asked of."""

from datetime import date

import pytest

from index import AmbiguousDocument, DocumentNotFound, Metadata, MetadataField, Paste
from tests.index.stories import upload

DAY = date(2011, 9, 26)


@pytest.fixture
def dated(library):
    """Three documents: one of 26 September 2011, one of a day later, one without a date."""
    for name, day in (("first", "2011-09-26"), ("second", "2011-09-27"), ("third", None)):
        corrections = Metadata(published=MetadataField(day)) if day else None
        library.add([upload("seal", f"{name}.txt", paragraphs=3)], corrections)
    return library


def asked_of(library, documents=None, published=None):
    matches, scope = library.search("seal", 100, documents, published)
    return sorted({match.passage.uri.split(":")[1][:-4] for match in matches}), scope


def test_none_means_all(dated):
    names, scope = asked_of(dated)
    assert names == ["first", "second", "third"]
    assert (scope.documents, scope.count, scope.undated) == (None, 3, 0)


def test_an_empty_list_means_none(dated):
    assert asked_of(dated, documents=[])[0] == []
    assert asked_of(dated, documents=[])[1].count == 0


def test_documents_are_named_by_id_or_file_name(dated):
    identity = dated.document("third.txt").document_id
    names, scope = asked_of(dated, documents=["first.txt", identity, identity])
    assert names == ["first", "third"]
    assert scope.count == 2


@pytest.mark.parametrize("name", ["nothing.txt", "", "\ud800", "'; DROP TABLE documents"])
def test_an_unknown_document_is_an_error(dated, name):
    with pytest.raises(DocumentNotFound):
        asked_of(dated, documents=["first.txt", name])


def test_a_removed_or_ambiguous_document_is_an_error(dated):
    dated.remove("first.txt")
    with pytest.raises(DocumentNotFound, match="removed"):
        asked_of(dated, documents=["first.txt"])
    dated.add([Paste("second.txt", "Another text about a seal in Wick.")])
    with pytest.raises(AmbiguousDocument):
        asked_of(dated, documents=["second.txt"])


@pytest.mark.parametrize(
    ("published", "names", "undated"),
    [
        ((DAY, DAY), ["first"], 1),
        ((DAY, None), ["first", "second"], 1),
        ((None, DAY), ["first"], 1),
        ((date(2011, 9, 27), None), ["second"], 1),
        ((date(2012, 1, 1), None), [], 1),
        ((None, None), ["first", "second"], 1),
    ],
)
def test_a_range_of_dates_is_inclusive_and_counts_the_undated(dated, published, names, undated):
    found, scope = asked_of(dated, published=published)
    assert (found, scope.count, scope.undated) == (names, len(names), undated)


def test_documents_and_dates_together(dated):
    found, scope = asked_of(dated, ["second.txt", "third.txt"], (DAY, None))
    assert (found, scope.undated) == (["second"], 1)


def test_the_scope_is_pushed_down_into_both_searches(library):
    """A small document's passages are all found, however many better ones others have."""
    library.add([upload("seal", "big.txt", paragraphs=120), upload("heron", "small.txt", paragraphs=2)])
    matches, _ = library.search("seal", 5, ["small.txt"])
    assert len(matches) == 3
    assert all(match.passage.uri == "upload:small.txt" for match in matches)


def test_more_than_there_is_can_be_asked_for(library):
    library.add([upload("seal", paragraphs=3)])
    assert len(library.search("seal", 10**9)[0]) == 4
    assert library.search("seal", 0)[0] == ()
