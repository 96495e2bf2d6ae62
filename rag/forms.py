"""Questions that are known by their form: regular expressions in a file, put together from named parts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import count

_PART = re.compile(r"(?<!\(\?P)<(\w+)>")
_GROUP = re.compile(r"\(\?P<(\w+)>")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a question: its kind, and the expression that all of the question must match."""

    kind: str
    pattern: re.Pattern[str]

    def match(self, asked: str) -> dict[str, str] | None:
        """The named groups of a question of this form; None of any other question.

        A name may stand for several groups; the first that the question fills counts.
        """
        found = self.pattern.fullmatch(asked)
        if found is None:
            return None
        filled = [(name, words) for name, words in found.groupdict().items() if words]
        return {name.rpartition("_")[0]: words for name, words in reversed(filled)}


@cache
def forms(package: str) -> tuple[Form, ...]:
    """The forms in a package's ``forms.toml``, in their order."""
    told = _read(package)
    return tuple(
        Form(kind, _compiled(form, told["parts"])) for kind, given in told["forms"].items() for form in given
    )


@cache
def manners(package: str, where: str) -> re.Pattern[str]:
    """What a question may begin or end with that asks nothing; ``where`` is ``before`` or ``behind``."""
    told = _read(package)
    return _compiled("|".join(told["manners"][where]), told["parts"])


@cache
def _read(package: str) -> dict[str, dict[str, list[str]]]:
    text = (resources.files(package) / "forms.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _compiled(form: str, parts: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    while _PART.search(form):
        form = _PART.sub(lambda part: f"(?:{'|'.join(parts[part[1]])})", form)
    numbers = count()  # an expression may hold a group’s name once only
    return re.compile(_GROUP.sub(lambda group: f"(?P<{group[1]}_{next(numbers)}>", form), re.IGNORECASE)
