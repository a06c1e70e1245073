"""The card of one organisation: requisites, what is under it, its contingent and what upper rooms tell of it."""

from __future__ import annotations

from collections.abc import Callable

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.journal.queries import lines_about
from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Block, Crumb, Fact, FactsBlock, JournalLine, Missing, State
from nastavnik.kit.errors import Denied
from nastavnik.kit.pages import SIGNED_IN, CardPage
from nastavnik.kit.tables import Column, Table
from nastavnik.registry.models import Organisation
from nastavnik.registry.permissions.consents import check_can_write_edition
from nastavnik.registry.permissions.organisations import (
    check_can_add_organisation,
    check_can_edit_organisation,
    check_can_edit_requisites,
    check_can_import_register,
    check_can_reorganise,
    check_can_set_contingent,
)
from nastavnik.registry.queries.organisations import (
    contingents_of,
    flags,
    former_names_of,
    institutions_under,
    organisations_visible_to,
)
from nastavnik.registry.queries.special import special_totals
from nastavnik.registry.tellings import tellings
from nastavnik.registry.views.organisations import card_url, closing_of
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.numbers import number, years
from nastavnik.rulebook.roles import Right


class OrganisationView(CardPage):
    """One organisation: requisites, what is under it, its contingent and what upper rooms tell of it."""

    permission = SIGNED_IN
    section = "organisations"

    def load(self) -> None:
        """The organisation through the actor's sight, its children and its contingent of this year."""
        visible = organisations_visible_to(self.actor)
        self.node = get_object_or_404(
            visible.select_related("parent__parent__parent", "kind", "territory", "successor"),
            pk=self.kwargs["pk"],
        )
        self.is_institution = self.node.level == Organisation.Level.INSTITUTION
        below = list(visible.filter(parent=self.node).order_by("short_name", "pk"))
        self.children = [child for child in below if child.successor_id != self.node.pk]
        self.joined = [child for child in below if child.successor_id == self.node.pk]
        self.contingent = contingents_of(self.node, self.today.year) if self.is_institution else {}

    def heading(self) -> str:
        """The short name."""
        return self.node.short_name

    def lead(self) -> str:
        """The level and what it is part of."""
        above = f", {self.node.parent.short_name}" if self.node.parent else ""
        return f"{self.node.get_level_display()}{above}"

    def state(self) -> State | None:
        """That it does not work any more, since when and who goes on."""
        if not self.node.is_closed:
            return None
        return State("закрыта", "neutral", closing_of(self.node))

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

    def menu(self) -> list[Action]:
        """What may be changed, for those who may change anything of it."""
        node, found = self.node, []
        edits = self.actor.may(Right.ORGANISATIONS_EDIT, node.pk)
        if edits:
            found.append(self._deed(check_can_edit_organisation, "Изменить сведения", "organisation_edit"))
        elif self.actor.may(Right.REQUISITES_EDIT, node.pk):
            found.append(self._deed(check_can_edit_requisites, "Изменить реквизиты", "requisites_edit"))
        if self.is_institution and self.actor.may(Right.TEMPLATES_EDIT, node.pk):
            found.append(self._deed(check_can_write_edition, "Тексты согласий", "edition_list"))
        if edits and not node.is_closed:
            found.append(self._deed(check_can_edit_organisation, "Переименовать", "organisation_rename"))
            found.append(self._deed(check_can_reorganise, "Перенести", "organisation_move"))
            if self.is_institution:
                found.append(self._deed(check_can_reorganise, "Присоединить к другой", "organisation_merge"))
            found.append(self._deed(check_can_reorganise, "Закрыть", "organisation_close"))
            if not self.is_institution:
                url = f"{reverse('registry:organisation_add')}?parent={node.pk}"
                check = (check_can_add_organisation, self.actor, node)
                found.insert(0, Action.checked(*check, label="Добавить организацию", url=url))
        for kind, label in (
            ("organisations", "Загрузить организации"),
            ("contingents", "Загрузить контингент"),
        ):
            if not node.is_closed and _may_import(self.actor, node, kind):
                found.append(Action(label, reverse("registry:register_file", args=[node.pk, kind])))
        if edits and node.is_closed and node.successor_id is None:
            found.append(self._deed(check_can_reorganise, "Открыть снова", "organisation_reopen"))
        return found

    def _deed(self, check: Callable[..., None], label: str, route: str) -> Action:
        url = reverse(f"registry:{route}", args=[self.node.pk])
        return Action.checked(check, self.actor, self.node, label=label, url=url)

    def missing(self) -> list[Missing]:
        """A contingent that nobody stated."""
        if not self.is_institution or self.contingent or self.node.is_closed:
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
            *self._special(),
        ]
        if self.contingent:
            facts = [Fact(years(age), number(children)) for age, children in self.contingent.items()]
            note = f"Всего обучающихся — {number(sum(self.contingent.values()))}."
            found.append(FactsBlock(f"Контингент за {self.today.year} год", facts=facts, note=note))
        return found

    def _requisites(self) -> list[Fact]:
        node = self.node
        labels = {flag.pk: flag.label for flag in flags()} if node.flags else {}
        always = [
            Fact("Полное наименование", node.full_name),
            Fact("Учредитель или вышестоящий орган", node.founder),
        ]
        known = [
            Fact("Вид организации", node.kind.label if node.kind else ""),
            Fact("Признаки", ", ".join(labels.get(code, code) for code in node.flags)),
            Fact("Территория", node.territory.short_name if node.territory else ""),
            Fact("ИНН", node.inn),
            Fact("ОГРН", node.ogrn),
            Fact("Адрес", node.address),
            Fact("Телефон", node.phone),
            Fact("E-mail", node.email),
            Fact("Сайт", node.site),
            Fact("Открыта", long_date(node.opened_date) if node.opened_date else ""),
        ]
        if self.is_institution:
            always += [
                Fact("Место издания документов", node.place),
                Fact("Руководитель", node.head_name, note=node.head_post if node.head_name else ""),
            ]
        return always[:1] + [fact for fact in known if fact.value] + always[1:] + self._former()

    def _former(self) -> list[Fact]:
        return [
            Fact(f"До {long_date(former.until_date)}", former.short_name, note=former.full_name)
            for former in former_names_of(self.node)
        ]

    def _told(self) -> list[Block]:
        said = [
            (one.label, one.tell(self.actor, [self.node], self.today).get(self.node.pk)) for one in tellings()
        ]
        facts = [Fact(label, told.text, told.url, told.note) for label, told in said if told is not None]
        return [FactsBlock("Наставничество", facts=facts)] if facts else []

    def _under(self) -> list[Block]:
        name = Column("short_name", "Название", link=card_url)
        found: list[Block] = []
        if self.children:
            levels = {child.level for child in self.children}
            title = "Муниципалитеты" if levels == {Organisation.Level.MUNICIPALITY} else "Организации"
            closed = Column("state", "", closing_of)
            columns = (name, closed) if any(child.is_closed for child in self.children) else (name,)
            found.append(Table(title, columns=columns, rows=self.children))
        if self.joined:
            joined = (name, Column("closed_date", "С какого дня", kind="date"))
            found.append(Table("Присоединены к ней", columns=joined, rows=self.joined))
        return found

    def _special(self) -> list[Block]:
        """Totals for whoever sees figures: of everything under the node, small ones hidden, nobody named."""
        if not self.actor.may(Right.FIGURES_VIEW, self.node.pk):
            return []
        totals = special_totals(institutions_under(self.actor, self.node))
        facts = [Fact(total.category.label, total.shown) for total in totals]
        note = "Число участников; меньше пяти не показывается."
        return [FactsBlock("Участники особых категорий", facts=facts, note=note)] if facts else []

    def journal(self) -> list[JournalLine]:
        """What was done with the organisation; only one's own lines say who."""
        mine = self.actor.account_id
        return [
            JournalLine(line.at, "Вы" if line.account_id == mine else "", line.says)
            for line in lines_about(self.actor, self.node)
        ]


def _may_import(actor: Actor, node: Organisation, kind: str) -> bool:
    try:
        check_can_import_register(actor, node, kind)
    except Denied:
        return False
    return True
