"""The names and noun phrases of a text, and what kind of thing each may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, takewhile

from rag.mentions.datelines import without_datelines
from rag.mentions.mention import Kind, Mention
from rag.mentions.naming import introduced, is_plural, typed
from rag.mentions.nouns import gender_of_noun, is_person_noun
from rag.mentions.vocabulary import (
    BODIES,
    COLLECTIVES,
    DAYS,
    ENDING_PHRASES,
    FEMALE_NAMES,
    MALE_NAMES,
    MONTHS,
    NEVER_NAMES,
    PERSON_TITLES,
)
from rag.wording import COMMON, GENERIC, IRREGULAR

_CAPITAL = r"(?:(?:[^\W\d_a-zß-ÿ]\.)+|[^\W\d_a-zß-ÿ][\w’'&-]*)"
_INSIDE = r"(?:of the|of|de la|de|del|da|van der|van|von|der|bin|ibn|al|du|la|le|&|y)"
_NAME = re.compile(rf"(?<![\w’'-]){_CAPITAL}(?: (?:{_INSIDE} )?(?:{_CAPITAL}|\d+(?!\w|[.,]\d)))*")
_QUOTED = re.compile(r"[“\"]([A-Z][^”\"“]{2,60})[”\"]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;“\"(–—]\s*|\.\.\.\s*)$")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_OF_SEVERAL = re.compile(r"s[’']$")
_CONTRACTED = re.compile(r"[’'](?:ve|re|ll|d|m|t)$")
_NO_WORD_OF_A_NAME = NEVER_NAMES | MONTHS | DAYS
_VERBAL = re.compile(r"(?:ed|ing|ly)$")
# What may end a phrase that begins with an article.
_STOP = (
    r"(?:a|an|the|and|or|but|of|in|on|at|to|for|from|with|by|as|about|after|before|during|over|under|into|against"
    r"|between|that|which|who|whom|whose|when|where|while|than|is|are|was|were|be|been|has|have|had|do|does|did"
    r"|will|would|can|could|may|might|shall|should|must|not|it|its|he|she|his|her|they|their|them|him|if|because"
    r"|so|this|these|those|there|said|says|say|then|now|also|ever|still|go|get|make|take|come|happen|mean)\b"
)
_PHRASE = re.compile(
    rf"\b(?P<article>the|an?|any|this|these|that|those)\s+(?P<words>(?!{_STOP})[\w’'-]+"
    rf"(?: (?!{_STOP})[\w’'-]+){{0,3}})",
    re.IGNORECASE,
)


_HELPED = re.compile(
    r"\b(?:did|does|do|will|would|can|could|should|may|might|must)(?:n[’']t)? $", re.IGNORECASE
)
_VERB = re.compile(r"\s+(?:said|says|say|get|go|make|take|come|happen|mean|do|have|be|also|ever|still|not)\b")
_NOUNS = re.compile(rf"(?: (?!{_STOP})[a-z][a-z-]+(?!\w|[’'](?!s\b))){{1,3}}")


@lru_cache(maxsize=1024)  # turns are looked at again for each question
def names_in(text: str) -> tuple[Mention, ...]:
    """The names of a text: titles of works in quotes, and runs of capitalised words."""
    return tuple(found_names(text))


def found_names(text: str) -> Iterator[Mention]:
    """The same, one after another."""
    text = without_datelines(text)
    quoted = [match for match in _QUOTED.finditer(text) if is_title(match.group(1))]
    for match in quoted:
        yield Mention(match.group(1).rstrip(",.;"), match.start(1), match.end(1), "thing")
    for match in _NAME.finditer(text):
        if not any(one.start() <= match.start() < one.end() for one in quoted):
            yield from name_of(text, match)


def is_title(quoted: str) -> bool:
    """Whether words in quotation marks are a work’s title: most of them begin with a capital."""
    words = quoted.split()
    return sum(word[0].isupper() for word in words) * 2 > len(words) and not quoted.endswith(("!", "?", "."))


def name_of(text: str, match: re.Match[str]) -> Iterator[Mention]:
    """The names in a run of capitalised words: without what only begins a sentence, titles apart."""
    starts = _SENTENCE_START.search(text[max(0, match.start() - 5) : match.start()]) is not None
    place, words = match.start(), match.group().split(" ")
    while words and (is_no_name(words[0]) or is_opening(words, starts)):
        place, words, starts = place + len(words[0]) + 1, words[1:], False
    parts = list(parts_of(words, place))
    for start, part in parts:
        known = _POSSESSIVE.sub("", part)
        titles = titles_in(known)
        own = known[len(titles) :].removesuffix("’").rstrip(",")
        if not re.search(r"(?:\b\w\.){2,}$|\b[A-Z]\.$", own):
            own = own.rstrip(".")
        start += len(titles)
        if titles and own[:1].isupper():  # “Dr Ann Lee of the University of Wick”
            own = own.split(" of ")[0]
        if is_name(own):
            before = (*words_before(text, match.start()), *titles.lower().replace(".", "").split())
            yield extended(text, introduced(text, typed(own, start, before)), known == part)


def titles_in(words: str) -> str:
    """The beginning of a name that ends in a title: “Army chief General ” of “… General Ashfaq Kayani”."""
    parts = words.split(" ")
    last = max((at for at, word in enumerate(parts[:-1]) if is_title_of_person(word)), default=-1)
    if last < 0:
        return ""
    rest = parts[last + 1 :]
    if rest[0].islower():  # “Chairman of the Joint Chiefs of Staff Mike Mullen”
        given = [at for at, word in enumerate(rest) if word.lower() in MALE_NAMES | FEMALE_NAMES]
        if not given:
            return ""
        last += given[0]
    return " ".join(parts[: last + 1]) + " "


def is_title_of_person(word: str) -> bool:
    """Whether a word stands before a person’s name and is no part of it."""
    return word.lower().rstrip(".") in PERSON_TITLES


def extended(text: str, name: Mention, may_be: bool) -> Mention:
    """A name with the noun that it only stands before: “the Haqqani network”, not “the Haqqani”."""
    owned = name.before[-1:] in (("its",), ("his",), ("her",), ("their",))
    modifies = may_be and (name.article or owned) and name.kind in ("unknown", "place")
    noun = _NOUNS.match(text, name.end) if modifies else None
    words = [*takewhile(lambda word: not is_singular_verb(word), noun.group().split() if noun else [])]
    words = up_to(ENDING_PHRASES, words)
    while words and (_VERBAL.search(words[-1]) or words[-1] in IRREGULAR):
        words.pop()
    of_people = bool(words) and words[-1] in COLLECTIVES | BODIES
    if not words or (name.kind == "place" and not of_people):
        return name
    shown = f"{name.text} {' '.join(words)}"
    kind: Kind = "body" if of_people else "person" if words[-1] in PERSON_TITLES else "thing"
    plural = is_plural(words[-1])
    end = name.start + len(shown)
    return replace(name, text=shown, end=end, kind=kind, plural=plural, article="the")


def is_singular_verb(word: str) -> bool:
    """Whether a word is a verb as it stands behind one thing: “the Tolva stands”."""
    return word.endswith("s") and word[:-1] in ENDING_PHRASES


def is_no_name(word: str) -> bool:
    """Whether a word with a capital, or a number, never begins a name."""
    return (
        word.lower() in _NO_WORD_OF_A_NAME
        or _CONTRACTED.search(word) is not None
        or word.rstrip("’'s").isdigit()
    )


def is_opening(words: list[str], starts: bool) -> bool:
    """Whether a word has its capital only from beginning the sentence."""
    word = words[0].lower()
    if not starts or len(words) > 1 and words[1][0].isupper() and word not in GENERIC:
        return False
    if _POSSESSIVE.search(words[0]):
        return False
    return is_person_noun(singular(word)) or word in COMMON | GENERIC or _VERBAL.search(word) is not None


def singular(word: str) -> str:
    """A plural’s singular, as far as its letters tell: “analyst”, “thief”; else the word."""
    if word.endswith("ves"):
        return f"{word[:-3]}f"
    return word.removesuffix("s")


def parts_of(words: list[str], start: int) -> Iterator[tuple[int, str]]:
    """The names in a run, parted behind a possessive; none that begins or ends with a small word."""
    run: list[str] = []
    place = start
    for word, behind in pairwise([*words, "", ""]):
        if word:
            run.append(word)
        if run and (not word or (_POSSESSIVE.search(word) and not are_members(word, behind))):
            kept = list(run)
            begin = place
            while kept and kept[0][0].islower():
                begin += len(kept.pop(0)) + 1
            while kept and (kept[-1][0].islower() or kept[-1].lower() in _NO_WORD_OF_A_NAME):
                kept.pop()
            if kept:
                yield begin, " ".join(kept)
            place += len(" ".join(run)) + 1
            run = []


def are_members(word: str, behind: str) -> bool:
    """Whether a plural’s possessive is a part of a body’s name: “the Smallholders’ Union”."""
    return _OF_SEVERAL.search(word) is not None and behind.lower() in BODIES


def is_name(words: str) -> bool:
    """Whether capitalised words name something: no pronoun, month or weekday."""
    lower = words.lower()
    return len(words) > 1 and any(c.isalpha() for c in words) and lower not in _NO_WORD_OF_A_NAME


def words_before(text: str, start: int) -> tuple[str, ...]:
    """The words directly before a name, of the same phrase as far as that can be told, in lower case."""
    found = re.search(r"((?:[\w’'-]+ ){1,4})$", text[max(0, start - 60) : start])
    return tuple(found.group(1).lower().split()) if found else ()


@lru_cache(maxsize=1024)
def phrases_in(text: str) -> tuple[Mention, ...]:
    """Noun phrases that begin with an article, as far as they can be told without knowing every word."""
    return tuple(found_phrases(text))


def found_phrases(text: str) -> Iterator[Mention]:
    """The same, one after another."""
    for match in _PHRASE.finditer(text):
        words = [*takewhile(lambda word: word[0].islower(), match.group("words").split())]
        if not words:
            continue
        words = up_to(IRREGULAR, words)
        if _HELPED.search(text[: match.start()]):
            words = without_verb(words, _VERB.match(text, match.end()) is not None)
        while len(words) > 1 and (_VERBAL.search(words[-1]) or words[-1].lower() in NEVER_NAMES):
            words.pop()
        last = words[-1].lower()
        if _VERBAL.search(last) or last in NEVER_NAMES or words[0][0].isupper():
            continue
        article = match.group("article").lower()
        plural = is_plural(last)
        shown = " ".join(words)
        kind: Kind = "body" if last in COLLECTIVES else "person" if is_person_noun(last) else "thing"
        start = match.start("words")
        gender = gender_of_noun(last) if kind == "person" else ""
        yield Mention(shown, start, start + len(shown), kind, gender, plural, False, "the", (article,))


def without_verb(words: list[str], verb_behind: bool) -> list[str]:
    """The words of a phrase behind “did” without the verb that follows: “did the council vote for it”."""
    kept = up_to(ENDING_PHRASES, words)
    unknown = len(kept) == len(words) > 1 and not verb_behind
    return words[:-1] if unknown else kept


def up_to(ends: Set[str], words: list[str]) -> list[str]:
    """The words of a phrase, its first in any case, up to one that ends it."""
    return words[:1] + [*takewhile(lambda word: word not in ends, words[1:])]
