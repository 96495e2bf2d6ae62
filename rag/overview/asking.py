"""Telling questions about an article as a whole from those about something in it.

All of a question must ask for that, but for manners and for words that name the article: “what is this
about?” does, “what is the dispute about the valves?” asks about the dispute. The forms stand in
``forms.toml``; where none fits, a small model tells by the sense (:mod:`rag.overview.recognising`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from index import Encoder, RememberedVectors
from rag.answer import Aspect
from rag.forms import forms, manners
from rag.overview.recognising import recognised

_ENDS = re.compile(r"[\s?.!…:]+$")
_OF_ONE_CLAIM = re.compile(
    r"\b(?:(?:dis)?agree|contest|contradict|den(?:y|ie)|dispute|doubt|reject)(?:e?[sd])?(?: with)? "
    r"(?:it|this|that|them)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"„“”«»]([^\"„“”«»]+)[\"“”«»]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks of an article as a whole.

    ``name`` are the words that say which article, None where none do. ``titled`` tells that nothing else says
    that an article is meant: they must be its title. ``listed`` is the noun for what a list is asked for:
    “people”.
    """

    aspect: Aspect
    name: str | None = None
    titled: bool = False
    listed: str | None = None


def wanted(question: str, encoder: Encoder | RememberedVectors | None = None) -> Wanted | None:
    """What a question wants of an article as a whole; None for any other question.

    Its form tells or, where it has none of the known ones, its sense, if there is an ``encoder`` for it.
    """
    for asked in _spoken(question):
        for form in forms("rag.overview"):
            if (found := form.match(asked)) is not None:
                return _read(form.kind, found)
    aspect = recognised(question, encoder) if encoder else None
    return Wanted(aspect) if aspect else None


def of_one_claim(question: str) -> bool:
    """Whether a question about what is disputed means one claim, if it was spoken of one: “who denies it?”"""
    return _OF_ONE_CLAIM.search(question) is not None


def _read(kind: str, found: dict[str, str]) -> Wanted:
    title = found.get("title") or found.get("quoted")
    name = title or found.get("behind") or found.get("before")
    aspect = cast("Aspect", "brief" if kind == "titled" else kind)
    return Wanted(aspect, name.strip("“” ") if name else None, title is not None, found.get("listed"))


def _spoken(question: str) -> Iterator[str]:
    """The question without its manners, then with ever more of them; single blanks and one kind of marks."""
    asked = _QUOTED.sub(r"“\1”", " ".join(question.split()).replace("'", "’"))
    spoken = [_ENDS.sub("", asked)]
    while shorter := _without_manners(spoken[-1]):
        spoken.append(shorter)
    yield from reversed(spoken)


def _without_manners(asked: str) -> str | None:
    """The question without one of its manners; None where it has none."""
    if match := re.search(rf"(?:{manners('rag.overview', 'behind').pattern})$", asked, re.IGNORECASE):
        return _ENDS.sub("", asked[: match.start()])
    if match := manners("rag.overview", "before").match(asked):
        return asked[match.end() :].lstrip() or None
    return None
