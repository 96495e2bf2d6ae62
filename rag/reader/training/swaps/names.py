"""Names in texts and their rough type, from the words about them; no model, and no list of what exists.

A name is a run of capitalised words inside a sentence. Its type is voted on by every place where it stands in
any text: what stands before and after it (“Mr”, “in”, “said”) and its own words (“University”, “Street”).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rag.reader.training.example import Example
from rag.reader.training.swaps.readings import lower_words, reading_of
from rag.reader.training.swaps.words import words_of

PERSON, PLACE, ORGANISATION = "person", "place", "organisation"
_CAPITAL = r"(?:(?:[A-Z]\.){1,3}|[A-ZÀ-Þ][\w’'-]*[\w]|[A-Z])"
_NAME = re.compile(
    rf"(?<![\w’'-]){_CAPITAL}(?:(?: (?:of|of the|de|de la|von|van|van der|al|bin|ibn|du))? {_CAPITAL})*"
)
_WORDS = {kind: frozenset(words.split()) for kind, words in words_of("names").items()}
TITLES = _WORDS["titles"]
_SENTENCE_END = re.compile(r"(?:^|[.!?:;“\"”(])\s*$")
_ACRONYM = re.compile(r"[A-Z]{3,5}")
# Faiths and schools of thought stand after “in” as places do; two letters are rarely a name.
_NO_NAME = re.compile(r"\w+ism|\w{1,2}")
VOTES_NEEDED = 3
VOTES_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Name:
    """A name and where it stands."""

    words: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.words)


def names_in(text: str) -> Iterator[Name]:
    """The names of a text; at a sentence's start only what has more than one word. Titles are cut off."""
    for match in _NAME.finditer(text):
        words, start = match.group().split(" "), match.start()
        begins = bool(_SENTENCE_END.search(text[max(0, start - 3) : start]))
        while words and (words[0] in TITLES or words[0] in _WORDS["never"]):
            start += len(words[0]) + 1
            begins = False
            words = words[1:]
        words = without_possessive(words)
        if words and words[0][0].isupper() and not (begins and len(words) == 1):
            yield Name(" ".join(words), start)


def without_possessive(words: Sequence[str]) -> list[str]:
    """The words up to the first possessive, which loses its ending: two names meet there."""
    for number, word in enumerate(words):
        for ending in ("'s", "’s", "'", "’"):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return [*words[:number], word.removesuffix(ending)]
    return list(words)


class NameTypes:
    """The type of every name in some texts, and the names of each document."""

    def __init__(self, examples: Iterable[Example]) -> None:
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        self._documents: dict[str, dict[str, None]] = defaultdict(dict)
        seen: set[str] = set()
        for example in examples:
            if example.text in seen:
                continue
            seen.add(example.text)
            for name in names_in(example.text):
                votes[name.words].update(evidence(example.text, name))
                self._documents[example.document][name.words] = None
        self._holding = {document: by_word(names) for document, names in self._documents.items()}
        self._types = {words: decided(counts) for words, counts in votes.items()}
        self._by_type: dict[str, list[str]] = defaultdict(list)
        for words, type_ in self._types.items():
            self._by_type[type_].append(words)

    def type_of(self, words: str) -> str:
        """A name's type; empty where it is not known."""
        return self._types.get(words, "")

    def of_document(self, document: str) -> tuple[str, ...]:
        """The names of a document, in the order in which they first stand."""
        return tuple(self._documents.get(document, ()))

    def are_joined(self, document: str, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether some name of a document holds a word of both."""
        holding = self._holding.get(document, {})
        mine, theirs = ({name for word in words for name in holding.get(word, ())} for words in (one, other))
        return bool(mine & theirs)

    def of_type(self, type_: str) -> Sequence[str]:
        """Every name of a type."""
        return self._by_type.get(type_, ())

    def in_question(self, example: Example) -> list[str]:
        """The names of known type that a question holds and its text too."""
        found = [name.words for name in names_in(f"_ {example.question}")]
        reading = reading_of(example.text)
        return [words for words in dict.fromkeys(found) if self.type_of(words) and reading.holding(words)]


def by_word(names: Iterable[str]) -> dict[str, set[str]]:
    """The names that hold each lower-case word."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for word in lower_words(name):
            found[word].add(name)
    return found


def decided(votes: Counter[str]) -> str:
    """The type that most places speak for; empty where too few do, or they disagree."""
    (best, count), *_ = votes.most_common(1) or [("", 0)]
    return best if count >= VOTES_NEEDED and count >= VOTES_SHARE * votes.total() else ""


def evidence(text: str, name: Name) -> Iterator[str]:
    """The types that one place speaks for."""
    words = name.words.split()
    single = words[0] if len(words) == 1 else ""
    if set(words) & _WORDS["never"] or single in _WORDS["organised"] | _WORDS["placed"]:
        return
    if set(words) & TITLES or (single and _NO_NAME.fullmatch(single)):
        return
    if set(words) & _WORDS["organised"] or _ACRONYM.fullmatch(name.words):
        yield from (ORGANISATION,) * 3
    elif set(words) & _WORDS["placed"]:
        yield from (PLACE,) * 3
    elif len(words) > 1 and words[0] in _WORDS["given"]:
        yield from (PERSON,) * 3
    else:
        yield from evidence_beside(text, name)


def evidence_beside(text: str, name: Name) -> Iterator[str]:
    """The types that the words about a name speak for."""
    before = text[max(0, name.start - 30) : name.start].split()
    after = text[name.end : name.end + 20]
    last = before[-1] if before and text[name.start - 1 : name.start] == " " else ""
    acts = re.match(r" (\w+)", after)
    acting = acts is not None and acts.group(1) in _WORDS["acts"]
    if last in TITLES or last.lower() in _WORDS["roles"]:
        yield from (PERSON,) * 2
    elif last.lower() == "the" and acting:
        yield from (ORGANISATION,) * 3
    elif acting or re.match(r", \d\d,", after):
        yield from (PERSON,) * 2
    elif last.lower() in _WORDS["situated"] and len(name.words.split()) < 4:
        yield from (PLACE,) * (2 if last.lower() == "in" else 1)
