"""Representatives: added, corrected, removed."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb
from nastavnik.kit.pages import ConfirmPage, FormPage
from nastavnik.registry.actions.guardians import (
    GUARDIAN_FIELDS,
    add_guardian,
    correct_guardian,
    remove_guardian,
)
from nastavnik.registry.forms.people import GuardianForm
from nastavnik.registry.models import Guardian, Person
from nastavnik.registry.permissions.people import check_can_edit_person
from nastavnik.registry.queries.people import full_name_of, guardians_visible_to, people_visible_to
from nastavnik.registry.views.consents import card_url, person_crumbs
from nastavnik.rulebook.roles import Right


class GuardianAdd(FormPage):
    """One more representative of a child."""

    permission = Right.PEOPLE_EDIT
    section = "participants"
    title = "Добавить представителя"
    form_class = GuardianForm
    submit_label = "Добавить"

    def load(self) -> None:
        """The child, of those whom this actor sees."""
        self.person: Person = get_object_or_404(people_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_edit_person(self.actor, self.person)

    def lead(self) -> str:
        """Whose."""
        return f"{full_name_of(self.person).full}. Представителей может быть несколько."

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return person_crumbs(self.person)

    def perform(self, form: GuardianForm) -> str:
        """Adds him."""
        guardian = add_guardian(by=self.actor, person=self.person, details=form.cleaned_data)
        self.say(f"Представитель добавлен: {guardian.full_name}.")
        return card_url(self.person)


class _OfGuardian(FormPage):
    """A page about one representative."""

    abstract = True
    section = "participants"

    def load(self) -> None:
        """The representative, of those whom this actor sees."""
        guardians = guardians_visible_to(self.actor).select_related("person")
        self.guardian: Guardian = get_object_or_404(guardians, pk=self.kwargs["pk"])
        check_can_edit_person(self.actor, self.guardian.person)

    def crumbs(self) -> list[Crumb]:
        """Up to the card of the child."""
        return person_crumbs(self.guardian.person)


class GuardianEdit(_OfGuardian):
    """Another name, relation or contact."""

    permission = Right.PEOPLE_EDIT
    title = "Исправить сведения о представителе"
    form_class = GuardianForm

    def lead(self) -> str:
        """Whose."""
        return f"Представитель: {full_name_of(self.guardian.person).full}."

    def menu(self) -> list[Action]:
        """Taking him away."""
        return [Action("Убрать представителя", reverse("registry:guardian_remove", args=[self.guardian.pk]))]

    def initial(self) -> dict[str, Any]:
        """What is known."""
        return {field: getattr(self.guardian, field) for field in GUARDIAN_FIELDS}

    def perform(self, form: GuardianForm) -> str:
        """Writes what has changed."""
        changed = correct_guardian(by=self.actor, guardian=self.guardian, changes=form.cleaned_data)
        self.say("Сведения о представителе исправлены." if changed else "Ничего не изменилось.")
        return card_url(self.guardian.person)


class GuardianRemove(_OfGuardian, ConfirmPage):
    """Asks before a representative is taken away."""

    permission = Right.PEOPLE_EDIT
    template_name = ConfirmPage.template_name
    submit_label = "Убрать представителя"

    def heading(self) -> str:
        """Who."""
        return f"Убрать представителя: {self.guardian}?"

    def consequences(self) -> list[str]:
        """What follows."""
        return [
            f"{full_name_of(self.guardian.person).full}: из карточки уйдут имя и контакты этого представителя.",
            "Подписанные им согласия остаются. Вернуть запись можно, только внеся её заново.",
        ]

    def perform(self, form: Any) -> str:
        """Takes him away."""
        person = self.guardian.person
        remove_guardian(by=self.actor, guardian=self.guardian)
        self.say("Представитель убран.")
        return card_url(person)
