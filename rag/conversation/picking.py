"""The reply to “Which article do you mean?”, in words: “the dam one”, “the second”, “2”, a title."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rag.answer import Answer, Aspect, ListedArticle
from rag.answering.kinds import AUXILIARY
from rag.reader.vocabulary import stems

# How each aspect is asked of one article.
ASKED: dict[Aspect, str] = {
    "brief": "What is “{}” about?",
    "mentioned": "Who is mentioned in “{}”?",
    "order": "What happened, in order, in “{}”?",
    "disputed": "What is disputed in “{}”?",
}
# Who says more than that asks something else.
MOST_WORDS = 12
# The texts of so many articles are looked through for what no title says.
LOOKED_THROUGH = 20
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBER = re.compile(
    r"(?:the |number |no\.? ?|#)?(?P<number>\d{1,2})(?:st|nd|rd|th)?(?: one)?\.?", re.IGNORECASE
)
_ORDINAL = re.compile(
    rf"(?:the )?(?P<ordinal>{'|'.join(_ORDINALS)}|last)(?: one| article| story)?[.!]?", re.IGNORECASE
)
_FILLERS = re.compile(
    r"\b(?:the|an?|one|article|story|report|piece|text|i|mean|meant|please|about|on|of|with|from"
    r"|that|this|it|is|ok|okay)\b|[’']s\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"(?:and |but )?(?:who|whom|whose|what|which|when|where|why|how|{AUXILIARY})\b", re.IGNORECASE
)

Text = Callable[[ListedArticle], str]
"""From an article to its text."""


def asked_of_picked(reply: str, last: Answer, text: Text) -> str | None:
    """The question that was left open, of the article that a reply names; None if not just one.

    Args:
        reply: what was typed when ``last`` had asked which article is meant.
        last: the answer before it.
        text: called for articles whose titles do not have the words of the reply.
    """
    if last.kind != "which article" or last.aspect is None or not isinstance(reply, str):
        return None
    article = picked(reply, last.articles, text)
    if article is None:
        return None
    title = " ".join(article.title.split()).replace("“", "‘").replace("”", "’")
    return ASKED[last.aspect].format(title)


def picked(reply: str, articles: Sequence[ListedArticle], text: Text) -> ListedArticle | None:
    """The article of a list that a reply names."""
    said = " ".join(reply.split())
    if (place := place_in_list(said, len(articles))) is not None:
        return articles[place]
    same = [one for one in articles if " ".join(one.title.split()).casefold() == said.strip('“”"').casefold()]
    wanted = stems(_FILLERS.sub(" ", said))
    if len(same) == 1 or not wanted or len(said.split()) > MOST_WORDS or "?" in said or _ASKS.match(said):
        return same[0] if len(same) == 1 else None
    titled = [one for one in articles if wanted <= stems(f"{one.title} {one.published or ''}")]
    found = titled or [one for one in articles[:LOOKED_THROUGH] if wanted <= stems(text(one))]
    return found[0] if len(found) == 1 else None


def place_in_list(said: str, length: int) -> int | None:
    """The place, from 0, that a reply counts: “the second one”, “2”, “the last”."""
    number, ordinal = _NUMBER.fullmatch(said), _ORDINAL.fullmatch(said)
    if ordinal:
        word = ordinal["ordinal"].lower()
        place = length - 1 if word == "last" else _ORDINALS.index(word)
    elif number:
        place = int(number["number"]) - 1
    else:
        return None
    return place if 0 <= place < length else None
