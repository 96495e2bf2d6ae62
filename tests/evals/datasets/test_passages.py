"""Questions with passages or with labelled sentences in their own line."""

import pytest

from evals.datasets import load_dataset
from evals.spans import Place
from tests.evals.datasets.files import check_invariants, complaint, quoted, write_lines

CATS = "Cats purr . They also sleep ."
DOGS = "Dogs bark ."


def passage_row(**changes):
    row = {
        "id": "1",
        "question": "what do cats do",
        "passages": [{"title": "Cat", "text": CATS}, {"title": "Dog", "text": DOGS}],
        "answer": "Cats purr and sleep.",
        "answers": [
            {"text": "Purr.", "gold_sentences": ["Cats purr ."], "gold_spans": [[0, 0, 11]]},
            {
                "text": "Both.",
                "gold_sentences": ["Cats purr .", "Dogs bark ."],
                "gold_spans": [[0, 0, 11], [1, 0, 11]],
            },
        ],
        "answerable": True,
    }
    return {**row, **changes}


def load(tmp_path, *rows):
    dataset = load_dataset(write_lines(tmp_path / "set.jsonl", rows))
    check_invariants(dataset)
    return dataset


def test_the_passages_of_a_line_are_a_document_and_each_gold_sentence_a_place(tmp_path):
    dataset = load(tmp_path, passage_row())
    (document,) = dataset.documents
    assert (document.id, document.title, document.text) == ("1", "Cat", f"{CATS}\n\n{DOGS}")
    (question,) = dataset.questions
    # Both annotators chose the first sentence; the second one's passage begins at 29 + 2.
    assert question.evidence == ((Place("1", 0, 11), Place("1", 31, 42)),)
    assert [quoted(dataset, place) for place in question.gold] == ["Cats purr .", "Dogs bark ."]
    assert question.context == Place("1", 0, 42)
    assert question.answers == ()


def test_lines_of_one_text_share_a_document_and_one_title_may_have_two(tmp_path):
    cat = [{"title": "Cat", "text": CATS}]
    dataset = load(
        tmp_path,
        passage_row(passages=cat, answers=[], answerable=False),
        passage_row(id="2", passages=[{"title": "Cat", "text": DOGS}], answers=[], answerable=False),
        passage_row(id="3", passages=cat, answers=[], answerable=False),
    )
    assert [(each.id, each.title) for each in dataset.documents] == [("1", "Cat"), ("2", "Cat")]
    assert [question.document_id for question in dataset.questions] == ["1", "2", "1"]
    assert dataset.questions[2].context == Place("1", 0, len(CATS))


def test_an_answer_without_sentences_is_known_by_its_document(tmp_path):
    answers = [{"text": "Purr.", "gold_sentences": [], "gold_spans": []}]
    (question,) = load(tmp_path, passage_row(answers=answers)).questions
    assert (question.level, question.gold) == ("document", (Place("1", 0, 42),))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"answers": [{"gold_spans": [[2, 0, 5]]}]}, "answers[0]: [2, 0, 5] is no range of a passage"),
        ({"answers": [{"gold_spans": [[0, 5, 90]]}]}, "is no range of a passage"),
        ({"answers": [{"gold_spans": [3]}]}, "answers[0]: 3 is no range"),
        (
            {"answers": [{"gold_spans": [[0, 0, 4]], "gold_sentences": ["Dogs"]}]},
            "does not say “Dogs” at 0–4",
        ),
        ({"answers": [{"gold_spans": [[0, 0, 4]], "gold_sentences": ["Cats", "x"]}]}, "None is no range"),
        ({"answerable": False}, "must have no gold spans"),
        ({"passages": []}, "“passages” is empty"),
        ({"passages": ["Cats"]}, "“passages” holds something that is not an object"),
        ({"passages": [{"title": "Cat", "text": ""}]}, "passages[0]: “text” is empty"),
        ({"passages": [{"title": "Cat", "text": "Another text."}], "answers": []}, "“1” appears twice"),
    ],
)
def test_a_bad_line_of_passages_is_named(tmp_path, change, says):
    good = passage_row(id="1", answers=[])
    path = write_lines(tmp_path / "set.jsonl", [good, passage_row(**{"id": "1", **change})])
    message = complaint(load_dataset, path)
    assert says in message
    assert message.startswith(f"{path}, line 2: ")


def sentence_row(*labels, **changes):
    sentences = [{"text": f"Sentence {number} .", "label": label} for number, label in enumerate(labels)]
    return {"id": "1", "question": "which one", "sentences": sentences, **changes}


def test_sentences_are_the_paragraphs_of_a_document(tmp_path):
    dataset = load(tmp_path, sentence_row(0, 1, 1, title="Some title"), sentence_row(0, 0, id="2"))
    first, second = dataset.documents
    assert (first.id, first.title) == ("1", "Some title")
    assert first.text == "Sentence 0 .\n\nSentence 1 .\n\nSentence 2 ."
    one, two = dataset.questions
    # Each sentence has 12 characters, and 2 stand between them.
    assert one.evidence == ((Place("1", 14, 26), Place("1", 28, 40)),)
    assert (two.answerable, two.evidence, two.context) == (False, (), Place("2", 0, len(second.text)))


def test_questions_on_the_same_sentences_share_a_document(tmp_path):
    dataset = load(tmp_path, sentence_row(0, 1), sentence_row(1, 0, id="2"))
    assert len(dataset.documents) == 1
    assert [question.gold for question in dataset.questions] == [
        (Place("1", 14, 26),),
        (Place("1", 0, 12),),
    ]


def test_a_question_without_sentences_has_no_document(tmp_path):
    dataset = load(tmp_path, sentence_row(1), sentence_row(id="2"))
    assert len(dataset.documents) == 1
    question = dataset.questions[1]
    assert (question.document_id, question.answerable, question.context) == ("", False, None)


def test_blank_sentences_are_passed_over_unless_they_are_said_to_answer(tmp_path):
    sentences = [{"text": " ", "label": 0}, {"text": "Yes .", "label": 1}]
    dataset = load(tmp_path, sentence_row(sentences=sentences))
    assert dataset.documents[0].text == "Yes ."
    sentences[0]["label"] = 1
    path = write_lines(tmp_path / "set.jsonl", [sentence_row(sentences=sentences)])
    assert "line 1: sentences[0]: “text” is empty" in complaint(load_dataset, path)


@pytest.mark.parametrize("label", [2, -1, True, "1", None])
def test_a_bad_label_is_named(tmp_path, label):
    path = write_lines(tmp_path / "set.jsonl", [sentence_row(0, label)])
    assert "line 1: sentences[1]: “label” is" in complaint(load_dataset, path)
