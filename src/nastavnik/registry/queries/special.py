"""Everything read of special categories, within the right to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Person, SpecialCategory, SpecialMark
from nastavnik.registry.queries.people import in_sight, people_visible_to
from nastavnik.rulebook.roles import Right

FEW = 5
"""A total under this is not printed for those who may not see the marks: it could tell who is meant."""


@dataclass(frozen=True)
class SpecialTotal:
    """How many participants of several institutions belong to a category."""

    category: SpecialCategory
    people: int

    @property
    def shown(self) -> str:
        """The total in words: small ones are hidden."""
        return f"менее {FEW}" if 0 < self.people < FEW else str(self.people)


def special_marks_visible_to(actor: Actor) -> QuerySet[SpecialMark]:
    """Marks in the institutions where the actor holds the right to them."""
    allowed = [node for node in actor.people if actor.may(Right.SPECIAL_VIEW, node)]
    return SpecialMark.objects.filter(in_sight(actor), institution_id__in=allowed)


def marks_of(actor: Actor, person: Person) -> list[SpecialMark]:
    """Marks of one person in the order of the dictionary."""
    marks = special_marks_visible_to(actor).filter(person=person).select_related("category")
    return list(marks.order_by("category__position"))


def special_categories() -> list[SpecialCategory]:
    """The dictionary in its order."""
    return list(SpecialCategory.objects.order_by("position", "mark"))


def people_with_marks(actor: Actor) -> QuerySet[Person]:
    """People of whom a mark in the actor's sight exists."""
    marked = special_marks_visible_to(actor).filter(person=OuterRef("pk"))
    return people_visible_to(actor).filter(Exists(marked))


def people_in_category(people: QuerySet[Person], code: str) -> QuerySet[Person]:
    """Those of the people who belong to one category."""
    return people.filter(Exists(SpecialMark.objects.filter(person=OuterRef("pk"), category_id=code)))


def marks_by_person(actor: Actor, people: Collection[Person]) -> dict[int, list[str]]:
    """Neutral marks of several people («К-1»), in one query."""
    found: dict[int, list[str]] = {}
    marks = special_marks_visible_to(actor).filter(person__in=[person.pk for person in people])
    rows = marks.order_by("category__position").values_list("person_id", "category__mark")
    for person_id, mark in rows:
        found.setdefault(person_id, []).append(mark)
    return found


def counts_by_category(actor: Actor) -> dict[str, int]:
    """How many marks of each category are in the actor's sight, by codes."""
    marks = special_marks_visible_to(actor).order_by()
    return dict(marks.values_list("category_id").annotate(people=Count("pk")))


def special_totals(institution_ids: Collection[int]) -> list[SpecialTotal]:
    """Totals of the institutions by category, for reports: in two queries, without anybody's mark being read."""
    sums: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute("select category_id, people from registry_special_totals(%s)", [list(institution_ids)])
        for code, people in cursor.fetchall():
            sums[code] = sums.get(code, 0) + people
    return [SpecialTotal(one, sums[one.pk]) for one in special_categories() if one.pk in sums] if sums else []
