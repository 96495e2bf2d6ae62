"""What was claimed: a turn as words behind “deny” or “who says”, such as “that the trip was postponed”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.conversation.clauses import clause_of, is_identity, subject_of, uncapitalised_subject
from rag.conversation.reference import Option
from rag.conversation.turns import Said
from rag.conversation.verb_forms import is_participle, past_of, third_person
from rag.reader.vocabulary import related, stem

# Verbs that take a claim and are none of reporting, by how their forms begin.
_TAKES = re.compile(r"believ|prov(?:e|ed|es|ing|en)$|doubt|testif|suspect|kn(?:ow|ew)", re.IGNORECASE)
_BEFORE = re.compile(r"(\w+) $")
_ASKED_ABOUT = re.compile(r"(?:|when|where|why|how|(?:in|on|at|since|until|for|by) .+)", re.IGNORECASE)
_BY_WHOM_SAID = re.compile(
    r",? (?:according to\b.*|(?:\w+ ){0,4}(?:said|says|told \w+)(?: on \w+| in a statement)?)$", re.IGNORECASE
)
_SAYS_THAT = re.compile(
    r"^[^,]{3,80}?(?:, [^,]{2,60},)? (?:said|says|claimed|testified|added)(?: on \w+)?(?: that)? ",
    re.IGNORECASE,
)
_QUOTED_FIRST = re.compile(
    r"[“\"](?P<said>[^”\"]+),[”\"] (?:said|says|added|told|[\w ]{2,30} (?:said|says))\b"
)
_OURSELVES = re.compile(r"\b(?:I|[Ww]e)\b(?!\.)")
_IS_IT_TRUE = re.compile(r"is it true (?P<claim>that [^?]+)?", re.IGNORECASE)
_WHO_SAYS = re.compile(
    r"who (?:says|said|claims|claimed|denies|denied|admits|admitted|confirms|confirmed)"
    r" (?P<claim>that [^?]+)",
    re.IGNORECASE,
)
# They ask with more doubt, and tell nothing.
_WITHOUT_SENSE = frozenset(["ever", "really", "actually", "truly"])
LONGEST_CLAIM = 160
# How likely a whole claim is meant, where one may be.
CLAIM = 2.5


def claimed(before: str, after: str, turns: Sequence[Said]) -> tuple[Option, ...]:
    """What a “that” or “it” between two parts of a question stands for where it is what somebody claims."""
    claim = claim_of(turns[-1]) if turns and takes_claim(before) and not after.strip(" ?.!") else None
    return (Option(claim, CLAIM),) if claim else ()


def takes_claim(before: str) -> bool:
    """Whether what stands behind some words is what somebody claims: behind “who denied ”."""
    found = _BEFORE.search(before)
    if found is None:
        return False
    return _TAKES.match(found[1]) is not None or bool(related(stem(found[1].lower())))


def claim_of(last: Said) -> str | None:
    """What the last question takes for granted, or what its answer says, behind “that”; None if not plain."""
    return presupposed(last.question) or stated(last.answer)


def presupposed(question: str) -> str | None:
    """“that Kayani left” of “when did Kayani leave?” and of “did Kayani leave?”."""
    if match := _IS_IT_TRUE.match(question) or _WHO_SAYS.match(question):
        return match["claim"]
    clause = clause_of(question)
    if clause is None or not clause.auxiliary or not _ASKED_ABOUT.fullmatch(clause.opening):
        return None
    subject, auxiliary = subject_of(clause), clause.auxiliary.lower()
    words = [word for word in clause.rest[len(subject) :].split() if word.lower() not in _WITHOUT_SENSE]
    if not subject or not words or is_identity(clause):
        return None
    if auxiliary not in ("did", "does", "do"):  # “was the picture of the mayor taken”
        place = next((at for at, word in enumerate(words) if is_participle(word)), 0)
        subject, words = " ".join((subject, *words[:place])), words[place:]
    verb, rest = words[0], " ".join(words[1:])
    said = {"did": past_of(verb), "does": third_person(verb), "do": verb}.get(
        auxiliary, f"{auxiliary} {verb}"
    )
    return f"that {subject} {said} {rest}".strip()


def negated(question: str) -> str | None:
    """“that Kayani did not leave” of “did Kayani leave?”; None where it is no such question."""
    clause = clause_of(question)
    if clause is None or clause.opening or not clause.auxiliary or not (subject := subject_of(clause)):
        return None
    return f"that {subject} {clause.auxiliary.lower()} not {clause.rest[len(subject) :].strip()}"


def stated(answer: str) -> str | None:
    """A sentence behind “that”, without who said it; None for one that is long or asks."""
    sentence = re.split(r"(?<=[a-z0-9”\"][.!?])\s", answer.strip())[0]
    if sentence.rstrip('”"').endswith("?"):
        return None
    quoted = _QUOTED_FIRST.match(sentence)
    sentence = quoted["said"] if quoted else sentence
    sentence = re.sub(r"[“”\"]", "", sentence).strip().rstrip(".!?,").strip()
    sentence = _SAYS_THAT.sub("", _BY_WHOM_SAID.sub("", sentence))
    if _OURSELVES.search(sentence) or "‘" in sentence:  # “that we’d set out to show …” tells nothing of whom
        return None
    if len(sentence.split()) < 3 or len(sentence) > LONGEST_CLAIM:
        return None
    return f"that {uncapitalised_subject(sentence)}"
