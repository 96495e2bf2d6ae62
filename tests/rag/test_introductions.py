"""“Who is …?” is answered by the sentence that introduces the person, with the words that do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from rag import Assistant, Config
from rag.introductions.phrases import introductions, named

MARSH = """Otters return to the marsh

LOWMARSH, 4 May 2016 (Continental Press Service) – Doe counted nine otters on Wednesday, more than ever.

“They are back,” said Jane Doe, 40, a warden of the marsh. Doe has counted them for years.

The outgoing Chairman of the County Council Omar Quill praised her. Quill leaves on Friday.

The mayor of Lowmarsh, Greta Novak, spoke to Hugo Petrescu, who led the count of 2014.

Ida Lund was not asked. Doe and Lund are neighbours.
"""


@pytest.mark.parametrize(
    ("sentence", "name", "told"),
    [
        ("“Yes,” said Jane Doe, 40, a warden of the marsh.", "Jane Doe", "40, a warden of the marsh"),
        ("Jane Doe, warden of the marsh, said so.", "Doe", "warden of the marsh"),
        ("Jane Doe was the first warden who counted them.", "Jane Doe", "the first warden"),
        ("Chief warden Jane Doe said so.", "Jane Doe", "Chief warden"),
        ("The outgoing Chairman of the Council Jane Doe said so.", "Doe", "outgoing Chairman of the Council"),
        ("The county’s chief warden, Jane Doe, said so.", "Jane Doe", "The county’s chief warden"),
        ("“No,” said the county’s chief warden, Jane Doe.", "Jane Doe", "the county’s chief warden"),
        ("Her neighbour, Jane Doe, said so.", "Jane Doe", "Her neighbour"),
        ("Jane Doe, who led the count, said so.", "Jane Doe", "who led the count"),
        ("Jane Doe, seven, who lives here, said so.", "Jane Doe", "who lives here"),
        ("It fell on the desk of Mayor Jane Doe.", "Jane Doe", "Mayor"),
        ("Mrs Jane Doe said so.", "Jane Doe", None),
        ("Jane Doe, 40, while walking with a warden, saw it.", "Jane Doe", None),
        ("Jane Doe, of the wardens’ house, said so.", "Jane Doe", None),
        ("Jane Doe, set upon by a warden, said so.", "Jane Doe", None),
        ("Jane Doe said so, the warden knew.", "Jane Doe", None),
        ("The warden of the Doe Institute said so.", "Doe", None),
    ],
)  # fmt: skip
def test_the_words_that_introduce(sentence: str, name: str, told: str | None) -> None:
    words = tuple(name.lower().split())
    found = [span.cut(sentence) for each in named(sentence, words) for span in introductions(sentence, each)]
    assert found[:1] == ([told] if told else [])


@pytest.fixture(scope="module")
def marsh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with Assistant.open(Config(library=tmp_path_factory.mktemp("library"))) as assistant:
        assistant.add_text("Otters return to the marsh", MARSH)
        yield assistant


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Who is Jane Doe?", "40, a warden of the marsh"),
        ("who is doe", "40, a warden of the marsh"),
        ("Who's Mrs Doe?", "40, a warden of the marsh"),
        ("Tell me who Omar Quill is.", "outgoing Chairman of the County Council"),
        ("Who is Greta Novak?", "The mayor of Lowmarsh"),
        ("And who was Hugo Petrescu?", "who led the count of 2014"),
    ],
)
def test_whoever_is_introduced_is_told_of(marsh: Assistant, question: str, short: str) -> None:
    answer = marsh.ask(question)
    assert (answer.abstained, answer.short, len(answer.answers)) == (False, short, 1)
    assert short in answer.citations[0].quote
    assert all(one.holds for one in marsh.verify(answer))


@pytest.mark.parametrize(
    "question", ["Who is Ida Lund?", "Who is Jane Doe’s sister?", "Who is the warden’s wife?"]
)
def test_who_is_not_introduced_is_not(marsh: Assistant, question: str) -> None:
    answer = marsh.ask(question)
    assert answer.abstained or answer.confidence < 0.9


def test_the_packaged_article_introduces_its_people(well_read: Assistant) -> None:
    answer = well_read.ask("who is Mullen?")
    assert answer.short == "outgoing U.S. Chairman of the Joint Chiefs of Staff"
    assert replace(answer, question="") == replace(well_read.ask("Who is Mike Mullen?"), question="")
