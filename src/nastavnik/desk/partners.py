"""What awaits a partner's responsible employee, and a curator to whom partners propose mentors."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from nastavnik.access.actors import AccountActor
from nastavnik.kit.components import Action, Task
from nastavnik.mentoring.queries.nominees import needs_for_partners, nominees_waiting
from nastavnik.mentoring.views.own_partners import own_partner_url
from nastavnik.registry.queries.partners import partners_answered_for
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

_NEEDS = ("запрос", "запроса", "запросов")
_NOMINEES = ("наставника", "наставников", "наставников")


def own_partner_tasks(actor: AccountActor, today: date) -> list[Task]:
    """How many requests wait for the mentors of each partner; two queries for whoever answers for one, none for others."""
    if not actor.partners:
        return []
    waiting: dict[int, int] = {}
    for need in needs_for_partners(today):
        waiting[need.partner_id] = waiting.get(need.partner_id, 0) + need.number
    return [
        Task(
            f"Организации ждут наставников от партнёров: {counted(waiting[partner.pk], _NEEDS)} по темам",
            Action("Показать", own_partner_url(partner.pk)),
            who=partner.name,
        )
        for partner in partners_answered_for(actor)
        if partner.pk in waiting
    ]


def nominee_tasks(actor: AccountActor) -> list[Task]:
    """One line for all mentors about whom the curator has to decide; one query."""
    if not actor.may(Right.PEOPLE_EDIT):
        return []
    number = nominees_waiting(actor).count()
    if not number:
        return []
    url = f"{reverse('mentoring:nominee_list')}?state=waiting"
    return [Task(f"Партнёры предложили {counted(number, _NOMINEES)}: примите решение", Action("Решить", url))]
