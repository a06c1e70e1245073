"""Special categories: of one person, and everybody who has a mark; each opening is journalled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb, Empty
from nastavnik.kit.pages import Filter, FormPage, ListPage
from nastavnik.kit.pages.rows import Slice
from nastavnik.kit.tables import Column
from nastavnik.registry.actions.special import (
    mark_special_categories,
    open_special_list,
    open_special_marks,
)
from nastavnik.registry.forms.people import SpecialForm
from nastavnik.registry.models import Person
from nastavnik.registry.permissions.special import check_can_mark_special, check_can_view_special
from nastavnik.registry.queries.people import full_name_of, people_found, people_visible_to
from nastavnik.registry.queries.special import (
    counts_by_category,
    marks_by_person,
    people_in_category,
    people_with_marks,
    special_categories,
)
from nastavnik.registry.views.consents import card_url, person_crumbs
from nastavnik.rulebook.roles import Right


@dataclass(frozen=True)
class MarkedPerson:
    """One person of the list with the neutral marks."""

    person: Person
    marks: tuple[str, ...]

    @property
    def pk(self) -> int:
        """The key of the person."""
        return self.person.pk


class SpecialEdit(FormPage):
    """Categories of one person, in words, for the few who may know."""

    permission = Right.SPECIAL_VIEW
    section = "participants"
    title = "Особые категории"
    form_class = SpecialForm

    def load(self) -> None:
        """The person, of those whom this actor sees; that the marks were opened is written into the journal."""
        self.person: Person = get_object_or_404(people_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_view_special(self.actor, self.person)
        check_can_mark_special(self.actor, self.person)
        self.marks = open_special_marks(by=self.actor, person=self.person)

    def lead(self) -> str:
        """Whose, and who else knows."""
        return (
            f"{full_name_of(self.person).full}. Отмечайте, только если на это есть отдельное письменное согласие. "
            "Каждое открытие этой страницы записывается в журнал."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return person_crumbs(self.person)

    def initial(self) -> dict[str, Any]:
        """What is marked."""
        return {"categories": [mark.category_id for mark in self.marks]}

    def form_options(self) -> dict[str, Any]:
        """The dictionary."""
        return {"choices": [(one.pk, f"{one.mark} — {one.label}") for one in special_categories()]}

    def perform(self, form: SpecialForm) -> str:
        """Writes the marks."""
        codes = form.cleaned_data["categories"]
        changed = mark_special_categories(by=self.actor, person=self.person, codes=codes)
        self.say("Особые категории записаны." if changed else "Ничего не изменилось.")
        return card_url(self.person)


class SpecialList(ListPage):
    """Everybody who has a mark: marks instead of words, numbers in the filter."""

    permission = Right.SPECIAL_VIEW
    section = "participants"
    title = "Особые категории"
    search_label = "Фамилия, имя или отчество"
    counted_as = ("человек", "человека", "человек")
    ordering = "name"
    empty = Empty("Ни у кого нет отметок.", "Отметки ставят в карточке участника: «Особые категории».")
    columns = (
        Column(
            "name", "Фамилия Имя Отчество", lambda row: full_name_of(row.person).full,
            link=lambda row: card_url(row.person), sort="sort_name",
        ),
        Column("class_name", "Класс", "person.class_name", sort=("class_key", "sort_name")),
        Column("marks", "Отметки", lambda row: ", ".join(row.marks)),
    )  # fmt: skip
    filters = (
        Filter(
            "category", "категория", lambda page: page.category_choices, people_in_category, any_label="любая"
        ),
    )

    def load(self) -> None:
        """That the list was opened is written into the journal of each institution."""
        for node in sorted(self.actor.people):
            if self.actor.may(Right.SPECIAL_VIEW, node):
                open_special_list(by=self.actor, institution_id=node)

    def lead(self) -> str:
        """Who sees it."""
        return "Страницу видят только куратор и педагог-психолог. Каждое открытие записывается в журнал."

    def crumbs(self) -> list[Crumb]:
        """Up to those who take part."""
        return [Crumb("Участники", reverse("mentoring:participant_list"))]

    @cached_property
    def category_choices(self) -> list[tuple[str, str]]:
        """Categories that occur, each with its number."""
        counts = counts_by_category(self.actor)
        known = [one for one in special_categories() if one.pk in counts]
        return [(one.pk, f"{one.mark}, {one.label}: {counts[one.pk]}") for one in known]

    def rows(self) -> Any:
        """People with a mark in the actor's sight."""
        return people_with_marks(self.actor)

    def search(self, rows: Any, text: str) -> Any:
        """By any parts of the name."""
        return people_found(rows, text)

    @cached_property
    def slice(self) -> Slice:
        """The page of people with their marks."""
        found: Slice = super().slice
        marks = marks_by_person(self.actor, found.rows)
        return replace(found, rows=[MarkedPerson(one, tuple(marks.get(one.pk, ()))) for one in found.rows])
