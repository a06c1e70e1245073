"""Everything read of organisations and their contingents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import (
    Contingent,
    FormerName,
    Organisation,
    OrganisationFlag,
    OrganisationKind,
)
from nastavnik.rulebook.roles import Right


def organisations_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Organisations whose figures and papers the actor sees; closed ones too."""
    return Organisation.objects.filter(pk__in=actor.figures)


def organisations_at_work(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Those of the organisations that have not been closed."""
    return organisations.filter(closed_date=None)


def institutions_open_in(organisations: QuerySet[Organisation], year: int) -> QuerySet[Organisation]:
    """Institutions that worked on any day of a calendar year."""
    return organisations.filter(
        Q(opened_date=None) | Q(opened_date__lte=date(year, 12, 31)),
        Q(closed_date=None) | Q(closed_date__gt=date(year, 1, 1)),
        level=Organisation.Level.INSTITUTION,
    )


def places_for(actor: Actor) -> list[Organisation]:
    """Territories at work under which the actor may put a node, in the order of the tree."""
    territories = organisations_at_work(organisations_visible_to(actor)).exclude(
        level=Organisation.Level.INSTITUTION
    )
    return [node for node in in_tree_order(territories) if actor.may(Right.ORGANISATIONS_EDIT, node.pk)]


def possible_successors(actor: Actor, organisation: Organisation) -> list[Organisation]:
    """Institutions at work to which the actor may join another one, by name."""
    found = organisations_at_work(organisations_visible_to(actor)).filter(
        level=Organisation.Level.INSTITUTION
    )
    listed = found.exclude(pk=organisation.pk).select_related("parent").order_by("short_name", "pk")
    return [node for node in listed if actor.may(Right.ORGANISATIONS_EDIT, node.pk)]


def kinds() -> list[OrganisationKind]:
    """The dictionary of kinds, in its order."""
    return list(OrganisationKind.objects.order_by("position", "label"))


def flags() -> list[OrganisationFlag]:
    """The dictionary of flags, in its order."""
    return list(OrganisationFlag.objects.order_by("position", "label"))


@dataclass(frozen=True)
class DictionaryRow:
    """An entry of a dictionary with the number of organisations in sight that use it."""

    dictionary: str
    code: str
    label: str
    used: int


def dictionary_rows(actor: Actor) -> list[DictionaryRow]:
    """Kinds, then flags, each in its order, in three queries."""
    used: dict[tuple[str, str], int] = {}
    at_work = organisations_at_work(organisations_visible_to(actor))
    for kind_id, codes in at_work.values_list("kind_id", "flags"):
        for key in [("kind", kind_id), *(("flag", code) for code in codes)]:
            used[key] = used.get(key, 0) + 1
    entries = [("kind", kind.pk, kind.label) for kind in kinds()]
    entries += [("flag", flag.pk, flag.label) for flag in flags()]
    return [DictionaryRow(name, code, label, used.get((name, code), 0)) for name, code, label in entries]


def former_names_of(organisation: Organisation) -> list[FormerName]:
    """Names that the organisation had, the latest first."""
    return list(FormerName.objects.filter(organisation=organisation).order_by("-until_date"))


def name_on(organisation: Organisation, day: date) -> tuple[str, str]:
    """The short and the full name that the organisation had on a day."""
    former = (
        FormerName.objects.filter(organisation=organisation, until_date__gt=day)
        .order_by("until_date")
        .first()
    )
    named = former or organisation
    return named.short_name, named.full_name


def institutions_under(actor: Actor, node: Organisation) -> list[int]:
    """Ids of the institutions in sight at or under a node, closed ones too; in one query."""
    found, waiting = [], [node.pk]
    below: dict[int | None, list[tuple[int, str]]] = {}
    for pk, parent, level in organisations_visible_to(actor).values_list("pk", "parent_id", "level"):
        below.setdefault(parent, []).append((pk, level))
        if pk == node.pk and level == Organisation.Level.INSTITUTION:
            found.append(pk)
    while waiting:
        for pk, level in below.get(waiting.pop(), []):
            waiting.append(pk)
            found += [pk] if level == Organisation.Level.INSTITUTION else []
    return found


def ancestors_of(node_ids: Iterable[int]) -> frozenset[int]:
    """Ids of everything above the nodes, up to the roots, without the nodes; a query for each level of the tree."""
    above: set[int] = set()
    waiting = set(node_ids)
    while waiting:
        found = Organisation.objects.filter(pk__in=waiting, parent__isnull=False)
        waiting = set(found.values_list("parent_id", flat=True)) - above
        above |= waiting
    return frozenset(above)


def in_tree_order(nodes: Iterable[Organisation]) -> list[Organisation]:
    """Nodes, each right under the one above it, brothers by name; one whose parent is not among them is a top."""
    by_id = {node.pk: node for node in nodes}
    below: dict[int | None, list[Organisation]] = {}
    for node in sorted(by_id.values(), key=lambda node: (node.short_name.lower().replace("ё", "е"), node.pk)):
        below.setdefault(node.parent_id if node.parent_id in by_id else None, []).append(node)
    found: list[Organisation] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += below.get(node.pk, [])[::-1]
    return found


def institutions_with_contingent(institution_ids: Iterable[int], year: int) -> frozenset[int]:
    """Which of the institutions stated their contingent for a reporting year."""
    stated = Contingent.objects.filter(institution_id__in=list(institution_ids), year=year)
    return frozenset(stated.values_list("institution_id", flat=True).distinct())


def contingents_of(institution: Organisation, year: int) -> dict[int, int]:
    """Children by single years of age, as the institution stated them for a reporting year."""
    return dict(
        Contingent.objects.filter(institution=institution, year=year)
        .order_by("age")
        .values_list("age", "children")
    )


def has_organisations() -> bool:
    """Whether the base has begun: there is a root at least."""
    return Organisation.objects.exists()
