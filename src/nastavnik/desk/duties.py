"""What road maps ask of whoever signed in: overdue, due soon, offered as done; of a territory who is late."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from nastavnik.access.actors import AccountActor
from nastavnik.kit.components import Action, Task
from nastavnik.roadmaps.queries.cascade import roadmaps_changed_above
from nastavnik.roadmaps.queries.duties import OVERDUE, duties_for_desk
from nastavnik.roadmaps.queries.rollup import late_below
from nastavnik.roadmaps.views.duty_shown import named, url_of
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

SHOWN = 5
_MEASURES = ("мероприятие", "мероприятия", "мероприятий")
_ROWS = ("строка", "строки", "строк")
_ORGANISATIONS = ("организация просрочила", "организации просрочили", "организаций просрочили")


def duty_tasks(actor: AccountActor, today: date) -> list[Task]:
    """A line for each of the nearest, one for the rest, one for each road map with which somebody below is late.

    Three queries: whoever reports for an organisation sees all of its duties, others those that name them.
    """
    if not actor.may(Right.ROADMAPS_VIEW):
        return []
    found = duties_for_desk(actor, today)
    tasks = [_task(duty) for duty in found[:SHOWN]]
    if len(found) > SHOWN:
        show = Action("Показать", reverse("roadmaps:duty_mine"))
        more = counted(len(found) - SHOWN, _MEASURES)
        tasks.append(Task(f"Дорожная карта: ещё {more} с близким или прошедшим сроком", show))
    return tasks + _changed_above(actor) + _late(actor, today)


def _task(duty: Any) -> Task:
    words = named(duty.number, duty.title)
    roadmap = duty.occurrence.line.roadmap.title
    if duty.offered_at:
        accept = Action(
            "Отметить выполненным", reverse("roadmaps:duty_accept", args=[duty.pk]), method="post"
        )
        who = f"{words}. {duty.offered_words}"
        return Task(
            "Похоже, мероприятие выполнено", accept, who=who, due=duty.occurrence.to_date, url=url_of(duty)
        )
    text = "Просрочено мероприятие" if duty.urgency == OVERDUE else "Скоро срок мероприятия"
    action = Action("Открыть", url_of(duty))
    return Task(text, action, who=f"{words}. {roadmap}", due=duty.occurrence.to_date)


def _changed_above(actor: AccountActor) -> list[Task]:
    """A line for each own map whose map above has rows to decide about; one query where nothing has changed."""
    if not actor.may(Right.ROADMAPS_EDIT):
        return []
    return [
        Task(
            f"Карта выше изменилась: {counted(number, _ROWS)}",
            Action("Решить", reverse("roadmaps:changes_view", args=[roadmap.pk])),
            who=roadmap.title,
        )
        for roadmap, number in roadmaps_changed_above(actor)
    ]


def _late(actor: AccountActor, today: date) -> list[Task]:
    own = [node for node in actor.nodes if actor.may(Right.ROADMAPS_REPORT, node)]
    if not own or not actor.figures - actor.nodes:
        return []
    return [
        Task(
            f"{counted(number, _ORGANISATIONS)} мероприятия дорожной карты",
            Action("Показать", f"{reverse('roadmaps:organisation_progress', args=[pk])}?state=overdue"),
            who=title,
        )
        for pk, title, number in late_below(own, today)
    ]
