"""A conversation that is kept comes back whole, and without a word of what was purged."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import EmbeddingConfig
from rag import (
    Answer,
    Assistant,
    Citation,
    Config,
    ConversationNotFound,
    Difference,
    SingleAnswer,
    Time,
    UserError,
)
from tests.index.test_purge import blobs, inflated
from tests.rag.conftest import NEWS

TITLE = "Harbour wall falls in Wick"
TODAY = datetime.now(UTC).date().isoformat()
QUESTION = "who denied that the town saved on repairs?"


@pytest.fixture(scope="module")
def shared(tmp_path_factory, tiny_model):
    """An assistant with two articles that no test changes."""
    settings = Config(
        library=tmp_path_factory.mktemp("library"),
        embedding=EmbeddingConfig(model=tiny_model, threads=1),
        abstain_below=0.0,
    )
    with Assistant.open(settings) as opened:
        opened.add_text(TITLE, NEWS, published="2011-09-27")
        opened.add_text(
            "Otters 🦦 return", "Otters are back.\n\nThe warden counted eleven otters on Monday.\n"
        )
        yield opened


def kept_once(assistant, *answers):
    """The answers as the history gives them back."""
    record = assistant.history.save(answers)
    kept = assistant.history.conversation(record.conversation_id)
    assistant.history.delete(record.conversation_id)
    return kept


def test_an_answer_comes_back_equal_to_itself(shared):
    answers = [shared.ask(QUESTION), shared.ask("what will it cost?"), shared.ask("Qui a nié la nouvelle?")]
    assert {answer.abstained for answer in answers} == {True, False}
    kept = kept_once(shared, *answers)
    assert kept.answers == tuple(answers)
    assert kept.name == QUESTION
    assert [turn.outcome for turn in kept.turns] == ["answered"] * 3
    assert all(replay.status == "holds" for turn in kept.turns for replay in turn.replays)
    assert sum(len(turn.replays) for turn in kept.turns) == sum(len(one.citations) for one in answers)
    assert all(turn.notes == () for turn in kept.turns)


def spans(length):
    places = st.integers(0, length - 1)
    return st.tuples(places, places).map(lambda pair: (min(pair), max(pair) + 1))


@st.composite
def answers(draw, assistant):
    """Any answer that the library can bear, however odd its words."""
    versions = [assistant.document(one.document_id) for one in assistant.documents()]

    def citation(number):
        version = draw(st.sampled_from(versions))
        start, end = draw(spans(len(version.text)))
        at, to = draw(spans(end - start))
        words = version.text[start + at : start + to]
        return Citation(
            number,
            version.document_id,
            version.version,
            version.uri,
            version.title,
            version.metadata.value("published"),
            version.metadata.value("agency"),
            start,
            end,
            version.text[start:end],
            (Time(start + at, start + to, words, "2011-09-26", "2011-09-27"),),
        )

    def text():
        cut = draw(st.sampled_from(versions))
        start, end = draw(spans(len(cut.text)))
        parts = st.sampled_from((cut.text[start:end], cut.title, " the ", "Mayor’s", "…", "no such words"))
        return draw(st.lists(parts, min_size=1, max_size=4).map("".join)) + draw(st.text(max_size=5))

    cited = tuple(citation(number) for number in range(1, draw(st.integers(0, 3)) + 1))
    singles = tuple(
        SingleAnswer(
            one.quote, draw(st.sampled_from((None, one.quote[:9], text()))), (one,), draw(st.floats(0, 1))
        )
        for one in cited
    )
    return Answer(
        question=draw(st.text(min_size=1, max_size=20)),
        text=draw(st.sampled_from(("\n".join(one.quote for one in cited), text()))),
        short=draw(st.sampled_from((None, text()))),
        answers=singles,
        citations=cited,
        confidence=draw(st.floats(0, 1)),
        abstained=draw(st.booleans()),
        nearest=citation(0) if draw(st.booleans()) else None,
        reason=draw(st.sampled_from((None, text()))),
        documents_searched=draw(st.integers(0, 9)),
        differing=(Difference(0, 1, "denial"),) if len(singles) > 1 else (),
        contradiction=citation(1) if draw(st.booleans()) else None,
        notice=draw(st.sampled_from((None, text()))),
    )


@settings(max_examples=30)
@given(data=st.data())
def test_any_answer_comes_back_equal_to_itself_while_its_documents_stand(shared, data):
    given_answers = data.draw(st.lists(answers(shared), min_size=1, max_size=2))
    given_answers = [one for one in given_answers if one.short is None or re.search(r"\w", one.short)]
    given_answers = [
        dataclasses.replace(
            one,
            answers=tuple(
                dataclasses.replace(
                    single, short=single.short if re.search(r"\w", single.short or "") else None
                )
                for single in one.answers
            ),
        )
        for one in given_answers
    ]
    if given_answers:
        assert kept_once(shared, *given_answers).answers == tuple(given_answers)


def test_what_became_of_a_source_is_told(assistant):
    answer = assistant.ask(QUESTION)
    record = assistant.history.save([answer])

    def turn():
        (only,) = assistant.history.conversation(record.conversation_id).turns
        return only

    (document,) = assistant.documents()
    assistant.add_text(TITLE, "Quite another text about the same harbour.")
    assert {replay.status for replay in turn().replays} == {"holds in an older version"}
    assert turn().notes == (f"“{TITLE}” has changed since; the quotation stands in the version of {TODAY}.",)
    assert turn().answer == answer
    assistant.remove(document.document_id)
    assert turn().notes == (f"“{TITLE}” was removed from the library on {TODAY}; it can still be read.",)
    assert turn().answer == answer
    assistant.purge(document.document_id)
    assert turn().notes == (f"A source of this answer was purged on {TODAY}; no quotation of it is kept.",)
    assert [replay.status for replay in turn().replays] == ["purged"] * len(answer.citations)
    assert turn().answer.short is None
    assert [one.quote for one in turn().answer.citations] == [""] * len(answer.citations)
    assert [one.address for one in turn().answer.citations] == [one.address for one in answer.citations]
    assert json.loads(json.dumps(turn().to_dict()))["notes"]


def readable(folder):
    """All that can be read in a folder: raw, decompressed, or in a table."""
    for file in (file for file in folder.rglob("*") if file.is_file()):
        raw = file.read_bytes()
        yield from (raw, *inflated(raw))
        for blob in blobs(file):
            yield from (blob, *inflated(blob))


def test_no_word_that_stood_only_in_the_article_outlasts_its_purge(config):
    """Neither of quotations, nor of what was understood, nor of titles that sentences of ours name."""
    secret = "Quillfeather sailed the zeppelin Marigold to Ulthwaite on Monday, said Captain Brumwell."
    with Assistant.open(config) as assistant:
        assistant.add_text("Zeppelin over Ulthwaite", f"{secret}\n\nNobody was hurt.", published="2011-09-27")
        assistant.add_text(TITLE, NEWS)
        answer = assistant.ask("who sailed there?", documents=["Zeppelin over Ulthwaite"])
        assert "Quillfeather" in answer.text
        followed = dataclasses.replace(
            assistant.ask("what did he say about repairs?", documents=[TITLE]),
            reason="Which do you mean: “Zeppelin over Ulthwaite” or “Harbour wall falls in Wick”?",
            understood="What did captain Brumwell say about Quillfeather’s Zeppelin?",
        )
        record = assistant.history.save([answer, followed])
        before = assistant.history.conversation(record.conversation_id)
        assert before.answers == (answer, followed)
        assistant.purge("Zeppelin over Ulthwaite")
        words = set(re.findall(r"[a-z]{5,}", secret.lower())) - {"monday", "there", "sailed"}
        assert {"quillfeather", "zeppelin", "marigold", "ulthwaite", "captain", "brumwell"} <= words
        found = {word for data in readable(config.library) for word in words if word.encode() in data.lower()}
        assert found == set()
        after = assistant.history.conversation(record.conversation_id)
        assert after.answers[0].citations[0].quote == ""
        assert [one.quote for one in after.answers[1].citations] == [one.quote for one in followed.citations]
        assert after.answers[1].reason == "Which do you mean: “…” or “Harbour wall falls in Wick”?"
    found = {word for data in readable(config.library) for word in words if word.encode() in data.lower()}
    assert found == set()


def test_a_conversation_is_gone_on_with(shared):
    talk = shared.converse()
    talk.ask(QUESTION)
    talk.ask("and what did she say?")
    assert talk.turns[1].understood
    kept = kept_once(shared, *(turn.answer for turn in talk.turns))
    assert kept.answers[1].understood == talk.turns[1].understood
    assert shared.converse(kept.context).turns == talk.turns


def test_a_question_without_an_answer_is_kept_as_what_it_is(config):
    with Assistant.open(config) as assistant:
        talk = assistant.history.begin("first")
        failed, stopped, running = (assistant.history.ask(talk, word) for word in ("a?", "b?", "c?"))
        assistant.history.settle(talk, failed, None)
        assistant.history.settle(talk, stopped, None, stopped=True)
        assert running == 3
    with Assistant.open(config) as assistant:
        turns = assistant.history.conversation(talk).turns
        assert [turn.outcome for turn in turns] == ["failed", "stopped", "stopped"]
        assert [turn.answer for turn in turns] == [None] * 3


def test_a_conversation_goes_on_where_it_is_kept(shared):
    answer = shared.ask(QUESTION)
    record = shared.history.save([answer], name="Harbours")
    again = shared.history.save([answer, answer], conversation_id=record.conversation_id)
    assert (again.name, again.questions) == ("Harbours", 3)
    assert shared.history.rename(record.conversation_id, "Walls").name == "Walls"
    shared.history.delete(record.conversation_id)
    with pytest.raises(ConversationNotFound):
        shared.history.save([answer], conversation_id=record.conversation_id)
    with pytest.raises(UserError, match="no answer to keep"):
        shared.history.save([])


def test_a_conversation_read_back_from_json_is_replayed(shared):
    kept = kept_once(shared, shared.ask(QUESTION), shared.ask("what will it cost?"))
    data = json.loads(json.dumps(kept.to_dict()))
    replays = shared.verify(data)
    assert len(replays) == sum(len(answer.citations) for answer in kept.answers) > 1
    assert all(replay.holds for replay in replays)
    data["turns"][1]["answer"]["citations"][0]["quote"] = "Nobody said this."
    assert {replay.status for replay in shared.verify(data)} == {"holds", "does not hold"}


@pytest.mark.parametrize("turns", [None, 3, "text", {}, [3], [{"answer": 3}], [{"answer": {}}]], ids=str)
def test_what_is_no_conversation_is_the_users_mistake(shared, turns):
    with pytest.raises(UserError):
        shared.verify({"turns": turns})


def test_two_hundred_questions_come_back_in_order(shared):
    answer = shared.ask(QUESTION)
    many = [dataclasses.replace(answer, question=f"question {number}?") for number in range(200)]
    kept = kept_once(shared, *many)
    assert [turn.number for turn in kept.turns] == list(range(1, 201))
    assert kept.answers == tuple(many)
