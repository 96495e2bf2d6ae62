"""What small talk is replied to: nothing is looked for, and nothing of it is evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from index import Document, DocumentVersion
from rag.answer import Answer, Kind, ListedArticle
from rag.overview import names
from rag.talk.recognising import Topic

MOST_LISTED = 20
MOST_EXAMPLES = 2

NO_ARTICLES = "There are no articles here yet; add some, and ask about them."
WHICH = "Which article do you mean?"
_GREETING = "Hello. Ask me about {these}: I answer with sentences that stand there, and each can be checked."
_ABILITY = (
    "Ask who, what, when, where, why or how many, in plain words, and I answer from {these} with the "
    "sentences that say it; where none does, I say so. Of one article you can also ask what it is about, "
    "who is mentioned, what happened in order, and what is disputed."
)
_IDENTITY = (
    "I am Groundwire. I find the sentences in {these} that answer a question and quote them, each with its "
    "place; I write nothing of my own, and nothing you ask leaves this computer."
)
_THANKS = "You’re welcome. Ask on whenever you like."
_GOODBYE = "Goodbye."


def reply(topic: Topic, said: str, documents: Sequence[Document], examples: Sequence[str]) -> Answer:
    """The reply to small talk about a topic, where ``documents`` can be asked.

    ``examples`` are questions that can be asked of them.
    """
    if topic in ("thanks", "goodbye"):
        return told(said, _THANKS if topic == "thanks" else _GOODBYE)
    if not documents:
        return told(said, NO_ARTICLES)
    if topic == "articles":
        return listed(said, f"There {counted(len(documents))} here:", documents, "talk")
    these = "the article here" if len(documents) == 1 else f"the {len(documents):,} articles here"
    sentence = {"greeting": _GREETING, "ability": _ABILITY, "identity": _IDENTITY}[topic]
    return told(said, sentence.format(these=these), examples=tuple(examples))


def listed(said: str, lead: str, documents: Sequence[Document], kind: Kind) -> Answer:
    """A reply with a list of articles, of a long list its beginning."""
    shown = [
        ListedArticle(one.document_id, one.version, one.title, one.published)
        for one in documents[:MOST_LISTED]
    ]
    left = len(documents) - len(shown)
    notice = f"{left:,} more are not shown." if left else None
    return told(said, lead, kind, tuple(shown), notice=notice)


def told(
    said: str,
    lead: str,
    kind: Kind = "talk",
    articles: tuple[ListedArticle, ...] = (),
    examples: tuple[str, ...] = (),
    notice: str | None = None,
) -> Answer:
    """A reply of a sentence of ours, with the lists spelt out below it."""
    lines = [lead, *(line(article) for article in articles), *examples]
    return Answer(
        question=said,
        text="\n".join(lines),
        short=None,
        answers=(),
        citations=(),
        confidence=1.0,
        abstained=False,
        notice=notice,
        kind=kind,
        articles=articles,
        examples=examples,
    )


def line(article: ListedArticle) -> str:
    """An article in a list: its title on one line, and the day."""
    title = " ".join(article.title.split())
    return f"{title} ({article.published})" if article.published else title


def counted(number: int) -> str:
    """How many articles there are."""
    return "is 1 article" if number == 1 else f"are {number:,} articles"


def examples(versions: Sequence[DocumentVersion]) -> tuple[str, ...]:
    """Questions that can be asked of some articles, made from the names in them."""
    of_each = zip_longest(*map(_questions, versions))
    asked = dict.fromkeys(question for questions in of_each for question in questions if question)
    return tuple(asked)[:MOST_EXAMPLES]


def _questions(version: DocumentVersion) -> Iterator[str]:
    """Questions about those whom an article names most."""
    found = sorted(names(version), key=lambda one: -len(one.mentions))
    speaking = [one for one in found if one.speaks and one.sort == "person"]
    if speaking:
        yield f"What did {speaking[0].text} say?"
    for one in found:
        if one.sort == "person" and one not in speaking[:1]:
            yield f"Who is {one.text}?"
