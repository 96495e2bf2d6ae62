"""Where a sentence names something, and what the words around the name say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from rag.overview.content import Sentence
from rag.overview.name_words import ACTS, AT, BODIES, CALENDAR, MAKERS, OPENING, PEOPLES, ROLES, THINGS

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_](?:[\w]|[’'.-](?=\w))*|[^\w\s]")
_POSSESSIVE = re.compile(r"[’'](?:s)?$")
_PARTICLES = frozenset("de da del della di du van von der den la le al bin ibn dos el ter ten y".split())
_BEGINS = frozenset('“”"‘.!?:;–—-…(')
_ARTICLES = frozenset("the a an".split())
# A person’s age, and what is said of nobody but a person.
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_IS_PERSON = re.compile(
    rf"(?:,? \(?(?:aged |then |now )*\d{{2}}\b(?=[,.;:)]|\s(?:and|who|from|said)\b)(?! {_MONTH})"
    r"|, (?:who|whose|whom)\b"
    r"| is \d{2}\b(?! (?:percent|miles|metres|km)))"
)
_IS_I = re.compile(r"I(?:[’'].*)?$")
_DATELINE = re.compile(r",? [^.]{0,60}[–—-] ")
# How far before a name, over a comma, a role is looked for: “the lawyer of the operator, Ann Lee, …”.
_BACK = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence, and how much there speaks for its being a person’s, a body’s or a place’s."""

    words: tuple[str, ...]
    start: int
    sentence: Sentence
    person: float
    organisation: float
    place: float
    acts: bool


@dataclass(frozen=True, slots=True)
class Usage:
    """How an article writes its words: with a capital where no sentence begins, or in small letters."""

    capital: frozenset[str]
    small: frozenset[str]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Usage:
        """The usage of some sentences."""
        capital, small = set[str](), set[str]()
        for sentence in sentences:
            tokens = _Tokens(sentence.text)
            for place, word in enumerate(tokens.words):
                if word[0].isupper() and not tokens.begins(place):
                    capital.add(word)
                elif word[0].islower():
                    small.add(word)
        return cls(frozenset(capital), frozenset(small))

    def names(self, word: str, following: str) -> bool:
        """Whether a word that a sentence begins with may begin a name."""
        lower = word.lower()
        if lower in OPENING or (lower in self.small and lower not in ROLES):
            return False
        return word in self.capital or following[:1].isupper()


class _Tokens:
    """The words and marks of a sentence; ``words`` are without the ’s of a possessive."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.matches = list(_TOKEN.finditer(text))
        self.written = [match.group() for match in self.matches]
        self.words = [_POSSESSIVE.sub("", word) or word for word in self.written]

    def possessive(self, place: int) -> bool:
        """Whether the word at a place ends in ’s."""
        return self.written[place] != self.words[place]

    def begins(self, place: int) -> bool:
        """Whether a sentence or a quotation begins with the word."""
        return place == 0 or self.written[place - 1] in _BEGINS

    def at(self, place: int) -> str:
        """The word at a place in small letters; nothing where there is none."""
        return self.words[place].lower() if 0 <= place < len(self.words) else ""

    def is_capital(self, place: int) -> bool:
        """Whether a word with a capital stands at a place."""
        return (
            place < len(self.words) and self.words[place][0].isupper() and not _IS_I.match(self.words[place])
        )


def mentions(sentence: Sentence, usage: Usage) -> Iterator[Mention]:
    """The names in a sentence, in order."""
    tokens, place = _Tokens(sentence.text), 0
    while place < len(tokens.words):
        end = _run_end(tokens, place, usage)
        start, role = _name_start(tokens, place, end)
        if start < end:
            yield _mention(sentence, tokens, start, end, role)
        place = max(end, place + 1)


def _run_end(tokens: _Tokens, start: int, usage: Usage) -> int:
    """Behind the run of words of a name that begins at a place; the place itself where none does."""
    following = tokens.words[start + 1] if start + 1 < len(tokens.words) else ""
    if not tokens.is_capital(start):
        return start
    if tokens.begins(start) and not usage.names(tokens.words[start], following):
        return start
    end, body = start, False
    while tokens.is_capital(end) and (end == start or _adjoins(tokens, end)):
        body = body or tokens.at(end) in BODIES
        end += 1
        if tokens.possessive(end - 1) and (tokens.at(end) not in BODIES or tokens.is_capital(end + 1)):
            return end  # not so in “St Brigid’s Hospital”
        link = end
        while tokens.at(link) in (_PARTICLES | {"&"} | ({"of", "the"} if body else set[str]())):
            link += 1
        if link > end and tokens.is_capital(link) and tokens.at(link - 1) not in ("y", ""):
            end = link
    return end


def _adjoins(tokens: _Tokens, place: int) -> bool:
    """Whether nothing but a blank stands before a word."""
    return tokens.text[tokens.matches[place - 1].end() : tokens.matches[place].start()] in (" ", "\n")


def _name_start(tokens: _Tokens, start: int, end: int) -> tuple[int, bool]:
    """Where the name in a run begins, behind roles and peoples, and whether a role stands before it.

    The end itself where the run names nobody: “the Foreign Minister”, “Monday”.
    """
    lower = [tokens.at(place) for place in range(start, end)]
    bodies = any(word in BODIES for word in lower)
    while start < end and tokens.at(start) in PEOPLES | CALENDAR | OPENING and not bodies:
        start += 1
    roles = [place for place in range(start, end) if tokens.at(place) in ROLES]
    behind = roles[-1] + 1 if roles else end
    body_behind = any(tokens.at(place) in BODIES for place in range(behind, end))
    if roles and not body_behind and (behind < end or not bodies):
        return behind, True
    return (end if _names_nobody(tokens, start, end) else start), False


def _names_nobody(tokens: _Tokens, start: int, end: int) -> bool:
    """Whether a run is a people or a day, like “U.S.” or “Taliban-allied Afghan”, or has a number in it."""
    if all(tokens.at(place) in PEOPLES | CALENDAR for place in range(start, end)):
        return True
    if any(character.isdigit() for place in range(start, end) for character in tokens.words[place]):
        return True
    return tokens.at(end - 1) in PEOPLES or (end - start == 1 and "." in tokens.words[start])


def _mention(sentence: Sentence, tokens: _Tokens, start: int, end: int, role: bool) -> Mention:
    before, behind = tokens.at(start - 1), tokens.at(end)
    rest = sentence.text[tokens.matches[end - 1].end() :]
    quoted = before == "to" and tokens.at(start - 2) == "according"
    acts = quoted or behind in ACTS or (behind in _ACTING and tokens.at(end + 1) in ACTS) or before in ACTS
    person = 2.0 * (role or before in ROLES) + 2.0 * bool(_IS_PERSON.match(rest))
    person += 2.0 * _is_apposed(rest) + 1.5 * _is_behind(tokens, start, ROLES) + 0.7 * acts
    person -= 1.0 * (before in _ARTICLES)
    body = 2.0 * (before in BODIES) + 1.0 * (behind in BODIES) + 0.7 * acts
    body += 1.5 * _is_behind(tokens, start, BODIES | MAKERS)
    return Mention(
        words=(*tokens.written[start : end - 1], tokens.words[end - 1]),
        start=sentence.span.start + tokens.matches[start].start(),
        sentence=sentence,
        person=person,
        organisation=body,
        place=_place(tokens, start, rest),
        acts=acts,
    )


_ACTING = frozenset("has have had also later then".split())


def _place(tokens: _Tokens, start: int, rest: str) -> float:
    """How much speaks for a place: “in Kabul”, “at the Nordkaj”, “LONDON (Reuters) -”."""
    before = tokens.at(start - 1)
    if before in THINGS:
        return 2.0
    if before in AT and tokens.at(start - 2) not in ACTS | {"according"}:
        return 1.5
    if before == "the" and tokens.at(start - 2) in AT:
        return 0.7
    return 2.0 if start == 0 and _DATELINE.match(rest) else 0.0


def _is_apposed(rest: str) -> bool:
    """Whether a role stands behind a name, over a comma: “, a retired geographer”, “, chairman of”."""
    if not rest.startswith(", "):
        return False
    clause = re.split(r"[,.;]", rest[2:], maxsplit=1)[0].split()[:_BACK]
    return any(word.lower().strip("“”\"’'") in ROLES for word in clause) and not clause[0][0].isupper()


def _is_behind(tokens: _Tokens, start: int, words: Set[str]) -> bool:
    """Whether one of some words stands before a name, over a comma: “the lawyer of the firm, Ann Lee”."""
    if tokens.at(start - 1) != ",":
        return False
    for place in range(start - 2, max(start - 2 - _BACK, -1), -1):
        if tokens.at(place) in words:
            return True
        if tokens.at(place) in {*",.;:“”"} | ROLES | BODIES | MAKERS:
            return False
    return False
