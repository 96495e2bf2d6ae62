"""The dateline that a report’s first sentence begins with: “ISLAMABAD (Reuters) - ”, “VÁRDENY, 17 May – ”."""

from __future__ import annotations

import re

_CAPITALS = r"[^\W\d_a-zß-ÿ]{2,}"
_CAPITALISED = r"[^\W_a-zß-ÿ][\w.]*"
_DATELINE = re.compile(
    rf"^{_CAPITALS}(?:[ .’'/-]+{_CAPITALS})*"
    rf"(?:, {_CAPITALISED}(?: {_CAPITALISED})*)*(?: \([^()]{{1,50}}\))? [–—-]+ "
)


def dateline_of(sentence: str) -> str:
    """The dateline that a sentence begins with, up to the blank behind its dash; empty where it has none."""
    found = _DATELINE.match(sentence)
    return found.group() if found else ""


def without_dateline(sentence: str) -> str:
    """What a sentence says behind its dateline."""
    return sentence[len(dateline_of(sentence)) :]
