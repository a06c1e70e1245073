"""The certificate of a mentor from outside: the fact and its expiry."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb
from nastavnik.kit.pages import ConfirmPage, FormPage
from nastavnik.registry.actions.checks import record_outsider_check, remove_outsider_check
from nastavnik.registry.forms.people import CheckForm
from nastavnik.registry.models import OutsiderCheck, Person
from nastavnik.registry.permissions.people import check_can_edit_person
from nastavnik.registry.queries.checks import checks_visible_to
from nastavnik.registry.queries.people import full_name_of, people_visible_to
from nastavnik.registry.views.consents import card_url, person_crumbs
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.roles import Right


class CheckRecord(FormPage):
    """That a certificate was shown, and until when it holds."""

    permission = Right.PEOPLE_EDIT
    section = "participants"
    title = "Справка об отсутствии судимости"
    form_class = CheckForm
    submit_label = "Записать"

    def load(self) -> None:
        """The mentor, of those whom this actor sees, with what is known."""
        self.person: Person = get_object_or_404(people_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_edit_person(self.actor, self.person)
        self.known: OutsiderCheck | None = checks_visible_to(self.actor).filter(person=self.person).first()

    def lead(self) -> str:
        """What is kept and what is not."""
        return (
            f"{full_name_of(self.person).full}. Система хранит только то, что справка предъявлена и до какого дня "
            "действует: ни номера, ни содержания."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return person_crumbs(self.person)

    def menu(self) -> list[Action]:
        """Taking an erroneous record away."""
        if self.known is None:
            return []
        return [Action("Убрать ошибочную запись", reverse("registry:check_remove", args=[self.known.pk]))]

    def initial(self) -> dict[str, Any]:
        """What is known."""
        return {"valid_until": self.known.valid_until} if self.known else {}

    def perform(self, form: CheckForm) -> str:
        """Records it."""
        day = form.cleaned_data["valid_until"]
        record_outsider_check(by=self.actor, person=self.person, valid_until=day, today=self.today)
        self.say(f"Записано: справка действует по {long_date(day)}.")
        return card_url(self.person)


class CheckRemove(ConfirmPage):
    """Asks before a record of a certificate is taken away."""

    permission = Right.PEOPLE_EDIT
    section = "participants"
    submit_label = "Убрать запись"

    def load(self) -> None:
        """The record, of those whom this actor sees."""
        rows = checks_visible_to(self.actor).select_related("person")
        self.row: OutsiderCheck = get_object_or_404(rows, pk=self.kwargs["pk"])
        check_can_edit_person(self.actor, self.row.person)

    def heading(self) -> str:
        """Whose."""
        return f"Убрать запись о справке: {full_name_of(self.row.person).full}?"

    def consequences(self) -> list[str]:
        """What follows."""
        return ["Наставник снова будет числиться без справки: об этом скажут его карточка и карточка пары."]

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return person_crumbs(self.row.person)

    def perform(self, form: Any) -> str:
        """Takes it away."""
        person = self.row.person
        remove_outsider_check(by=self.actor, check=self.row)
        self.say("Запись о справке убрана.")
        return card_url(person)
