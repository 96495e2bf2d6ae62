"""What a question names: the names, numbers and nouns that an article about its matter would hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import words
from rag.wording import CLASSES, COMMON, GENERIC, IRREGULAR, ONES, OPENERS, SAME, TENS, TITLES

# So many are looked for.
MOST_ASKED = 12
# A shorter word is not the beginning of others: “Al” is not “Albania”.
SHORTEST = 4
# The share of a noun's letters that any mention of the thing begins with: “explosion”, “exploded”.
ROOT = 0.6

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:[’'.,-]\w+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"[’']s$")
_PEOPLE = re.compile(r"(?:ians?|eans?|ese|ish|ans?|is?)$")
_ADJECTIVAL_NAME = re.compile(r"(?:[ie]ans?|ese|ish|(?:st|k|m)anis?|(?:aq|el)is?)$")
_VERBAL = re.compile(r"(?:ed|ing|ly)$")
_QUALITY = re.compile(r"(?:ous|ful|less|able|ible|ness(?:es)?|it(?:y|ies))$")
_USUAL = GENERIC | COMMON | TITLES | OPENERS | IRREGULAR
_HELPING = frozenset("can could did do does may might must shall should will would".split())
_BEING = frozenset("are is was were".split())
_OBJECT = frozenset("a an every her his its my our some that the their these this those your".split())
_LEADING = frozenset(
    """a about after against an and any at before by during each every for from her his in into
    its many my near no of on our over some that the their these this those through under which
    with without your""".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a question; ``first`` where a sentence begins with it."""

    text: str
    first: bool

    @property
    def word(self) -> str:
        """The word in lower case, without the ’s of a possessive."""
        return _POSSESSIVE.sub("", self.text).lower()

    @property
    def possessive(self) -> bool:
        """Whether the word ends in ’s."""
        return _POSSESSIVE.search(self.text) is not None

    @property
    def empty(self) -> bool:
        """Whether the word is a mark, or one that says nothing of the subject."""
        return not words(_POSSESSIVE.sub("", self.text))

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Term:
    """A word or name that an article about the matter would have to hold.

    ``shown`` is how a sentence names it, ``forms`` the phrases any of which mentions it, as
    :meth:`index.Snapshot.mentioned` takes them. Where a form of ``beside``, the other words of a name, is
    mentioned, only the last word is missing, shown as ``alone``. A ``noun`` tells less than a name or a
    number: its matter may stand in other words.
    """

    shown: str
    forms: frozenset[str]
    alone: str = ""
    beside: frozenset[str] = frozenset()
    noun: bool = False


def terms(question: str) -> tuple[Term, ...]:
    """The names, numbers and nouns of a question that an article would have to mention."""
    found = tokens(question)
    cased = has_case(found)
    named = list(names(found)) if cased else []
    taken = {token for run in named for token in run}
    rest = [Token("," if token in taken else token.text, token.first) for token in found]
    made = [name_term(run, takes_article(found, run)) for run in named]
    made += [term for token in rest if (term := number_term(token.text))]
    made += [noun_term(noun) for noun in nouns(rest) if not cased or not noun.capital or noun.first]
    return tuple(made[:MOST_ASKED])


def takes_article(found: Sequence[Token], run: Sequence[Token]) -> bool:
    """Whether a name is said with “the” (“the White House”), not only stands in “the Brennan case”."""
    start = next(place for place, token in enumerate(found) if token is run[0])
    before = [token.word for token in found[max(start - 2, 0) : start]]
    after = [is_content(token) for token in found[start + len(run) :]]
    if before[1:] and before[0] in _HELPING:
        after = after[1:]  # the verb
    return before[-1:] == ["the"] and not any(after[:1])


def tokens(question: str) -> list[Token]:
    """The words and marks of a question."""
    made: list[Token] = []
    for match in _TOKEN.finditer(question):
        made.append(Token(match.group(), not made or made[-1].text in '.?!:“"‘'))
    return made


def has_case(found: Iterable[Token]) -> bool:
    """Whether capitals tell names: not where there are none, nothing else, or those of a title."""
    plain = [token for token in found if token.text[0].isalpha() and not token.first]
    if not any(token.capital for token in plain):
        return False
    return not any(token.capital for token in plain if token.word in _LEADING | _BEING | _HELPING)


def names(found: Sequence[Token]) -> Iterable[list[Token]]:
    """The names: runs of capitalised words, without the titles before them."""
    run: list[Token] = []
    for token in (*found, Token(".", False)):
        opening = token.first and (token.word in OPENERS or token.empty)
        if token.capital and not opening and not token.empty:
            run.append(token)
        if run and (run[-1] is not token or token.possessive):
            yield from stripped(run)
            run = []


def stripped(run: list[Token]) -> Iterable[list[Token]]:
    """A name without titles in front, unless nothing of its own is left, or one word begins the sentence."""
    while run and run[0].word in TITLES:
        run = run[1:]
    own = [token for token in run if token.word not in TITLES | GENERIC | CLASSES]
    if own and not (run[0].first and len(run) == 1 and not run[0].possessive):
        yield run


def nouns(found: Sequence[Token]) -> Iterable[Token]:
    """The nouns that surely are some: at the end of what follows an article, a preposition and the like."""
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and is_content(found[end]):
            end += 1
        if end > start:
            head = head_of(found, start, end)
            if head is not None and is_noun(head):
                yield head
        start = end + 1


def is_content(token: Token) -> bool:
    """Whether a word may belong to a phrase around a noun."""
    return token.text[0].isalpha() and not token.empty and token.word not in _LEADING


def head_of(found: Sequence[Token], start: int, end: int) -> Token | None:
    """The noun in a run of words, or None where what stands before it does not show that there is one."""
    before = ["", *(token.word for token in found[:start])]
    run = without_verbs(found, start, end)
    if not run:
        return None
    if before[1:2] == ["who"] and before[2:] == [before[-1]] and before[-1] in _BEING:
        return run[-1] if found[end:] == [] or found[end].text in ".?!" else None
    if before[-1] in ("many", "much"):
        return next((token for token in run if token.word.endswith("s")), run[0])
    if before[-1] == "which" and len(run) > 1:
        return None
    known = before[-1] in _LEADING | _HELPING or (start > 0 and found[start - 1].possessive)
    return run[-1] if known else None


def without_verbs(found: Sequence[Token], start: int, end: int) -> list[Token]:
    """A run of words without the verb that it ends with, as far as that can be told."""
    run = list(found[start:end])
    before = ["", "", *(token.word for token in found[max(start - 5, 0) : start])]
    after = found[end].word if end < len(found) else ""
    subject = before[-1] in _HELPING or (before[-2] in _HELPING and before[-1] in _LEADING)
    if subject and len(run) == 1 and after in _LEADING - _OBJECT:
        return run  # “did the volcano in the hills erupt”
    if not _HELPING.isdisjoint(before[-2:]) or (run[1:] and not _HELPING.isdisjoint(before[:-2])):
        run.pop()  # “erupt”
    elif run[1:] and after in _OBJECT:
        run.pop()  # “the watchman contradicts the harbour master”
    while run and (_VERBAL.search(run[-1].word) or run[-1].word in IRREGULAR):
        run.pop()
    return run


def is_noun(token: Token) -> bool:
    """Whether a word may be named as missing: long enough, no quality, and not one that names anything."""
    word = token.word
    usual = word in _USUAL or _VERBAL.search(word) or _QUALITY.search(word)
    return len(word) >= SHORTEST and not usual


def name_term(run: Sequence[Token], article: bool = False) -> Term:
    """The term for a name; its last word alone, its initials and its kin mention it too."""
    parts = [_POSSESSIVE.sub("", token.text) for token in run]
    whole = " ".join(parts)
    own = list(parts)
    while own[-1].lower() in CLASSES and len(own) > 1:
        own.pop()
    forms = name_forms(own[-1]) | kin(whole)
    shown = f"the {whole}" if article else whole
    if len(parts) == 1:
        return Term(f"“{whole}”" if _ADJECTIVAL_NAME.search(whole) else shown, forms)
    initials = "".join(part[0] for part in parts)
    beside = frozenset().union(*(name_forms(part) for part in own[:-1]))
    return Term(shown, forms | {initials}, f"“{own[-1]}”", beside)


def name_forms(name: str) -> frozenset[str]:
    """Phrases any of which mentions a name of one word."""
    plain = name.replace(".", "")
    forms = {beginning(part) for part in (name, plain, plain.replace("-", "")) if part}
    forms |= {beginning(part) for part in plain.split("-") if len(part) >= SHORTEST}
    people = _PEOPLE.sub("", name)
    if len(people) >= SHORTEST:
        forms.add(beginning(people))
    return frozenset(forms) | kin(name)


def kin(name: str) -> frozenset[str]:
    """The names that stand for the same: “British” and “U.K.” for “Britain”."""
    plain = name.replace(".", "").lower()
    for group in SAME:
        for member in group:
            begins = member.endswith("*") and plain.startswith(member[:-1].lower())
            if begins or plain == member.lower():
                return frozenset(group)
    return frozenset()


def noun_term(token: Token) -> Term:
    """The term for a noun: whatever begins like it is a mention."""
    word = token.word
    parts = [part for part in word.split("-") if len(part) >= SHORTEST] or [word]
    roots = {part[: max(SHORTEST, int(len(part) * ROOT))] for part in (*parts, word.replace("-", ""))}
    if word.endswith("ves"):
        roots |= {f"{word[:-3]}f"}
    elif word.endswith(("f", "fe")):
        roots |= {f"{word.rstrip('fe')}ve"}
    roots |= {root.replace("is", "iz") for root in roots} | {root.replace("iz", "is") for root in roots}
    return Term(
        f"“{_POSSESSIVE.sub('', token.text)}”", frozenset(f"{root}*" for root in roots) | kin(word), noun=True
    )


def number_term(written: str) -> Term | None:
    """The term for a number that an article gives exactly: a year, or a number that is not round."""
    plain = written.replace(",", "")
    if not re.fullmatch(r"[1-9]\d+", plain) or (len(plain) != 4 and plain.endswith("0")):
        return None
    forms = {plain, f"{plain}*", f"{int(plain):,}*"}
    if len(plain) == 2 and int(plain) < len(ONES):
        forms.add(ONES[int(plain)])
    elif len(plain) == 2:
        forms.add(f"{TENS[int(plain[0]) - 2]} {ONES[int(plain[1])]}")
    return Term(written, frozenset(forms))


def beginning(word: str) -> str:
    """The phrase for a word and those that begin with it, where it is long enough."""
    return f"{word}*" if len(word) >= SHORTEST else word
