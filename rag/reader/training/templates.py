"""QA-SRL's questions with their placeholders filled in: “Who denied something?” becomes a question.

The questions of one verb in one sentence tell who did what to whom: what answers “What did someone
deny?” is the something of “Who denied something?”. Source of the grammar of the questions: FitzGerald et
al. 2018 (wh-word, auxiliary, subject, verb, object, preposition, second object).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.reader.training.records import Answer, Record
from rag.reader.vocabulary import stem

AUXILIARIES = frozenset(
    "is are was were be been being am has have had having do does did will would might may can could shall "
    "should must isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't "
    "can't cannot couldn't shouldn't mustn't not n't".split()
)
OF_BEING = frozenset("is are was were be been being am isn't aren't wasn't weren't".split())
PLACEHOLDERS = frozenset({"someone", "something", "somewhere"})
ASKING = frozenset("who whom what when where why how".split())
# Only these ask for a role that may fill another question's placeholder.
ASKING_ROLES = frozenset({"who", "whom", "what"})
IRREGULAR = {
    form: verb
    for verb, forms in {
        "say": "said", "tell": "told", "make": "made", "take": "took taken", "give": "gave given",
        "see": "saw seen", "find": "found", "write": "wrote written", "lead": "led", "hold": "held",
        "leave": "left", "win": "won", "lose": "lost", "build": "built", "buy": "bought", "sell": "sold",
        "send": "sent", "know": "knew known", "show": "shown", "begin": "began begun", "bring": "brought",
        "think": "thought", "hear": "heard", "meet": "met", "speak": "spoke spoken", "drive": "drove driven",
        "break": "broke broken", "choose": "chose chosen", "fight": "fought", "teach": "taught",
        "catch": "caught", "shoot": "shot", "strike": "struck", "keep": "kept", "pay": "paid", "feel": "felt",
        "become": "became", "get": "got gotten", "go": "went gone", "come": "came", "fall": "fell fallen",
        "rise": "rose risen", "steal": "stole stolen", "withdraw": "withdrew withdrawn", "seek": "sought",
        "spend": "spent", "mean": "meant", "understand": "understood", "draw": "drew drawn",
    }.items()
    for form in forms.split()
}  # fmt: skip
PRONOUNS = frozenset(
    "i you he she it we they him her them us me who which that this these those his their its one".split()
)
# Longer than this, a filled question reads like the sentence itself.
MOST_WORDS = 14
_LOWERED = re.compile(r"^(?:The|A|An|This|That|These|Those|His|Her|Its|Their|Some|Many|Two|Three|In|On|At)\b")
_TOKEN = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class Frame:
    """A template question in its parts: the verb's stem, the role asked for, and each placeholder's role."""

    verb: str
    asked: str
    tokens: tuple[str, ...]
    roles: tuple[tuple[int, str], ...]


def filled(records: Sequence[Record]) -> Iterator[Record]:
    """The records, with placeholders replaced where other questions of the same verb and text tell them."""
    frames = [parsed(record.question) for record in records]
    told: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for record, frame in zip(records, frames, strict=True):
        if frame is not None and frame.asked:
            told[record.context, frame.verb][frame.asked] += [answer.text for answer in record.answers]
    for record, frame in zip(records, frames, strict=True):
        if frame is None or not frame.roles:
            yield record
            continue
        question = written(frame, told[record.context, frame.verb], record.answers)
        yield record.model_copy(update={"question": question}) if question else record


def parsed(question: str) -> Frame | None:
    """A template question in its parts; None where it is none."""
    tokens = tuple(_TOKEN.findall(question))
    low = [token.lower() for token in tokens]
    if len(low) < 2 or low[0] not in ASKING:
        return None
    place, auxiliary, subjects = 1, "", []
    while place < len(low) and low[place] in AUXILIARIES | PLACEHOLDERS:
        if low[place] in PLACEHOLDERS:
            subjects.append(place)
        else:
            auxiliary = low[place]
        place += 1
    if place == len(low) or len(subjects) > 1:
        return None
    passive = auxiliary in OF_BEING and not low[place].endswith("ing")
    return frame_of(tokens, place, subjects[0] if subjects else None, passive)


def frame_of(tokens: tuple[str, ...], place: int, subject: int | None, passive: bool) -> Frame | None:
    """The frame of a question whose verb stands at ``place``; None where it goes on in other words."""
    low = [token.lower() for token in tokens]
    first = "patient" if passive else "agent"
    roles = [(subject, first)] if subject is not None else []
    preposition = ""
    for number in range(place + 1, len(low)):
        if low[number] in PLACEHOLDERS:
            roles.append((number, role(preposition, passive)))
            preposition = ""
        elif preposition:
            return None
        else:
            preposition = low[number]
    verb = IRREGULAR.get(low[place], low[place])
    asked = ""
    if low[0] in ASKING_ROLES:
        asked = first if subject is None else role(preposition, passive)
    taken = [each for _, each in roles]
    if len(set(taken)) < len(taken) or asked in taken:
        return None
    return Frame(stem(verb), asked, tokens, tuple(roles))


def role(preposition: str, passive: bool) -> str:
    """The role of what follows the verb: its object, or what a preposition adds."""
    if passive and preposition == "by":
        return "agent"
    return preposition or ("second" if passive else "patient")


def written(frame: Frame, told: dict[str, list[str]], answers: Sequence[Answer]) -> str:
    """The question with every placeholder filled; empty where one cannot be."""
    tokens = list(frame.tokens)
    for place, name in frame.roles:
        words = filler(told.get(name, ()), answers)
        if not words:
            return ""
        tokens[place] = words
    return f"{' '.join(tokens)}?"


def filler(candidates: Sequence[str], answers: Sequence[Answer]) -> str:
    """The first of some answers that can stand in a question and does not give away what is asked."""
    secret = [answer.text.lower() for answer in answers]
    for text in sorted(candidates, key=lambda each: not each[:1].isupper()):
        low = text.lower()
        given = any(each in low or low in each for each in secret)
        if not given and low not in PRONOUNS and len(text.split()) <= MOST_WORDS:
            words = text[0].lower() + text[1:] if _LOWERED.match(text) else text
            return words.strip(" .,;:")
    return ""
