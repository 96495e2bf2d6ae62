"""Cited sentences as HTML: the quotation, its chip, what its times mean, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rag import Citation
from ui.dates import days_of, long_date
from ui.escaping import escape, one_line

LONGEST_KEPT_WORD = 24
LONGEST_KEPT_NAME = 20
# Behind an address: its mark is no evidence, and is shown in grey.
IS_NEAREST = "&nearest=1"


def source_line(citation: Citation) -> str:
    """Title, agency and date, as far as they are known."""
    known = [f"<cite>{escape(citation.title)}</cite>"]
    if citation.agency:
        known.append(escape(citation.agency))
    if citation.published:
        known.append(escape(long_date(citation.published)))
    return f'<p class="gw-source">{" · ".join(known)}</p>'


def times_line(citations: Iterable[Citation]) -> str:
    """What “on Monday” and the like mean in some quotations, each once; nothing where none is known."""
    meant = dict.fromkeys(
        f"“{escape(one_line(time.words))}”: {escape(days_of(time))}"
        for citation in citations
        for time in citation.times
    )
    return f'<p class="gw-note gw-times">{" · ".join(meant)}</p>' if meant else ""


def ending_in_chips(words: str, citations: Sequence[Citation], begin: str = "", end: str = "") -> str:
    """Some words, between two tags, and their chips, none of which stands alone on a line.

    Few words are kept whole; of many, the last one keeps to the chips.
    """
    before, space, last = ("", "", words) if len(words) <= LONGEST_KEPT_NAME else words.rpartition(" ")
    chips = " ".join(map(_chip, citations))
    kept = f'<span class="gw-together">{begin}{escape(last)}{end} {chips}</span>'
    return f"{begin}{escape(before + space)}{end}{kept}" if before else kept


def quotations(citations: Iterable[Citation], shorts: dict[int, str]) -> str:
    """The cited sentences in their order; each run from one document is followed by its times and source."""
    parts = []
    for _, run in groupby(citations, key=lambda citation: (citation.document_id, citation.version)):
        cited = tuple(run)
        sentences = "".join(f"<p>{with_chip(one, shorts.get(one.number))}</p>" for one in cited)
        beside = f"{times_line(cited)}{source_line(cited[0])}"
        parts.append(f'<blockquote class="gw-quotes">{sentences}</blockquote>{beside}')
    return "".join(parts)


def with_chip(citation: Citation, short: str | None) -> str:
    """A cited sentence that ends in its chip, which never stands alone on a line."""
    quote = citation.quote.strip()
    bold_start = quote.find(short) if short else -1
    bold = (bold_start, bold_start + len(short)) if short and bold_start >= 0 else (0, 0)
    cut = max((place + 1 for place, character in enumerate(quote) if character.isspace()), default=0)
    if len(quote) - cut > LONGEST_KEPT_WORD:
        return f"{_emphasised(quote, 0, len(quote), bold)} {_chip(citation)}"
    head, last = _emphasised(quote, 0, cut, bold), _emphasised(quote, cut, len(quote), bold)
    return f'{head}<span class="gw-together">{last} {_chip(citation)}</span>'


def _emphasised(text: str, start: int, end: int, bold: tuple[int, int]) -> str:
    """``text[start:end]`` with what lies within ``bold`` in bold."""
    first, last = max(start, bold[0]), min(end, bold[1])
    if first >= last:
        return escape(text[start:end])
    return f"{escape(text[start:first])}<b>{escape(text[first:last])}</b>{escape(text[last:end])}"


def _chip(citation: Citation) -> str:
    """A citation as a link to its place in the article; the title carries what the page's card shows."""
    source = ", ".join(filter(None, (citation.agency, long_date(citation.published or ""))))
    title = "\n".join((one_line(citation.title), one_line(source), citation.quote))
    address = citation.address
    if citation.number == 0:
        kind, label, address = "gw-cite gw-nearest", "Nearest passage", f"{address}{IS_NEAREST}"
    else:
        kind, label = "gw-cite", f'<span class="gw-sr">Citation </span>{citation.number}'
    return f'<a class="{kind}" href="{escape(address)}" title="{escape(title)}">{label}</a>'
