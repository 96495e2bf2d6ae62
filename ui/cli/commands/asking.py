"""``groundwire ask`` and ``search``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.failures import NOT_ANSWERED
from ui.cli.opening import open_assistant
from ui.cli.options import Documents, From, Json, To, Words
from ui.cli.terminal import note, one_line, print_json, say, working

if TYPE_CHECKING:
    from rag import Answer, Citation

DateRange = tuple[date | None, date | None]


def ask(
    context: typer.Context,
    question: Words,
    documents: Documents = None,
    first: From = None,
    last: To = None,
    as_json: Json = False,
) -> None:
    """Answer a question from the articles, with the sentences it rests on.

    When they do not answer it, that is said, with the passage that came nearest, and the exit code is 1; so
    it is when the question is about an article as a whole and does not say which.
    """
    asked, published = spoken(question), days(first, last)
    with open_assistant(context) as assistant, working("Reading the articles …"):
        answer = assistant.ask(asked, documents=documents or None, published=published)
    if as_json:
        print_json(answer.to_dict())
    else:
        print_answer(answer)
    if answer.abstained or answer.kind == "which article":
        raise typer.Exit(NOT_ANSWERED)


def search(
    context: typer.Context,
    question: Words,
    documents: Documents = None,
    first: From = None,
    last: To = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many passages at most.")] = 10,
    as_json: Json = False,
) -> None:
    """Find the passages nearest to a question or some words, best first."""
    asked, published = spoken(question), days(first, last)
    with open_assistant(context) as assistant, working("Searching …"):
        passages = assistant.search(asked, limit=limit, documents=documents or None, published=published)
    if as_json:
        print_json([passage.to_dict() for passage in passages])
    for number, passage in enumerate(() if as_json else passages, start=1):
        place = (one_line(passage.title), passage.published, f"characters {passage.start}–{passage.end}")
        say((f"{number}  ", "bold"), (" · ".join(filter(None, place)), "cyan"), f"  {passage.score:.2f}")
        say(passage.text, "\n")
    if not passages:
        note("Nothing was found.")
        raise typer.Exit(NOT_ANSWERED)


def spoken(words: list[str]) -> str:
    """The question of one or several arguments.

    Raises:
        UserError: it is not text in the terminal's encoding.
    """
    from index import UserError

    question = " ".join(words)
    try:
        question.encode("utf-8")
    except UnicodeEncodeError:
        raise UserError("The question is not text in this terminal's encoding; type it anew.") from None
    return question


def days(first: date | None, last: date | None) -> DateRange | None:
    """The range of days, or None where neither end is given.

    Raises:
        UserError: it ends before it begins.
    """
    from index import UserError

    if first and last and first > last:
        raise UserError(f"No day lies between {first} and {last}; --from must not come after --to.")
    return (first, last) if first or last else None


def print_answer(answer: Answer) -> None:
    """Print an answer with its citations, or why there is none and what came nearest."""
    if answer.notice:
        say((one_line(answer.notice), "yellow"), "\n")
    if answer.abstained:
        print_refusal(answer)
    elif answer.kind == "answer":
        print_evidence(answer)
    elif answer.kind == "overview":
        print_overview(answer)
    else:
        print_talk(answer)
    if answer.undated:
        noun = "article without a date was" if answer.undated == 1 else "articles without a date were"
        say(f"\n{answer.undated} {noun} left out.")


def print_refusal(answer: Answer) -> None:
    """Print why there is no answer, and the sentence against the question or what came nearest."""
    say((answer.text, "bold"))
    if answer.reason:
        say(answer.reason)
    if answer.contradiction:
        say()
        print_citation(answer.contradiction)
    if answer.nearest:
        say(("\nThe nearest passage, which is no evidence:", "dim"))
        print_citation(answer.nearest)


def print_evidence(answer: Answer) -> None:
    """Print the words that answer, the sentences that bear them and their citations."""
    if answer.short:
        say((answer.short, "bold"), "\n")
    for told in answer.disagreements:
        say((told, "yellow"), "\n")
    say(numbered(answer), f"\n\nConfidence {answer.confidence:.0%}\n")
    for citation in answer.citations:
        print_citation(citation)


def print_overview(answer: Answer) -> None:
    """Print an overview: its heading, each entry with its citations' numbers, and the citations."""
    say((answer.heading or "", "bold"), "\n")
    for entry in answer.answers:
        numbers = " ".join(f"[{citation.number}]" for citation in entry.citations)
        words = entry.short if answer.aspect == "mentioned" else one_line(entry.text)
        say(f"{words} {numbers}")
    say()
    for citation in answer.citations:
        print_citation(citation)


def print_talk(answer: Answer) -> None:
    """Print a reply that quotes nothing, with the articles and the questions that it lists."""
    lead, *listed = answer.text.splitlines()
    say(lead)
    for line in listed:
        say(f"  {one_line(line)}")


def numbered(answer: Answer) -> str:
    """The answer's text with each citation's number after the words it bears."""
    text, done, made = answer.text, 0, ""
    for citation in answer.citations:
        found = text.find(citation.quote, done)
        end = found + len(citation.quote) if found >= 0 else len(text)
        made += f"{text[done:end]} [{citation.number}]"
        done = end
    return made + text[done:]


def print_citation(citation: Citation) -> None:
    """Print where a citation stands and what it quotes."""
    place = " · ".join(filter(None, (one_line(citation.title), citation.agency, citation.published)))
    number = f"{citation.number}  " if citation.number else "   "
    say((number, "bold"), (place, "cyan"), f"  characters {citation.start}–{citation.end}")
    say(f"   {one_line(citation.quote)}")
    for time in citation.times:
        days = time.day or f"{time.first} to {time.last}"
        say((f"   “{one_line(time.words)}”: {days}", "dim"))
