"""The removal of a person who never gave a consent."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import ConfirmPage
from nastavnik.registry.actions.removal import remove_person
from nastavnik.registry.forms.people import RemovalForm
from nastavnik.registry.models import Person
from nastavnik.registry.permissions.people import check_can_remove_person
from nastavnik.registry.queries.people import full_name_of, people_visible_to
from nastavnik.registry.views.consents import person_crumbs
from nastavnik.rulebook.roles import Right


class PersonRemove(ConfirmPage):
    """Asks before a person is removed; the surname is typed."""

    permission = Right.PEOPLE_EDIT
    section = "participants"
    form_class = RemovalForm
    submit_label = "Удалить запись"

    def load(self) -> None:
        """The person, of those whom this actor sees."""
        self.person: Person = get_object_or_404(people_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_remove_person(self.actor, self.person)

    def heading(self) -> str:
        """Who."""
        return f"Удалить запись: {full_name_of(self.person).full}?"

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return person_crumbs(self.person)

    def consequences(self) -> list[str]:
        """What follows."""
        return [
            "Удалятся имя, класс, дата рождения, запрос, участие в программах и контакты представителя.",
            "Вернуть запись нельзя. Если согласие принесут позже, человека вносят заново.",
            "В журнале останется, кто и когда удалил запись, без имени удалённого.",
        ]

    def perform(self, form: RemovalForm) -> str:
        """Removes him and goes back to the list of those who are offered."""
        remove_person(
            by=self.actor, person=self.person, surname=form.cleaned_data["surname"], today=self.today
        )
        self.say("Запись удалена.")
        return f"{reverse('mentoring:consent_list')}?consents=overdue"
