"""A question as its parts, put together anew: “who denied it?” and “when did they deny it?”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.answering.kinds import AUXILIARY
from rag.conversation.mentions import names_in, phrases_in
from rag.conversation.turns import Said
from rag.conversation.verb_forms import base_of_past, past_of, third_person

WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
_PREPOSITION = r"(?:in|on|at|by|for|from|to|with|of|during|about|since|until|under|against|after|before)"
_ASKED = re.compile(
    rf"(?P<opening>(?:{_PREPOSITION} )?{WH}\b(?:(?! {AUXILIARY}\b) [^\s?]+){{0,5}}?)"
    rf" (?P<auxiliary>{AUXILIARY}) (?P<rest>.+)",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(rf"(?P<auxiliary>{AUXILIARY}) (?P<rest>.+)", re.IGNORECASE)
_OF_SUBJECT = re.compile(
    r"(?P<opening>who|what|which(?: \w+){1,3}?) (?P<verb>\w+) (?P<rest>.+)", re.IGNORECASE
)
_STRANDED = re.compile(rf"\s+{_PREPOSITION}$", re.IGNORECASE)
_FINITE = re.compile(rf"{AUXILIARY}$", re.IGNORECASE)
LONGEST_SUBJECT = 9


@dataclass(frozen=True, slots=True)
class Clause:
    """The parts of a question that asks with an auxiliary; ``opening`` is empty where it asks yes or no.

    Of a question for its subject (“who denied it”), ``auxiliary`` is empty and ``rest`` begins with the verb.
    """

    opening: str
    auxiliary: str
    rest: str


def clause_of(question: str) -> Clause | None:
    """The parts of a question, or None where it is not built like one."""
    asked = question.strip().rstrip("?!. ").strip()
    if match := _YES_OR_NO.fullmatch(asked):
        return Clause("", match["auxiliary"], match["rest"])
    if match := _ASKED.fullmatch(asked):
        return Clause(match["opening"], match["auxiliary"], match["rest"])
    if match := _OF_SUBJECT.fullmatch(asked):
        return Clause(match["opening"], "", f"{match['verb']} {match['rest']}")
    return None


def asked_anew(opening: str, last: Said) -> list[str]:
    """A question for something else about what was asked last: “why” behind “who denied the allegations?”."""
    clause = clause_of(last.question)
    made = []
    if clause and clause.auxiliary:
        rest = clause.rest
        if clause.opening.lower() not in ("why", "how", "when", "where"):
            rest = _STRANDED.sub("", rest)
        if not is_identity(clause):
            made.append(f"{opening} {clause.auxiliary.lower()} {rest}")
    elif clause:
        found = subject_and_verb(last.answer)
        subject = uncapitalised_subject(last.short) if last.short else found[0] if found else ""
        verb, _, rest = clause.rest.partition(" ")
        base = base_of_past(verb)
        if subject and base:
            made.append(f"{opening} did {subject} {base} {rest}")
    made += asked_of_sentence(opening, last.answer)
    return list(dict.fromkeys(f"{one.strip()}?" for one in made))


def is_identity(clause: Clause) -> bool:
    """Whether it only asks who or what something is."""
    return clause.opening.lower() in ("who", "what") and clause.auxiliary.lower() in (
        "is",
        "was",
        "are",
        "were",
    )


def asked_of_sentence(opening: str, sentence: str) -> list[str]:
    """A question about what a sentence says: “why did the band break up”; none where it is not plain."""
    found = subject_and_verb(sentence)
    if found is None:
        return []
    subject, verb, rest = found
    rest = re.split(r"(?:[,;:“”\"(]| (?:because|but|and|which|who|when|while|after|before|as)\b)", rest)[
        0
    ].strip(" .")
    if _FINITE.match(verb):
        return [f"{opening} {verb.lower()} {subject} {rest}"]
    return [f"{opening} did {subject} {base_of_past(verb)} {rest}"]


def subject_and_verb(sentence: str) -> tuple[str, str, str] | None:
    """The subject of a sentence, its first finite verb and what follows; None where that is not plain."""
    words = sentence.split()
    for place, word in enumerate(words[1 : LONGEST_SUBJECT + 1], start=1):
        if words[place - 1][-1] in ',;:”"':
            return None
        past = base_of_past(word) is not None and words[place - 1].lower() not in (
            "the",
            "a",
            "an",
            "his",
            "her",
        )
        if _FINITE.match(word) or past:
            subject = " ".join(words[:place])
            return uncapitalised_subject(subject), word, " ".join(words[place + 1 :])
    return None


def uncapitalised_subject(subject: str) -> str:
    """A subject as it stands inside a sentence."""
    first = next(iter(names_in(subject)), None)
    if first is not None and first.start == 0:
        return subject
    return subject[:1].lower() + subject[1:]


def what_was(question: str) -> str | None:
    """What a question for an object asked for, as a noun: “what Mullen accused Pakistan of”; or None."""
    clause = clause_of(question)
    if clause is None or not clause.opening.lower().startswith(("what", "which")):
        return None
    if not clause.auxiliary or is_identity(clause):
        return None
    starts = [one for one in (*names_in(clause.rest), *phrases_in(clause.rest)) if one.start <= 4]
    if not starts:
        return None
    end = max(one.end for one in starts)
    possessive = re.match(r"[’']s? \w+|[’'](?= )", clause.rest[end:])
    end += possessive.end() if possessive else 0
    subject, predicate = clause.rest[:end], clause.rest[end:].strip()
    verb, _, rest = predicate.partition(" ")
    if not verb:
        return None
    auxiliary = clause.auxiliary.lower()
    inflected = {"did": past_of(verb), "does": third_person(verb), "do": verb}.get(
        auxiliary, f"{auxiliary} {verb}"
    )
    return f"{clause.opening.lower()} {subject} {inflected} {rest}".strip()
