"""The correction of a person and the removal of an erroneous consent."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import ConfirmPage, FormPage
from nastavnik.registry.actions.consents import remove_consent
from nastavnik.registry.actions.people import correct_person, name_guardian
from nastavnik.registry.forms.people import PersonForm
from nastavnik.registry.models import Consent, Guardian, Person
from nastavnik.registry.permissions.consents import check_can_record_consent
from nastavnik.registry.permissions.people import check_can_edit_person
from nastavnik.registry.queries.consents import consents_visible_to
from nastavnik.registry.queries.people import full_name_of, guardians_visible_to, people_visible_to
from nastavnik.rulebook.consent import CONSENT_RULES, SIGNER_LABELS, ConsentKind, Signer
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.roles import Right

_GUARDIAN = ("guardian_name", "guardian_contact")


def _crumbs(person: Person) -> list[Crumb]:
    return [
        Crumb("Участники", reverse("mentoring:participant_list")),
        Crumb(full_name_of(person).full, reverse("mentoring:person_view", args=[person.pk])),
    ]


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
        return _crumbs(self.person)

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
        return reverse("mentoring:person_view", args=[self.person.pk])


class ConsentRemove(ConfirmPage):
    """Asks before a consent that was recorded by mistake is taken away."""

    permission = Right.CONSENTS_RECORD
    section = "participants"
    submit_label = "Убрать запись"

    def load(self) -> None:
        """The consent, of those whom this actor sees."""
        consents = consents_visible_to(self.actor).select_related("person")
        self.consent: Consent = get_object_or_404(consents, pk=self.kwargs["pk"])
        check_can_record_consent(self.actor, self.consent.person)

    def heading(self) -> str:
        """Whose consent it is."""
        return f"Убрать запись о согласии: {full_name_of(self.consent.person).full}?"

    def lead(self) -> str:
        """Which consent it is."""
        kind = CONSENT_RULES[ConsentKind(self.consent.kind)].label
        signer = SIGNER_LABELS[Signer(self.consent.signer)]
        return f"{kind}: {signer}, {long_date(self.consent.given_date)}."

    def consequences(self) -> list[str]:
        """What follows."""
        return [
            "Уберите запись, только если она внесена по ошибке: подписи под согласием на самом деле нет.",
            "Участник снова будет числиться без этого согласия, и пара с ним не попадёт в приказ.",
            "В журнале останется, кто и когда убрал запись.",
        ]

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return _crumbs(self.consent.person)

    def perform(self, form: Any) -> str:
        """Takes it away and goes back to the card."""
        person = self.consent.person
        remove_consent(by=self.actor, consent=self.consent)
        self.say("Запись о согласии убрана.")
        return reverse("mentoring:person_view", args=[person.pk])
