"""Terms of road maps for calendars on telephones: titles of measures alone, nobody's name."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from nastavnik.access.actors import AccountActor
from nastavnik.kit.calendars import CalendarEntry
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Duty
from nastavnik.roadmaps.queries.duties import duties_visible_to, living, naming_me, own_duties, worded
from nastavnik.rulebook.duty_states import OPEN
from nastavnik.rulebook.roles import Right

_AHEAD = 3
"""So many days before a term the telephone reminds."""


def roadmap_terms(actor: AccountActor, organisation: Organisation | None) -> Iterator[CalendarEntry]:
    """Open duties that have a date: those of the organisation, or those that name the actor where none is meant."""
    if not actor.may(Right.ROADMAPS_VIEW):
        return
    if organisation is None:
        duties = naming_me(actor, own_duties(actor)).filter(Q(("names_me", True)))
    else:
        duties = living(duties_visible_to(actor).filter(organisation=organisation))
    open_ones = duties.filter(state__in=list(OPEN)).exclude(
        occurrence__to_date=None, occurrence__from_date=None
    )
    for duty in worded(open_ones).order_by("occurrence__to_date", "pk"):
        entry = _entry(duty)
        if entry is not None:
            yield entry


def _entry(duty: Duty) -> CalendarEntry | None:
    """On its last day; a term without an end stands on its first one."""
    occurrence = duty.occurrence
    day = occurrence.to_date or occurrence.from_date
    title = str(getattr(duty, "title", "") or "")
    if day is None or not title:
        return None
    number = str(getattr(duty, "number", "") or "")
    return CalendarEntry(
        uid=f"duty-{duty.pk}@nastavnik",
        summary=f"Срок: {number} {title}".replace("  ", " "),
        start=day,
        description=f"Дорожная карта «{occurrence.line.roadmap.title}»",
        url=reverse("roadmaps:duty_view", args=[duty.pk]),
        categories=("Дорожная карта",),
        alarm_days=_AHEAD,
    )
