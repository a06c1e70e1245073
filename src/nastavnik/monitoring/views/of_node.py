"""What pages about a node share: the node through the actor's sight, the year, the way up."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import Page
from nastavnik.kit.pages.cards import TabView
from nastavnik.monitoring import showing
from nastavnik.monitoring.permissions import check_can_view_figures
from nastavnik.monitoring.queries.indicators import flag_choices, indicators_of, line_up, nodes_visible_to
from nastavnik.registry.models import Organisation

YEARS_BACK = 2


def list_url(node: Organisation, year: int) -> str:
    """All indicators of a node."""
    return f"{reverse('monitoring:node_figures', args=[node.pk])}?year={year}"


class OfNode(Page):
    """A page about the numbers of one node in one reporting year."""

    abstract = True
    section = "figures"

    def load(self) -> None:
        """The node through the actor's sight, and the year of the address."""
        self.node = self.wanted_node()
        check_can_view_figures(self.actor, self.node)
        wanted = str(self.kwargs.get("year", self.request.GET.get("year", "")))
        self.year = showing.year_wanted(wanted, self.today.year)

    def wanted_node(self) -> Organisation:
        """The node of the address."""
        return get_object_or_404(nodes_visible_to(self.actor), pk=self.kwargs["node"])

    @property
    def is_institution(self) -> bool:
        """Whether the node is an organisation with people of its own."""
        return self.node.level == Organisation.Level.INSTITUTION

    def url_of(self, node: Organisation, year: int | None = None) -> str:
        """The same page of another node or year."""
        raise NotImplementedError

    def crumbs(self) -> list[Crumb]:
        """The way up, to nodes whose figures the actor sees."""
        above = [node for node in line_up(self.node)[1:] if node.pk in self.actor.figures]
        return [Crumb(node.short_name, self.url_of(node)) for node in reversed(above)]

    def year_tabs(self) -> list[TabView]:
        """Reporting years to switch between: this one, two before it, and the one that is open."""
        this = self.today.year
        years = sorted({self.year, *range(this - YEARS_BACK, this + 1)})
        return [
            TabView(self.year_label(year), self.url_of(self.node, year), year == self.year, None)
            for year in years
        ]

    def year_label(self, year: int) -> str:
        """A reporting year on its tab."""
        return f"{year}"

    def parts_word(self, parts: list[Organisation]) -> str:
        """What the nodes under this one are."""
        levels = {node.level for node in parts}
        return "Муниципалитеты" if levels == {Organisation.Level.MUNICIPALITY} else "Организации"


class Flagged(OfNode):
    """A page whose numbers may be those of institutions with one flag only: rural ones, say."""

    abstract = True

    def load(self) -> None:
        """Also the flag of the address; one that is none is ignored."""
        super().load()
        self.flags = flag_choices()
        wanted = self.request.GET.get("flag", "")
        self.flag = wanted if wanted in dict(self.flags) else ""


class OfIndicator(OfNode):
    """A page about one indicator of one node in one reporting year."""

    abstract = True

    def load(self) -> None:
        """Also the indicator, of those that are counted at the node."""
        super().load()
        self.indicator = get_object_or_404(indicators_of(self.actor, self.node), pk=self.kwargs["code"])

    @property
    def rule_year(self) -> str:
        """The reporting year in words: «2026 год», «2026/2027 учебный год»."""
        return showing.year_words(self.indicator, self.year)

    def year_label(self, year: int) -> str:
        """A school year stands as «2026/2027»."""
        return showing.year_label(self.indicator, year)

    def url_of(self, node: Organisation, year: int | None = None) -> str:
        """The same figure of another node or year; where it is not counted, all figures of the node."""
        year = year or self.year
        owner = self.indicator.owner_id
        if owner is not None and owner not in {above.pk for above in line_up(node)}:
            return list_url(node, year)
        return showing.figure_url(node.pk, self.indicator.code, year)
