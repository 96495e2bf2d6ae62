"""The page's endpoints for programs: what Python's assistant does, as JSON of the same shape.

Each is called by name through the Gradio client. What cannot be done comes back as an error whose message is
a sentence.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import gradio as gr
from gradio.events import api

from index import GroundwireError, UserError, is_valid
from rag import Assistant
from ui.web.precedence import Precedence

log = logging.getLogger(__name__)

MOST_PASSAGES = 1_000
QUESTIONS_AT_ONCE = 4


class Programs:
    """The endpoints over one assistant. Any caller can post any JSON to them, so each checks its types."""

    def __init__(self, assistant: Assistant, precedence: Precedence) -> None:
        self._assistant = assistant
        self._precedence = precedence

    def ask(
        self,
        question: str,
        documents: list[str] | None = None,
        published: list[str | None] | None = None,
        abstain_below: float | None = None,
    ) -> dict[str, Any]:
        """Answer a question from the articles: the answer, as ``Answer.to_dict`` gives it.

        ``documents`` are ids or unique names to stay within; ``published`` is the first and the last day, as
        2011-09-26 or null; ``abstain_below`` the confidence below which the answer is withheld.
        """
        asked = checked_text("question", question)
        if abstain_below is not None and type(abstain_below) not in (int, float):
            raise UserError("abstain_below is a number between 0 and 1, or null.")
        with self._precedence.question():
            given = self._assistant.ask(asked, names(documents), published, abstain_below=abstain_below)  # type: ignore[arg-type]
        return given.to_dict()

    def search(
        self,
        question: str,
        limit: int = 10,
        documents: list[str] | None = None,
        published: list[str | None] | None = None,
    ) -> list[dict[str, Any]]:
        """The passages nearest to a question or some words, best first, as ``Passage.to_dict`` gives them."""
        if type(limit) is not int or not 1 <= limit <= MOST_PASSAGES:
            raise UserError(f"limit is a whole number from 1 to {MOST_PASSAGES}.")
        asked = checked_text("question", question)
        found = self._assistant.search(asked, limit, names(documents), published)  # type: ignore[arg-type]
        return [passage.to_dict() for passage in found]

    def add(self, title: str, text: str, published: str | None = None) -> dict[str, Any]:
        """Add a text under a title, as ``AddResult.to_dict`` tells it; ``published`` is a day or null."""
        day = None if published is None else checked_text("published", published)
        added = self._assistant.add_text(checked_text("title", title), checked_text("text", text), day)
        return added.to_dict()

    def documents(self, include_removed: bool = False) -> list[dict[str, Any]]:
        """What the library holds, by title, as ``Document.to_dict`` gives it."""
        return [document.to_dict() for document in self._assistant.documents(include_removed is True)]

    def remove(self, document: str) -> dict[str, Any]:
        """Take a document, by id or unique name, out of the search; its citations still replay."""
        return self._assistant.remove(checked_text("document", document)).to_dict()


def checked_text(name: str, value: Any) -> str:
    """A text that can be stored and shown.

    Raises:
        UserError: it is anything else.
    """
    if not isinstance(value, str) or not is_valid(value):
        raise UserError(f"{name} is a text of valid Unicode.")
    return value


def names(documents: Any) -> Sequence[str] | None:
    """Documents to stay within, None for all.

    Raises:
        UserError: it is no list of texts.
    """
    if documents is None:
        return None
    if not isinstance(documents, list):
        raise UserError("documents is a list of ids or names, or null for all.")
    return [checked_text("A document’s name", name) for name in documents]


def telling(function: Callable[..., Any]) -> Callable[..., Any]:
    """Turn what goes wrong inside ``function`` into an error with a sentence, and no traceback."""

    @wraps(function)
    def told(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except GroundwireError as error:
            raise gr.Error(str(error), print_exception=False) from None
        except Exception:  # a program must get a sentence, and the log the details
            log.exception("%s failed", function.__name__)
            sentence = "Something went wrong inside Groundwire; its log file tells more."
            raise gr.Error(sentence, print_exception=False) from None

    return told


def offer(assistant: Assistant, precedence: Precedence) -> None:
    """Give the page being built its named endpoints, one for each method of :class:`Programs`."""
    programs = Programs(assistant, precedence)
    for function in (programs.ask, programs.search, programs.add, programs.documents, programs.remove):
        api(
            telling(function),
            api_name=function.__name__,
            api_description=function.__doc__,
            concurrency_limit=QUESTIONS_AT_ONCE,
        )
