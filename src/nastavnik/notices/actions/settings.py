"""What holds for others: days of the calendar, ladders of reminders."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.notices.models import CalendarDay, LadderSettings
from nastavnik.notices.permissions.settings import check_can_edit_calendar, check_can_set_ladder
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.reminders import Ladder, bad_ladder
from nastavnik.rulebook.workdays import is_working_day


@transaction.atomic
def mark_day(*, by: Actor, day: date, is_working: bool, words: str) -> CalendarDay:
    """Marks a day of the whole house as working or off and records it; a mark of the same day is replaced.

    Refused where the calendar says the same already.
    """
    check_can_edit_calendar(by)
    if is_working_day(day) is is_working:
        state = "рабочий" if is_working else "нерабочий"
        raise Refused(f"{long_date(day)} и так {state} день: отмечать его не нужно.", field="date")
    marked, _ = CalendarDay.objects.update_or_create(
        date=day, defaults={"is_working": is_working, "words": words}
    )
    record(by=by, verb="mark_day", obj=marked)
    return marked


@transaction.atomic
def unmark_day(*, by: Actor, day: CalendarDay) -> None:
    """Takes a mark away, so that the calendar decides again, and records it."""
    check_can_edit_calendar(by)
    record(by=by, verb="unmark_day", obj=day)
    day.delete()


@transaction.atomic
def set_ladder(*, by: Actor, node: Organisation, ladder: Ladder) -> LadderSettings:
    """Writes when this node, and whoever stands below without a ladder of his own, is reminded; records it.

    Refused where a number of days is out of bounds or nothing would ever be told.
    """
    check_can_set_ladder(by, node)
    wrong = bad_ladder(ladder)
    if wrong:
        raise Refused(wrong)
    written, _ = LadderSettings.objects.update_or_create(
        node=node,
        defaults={
            "before": sorted(set(ladder.before), reverse=True),
            "on_the_day": ladder.on_the_day,
            "after": sorted(set(ladder.after)),
            "superior_after": ladder.superior_after,
        },
    )
    record(by=by, verb="set_ladder", obj=written, institution_id=node.pk)
    return written


@transaction.atomic
def drop_ladder(*, by: Actor, node: Organisation) -> None:
    """Gives up a ladder of one's own: the one from above holds again. Records it."""
    check_can_set_ladder(by, node)
    LadderSettings.objects.filter(node=node).delete()
    record(by=by, verb="drop_ladder", institution_id=node.pk)
