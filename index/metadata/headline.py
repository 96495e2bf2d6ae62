"""The title: the first short line above the body that is no sentence and nothing else either."""

from __future__ import annotations

import re

from index.document import MetadataField, Span
from index.metadata.credits import is_credits
from index.metadata.dateline import is_publisher
from index.metadata.dates import is_date_line
from index.metadata.layout import Layout, is_sentence, read_from
from index.metadata.people import is_bare_name, is_by_line

_LONGEST = 200
# One word alone above an article is a section's or a publisher's name far more often than a title.
_WORDS = range(2, 25)
_WORDS_OF_TWO_SENTENCES = 12
_SENTENCE_INSIDE = re.compile(r"[a-z]{3}[.?!][”\"]?\s+[A-Z]")
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
    |key\s+points?\s*:?$|in\s+this\s+article|by\s*$|from\s+our\b|link\s*:|a\s+version\s+of\s+this|the\s+claim\s*:
    |(?:staff|wire)\b.*\breports?$|(?:introduction|summary|background|overview|editors?|(?:opinion\s+)?contributors?)$
    |\d+[.)]\s|1\s[A-Z]|on\s+today[’']s\s+episode
    |(?:[\w.’'-]+\s){0,4}(?:writer|editor|correspondent|reporter|columnist|staff|board)$|\S+\.(?:com|org|net)$
    |[\w.’' -]{3,40}/(?:AP|AFP|Reuters|Getty|EPA|Shutterstock)\b)""",
    re.IGNORECASE | re.VERBOSE,
)


def find_title(text: str, layout: Layout, byline: MetadataField | None) -> MetadataField | None:
    """The title with its span, or None where no line above the body can be one.

    A section's name (“World News”) is passed over where another candidate follows. A line that looks
    like a person's name is no title: where a text has lost its title, the byline comes first.
    """
    candidates = [paragraph for paragraph in layout.head if _may_be_title(text, paragraph, byline)]
    titles = [paragraph for paragraph in candidates if not _SECTION.fullmatch(paragraph.cut(text))]
    for paragraph in titles or candidates:
        label = _LABEL.match(text, paragraph.start, paragraph.end)
        return read_from(text, Span(label.end(), paragraph.end) if label else paragraph)
    return None


def _may_be_title(text: str, paragraph: Span, byline: MetadataField | None) -> bool:
    words = paragraph.cut(text)
    if len(words) > _LONGEST or len(words.split()) not in _WORDS or not any(map(str.isalpha, words)):
        return False
    if _SENTENCE_INSIDE.search(words) and len(words.split()) > _WORDS_OF_TWO_SENTENCES:
        return False
    if is_sentence(words) or words[-1] in ",;:—–" or words[0].islower() or _NO_TITLE.match(words):
        return False
    if byline and byline.span and paragraph.overlaps(byline.span):
        return False
    if is_publisher(words) or is_bare_name(words):
        return False
    return not (is_date_line(text, paragraph) or is_by_line(text, paragraph) or is_credits(text, paragraph))
