"""What a recipe draws: the same questions for the same seed, in their shares, by the makers it names."""

import json
from collections import Counter
from pathlib import Path

import pytest

import rag.reader.training
from index import ConfigError
from rag.reader.training.makers import MAKERS
from rag.reader.training.material import LONGEST, drawn, shortened
from rag.reader.training.recipe import SourceShare
from rag.reader.training.sources import read_source
from tests.rag.reader.training.test_groups import SENTENCES

TEXT = " ".join(SENTENCES)
OWN_NEWS = Path(rag.reader.training.__file__).parent / "own_news"
ASKED = [
    ("When does the ferry to Oban sail?", "nine"),
    ("Who is the captain of the ferry?", "Ilse Brandt"),
    ("When was the harbour dredged?", "spring"),
    ("Why is Brandt known to the seals?", "forty"),
]


@pytest.fixture
def data(tmp_path):
    lines = [
        {
            "id": str(number),
            "title": "Oban",
            "context": TEXT,
            "question": question,
            "answers": [{"text": words, "start": TEXT.index(words)}],
            "is_impossible": False,
        }
        for number, (question, words) in enumerate(ASKED)
    ]
    (tmp_path / "ferries.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return tmp_path


@pytest.mark.parametrize(("share", "count"), [(0.5, 2), (1.0, 4), (2.5, 10)])
def test_a_share_of_the_questions_is_drawn_and_the_same_one_again(data, share, count):
    shares = [SourceShare(path="ferries.jsonl", share=share)]
    found = drawn(shares, data, 3)
    assert len(found) == count
    assert drawn(shares, data, 3) == found
    for example in found:
        assert [example.text[start:end] for start, end in example.answers] == [dict(ASKED)[example.question]]


def test_swaps_are_unanswerable_and_of_the_kinds_asked_for(data):
    found = drawn([SourceShare(path="ferries.jsonl", maker="swaps", kinds=("number", "relation"))], data, 1)
    assert all(example.answers == () for example in found)
    assert {example.kind for example in found} <= {"number", "relation"}


def test_an_unknown_maker_is_told_with_those_there_are(data):
    with pytest.raises(ConfigError, match="no maker “guess”") as caught:
        drawn([SourceShare(path="ferries.jsonl", maker="guess")], data, 1)
    assert all(name in str(caught.value) for name in MAKERS)


def test_a_long_text_is_cut_around_its_answer(data):
    (example, *_) = drawn([SourceShare(path="ferries.jsonl")], data, 1)
    long = (TEXT + "\n") * 200
    start = long.rindex("nine")
    cut = shortened(type(example)(example.question, long, ((start, start + 4),)))
    assert len(cut.text) <= LONGEST
    assert [cut.text[a:b] for a, b in cut.answers] == ["nine"]


@pytest.mark.parametrize("part", ["reader", "verifier", "ranking"])
def test_our_own_news_is_read_whole_wherever_the_data_lies(tmp_path, part):
    dropped: Counter[str] = Counter()
    list(read_source(OWN_NEWS / f"{part}.json", part, dropped=dropped))
    assert set(dropped) <= {"questions asked twice of one text"}
    found = drawn([SourceShare(path=f"packaged:own_news/{part}.json")], tmp_path, 1)
    assert all(example.text[start:end].strip() for example in found for start, end in example.answers)
    assert {bool(example.answers) for example in found} == {True, False}


def test_the_files_of_our_own_news_share_no_article():
    parts = [OWN_NEWS / f"{part}.json" for part in ("reader", "verifier", "ranking")]
    titles = [{example.title for example in read_source(part, part.stem)} for part in parts]
    assert len(set().union(*titles)) == sum(map(len, titles))
