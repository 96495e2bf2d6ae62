"""What is printed: text of documents steers no terminal, is no markup, and JSON is JSON."""

import contextlib
import io
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import DONT_SAY, Answer, Citation, Time
from ui.cli import terminal
from ui.cli.commands.asking import print_answer, print_citation

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@contextlib.contextmanager
def captured():
    """Standard output while it lasts, as a function that tells what was written."""
    stream = io.StringIO(newline="")
    with contextlib.redirect_stdout(stream):
        yield stream.getvalue


@given(ANY_TEXT)
def test_nothing_that_steers_a_terminal_is_left(text):
    kept = terminal.clean(text)
    left = {character for character in kept if unicodedata.category(character) in ("Cc", "Cs")}
    assert left <= {"\n", "\t"}
    assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs"))))
def test_plain_text_is_not_touched(text):
    assert terminal.clean(text) == text


def test_a_line_cannot_be_overwritten():
    assert terminal.clean("true\rfalse\r\nnext") == "true\nfalse\nnext"


@given(ANY_TEXT)
def test_text_is_printed_as_it_is_and_never_as_markup(text):
    with captured() as written:
        terminal.say(f"[bold]{text}[/bold]", (" [/] :smile: ", "red"))
    assert written() == f"[bold]{terminal.clean(text)}[/bold] [/] :smile: \n"


@given(ANY_TEXT)
def test_json_is_ascii_and_gives_the_text_back(text):
    with captured() as written:
        terminal.print_json({"text": text})
    assert written().isascii()
    assert json.loads(written()) == {"text": text}


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), min_size=1))
def test_where_no_terminal_is_a_table_is_a_line_a_row(rows):
    with captured() as written:
        terminal.print_table(("one", "other"), rows)
    lines = written().split("\n")[:-1]
    assert [line.count("\t") for line in lines] == [1] * len(rows)


@pytest.mark.parametrize("colours", [True, False])
def test_a_terminal_gets_colours_unless_it_asks_for_none(colours, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    with captured() as written:
        terminal.say(("answer", "cyan"), "\x1b[31m text")
    assert ("\x1b[36m" in written()) is colours
    assert "\x1b[31m" not in written()


def test_a_table_on_a_terminal_shows_all_of_long_words(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    word = "x" * 200
    with captured() as written:
        terminal.print_table(("Id", "Title"), [("[red]0123", word)])
    plain = re.sub(r"\x1b\[[0-9;]*m", "", written())
    assert plain.count("x") == 200
    assert "[red]0123" in plain


@pytest.mark.parametrize(
    ("last", "shown"), [("2011-09-26", "2011-09-26"), ("2011-09-30", "2011-09-26 to 2011-09-30")]
)
def test_a_citation_is_printed_with_the_days_of_its_times(capsys, last, shown):
    time = Time(8, 17, "on\x1b Monday", "2011-09-26", last)
    citation = Citation(1, "d", "v", "paste:x", "Rain", None, None, 0, 18, "It rained on Monday.", (time,))
    print_citation(citation)
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "   It rained on Monday.",
        f"   “on Monday”: {shown}",
    ]


@pytest.mark.parametrize("abstained", [True, False])
def test_that_a_question_was_read_in_part_is_printed_first(capsys, abstained):
    notice = "Of this long question only “who\x1b fell?” was read."
    print_answer(Answer("q", DONT_SAY, None, (), (), 0.1, abstained, notice=notice))
    assert capsys.readouterr().out.startswith("Of this long question only “who fell?” was read.\n\n")


def test_a_sentence_that_says_otherwise_is_printed_with_its_place(capsys):
    against = Citation(1, "d", "v", "paste:x", "Rain", None, None, 0, 15, "It didn’t rain.")
    reason = "The article says otherwise:"
    print_answer(Answer("q", DONT_SAY, None, (), (), 0.1, True, reason=reason, contradiction=against))
    printed = capsys.readouterr().out
    assert printed.splitlines()[:2] == [DONT_SAY, reason]
    assert "1  Rain  characters 0–15\n   It didn’t rain." in printed
    assert "nearest" not in printed
