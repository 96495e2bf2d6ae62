"""Small talk: greetings, and questions about the assistant itself and what it has read."""

from rag.talk.recognising import Topic, topic_of
from rag.talk.replying import WHICH, examples, listed, reply

__all__ = ["WHICH", "Topic", "examples", "listed", "reply", "topic_of"]
