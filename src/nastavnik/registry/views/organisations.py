"""Pages of organisations: the tree as a list, a card, the contingent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.journal.queries import lines_about
from nastavnik.kit.components import (
    Action,
    Block,
    Crumb,
    Empty,
    Fact,
    FactsBlock,
    JournalLine,
    Missing,
    State,
)
from nastavnik.kit.pages import SIGNED_IN, CardPage, Filter, FormPage, ListPage
from nastavnik.kit.pages.cards import TabView
from nastavnik.kit.tables import Column, Table
from nastavnik.registry.actions.organisations import set_contingent
from nastavnik.registry.forms.organisations import AGES, COUNTED_FROM, ContingentForm
from nastavnik.registry.models import Organisation
from nastavnik.registry.permissions.organisations import check_can_set_contingent
from nastavnik.registry.queries.organisations import (
    contingents_of,
    in_tree_order,
    institutions_with_contingent,
    organisations_visible_to,
)
from nastavnik.registry.tellings import Told, tellings
from nastavnik.rulebook.numbers import number, years
from nastavnik.rulebook.roles import Right

YEARS_BACK = 2
NOT_STATED = State("контингент не\u00a0указан", "attention")
STATED = State("контингент указан", "good")


def card_url(node: Organisation) -> str:
    """The card of an organisation."""
    return reverse("registry:organisation_view", args=[node.pk])


@dataclass(frozen=True)
class OrganisationLine:
    """One organisation of the list."""

    node: Organisation
    place: str
    url: str
    contingent: State | None
    told: Mapping[str, Told]
    lacks: frozenset[str] = field(default_factory=frozenset)


def _lacking_choices(page: Any) -> list[tuple[str, str]]:
    told = [(telling.key, telling.lacking) for telling in tellings() if telling.in_list and telling.lacking]
    return [("contingent", f"контингента за {page.today.year} год"), *told]


class OrganisationList(ListPage):
    """Organisations under the actor's nodes, in the order of the tree."""

    permission = Right.ORGANISATIONS_VIEW
    section = "organisations"
    title = "Организации"
    search_label = "Название организации"
    counted_as = ("организация", "организации", "организаций")
    empty = Empty("Организаций пока нет.", "Их вносит администратор системы.")
    filters = (
        Filter(
            "level", "уровень", Organisation.Level.choices,
            lambda lines, value: [line for line in lines if line.node.level == value],
        ),
        Filter(
            "lacks", "не хватает", _lacking_choices,
            lambda lines, value: [line for line in lines if value in line.lacks], any_label="не отбирать",
        ),
    )  # fmt: skip

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        """Own columns and one of each thing that upper rooms tell."""
        told = [
            Column(
                one.key,
                one.label,
                f"told.{one.key}.text",
                link=f"told.{one.key}.url",
                note=f"told.{one.key}.note",
            )
            for one in tellings()
            if one.in_list
        ]
        return (
            Column("name", "Организация", "node.short_name", link="url", note="place"),
            *told,
            Column("contingent", f"Контингент за {self.today.year} год", kind="state"),
        )

    def rows(self) -> list[OrganisationLine]:
        """Every organisation that the actor sees, with what is known of each."""
        return self._lines

    @cached_property
    def _lines(self) -> list[OrganisationLine]:
        nodes = list(organisations_visible_to(self.actor))
        by_id = {node.pk: node for node in nodes}
        stated = institutions_with_contingent(by_id, self.today.year)
        told = {one.key: one.tell(self.actor, nodes, self.today) for one in tellings() if one.in_list}
        found = []
        for node in in_tree_order(nodes):
            own = {key: said[node.pk] for key, said in told.items() if node.pk in said}
            lacks = {key for key, said in own.items() if said.is_lacking}
            contingent, above = None, by_id.get(node.parent_id or 0)
            if node.level == Organisation.Level.INSTITUTION:
                contingent = STATED if node.pk in stated else NOT_STATED
                lacks |= set() if node.pk in stated else {"contingent"}
            place = _place(node, above)
            found.append(OrganisationLine(node, place, card_url(node), contingent, own, frozenset(lacks)))
        return found

    def search(self, rows: Sequence[OrganisationLine], text: str) -> list[OrganisationLine]:
        """Every word occurs in the short or the full name; ё and е are the same letter."""
        words = _plain(text).split()
        names = [(line, _plain(f"{line.node.short_name} {line.node.full_name}")) for line in rows]
        return [line for line, name in names if all(word in name for word in words)]


def _place(node: Organisation, above: Organisation | None) -> str:
    """What stands under the name: where an institution is, what else a node is."""
    if node.level == Organisation.Level.INSTITUTION:
        return above.short_name if above else ""
    return str(node.get_level_display())


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")


class OrganisationView(CardPage):
    """One organisation: requisites, what is under it, its contingent and what upper rooms tell of it."""

    permission = SIGNED_IN
    section = "organisations"

    def load(self) -> None:
        """The organisation through the actor's sight, its children and its contingent of this year."""
        visible = organisations_visible_to(self.actor)
        self.node = get_object_or_404(
            visible.select_related("parent__parent__parent", "kind"), pk=self.kwargs["pk"]
        )
        self.is_institution = self.node.level == Organisation.Level.INSTITUTION
        self.children = list(visible.filter(parent=self.node).order_by("short_name", "pk"))
        self.contingent = contingents_of(self.node, self.today.year) if self.is_institution else {}

    def heading(self) -> str:
        """The short name."""
        return self.node.short_name

    def lead(self) -> str:
        """The level and what it is part of."""
        above = f", {self.node.parent.short_name}" if self.node.parent else ""
        return f"{self.node.get_level_display()}{above}"

    def crumbs(self) -> list[Crumb]:
        """The list and the nodes above, where the actor sees them."""
        above: list[Crumb] = []
        node = self.node.parent
        while node is not None and node.pk in self.actor.figures:
            above.insert(0, Crumb(node.short_name, card_url(node)))
            node = node.parent
        if self.actor.may(Right.ORGANISATIONS_VIEW):
            above.insert(0, Crumb("Организации", reverse("registry:organisation_list")))
        return above

    def primary(self) -> Action | None:
        """The contingent, for whoever states it."""
        if not (
            self.is_institution and self.contingent and self.actor.may(Right.CONTINGENT_EDIT, self.node.pk)
        ):
            return None
        return Action("Изменить контингент", self._contingent_url)

    def missing(self) -> list[Missing]:
        """A contingent that nobody stated."""
        if not self.is_institution or self.contingent:
            return []
        action = Action.checked(
            check_can_set_contingent,
            self.actor,
            self.node,
            label="Указать контингент",
            url=self._contingent_url,
        )
        return [
            Missing(
                f"Не указан контингент за {self.today.year} год: без него не посчитать показатели.", action
            )
        ]

    @property
    def _contingent_url(self) -> str:
        return reverse("registry:contingent_edit", args=[self.node.pk])

    def blocks(self) -> list[Block]:
        """Requisites, what is told, what stands under it, the contingent."""
        found: list[Block] = [
            FactsBlock("Реквизиты", facts=self._requisites()),
            *self._told(),
            *self._under(),
        ]
        if self.contingent:
            facts = [Fact(years(age), number(children)) for age, children in self.contingent.items()]
            note = f"Всего обучающихся — {number(sum(self.contingent.values()))}."
            found.append(FactsBlock(f"Контингент за {self.today.year} год", facts=facts, note=note))
        return found

    def _requisites(self) -> list[Fact]:
        node = self.node
        facts = [
            Fact("Полное наименование", node.full_name),
            Fact("Учредитель или вышестоящий орган", node.founder),
        ]
        if node.kind is not None:
            facts.insert(1, Fact("Вид организации", node.kind.label))
        if self.is_institution:
            facts += [
                Fact("Место издания документов", node.place),
                Fact("Руководитель", node.head_name, note=node.head_post if node.head_name else ""),
            ]
        return facts

    def _told(self) -> list[Block]:
        said = [
            (one.label, one.tell(self.actor, [self.node], self.today).get(self.node.pk)) for one in tellings()
        ]
        facts = [Fact(label, told.text, told.url, told.note) for label, told in said if told is not None]
        return [FactsBlock("Наставничество", facts=facts)] if facts else []

    def _under(self) -> list[Block]:
        if not self.children:
            return []
        levels = {child.level for child in self.children}
        title = "Муниципалитеты" if levels == {Organisation.Level.MUNICIPALITY} else "Организации"
        return [Table(title, columns=(Column("short_name", "Название", link=card_url),), rows=self.children)]

    def journal(self) -> list[JournalLine]:
        """What was done with the organisation; only one's own lines say who."""
        mine = self.actor.account_id
        return [
            JournalLine(line.at, "Вы" if line.account_id == mine else "", line.says)
            for line in lines_about(self.actor, self.node)
        ]


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
