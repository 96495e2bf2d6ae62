"""The words of a sentence that introduce somebody: “the warden, Jane Doe”, “Jane Doe, 40, a warden”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index import Span
from rag.answering.quantities import SMALL
from rag.conversation.verb_forms import base_of_past
from rag.mentions.finding import names_in
from rag.mentions.mention import Mention
from rag.mentions.vocabulary import NEVER_NAMES, PERSON_TITLES

# What a person is, besides what stands before a name as a title.
ROLES = PERSON_TITLES | frozenset(
    """activist adviser advisor agent architect artist astronomer biologist boss carpenter cashier chair
    chairperson clerk consultant co-founder counsel critic curator dealer economist envoy executive expert
    firefighter fisherman fisher founder geologist guard head historian host investigator journalist lawmaker
    leader lecturer manager mechanic member militant miner monk nurse official organiser organizer painter
    passenger pensioner photographer physicist pilot player poet politician postman president principal
    prosecutor protester psychologist publisher rebel refugee reporter researcher resident rescuer
    sailor salesman saleswoman shopkeeper shepherd soldier specialist spokesperson strategist student
    surgeon surveyor tailor technician trader trainer treasurer undersecretary veteran victim villager
    volunteer waiter waitress warden witness worker""".split()
)
KIN = frozenset(
    """aunt brother cousin daughter father friend grandfather grandmother husband mother neighbour neighbor
    partner sister son uncle widow widower wife""".split()
)
# Titles that tell nothing of a person but how to speak to them.
_ADDRESS = frozenset("mr mrs ms miss mister sir madam lady lord dame dr".split())
_DETERMINER = frozenset("a an the his her its their our my this that another".split())
_INSIDE = frozenset("of the and for de at in on".split())
# With these no phrase begins that says what somebody is.
_OPENING = (NEVER_NAMES - _DETERMINER) | frozenset(
    "says say adds asks tells quoting including said told".split()
)
_AGE = rf"(?:aged )?(?:\d{{1,3}}|{'|'.join(SMALL)})(?: years? old)?"
_BEHIND = re.compile(
    rf",(?: (?P<age>{_AGE})(?:, (?:and )?|(?=,|$)))?\s?(?P<words>[^,.;:!?“”\"()–—]*)(?=[,.;:!?“”\"()–—]|$)"
)
_WHO = re.compile(rf",(?: {_AGE},)? (?P<words>who [^,.;:!?“”\"()–—]+)(?=[,.])")
_IS = re.compile(r" (?:is|was) (?P<words>(?:an?|the|one of) [^,.;:!?“”\"()–—]+)")
_BEFORE = re.compile(r"(?P<words>[^,.;:!?“”\"()–—]+), $")
_REPORTING = re.compile(r"(?:^|.* )(?:say|says|said|told|asked|added|adds|and|but|as|by|with) (?=\S)")
_RELATIVE = re.compile(
    r" (?:who|whom|whose|which|that|when|where|while|said|says|told|has|had|is|was|will) .*$"
)
_WORD = re.compile(r"\S+")
# More words than that tell a story.
MOST_WORDS = 14


def introductions(sentence: str, name: Mention) -> Iterator[Span]:
    """The ranges of a sentence that say who a person named in it is, the plainest first."""
    for find in (behind, said_to_be, titled, before, told_of):
        if found := find(sentence, name):
            yield found


def behind(sentence: str, name: Mention) -> Span | None:
    """“Jane Doe, 40, a warden of the marsh, said”."""
    match = _BEHIND.match(sentence, name.end)
    if match is None:
        return None
    role = role_in(match)
    return Span(match.start("age"), role.end) if role and match["age"] else role


def said_to_be(sentence: str, name: Mention) -> Span | None:
    """“Jane Doe is a warden of the marsh”."""
    match = _IS.match(sentence, name.end)
    if match is None:
        return None
    return role_in(match)


def role_in(match: re.Match[str]) -> Span | None:
    """The words found, without a clause that goes on from them, where they say what a person is."""
    words = _RELATIVE.sub("", match["words"])
    start = match.start("words") + len(words) - len(words.lstrip())
    words = words.strip()
    return Span(start, start + len(words)) if is_role(words) else None


def titled(sentence: str, name: Mention) -> Span | None:
    """“The outgoing chief warden of the marsh Jane Doe”, “police spokesman Jane Doe”."""
    start, after, told = name.start, "", False
    for match in reversed(list(_WORD.finditer(sentence, 0, name.start))):
        bare = lowered(match.group())
        if not belongs(match.group(), bare, after, told):
            break
        told = told or is_one_role(bare)
        start, after = match.start(), bare
    start = without_opening(sentence, start, name.start)
    words = sentence[start : name.start].rstrip()
    whole = told and len(words.split()) <= MOST_WORDS and lowered(words.split()[-1]) not in _INSIDE
    return Span(start, start + len(words)) if whole else None


def before(sentence: str, name: Mention) -> Span | None:
    """“The warden of the marsh, Jane Doe, said”."""
    match = _BEFORE.search(sentence, 0, name.start)
    if match is None or not re.match(r",|\.|$| (?:said|says|told)", sentence[name.end :]):
        return None
    words = match["words"]
    start = match.start("words") + len(words) - len(words.lstrip())
    if opening := _REPORTING.match(words.strip()):
        start += opening.end()
    phrase = sentence[start : match.end("words")].rstrip()
    first = phrase.split(" ")[0] if phrase else ""
    known = first.lower() in _DETERMINER or first.endswith(("’s", "'s"))
    return Span(start, start + len(phrase)) if known and is_role(phrase) else None


def told_of(sentence: str, name: Mention) -> Span | None:
    """“Jane Doe, 40, who led the count, said”."""
    match = _WHO.match(sentence, name.end)
    if match is None or not 3 <= len(match["words"].split()) <= MOST_WORDS:
        return None
    return Span(*match.span("words"))


def is_role(words: str) -> bool:
    """Whether a phrase says what or whose a person is: it holds a role before what goes on from it."""
    said = [lowered(word) for word in words.split()]
    if not said or len(said) > MOST_WORDS or words.split()[0].isdigit() or said[-1] in _INSIDE | _DETERMINER:
        return False
    if said[0] in _OPENING or (base_of_past(said[0]) and not is_one_role(said[0])):
        return False
    ends = (
        at for at, word in enumerate(said) if at and word in _INSIDE - {"the", "and", "de"} | {"from", "with"}
    )
    return any(is_one_role(word) for word in said[: next(ends, None)])


def is_one_role(word: str) -> bool:
    """Whether a word, in lower case, says what or whose a person is."""
    last = word.rsplit("-", 1)[-1]
    return not {last, last.removesuffix("s")}.isdisjoint((ROLES | KIN) - _ADDRESS)


def belongs(word: str, bare: str, after: str, told: bool) -> bool:
    """Whether a word before a name may be of the same phrase: a role, a name, or what stands before these.

    ``after`` is the word behind it, in lower case; ``told`` whether a role stands behind it.
    """
    if word[-1] in ',.;:!?”"' and not re.fullmatch(r"(?:\w\.)+|[A-Z][a-z]{1,3}\.", word):
        return False
    if bare in ROLES | KIN or bare in _INSIDE:
        return True
    if bare in _OPENING or bare in _DETERMINER:
        return False
    if word[0].isupper():
        return True
    return told and after not in _INSIDE and bare.isalpha() and base_of_past(bare) is None


def without_opening(sentence: str, start: int, end: int) -> int:
    """Where a phrase begins without small words before it, and without an article."""
    while start < end:
        word = _WORD.match(sentence, start)
        if word is None or (lowered(word.group()) not in _INSIDE | _DETERMINER):
            return start
        start = word.end() + 1
    return start


def lowered(word: str) -> str:
    """A word in lower case, without marks and a possessive’s ending."""
    return re.sub(r"[’']s$", "", word.lower().strip(',.;:!?“”"()'))


def named(sentence: str, words: tuple[str, ...]) -> Iterator[Mention]:
    """Where a sentence names somebody by the words of a name, in lower case, or by a longer one that ends so.

    Of a longer one what stands before two words or more of it counts as a title.
    """
    for name in names_in(sentence):
        said = tuple(word.rstrip(".") for word in name.words)
        if name.kind in ("body", "place") or said[-1:] != words[-1:] or not set(words) <= set(said):
            continue
        start = sentence.lower().find(" ".join(words), name.start, name.end) if len(words) > 1 else -1
        yield replace(name, start=start) if start > name.start else name
