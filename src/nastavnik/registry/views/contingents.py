"""The page of the contingent: how many children of each age an institution teaches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.shortcuts import get_object_or_404

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import FormPage
from nastavnik.kit.pages.cards import TabView
from nastavnik.registry.actions.organisations import set_contingent
from nastavnik.registry.forms.contingents import AGES, COUNTED_FROM, ContingentForm
from nastavnik.registry.models import Organisation
from nastavnik.registry.permissions.organisations import check_can_set_contingent
from nastavnik.registry.queries.organisations import contingents_of, organisations_visible_to
from nastavnik.registry.views.organisations import card_url
from nastavnik.rulebook.numbers import number
from nastavnik.rulebook.roles import Right

YEARS_BACK = 2


class ContingentEdit(FormPage):
    """How many children of each age the institution teaches in a reporting year."""

    permission = Right.CONTINGENT_EDIT
    section = "organisations"
    template_name = "registry/contingent.html"
    form_class = ContingentForm
    submit_label = "Записать контингент"

    def load(self) -> None:
        """The institution through the actor's sight, and the reporting year of the address."""
        institutions = organisations_visible_to(self.actor).filter(level=Organisation.Level.INSTITUTION)
        self.node = get_object_or_404(institutions, pk=self.kwargs["pk"])
        check_can_set_contingent(self.actor, self.node)
        self.known_years = [self.today.year - back for back in range(YEARS_BACK, -1, -1)]
        wanted = self.request.GET.get("year", "")
        self.year = next((year for year in self.known_years if str(year) == wanted), self.today.year)

    def heading(self) -> str:
        """Which year is stated."""
        return f"Контингент за {self.year} год"

    def lead(self) -> str:
        """What the numbers are for."""
        return (
            f"{self.node.short_name}: сколько детей каждого возраста обучается. "
            "От этих чисел считается доля детей, вошедших в программы."
        )

    def crumbs(self) -> list[Crumb]:
        """The organisation."""
        return [Crumb(self.node.short_name, card_url(self.node))]

    def year_tabs(self) -> list[TabView]:
        """Reporting years to choose from."""
        path = self.request.path
        return [
            TabView(f"{year}", f"{path}?year={year}", year == self.year, None) for year in self.known_years
        ]

    def initial(self) -> Mapping[str, Any]:
        """What was stated before."""
        return {f"age_{age}": children for age, children in contingents_of(self.node, self.year).items()}

    def perform(self, form: ContingentForm) -> str:
        """Writes the numbers and says their sum."""
        children = form.children
        set_contingent(by=self.actor, institution=self.node, year=self.year, children=children)
        counted = sum(children[age] for age in AGES if age >= COUNTED_FROM)
        self.say(
            f"Контингент за {self.year} год записан: всего {number(sum(children.values()))}, "
            f"из них от 10 до 19 лет — {number(counted)}."
        )
        return card_url(self.node)
