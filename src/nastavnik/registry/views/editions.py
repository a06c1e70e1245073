"""The texts of consents of an institution and the way in which they are asked for."""

from __future__ import annotations

from dataclasses import asdict
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Block, Crumb, Fact, FactsBlock
from nastavnik.kit.pages import CardPage, FormPage
from nastavnik.kit.tables import Column, Table
from nastavnik.registry.actions.editions import set_consent_policy, write_edition
from nastavnik.registry.forms.consents import ConsentPolicyForm, EditionForm
from nastavnik.registry.models import ConsentPolicy, Organisation
from nastavnik.registry.permissions.consents import check_can_write_edition
from nastavnik.registry.queries.consents import edition_label, editions_in_force, kinds_asked, policy_of
from nastavnik.registry.queries.organisations import organisations_visible_to
from nastavnik.registry.views.consents import kind_of
from nastavnik.rulebook.consent import CONSENT_RULES, ConsentKind, Demand
from nastavnik.rulebook.consent_texts import CONSENT_TEXTS
from nastavnik.rulebook.roles import Right

DEMANDS = {
    Demand.EVERYBODY: "обязательное для всех",
    Demand.MINOR_MENTOR: "обязательное для наставника до 18 лет",
}


def texts_url(institution: Organisation) -> str:
    """The page of the texts."""
    return reverse("registry:edition_list", args=[institution.pk])


class EditionList(CardPage):
    """Every kind of consent with the edition in force, and the settings of the institution."""

    permission = Right.TEMPLATES_EDIT
    section = "organisations"
    title = "Тексты согласий"

    def load(self) -> None:
        """The institution, of those that this person sees."""
        seen = organisations_visible_to(self.actor).filter(level=Organisation.Level.INSTITUTION)
        self.institution = get_object_or_404(seen, pk=self.kwargs["pk"])
        check_can_write_edition(self.actor, self.institution)

    @cached_property
    def policy(self) -> ConsentPolicy:
        """How the institution asks for consents."""
        return policy_of(self.institution.pk)

    def lead(self) -> str:
        """What the page is for."""
        return (
            "На каждую цель — отдельный документ. Новая редакция действует для новых бланков; подписанное раньше"
            " остаётся при своей редакции."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to the institution."""
        url = reverse("registry:organisation_view", args=[self.institution.pk])
        return [Crumb(self.institution.short_name, url)]

    def primary(self) -> Action:
        """The settings."""
        url = reverse("registry:consent_policy_edit", args=[self.institution.pk])
        return Action("Изменить порядок", url)

    def blocks(self) -> list[Block]:
        """Texts by kind, then the settings."""
        table = Table(
            "Виды согласий",
            columns=(
                Column("label", "Согласие", note="demand"),
                Column("edition", "Действующая редакция"),
                Column("action", "", kind="actions"),
            ),
            rows=self.kind_rows(),
        )
        return [table, FactsBlock("Порядок в организации", facts=self.policy_facts())]

    def kind_rows(self) -> list[dict[str, Any]]:
        """A row for each kind."""
        editions, asked = editions_in_force(self.institution.pk), kinds_asked(self.policy)
        return [
            {
                "pk": kind.value,
                "label": rule.label,
                "demand": DEMANDS.get(rule.demand)
                or ("необязательное, спрашивается" if kind in asked else "необязательное"),
                "edition": edition_label(editions[kind]) if kind in editions else "",
                "action": Action(
                    "Изменить текст",
                    reverse("registry:edition_write", args=[self.institution.pk, kind.value]),
                ),
            }
            for kind, rule in CONSENT_RULES.items()
        ]

    def policy_facts(self) -> list[Fact]:
        """The settings in words."""
        return [
            Fact("Адрес организации в бланках", self.institution.address),
            Fact("Кто обрабатывает данные по поручению", self.policy.processor),
            Fact("Сканы согласий", "прикрепляются" if self.policy.keeps_scans else "не прикрепляются"),
        ]


class _OfInstitution(FormPage):
    abstract = True
    section = "organisations"

    def load(self) -> None:
        """The institution, of those that this person sees."""
        seen = organisations_visible_to(self.actor).filter(level=Organisation.Level.INSTITUTION)
        self.institution = get_object_or_404(seen, pk=self.kwargs["pk"])
        check_can_write_edition(self.actor, self.institution)

    def crumbs(self) -> list[Crumb]:
        """Up to the texts."""
        url = reverse("registry:organisation_view", args=[self.institution.pk])
        return [
            Crumb(self.institution.short_name, url),
            Crumb(EditionList.title, texts_url(self.institution)),
        ]


class EditionWrite(_OfInstitution):
    """The next edition of one text."""

    permission = Right.TEMPLATES_EDIT
    form_class = EditionForm
    submit_label = "Ввести новую редакцию"

    def load(self) -> None:
        """The kind as well."""
        super().load()
        self.kind: ConsentKind = kind_of(self.kwargs["kind"])

    def heading(self) -> str:
        """Which text."""
        return f"Согласие на {CONSENT_RULES[self.kind].to_what}"

    def lead(self) -> str:
        """What is printed without being written here."""
        return (
            "Наименование и адрес организации, имена, пустые строки для паспорта и подписей система напечатает"
            " сама: здесь — остальной текст."
        )

    def initial(self) -> dict[str, Any]:
        """The text in force."""
        edition = editions_in_force(self.institution.pk).get(self.kind)
        if edition is None:
            return asdict(CONSENT_TEXTS[self.kind])
        return {name: getattr(edition, name) for name in EditionForm.base_fields}

    def perform(self, form: EditionForm) -> str:
        """Adopts it."""
        edition = write_edition(by=self.actor, institution=self.institution, kind=self.kind, text=form.text())
        self.say(f"Введена {edition_label(edition)}: она печатается в новых бланках.")
        return texts_url(self.institution)


class ConsentPolicyEdit(_OfInstitution):
    """What the blanks say of the institution, which optional kinds it asks for, whether it keeps scans."""

    permission = Right.TEMPLATES_EDIT
    title = "Порядок сбора согласий"
    form_class = ConsentPolicyForm

    def initial(self) -> dict[str, Any]:
        """The settings as they are."""
        policy = policy_of(self.institution.pk)
        return {name: getattr(policy, name) for name in ConsentPolicyForm.base_fields}

    def perform(self, form: ConsentPolicyForm) -> str:
        """Writes them."""
        changed = set_consent_policy(by=self.actor, institution=self.institution, **form.cleaned_data)
        self.say("Порядок изменён." if changed else "Ничего не изменилось.")
        return texts_url(self.institution)
