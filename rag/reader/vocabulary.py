"""Words as the reader compares them: without stop words, stemmed as the full-text search stems them.

Verbs of reporting are also known by their kin, since who said, denied or blamed what is asked in other
words than it is written in. Which verbs are kin is looked up in two public classifications, named beside
each group: VerbNet 3.4 (Kipper Schuler 2005; it keeps the class numbers of Levin 1993, “English Verb Classes
and Alternations”, and adds some, such as 37.10) and WordNet (Fellbaum 1998; synsets as the Open English
WordNet has them). No class is taken over whole: of each the verbs that news reports with are taken, and
classes are joined where reports use their verbs for one another. The joining, the nouns made of the verbs and
the past forms that no stemmer knows are ours.

Left out on purpose, for what else they mean in the news: “state” (the United States), “attack” (an
assault), “fault”, “challenge” and “contest” (as nouns), “impeach” (a trial), “revelation” and “added” (their
stems are those of “revel” and “ad”).
"""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import NamedTuple

from Stemmer import Stemmer

from index import words

# Snowball's “porter”; it does not keep words, we do.
_STEMMER = Stemmer("porter", 0)
_STEMMING = Lock()  # a stemmer serves one thread at a time


class Kin(NamedTuple):
    """Words that report nearly the same, and where that is looked up."""

    words: str
    source: str


REPORTING = (
    Kin(
        "say said tell told add declare remark comment statement",
        "VerbNet say-37.7 (say, add, declare, remark), transfer_mesg-37.1.1 (tell), lecture-37.11 (comment)",
    ),
    Kin(
        "deny reject dismiss refute rebut dispute contradict gainsay denial rejection refutation rebuttal",
        "VerbNet conjecture-29.5 (deny), reject-77.2 (reject, dismiss); WordNet {refute, rebut}, {challenge,"
        " dispute, gainsay}, {contradict, negate, contravene} “deny the truth of”",
    ),
    Kin(
        "accuse blame charge allege claim incriminate indict accusation allegation indictment",
        "WordNet {charge, accuse}, {accuse, impeach, incriminate, criminate}, {blame, charge}; VerbNet"
        " prosecute-33.2 (charge, indict), judgment-33.1 (blame, incriminate), say-37.7 (allege, claim)",
    ),
    Kin(
        "ask urge request demand appeal",
        "VerbNet urge-58.1 (ask, urge), beg-58.2 (request), order-58.3 (demand); WordNet {appeal, invoke}"
        " “request earnestly”",
    ),
    Kin(
        "confirm corroborate verify affirm acknowledge admit confess concede"
        " confirmation admission confession",
        "VerbNet indicate-78 (confirm, corroborate, verify, affirm), confess-37.10 (acknowledge, admit,"
        " confess); WordNet {confirm, corroborate, sustain, substantiate, support, affirm},"
        " {admit, acknowledge}, {concede, profess, confess}",
    ),
    Kin(
        "announce unveil reveal disclose divulge announcement disclosure",
        "VerbNet say-37.7 (announce, reveal, disclose, divulge); WordNet {bring out, unveil, reveal}",
    ),
    Kin("warn caution threaten warning threat", "VerbNet advise-37.9 (warn, caution); threaten is ours"),
    Kin("praise welcome applaud hail", "VerbNet judgment-33.1"),
    Kin(
        "criticise criticize condemn denounce criticism condemnation",
        "VerbNet judgment-33.1 (criticize, condemn, denounce)",
    ),
    Kin(
        "agree accept approve agreement approval",
        "VerbNet correspond-36.1 (agree), accept-77.1 (accept), allow-64.1 (approve)",
    ),
    Kin("promise pledge vow", "VerbNet promise-37.13 (promise, pledge); WordNet {vow} “make a vow; promise”"),
)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a lower-case word (Porter 1980)."""
    with _STEMMING:
        return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=1)
def _senses() -> dict[str, frozenset[str]]:
    senses: dict[str, frozenset[str]] = {}
    for kin in REPORTING:
        members = frozenset(stem(word) for word in kin.words.split())
        for member in members:
            senses[member] = senses.get(member, frozenset()) | members
    return senses


def related(word: str) -> frozenset[str]:
    """The stems that report nearly the same as a stem, itself left out; none for most words."""
    return _senses().get(word, frozenset()) - {word}


def stems(text: str) -> frozenset[str]:
    """The stems of a text's words."""
    return frozenset(stem(word) for word in words(text))


def shared(said: frozenset[str], held: frozenset[str]) -> list[str]:
    """The stems of ``said`` that are held too, or of which a verb of reporting is held that is kin."""
    return [word for word in said if word in held or related(word) & held]
