"""A question as its parts, put together anew: “who denied it?” and “when did they deny it?”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.kinds import AUXILIARY
from rag.conversation.turns import Said
from rag.conversation.verb_forms import base_of_past, base_of_present, is_participle, past_of, third_person
from rag.mentions.finding import is_title_of_person, names_in, phrases_in
from rag.mentions.mention import Mention
from rag.mentions.nouns import is_person_noun
from rag.mentions.vocabulary import CONNECTIVES, INTERJECTIONS

WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
_PREPOSITION = r"(?:in|on|at|by|for|from|to|with|of|during|about|since|until|under|against|after|before)"
_ASKED = re.compile(
    rf"(?P<opening>(?:{_PREPOSITION} )?{WH}\b(?:(?! {AUXILIARY}\b) [^\s?]+){{0,5}}?)"
    rf" (?P<auxiliary>{AUXILIARY}) (?P<rest>.+)",
    re.IGNORECASE,
)
# What an earlier follow-up has added to a question.
_ADDED = re.compile(rf"(?<=\w), and {WH}(?: \w+)?$", re.IGNORECASE)
# “captain” is no part of the name that it stands before, but of the subject.
_TITLES = re.compile(r"(?:[A-Z][\w.]* )+")
_TOPIC = re.compile(r"As for [^,?]+, ")
_CONNECTIVE = re.compile(
    rf"^(?:{INTERJECTIONS}[.,!…]+\s+|{CONNECTIVES}\b[,:]?\s+)+(?=\S+\s+\S)", re.IGNORECASE
)
_YES_OR_NO = re.compile(rf"(?P<auxiliary>{AUXILIARY}) (?P<rest>.+)", re.IGNORECASE)
_OF_SUBJECT = re.compile(
    r"(?P<opening>who|what|(?:which|how many)(?: \w+){1,3}?) (?P<verb>\w+)(?: (?P<rest>.+))?", re.IGNORECASE
)
# “Under questioning he admitted …” tells of him.
_FRONTED = re.compile(rf"^{_PREPOSITION} (?:[\w’'-]+ ){{1,4}}?(?=(?:he|she|it|they) )", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9”\"][.!?]) +(?=[“\"]?[^\W\d_a-z])|(?<=[a-z0-9][.!?][”\"]) +")
_STRANDED = re.compile(rf"\s+{_PREPOSITION}$", re.IGNORECASE)
_ONE_SUBJECT = re.compile(r"(?:he|she|it|they|we|you|i|there|(?:his|her|its|their) [a-z-]+)\b", re.IGNORECASE)
_BELONGING = re.compile(r" (?:of|in|at|from)(?: (?:the|an?|his|her|its|their))? ")
_POSSESSIVE_OF = re.compile(r"[’']s? (?:[a-z-]+)|[’'](?= )")
_CAPITALS = re.compile(r"(?!(?:The|An?|His|Her|Its|Their|This|That|Some|Two|Three) )[A-Z][\w’.-]+ [A-Z]")
_WORD = re.compile(r" ([a-z]+)\b")
_BEFORE_OBJECT = re.compile(
    rf"(?:$|(?:{_PREPOSITION}|now|today|yesterday|tomorrow|then|there|here|next|again)\b)", re.IGNORECASE
)
_TO_VERB = re.compile(r"to (?!the |an? |his |her |its |their )[a-z]")
_WITHOUT_OBJECT = ("why", "how", "when", "where")
# What begins with a letter, and is no row of a table: “73.10 -2.6%”.
_WORDS = re.compile(r"[^\W\d_]")
_BEING = ("is", "was", "are", "were")
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


def without_connective(question: str) -> str:
    """A question without the “and” or “so” that it begins with."""
    return _CONNECTIVE.sub("", question)


def parted(question: str) -> tuple[str, str]:
    """The words before a question that tell what it is about, empty where none do, and the question."""
    asked = _ADDED.sub("", without_connective(question.strip()).rstrip("?!. ").strip())
    topic = _TOPIC.match(asked)
    return (topic.group(), asked[topic.end() :]) if topic else ("", asked)


def clause_of(question: str) -> Clause | None:
    """The parts of a question, or None where it is not built like one."""
    _, asked = parted(question)
    if match := _YES_OR_NO.fullmatch(asked):
        return Clause("", match["auxiliary"], match["rest"])
    if match := _ASKED.fullmatch(asked):
        return Clause(match["opening"], match["auxiliary"], match["rest"])
    match = _OF_SUBJECT.fullmatch(asked)
    if match is None:
        return None
    plain = match["rest"] and not match["opening"].lower().startswith("how")
    if not plain and base_of_past(match["verb"]) is None:  # “how many of them”
        return None
    return Clause(match["opening"], "", f"{match['verb']} {match['rest'] or ''}".strip())


def subject_of(clause: Clause) -> str:
    """The words that an auxiliary is followed by where they are its subject; else empty."""
    if match := _ONE_SUBJECT.match(clause.rest):
        return match.group()
    asked, start = f"{clause.auxiliary} {clause.rest}", len(clause.auxiliary) + 1
    begins = (start, *(start + len(article) + 1 for article in ("the", "a", "an", "any", "this", "that")))
    known = (*names_in(asked), *phrases_in(asked))
    found = [
        one
        for one in known
        if one.start in begins or (one.is_name and _TITLES.fullmatch(asked, start, one.start))
    ]
    if not found:
        return ""
    end = with_what_belongs(asked, max(one.end for one in found), known)
    possessive = _POSSESSIVE_OF.match(asked[end:])
    end += possessive.end() if possessive else 0
    person = _WORD.match(asked, end) if possessive else None  # “his fire chief”
    return asked[start : person.end() if person and is_person_noun(person[1]) else end]


def with_what_belongs(asked: str, end: int, known: Sequence[Mention]) -> int:
    """Where a subject ends with what it belongs to: “the boss of the authority”."""
    while behind := _BELONGING.match(asked, end):
        wider = [one.end for one in known if one.start == behind.end()]
        if not wider:
            break
        end = max(wider)
    return end


def asked_anew(opening: str, last: Said) -> list[str]:
    """A question for something else about what was asked last: “why” behind “who denied the allegations?”.

    The last of them is what was asked with the new question behind it, for where nothing else is plain.
    """
    clause = clause_of(last.question)
    topic, question = parted(last.question)
    made = []
    if opening in ("how many", "how much"):
        made += counting(opening, clause)
    elif clause and not is_identity(clause):
        made += turned(opening, clause, last)
    if opening not in ("how many", "how much"):
        made += asked_of_sentence(opening, last.answer)
    if clause:
        made.append(f"{question}, and {opening}")
    return list(dict.fromkeys(f"{topic}{one.strip()}?" for one in made))


def turned(opening: str, clause: Clause, last: Said) -> list[str]:
    """A clause that asks for something else."""
    if not clause.auxiliary:
        return of_subject(opening, clause, last)
    auxiliary, subject = clause.auxiliary.lower(), subject_of(clause)
    asks_object = clause.opening and not clause.opening.lower().startswith(_WITHOUT_OBJECT)
    counted = clause.opening.lower().startswith(("how many", "how much"))
    if subject:
        rest = clause.rest[len(subject) :].strip()
        rest = with_object(rest) if asks_object or counted else rest
        return [f"{opening} {auxiliary} {subject} {rest}"]
    if not asks_object and not counted:
        return [f"{opening} {auxiliary} {clause.rest}"]
    noun = clause.opening.split(" ", 2 if counted else 1)[-1] if " " in clause.opening else last.short
    if counted and clause.opening.count(" ") < 2 or not _WORDS.match(noun):
        return []
    return [f"{opening} {auxiliary} {uncapitalised_subject(noun)} {clause.rest}"]


def with_object(predicate: str) -> str:
    """A verb with what follows it, without the question word that was its object: “say that about it”."""
    if _STRANDED.search(f" {predicate}"):
        return _STRANDED.sub("", f" {predicate}").strip()
    verb, _, rest = predicate.partition(" ")
    if is_participle(verb) or not verb:
        return predicate
    if _TO_VERB.match(rest):
        return f"{predicate} that"
    return f"{verb} that {rest}" if _BEFORE_OBJECT.match(rest) else predicate


def of_subject(opening: str, clause: Clause, last: Said) -> list[str]:
    """The same of a question for its subject: “why did the army deny the allegations”."""
    verb, _, rest = clause.rest.partition(" ")
    if verb.lower() in ("happened", "happens"):
        return [f"{opening} did that happen {rest}"]
    if clause.opening.lower().startswith("how many "):
        subject = clause.opening.split(" ", 2)[-1]
    else:
        subject = uncapitalised_subject(last.short.split(",")[0]) if last.short else doing(verb, last.answer)
    past, present = base_of_past(verb), base_of_present(verb)
    if not _WORDS.match(subject) or not (past or present):
        return []
    return [f"{opening} {'did' if past else 'does'} {subject} {past or present} {rest}"]


def doing(verb: str, sentence: str) -> str:
    """Who a sentence says does what a verb says; empty where that is not plain."""
    before = re.match(rf"((?:[^\s,;:“”\"]+ ){{1,{LONGEST_SUBJECT}}}){re.escape(verb)}\b", sentence)
    if before:
        return uncapitalised_subject(before[1].strip())
    found = subject_and_verb(sentence)
    return found[0] if found else ""


def counting(opening: str, clause: Clause | None) -> list[str]:
    """“how many” behind “who was hurt?”."""
    if opening == "how much" or clause is None:
        return []
    auxiliary = {"was": "were", "is": "are", "has": "have", "does": "do"}.get(
        clause.auxiliary.lower(), clause.auxiliary.lower()
    )
    if clause.opening.lower() == "who" and not is_identity(clause) and not subject_of(clause):
        return [f"how many people {auxiliary} {clause.rest}".replace("  ", " ")]
    noun = clause.opening.partition(" ")[2]
    if clause.opening.lower().startswith("which ") and noun.endswith("s"):
        return [f"how many {noun} {auxiliary} {clause.rest}".replace("  ", " ")]
    return []


def is_identity(clause: Clause) -> bool:
    """Whether it only asks who or what something is."""
    if clause.opening.lower() not in ("who", "what") or clause.auxiliary.lower() not in _BEING:
        return False
    return not any(is_participle(word) for word in clause.rest.split()[: LONGEST_SUBJECT // 2])


def asked_of_sentence(opening: str, sentence: str) -> list[str]:
    """A question about what a sentence says: “why did the band break up”; none where it is not plain."""
    found = subject_and_verb(sentence)
    if found is None:
        return []
    subject, verb, rest = found
    rest = re.split(
        r"(?:[;:“”\"(]|,(?!\d)| (?:because|but|and|which|who|when|while|after|before|as)\b)", rest
    )[0].strip(" .")
    if _FINITE.match(verb):
        return [f"{opening} {verb.lower()} {subject} {rest}"]
    return [f"{opening} did {subject} {base_of_past(verb)} {rest}"]


def subject_and_verb(sentence: str) -> tuple[str, str, str] | None:
    """The subject of a sentence, its first finite verb and what follows; None where that is not plain."""
    first = _SENTENCE_END.split(without_connective(sentence.strip()))[0]
    words = _FRONTED.sub("", first).split()
    if not words or words[0][0] in '“"' or words[0] in ("I", "We"):  # whose words they are it does not say
        return None
    for place, word in enumerate(words[1 : LONGEST_SUBJECT + 1], start=1):
        if words[place - 1][-1] in ',;:”"%':
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
    if first is not None and all(map(is_title_of_person, subject[: first.start].split())):
        return subject
    if first is not None and _CAPITALS.match(subject):  # “Foreign Minister Ann Lee”
        return subject
    return subject[:1].lower() + subject[1:]


def what_was(question: str) -> str | None:
    """What a question for an object asked for, as a noun: “what Mullen accused Pakistan of”; or None."""
    clause = clause_of(question)
    if clause is None or not clause.opening.lower().startswith(("what", "which")):
        return None
    if not clause.auxiliary or is_identity(clause):
        return None
    subject = subject_of(clause)
    predicate = clause.rest[len(subject) :].strip()
    verb, _, rest = predicate.partition(" ")
    if not subject or not verb:
        return None
    auxiliary = clause.auxiliary.lower()
    inflected = {"did": past_of(verb), "does": third_person(verb), "do": verb}.get(
        auxiliary, f"{auxiliary} {verb}"
    )
    return f"{clause.opening.lower()} {subject} {inflected} {rest}".strip()
