"""Questions of single sentences: asked of the paragraph, placeholders filled, attribution picked out."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reader.training.attribution import attributions, is_attribution
from rag.reader.training.example import Example
from rag.reader.training.records import Record
from rag.reader.training.templates import filled
from rag.reader.training.wikinews import NOT_FOUND, VAGUE, Number, placed, read_paragraphs

SENTENCES = {
    0: "Mayor Ilse Brandt denied that the pier would close.",
    1: "The harbour office had said “no decision” was made.",
    3: "Ferries sail at nine.",
}


def row(sentence, question, *answers, context=None, article=7, paragraph=1):
    context = SENTENCES[sentence] if context is None else context
    return {
        "title": f"Wiki1k:wikinews:{article}:{paragraph}:{sentence}",
        "context": context,
        "question": question,
        "answers": [{"text": words, "start": context.index(words)} for words in answers],
    }


def folder(root, name, *rows):
    (root / name).mkdir()
    (root / name / "train.jsonl").write_text("".join(json.dumps(each) + "\n" for each in rows))
    return root / name


def said(example):
    return [example.text[start:end] for start, end in example.answers]


def test_a_question_is_asked_of_the_sentences_at_hand_of_its_paragraph(tmp_path):
    path = folder(tmp_path, "qamr", row(1, "What did the harbour office say?", "“no decision” was made"))
    folder(tmp_path, "qanom", row(0, "Who denied something?", "Mayor Ilse Brandt"))
    folder(tmp_path, "qadiscourse", row(3, "When do ferries sail?", "nine"))
    (example,) = read_paragraphs(path, "qamr")
    assert example.text == f"{SENTENCES[0]} {SENTENCES[1]}"
    assert said(example) == ["“no decision” was made"]
    assert (example.title, example.document, example.source) == ("", "wikinews:7", "qamr")


def test_one_question_asked_of_two_sentences_keeps_both_answers(tmp_path):
    question, second = (
        "Who spoke of the pier that would close?",
        "The harbour office spoke of the pier close by.",
    )
    rows = [row(0, question, "Ilse Brandt"), row(1, question, "The harbour office", context=second)]
    (example,) = read_paragraphs(folder(tmp_path, "qamr", *rows), "qamr")
    assert said(example) == ["Ilse Brandt", "The harbour office"]


def test_questions_that_name_too_little_are_left_out_and_counted(tmp_path):
    asked = ["Who denied something?", "When was it?", "Who denied it?"]
    counts = Counter[str]()
    rows = [row(0, question, "Ilse Brandt") for question in asked]
    assert not list(read_paragraphs(folder(tmp_path, "qamr", *rows), "qamr", counts))
    assert counts == {VAGUE: 3}


def test_a_pronoun_is_no_answer(tmp_path):
    text = "She denied that the pier would close, and Brandt agreed."
    rows = [
        row(0, "Who denied the pier would close?", "She", context=text),
        row(0, "Who agreed the pier would stay?", "She", "Brandt", context=text),
    ]
    counts = Counter[str]()
    (example,) = read_paragraphs(folder(tmp_path, "qamr", *rows), "qamr", counts)
    assert said(example) == ["Brandt"]
    assert counts == {NOT_FOUND: 1}


def test_a_sentence_written_differently_is_found_in_the_first_sets_writing(tmp_path):
    folder(tmp_path, "qamr", row(1, "What was made?", "“no decision”"))
    other = 'The harbour office had said \\" no decision \\" was made.'
    question = row(1, "Who said no decision was made?", "The harbour office", context=other)
    lost = row(1, "What decision was made?", 'no decision \\" was made', context=other)
    counts = Counter[str]()
    path = folder(tmp_path, "qadiscourse", question, lost)
    (example,) = read_paragraphs(path, "qadiscourse", counts)
    assert example.text == SENTENCES[1]
    assert said(example) == ["The harbour office"]
    assert counts == {NOT_FOUND: 1}


def records(*pairs):
    """Records of (“Question? answer”), all of one text."""
    asked = [(f"{question}?", answer) for question, answer in (pair.split("? ") for pair in pairs)]
    text = " / ".join(answer for _, answer in asked)
    answers = [[{"text": answer, "start": text.index(answer)}] for _, answer in asked]
    made = zip(asked, answers, strict=True)
    return [
        Record.model_validate({"context": text, "question": question, "answers": found})
        for (question, _), found in made
    ]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (
            ["Who denied something? Mayor Brandt", "What did someone deny? that the pier would close"],
            ["Who denied that the pier would close?", "What did Mayor Brandt deny?"],
        ),
        (
            ["Who was held? The men", "When did someone hold someone? at dawn", "Who held someone? officers"],
            ["Who was held?", "When did officers hold the men?", "Who held the men?"],
        ),
        (
            [
                "What was sold by someone? a boat",
                "Who sold something? Ann",
                "Who did someone sell to? a museum",
            ],
            ["What was sold by Ann?", "Who sold a boat?", "Who did Ann sell to?"],
        ),
        # What is asked is never given away, and a pronoun or a long clause fills nothing.
        (["Who said something? the mayor", "What did someone say? the mayor had left"], None),
        (["Who won something? he", f"What did someone win? {'a race ' * 12}end"], None),
        # Another verb, and no template at all.
        (["Who sold something? Ann", "What did someone buy? a boat"], None),
        (["Is something sold? Ann", "Who is something? a boat"], None),
    ],
)
def test_placeholders_are_filled_from_the_other_questions_of_the_verb(pairs, expected):
    unchanged = [f"{pair.split('? ')[0]}?" for pair in pairs]
    assert [record.question for record in filled(records(*pairs))] == (expected or unchanged)


@given(st.dictionaries(st.tuples(st.integers(0, 2), st.integers(0, 5)), st.text(max_size=6), max_size=12))
def test_every_sentence_stands_at_its_place_beside_its_neighbours(texts):
    sentences = {Number("wikinews", 1, *key): text for key, text in texts.items()}
    places = placed(sentences)
    assert places.keys() == sentences.keys()
    for number, place in places.items():
        assert place.text[place.start : place.start + len(place.sentence)] == sentences[number]
        following = number._replace(sentence=number.sentence + 1)
        assert (following in places and places[following].start > place.start) == (
            place.start + len(place.sentence) < len(place.text)
        )


@pytest.mark.parametrize(
    ("question", "picked"),
    [
        ("Who denied the pier would close?", True),
        ("Which minister accused the port of delay?", True),
        ("According to whom is the pier safe?", True),
        ("What did the mayor say about ferries?", True),
        ("What has Brandt announced?", True),
        ("Who sells fish at the pier?", False),
        ("What state is the pier in?", False),
        ("When does the ferry sail?", False),
    ],
)
def test_attribution_is_picked_out_and_named(question, picked):
    assert is_attribution(question) == picked
    found = list(attributions([Example(question, "Text.", ((0, 4),), source="qamr")]))
    assert [each.source for each in found] == ["qamr:attribution"] * picked
