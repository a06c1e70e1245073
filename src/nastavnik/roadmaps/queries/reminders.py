"""Whom to remind of what today: only jobs and actions that have checked the right ask this."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from nastavnik.access.models import Grant
from nastavnik.notices.queries.notices import Holder, holders_of
from nastavnik.notices.queries.settings import ladders_in_force
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Duty, Performer
from nastavnik.roadmaps.queries.duties import living, worded
from nastavnik.rulebook.duty_states import OPEN
from nastavnik.rulebook.reminders import FARTHEST, steps_due, term_in_words
from nastavnik.rulebook.roles import Right, Role, roles_with

CATCH_UP = timedelta(days=3)
"""A step that the job missed is told so many days later, and no more: an old plan loaded today reminds of nothing."""
_VIEWING = roles_with(Right.ROADMAPS_VIEW)
_REPORTING = [role.value for role in roles_with(Right.ROADMAPS_REPORT)]


@dataclass(frozen=True)
class Told:
    """One step of one duty: what is said, the mark by which it is remembered, whether the superior is told."""

    duty: Duty
    mark: str
    words: str
    to_superior: bool
    is_late: bool


def due_today(today: date) -> dict[int, list[Told]]:
    """Steps to be told today of every open duty, by organisation, the nearest term first."""
    near = (today - timedelta(days=FARTHEST) - CATCH_UP, today + timedelta(days=FARTHEST))
    duties = worded(
        living(
            Duty.objects.filter(
                state__in=list(OPEN), occurrence__to_date__range=near, organisation__closed_date=None
            )
        )
    )
    rows: list[Any] = list(
        duties.select_related("occurrence__line", "organisation").order_by("occurrence__to_date", "pk")
    )
    ladders = ladders_in_force({duty.organisation_id for duty in rows})
    found: dict[int, list[Told]] = {}
    for duty in rows:
        due = duty.occurrence.to_date
        if due is None:
            continue
        known = [mark.partition(":")[2] for mark in duty.told if mark.startswith(f"{due}:")]
        ladder = ladders[duty.organisation_id].ladder
        for step in steps_due(
            due=due, today=today, is_open=True, ladder=ladder, told=known, since=today - CATCH_UP
        ):
            said = f"{duty.title} ({due:%d.%m.%Y}, {term_in_words(due, today)})"
            told = Told(duty, f"{due}:{step.code}", said, step.to_superior, due < today)
            found.setdefault(duty.organisation_id, []).append(told)
    return found


def those_who_report(organisation_ids: Collection[int], today: date) -> dict[int, list[int]]:
    """Accounts of those who hold a role that reports at each of the organisations itself, in one query."""
    return _holders(organisation_ids, _REPORTING, today)


def those_named(duties: Collection[tuple[int, int]], today: date) -> dict[tuple[int, int], list[int]]:
    """For rows and organisations (line, organisation) the accounts that the row names there, in two queries.

    An account is named by itself or by the post that it holds; it has to work in that very organisation and to see
    road maps there, or it could open nothing.
    """
    bound = Performer.objects.filter(
        line_id__in={line for line, _ in duties}, name__kind__in=["account", "post"]
    )
    named: dict[int, list[tuple[int | None, str, int]]] = {}
    for line, account, role, owner in bound.order_by("line_id", "position").values_list(
        "line_id", "name__account_id", "name__role", "name__owner_id"
    ):
        named.setdefault(line, []).append((account, role, owner))
    if not named:
        return {}
    held: dict[int, list[Holder]] = {}
    for holder in holders_of({node for _, node in duties}, _VIEWING, today):
        held.setdefault(holder.node_id, []).append(holder)
    found: dict[tuple[int, int], list[int]] = {}
    for line, node in duties:
        meant = [
            holder.account_id
            for holder in held.get(node, ())
            for account, role, owner in named.get(line, ())
            if holder.account_id == account or (owner == node and role and holder.role == role)
        ]
        if meant:
            found[line, node] = list(dict.fromkeys(meant))
    return found


def superiors_of(organisation_ids: Collection[int], today: date) -> dict[int, tuple[int, list[int]]]:
    """For each organisation the nearest node above it and the accounts of those who run that node."""
    nodes = Organisation.objects.filter(pk__in=list(organisation_ids), parent__isnull=False)
    parents = dict(nodes.values_list("pk", "parent_id"))
    curators = [Role.MUNICIPAL_CURATOR.value, Role.REGIONAL_OPERATOR.value]
    people = _holders(set(parents.values()), curators, today)
    return {node: (above, people[above]) for node, above in parents.items() if above in people}


def _holders(organisation_ids: Collection[int], roles: list[str], today: date) -> dict[int, list[int]]:
    held = Grant.objects.filter(
        Q(to_date=None) | Q(to_date__gte=today),
        node_id__in=list(organisation_ids),
        role__in=roles,
        from_date__lte=today,
        account__is_active=True,
    )
    found: dict[int, list[int]] = {}
    for node, account in held.order_by("node_id", "account_id").values_list("node_id", "account_id"):
        if account not in found.setdefault(node, []):
            found[node].append(account)
    return found
