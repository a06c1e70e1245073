"""The names behind a number, for the staff of the institution itself."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from nastavnik.kit.components import Crumb, Empty, State
from nastavnik.kit.pages import Filter, ListPage
from nastavnik.kit.tables import Column
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.monitoring.actions.names import open_names
from nastavnik.monitoring.permissions import check_can_open_names
from nastavnik.monitoring.queries.names import Entrant
from nastavnik.monitoring.showing import names_url
from nastavnik.monitoring.views.of_node import OfIndicator
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.indicators import Standing
from nastavnik.rulebook.roles import Right

STATES = {
    Standing.COUNTED: State("в показателе", "good"),
    Standing.UNDATED: State("уточнить дату рождения", "attention"),
    Standing.OUTSIDE: State("другой возраст"),
    Standing.NOT_ENTERED: State("не вошёл в этом году"),
}


def _state(entrant: Entrant) -> State:
    state = STATES[entrant.standing]
    return State(state.word, state.tone, entrant.reason)


def _person_url(entrant: Entrant) -> str:
    return reverse("mentoring:person_view", args=[entrant.person.pk])


def _pair_url(entrant: Entrant) -> str:
    return reverse("mentoring:pair_view", args=[entrant.pair_id])


class NameList(OfIndicator, ListPage):
    """Who counts in the numerator of an institution, and who does not and why; each opening is written down."""

    permission = Right.FIGURES_VIEW
    template_name = "monitoring/figures.html"
    counted_as = ("человек", "человека", "человек")
    search_label = "Фамилия"
    row_key = "person.pk"
    empty = Empty(
        "В парах этой организации никого нет.",
        "Человек входит в показатель, когда его пара начала действовать по приказу.",
    )
    filters = (
        Filter(
            "standing",
            "в показателе",
            [(standing.value, state.word) for standing, state in STATES.items()],
            lambda rows, value: [row for row in rows if row.standing == value],
            any_label="все, кто в парах",
        ),
    )
    columns = (
        Column("name", "Фамилия Имя Отчество", link=_person_url, note=lambda row: standing_of(row.person), sort="name"),
        Column("entered", "Вошёл", kind="date", sort="entered"),
        Column("age", "Возраст в этот день", nowrap=True),
        Column("pair", "Пара", lambda _: "открыть", link=_pair_url),
        Column("state", "В показателе", _state, kind="state"),
    )  # fmt: skip

    def load(self) -> None:
        """Also the people, with the opening in the journal."""
        super().load()
        check_can_open_names(self.actor, self.node)
        self.people = open_names(by=self.actor, indicator=self.indicator, node=self.node, year=self.year)

    def heading(self) -> str:
        """What is opened."""
        return "Кто вошёл в показатель"

    def lead(self) -> str:
        """Of which figure, of which year."""
        return f"{self.node.short_name}, {self.rule_year}. {self.indicator.label}"

    def crumbs(self) -> list[Crumb]:
        """The figure itself."""
        return [*super().crumbs(), Crumb(self.node.short_name, super().url_of(self.node))]

    def url_of(self, node: Organisation, year: int | None = None) -> str:
        """The names of another year; of another node its figure."""
        if node.pk != self.node.pk:
            return super().url_of(node, year)
        return names_url(node.pk, self.indicator.code, year or self.year)

    def rows(self) -> Sequence[Entrant]:
        """Everybody who is in pairs on the counted side."""
        return self.people

    def search(self, rows: Sequence[Entrant], text: str) -> list[Entrant]:
        """Every word occurs in the name; ё and е are the same letter."""
        words = text.lower().replace("ё", "е").split()
        return [row for row in rows if all(word in row.person.sort_name for word in words)]
