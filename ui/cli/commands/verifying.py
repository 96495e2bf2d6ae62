"""``groundwire verify``."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.cli.failures import NOT_ANSWERED
from ui.cli.opening import open_assistant
from ui.cli.options import Json
from ui.cli.terminal import note, one_line, print_json, say

if TYPE_CHECKING:
    from rag import Assistant, Replay


def verify(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            show_default=False,
            help="What `ask --json` or `history ID --json` printed, or the page exported; - reads it here.",
        ),
    ],
    as_json: Json = False,
) -> None:
    """Replay every citation of a saved answer or conversation, and say of each whether it holds.

    The exit code is 0 when all hold, in an older version or a removed article too, and 1 otherwise.
    """
    answer = read_answer(file)
    with open_assistant(context) as assistant:
        replays = assistant.verify(answer)
        if as_json:
            print_json([replay.to_dict() for replay in replays])
        elif "turns" in answer:
            for turn in answer["turns"]:
                print_turn(assistant, turn)
        else:
            for replay in replays:
                print_replay(replay)
    if not replays and not as_json:
        note("Nothing is cited, so there is nothing to replay.")
    if not all(replay.holds for replay in replays):
        raise typer.Exit(NOT_ANSWERED)


def read_answer(file: str) -> Mapping[str, Any]:
    """A saved answer.

    Raises:
        UserError: the file is missing, unreadable, or no answer.
    """
    from index import UserError

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).expanduser().read_bytes()
        answer = json.loads(data)
    except FileNotFoundError:
        raise UserError(f"{file} does not exist; check the path.") from None
    except OSError as error:
        raise UserError(f"{file} cannot be read ({error.strerror or error}).") from None
    except (ValueError, RecursionError):
        raise UserError(f"{file} is not JSON; save an answer with `groundwire ask … --json`.") from None
    if not isinstance(answer, Mapping):
        raise UserError(f"{file} is not an answer; save one with `groundwire ask … --json`.")
    return answer


def print_turn(assistant: Assistant, turn: Mapping[str, Any]) -> None:
    """Print a question of a conversation, and what replaying the citations of its answer showed."""
    say((one_line(str(turn.get("question", ""))), "bold"))
    for replay in assistant.verify(turn["answer"]) if turn.get("answer") is not None else ():
        print_replay(replay)
    say()


def print_replay(replay: Replay) -> None:
    """Print what replaying one citation showed, and its quotation."""
    citation = replay.citation
    number = f"{citation.number}  " if citation.number else "nearest  "
    verdict = (replay.sentence, "green" if replay.holds else "bold red")
    say(
        (number, "bold"), verdict, f"  {one_line(citation.title)}, characters {citation.start}–{citation.end}"
    )
    say(f"   {one_line(citation.quote)}")
