"""A part of the last question replaced by the words of a follow-up: “and the army?”, “what about 2010?”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answering.kinds import AUXILIARY, SAY
from rag.conversation.clauses import (
    Clause,
    clause_of,
    is_identity,
    parted,
    subject_of,
)
from rag.conversation.reference import Option
from rag.conversation.salience import Entity, known_names, same, uncapitalised
from rag.conversation.turns import Said
from rag.conversation.verb_forms import base_of_past, base_of_present
from rag.mentions.finding import names_in, phrases_in
from rag.mentions.mention import Kind, Mention

# How well words may replace a part: one of the same kind, one that may be of that kind, any other; how well
# they may be the subject of the whole clause.
SAME_KIND, SIMILAR, OTHER, MADE_SUBJECT = 2.0, 1.5, 0.5, 2.0
# How likely they stand beside the whole question, where they fit into it so well.
BESIDE = {SAME_KIND: 0.3, SIMILAR: 0.8, OTHER: 1.5}
ACTORS: frozenset[Kind] = frozenset({"person", "body", "place", "unknown"})
_COUNTED = re.compile(
    rf"(?:how many|which|what) (?!{AUXILIARY}\b)((?:[a-z-]+ )??[a-z-]+)(?= {AUXILIARY}\b)", re.IGNORECASE
)
_COUNTED_SUBJECT = re.compile(r"how many (\S.*)", re.IGNORECASE)
_PREPOSITION = re.compile(r"(in|on|at|by|after|before|during|for|from|with|since|until|to)\s", re.IGNORECASE)
_PHRASE_OF = (
    r"\s+{0}\s+(?:the\s+|a\s+|an\s+)?(?:(?:early|late|mid|next|last|this|that)\s+)?(?:[\w’'.-]+)"
    r"(?:\s+[A-Z0-9][\w’'.-]*)*"
)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|him|them)\b", re.IGNORECASE)
_DETERMINER = re.compile(r"(?:the|a|an|this|that|these|those|his|her|its|their)\s+", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"\b(?:the|an?|any|this|that|these|those)\s+$", re.IGNORECASE)
_BY_WHOM = re.compile(r"by who(?:m)?$", re.IGNORECASE)
_SAY = re.compile(SAY, re.IGNORECASE)
_PERSON_NOUN = re.compile(r"(?:man|woman|men|women|ist|ists|people|ians?)$")
_PERHAPS_PERSON = re.compile(r"(?:er|or|ant|ee|ent|eer)s?$")
_PLURAL = {"was": "were", "is": "are", "does": "do", "has": "have"}
SINGULAR = {plural: singular for singular, plural in _PLURAL.items()}


def replaced(words: str, last: Said, turns: Sequence[Said], spoken_of: Sequence[Entity]) -> list[Option]:
    """The last question again with the words in it, in place of each part that they may replace.

    The heavier an option, the better the words fit there. One has the words beside the whole question: the
    heaviest where they fit nowhere well.
    """
    topic, question = parted(last.question)
    fragment = mention_of(words, spoken_of)
    if preposition := _PREPOSITION.match(words):
        return [
            replace(one, words=topic + one.words)
            for one in with_phrase(words, preposition[1].lower(), question)
        ]
    clause = clause_of(question)
    found = [*as_subject(words, fragment, clause), *as_topic(words, fragment, clause)]
    found += in_place(words, fragment, question, parts_of(question, turns, spoken_of))
    made = {one.words.lower(): one for one in found}
    made.pop(f"{question.lower()}?", None)
    best = max((one.weight for one in made.values()), default=OTHER)
    whole = [replace(one, words=topic + one.words) for one in made.values()]
    return [*whole, Option(f"As for {words}, {opened(question)}?", BESIDE[best])]


def opened(question: str) -> str:
    """A question as it goes on behind other words."""
    return question[:1].lower() + question[1:]


def with_phrase(words: str, preposition: str, question: str) -> Iterator[Option]:
    """A phrase such as “in 2010” in place of another one, and at the end."""
    pattern = re.compile(_PHRASE_OF.format(preposition))
    if pattern.search(question):
        yield Option(pattern.sub(lambda _: f" {words}", question, count=1) + "?", SAME_KIND)
    yield Option(f"{question} {opened(words)}?", 1.0)


def mention_of(words: str, spoken_of: Sequence[Entity]) -> Mention:
    """The words of a follow-up as a mention, of the kind that the turns before tell."""
    found = next(iter((*names_in(f"of {words}"), *phrases_in(words))), None)
    if found is None:
        plural = (
            words.endswith("s") and " and " not in words or words in ("people", "men", "women", "children")
        )
        return Mention(words, 0, len(words), "unknown", "", plural, False)
    return known(found, spoken_of)


def known(mention: Mention, spoken_of: Sequence[Entity]) -> Mention:
    """A mention with the kind of what it names, as far as the turns or its own words tell."""
    for entity in spoken_of:
        if mention.is_name and any(same(mention, one) for one in entity.mentions):
            return replace(mention, kind=entity.best.kind)
    if mention.is_name or mention.kind != "thing":
        return mention
    last = mention.words[-1]
    kind: Kind = "person" if _PERSON_NOUN.search(last) else mention.kind
    return replace(mention, kind="unknown" if _PERHAPS_PERSON.search(last) else kind)


def as_subject(words: str, fragment: Mention, clause: Clause | None) -> Iterator[Option]:
    """A question whether they did what was asked of somebody: “did the council deny it?”."""
    if clause is None or fragment.kind not in ACTORS:
        return
    auxiliary = agreeing(f"{clause.auxiliary.lower()} ", fragment)
    if _BY_WHOM.match(clause.opening):
        yield Option(f"{clause.auxiliary.lower()} {clause.rest} by {words}?", MADE_SUBJECT)
    if clause.opening.lower() != "who":
        return
    if clause.auxiliary and not is_identity(clause) and not subject_of(clause):
        yield Option(f"{auxiliary}{words} {clause.rest}?", MADE_SUBJECT)
    verb, _, rest = clause.rest.partition(" ")
    past, present = base_of_past(verb), base_of_present(verb)
    if not clause.auxiliary and (past or present):
        does = "did " if past else agreeing("does ", fragment)
        yield Option(f"{does}{words} {past or present} {rest}?", MADE_SUBJECT)


def as_topic(words: str, fragment: Mention, clause: Clause | None) -> Iterator[Option]:
    """What somebody said about them, where the last question asked what somebody said."""
    if clause is None or not clause.opening.lower().startswith("what"):
        return
    subject = subject_of(clause)
    predicate = clause.rest[len(subject) :].strip()
    if subject and _SAY.match(predicate) and fragment.kind != "person":
        verb = predicate.split(" ")[0]
        yield Option(f"what {clause.auxiliary.lower()} {subject} {verb} about {words}?", SIMILAR)


def parts_of(question: str, turns: Sequence[Said], spoken_of: Sequence[Entity]) -> list[Mention]:
    """What a question names, counts or speaks of with a pronoun; no two overlap."""
    parts: list[Mention] = []
    pronouns = (pronoun_of(match) for match in _PRONOUN.finditer(question))
    every = (names_in(question), uncapitalised(question, known_names(turns)), phrases_in(question))
    number_of = list(counted(question))  # “Pakistani soldiers”, and no “Pakistani” in them
    for found in (*every, number_of, pronouns):
        parts += [one for one in found if not one.overlaps_any([*parts, *number_of]) or one in number_of]
    return [known(one, spoken_of) for one in parts]


def pronoun_of(match: re.Match[str]) -> Mention:
    """A pronoun as a mention."""
    word = match.group().lower()
    kind: Kind = "thing" if word == "it" else "unknown" if word in ("they", "them") else "person"
    return Mention(match.group(), *match.span(), kind, "", word in ("they", "them"), False)


def counted(question: str) -> Iterator[Mention]:
    """The noun that a question counts or chooses from: “civilians” of “how many civilians were hurt”."""
    if match := _COUNTED.match(question) or counted_subject(question):
        yield Mention(match[1], *match.span(1), is_name=False, plural=True)


def counted_subject(question: str) -> re.Match[str] | None:
    """The same of a question for the number of those who did something: “how many soldiers died”."""
    clause = clause_of(question)
    return _COUNTED_SUBJECT.match(clause.opening) if clause and not clause.auxiliary else None


def in_place(words: str, fragment: Mention, question: str, parts: Sequence[Mention]) -> Iterator[Option]:
    """The question with the words in place of each of its parts."""
    bare = not _DETERMINER.match(words) and not fragment.is_name
    noun_counted = _COUNTED.match(question) or counted_subject(question)
    for part in parts:
        if noun_counted and part.start < noun_counted.end() and not bare:
            continue  # not “how many the council”
        before = question[: part.start]
        if article := _ARTICLE_BEFORE.search(before):
            before = before[: article.start()]
        made = agreeing(before, fragment) + words + question[part.end :]
        as_many = noun_counted and bare and fragment.plural and part.start < noun_counted.end()
        yield Option(f"{made}?", SAME_KIND if as_many else likeness(part, fragment))


def agreeing(before: str, subject: Mention) -> str:
    """Words that end with an auxiliary, in the number of its subject."""
    *first, last = re.split(r"(\w+)(?= $)", before)[:-1] or [before]
    other = (_PLURAL if subject.plural else SINGULAR).get(last.lower())
    if other is None:
        return before
    return "".join(first) + (other.capitalize() if last[0].isupper() else other) + " "


def likeness(part: Mention, fragment: Mention) -> float:
    """How well some words may replace a part of a question: best where both are of one kind."""
    if fragment.kind == part.kind and fragment.kind != "unknown":
        return SAME_KIND
    unknown = "unknown" in (fragment.kind, part.kind)
    return SIMILAR if unknown or {fragment.kind, part.kind} <= ACTORS else OTHER
