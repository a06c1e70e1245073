"""What pairs at work ask of the desk: feedback of whoever is in one, requests for help and pressing pairs of a curator."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from nastavnik.access.actors import AccountActor
from nastavnik.kit.components import Action, Task
from nastavnik.mentoring.models import Side
from nastavnik.mentoring.queries.care import helps_awaited
from nastavnik.mentoring.queries.meetings import feedback_awaited_of
from nastavnik.mentoring.queries.pair_work import working_pairs
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.meetings import KINDS, MeetingKind
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.pair_view import WELLBEING_LABELS, Wellbeing
from nastavnik.rulebook.roles import Right

_PAIRS = ("пара", "пары", "пар")


def meeting_tasks(actor: AccountActor) -> list[Task]:
    """What a participant does with his pair: a mentor's way to the record, feedback that is awaited; two queries."""
    tasks, seen = [], set()
    for row in feedback_awaited_of(actor):
        key = (row.meeting.gathering if row.side == Side.MENTOR else None) or row.meeting_id
        if key not in seen:
            seen.add(key)
            url = reverse("mentoring:own_feedback", args=[row.pk])
            text = f"Как прошла встреча {short_date(row.meeting.held_date)}?"
            tasks.append(Task(text, Action("Ответить", url), who=KINDS[MeetingKind(row.meeting.kind)].label))
    return tasks


def pair_tasks(actor: AccountActor, today: date) -> list[Task]:
    """Requests for help, each on its line; pairs that are silent or doubtful, as numbers. Five queries."""
    nodes = [node for node in actor.people if actor.may(Right.PAIRS_DECIDE, node)]
    if not nodes:
        return []
    tasks = [
        Task(
            "Просит о помощи куратора",
            Action("Открыть", reverse("mentoring:help_finish", args=[one.pk])),
            who=full_name_of(one.person).short,
        )
        for one in helps_awaited(actor, nodes)
    ]
    working = working_pairs(actor, nodes, today)
    url = reverse("mentoring:pairs_at_work")
    for state in (Wellbeing.DOUBTFUL, Wellbeing.SILENT):
        number = sum(one.verdict.state is state for one in working)
        if number:
            text = f"{counted(number, _PAIRS)}: {WELLBEING_LABELS[state]}"
            tasks.append(Task(text, Action("Показать", f"{url}?state={state.value}")))
    return tasks
