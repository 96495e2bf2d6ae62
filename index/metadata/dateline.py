"""The dateline a body opens with: “ISLAMABAD (Reuters) - ”, “PARIS, July 7, 2005 (AP) — ”, “(CNN) ”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.document import MetadataField, Span

if TYPE_CHECKING:
    from index.metadata.layout import Layout

_NAMES = (
    r"(?:The )?(?:Thomson Reuters Foundation|Reuters(?: Health)?|Associated Press|AP|AFP"
    r"|Agence France[- ]Presse|UPI|United Press International|CNN(?: Business| Travel)?|Bloomberg(?: News)?"
    r"|BBC(?: News| Sport)?|CNBC|NPR|(?:NBC|CBS|ABC|Fox|Sky) News|USA ?TODAY|Xinhua|TASS|Interfax|ANI|PTI"
    r"|IANS|Kyodo(?: News)?|ANSA|EFE|dpa|DPA|AAP|PA(?: Media)?|Press Association|Press Trust of India"
    r"|Canadian Press|Yonhap|Anadolu(?: Agency)?|Al Jazeera|RFE/RL|Voice of America|VOA(?: News)?|MarketWatch"
    r"|Newser)"
)
_CAPITALS = r"[A-Z][A-Z.’'-]+(?:[ /-](?:[A-Z][A-Z.’'-]+|[a-z]{2}|[A-Z]\.)){0,4}"
_REGION = r"(?:, ?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3})?"
_DATE = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?),?)?"
_TOWN = rf"[A-Z][\w.’'-]+(?:[ /-][A-Z][\w.’'-]+){{0,3}}{_REGION}?"
_DASH = r"\s*(?:--+|[-–—―])"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # ISLAMABAD, Sept. 26, 2011 (Reuters) -   and   New Delhi, India (AFP) –
        rf"(?P<place>{_CAPITALS}{_REGION}|{_TOWN}){_DATE}\s*"
        rf"\((?P<agency>[A-Z][\w&./!’' -]{{1,40}}|dpa)\){_DASH}\s*",
        # Hong Kong CNN Business —
        rf"(?:(?P<place>{_TOWN}) )?(?P<agency>{_NAMES}){_DASH}(?:\s+|$)",
        # LONDON, March 3, 2020 —
        rf"(?P<place>{_CAPITALS}{_REGION}){_DATE}(?P<agency>)\s*(?:--+|[–—―]|-(?=\s))\s*",
        # (CNN)   and   New York (CNN Business)
        rf"(?:(?P<place>{_TOWN}) )?\((?P<agency>{_NAMES})\)(?:{_DASH})?\s*",
    )
)
_AGENCY_LINE = re.compile(rf"(?:Source: )?({_NAMES})", re.IGNORECASE)
_PUBLISHER = re.compile(
    r"(?:Special (?:to|for) |For )?(?:[Tt]he )?(?:[A-Z(][\w.’'()&/-]* ){0,4}(?:Journal|Times|Post|Herald"
    r"|Tribune|Press|Gazette|Chronicle|Star|Dispatch|Register|Guardian|Telegraph|Observer|Independent|Inquirer"
    r"|Courier|Bulletin|Mail|Newspapers?|Network|NETWORK|TODAY|USA TODAY Sports)(?:[ –-]+[A-Z][a-z]+)?"
)
_LOOK = 160


@dataclass(frozen=True, slots=True)
class Dateline:
    """A body's dateline. ``reach`` is the range of the whole of it, None where there is none."""

    place: MetadataField | None = None
    agency: MetadataField | None = None
    reach: Span | None = None


def find_dateline(text: str, paragraph: Span) -> Dateline:
    """The dateline that ``paragraph`` opens with; all None where it opens with none."""
    end = min(paragraph.end, paragraph.start + _LOOK)
    for pattern in _PATTERNS:
        match = pattern.match(text, paragraph.start, end)
        if match:
            return Dateline(
                place=_field(match, "place"),
                agency=_field(match, "agency"),
                reach=Span(*match.span()),
            )
    return Dateline()


def is_bare_dateline(text: str, paragraph: Span) -> bool:
    """Whether the paragraph is a dateline and nothing else, with the prose set below it."""
    reach = find_dateline(text, paragraph).reach
    return reach is not None and reach.end == paragraph.end


def agency_line(text: str, layout: Layout) -> MetadataField | None:
    """The agency that has a line of the head to itself."""
    for paragraph in layout.head:
        match = _AGENCY_LINE.fullmatch(paragraph.cut(text))
        if match:
            start = paragraph.start + match.start(1)
            return MetadataField(match[1], Span(start, start + len(match[1])))
    return None


def is_publisher(words: str) -> bool:
    """Whether ``words`` are a news agency's or look like a newspaper's or broadcaster's name."""
    return _AGENCY_LINE.fullmatch(words) is not None or _PUBLISHER.fullmatch(words) is not None


def _field(match: re.Match[str], group: str) -> MetadataField | None:
    return MetadataField(" ".join(match[group].split()), Span(*match.span(group))) if match[group] else None
