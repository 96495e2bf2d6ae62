"""The title: the first short line above the body that is no sentence and nothing else either."""

from __future__ import annotations

import re

from index.document import MetadataField, Span
from index.metadata.credits import is_credits
from index.metadata.dateline import is_agency
from index.metadata.dates import is_date_line
from index.metadata.layout import Layout, is_sentence, read_from
from index.metadata.people import is_by_line

_LONGEST = 200
_MOST_WORDS = 28
_LABEL = re.compile(r"(?:headline|title)\s*:\s*(?=\S)", re.IGNORECASE)
_SECTION = re.compile(
    r"""(?:the|and|&|in|of|world|us|u\.s\.|uk|news|politics|business|economy|markets|money|tech|technology|science
    |health|sports?|football|culture|arts|entertainment|opinion|comment|analysis|lifestyle|travel|weather|environment
    |education|international|national|local|latest|breaking|exclusive|special|report|feature|features|interview|review
    |asia|africa|europe|americas|middle|east|pacific|south|north|america|china|india|section|top|stories|updates?
    |\d|[\W_])+""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_TITLE = re.compile(
    r"""(?:https?://|www\.|[•·▪◦‣*]\s|image\b|photo(?:graph)?s?\b\s*[:/(]|video\b\s*:|file\s+photo|picture\s*:|caption\b
    |media\s+caption|getty\b|editor[’']?s?\s+note|correction\b|updated?\b|published\b|posted\b|watch\s*:|listen\b\s*:
    |key\s+points?\s*:?$|in\s+this\s+article|by\s*$|from\s+our\b)""",
    re.IGNORECASE | re.VERBOSE,
)


def find_title(text: str, layout: Layout, byline: MetadataField | None) -> MetadataField | None:
    """The title with its span, or None where no line above the body can be one.

    A section's name (“World News”) is passed over where another candidate follows.
    """
    candidates = [paragraph for paragraph in layout.head if _may_be_title(text, paragraph, byline)]
    titles = [paragraph for paragraph in candidates if not _SECTION.fullmatch(paragraph.cut(text))]
    for paragraph in titles or candidates:
        label = _LABEL.match(text, paragraph.start, paragraph.end)
        return read_from(text, Span(label.end(), paragraph.end) if label else paragraph)
    return None


def _may_be_title(text: str, paragraph: Span, byline: MetadataField | None) -> bool:
    words = paragraph.cut(text)
    if len(words) > _LONGEST or len(words.split()) > _MOST_WORDS or not any(map(str.isalpha, words)):
        return False
    if is_sentence(words) or words[-1] in ",;:—–" or words[0].islower() or _NO_TITLE.match(words):
        return False
    if byline and byline.span and paragraph.overlaps(byline.span):
        return False
    return not (
        is_agency(words) or is_date_line(text, paragraph) or is_by_line(text, paragraph) or is_credits(text, paragraph)
    )
