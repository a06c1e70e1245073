"""Pages that enter and change partners and agreements with them."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb
from nastavnik.kit.pages import ConfirmPage, FormPage
from nastavnik.registry.actions.partners import (
    FACTS,
    TERMS,
    add_partner,
    agree_with_partner,
    correct_partner,
    end_cooperation,
    remove_partner,
)
from nastavnik.registry.forms.partners import AgreementForm, NewAgreementForm, NewPartnerForm, PartnerForm
from nastavnik.registry.models import Cooperation, Partner
from nastavnik.registry.permissions.partners import check_can_cooperate, check_can_edit_partner
from nastavnik.registry.queries.partners import (
    cooperations_visible_to,
    partner_keepers,
    partners_visible_to,
)
from nastavnik.registry.views.organisation_forms import choices_of
from nastavnik.registry.views.partners import agreement_words, partner_url
from nastavnik.rulebook.roles import Right


def _crumb() -> Crumb:
    return Crumb("Партнёры", reverse("registry:partner_list"))


class PartnerAdd(FormPage):
    """A new partner with the first agreement."""

    permission = Right.PARTNERS_EDIT
    section = "partners"
    title = "Внести партнёра"
    form_class = NewPartnerForm
    submit_label = "Внести"

    def load(self) -> None:
        """Whose partner it can be."""
        self.keepers = partner_keepers(self.actor)
        if not self.keepers:
            raise Http404

    def lead(self) -> str:
        """What is not asked."""
        return "Предприятие, вуз, учреждение культуры. Данных детей здесь нет; о наставнике пишут в его карточке."

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [_crumb()]

    def form_options(self) -> dict[str, Any]:
        """The actor's organisations."""
        return {"keepers": choices_of(self.keepers)}

    def perform(self, form: NewPartnerForm) -> str:
        """Enters it and opens its card."""
        data = form.cleaned_data
        organisation = next(node for node in self.keepers if str(node.pk) == data["organisation"])
        partner = add_partner(
            by=self.actor, organisation=organisation, facts={field: data[field] for field in FACTS},
            terms={field: data[field] for field in TERMS},
        )  # fmt: skip
        self.say(f"Партнёр внесён: {partner}. Его наставников отметьте в карточках: «Исправить сведения».")
        return partner_url(partner)


class _PartnerPage(FormPage):
    """A form about one partner of those in sight."""

    abstract = True
    section = "partners"

    def load(self) -> None:
        """The partner through the actor's sight."""
        self.partner: Partner = get_object_or_404(partners_visible_to(self.actor), pk=self.kwargs["pk"])

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return [_crumb(), Crumb(self.partner.name, partner_url(self.partner))]


class PartnerEdit(_PartnerPage):
    """Another name, kind or number of the entity itself."""

    permission = Right.PARTNERS_EDIT
    title = "Изменить сведения о партнёре"
    form_class = PartnerForm

    def load(self) -> None:
        """Only for whoever entered it."""
        super().load()
        check_can_edit_partner(self.actor, self.partner)

    def initial(self) -> dict[str, Any]:
        """What is known."""
        return {field: getattr(self.partner, field) for field in FACTS}

    def perform(self, form: PartnerForm) -> str:
        """Writes what has changed."""
        changed = correct_partner(by=self.actor, partner=self.partner, facts=form.cleaned_data)
        self.say("Сведения о партнёре изменены." if changed else "Ничего не изменилось.")
        return partner_url(self.partner)


class PartnerRemove(_PartnerPage, ConfirmPage):
    """Asks before a partner is taken away."""

    permission = Right.PARTNERS_EDIT
    template_name = ConfirmPage.template_name
    submit_label = "Убрать партнёра"

    def load(self) -> None:
        """Only for whoever entered it."""
        super().load()
        check_can_edit_partner(self.actor, self.partner)

    def heading(self) -> str:
        """What is taken away."""
        return f"Убрать партнёра: {self.partner}?"

    def consequences(self) -> list[str]:
        """What follows."""
        return [
            "Уберите партнёра, только если он внесён по ошибке.",
            "Вместе с ним уйдёт ваше соглашение и контактное лицо. В журнале останется, кто и когда его убрал.",
        ]

    def perform(self, form: Any) -> str:
        """Takes it away."""
        remove_partner(by=self.actor, partner=self.partner)
        self.say("Партнёр убран.")
        return reverse("registry:partner_list")


class AgreementAdd(_PartnerPage):
    """What another organisation of the actor agreed with a partner in sight."""

    permission = Right.PARTNERS_EDIT
    title = "Записать соглашение с партнёром"
    form_class = NewAgreementForm

    def load(self) -> None:
        """Organisations that do not work with it yet."""
        super().load()
        taken = set(
            cooperations_visible_to(self.actor)
            .filter(partner=self.partner)
            .values_list("institution_id", flat=True)
        )
        self.keepers = [node for node in partner_keepers(self.actor) if node.pk not in taken]
        if not self.keepers:
            raise Http404

    def lead(self) -> str:
        """Whose agreement it is."""
        return f"{self.partner.name}. Соглашение и контактное лицо — у каждой организации свои."

    def form_options(self) -> dict[str, Any]:
        """The organisations."""
        return {"keepers": choices_of(self.keepers)}

    def perform(self, form: NewAgreementForm) -> str:
        """Writes it."""
        data = form.cleaned_data
        institution = next(node for node in self.keepers if str(node.pk) == data["institution"])
        terms = {field: data[field] for field in TERMS}
        agree_with_partner(by=self.actor, partner=self.partner, institution=institution, terms=terms)
        self.say(f"Записано: «{institution}» работает с партнёром: {self.partner}.")
        return partner_url(self.partner)


class _AgreementPage(FormPage):
    """A form about one agreement of those in sight."""

    abstract = True
    section = "partners"

    def load(self) -> None:
        """The agreement through the actor's sight."""
        rows = cooperations_visible_to(self.actor).select_related("partner", "institution")
        self.row: Cooperation = get_object_or_404(rows, pk=self.kwargs["pk"])
        check_can_cooperate(self.actor, self.row.institution)

    def crumbs(self) -> list[Crumb]:
        """Up to the card of the partner."""
        return [_crumb(), Crumb(self.row.partner.name, partner_url(self.row.partner))]


class AgreementEdit(_AgreementPage):
    """Other terms or another contact."""

    permission = Right.PARTNERS_EDIT
    title = "Изменить соглашение с партнёром"
    form_class = AgreementForm

    def lead(self) -> str:
        """Whose agreement it is."""
        return f"{self.row.institution} — {self.row.partner}."

    def menu(self) -> list[Action]:
        """Taking it out of the register."""
        return [Action("Убрать соглашение", reverse("registry:agreement_remove", args=[self.row.pk]))]

    def initial(self) -> dict[str, Any]:
        """What is known."""
        return {field: getattr(self.row, field) for field in TERMS}

    def perform(self, form: AgreementForm) -> str:
        """Writes what has changed."""
        agree_with_partner(
            by=self.actor, partner=self.row.partner, institution=self.row.institution, terms=form.cleaned_data
        )
        self.say("Соглашение записано.")
        return partner_url(self.row.partner)


class AgreementRemove(_AgreementPage, ConfirmPage):
    """Asks before an agreement is taken out of the register."""

    permission = Right.PARTNERS_EDIT
    template_name = ConfirmPage.template_name
    submit_label = "Убрать соглашение"

    def heading(self) -> str:
        """Whose agreement."""
        return f"Убрать соглашение: {self.row.institution} — {self.row.partner}?"

    def consequences(self) -> list[str]:
        """What follows."""
        return [
            f"Из реестра уйдут {agreement_words(self.row)} и контактное лицо. Сам партнёр останется.",
            "Наставники от партнёра останутся в карточках: если они больше не приходят, исправьте и их.",
        ]

    def perform(self, form: Any) -> str:
        """Takes it away."""
        partner = self.row.partner
        end_cooperation(by=self.actor, cooperation=self.row)
        self.say("Соглашение убрано.")
        return partner_url(partner)
