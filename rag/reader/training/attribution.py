"""Who said, denied or announced something, and what somebody said: the questions picked out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rag.reader.training.example import Example

# Each verb of reporting in the forms of a question. Those that often mean something else (charge, state,
# report, attack) are named in the forms alone that report.
REPORTING_FORMS = (
    "say says said saying", "tell tells told telling", "deny denies denied denying",
    "accuse accuses accused accusing", "confirm confirms confirmed confirming",
    "announce announces announced announcing", "warn warns warned warning", "ask asks asked asking",
    "claim claims claimed claiming", "allege alleges alleged alleging", "stated", "reported",
    "argue argues argued arguing", "admit admits admitted admitting", "insist insists insisted insisting",
    "declare declares declared declaring", "blame blames blamed blaming", "dismiss dismissed dismissing",
    "reject rejects rejected rejecting", "dispute disputes disputed", "criticise criticises criticised",
    "criticize criticizes criticized", "condemn condemns condemned", "praise praises praised",
    "promise promised", "pledge pledged", "vow vowed", "urge urges urged",
    "suggest suggests suggested", "explained", "reveal reveals revealed",
    "comment commented", "reply replied", "remark remarked", "predict predicted", "believe believes believed",
)  # fmt: skip
_FORMS = "|".join(form for forms in REPORTING_FORMS for form in forms.split())
# “Who … denied”, “Which minister … told”, “According to whom”; “What did the mayor say”.
_AUXILIARY = "did|do|does|has|have|had|was|were|is|are"
_WHO_SAID = re.compile(
    rf"^(?:(?:who|which|what (?!{_AUXILIARY})\w+)\b.{{0,40}}?\b(?:{_FORMS})\b|according to)", re.IGNORECASE
)
_WHAT_WAS_SAID = re.compile(
    rf"^(?:what|whom|who|how|why)\b[^?]*\b(?:{_AUXILIARY})\b[^?]*\b(?:{_FORMS})\b",
    re.IGNORECASE,
)


def is_attribution(question: str) -> bool:
    """Whether a question asks who said something, or what somebody said."""
    return bool(_WHO_SAID.search(question) or _WHAT_WAS_SAID.search(question))


def attributions(examples: Iterable[Example]) -> Iterator[Example]:
    """The examples that ask about what was said, as a source of their own: ``NAME:attribution``."""
    for example in examples:
        if is_attribution(example.question):
            yield replace(example, source=f"{example.source}:attribution")
