"""Files of question sets for the tests, and what holds for every set that loads."""

import gzip
import json

import pytest

from evals.datasets import DatasetError

ARTICLE = "Mayor Ana Ruiz denied it.\n\nNobody believed her 😀, said Tom."


def write_lines(path, rows, compress=False):
    """A JSON-lines file of ``rows``; a string or bytes stand for a line as it is."""
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    content = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(gzip.compress(content) if compress else content)
    return path


def complaint(load, *arguments, **options):
    """The one line that ``load`` complains with."""
    with pytest.raises(DatasetError) as caught:
        load(*arguments, **options)
    assert str(caught.value).isprintable()
    assert caught.value.exit_code == 2
    return str(caught.value)


def quoted(dataset, place):
    """The text at a place."""
    (text,) = (document.text for document in dataset.documents if document.id == place.document_id)
    return text[place.start : place.end]


def check_invariants(dataset):
    """What every user of a set relies on."""
    lengths = {document.id: len(document.text) for document in dataset.documents}
    assert len(lengths) == len(dataset.documents)
    assert all(document.text.strip() for document in dataset.documents)
    assert len({question.id for question in dataset.questions}) == len(dataset.questions)
    for question in dataset.questions:
        assert question.question.strip()
        assert question.document_id in lengths or not question.document_id
        assert question.answerable == bool(question.evidence)
        assert all(question.evidence)
        places = [*question.gold, *([question.context] if question.context else [])]
        for place in places:
            assert 0 <= place.start < place.end <= lengths[place.document_id]
            assert question.level == "span" or place.end - place.start == lengths[place.document_id]
