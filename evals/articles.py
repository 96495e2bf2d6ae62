"""Invented news articles in any number, for measuring speed. Same seed, same articles."""

from __future__ import annotations

import random
from dataclasses import dataclass

PARAGRAPHS = 20
PLACES = (
    "Aldmoor Brenwick Castellan Dunhaven Estermouth Fairholt Garrowby Hexley Inverlade Kestrel-Bay Lowmarsh "
    "Merrowdale Northgate Oakhampton Pellington Quarrystone Rosewater Stanbridge Tarrowick Wexholm"
)
GIVEN = "Anna Bruno Clara Daniel Elena Farid Greta Hugo Ines Jonas Karin Lukas Mira Nadia Omar Petra Rosa"
FAMILY = (
    "Albrook Bellweather Carrow Dastan Ellingham Farrant Gorsky Hollis Ibarra Jessop Kovan Lindqvist Marlowe "
    "Novak Okonjo Petrescu Quill Rahimi Sorel Tamblyn Ullman Verhoeven Winslade Yardley"
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
OFFICES = (
    "Transport Minister",
    "Mayor",
    "Harbour Commissioner",
    "union leader",
    "Chief Inspector",
    "opposition spokesman",
    "Finance Secretary",
    "court president",
)
BODIES = (
    "the port authority",
    "the city council",
    "the teachers’ union",
    "the electricity board",
    "the regional court",
    "the fishing federation",
    "the national railway",
    "the health ministry",
)
SUBJECTS = (
    "the new ferry terminal",
    "the flood barrier",
    "the school reform",
    "the tram extension",
    "the hospital merger",
    "the water tariff",
    "the coal phase-out",
    "the stadium loan",
)
VERBS = ("rejected", "defended", "criticised", "welcomed", "postponed", "approved", "questioned", "denied")
SENTENCES = (
    "{office} {person} {verb} {subject} on {day}, saying the figures had been checked twice.",
    "{body} said {number} people had been affected since the dispute over {subject} began.",
    "“We will not sign a contract that nobody in {place} has read,” said {person}, a week after the vote.",
    "Officials in {place} put the cost of {subject} at {number} million crowns, {percent} percent over plan.",
    "{person} told reporters that talks with {body} would resume on {day}.",
    "A report seen by the newspaper suggests that {body} knew of the delays as early as last spring.",
    "Residents of {place} have complained about {subject} for years, and {number} of them signed a petition.",
    "Shares in the builder fell {percent} percent after {office} {person} {verb} the proposal.",
    "“Nobody asked the people who live here,” {person} said. “They read about it like everyone else.”",
    "The decision, which {body} {verb}, is expected to be reviewed in {place} before the end of the year.",
    "Analysts expect {subject} to remain the most contested item in the budget of {place}.",
    "Asked whether {body} had been warned, {person} declined to comment.",
)
QUESTIONS = (
    "Who {verb} {subject}?",
    "How much does {subject} cost?",
    "What did {office} {person} say about {subject}?",
    "When will the talks with {body} resume?",
    "Why did shares in the builder fall?",
    "How many people in {place} signed a petition?",
)


@dataclass(frozen=True, slots=True)
class Article:
    """An invented article: a headline and paragraphs with a blank line between them."""

    title: str
    text: str


def articles(count: int, seed: int = 0) -> list[Article]:
    """``count`` articles of about :data:`PARAGRAPHS` paragraphs each."""
    chance = random.Random(seed)
    return [article(chance) for _ in range(count)]


def questions(count: int, seed: int = 0) -> list[str]:
    """``count`` questions in the words of the articles, no two alike."""
    chance = random.Random(f"questions {seed}")
    asked: dict[str, None] = {}
    while len(asked) < count:
        asked[filled(chance.choice(QUESTIONS), chance)] = None
    return list(asked)


def article(chance: random.Random) -> Article:
    """One article with headline, dateline and paragraphs of two to four sentences."""
    title = filled("{body} {verb} {subject} in {place}", chance)
    paragraphs = [paragraph(chance) for _ in range(chance.randint(PARAGRAPHS - 4, PARAGRAPHS + 4))]
    paragraphs[0] = f"{chance.choice(PLACES.split()).upper()} - {paragraphs[0]}"
    return Article(title, "\n\n".join([title, *paragraphs]) + "\n")


def paragraph(chance: random.Random) -> str:
    """Two to four different sentences."""
    return " ".join(filled(form, chance) for form in chance.sample(SENTENCES, chance.randint(2, 4)))


def filled(form: str, chance: random.Random) -> str:
    """A template with its gaps filled and its first letter a capital."""
    words = form.format(
        place=chance.choice(PLACES.split()),
        person=f"{chance.choice(GIVEN.split())} {chance.choice(FAMILY.split())}",
        office=chance.choice(OFFICES),
        body=chance.choice(BODIES),
        subject=chance.choice(SUBJECTS),
        verb=chance.choice(VERBS),
        day=chance.choice(DAYS.split()),
        number=chance.randint(12, 990),
        percent=chance.randint(2, 19),
    )
    return words[0].upper() + words[1:]
