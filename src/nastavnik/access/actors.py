"""From an account to an actor: what its grants of today let it see and do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection

from nastavnik.registry.models import Organisation
from nastavnik.rulebook.granting import may_give
from nastavnik.rulebook.roles import ROLES, Right, Role

_ENTERED = 10
"""Columns that `access_enter` gives."""


@dataclass(frozen=True)
class HeldGrant:
    """A role over a node and everything below it, as it stands today."""

    role: Role
    node_id: int
    node_name: str
    node_level: str
    covers: frozenset[int]
    classes: frozenset[str] = frozenset()
    partner_id: int | None = None


@dataclass(frozen=True)
class AccountActor:
    """Somebody who has signed in, with the two sights apart: people, and figures with papers.

    A representative acts for one child: `person_id` is the child's and `guardian_id` says who he is.
    """

    account_id: int | None
    person_id: int | None
    name: str
    grants: tuple[HeldGrant, ...]
    pairs: frozenset[int] = frozenset()
    guardian_id: int | None = None
    # What upper rooms count for the frame of every page: `unread` and the like.
    counts: Mapping[str, int] = field(default_factory=dict, compare=False)

    def may(self, right: str, node_id: int | None = None) -> bool:
        """Whether one of the grants gives the right (over the node, where one is named)."""
        return any(
            right in ROLES[grant.role].rights and (node_id is None or node_id in grant.covers)
            for grant in self.grants
        )

    @cached_property
    def people(self) -> frozenset[int]:
        return self._covered_by("people")

    @cached_property
    def figures(self) -> frozenset[int]:
        return self._covered_by("people", "figures")

    @cached_property
    def nodes(self) -> frozenset[int]:
        return frozenset(grant.node_id for grant in self.grants)

    @cached_property
    def classes_at(self) -> Mapping[int, frozenset[str]]:
        """Institutions of which only some classes are seen: all grants that show people there are a class teacher's."""
        limited: dict[int, frozenset[str]] = {}
        whole: frozenset[int] = frozenset()
        for grant in self.grants:
            if grant.role is Role.CLASS_TEACHER:
                for node in grant.covers:
                    limited[node] = limited.get(node, frozenset()) | grant.classes
            elif Right.PEOPLE_VIEW in ROLES[grant.role].rights:
                whole |= grant.covers
        return {node: classes for node, classes in limited.items() if node not in whole}

    @property
    def classes(self) -> frozenset[str] | None:
        """All classes to which sight is limited somewhere; None where it is limited nowhere."""
        return frozenset().union(*self.classes_at.values()) if self.classes_at else None

    @cached_property
    def partners(self) -> Mapping[int, frozenset[int]]:
        """Partners for whom this account answers, with the organisations before which it does."""
        found: dict[int, frozenset[int]] = {}
        for grant in self.grants:
            if grant.role is Role.PARTNER_RESPONSIBLE and grant.partner_id is not None:
                found[grant.partner_id] = found.get(grant.partner_id, frozenset()) | grant.covers
        return found

    def holds(self, role: Role) -> bool:
        """Whether one of the grants of today gives the role."""
        return any(grant.role is role for grant in self.grants)

    def may_give(self, role: Role, node: Organisation) -> bool:
        """Whether one of the grants lets the actor give this role over the node."""
        return any(
            node.pk in grant.covers and may_give(grant.role, role, node.level) for grant in self.grants
        )

    @property
    def home(self) -> HeldGrant | None:
        """The grant under which the desk opens: the widest one is given first."""
        return self.grants[0] if self.grants else None

    @property
    def roles_label(self) -> str:
        """Roles in words, each once."""
        return ", ".join(dict.fromkeys(ROLES[grant.role].label for grant in self.grants))

    def _covered_by(self, *sights: str) -> frozenset[int]:
        covered = (grant.covers for grant in self.grants if ROLES[grant.role].sees in sights)
        return frozenset().union(*covered)


# Pairs are known to a room above this one, which says here how to find them.
_pair_sources: list[Callable[[int], frozenset[int]]] = []


def find_pairs_by(source: Callable[[int], frozenset[int]]) -> None:
    """Lets an upper room say in whose pairs a person is (used while the scope is being made)."""
    if source not in _pair_sources:
        _pair_sources.append(source)


# What every page shows as a number is asked with the grants, in the same statement: name and definer function.
_counted: dict[str, str] = {}


def count_for_every_actor(name: str, function: str) -> None:
    """Lets an upper room count something of each account at no statement of its own: `function(account id)` in SQL."""
    _counted[name] = function


def _entered(account_id: int, today: date) -> tuple[list[tuple[Any, ...]], dict[str, int]]:
    """The rows of `access_enter` and what is counted beside them."""
    numbers = ", ".join(f"{function}(%s)" for function in _counted.values())
    beside = f" cross join (select {numbers}) counted" if numbers else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select * from access_enter(%s, %s) entered{beside}",  # noqa: S608  (names of our own functions)
            [account_id, today, *[account_id] * len(_counted)],
        )
        rows = cursor.fetchall()
    values = rows[0][_ENTERED:] if rows else ()
    return [row[:_ENTERED] for row in rows], dict(zip(_counted, values, strict=False))


def actor_of_account(account_id: int, *, today: date) -> AccountActor:
    """The actor that an account is today; grants that are over or not begun give nothing."""
    rows, counts = _entered(account_id, today)
    if not rows:
        return AccountActor(account_id, None, "", ())
    person_id, guardian_id, name = rows[0][:3]
    grants = tuple(
        HeldGrant(Role(role), node_id, node_name, level, frozenset(covers), frozenset(classes), partner_id)
        for _, _, _, role, classes, node_id, node_name, level, covers, partner_id in rows
        if role
    )
    sees_own = person_id and any(ROLES[grant.role].sees == "own" for grant in grants)
    pairs = frozenset().union(*(source(person_id) for source in _pair_sources)) if sees_own else frozenset()
    return AccountActor(account_id, person_id, name, grants, pairs, guardian_id, counts)


def system_actor(name: str, *, role: Role | None = None, over: Organisation | None = None) -> AccountActor:
    """A named actor for commands and jobs that nobody has signed in for.

    It holds nothing, or one role over one node: `system_actor("nastavnik start", role=Role.ADMINISTRATOR, over=root)`
    may give roles over that node. The database lets it write only outside the web's role: inside `scope.working()`.
    """
    if role is None or over is None:
        return AccountActor(None, None, name, ())
    held = HeldGrant(role, over.pk, over.short_name, over.level, frozenset([over.pk]))
    return AccountActor(None, None, name, (held,))
