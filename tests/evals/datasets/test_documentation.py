"""docs/datasets.md: its examples load, and its programs make sets that load."""

import json
import re
import runpy
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from evals.datasets import load_dataset, validate
from evals.datasets.conversations import KINDS, OwnConversation, OwnTurn, load_conversations
from evals.datasets.own import OwnGold, OwnQuestion
from evals.datasets.schema import SCHEMA
from tests.evals.datasets.files import check_invariants, quoted, write_lines
from tests.evals.datasets.test_squad import official

PAGE = Path(__file__).resolve().parents[3] / "docs" / "datasets.md"
BLOCK = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = {name: body for _, name, body in BLOCK.findall(PAGE.read_text(encoding="utf-8"))}


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Runs one of the page's programs in an empty folder, after files were put there."""
    monkeypatch.chdir(tmp_path)

    def run(name, files):
        for path, content in files.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(content, encoding="utf-8")
        Path("program.py").write_text(BLOCKS[name], encoding="utf-8")
        runpy.run_path("program.py")

    return run


def test_the_example_of_our_own_format(tmp_path):
    for name in ("harbour.txt", "council.txt", "questions.jsonl"):
        (tmp_path / name).write_text(BLOCKS[name], encoding="utf-8")
    assert validate(tmp_path / "questions.jsonl") == []
    dataset = load_dataset(tmp_path)
    check_invariants(dataset)
    when, who, cost, repairs = dataset.questions
    assert [len(places) for places in when.evidence] == [2]
    assert quoted(dataset, when.gold[1]) == "The port opened again on Friday."
    assert who.answers == ("Ines Okoro",)
    assert [len(places) for places in cost.evidence] == [1, 1]
    assert not repairs.answerable
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for line in BLOCKS["questions.jsonl"].splitlines():
        validator.validate(json.loads(line))


def test_the_example_of_a_conversation(tmp_path):
    for name in ("harbour.txt", "council.txt", "conversations.jsonl"):
        (tmp_path / name).write_text(BLOCKS[name], encoding="utf-8")
    found = load_conversations(tmp_path / "conversations.jsonl")
    check_invariants(found.dataset)
    (talk,) = found.conversations
    assert [turn.question.kind for turn in talk.turns] == list(KINDS)


def test_the_page_tells_of_every_key():
    text = PAGE.read_text(encoding="utf-8")
    assert [key for key in OwnConversation.model_fields if f"\n| `{key}` |" not in text] == []
    assert [key for key in OwnTurn.model_fields if f"`{key}`" not in text] == []
    assert [key for key in OwnQuestion.model_fields if f"\n| `{key}` |" not in text] == []
    assert [key for key in OwnGold.model_fields if f"`{key}`" not in text] == []


def test_every_second_article_of_squad(program):
    content = official()
    content["data"] = [{**content["data"][0], "title": title} for title in ("C", "A", "B")]
    for number, article in enumerate(content["data"]):
        article["paragraphs"] = json.loads(
            json.dumps(article["paragraphs"]).replace('"id": "', f'"id": "{number}-')
        )
    program("squad", {"dev-v2.0.json": json.dumps(content)})
    assert [document.title for document in load_dataset(Path("squad2_dev_a.json")).documents] == ["A", "C"]


ARTICLE = """# Title
A Bell That's Found


# Paragraph

Adv: <A1>The bell was <D2>lost</D2> in 1921.</A1> <A3><A2>A diver found it</A2> <D1>near the pier</A3>.</D1>

Int: <A1>The bell was lost.</A1>

Q: When was it lost?
a: In 1921
b: In 1912

Q: Who found it?
a: A diver
b: A priest

Q2: Where?
a: At the pier

# Paragraph

Adv: It <A1>rings</A1> and it <A1>shines</A1>.

Q: What does it do?
a: Rings and shines
"""
SAME = "\ufeffThe bell was lost in 1921. A diver found it near the pier.\r\n\r\nIt rings and it shines."
OTHER = "A new school has opened in the valley.\n\n  It has room for forty children from four villages.  \n"


def test_onestop(program):
    texts = "OneStopEnglishCorpus/Texts-SeparatedByReadingLevel/Adv-Txt"
    program(
        "onestop",
        {
            "onestop-qa/annotations/annotated_articles/The-Bell's-Story.txt": ARTICLE,
            f"{texts}/Bell-adv.txt": SAME,
            f"{texts}/New school-adv.txt": OTHER,
        },
    )
    dataset = load_dataset(Path("onestop"))
    check_invariants(dataset)
    bell, school = dataset.documents
    assert (bell.id, bell.title) == ("osqa-the-bell-s-story", "A Bell That's Found")
    assert bell.text == SAME.removeprefix("\ufeff").replace("\r", "")
    assert school.title == "New school"
    assert school.text.endswith("valley.\n\nIt has room for forty children from four villages.")
    assert [(question.answers[0], quoted(dataset, question.gold[0])) for question in dataset.questions] == [
        ("In 1921", "The bell was lost in 1921."),
        ("A diver", "A diver found it"),
        ("At the pier", "A diver found it near the pier"),
        ("Rings and shines", "rings and it shines"),
    ]


def test_clapnq(program):
    passage = {"title": "Cat", "text": "Cats purr . They sleep .", "sentences": []}
    chosen = {"answer": "Cats purr.", "selected_sentences": ["They sleep .&", "Cats purr ."], "meta": {}}
    answerable = {"id": "1", "input": "what do cats do", "passages": [passage], "output": [chosen]}
    unanswerable = {**answerable, "id": -2, "output": [{"answer": None, "meta": None}]}
    folder = "clapnq/annotated_data/dev/clapnq_dev"
    program(
        "clapnq",
        {
            f"{folder}_answerable.jsonl": json.dumps(answerable),
            f"{folder}_unanswerable.jsonl": json.dumps(unanswerable),
        },
    )
    dataset = load_dataset(Path("clapnq-dev"))
    check_invariants(dataset)
    one, two = dataset.questions
    assert [quoted(dataset, place) for place in one.gold] == ["They sleep .", "Cats purr ."]
    assert (two.id, two.answerable, two.document_id, two.split) == ("-2", False, "1", "development")


def test_wikiqa(program):
    head = "QuestionID\tQuestion\tDocumentID\tDocumentTitle\tSentenceID\tSentence\tLabel\n"
    lines = ['Q1\twho\tD1\tBell\tD1-0\tIt "rings .\t0\n', "Q1\twho\tD1\tBell\tD1-1\tA diver found it .\t1\n"]
    program(
        "wikiqa",
        {
            "WikiQACorpus/WikiQA-dev.tsv": head + "".join(lines),
            "WikiQACorpus/WikiQA-test.tsv": head + lines[0].replace("Q1", "Q2").replace("D1", "D2"),
        },
    )
    dataset = load_dataset(Path("wikiqa"))
    check_invariants(dataset)
    one, two = dataset.questions
    assert (one.split, quoted(dataset, one.gold[0])) == ("development", "A diver found it .")
    assert (two.split, two.answerable) == ("test", False)
    assert [document.title for document in dataset.documents] == ["Bell", "Bell"]


def test_a_set_as_the_page_describes_it(tmp_path):
    """The tables of keys: a row with these keys alone is read."""
    write_lines(tmp_path / "documents.jsonl", [{"id": "d", "title": "One", "text": "Some text."}])
    write_lines(
        tmp_path / "questions.jsonl",
        [{"id": "q", "question": "What?", "answer": "text", "doc_ids_with_answer": ["d"]}],
    )
    assert len(load_dataset(tmp_path).questions) == 1
