"""``groundwire chat``: a conversation in the terminal."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer

from ui.cli.commands.asking import DateRange, days, print_answer
from ui.cli.opening import open_assistant
from ui.cli.options import Documents, From, To
from ui.cli.terminal import complain, note, one_line, say, working

if TYPE_CHECKING:
    from rag import Answer, Conversation
    from ui.keeping import Keeper

PROMPT = "\n> "
AS_IT_STANDS = "="


def chat(
    context: typer.Context,
    documents: Documents = None,
    first: From = None,
    last: To = None,
) -> None:
    """Ask one question after another; each may go on from those before it: “why?”, “what did he say?”.

    What a follow-up was understood as is said above its answer. A question that begins with = is asked
    exactly as it stands. Ctrl-C gives up a question, Ctrl-D ends the conversation, which the history keeps.
    Where no terminal is asking, each line of standard input is a question.
    """
    from ui.keeping import Keeper

    published = days(first, last)
    with open_assistant(context) as assistant:
        talk, kept = assistant.converse(), Kept(Keeper(assistant.history))
        for question in questions():
            try:
                answer(talk, kept, question, documents or None, published)
            except KeyboardInterrupt:
                note("Stopped. Ask another question, or press Ctrl-D to end.")
        if kept.begun:
            note(f"Kept in the history: groundwire history {kept.key}")


@dataclass(slots=True)
class Kept:
    """The conversation in the history; it begins with the first question."""

    keeper: Keeper
    key: str = field(default_factory=lambda: secrets.token_hex(8))
    begun: bool = False

    @contextmanager
    def asking(self, question: str) -> Iterator[list[Answer]]:
        """Put a question down, and behind the block the answer that it put into the list, if any."""
        number, problem = self.keeper.asked(self.key, question, self.begun) if question else (None, "")
        self.begun = self.begun or number is not None
        if problem:
            complain(problem)
        given: list[Answer] = []
        stopped = False
        try:
            yield given
        except KeyboardInterrupt:
            stopped = True
            raise
        finally:
            self.keeper.settled(self.key, number, given[0] if given else None, stopped)


def questions() -> Iterator[str]:
    """What is typed, line by line, until the input ends; blank lines are passed over."""
    interactive = sys.stdin.isatty()
    if interactive:
        import readline  # noqa: F401  arrow keys, and earlier questions with the upper one

        note("Ask a question; press Ctrl-D to end.")
    while True:
        try:
            line = input(PROMPT if interactive else "")
        except (EOFError, KeyboardInterrupt):
            if interactive:
                note()
            return
        except UnicodeDecodeError:
            complain("That was no text in this terminal’s encoding; type it anew.")
            continue
        if line.strip():
            yield line.strip()


def answer(
    talk: Conversation,
    kept: Kept,
    question: str,
    documents: list[str] | None,
    published: DateRange | None,
) -> None:
    """Print what one question was understood as, and its answer; a mistake in it ends nothing."""
    from rag import UserError

    asked = question.removeprefix(AS_IT_STANDS).strip()
    try:
        with kept.asking(asked) as answers, working("Reading the articles …"):
            given = talk.ask(asked, documents, published, as_it_stands=question.startswith(AS_IT_STANDS))
            answers.append(given)
    except UserError as error:
        complain(str(error))
        return
    if given.understood:
        say(("Understood as: ", "dim"), (one_line(given.understood), "italic"), "\n")
    print_answer(given)
