"""What kind of words a question expects as its answer, and whether a sentence holds any."""

from __future__ import annotations

import re
from collections.abc import Callable

NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)"
    r"teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|hundreds?|thousands?|millions?|billions?|half|third"
    r"|quarter|percent|several|twice|once)\b",
    re.IGNORECASE,
)
TIME = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|yesterday|today|tomorrow|(?:last|next|this) (?:week|month|year)|"
    r"(?:weeks?|months?|years?|days?|hours?) (?:ago|later|earlier|before)|\d{4}|\d{1,2}(?::\d{2})? ?[ap]\.?m|"
    r"century|morning|evening|night|noon|midnight)\b"
)
PLACE = re.compile(r"\b(?:in|at|near|from|to|outside|across|of) (?:the )?(?:[a-z]+ern )?[A-Z]")
REASON = re.compile(
    r"\b(?:because|since|due to|in order to|so that|so as to|after|as|to \w+|caused?|reasons?|led to"
    r"|result)\b",
    re.IGNORECASE,
)
SPEECH = re.compile(
    r"[“\"]|\b(?:said|says|told|asked|added|stated?|according to|denied|denies|claimed|announced|warned"
    r"|argued)\b"
)
NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]+")


def name_besides(question: str) -> Callable[[str], bool]:
    """A test for a capitalised word that the question does not hold itself."""
    asked = {word.lower() for word in re.findall(r"\w+", question)}

    def has_name(sentence: str) -> bool:
        return any(found.split("’")[0].split("'")[0].lower() not in asked for found in NAME.findall(sentence))

    return has_name


def expectation(question: str) -> Callable[[str], bool] | None:
    """A test that a sentence with the answer should pass, or None where the question tells nothing."""
    asked = question.lower()
    kinds: tuple[tuple[str, Callable[[str], bool]], ...] = (
        (r"\bhow (?:many|much|old|long|far|big|large|tall|often)\b|\bwhat (?:percent|number)", found(NUMBER)),
        (r"\bwhen\b|\b(?:what|which) (?:day|date|year|month|week|time|century)\b", found(TIME)),
        (r"\bwhere\b|\b(?:what|which) (?:city|country|place|town|state|region)\b", found(PLACE)),
        (r"\bwhy\b|\bwhat (?:caused|reason)\b", found(REASON)),
        (r"\b(?:say|said|tell|told|claim|comment|respond|reply|quote|think)\b", found(SPEECH)),
        (r"\bwho(?:m|se)?\b", name_besides(question)),
    )
    for pattern, test in kinds:
        if re.search(pattern, asked):
            return test
    return None


def found(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """A test for the pattern anywhere in a sentence."""
    return lambda sentence: pattern.search(sentence) is not None
