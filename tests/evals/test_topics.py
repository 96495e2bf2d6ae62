"""Which documents tell of the same, and what is asked after a conversation about something else."""

from evals.datasets import Question
from evals.datasets.conversations import Conversation, Turn
from evals.spans import Place
from evals.topics import after_another_topic, stories


def question(identity, document, *others, split="test"):
    gold = tuple(Place(name, 0, 1) for name in (document, *others))
    return Question(identity, document, "who?", "who", True, (gold,), (), split)


def talk(identity, *documents, split="test"):
    asked = [question(f"{identity}/{number}", name, split=split) for number, name in enumerate(documents)]
    return Conversation(identity, split, tuple(Turn(one, one.question) for one in asked))


def test_documents_with_gold_for_one_question_tell_of_the_same():
    told = stories(
        [question("1", "a", "b"), question("2", "c"), question("3", "d", "c"), question("4", "b", "e")]
    )
    assert told["a"] >= {"a", "b"}
    assert told["b"] == {"a", "b", "e"}
    assert told["c"] == told["d"] == {"c", "d"}


def test_the_conversation_is_about_something_else():
    asked = [question("1", "a", "b"), question("2", "c")]
    talks = [talk("of a", "a", "d"), talk("of b", "b"), talk("of c", "c"), talk("of d", "d")]
    pairs = {one.id: found.id for one, found in after_another_topic(asked, talks, None, 0)}
    assert pairs["1"] in {"of c", "of d"}
    assert pairs["2"] in {"of a", "of b", "of d"}


def test_conversations_take_turns_and_stay_within_the_split():
    asked = [question(str(number), "a") for number in range(6)]
    talks = [talk("b", "b"), talk("c", "c"), talk("x", "x", split="development")]
    found = [other.id for _, other in after_another_topic(asked, talks, None, 0)]
    assert sorted(found) == ["b", "b", "b", "c", "c", "c"]


def test_a_question_without_another_topic_is_left_out():
    assert list(after_another_topic([question("1", "a")], [talk("of a", "a", "b")], None, 0)) == []
    assert list(after_another_topic([question("1", "a")], [], None, 0)) == []


def test_the_limit_is_of_each_split_and_drawn():
    asked = [
        question(f"{split}{number}", "a", split=split)
        for split in ("test", "development")
        for number in range(9)
    ]
    talks = [talk("b", "b"), talk("c", "c", split="development")]
    drawn = [one.id for one, _ in after_another_topic(asked, talks, 4, 1)]
    assert len(drawn) == 8
    assert sum(name.startswith("test") for name in drawn) == 4
    assert drawn == [one.id for one, _ in after_another_topic(asked, talks, 4, 1)]
    assert drawn != [one.id for one, _ in after_another_topic(asked, talks, 4, 2)]
