"""Partners: the list, the card, what each organisation agreed with them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from nastavnik.journal.queries import lines_about
from nastavnik.kit.components import Action, Block, Crumb, Empty, Fact, FactsBlock, JournalLine, State
from nastavnik.kit.pages import CardPage, Filter, ListPage
from nastavnik.kit.pages.rows import Slice
from nastavnik.kit.tables import Column, Table
from nastavnik.registry.models import Cooperation, Partner, Person
from nastavnik.registry.permissions.partners import check_can_edit_partner
from nastavnik.registry.queries.partners import (
    PartnerRow,
    partner_keepers,
    partner_rows,
    partners_by_expiry,
    partners_found,
    partners_visible_to,
)
from nastavnik.registry.queries.people import full_name_of, people_visible_to
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.expiry import Expiry, expiry_of, expiry_words
from nastavnik.rulebook.roles import Right

TONES: dict[Expiry, Any] = {
    Expiry.ENDLESS: "good", Expiry.VALID: "good", Expiry.SOON: "attention", Expiry.OVER: "bad",
}  # fmt: skip
AGREEMENTS = (("soon", "истекает за 30 дней"), ("over", "истекло"))


def partner_url(partner: Partner) -> str:
    """The card of a partner."""
    return reverse("registry:partner_view", args=[partner.pk])


def agreement_words(row: Cooperation) -> str:
    """«№ 12 от 01.09.2026», «от 01.09.2026», «без соглашения»."""
    number = f"№ {row.agreement_number}" if row.agreement_number else ""
    day = f"от {short_date(row.agreement_date)}" if row.agreement_date else ""
    return " ".join(part for part in (number, day) if part) or "без соглашения"


def agreement_state(row: Cooperation) -> State | None:
    """How the agreement stands today; nothing where there is none."""
    if not (row.agreement_number or row.agreement_date or row.agreement_end):
        return None
    today = timezone.localdate()
    return State(expiry_words(row.agreement_end, today), TONES[expiry_of(row.agreement_end, today)])


def _who_works(row: PartnerRow) -> str:
    names = [one.institution.short_name for one in row.cooperations]
    return ", ".join(names) if len(names) < 4 else f"{', '.join(names[:3])} и ещё {len(names) - 3}"


def _worst(row: PartnerRow) -> State | None:
    if row.ending is not None:
        return agreement_state(row.ending)
    return agreement_state(row.cooperations[0]) if len(row.cooperations) == 1 else None


class PartnerList(ListPage):
    """Partners of one's own organisations, of the territories above and of those below."""

    permission = Right.PARTNERS_VIEW
    section = "partners"
    title = "Партнёры"
    search_label = "Наименование или ИНН"
    counted_as = ("партнёр", "партнёра", "партнёров")
    ordering = "name"
    columns = (
        Column(
            "name", "Партнёр", "partner.name", link=lambda row: partner_url(row.partner),
            note=lambda row: row.partner.get_kind_display(), sort="name",
        ),
        Column("works", "С кем работает", _who_works),
        Column("mentors", "Наставников", kind="number"),
        Column("agreement", "Соглашение", _worst, kind="state"),
    )  # fmt: skip
    filters = (
        Filter("kind", "вид", Partner.Kind.choices, lambda rows, value: rows.filter(kind=value)),
        Filter("agreement", "соглашение", AGREEMENTS, partners_by_expiry),
    )

    def rows(self) -> Any:
        """Every partner in sight."""
        return partners_visible_to(self.actor)

    def search(self, rows: Any, text: str) -> Any:
        """By name and ИНН."""
        return partners_found(rows, text)

    @cached_property
    def slice(self) -> Slice:
        """The page of partners with their agreements and numbers."""
        found: Slice = super().slice
        return replace(found, rows=partner_rows(self.actor, found.rows, self.today))

    def primary(self) -> Action | None:
        """A new one, for whoever keeps them."""
        if not self.actor.may(Right.PARTNERS_EDIT):
            return None
        return Action("Внести партнёра", reverse("registry:partner_add"))

    def nothing(self) -> Empty:
        """The way to the first."""
        return Empty("Партнёров пока нет.", "Внесите предприятие, вуз или другого партнёра.", self.primary())


class PartnerView(CardPage):
    """One partner: who it is, who works with it and on what terms, whom it sent."""

    permission = Right.PARTNERS_VIEW
    section = "partners"

    def load(self) -> None:
        """The partner through the actor's sight, with the agreements that he may read."""
        visible = partners_visible_to(self.actor).select_related("organisation")
        self.partner: Partner = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.row = partner_rows(self.actor, [self.partner], self.today)[0]

    def heading(self) -> str:
        """The name."""
        return self.partner.name

    def lead(self) -> str:
        """The kind and who entered it."""
        kind = self.partner.get_kind_display()
        return f"{kind[:1].upper()}{kind[1:]}, внесён: {self.partner.organisation}"

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [Crumb("Партнёры", reverse("registry:partner_list"))]

    def state(self) -> State | None:
        """An agreement that ends or has ended."""
        return agreement_state(self.row.ending) if self.row.ending else None

    @cached_property
    def free_keepers(self) -> list[int]:
        """Organisations of the actor that do not work with this partner yet."""
        taken = {one.institution_id for one in self.row.cooperations}
        return [node.pk for node in partner_keepers(self.actor) if node.pk not in taken]

    def primary(self) -> Action | None:
        """The own agreement, while there is none."""
        if not self.free_keepers:
            return None
        url = reverse("registry:agreement_add", args=[self.partner.pk])
        return Action("Записать соглашение", url)

    def menu(self) -> list[Action]:
        """The correction and the removal, by whoever entered it."""
        if not self.actor.may(Right.PARTNERS_EDIT):
            return []
        found = []
        if self.actor.may(Right.ACCOUNTS_GRANT):
            url = f"{reverse('access:user_invite')}?partner={self.partner.pk}"
            found.append(Action("Дать доступ ответственному от партнёра", url))
        routes = (("Изменить сведения", "partner_edit"), ("Убрать партнёра", "partner_remove"))
        checked = (check_can_edit_partner, self.actor, self.partner)
        return found + [
            Action.checked(*checked, label=label, url=reverse(f"registry:{name}", args=[self.partner.pk]))
            for label, name in routes
        ]

    def blocks(self) -> list[Block]:
        """Facts, agreements, mentors."""
        facts = [
            Fact("Вид", self.partner.get_kind_display()),
            Fact("ИНН", self.partner.inn),
            Fact("Сайт", self.partner.site),
            Fact("Наставников от партнёра", self.row.mentors, note="в организациях, которые вы видите"),
        ]
        agreements = Table(
            "С кем работает", columns=self._agreement_columns(), rows=self.row.cooperations,
            empty="Ваших соглашений с этим партнёром нет.",
        )  # fmt: skip
        return [FactsBlock("Сведения", facts=facts), agreements, *self._people()]

    def _agreement_columns(self) -> list[Column]:
        columns = [
            Column("institution", "Организация", "institution.short_name"),
            Column("agreement", "Соглашение", agreement_words),
            Column("contact", "Кому звонить", "contact_name", note=_reach),
            Column("state", "Срок", agreement_state, kind="state"),
        ]
        if self.actor.may(Right.PARTNERS_EDIT):
            columns.append(Column("deeds", "", self._deeds, kind="actions"))
        return columns

    def _deeds(self, row: Cooperation) -> Action | None:
        if not self.actor.may(Right.PARTNERS_EDIT, row.institution_id):
            return None
        return Action("Изменить", reverse("registry:agreement_edit", args=[row.pk]), style="link")

    def _people(self) -> list[Block]:
        if not self.actor.may(Right.PEOPLE_VIEW):
            return []
        people = people_visible_to(self.actor).filter(partner=self.partner).order_by("sort_name", "pk")
        name = Column("name", "Фамилия Имя Отчество", _name, link=_card)
        columns = (name, Column("post", "Должность"), Column("contact", "Контакты"))
        return [Table("Наставники от партнёра", columns=columns, rows=people, empty="Никто пока не отмечен.")]

    def journal(self) -> list[JournalLine]:
        """What was done with the partner; only one's own lines say who."""
        mine = self.actor.account_id
        return [
            JournalLine(line.at, "Вы" if line.account_id == mine else "", line.says)
            for line in lines_about(self.actor, self.partner)
        ]


def _reach(row: Cooperation) -> str:
    return ", ".join(part for part in (row.contact_post, row.contact_phone, row.contact_email) if part)


def _name(person: Person) -> str:
    return full_name_of(person).full


def _card(person: Person) -> str:
    return reverse("mentoring:person_view", args=[person.pk])
