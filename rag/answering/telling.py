"""Whether a sentence holds any word that could tell the time or the number that a question asks for."""

from __future__ import annotations

import re

from rag.answering.kinds import kind_of
from rag.reader.expectations import NUMBER, TIME

# Besides what the reader expects: words that give a number or a time without a figure or a date.
UNCOUNTED = re.compile(
    r"\b(?:zero|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|no|none|nobody|nothing|neither|never|both|all|every|each|pair|couple|few|many|most|single|any|much|only"
    r"|double|twins?|sole|lone|life\w*|dai?ly|weekly|monthly|\w+annually|annual\w*|yearly|an?)\b",
    re.IGNORECASE,
)
UNDATED = re.compile(
    r"\d|\b(?:during|after|before|when|while|if|since|until|till|once|then|later?|early|earlier|ago|spring|summer"
    r"|autumn|fall|winter|dawn|dusk|sunset|sunrise|tonight|afternoon|weekend|now|soon|already|immediately|recently"
    r"|Christmas|Easter|ages?|eras?|seasons?|minutes?|seconds?|hours?|days?|weeks?|months?|years?|decades?|centuries"
    r"|start|end|beginning|never|always|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b",
    re.IGNORECASE,
)
NO_TIME = "No sentence tells a time; the passage shown is only the nearest."
NO_NUMBER = "No sentence tells a number; the passage shown is only the nearest."


def tells_nothing(question: str, sentence: str) -> str | None:
    """Why a sentence cannot answer a question for a time or a number; None where it may, or for others."""
    kind = kind_of(question)
    if kind == "when" and not any(words.search(sentence) for words in (TIME, UNDATED)):
        return NO_TIME
    if kind == "how many" and not any(words.search(sentence) for words in (NUMBER, UNCOUNTED)):
        return NO_NUMBER
    return None
