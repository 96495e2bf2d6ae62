"""What is the same document, what is a new version of it, and what can be found of either."""

import pytest

from index import (
    AmbiguousDocument,
    DocumentNotFound,
    FileSource,
    Library,
    Metadata,
    MetadataField,
    Paste,
    Progress,
    Sample,
    Upload,
    UserError,
    VersionNotFound,
)
from tests.index.stories import check_whole, found, story, upload


def add(library, *sources, **settings):
    return library.add(sources, **settings)


def test_what_was_added_is_found_and_whole(library):
    (result,) = add(library, upload("seal"))
    assert (result.outcome, result.passages) == ("added", 21)
    assert len(found(library, "seal")) == 21
    check_whole(library)


def test_the_same_bytes_again_are_a_no_op_that_says_so(library):
    (first,) = add(library, upload("seal"))
    before = library.documents()
    (again,) = add(library, upload("seal"))
    assert again.outcome == "unchanged"
    assert "same bytes" in again.message
    assert "nothing was done" in again.message
    assert (again.document_id, again.version) == (first.document_id, first.version)
    assert library.documents() == before
    check_whole(library)


def test_new_bytes_are_a_new_version_and_the_old_one_is_kept(library):
    (old,) = add(library, upload("seal"))
    (new,) = add(library, upload("otter", paragraphs=3))
    assert (new.outcome, new.document_id) == ("updated", old.document_id)
    assert found(library, "seal") == []
    assert len(found(library, "otter")) == 4
    assert library.document(old.document_id).version == new.version
    kept = library.document(old.document_id, old.version)
    assert kept.text.encode() == story("seal")
    assert not kept.current
    (document,) = library.documents()
    assert [record.version for record in document.versions] == [old.version, new.version]
    check_whole(library)


def test_a_version_comes_back(library):
    results = [add(library, upload(topic))[0] for topic in ("seal", "otter", "seal")]
    assert [result.outcome for result in results] == ["added", "updated", "updated"]
    assert results[0].version == results[2].version
    assert len(found(library, "seal")) == 21
    assert found(library, "otter") == []
    (document,) = library.documents()
    assert document.version == results[0].version
    assert len(document.versions) == 2
    check_whole(library)


def test_the_same_text_in_other_bytes_is_the_same_version(library):
    (plain,) = add(library, upload("seal"))
    (marked,) = add(library, Upload("harbour.txt", b"\xef\xbb\xbf" + story("seal")))
    assert (marked.outcome, marked.version) == ("unchanged", plain.version)
    assert "other bytes and the same text" in marked.message
    assert add(library, Upload("harbour.txt", b"\xef\xbb\xbf" + story("seal")))[0].message.count("same bytes")
    check_whole(library)


def test_the_same_bytes_elsewhere_are_another_document_and_the_result_says_so(library):
    first, twin = add(library, upload("seal"), upload("seal", "copy.txt"))
    assert twin.document_id != first.document_id
    assert twin.outcome == "added"
    assert twin.same_bytes_as == (first.document_id,)
    assert twin.message.endswith("The same bytes are also in the library as “harbour.txt”.")
    assert len(found(library, "seal")) == 42
    check_whole(library)


def test_a_file_is_known_by_its_resolved_path(library, tmp_path):
    file = tmp_path / "harbour.txt"
    file.write_bytes(story("seal"))
    (tmp_path / "x").mkdir()
    (tmp_path / "link.txt").symlink_to(file)
    (first,) = add(library, FileSource(file))
    (again,) = add(library, FileSource(tmp_path / "x" / ".." / "link.txt"))
    assert again.document_id == first.document_id
    assert again.outcome == "unchanged"
    assert library.document("harbour.txt").uri == str(file.resolve())


def test_uris_of_uploads_pastes_and_the_sample(library):
    add(library, upload("seal"), Paste("A title", "Some text that somebody pasted."), Sample())
    uris = {document.uri for document in library.documents()}
    assert uris == {"upload:harbour.txt", "paste:A title", f"sample:{Sample().name}"}


def test_a_document_is_named_by_id_uri_or_unique_file_name(library):
    (result,) = add(library, upload("seal"))
    for name in (result.document_id, "upload:harbour.txt", "harbour.txt"):
        assert library.document(name).document_id == result.document_id
    with pytest.raises(DocumentNotFound, match="nothing"):
        library.document("nothing.txt")
    with pytest.raises(VersionNotFound, match="feedfeedfeedfeed"):
        library.document(result.document_id, "feedfeedfeedfeed")


def test_an_ambiguous_name_is_an_error_that_lists_the_ids(library):
    results = add(library, upload("seal"), Paste("harbour.txt", "Another text of that name."))
    with pytest.raises(AmbiguousDocument) as caught:
        library.document("harbour.txt")
    assert all(result.document_id in str(caught.value) for result in results)
    assert library.document("paste:harbour.txt").document_id == results[1].document_id


def test_a_removed_document_is_out_of_both_searches_and_its_versions_are_kept(library):
    (old,) = add(library, upload("seal"))
    (new,) = add(library, upload("otter"))
    add(library, upload("heron", "other.txt", paragraphs=2))
    removed = library.remove("harbour.txt")
    assert (removed.state, removed.passages) == ("removed", 0)
    matches, scope = library.search("seal otter heron")
    assert {match.passage.uri for match in matches} == {"upload:other.txt"}
    assert scope.count == 1
    assert [document.uri for document in library.documents()] == ["upload:other.txt"]
    assert len(library.documents(include_removed=True)) == 2
    assert library.document(old.document_id, old.version).text.encode() == story("seal")
    assert library.document(old.document_id).version == new.version
    with pytest.raises(UserError, match="removed already"):
        library.remove("harbour.txt")
    check_whole(library)


def test_a_removed_document_comes_back_in_the_version_it_had(library):
    add(library, upload("seal"), upload("otter"))
    library.remove("harbour.txt")
    restored = library.restore("harbour.txt")
    assert (restored.state, restored.passages) == ("current", 21)
    assert len(found(library, "otter")) == 21
    with pytest.raises(UserError, match="only a removed one"):
        library.restore("harbour.txt")
    check_whole(library)


@pytest.mark.parametrize("topic", ["seal", "otter"], ids=["same bytes", "new bytes"])
def test_a_removed_document_added_again_becomes_current(library, topic):
    (first,) = add(library, upload("seal"))
    library.remove(first.document_id)
    (again,) = add(library, upload(topic))
    assert (again.outcome, again.document_id) == ("restored", first.document_id)
    assert library.documents()[0].state == "current"
    assert len(found(library, topic)) == 21
    check_whole(library)


def test_one_bad_source_does_not_keep_the_others_out(library, tmp_path):
    results = add(
        library,
        upload("seal"),
        Upload("empty.txt", b""),
        Upload("binary.txt", b"\x00\x01\x02" * 99),
        FileSource(tmp_path / "missing.txt"),
        FileSource(tmp_path),
        Upload("half \ud800.txt", b"A text whose name is not text."),
        Paste("half", "half a pair: \udc00"),
        upload("otter", "other.txt"),
    )
    assert [result.failed for result in results] == [False, *[True] * 6, False]
    assert all(result.message.isprintable() and result.message.endswith(".") for result in results)
    assert len(library.documents()) == 2
    check_whole(library)


def test_a_file_above_the_limit_is_refused_before_it_is_read(embedded, tmp_path):
    config = embedded.model_copy(update={"reading": embedded.reading.model_copy(update={"max_bytes": 1000})})
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    with Library(config) as library:
        (result,) = library.add([FileSource(tmp_path / "huge.txt")])
        assert result.failed
        assert "limit" in result.message
        assert "reading.max_bytes" in result.message
        assert library.documents() == ()


def test_corrected_metadata_survive_a_new_version_and_a_corrected_title_is_found(library):
    (result,) = add(library, upload("seal"))
    assert found(library, "kingfisher") == []
    corrections = Metadata(title=MetadataField("Kingfisher"), published=MetadataField("2011-09-26"))
    amended = library.amend("harbour.txt", corrections)
    assert (amended.title, amended.metadata.value("published")) == ("Kingfisher", "2011-09-26")
    assert len(found(library, "kingfisher")) == 21
    assert found(library, "Harbour wall") == ["Harbour wall seal"]  # its text is what it was
    add(library, upload("otter"))
    assert library.document(result.document_id).title == "Kingfisher"
    (document,) = library.documents()
    assert (document.title, document.published) == ("Kingfisher", "2011-09-26")
    assert len(found(library, "kingfisher")) == 21
    check_whole(library)


def test_a_correction_is_taken_back(library):
    (result,) = add(library, upload("seal"))
    own = library.document("harbour.txt").metadata
    corrections = Metadata(title=MetadataField("Kingfisher"), published=MetadataField("2011-09-26"))
    library.amend("harbour.txt", corrections)
    amended = library.amend("harbour.txt", Metadata(), taken_back=["published"])
    assert amended.metadata == own.overlaid(Metadata(title=MetadataField("Kingfisher")))
    assert library.documents()[0].published == own.value("published")
    set_anew = Metadata(title=MetadataField("Heron"))
    assert library.amend("harbour.txt", set_anew, taken_back=["title"]).title == "Heron"
    assert library.amend("harbour.txt", Metadata(), taken_back=["title"]).metadata == own
    assert found(library, "kingfisher") == []
    assert library.documents()[0].title == library.document(result.document_id).title
    check_whole(library)


def test_a_removed_document_can_be_corrected(library):
    add(library, upload("seal"))
    library.remove("harbour.txt")
    library.amend("harbour.txt", Metadata(title=MetadataField("Kingfisher")))
    library.restore("harbour.txt")
    assert len(found(library, "kingfisher")) == 21
    assert library.documents()[0].title == "Kingfisher"


def test_status_counts(library):
    add(library, upload("seal"), upload("otter", "other.txt"), upload("heron", "third.txt"))
    library.remove("other.txt")
    library.purge("third.txt")
    status = library.status()
    assert (status.documents, status.removed, status.purged) == (1, 1, 1)
    assert (status.passages, status.pending) == (21, 0)
    assert status.model == library.encoder.identity
    assert status.to_dict()["library"] == str(library.folder)


def test_a_closed_library_says_so_and_closing_twice_is_harmless(config):
    library = Library(config)
    add(library, upload("seal"))
    library.close()
    for use in (library.documents, lambda: add(library, upload("otter")), lambda: library.search("seal")):
        with pytest.raises(Exception, match="was closed; open it again"):
            use()
    with Library(config) as again:
        library.close()
        with pytest.raises(Exception, match="in use"):
            Library(config)
        assert len(found(again, "seal")) == 21


def test_progress_names_the_stages_in_order(library):
    steps: list[Progress] = []
    add(library, upload("seal"), progress=steps.append)
    stages = list(dict.fromkeys(step.stage for step in steps))
    assert stages == [
        "reading",
        "before the commit",
        "committed",
        "some vectors written",
        "all vectors written",
        "marked",
        "searchable",
        "old version dropped",
    ]
    assert steps[0].source == "harbour.txt"
    assert [step.done for step in steps if "vectors" in step.stage] == [8, 16, 21]
