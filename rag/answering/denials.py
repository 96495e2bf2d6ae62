"""Whether of two sentences one denies what the other asserts, told by their words."""

from __future__ import annotations

import re

from rag.reader.vocabulary import shared, stems

_ADVERB = r"(?:\w+ly )?"
CLAIM = (
    r"(?:allegations?|accusations?|claims?|charges?|reports?|suggestions?|assertions?|criticisms?|rumou?rs?|notions?"
    r"|ideas?|insinuations?|versions?|accounts?)"
)
_FALSE = r"as (?:\w+ )?(?:false|untrue|nonsense|baseless|unfounded|groundless|fiction|lies|rumours?|rubbish)"
# “Rejected” and “dismissed” deny a claim, not an offer, an appeal or a director.
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:e[sd]?|ing)|rebut(?:s|ted|ting)?|contradict(?:s|ed|ing)?)\b"
    r"|\bdisput(?:e[sd]?|ing)\b(?= (?:that|the|th[eo]se|this|any|his|her|its|their|claims?|reports?)\b)"
    rf"|\b(?:reject|dismiss)(?:s|es|ed|ing)?\b(?=[^.;]*?\b(?:{CLAIM}|{_FALSE})\b)",
    re.IGNORECASE,
)
_NOT_DENIED = re.compile(
    rf"(?:n[’']t|\b(?:not|never|nor|neither|without|cannot|(?:declin|refus)\w+ to|short of)) {_ADVERB}$",
    re.IGNORECASE,
)
# “Denied bail”: something was not given.
_WITHHELD = re.compile(
    r" (?:(?:him|her|them|it|the|a|an|any|his|her|their) )?(?:\w+ )?"
    r"(?:bail|access|entry|permission|visas?|licen[cs]es?|asylum|parole|treatment|requests?|applications?|leave)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(rf"\b(?:is|are|was|were|been|being) {_ADVERB}$", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    r"\b(?:but|later|then) (?:\w+ )?(?:admit|confirm|conced|acknowledg)\w+", re.IGNORECASE
)
ACCUSING = re.compile(r"\b(?:accus|alleg|blam)(?:e[sd]?|ing)\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\bnot\b|n[’']t\b|\bnever\b|\bno(?:body| one)?\b|\bnone\b|\bneither\b|\bcannot\b", re.IGNORECASE
)
_OPEN = re.compile(r"\?|\bwhether\b", re.IGNORECASE)
_SAID = r"(?:said|says|told|added|adds|wrote|writes|reported|claim(?:s|ed)|testified|according to)"
_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
_SPEAKER = re.compile(rf"(?P<before>{_NAME})(?: \w+)? {_SAID}\b|\b{_SAID} (?:\w+ )?(?P<after>{_NAME})")
_ATTRIBUTION = re.compile(
    r",? [^,“”\"]{0,60}\b(?:said|says|show[sn]?|told \w+|wrote|reported)\W*$"
    r"|^[^,“”\"]{0,60}\b(?:said|says)(?: that)? "
)
# Who denies is who did it: “denies it sold the house”, “denied selling it”.
_OF_ITSELF = re.compile(r" (?:that )?(?:(?:it|he|she|they|we|I)\b|(?:ever )?\w+ing\b)")
# Where what is denied ends: “denies it knew and says its staff …”.
_MATTER_ENDS = re.compile(
    r"[;”]|,? (?:and|but) (?:\w+ly )?(?:says?|said|adds?|added|insist(?:s|ed)?|claim(?:s|ed)|called|blamed)\b"
    r"|, (?:(?:say|add|insist|claim|call|blam)ing|who|which)\b"
)
# The stems of words of a denial that say nothing of what is denied.
EMPTY = stems("ever any anything all wrong wrongdoing such these those false untrue report it")
CLAIMS = stems("allegation accusation claim charge suggestion assertion criticism rumour rumor notion idea")

# The share of what is denied that the other sentence must say, and in how many words at least.
SHARED = 0.6
SHARED_WORDS = 2
# Shorter words begin too many others.
SHORTEST = 4


def denies(first: str, second: str, same_document: bool) -> bool:
    """Whether one of two sentences denies what the other asserts, by somebody else.

    ``same_document`` tells whether they stand in one: only there “the accusation” may be the one in the
    other sentence.
    """
    if _OPEN.search(first) or _OPEN.search(second):
        return False
    one, other = denial(first), denial(second)
    if one is not None and other is not None:
        return False
    if one is None and other is None:
        return not _DENIAL.search(first) and not _DENIAL.search(second) and negates(first, second)
    if one is not None:
        return contradicts(first, one, second, same_document)
    assert other is not None
    return contradicts(second, other, first, same_document)


def denial(sentence: str) -> re.Match[str] | None:
    """Where a sentence says that somebody denies something; None where it does not, or takes it back."""
    for match in _DENIAL.finditer(sentence):
        withheld = match.group().lower().startswith("den") and _WITHHELD.match(sentence, match.end())
        if not withheld and not _NOT_DENIED.search(sentence, 0, match.start()):
            return None if _TAKEN_BACK.search(sentence, match.end()) else match
    return None


def contradicts(denying: str, cue: re.Match[str], asserting: str, same_document: bool) -> bool:
    """Whether a denial, its verb at ``cue``, is one of what another sentence asserts."""
    subject, matter = denying[: cue.start()], denying[cue.end() :]
    if _PASSIVE.search(subject):
        subject, matter = matter, subject
    if last_names(subject) & speakers(asserting):
        return False
    denied = stems(clause(matter)) - EMPTY - CLAIMS
    if not denied:
        return same_document and answers_accusation(subject, asserting)
    if bool(_NEGATION.search(matter)) != bool(_NEGATION.search(asserting)):
        return False
    of_itself = _OF_ITSELF.match(matter) is not None
    if of_itself and not tells_of(subject, asserting):
        return False
    told = shared(denied, stems(asserting))
    fewest = 1 if of_itself else SHARED_WORDS  # and who denies it is told of
    return len(told) >= fewest and len(told) >= SHARED * len(denied)


def tells_of(subject: str, sentence: str) -> bool:
    """Whether a sentence has a word of who denies, or one that begins with it: “Pakistan”, “Pakistani”."""
    denying = tuple(word for word in stems(subject) if len(word) >= SHORTEST)
    return any(word.startswith(denying) for word in stems(sentence))


def clause(matter: str) -> str:
    """What is denied, without what the sentence goes on to say."""
    end = _MATTER_ENDS.search(matter)
    return matter[: end.start()] if end else matter


def answers_accusation(subject: str, asserting: str) -> bool:
    """Whether who denies is accused in the other sentence."""
    accusing = ACCUSING.search(asserting)
    if accusing is None:
        return False
    accused = set(re.findall(r"\w+", asserting[accusing.end() :]))
    return any(
        name in accused for name in re.findall(r"\b[A-Z]\w+", subject) if name not in ("The", "A", "An")
    )


def negates(first: str, second: str) -> bool:
    """Whether two sentences say nearly the same, one of them with a “not”."""
    if len(_NEGATION.findall(first)) + len(_NEGATION.findall(second)) != 1:
        return False
    if speakers(first) & speakers(second):
        return False
    one, other = (stems(_ATTRIBUTION.sub("", sentence)) for sentence in (first, second))
    one, other = one - {"no"}, other - {"no"}
    both = one & other
    return len(both) > SHARED_WORDS and len(both) >= SHARED * len(one | other)


def speakers(sentence: str) -> set[str]:
    """The surnames of those whom a sentence quotes."""
    found = [match["before"] or match["after"] for match in _SPEAKER.finditer(sentence)]
    return {name.split()[-1] for name in found}


def last_names(text: str) -> set[str]:
    """The last words of the names in a text."""
    return {name.split()[-1] for name in re.findall(_NAME, text)}
