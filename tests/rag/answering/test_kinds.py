"""The kind of a question is told by its words, whichever words stand before them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.kinds import kind_of, may_have_several

KINDS = {
    "who": (
        "Who denied the report?",
        "By whom was the bridge opened?",
        "Whose boat sank?",
        "According to whom was the dam safe?",
        "Name the officials who left.",
        "When the mayor left, who took over?",
        "In the village where she was born, who remembers her?",
    ),
    "when": (
        "When did the tram crash?",
        "when exactly was the vote",
        "On what day does the court sit?",
        "In which year was the dam built?",
        "At what time did the siren sound?",
        "When the strike ended",
    ),
    "where": (
        "Where was the boat found?",
        "In which city does he live?",
        "From which small town does she come?",
        "Which country sent the ships?",
    ),
    "how many": (
        "What is the cost of the damage done by the flood?",
        "How many people fled?",
        "By how much did shares fall?",
        "How old is the captain?",
        "What percentage of voters stayed away?",
        "What was the price of a loaf?",
    ),
    "how": ("How did the fire start?", "How do the dockers see it?", "In what way has the plan changed?"),
    "why": (
        "Why did the tram crash?",
        "For what reason was the trip put off?",
        "On what grounds was he released?",
        "What reasons does the council give?",
        "What was the cause of the fire?",
        "How come the lights went out?",
    ),
    "what said": (
        "What did the mayor say?",
        "What did Ann Lee say about the wall?",
        "What did the man who fell tell the reporter?",
        "What did the senator accuse the company of?",
        "What was the minister’s response?",
        "What was said about the dam?",
    ),
    "what done": (
        "What did the mayor do?",
        "What did she do on Monday?",
        "What has the council done about the dam?",
        "What else are the police doing?",
    ),
    "yes or no": (
        "Did the wall fall?",
        "Has the mayor said who will pay?",
        "Isn’t the bridge closed?",
        "And is the road open?",
        "After the storm, did the ferry sail?",
    ),
    "other": (
        "What does the union want the council to do?",
        "What does the captain do for a living?",
        "What evidence do the officials say they have?",
        "Which newspaper broke the story?",
        "Tell me about the dam.",
        "",
    ),
}


@pytest.mark.parametrize(
    ("question", "kind"), [(question, kind) for kind, asked in KINDS.items() for question in asked]
)
def test_a_question_is_of_the_kind_that_its_words_tell(question, kind):
    assert kind_of(question) == kind
    assert kind_of(question.lower()) == kind_of(question.upper()) == kind


@pytest.mark.parametrize(
    "question",
    [
        "Who denied the report?",
        "Which towns were flooded?",
        "Which public buildings in Orrest were shut?",
        "What mistakes did the captain make?",
        "Which men were arrested?",
        "Give me the names of those who paid.",
        "Who else has left?",
        "What reasons does the council give?",
    ],
)
def test_a_question_for_several_things_is_known(question):
    assert may_have_several(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who is the leader of the party?",
        "Who is Ann Lee?",
        "Who heads the bank?",
        "Who was the first to leave?",
        "When did the tram crash?",
        "How many people fled?",
        "What does the court decide?",
        "What is a weir?",
        "Which newspaper broke the story?",
        "Did several ships sink?",
    ],
)
def test_a_question_for_one_thing_is_known(question):
    assert not may_have_several(question)


@given(st.text())
def test_any_text_has_a_kind(question):
    assert kind_of(question) in KINDS
    assert may_have_several(question) in (True, False)
