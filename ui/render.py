"""Answers as HTML that cannot be anything but what we meant.

Every message is one line: in the chat a blank line would end the HTML and hand the rest to Markdown. All
text of questions and documents passes :func:`ui.escaping.escape`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag import Answer, Citation, Event, Reading, ReadingDone, Retrieved, Searching, Understood, said_by
from ui.dates import long_date
from ui.escaping import counted, escape, one_line
from ui.quotations import ending_in_chips, quotations, source_line, times_line, with_chip

WELL_SUPPORTED, PARTLY_SUPPORTED = 0.7, 0.4
LONGEST_QUESTION = 2_000


def question(text: str) -> str:
    """What was asked, cut where it is very long."""
    shown = text if len(text) <= LONGEST_QUESTION else f"{text[:LONGEST_QUESTION]}…"
    return f'<div class="gw-question">{escape(shown.strip())}</div>'


def stage(sentence: str, turn: int | None = None) -> str:
    """What is being done now, for the question of this number, so that it can be stopped."""
    name = "" if turn is None else f' id="gw-turn-{turn}"'
    return f'<div class="gw-stage"{name}>{escape(sentence)}</div>'


def stage_of(event: Event) -> str | None:
    """The stage line for an event, or None for the last one, which is the answer itself."""
    match event:
        case Understood(question=whole):
            return f"Understood as: {one_line(whole)}"
        case Searching(documents=number):
            return f"Searching {counted(number, 'article')}…"
        case Retrieved(passages=passages):
            return f"Reading {counted(len(passages), 'passage')}…"
        case Reading(passages=number, of=whole):
            return f"Reading on: {number} of {counted(whole, 'passage')} read…"
        case ReadingDone():
            return "Choosing the sentences…"
        case _:
            return None


def stopped() -> str:
    """That a question was stopped, with a button to ask it again."""
    return (
        '<div class="gw-answer gw-stopped"><p class="gw-note">Stopped.</p>'
        '<p class="gw-actions"><button type="button" class="gw-again">Ask again</button></p></div>'
    )


def failure(sentence: str) -> str:
    """An error: what happened and what to do, with a button to ask again."""
    return (
        '<div class="gw-answer gw-card gw-bad">'
        '<p class="gw-headline">That question could not be answered.</p>'
        f'<p class="gw-why">{escape(sentence)}</p>'
        '<p class="gw-actions"><button type="button" class="gw-again">Ask again</button></p></div>'
    )


def answer(given: Answer, searched: str = "") -> str:
    """An answer with its evidence, or a refusal with the nearest passage or the sentence against it.

    An overview under its heading, and talk as it is, with what it lists; neither has a confidence.
    ``searched`` says which articles were, where not all of them (“searched 2 of 14 articles”).
    """
    if given.abstained:
        return _refusal(given, searched)
    if given.kind == "overview":
        return _overview(given)
    return _evidence(given, searched) if given.kind == "answer" else _talk(given)


def confidence_words(confidence: float) -> tuple[str, str]:
    """How well an answer is supported, in words, and the class that colours its dot."""
    if confidence >= WELL_SUPPORTED:
        return "Well supported", "gw-good"
    if confidence >= PARTLY_SUPPORTED:
        return "Partly supported", "gw-mid"
    return "Weakly supported", "gw-mid"


def _evidence(given: Answer, searched: str) -> str:
    words, colour = confidence_words(given.confidence)
    articles = len({citation.document_id for citation in given.citations})
    rests_on = f"{counted(len(given.citations), 'sentence')}, {counted(articles, 'article')}"
    rests_on += f" · {escape(searched)}" if searched else ""
    shorts = _short_by_citation(given)
    headline, quoted = "".join(_short_answers(given)), quotations(given.citations, shorts)
    if given.differing:
        words, colour = "Disputed", "gw-mid"
        headline, quoted = '<p class="gw-headline">The sources differ.</p>', _sides(given, shorts)
    told = f"Confidence {given.confidence:.0%}: of a hundred answers like this one, about so many are right."
    return (
        f'<div class="gw-answer">{_understood(given)}{headline}{_notices(given)}'
        f'<p class="gw-confidence {colour}">'
        f'<button type="button" class="gw-sure" title="{told}">{words}</button> {rests_on}</p>'
        f"{quoted}{_undated(given)}"
        '<p class="gw-actions"><button type="button" class="gw-copy">Copy with citations</button></p></div>'
    )


def _overview(given: Answer) -> str:
    """The sentences in their order; in a list of names the names, and before what happened its time."""
    if given.aspect == "mentioned":
        names = (
            f"<p>{ending_in_chips(one.short or '', one.citations, '<b>', '</b>')}</p>"
            for one in given.answers
        )
        body = f'<div class="gw-names">{"".join(names)}</div>{source_line(given.citations[0])}'
    elif given.aspect == "disputed":
        body = "".join(quotations(one.citations, {}) for one in given.answers)
    else:
        body = quotations(given.citations, _short_by_citation(given))
    return (
        f'<div class="gw-answer gw-overview"><p class="gw-headline">{escape(given.heading or "")}</p>'
        f"{_notices(given)}{body}{_undated(given)}"
        '<p class="gw-actions"><button type="button" class="gw-copy">Copy with citations</button></p></div>'
    )


def _talk(given: Answer) -> str:
    """A reply of ours, with articles to open or to choose from, and questions to ask."""
    chosen = "gw-which" if given.kind == "which article" else "gw-listed"
    articles = "".join(
        f'<p><a class="{chosen}" href="{escape(one.address)}">{escape(one_line(one.title))}</a>'
        f"{f' · {escape(long_date(one.published))}' if one.published else ''}</p>"
        for one in given.articles
    )
    examples = "".join(
        f'<p><button type="button" class="gw-example">{escape(one)}</button></p>' for one in given.examples
    )
    return (
        f'<div class="gw-answer gw-talk"><p class="gw-why">{escape(given.lead)}</p>'
        f"{articles}{examples}{_notices(given)}</div>"
    )


def _refusal(given: Answer, searched: str) -> str:
    quoted, shown = "", given.contradiction or given.nearest
    searched = searched or f"searched {counted(given.documents_searched, 'article')}"
    if shown:
        quoted = (
            f'<blockquote class="gw-quotes"><p>{with_chip(shown, None)}</p></blockquote>'
            f"{times_line([shown])}{source_line(shown)}"
        )
    reason = f'<p class="gw-why">{escape(given.reason)}</p>' if given.reason else ""
    return (
        f'<div class="gw-answer gw-card gw-refusal">{_understood(given)}'
        f'<p class="gw-headline">{escape(given.text)}</p>'
        '<p class="gw-confidence gw-none"><b>No answer found</b> '
        f"{escape(searched)}</p>"
        f"{_notices(given)}{reason}{quoted}{_undated(given)}</div>"
    )


def _understood(given: Answer) -> str:
    """What a follow-up question was completed to; its words can be taken back into the question box."""
    if given.understood is None:
        return ""
    return (
        f'<p class="gw-understood">Understood as: <span class="gw-whole">{escape(given.understood)}</span> '
        '<button type="button" class="gw-edit">Edit<span class="gw-sr"> the question</span></button></p>'
    )


def _short_answers(given: Answer) -> Iterator[str]:
    for single in given.answers:
        if single.short:
            yield f'<p class="gw-short">{ending_in_chips(single.short, single.citations)}</p>'


def _sides(given: Answer, shorts: dict[int, str]) -> str:
    """A group of sentences for each answer, those that contradict each other first, under who says it."""
    against = {place for one in given.differing for place in (one.first, one.second)}
    order = sorted(range(len(given.answers)), key=lambda place: (place not in against, place))
    cited = [given.answers[place].citations for place in order]
    parts = (
        f'<h2 class="gw-side">{escape(name)}</h2>{quotations(citations, shorts)}'
        for name, citations in zip(_who(cited), cited, strict=True)
    )
    return "".join(parts)


def _who(sides: Sequence[Sequence[Citation]]) -> list[str]:
    """Who says what each side says, as far as its sentences tell, else its agency or article.

    The articles are numbered where that does not tell the sides apart.
    """
    agencies = [citations[0].agency or citations[0].title for citations in sides]
    speakers = [_speaker(citations) or agency for citations, agency in zip(sides, agencies, strict=True)]
    for named in (speakers, agencies, [citations[0].title for citations in sides]):
        if len(set(named)) == len(sides):
            return [one_line(name) for name in named]
    return [f"{one_line(citations[0].title)} ({number})" for number, citations in enumerate(sides, start=1)]


def _speaker(citations: Sequence[Citation]) -> str | None:
    """Who says it by a side's own sentences, as a heading begins."""
    found = next(filter(None, (said_by(citation.quote) for citation in citations)), None)
    return f"{found[0].upper()}{found[1:]}" if found else None


def _notices(given: Answer) -> str:
    """That only a part of the question was read, and in what sources differ; that they do is the headline."""
    notice = f'<p class="gw-note gw-notice">{escape(given.notice)}</p>' if given.notice else ""
    told = (sentence.partition(": ")[2] for sentence in given.disagreements)
    differing = (f'<p class="gw-note gw-differ">{escape(one[:1].upper() + one[1:])}</p>' for one in told)
    return notice + "".join(differing)


def _short_by_citation(given: Answer) -> dict[int, str]:
    return {
        citation.number: single.short
        for single in given.answers
        for citation in single.citations
        if single.short
    }


def _undated(given: Answer) -> str:
    if not given.undated:
        return ""
    return f'<p class="gw-note">{counted(given.undated, "article")} without a date left out.</p>'
