"""The base of a past tense, and the past tense of a base: “denied” and “deny”."""

from __future__ import annotations

import re

_IRREGULAR = [
    forms.split()
    for forms in """
    be was been, become became become, begin began begun, break broke broken, bring brought brought,
    build built built, buy bought bought, catch caught caught, choose chose chosen, come came come,
    cost cost cost, cut cut cut, deal dealt dealt, die died died, do did done, draw drew drawn,
    drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feed fed fed, feel felt
    felt, fight fought fought, find found found, flee fled fled, fly flew flown, forbid forbade
    forbidden, forget forgot forgotten, freeze froze frozen, get got got, give gave given, go went
    gone, grow grew grown, have had had, hear heard heard, hide hid hidden, hit hit hit, hold held
    held, hurt hurt hurt, keep kept kept, know knew known, lay laid laid, lead led led, leave left
    left, lend lent lent, let let let, lie lied lied, lose lost lost, make made made, mean meant
    meant, meet met met, pay paid paid, put put put, quit quit quit, read read read, ride rode
    ridden, ring rang rung, rise rose risen, run ran run, say said said, see saw seen, seek sought
    sought, sell sold sold, send sent sent, set set set, shake shook shaken, shoot shot shot, show
    showed shown, shut shut shut, sing sang sung, sink sank sunk, sit sat sat, sleep slept slept,
    speak spoke spoken, spend spent spent, split split split, spread spread spread, stand stood
    stood, steal stole stolen, stick stuck stuck, strike struck struck, swear swore sworn, sweep
    swept swept, swim swam swum, take took taken, teach taught taught, tear tore torn, tell told
    told, think thought thought, throw threw thrown, tie tied tied, understand understood
    understood, wake woke woken, wear wore worn, win won won, withdraw withdrew withdrawn, write
    wrote written
    """.split(",")
]
_PAST = {base: past for base, past, _ in _IRREGULAR}
_BASE = {form: forms[0] for forms in _IRREGULAR for form in forms[1:]}
_PARTICIPLES = frozenset(participle for _, _, participle in _IRREGULAR) - frozenset(
    ["let", "lay", "read", "come"]
)
# What loses an “e” before “ed”; of one syllable, whatever would else double its consonant (“hoped”).
_SILENT = re.compile(
    r"(?:[cvuz]|[^s]s|[bcdfgkpstz]l|dg|[^o]ng|[lr]g|[aiu]g|(?<![aeo])[aiu]r|[^aeiou]or|(?<!e)at|creat|ut"
    r"|[^eo]ot|(?<![ao])id|[uo]d|[ai]b|[^aeo][ai]m|om|[^aeo][aeiou]k|(?<![eo])ap|[^ao]in|[^ea]il|ul)$"
    r"|^[^aeiou]*[aeiou][bdgklmnprt]$|^us$"
)
_KEPT = re.compile(
    r"(?:re|un|dis|mis|over)?(?:visit|limit|edit|credit|exit|open|listen|happen|enter|offer|follow|orbit|total"
    r"|signal|equal|reveal|cancel|abandon|focus|attack|mail|bomb|hang|long|attain|contact|detail|profit|pilot"
    r"|discuss|prohibit|inhibit|inherit|exhibit|benefit|wish)"
)
_VOWELS = "aeiou"


def base_of_past(word: str) -> str | None:
    """The base form of a verb in its past tense; None for what is not written like one."""
    lower = word.lower()
    if lower in _BASE:
        return _BASE[lower]
    if not lower.endswith("ed") or len(lower) < 4:
        return None
    stem = lower[:-2]
    if stem.endswith("e"):
        return f"{stem}e"
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    if stem[-1] == stem[-2] and stem[-1] not in "lsfz":
        return stem[:-1]
    if _KEPT.fullmatch(stem):
        return stem
    return f"{stem}e" if _SILENT.search(stem) else stem


def past_of(base: str) -> str:
    """The past tense of a verb."""
    lower = base.lower()
    if lower in _PAST:
        return _PAST[lower]
    if lower.endswith("e"):
        return f"{lower}d"
    if lower.endswith("y") and lower[-2:-1] not in _VOWELS:
        return f"{lower[:-1]}ied"
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", lower):
        return f"{lower}{lower[-1]}ed"
    return f"{lower}ed"


def third_person(base: str) -> str:
    """The verb as it stands behind “she”."""
    if re.search(r"(?:s|x|z|ch|sh|o)$", base):
        return f"{base}es"
    return f"{base[:-1]}ies" if re.search(r"[^aeiou]y$", base) else f"{base}s"


def base_of_present(word: str) -> str | None:
    """The base form of a verb as it stands behind “she”; None for what is not written like one."""
    lower = word.lower()
    if not lower.endswith("s") or lower.endswith("ss") or len(lower) < 4:
        return None
    if lower.endswith("ies"):
        return f"{lower[:-3]}y"
    return lower[:-2] if lower.endswith(("oes", "sses", "xes", "ches", "shes")) else lower[:-1]


def is_participle(word: str) -> bool:
    """Whether a word is written like the past participle of a verb."""
    return word in _PARTICIPLES or (word.endswith("ed") and len(word) > 4)
