"""Pages of a partner's responsible employee: the partner's card, its mentors, what organisations ask for."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Block, Crumb, Fact, FactsBlock, State, Tone
from nastavnik.kit.pages import CardPage, ConfirmPage, FormPage
from nastavnik.kit.tables import Column, Table
from nastavnik.mentoring.actions.nominees import DETAILS, propose_nominee, withdraw_nominee
from nastavnik.mentoring.forms.nominees import NomineeForm, OwnContactsForm
from nastavnik.mentoring.models import Nominee
from nastavnik.mentoring.queries.nominees import needs_for_partners, nominees_of, nominees_visible_to
from nastavnik.registry.actions.partners import CONTACTS, FACTS, correct_partner, keep_contacts
from nastavnik.registry.forms.partners import PartnerForm
from nastavnik.registry.models import Cooperation, Partner
from nastavnik.registry.permissions.partners import check_can_edit_partner, check_can_keep_contacts
from nastavnik.registry.queries.partners import (
    OwnMentor,
    cooperations_answered_for,
    own_cooperations,
    own_mentors,
    partners_answered_for,
)
from nastavnik.registry.views.partners import agreement_state, agreement_words
from nastavnik.rulebook.roles import Right

NOMINEE_TONES: dict[str, Tone] = {
    Nominee.State.WAITING: "attention",
    Nominee.State.ACCEPTED: "good",
    Nominee.State.DECLINED: "neutral",
}
SECTION = "own_partner"


def own_partner_url(partner_id: int) -> str:
    """The card of one's own partner."""
    return reverse("mentoring:own_partner", args=[partner_id])


def nominee_state(nominee: Nominee) -> State:
    """What was decided on the proposed mentor, with the curator's remark."""
    return State(nominee.get_state_display(), NOMINEE_TONES[nominee.state], nominee.remark)


def _contacts(row: Cooperation) -> str:
    return ", ".join(part for part in (row.contact_post, row.contact_phone, row.contact_email) if part)


class _OwnPartner:
    """Fetching of a partner for whom the actor answers."""

    def load(self: Any) -> None:
        """The partner; 404 for anybody else's."""
        self.partner = get_object_or_404(partners_answered_for(self.actor), pk=self.kwargs["pk"])

    def crumbs(self: Any) -> list[Crumb]:
        """Up to the card."""
        return [Crumb(self.partner.name, own_partner_url(self.partner.pk))]


class OwnPartner(_OwnPartner, CardPage):
    """The partner as its own responsible employee sees it."""

    permission = Right.PARTNER_OWN
    section = SECTION
    partner: Partner

    def heading(self) -> str:
        """The name."""
        return self.partner.name

    def lead(self) -> str:
        """What is here, and what is not."""
        return "Соглашения с организациями, ваши наставники и темы, по которым их ждут. Имён детей здесь нет."

    def crumbs(self) -> list[Crumb]:
        """Nothing stands above."""
        return []

    @cached_property
    def cooperations(self) -> list[Cooperation]:
        """Agreements of the organisations before which the actor answers; one query."""
        return list(own_cooperations(self.actor, self.partner))

    def primary(self) -> Action:
        """A mentor for one of the organisations."""
        reason = None if self.cooperations else "Ни одна организация ещё не записала соглашение с вами."
        url = reverse("mentoring:nominee_propose", args=[self.partner.pk])
        return Action("Предложить наставника", url, reason=reason)

    def menu(self) -> list[Action]:
        """The requisites; the way to the other partners of the same person."""
        url = reverse("mentoring:own_partner_edit", args=[self.partner.pk])
        requisites = Action.checked(
            check_can_edit_partner, self.actor, self.partner, label="Изменить реквизиты", url=url
        )
        if len(self.actor.partners) < 2:
            return [requisites]
        others = partners_answered_for(self.actor).exclude(pk=self.partner.pk)
        return [requisites, *(Action(f"Перейти: {one.name}", own_partner_url(one.pk)) for one in others)]

    def blocks(self) -> list[Block]:
        """Requisites, agreements, requests, proposals, mentors."""
        facts = [
            Fact("Вид", self.partner.get_kind_display()),
            Fact("ИНН", self.partner.inn),
            Fact("Сайт", self.partner.site),
        ]
        return [
            FactsBlock("Реквизиты", facts=facts),
            Table("С кем вы работаете", columns=AGREEMENTS, rows=self.cooperations, empty="Соглашений пока нет."),
            self._needs(),
            Table(
                "Вы предложили", columns=NOMINEES, rows=nominees_of(self.actor, self.partner),
                empty="Вы ещё никого не предложили.",
            ),
            self._mentors(),
        ]  # fmt: skip

    def _needs(self) -> Table:
        needs = [one for one in needs_for_partners(self.today) if one.partner_id == self.partner.pk]
        return Table(
            "Кого ждут организации",
            columns=NEEDS,
            rows=needs,
            empty="Сейчас наставников от партнёров не ждут.",
        )

    def _mentors(self) -> Table:
        names = {one.institution_id: one.institution.short_name for one in self.cooperations}
        mine = [one for one in own_mentors(self.today) if one.partner_id == self.partner.pk]
        rows = [_mentor_row(one, names) for one in mine]
        return Table(
            "Ваши наставники",
            columns=MENTORS,
            rows=rows,
            empty="Организации ещё не приняли ваших наставников.",
        )


def _mentor_row(mentor: OwnMentor, names: dict[int, str]) -> dict[str, str]:
    return {
        "name": mentor.full_name,
        "post": mentor.post,
        "institution": names.get(mentor.institution_id, "соглашения нет"),
        "contact": mentor.contact or "нет согласия на передачу",
    }


def _keep(row: Cooperation) -> Action:
    url = reverse("mentoring:own_contacts_edit", args=[row.pk])
    return Action("Изменить контакты", url, style="link")


def _withdraw(nominee: Nominee) -> Action | None:
    if nominee.state == Nominee.State.ACCEPTED:
        return None
    label = "Отозвать" if nominee.state == Nominee.State.WAITING else "Убрать из списка"
    return Action(label, reverse("mentoring:nominee_withdraw", args=[nominee.pk]), style="link")


AGREEMENTS = (
    Column("institution", "Организация", "institution.short_name"),
    Column("agreement", "Соглашение", agreement_words),
    Column("state", "Срок", agreement_state, kind="state"),
    Column("contact", "Кому звонят у вас", "contact_name", note=_contacts),
    Column("keep", "", _keep, kind="actions"),
)
NEEDS = (
    Column("topic", "Тема"),
    Column("institution", "Организация"),
    Column("number", "Запросов", kind="number"),
)
NOMINEES = (
    Column("name", "Фамилия Имя Отчество", str, note="post"),
    Column("institution", "Организация", "institution.short_name"),
    Column("state", "Состояние", nominee_state, kind="state"),
    Column("withdraw", "", _withdraw, kind="actions"),
)
MENTORS = (
    Column("name", "Фамилия Имя Отчество", note="post"),
    Column("institution", "Организация"),
    Column("contact", "Контакты"),
)


class OwnPartnerEdit(_OwnPartner, FormPage):
    """The requisites of one's own partner, where its organisation lies in one's role."""

    permission = Right.PARTNER_OWN
    section = SECTION
    title = "Изменить реквизиты"
    form_class = PartnerForm

    def load(self) -> None:
        """The partner; only where the role reaches whoever entered it."""
        super().load()
        check_can_edit_partner(self.actor, self.partner)

    def initial(self) -> dict[str, Any]:
        """What is known."""
        return {field: getattr(self.partner, field) for field in FACTS}

    def perform(self, form: PartnerForm) -> str:
        """Writes what has changed."""
        changed = correct_partner(by=self.actor, partner=self.partner, facts=form.cleaned_data)
        self.say("Реквизиты изменены." if changed else "Ничего не изменилось.")
        return own_partner_url(self.partner.pk)


class OwnContactsEdit(FormPage):
    """Whom one organisation calls at the partner."""

    permission = Right.PARTNER_OWN
    section = SECTION
    form_class = OwnContactsForm

    def load(self) -> None:
        """The agreement, of one's own partners."""
        mine = cooperations_answered_for(self.actor)
        self.cooperation: Cooperation = get_object_or_404(mine, pk=self.kwargs["pk"])
        check_can_keep_contacts(self.actor, self.cooperation)

    def heading(self) -> str:
        """For whom."""
        return f"Кому звонят у вас: {self.cooperation.institution}"

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return [Crumb(self.cooperation.partner.name, own_partner_url(self.cooperation.partner_id))]

    def initial(self) -> dict[str, Any]:
        """What is known."""
        return {field: getattr(self.cooperation, field) for field in CONTACTS}

    def perform(self, form: OwnContactsForm) -> str:
        """Writes what has changed."""
        changed = keep_contacts(by=self.actor, cooperation=self.cooperation, contacts=form.cleaned_data)
        self.say("Контакты изменены." if changed else "Ничего не изменилось.")
        return own_partner_url(self.cooperation.partner_id)


class NomineePropose(_OwnPartner, FormPage):
    """A grown-up of the partner's own for one of the organisations."""

    permission = Right.PARTNER_OWN
    section = SECTION
    title = "Предложить наставника"
    form_class = NomineeForm
    submit_label = "Предложить"

    @cached_property
    def cooperations(self) -> dict[str, Cooperation]:
        """The organisations that have an agreement, by their ids."""
        return {str(one.institution_id): one for one in own_cooperations(self.actor, self.partner)}

    def lead(self) -> str:
        """What happens then."""
        return "Куратор организации увидит заявку и примет решение. До этого в её реестр ничего не вносится."

    def form_options(self) -> dict[str, Any]:
        """The organisations."""
        return {"institutions": [(pk, one.institution.short_name) for pk, one in self.cooperations.items()]}

    def perform(self, form: NomineeForm) -> str:
        """Proposes."""
        data = form.cleaned_data
        cooperation = self.cooperations[data["institution"]]
        nominee = propose_nominee(
            by=self.actor, cooperation=cooperation, name=data["name"], today=self.today,
            details={field: data[field] for field in DETAILS},
        )  # fmt: skip
        self.say(f"{nominee} — предложен: {cooperation.institution}. Ответ куратора появится здесь.")
        return own_partner_url(self.partner.pk)


class NomineeWithdraw(ConfirmPage):
    """Asks before a proposal is taken back."""

    permission = Right.PARTNER_OWN
    section = SECTION
    submit_label = "Отозвать"
    submit_style = "danger"

    def load(self) -> None:
        """The proposal, of one's own partners."""
        mine = nominees_visible_to(self.actor).filter(partner_id__in=self.actor.partners)
        self.nominee: Nominee = get_object_or_404(mine, pk=self.kwargs["pk"])

    def heading(self) -> str:
        """Whom."""
        return f"Отозвать предложение: {self.nominee}?"

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return [Crumb(self.nominee.partner.name, own_partner_url(self.nominee.partner_id))]

    def consequences(self) -> list[str]:
        """What is no more."""
        return [
            "Сведения о сотруднике, которые вы внесли, будут удалены: ни у вас, ни у организации их не останется."
        ]

    def perform(self, _form: Any) -> str:
        """Takes it back."""
        withdraw_nominee(by=self.actor, nominee=self.nominee)
        self.say("Предложение отозвано, сведения удалены.")
        return own_partner_url(self.nominee.partner_id)
