"""Which words of a paragraph are a quotation, and whether a sentence says whose words they are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

from index.document import Span

Attribution = Literal["named", "pronoun"]

_MARKS = re.compile('["“”„«»]')
# A quotation in single marks has three words at least; an apostrophe inside a word does not end it.
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\w)(?:[^‘’'\"“”]|(?<=\w)[’'](?=\w))+?(?<=[\w.,!?…])[’'](?!\w)")
_SPEECH = (
    r"(?:said|says|say|told|tells|asked|asks|added|adds|wrote|writes|argue[ds]|warn(?:ed|s)|insist(?:ed|s)"
    r"|explain(?:ed|s)|repl(?:ied|ies)|recall(?:ed|s)|note[ds]|claim(?:ed|s)|state[ds]|declare[ds]"
    r"|announce[ds]|tweeted|posted|continue[ds]|conclude[ds]|admit(?:ted|s)|acknowledge[ds]|comment(?:ed|s)"
    r"|observe[ds]|remark(?:ed|s)|suggest(?:ed|s)|complain(?:ed|s)|joke[ds]|shouted|cried|exclaimed|testified"
    r"|predict(?:ed|s)|stress(?:ed|es)|emphasi[sz]e[ds]|urge[ds]|concede[ds]|confirm(?:ed|s)|den(?:ied|ies)"
    r"|laments?|lamented|boast(?:ed|s)|respond(?:ed|s)|quipped|whispered|call(?:ed|s)|describe[ds])"
)
_VERB = re.compile(rf"\b{_SPEECH}\b|\b[Aa]ccording to\b")
_PRONOUN_BEFORE = re.compile(
    r"\b(?:he|she|they|it|I|we|He|She|They|It|We|who)\s+(?:(?:has|have|had|also|then|later|once|\w+ly)\s+){0,2}$"
)
_PRONOUN_AFTER = re.compile(r"\s*(?:he|she|they|him|her|them|I|we|it)\b")
_NAME = re.compile(r"\b[A-Z][\w’'-]*[a-z][\w’'-]*|\b[A-Z]{2,}\b|\b[A-Z]\.")
_NOT_NAMES = frozenset(
    """The A An In On At For But And Or As If When While After Before Since With By From To Of He She They
    It We I You His Her Their Its Our My This That These Those There Here What Who Why How Where Which Yet So
    Still Also Then Now Last Next One Two Some Many Most All Both Asked According However Meanwhile Although
    Though Because Not No Nor Speaking Later Earlier Yesterday Today
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    January February March April May June July August September October November December""".split()
)
_ROLE = re.compile(
    r"\b(?:the|a|an|one|another|two|some|many|several|his|her|their|its|[a-z]+)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?:officials?|spokes(?:man|woman|person|people|men)|ministers?|ministry|presidents?|chair(?:man|woman|person)?"
    r"|directors?|managers?|analysts?|experts?|scientists?|researchers?|professors?|authors?|doctors?|nurses?"
    r"|police|officers?|judges?|lawyers?|prosecutors?|witness(?:es)?|residents?|neighbou?rs?|mothers?|fathers?"
    r"|sons?|daughters?|wife|husband|brothers?|sisters?|friends?|teachers?|students?|farmers?|workers?|owners?"
    r"|drivers?|captains?|coach(?:es)?|players?|generals?|soldiers?|mayors?|senators?|governors?|critics?"
    r"|campaigners?|activists?|survivors?|victims?|leaders?|sources?|diplomats?|dealers?|traders?|company"
    r"|government|army|military|agency|council|court|group|union|charity|report|study|statement|letter|man|woman"
    r"|men|women|boys?|girls?|child(?:ren)?|people|parents?|boss|chief|head|founder|executives?|economists?)\b"
)


def quoted_ranges(text: str, paragraph: Span) -> list[Span]:
    """The quotations in ``paragraph`` with their marks, in order; one that is not closed runs to the end."""
    found: list[Span] = []
    opened = None
    for match in _MARKS.finditer(text, paragraph.start, paragraph.end):
        position, mark = match.start(), match.group()
        if opened is None:
            if mark in "“„«" or (mark == '"' and _opens(text, position, paragraph)):
                opened = position
        elif mark in "”»" or (mark == "“" and text[opened] == "„") or (mark == '"' and text[opened] == '"'):
            found.append(Span(opened, position + 1))
            opened = None
    if opened is not None:
        found.append(Span(opened, paragraph.end))
    return found or _single_quoted(text, paragraph)


def near(quotations: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of the ordered, disjoint ``quotations`` that overlap ``span``."""
    first = bisect_right(quotations, span.start, key=lambda quotation: quotation.end)
    return quotations[first : bisect_left(quotations, span.end, key=lambda quotation: quotation.start)]


def quoted_share(sentence: Span, quotations: Sequence[Span]) -> float:
    """How much of ``sentence`` is quoted, from 0 to 1."""
    shared = [
        min(quotation.end, sentence.end) - max(quotation.start, sentence.start)
        for quotation in near(quotations, sentence)
    ]
    return sum(shared) / (sentence.end - sentence.start)


def attribution(text: str, sentence: Span, quotations: Sequence[Span]) -> Attribution | None:
    """Whether ``sentence`` says who speaks, by a name or role or only by a pronoun.

    ``quotations`` are the quoted ranges around it, whose words do not count; None where no one is said
    to speak.
    """
    plain = unquoted(text, sentence, quotations)
    found: Attribution | None = None
    for verb in _VERB.finditer(plain):
        kind = _subject(plain[: verb.start()], plain[verb.end() :], verb.group().endswith("to"))
        if kind == "named":
            return "named"
        found = found or kind
    return found


def unquoted(text: str, sentence: Span, quotations: Sequence[Span]) -> str:
    """The sentence with every quoted character made a tab, so that positions stay."""
    characters = list(sentence.cut(text))
    for quotation in near(quotations, sentence):
        start = max(quotation.start, sentence.start) - sentence.start
        end = min(quotation.end, sentence.end) - sentence.start
        characters[start:end] = "\t" * (end - start)
    return "".join(characters)


def names_someone(words: str) -> bool:
    """Whether ``words`` hold a proper name or a role such as “the minister”."""
    named = any(match.group() not in _NOT_NAMES for match in _NAME.finditer(words))
    return named or _ROLE.search(words) is not None


def _subject(left: str, right: str, according: bool) -> Attribution | None:
    """Who speaks, where ``left`` and ``right`` are the words around the verb of speech."""
    clause = re.split(r"[;\t]", left)[-1]
    if not according:
        if _PRONOUN_BEFORE.search(clause):
            return "pronoun"
        if names_someone(clause):
            return "named"
    if _PRONOUN_AFTER.match(right):
        return "pronoun"
    return "named" if names_someone(re.split(r"[;\t]", right)[0]) else None


def _opens(text: str, position: int, paragraph: Span) -> bool:
    """Whether a straight mark opens a quotation: a word follows it and none touches it from the left."""
    before = text[position - 1] if position > paragraph.start else " "
    after = text[position + 1] if position + 1 < paragraph.end else " "
    return not after.isspace() and (before.isspace() or before in "([—–-‘'\u200b")


def _single_quoted(text: str, paragraph: Span) -> list[Span]:
    matches = _SINGLE.finditer(text, paragraph.start, paragraph.end)
    return [Span(*match.span()) for match in matches if len(match.group().split()) > 2]
