"""Conversations live on the server, one for each browser session, and lose no question."""

from __future__ import annotations

from ui.web.conversations import MAX_TURNS, Conversation, Conversations


def texts(conversation: Conversation) -> list[str]:
    return [message["content"] for message in conversation.messages()]


def test_one_worker_at_a_time_answers_all_questions_in_order():
    conversation = Conversation()
    assert conversation.ask("first") is True
    assert conversation.ask("second") is False  # the worker that was started answers this one, too
    assert "Waiting for the question before…" in texts(conversation)[3]
    answered = []
    while turn := conversation.next_turn():
        answered.append(turn.question)
        conversation.reply(turn, f"<p>{turn.question}</p>", settled=True)
    assert answered == ["first", "second"]
    assert conversation.settled
    assert texts(conversation)[1::2] == ["<p>first</p>", "<p>second</p>"]
    assert conversation.ask("third") is True


def test_each_step_is_a_change():
    conversation = Conversation()
    conversation.ask("q")
    seen = {conversation.change}
    turn = conversation.next_turn()
    assert turn is not None
    for html in ("a", "b"):
        conversation.reply(turn, html)
        seen.add(conversation.change)
    assert len(seen) == 3
    assert not conversation.settled


def test_a_stopped_question_has_its_reply_and_no_other():
    conversation = Conversation()
    for question in ("first", "second"):
        conversation.ask(question)
    turn = conversation.next_turn()
    assert turn is not None
    for _ in range(2):  # stopping twice is stopping once
        conversation.stop(turn.number)
    conversation.stop(99)
    conversation.reply(turn, "<p>too late</p>", settled=True)
    assert "Stopped." in texts(conversation)[1]
    following = conversation.next_turn()
    assert following is not None
    assert following.question == "second"


def test_sessions_do_not_see_each_other():
    conversations = Conversations()
    conversations.of("one").ask("mine")
    assert texts(conversations.of("two")) == []
    assert "mine" in texts(conversations.of("one"))[0]


def test_the_longest_unused_conversation_makes_room():
    conversations = Conversations(limit=2)
    for key in ("a", "b"):
        conversations.of(key).ask(key)
    conversations.of("a")
    conversations.of("c")
    assert "a" in texts(conversations.of("a"))[0]
    assert texts(conversations.of("b")) == []


def test_a_very_long_conversation_forgets_its_beginning():
    conversation = Conversation()
    for number in range(MAX_TURNS + 5):
        conversation.ask(f"question {number}.")
        turn = conversation.next_turn()
        assert turn is not None
        conversation.reply(turn, "", settled=True)
        conversation.next_turn()
    assert len(conversation.messages()) == 2 * MAX_TURNS
    assert "question 5." in texts(conversation)[0]
