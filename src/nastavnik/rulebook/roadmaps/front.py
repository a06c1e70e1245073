"""What stands before the table: the title of the road map and its period."""

import re
from collections.abc import Sequence

from nastavnik.rulebook.roadmaps.marks import has_mark
from nastavnik.rulebook.roadmaps.periods import Period, own_lines, period_in
from nastavnik.rulebook.roadmaps.texts import closed_up, glued, starts_lower

_TITLE = re.compile(
    r"^[«\"(]?(?:(?:муниципальн|региональн|примерн|типов|комплексн|школьн)\w*\s+)?[«\"(]?"
    r"(?:дорожн\w+ карт|план\b|циклограмм|программа меропри|календарн\w+ план|график)",
    re.IGNORECASE,
)
_STOPS = re.compile(r"^(?:цел[ьи]|задач[аи]|показател|пояснительн|№|раздел|\d+\.|[IVX]+\.)", re.IGNORECASE)
_BEST = re.compile(r"дорожн\w+ карт|циклограмм|план\w* мероприяти", re.IGNORECASE)
_MENTIONS = re.compile(r"дорожн\w+ карт|план|циклограмм", re.IGNORECASE)
_LONGEST = 400


def title_of(lines: Sequence[str]) -> str:
    """Give the title: the last line before the table that begins as one, with the lines that go on with it.

    Nothing where no line says that it is a road map or a plan.
    """
    bare = [closed_up(line).strip() for line in lines]
    starts = [place for place, line in enumerate(bare) if _is_title(line)]
    sure = [place for place in starts if _BEST.search(" ".join(bare[place : place + 2]))]
    if not starts:
        mentioned = [
            line
            for line in bare
            if _MENTIONS.search(line) and len(line) <= _LONGEST and not line.endswith(":")
        ]
        return mentioned[-1] if mentioned else ""
    place = (sure or starts)[-1]
    title = bare[place]
    for line in bare[place + 1 :]:
        if line and not _goes_on(title, line):
            break
        title = glued(title, line)
    return title.strip()


def period_of(title: str, lines: Sequence[str]) -> tuple[Period | None, tuple[str, ...]]:
    """Give the period of the title, else that of the headings above the table; with all that the headings name.

    A line that names nothing but a period is a heading: the table stands under the last one. Where an earlier heading
    names a later period, or the periods overlap, the document does not decide, and none is taken.
    """
    if found := period_in(title):
        return found, ()
    headings = [period for line in lines if (period := own_lines(line))]
    named = tuple(dict.fromkeys(period.label for period in headings))
    if not headings:
        return None, ()
    last = headings[-1]
    are_in_order = all(one.days == last.days or one.last < last.first for one in headings)
    return (last if are_in_order else None), named


def _is_title(line: str) -> bool:
    return (
        bool(_TITLE.match(line)) and not line[:1].islower() and len(line) <= _LONGEST and not has_mark(line)
    )


def _goes_on(title: str, line: str) -> bool:
    if _STOPS.match(line) or has_mark(line) or len(title) > _LONGEST:
        return False
    if starts_lower(line) or line.startswith(("(", "«")):
        return True
    if title.isupper() and line.isupper():
        return True
    return (bool(period_in(line)) and len(line) <= 60) or title.endswith((",", "-", "–"))
