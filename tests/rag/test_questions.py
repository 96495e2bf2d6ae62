"""Any question gets an answer that replays, or one clear sentence."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag import (
    DONT_SAY,
    Answered,
    Assistant,
    Config,
    QuestionError,
    ReadingDone,
    Retrieved,
    Sample,
    Searching,
    UserError,
)
from tests.rag.conftest import NEWS

ROOT = Path(__file__).resolve().parents[2]

OPERATORS = (
    'AND OR NOT NEAR("wall" "fell", 2) -wall ^wall title:wall {title body} : wall* + "',
    '"',
    "'; DROP TABLE passages; --",
    'wall" OR "1"="1',
    "((((((((((",
    "* ^ - : . , ; NOT",
    "wall\x00fell",
    "\x00",
    "NEAR",
    "%s %d {} \\ $1 ..",
    "<script>alert(1)</script> & &amp;",
)


def check(assistant, answer):
    """The promises that every answer keeps."""
    replays = assistant.verify(answer)
    assert all(replay.status == "holds" for replay in replays)
    shown = [cited for cited in (answer.nearest, answer.contradiction) if cited is not None]
    assert len(replays) == len(answer.citations) + len(shown)
    assert 0 <= answer.confidence <= 1
    if answer.kind in ("talk", "which article"):
        check_talk(answer)
    elif answer.abstained:
        assert answer.text.startswith(DONT_SAY)
        assert (answer.citations, answer.answers, answer.short) == ((), (), None)
        assert answer.reason
    else:
        assert answer.citations
        assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
        assert all(citation.quote in answer.text for citation in answer.citations)
        assert {c for single in answer.answers for c in single.citations} == set(answer.citations)


def check_talk(answer):
    """The promises of a reply that nothing was looked for to give: it cites nothing, and refuses nothing."""
    assert (answer.citations, answer.answers, answer.short) == ((), (), None)
    assert not answer.abstained
    assert (answer.nearest, answer.contradiction, answer.reason) == (None, None, None)
    assert answer.confidence == 1
    assert answer.lead
    assert not answer.lead.startswith(DONT_SAY)
    shown = answer.text.splitlines()[1:]
    assert len(shown) == len(answer.articles) + len(answer.examples)
    assert tuple(shown[len(answer.articles) :]) == answer.examples


@pytest.mark.parametrize("question", ["", " ", "\n\t \u2003", "\u200b", "\x00", "\ufeff"], ids=ascii)
def test_an_empty_or_blank_question_is_an_error(assistant, question):
    for ask in (assistant.ask, assistant.search):
        with pytest.raises(QuestionError, match="empty"):
            ask(question)


@pytest.mark.parametrize(
    "question", ["wall " * 20_000, "w" * 100_000, "why? " * 20_000], ids=["words", "letters", "questions"]
)
def test_a_question_of_100_kilobytes_is_answered_in_part(assistant, question):
    answer = assistant.ask(question)
    check(assistant, answer)
    assert "Of this long question only" in answer.notice
    assert len(answer.question) <= 2_000
    assert assistant.search(question)


def test_half_a_character_is_an_error(assistant):
    with pytest.raises(QuestionError, match="not valid Unicode"):
        assistant.ask("who fell \ud800?")


@pytest.mark.parametrize("question", ["谁否认了指控？", "кто отрицал обвинения?", "من نفى الاتهامات؟"])
def test_another_script_gets_a_sentence_that_says_so(assistant, question):
    answer = assistant.ask(question)
    assert answer.abstained
    assert "another script" in str(answer.reason)
    check(assistant, answer)


@pytest.mark.parametrize("question", [o for o in OPERATORS if o != "\x00"], ids=ascii)
def test_operators_and_quotes_mean_nothing(assistant, question):
    check(assistant, assistant.ask(question))
    assistant.search(question)


@given(st.text(st.characters(), max_size=80))
@example("\ud800")
@example("?")
@example("hello")
@settings(max_examples=120)
def test_any_text_is_answered_or_refused_as_a_question(shared, question):
    try:
        answer = shared.ask(question)
    except QuestionError:
        blank = not any(letter.isprintable() and not letter.isspace() for letter in question)
        assert blank or any("\ud800" <= letter <= "\udfff" for letter in question)
    else:
        check(shared, answer)


@given(st.lists(st.sampled_from([*NEWS.split(), *OPERATORS, "who", "NOT", '"']), min_size=1, max_size=12))
def test_words_of_the_article_in_any_order_are_answered(shared, words):
    question = " ".join(words)
    try:
        check(shared, shared.ask(question))
    except QuestionError:
        assert question == "\x00"


@pytest.fixture(scope="module")
def shared(tmp_path_factory, tiny_model):
    """One assistant for all examples of a property."""
    from index import EmbeddingConfig

    folder = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        settings = Config(library=folder / "library", embedding=EmbeddingConfig(model=tiny_model, threads=1))
    with Assistant.open(settings.model_copy(update={"abstain_below": 0.0})) as assistant:
        assistant.add_text("Harbour wall falls in Wick", NEWS)
        yield assistant


def test_events_come_in_order(assistant):
    events = list(assistant.steps("who denied it?"))
    assert [type(event) for event in events] == [Searching, Retrieved, ReadingDone, Answered]
    searching, retrieved, read, answered = events
    assert searching.documents == 1
    assert retrieved.passages == assistant.search("who denied it?", limit=10)
    assert {candidate.passage.passage_id for candidate in read.candidates} <= {
        passage.passage_id for passage in retrieved.passages
    }
    assert answered.answer == assistant.ask("who denied it?")


def test_events_can_be_abandoned(assistant):
    for _ in range(3):
        steps = assistant.steps("who denied it?")
        next(steps)
        del steps
    assistant.remove("Harbour wall falls in Wick")
    assert assistant.documents() == ()


def test_one_question_may_have_a_threshold_of_its_own(assistant):
    question = "Who denied that the town had saved on repairs?"
    assert not assistant.ask(question).abstained
    refused = assistant.ask(question, abstain_below=1.0)
    assert refused.abstained
    assert refused.confidence == assistant.ask(question, abstain_below=0.0).confidence
    assert not assistant.ask(question).abstained
    for threshold in (-0.1, 1.1, float("nan")):
        with pytest.raises(UserError, match="between 0 and 1"):
            assistant.ask(question, abstain_below=threshold)


def test_reading_some_passages_gives_the_candidates_of_ask(assistant):
    question = "What did Mayor Lee deny?"
    events = list(assistant.steps(question))
    (retrieved,) = [event for event in events if isinstance(event, Retrieved)]
    (done,) = [event for event in events if isinstance(event, ReadingDone)]
    assert assistant.read(question, retrieved.passages) == done.candidates
    one = assistant.read(question, retrieved.passages[:1])
    assert one
    assert {candidate.passage for candidate in one} == {retrieved.passages[0]}
    assert assistant.read(question, ()) == ()
    with pytest.raises(QuestionError, match="empty"):
        assistant.read(" ", retrieved.passages)


def test_an_empty_library_says_that_it_is_empty(config):
    with Assistant.open(config) as assistant:
        answer = assistant.ask("who denied it?")
        assert answer.abstained
        assert "no article" in str(answer.reason)
        assert answer.documents_searched == 0
        assert assistant.search("who denied it?") == ()


def test_an_empty_scope_and_undated_documents_are_told(assistant):
    from datetime import date

    assert assistant.ask("who denied it?", documents=[]).abstained
    answer = assistant.ask("who denied it?", published=(date(2011, 1, 1), None))
    assert (answer.abstained, answer.undated, answer.documents_searched) == (True, 1, 0)


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one_is_the_users_mistake(assistant, limit):
    with pytest.raises(UserError, match="at least one"):
        assistant.search("wall", limit=limit)


@pytest.mark.model
def test_the_first_question_of_all(well_read):
    answer = well_read.ask("who denied the allegations?")
    assert not answer.abstained
    assert answer.citations[0].quote == "Pakistan’s government and army rejected the allegations."
    check(well_read, answer)


@pytest.mark.parametrize(
    "scope",
    [
        {"documents": "article.txt"},
        {"published": date(2011, 9, 26)},
        {"published": ("last week", None)},
        {"published": (date(2011, 9, 26), date(2011, 9, 2))},
    ],
)
def test_a_scope_that_is_none_is_a_sentence(shared, scope):
    with pytest.raises(UserError):
        shared.ask("Who denied the allegations?", **scope)
    with pytest.raises(UserError):
        shared.search("allegations", **scope)


def test_days_may_be_written(shared):
    written = shared.search("allegations", published=("2011-09-26", "2011-09-26"))
    assert written == shared.search("allegations", published=(date(2011, 9, 26), date(2011, 9, 26)))


def test_a_question_that_is_no_text_is_a_sentence(shared):
    with pytest.raises(QuestionError):
        shared.ask(None)


FIRST_QUESTIONS_AT_ONCE = """
import sys, threading
from rag import Assistant, Config, Sample
settings = Config(library=sys.argv[1], embedding={"model": sys.argv[2]}, retrieval={"limit": 4})
with Assistant.open(settings) as assistant:
    together, wrong = threading.Barrier(8), []
    def ask():
        together.wait()
        try:
            assistant.ask("Who denied the allegations?")
        except BaseException as error:
            wrong.append(repr(error))
    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    sys.exit("; ".join(wrong) or 0)
"""


def test_the_first_questions_of_a_process_may_come_at_once(tmp_path, tiny_model):
    # A process of its own: the large packages are imported by the first question, and only once.
    with Assistant.open(Config(library=tmp_path / "library", embedding={"model": tiny_model})) as assistant:
        assistant.add(Sample())
    ran = subprocess.run(
        [sys.executable, "-c", FIRST_QUESTIONS_AT_ONCE, str(tmp_path / "library"), str(tiny_model)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert ran.returncode == 0, ran.stderr
