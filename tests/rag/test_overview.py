"""Whole-article questions get the article’s own sentences, small talk a reply; questions stay questions."""

from pathlib import Path

import pytest

from evals.datasets import load_dataset
from index import EmbeddingConfig, Encoder
from rag import DONT_SAY, Answered, Assistant, Searching
from rag.overview import wanted
from rag.talk import topic_of
from tests.rag.conftest import NEWS

DATA = Path(__file__).resolve().parents[2] / "evals" / "data"

STRIKE = """Bus drivers walk out in Lowmarsh

LOWMARSH, 4 May 2016 (Continental Press Service) – Bus drivers in Lowmarsh walked out on Wednesday, and most
of the city’s lines stood still in a row over shifts at night.

The drivers’ union Busfolk accused the operator, Marsh Lines, of paying nine hours where ten are worked. The
operator denied this.

Mayor Greta Novak said on Monday that she would talk to both sides about shifts. Talks had failed on 21 April,
when Hugo Quill, secretary of the union, left the room.

“We have waited long enough,” said Quill, 51.

Reporting by Omar Petrescu
"""

WHOLE = [
    ("what is this about?", "brief"),
    ("What’s the article about", "brief"),
    ("What is the story about?", "brief"),
    ("hello, can you tell me what this article is about please?", "brief"),
    ("Summarise it.", "brief"),
    ("summarize this article in three sentences", "brief"),
    ("tl;dr", "brief"),
    ("Give me a short summary of the story!", "brief"),
    ("What are the main points?", "brief"),
    ("what happened?", "brief"),
    ("who is mentioned?", "mentioned"),
    ("Which people and organisations are mentioned in this article?", "mentioned"),
    ("list the people in it", "mentioned"),
    ("who is it about?", "mentioned"),
    ("what happened, in order?", "order"),
    ("Could you give me a timeline?", "order"),
    ("In what order did things happen?", "order"),
    ("what is disputed?", "disputed"),
    ("Where do the sources disagree?", "disputed"),
    ("who denies what?", "disputed"),
]
NOT_WHOLE = [
    "who denied the allegations?",
    "hello, who denied the allegations?",
    "what is the dispute about the valves?",
    "what happened then?",
    "what happened at the port?",
    "Who mentioned Pakistan?",
    "What did the report say?",
    "who is Mullen?",
    "Why is the figure disputed by the union?",
    "In what order were the four quays cleared?",
    "What was it about?",
    "Can you tell me more about this?",
]


@pytest.mark.parametrize(("question", "aspect"), WHOLE)
def test_a_question_about_the_whole_is_known_by_many_wordings(question, aspect):
    found = wanted(question)
    assert found is not None
    assert (found.aspect, found.name) == (aspect, None)
    assert topic_of(question) is None


@pytest.mark.parametrize("question", NOT_WHOLE)
def test_a_question_about_something_in_an_article_is_none(question):
    assert wanted(question) is None
    assert topic_of(question) is None


@pytest.fixture(scope="module")
def encoder():
    return Encoder(EmbeddingConfig(threads=1))


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("could you walk me through the sequence, from the first thing to the last", "order"),
        ("i’m in a hurry – the nub of it, please", "brief"),
        ("Whose names crop up in this piece?", "mentioned"),
        ("On which points do their accounts not match?", "disputed"),
        ("How many otters were counted on which day?", None),
        ("walk me through the sequence at Lowmarsh", None),
        ("Whose accounts were closed in 2014?", None),
        ("does anybody disagree?", "disputed"),
        ("does anybody contradict him?", None),
        ("does anyone doubt these figures?", None),
        ("is her account disputed?", None),
        ("he said, she said: the short version", "disputed"),
        ("who rejected that?", None),
        ("why?", None),
        ("", None),
        ("summary " * 50, None),
    ],
)
def test_other_wordings_are_known_by_their_sense(encoder, question, aspect):
    assert wanted(question) is None
    found = wanted(question, encoder)
    assert (found.aspect if found else None) == aspect


def test_with_another_model_only_the_forms_are_known(tiny_model):
    other = Encoder(EmbeddingConfig(model=tiny_model, threads=1))
    assert wanted("On which points do their accounts not match?", other) is None
    assert wanted("what is disputed?", other) is not None


def test_no_question_of_our_development_set_is_taken_for_another_kind():
    questions = [
        one.question for one in load_dataset(DATA / "questions.jsonl").questions if one.split == "development"
    ]
    assert len(questions) > 200
    encoder = Encoder(EmbeddingConfig(threads=1))
    taken = [
        one for one in questions if topic_of(one) or ((found := wanted(one, encoder)) and not found.titled)
    ]
    assert taken == []


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("hello", "greeting"),
        ("Hi there!", "greeting"),
        ("Good morning 👋", "greeting"),
        ("thanks", "thanks"),
        ("Thank you very much!", "thanks"),
        ("bye", "goodbye"),
        ("who are you?", "identity"),
        ("what can you do?", "ability"),
        ("Hi, what can you do?", "ability"),
        ("help", "ability"),
        ("which articles do you have?", "articles"),
        ("How many articles are there?", "articles"),
        ("Could you list the articles, please?", "articles"),
    ],
)
def test_small_talk_is_known(said, topic):
    assert topic_of(said) == topic


@pytest.fixture(scope="module")
def strike(tmp_path_factory, tiny_model):
    """An assistant with one article about a strike and one about a harbour."""
    from rag import Config

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("elsewhere"))
        settings = Config(
            library=tmp_path_factory.mktemp("library"),
            embedding=EmbeddingConfig(model=tiny_model, threads=1),
            abstain_below=0.0,
        )
    with Assistant.open(settings) as assistant:
        assistant.add_text("Bus drivers walk out in Lowmarsh", STRIKE)
        assistant.add_text("Harbour wall falls in Wick", NEWS)
        yield assistant


def ids(assistant):
    return {one.title: one.document_id for one in assistant.documents()}


def asked(assistant, question):
    (strike_id,) = (found for title, found in ids(assistant).items() if "Bus" in title)
    answer = assistant.ask(question, documents=[strike_id])
    assert all(replay.status == "holds" for replay in assistant.verify(answer))
    assert [one.number for one in answer.citations] == list(range(1, len(answer.citations) + 1))
    return answer


def test_in_brief_it_is_sentences_of_the_body_in_their_order(strike):
    answer = asked(strike, "what is this about?")
    assert (answer.kind, answer.heading, answer.abstained) == ("overview", "In brief", False)
    starts = [citation.start for citation in answer.citations]
    assert starts == sorted(starts)
    assert 3 <= len(starts) <= 7
    assert "walked out on Wednesday" in answer.citations[0].quote
    assert "Reporting by" not in answer.text
    assert "Bus drivers walk out in Lowmarsh\n" not in answer.text


def test_those_mentioned_are_listed_with_the_sentence_that_introduces_each(strike):
    answer = asked(strike, "who is mentioned?")
    assert [one.short for one in answer.answers] == ["Busfolk", "Marsh Lines", "Greta Novak", "Hugo Quill"]
    assert all(one.short in one.citations[0].quote for one in answer.answers)
    people = asked(strike, "which people are mentioned?")
    assert [one.short for one in people.answers] == ["Greta Novak", "Hugo Quill"]


def test_what_happened_is_told_in_the_order_of_time(strike):
    answer = asked(strike, "what happened, in order?")
    assert answer.heading == "In order"
    assert [one.short for one in answer.answers] == ["on 21 April", "on Monday", "on Wednesday"]
    assert all(one.short in one.text for one in answer.answers)


def test_what_is_disputed_is_a_denial_with_what_it_denies(strike):
    answer = asked(strike, "what is disputed?")
    (dispute,) = answer.answers
    assert [one.quote.split()[:3] for one in dispute.citations] == [
        ["The", "drivers’", "union"],
        ["The", "operator", "denied"],
    ]


def test_where_nothing_is_disputed_it_says_so(strike):
    strike.add_text(
        "Rain in Wick", "Rain in Wick\n\nIt rained in Wick all day on Monday. The river stayed low.\n"
    )
    answer = strike.ask("what is disputed?", documents=[ids(strike)["Rain in Wick"]])
    assert (answer.kind, answer.abstained, answer.text) == ("overview", True, DONT_SAY)
    assert "deny or dispute" in answer.reason
    strike.purge(ids(strike)["Rain in Wick"])


def test_of_several_articles_it_asks_which_and_never_mixes(strike):
    answer = strike.ask("what is this about?")
    assert (answer.kind, answer.lead, answer.citations) == ("which article", "Which article do you mean?", ())
    assert {one.title for one in answer.articles} == set(ids(strike))
    assert all(one.title in answer.text for one in answer.articles)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("What is the bus drivers article about?", "Bus"),
        ("summarise the article about the harbour wall", "Harbour"),
        ("What is “Harbour wall falls in Wick” about?", "Harbour"),
        ("summarise Harbour wall falls in Wick", "Harbour"),
        ("who is mentioned in the story about the night shifts?", "Bus"),
    ],
)
def test_an_article_is_known_by_its_title_or_what_only_it_holds(strike, question, title):
    answer = strike.ask(question)
    assert answer.kind == "overview"
    assert {title in citation.title for citation in answer.citations} == {True}


def test_this_article_is_the_one_in_view_unless_another_is_named(strike):
    in_view = ids(strike)["Harbour wall falls in Wick"]
    assert strike.ask("what is this about?", in_view=in_view).citations[0].document_id == in_view
    named = strike.ask("what is the bus drivers article about?", in_view=in_view)
    assert named.citations[0].document_id != in_view
    assert strike.ask("what is this about?", in_view="0" * 16).kind == "which article"


def test_an_article_about_what_no_article_holds_is_looked_for_as_ever(strike):
    assert strike.ask("summarise the article about whales").kind == "answer"


def test_a_name_without_the_word_article_must_be_a_title(strike):
    assert strike.ask("what is the row about?").kind == "answer"


@pytest.mark.parametrize("said", ["hello", "what can you do?", "who are you?"])
def test_talk_says_what_can_be_asked_with_names_from_the_articles(strike, said):
    answer = strike.ask(said)
    assert (answer.kind, answer.abstained, answer.citations) == ("talk", False, ())
    assert len(answer.examples) == 2
    assert all(any(name in one for name in ("Quill", "Novak", "Lee")) for one in answer.examples)


def test_the_articles_are_listed_with_their_days(strike):
    answer = strike.ask("which articles do you have?")
    assert answer.lead == "There are 2 articles here:"
    assert [(one.title, one.published) for one in answer.articles] == [
        ("Bus drivers walk out in Lowmarsh", "2016-05-04"),
        ("Harbour wall falls in Wick", None),
    ]
    only = strike.ask("how many articles are there?", documents=[answer.articles[0].document_id])
    assert only.lead == "There is 1 article here:"


def test_talk_searches_nothing(strike):
    assert [type(event) for event in strike.steps("thanks")] == [Answered]
    assert [type(event) for event in strike.steps("who fell?")][0] is Searching


def test_an_empty_library_says_so(config):
    with Assistant.open(config) as assistant:
        assert "no articles here yet" in assistant.ask("hello").text
        assert assistant.ask("what is this about?").abstained


def test_in_a_conversation_it_is_the_article_last_cited(strike):
    talk = strike.converse()
    first = talk.ask("summarise the article about the harbour wall")
    second = talk.ask("who is mentioned?")
    assert second.kind == "overview"
    assert second.understood is None
    assert {one.document_id for one in second.citations} == {first.citations[0].document_id}


def test_what_json_tells(strike):
    told = asked(strike, "who is mentioned?").to_dict()
    assert (told["kind"], told["aspect"], told["heading"]) == ("overview", "mentioned", "Mentioned")
    listed = strike.ask("which articles do you have?").to_dict()["articles"]
    assert listed[0]["address"] == f"?document={listed[0]['document_id']}&version={listed[0]['version']}"
