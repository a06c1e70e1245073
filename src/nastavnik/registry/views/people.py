"""The correction of a person."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import FormPage
from nastavnik.registry.actions.people import correct_person, name_guardian
from nastavnik.registry.forms.people import PersonForm
from nastavnik.registry.models import Guardian, Person
from nastavnik.registry.permissions.people import check_can_edit_person
from nastavnik.registry.queries.people import guardians_visible_to, people_visible_to
from nastavnik.registry.views.consents import card_url, person_crumbs
from nastavnik.rulebook.roles import Right

_GUARDIAN = ("guardian_name", "guardian_contact")


class PersonEdit(FormPage):
    """Another name, birth, class or contact of a person, and of the representative."""

    permission = Right.PEOPLE_EDIT
    section = "participants"
    title = "Исправить сведения"
    form_class = PersonForm

    def load(self) -> None:
        """The person, of those whom this actor sees, with the first representative."""
        self.person: Person = get_object_or_404(people_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_edit_person(self.actor, self.person)
        guardians = guardians_visible_to(self.actor).filter(person=self.person)
        self.guardian: Guardian | None = guardians.order_by("pk").first()

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return person_crumbs(self.person)

    def initial(self) -> dict[str, Any]:
        """The person as recorded."""
        own = {name: getattr(self.person, name) for name in PersonForm.base_fields if name not in _GUARDIAN}
        if self.guardian is None:
            return own
        return own | {"guardian_name": self.guardian.full_name, "guardian_contact": self.guardian.contact}

    def form_options(self) -> dict[str, Any]:
        """The day on which ages are judged."""
        return {"today": self.today}

    def perform(self, form: PersonForm) -> str:
        """Writes what has changed; the representative last, because that can not be refused any more."""
        data = dict(form.cleaned_data)
        guardian = {name: data.pop(name) for name in _GUARDIAN}
        changed = correct_person(by=self.actor, person=self.person, changes=data)
        named = False
        if self.guardian is not None or any(guardian.values()):
            named = name_guardian(
                by=self.actor,
                person=self.person,
                full_name=guardian["guardian_name"],
                contact=guardian["guardian_contact"],
            )
        self.say("Сведения исправлены." if changed or named else "Ничего не изменилось.")
        return card_url(self.person)
