"""The tab «По месяцам»: a picture of the terms over the road map's time, and the same terms as a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Block, CustomBlock, Empty
from nastavnik.kit.timelines import Stretch, TimelineRow, timelines
from nastavnik.roadmaps.models import Duty, Edition, Measure
from nastavnik.roadmaps.queries.timelines import Term, terms_of
from nastavnik.roadmaps.views.duty_shown import named, state_of, term_of, url_of
from nastavnik.rulebook.dates import month_and_year
from nastavnik.rulebook.duty_states import is_overdue
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.workdays import why_not_working

_MANY = 40
"""Terms that are listed without folding the months."""
_TERMS = ("срок", "срока", "сроков")
_TONES = {
    Duty.State.NOT_BEGUN: "plain",
    Duty.State.BEGUN: "plain",
    Duty.State.DONE: "good",
    Duty.State.NOT_NEEDED: "quiet",
    Duty.State.WITHDRAWN: "quiet",
}


def timeline_blocks(actor: Actor, edition: Edition, measures: list[Measure], today: date) -> list[Block]:
    """The picture, then the list by months; a sentence where no date is known yet."""
    terms = terms_of(actor, edition, measures)
    dated = [term for term in terms if term.day is not None]
    context: dict[str, Any] = {
        "empty": Empty(
            "Дат пока нет.", "Они появятся, когда редакция утверждена и сроки мероприятий понятны."
        ),
        "charts": charts_of(edition, measures, dated, today) if dated else [],
        "has_states": any(term.duty for term in dated),
        "months": _months(dated, today),
        "undated": [named(term.measure.number, term.measure.title) for term in terms if term.day is None],
    }
    return [CustomBlock(template="roadmaps/parts/timeline.html", context=context)]


def charts_of(
    edition: Edition, measures: Sequence[Measure], terms: Sequence[Term], today: date
) -> list[SafeString]:
    """A row for each measure that has a date, over the road map's time and whatever lies beside it."""
    roadmap = edition.roadmap
    days = [day for term in terms for day in (term.occurrence.from_date, term.occurrence.to_date) if day]
    # What is due before the first day of the map, its own approval for one, is drawn too.
    first, last = min([*days, roadmap.from_date or min(days)]), max([*days, roadmap.to_date or max(days)])
    by_line: dict[int, list[Term]] = {}
    for term in terms:
        by_line.setdefault(term.measure.line_id, []).append(term)
    rows = [
        TimelineRow(
            named(measure.number, measure.title),
            [_stretch(term, today) for term in by_line[measure.line_id]],
        )
        for measure in measures
        if measure.line_id in by_line
    ]
    return timelines(rows, first=first, last=last, title=roadmap.title, today=today)


def _stretch(term: Term, today: date) -> Stretch:
    occurrence, duty = term.occurrence, term.duty
    if duty is None:
        return Stretch(occurrence.from_date, occurrence.to_date)
    overdue = is_overdue(duty.state, occurrence.to_date, today)
    tone = "bad" if overdue else _TONES[Duty.State(duty.state)]
    words = "просрочено" if overdue else duty.get_state_display().lower()
    return Stretch(occurrence.from_date, occurrence.to_date, tone, words)


def _months(terms: Sequence[Term], today: date) -> list[dict[str, Any]]:
    """Terms by the month of their last day; one that runs for more than a month stands at its end."""
    ordered = sorted(terms, key=lambda term: (term.day or today, term.measure.position))
    months = [
        (month, list(group)) for month, group in groupby(ordered, key=lambda term: _month(term.day or today))
    ]
    return [_month_shown(month, group, today, is_long=len(terms) > _MANY) for month, group in months]


def _month_shown(
    month: tuple[int, int], terms: Sequence[Term], today: date, *, is_long: bool
) -> dict[str, Any]:
    """A month with its terms; in a long list all but this month and the next one are folded, with their counts."""
    late = sum(1 for one in terms if one.duty and is_overdue(one.duty.state, one.occurrence.to_date, today))
    away = (month[0] - today.year) * 12 + month[1] - today.month
    return {
        "title": month_and_year(date(*month, 1)),
        "count": counted(len(terms), _TERMS) + (f", просрочено: {late}" if late else ""),
        "is_open": not is_long or away in (0, 1),
        "is_folding": is_long,
        "terms": [_shown(term, today) for term in terms],
    }


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _shown(term: Term, today: date) -> dict[str, Any]:
    due = term.occurrence.to_date
    return {
        "term": term_of(term.occurrence),
        "title": named(term.measure.number, term.measure.title),
        "executors": term.measure.executors,
        "state": state_of(term.duty, today) if term.duty else None,
        "url": url_of(term.duty) if term.duty else "",
        "day_off": why_not_working(due) if due else "",
    }
