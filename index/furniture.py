"""Which ranges of a text are not the article: counters, menus, notices, breakpoint lists, relative ages.

The rules look at whole lines and leave prose alone; they label, and never edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.document import Span
from index.lines import gaps, lines, trimmed

_LONGEST = 300

# Lines that are never an article's, wherever they stand.
_WHOLE_LINE = re.compile(
    r"""(?:
    \d+\s?(?::\s?\d+)+(?:\s?/\s?\d+\s?(?::\s?\d+)+)?      # a player's counter: 0 : 0, 0:00 / 2:31
    | (?:reading\ time:?\s*)?\d+[\s-]*min(?:ute)?s?\.?[\s-]*(?:read|listen|watch)\.?  # 3 Min Read
    | reading\ time:?\s*\d+\s*min(?:ute)?s?
    | (?:story\ continues\ below\ )?\[?advertisements?\]?(?:\s*[-–—]\s*story\ continues\ below)?
    | advert | sponsored(?:\ content)? | article\ continues\ (?:after|below)\ (?:this\ )?advert\w*
    | share(?:\ (?:this|on|via|with)\b[\w\s,]{0,40})?(?:\ article|\ story)? | tweet\ this
    | skip\ (?:to|past)\ [\w\s]{3,40} | back\ to\ (?:the\ )?top | copy\ link | link\ copied!?
    | (?:click|tap)\ here\ to\ (?:subscribe|sign\ up|read\ more|share)\b.{0,80}
    | (?:accept|reject|manage)\ (?:all\ )?cookies
    | leave\ a\ (?:comment|reply) | (?:view|show|hide|read)\ (?:all\ )?(?:\d+\ )?comments?(?:\ \(\d+\))?
    | (?:most\ (?:read|popular|viewed)|related\ (?:articles?|stories|content|topics|links|coverage))
    | (?:read|see|view|load|show)\ more(?:\.\.\.|…)? | continue\ reading(?:\.\.\.|…)?
    | (?:replay\ )?more\ videos\b.{0,5} | must\ watch | now\ playing | loading(?:\.\.\.|…)?
    | follow\ us(?:\ on\b.{0,60})? | all\ rights\ reserved\.? | print\ this(?:\ page|\ article)?
    | image\ source\s*[,:].{1,80}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Lines that begin like a notice or a link to something else.
_NOTICE = re.compile(
    r"""(?:
    (?:read|see|watch)\ (?:more|also|next)\s?:\s.*
    | (?:related|also\ read|recommended)\s?:\s.*
    | (?:we|we\ and\ our\ partners|(?:this|our)\ (?:web\s?)?site)
      \ uses?\ cookies(?:\ (?:to|on|and|for|in\ order)\b.*|[.:]?)
    | by\ (?:continuing|using|browsing)\b.*\bcookies\b.*
    | (?:sign\ up|subscribe|register|get\ (?:our|the\ \w+))\b.*
      \b(?:newsletters?|inbox|mailing\ list|unlimited\ access|e-?mail\ (?:alerts?|updates?))\b.*
    | (?:©|\(c\)\s*\d{4}|copyright\b\s*(?:©|\(c\)|\d{4})).*
    | our\ standards:\s.*
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Words of menus, which may also be an article's: furniture only in a run.
_MENU = re.compile(
    r"""(?:home|menu|search|print|save|e-?mail|share|tweet|facebook|twitter|x|linkedin|whatsapp|reddit|pinterest
    |instagram|youtube|rss|news|world|uk|us|politics|business|economy|markets|money|tech|technology|science
    |health|sports?|football|culture|arts|entertainment|opinion|lifestyle|travel|weather|videos?|photos|pictures
    |live|tv|radio|podcasts?|comments?|about(?:\ us)?|contact(?:\ us)?|help|faq|jobs|careers|shop|log\ ?in
    |sign\ in|sign\ up|register|subscribe|my\ account|more|close|next|previous|privacy(?:\ policy)?|cookies
    |cookie\ policy|terms(?:\ of\ (?:use|service))?|terms\ (?:and|&)\ conditions|advertise|newsletters?
    |trending|latest|top\ stories|most\ read|sitemap|accessibility)""",
    re.IGNORECASE | re.VERBOSE,
)
_MENU_RUN = 3
_SLUG = re.compile(r"(?:[•·▪◦‣*–—-]\s*)?[a-z0-9]+(?:-[a-z0-9]+)+")
_BULLET = re.compile(r"[•·▪◦‣*–—-]\s+")
_MENU_BAR = re.compile(r"\s*[|›»•·]\s*")
_AGE = re.compile(
    r"""(?P<lead>[/|·•–—,(-]\s*)?(?:(?:last\ )?(?:updated|published|posted|modified)\s+)?
    (?:an?|\d{1,4})\s+(?:second|sec|minute|min|hour|hr|day|week|month|year)s?\s+ago\)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR = re.compile(r"\b\d{4}\b")


def furniture(text: str) -> tuple[Span, ...]:
    """The ranges of ``text`` that are not the article: sorted, disjoint, trimmed.

    Between two of them stand more than blanks.
    """
    rows = [line.span for line in lines(text)]
    marks = [_marked(text, row) for row in rows]
    for start, end in _runs(text, rows):
        marks[start:end] = rows[start:end]
    return tuple(_merged(text, [mark for mark in marks if mark]))


def is_only_furniture(text: str, furniture: Sequence[Span]) -> bool:
    """Whether nothing but blanks is left of ``text`` outside ``furniture``."""
    return all(trimmed(text, gap.start, gap.end) is None for gap in gaps(len(text), furniture))


def _marked(text: str, row: Span) -> Span | None:
    """What of one line is furniture, judged by the line alone."""
    if row.end - row.start > _LONGEST:
        return None
    line = row.cut(text)
    if _WHOLE_LINE.fullmatch(line) or _NOTICE.fullmatch(line) or _is_menu_bar(line):
        return row
    age = _AGE.search(line)
    if age and (age.start() == 0 or (age["lead"] and _YEAR.search(line, 0, age.start()))):
        return Span(row.start + age.start(), row.end)
    return None


def _is_menu_bar(line: str) -> bool:
    """Whether the line is a menu set on one line: “Home | World | Sport | Weather”."""
    words = _MENU_BAR.split(line)
    return len(words) > _MENU_RUN and 2 * sum(map(_is_menu_word, words)) >= len(words)


def _is_menu_word(words: str) -> bool:
    return _MENU.fullmatch(words) is not None


def _runs(text: str, rows: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Runs of lines that only together are furniture: menus, and lists of style sheet names."""
    for belongs in (_is_listed_menu_word, _is_slug):
        start = 0
        for index in range(len(rows) + 1):
            if index < len(rows) and belongs(_head(text, rows[index])):
                continue
            if index - start >= _MENU_RUN:
                yield start, index
            start = index + 1


def _head(text: str, row: Span) -> str:
    """The line, or nothing where it is too long for a menu's."""
    return row.cut(text) if row.end - row.start <= _LONGEST else ""


def _is_listed_menu_word(line: str) -> bool:
    return _is_menu_word(_BULLET.sub("", line, count=1))


def _is_slug(line: str) -> bool:
    return _SLUG.fullmatch(line) is not None


def _merged(text: str, marks: Sequence[Span]) -> Iterator[Span]:
    """The marks, with those joined between which only blanks stand."""
    current: Span | None = None
    for mark in marks:
        if current and not text[current.end : mark.start].strip():
            current = Span(current.start, mark.end)
            continue
        if current:
            yield current
        current = mark
    if current:
        yield current
