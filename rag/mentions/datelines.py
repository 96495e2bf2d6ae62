"""The datelines that the first sentences of reports begin with: “PARIS (Reuters) - ”, “ROME, 17 May – ”."""

from __future__ import annotations

import re

_CAPITALS = r"[^\W\d_a-zß-ÿ]{2,}"
_CAPITALISED = r"[^\W_a-zß-ÿ][\w.]*"
# In an answer sentences stand one behind another.
_DATELINE = re.compile(
    rf"(?:^|(?<=[.!?”\"] )){_CAPITALS}(?:[ .’'/-]+{_CAPITALS})*"
    rf"(?:, {_CAPITALISED}(?: {_CAPITALISED})*)*(?: \([^()]{{1,50}}\))? [–—-]+ "
)


def without_datelines(text: str) -> str:
    """A text with blanks in place of each sentence’s dateline, up to its dash: places stay the same."""
    return _DATELINE.sub(lambda match: " " * (len(match.group()) - 2) + match.group()[-2:], text)
