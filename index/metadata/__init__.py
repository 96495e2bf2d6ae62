"""What a news text says about itself: title, byline, agency, place, publication date and credits.

General rules for wire stories, newspaper pages and plain pasted articles. Where a text does not say
something plainly the field stays None: a wrong date or title does more harm than none.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.document import Metadata, Span
from index.metadata.credits import find_credits
from index.metadata.dateline import Dateline, agency_line, find_dateline
from index.metadata.dates import publication_date
from index.metadata.headline import find_title
from index.metadata.layout import Layout, lay_out
from index.metadata.people import find_byline


def recognise(text: str, furniture: Sequence[Span]) -> Metadata:
    """The metadata that ``text`` states outside its ``furniture``, each with the span that says so.

    A field's span is not blank and lies inside the text. A title's or name's value is what the span
    covers, with runs of blanks made one; ``published`` is the ISO form of the date in its span.
    """
    layout = lay_out(text, furniture)
    dateline = find_dateline(text, layout.body) if layout.body else Dateline()
    credits = find_credits(text, layout)
    byline = find_byline(text, layout, credits)
    return Metadata(
        title=find_title(text, layout, byline),
        byline=byline,
        agency=dateline.agency or agency_line(text, layout),
        place=dateline.place,
        published=publication_date(text, layout, dateline.reach),
        credits=credits,
    )


__all__ = ["Layout", "recognise"]
