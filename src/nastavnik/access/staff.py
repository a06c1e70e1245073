"""Who runs an organisation: names and posts of heads and curators for those who see its figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Organisation
from nastavnik.registry.tellings import Told
from nastavnik.rulebook.roles import Role

_CURATORS = (Role.CURATOR, Role.MUNICIPAL_CURATOR, Role.REGIONAL_OPERATOR)


@dataclass(frozen=True)
class StaffMember:
    """An adult who holds a role over an organisation today."""

    node_id: int
    role: Role
    name: str
    post: str


def staff_of(organisation_ids: Collection[int], today: date) -> dict[int, list[StaffMember]]:
    """Heads and curators of the organisations that the actor of the scope sees, in one query."""
    found: dict[int, list[StaffMember]] = {}
    with connection.cursor() as cursor:
        cursor.execute("select * from access_staff_of(%s, %s)", [list(organisation_ids), today])
        for node_id, role, name, post in cursor.fetchall():
            member = StaffMember(node_id, Role(role), name, post)
            found.setdefault(node_id, []).append(member)
    return found


def told_curators(actor: Actor, organisations: Collection[Organisation], today: date) -> Mapping[int, Told]:
    """The curator of each organisation, or that an institution has none."""
    known = staff_of([node.pk for node in organisations], today)
    told = {}
    for node in organisations:
        curators = [member for member in known.get(node.pk, []) if member.role in _CURATORS]
        if curators:
            names = ", ".join(dict.fromkeys(member.name for member in curators))
            told[node.pk] = Told(names, note=curators[0].post if len(curators) == 1 else "")
        elif node.level == Organisation.Level.INSTITUTION and not node.is_closed:
            told[node.pk] = Told("куратор\u00a0не назначен", is_lacking=True)
    return told
