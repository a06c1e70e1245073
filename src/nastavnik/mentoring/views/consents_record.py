"""Many signatures that have come, recorded at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import FormPage
from nastavnik.mentoring.forms.participants import ConsentsForm
from nastavnik.mentoring.queries.consents import ConsentRow, consent_rows
from nastavnik.mentoring.queries.participants import consent_subjects
from nastavnik.mentoring.views.consents import consents_url
from nastavnik.mentoring.views.participants import OF_PEOPLE, PEOPLE, SIGNATURES, signatures_of
from nastavnik.registry.actions.consents import record_consents
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import full_name_of, people_visible_to
from nastavnik.rulebook.consent import CONSENT_RULES, ConsentKind
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right


class ConsentsRecord(FormPage):
    """The day and the names of signatures that have come."""

    permission = Right.CONSENTS_RECORD
    section = "participants"
    title = "Отметить согласия"
    form_class = ConsentsForm
    submit_label = "Отметить согласия"

    def load(self) -> None:
        """The chosen people who still lack a signature, of the demanded ones or of those that are asked for."""
        keys = [int(key) for key in self.request.GET.getlist("person") if key.isascii() and key.isdigit()]
        people = list(people_visible_to(self.actor).filter(pk__in=keys[:1000]).order_by("sort_name"))
        self.lacking = [row for row in consent_rows(people, self.today) if row.all_gaps]
        self.complete = len(people) - len(self.lacking)

    @cached_property
    def kinds(self) -> list[ConsentKind]:
        """Kinds that somebody of the chosen lacks, in the order of the table."""
        lacked = {gap.kind for row in self.lacking for gap in row.all_gaps}
        return [kind for kind in CONSENT_RULES if kind in lacked]

    def crumbs(self) -> list[Crumb]:
        """Up to the list from which they were chosen."""
        if self.request.GET.get("back") == "consents":
            return [Crumb("Согласия", self.url_of_list())]
        return [Crumb("Участники", reverse("mentoring:participant_list"))]

    def url_of_list(self) -> str:
        """The list of consents, of the class from which they were chosen."""
        key = self.request.GET.get("class", "")[:20]
        return consents_url(**({"class": key} if key else {}))

    def lead(self) -> str:
        """What is to be written."""
        done = f" Ещё у {counted(self.complete, OF_PEOPLE)} из выбранных всё есть." if self.complete else ""
        if not self.lacking:
            return f"Записывать нечего.{done}"
        return f"Письменные согласия лежат в организации, здесь отмечается, что они есть.{done}"

    def submit_refusal(self) -> str | None:
        """Nothing can be recorded of nobody."""
        return None if self.lacking else "Выберите в списке участников тех, у кого не хватает согласий."

    def initial(self) -> dict[str, Any]:
        """Everybody who was chosen, and the kinds without which they may not take part."""
        demanded = [kind.value for kind in self.kinds if not CONSENT_RULES[kind].is_optional]
        return {
            "people": [str(row.pk) for row in self.lacking],
            "kinds": demanded or [kind.value for kind in self.kinds],
        }

    def form_options(self) -> dict[str, Any]:
        """Names with the signatures that are missing, and the kinds."""
        return {"people": [(row.pk, _label(row)) for row in self.lacking], "kinds": self.kinds}

    def perform(self, form: ConsentsForm) -> str:
        """Records the signatures."""
        chosen = set(form.cleaned_data["people"])
        subjects = consent_subjects(row.person for row in self.lacking if str(row.pk) in chosen)
        number = record_consents(
            by=self.actor,
            subjects=subjects,
            given_date=form.cleaned_data["given_date"],
            today=self.today,
            kept_at=form.cleaned_data["kept_at"],
            kinds=form.kinds_chosen(),
        )
        if not number:
            raise Refused("Эти подписи уже записаны или у отмеченных людей не нужны.", field="people")
        self.say(f"Записано: {counted(number, SIGNATURES)}, {counted(len(subjects), PEOPLE)}.")
        return self.url_after(list(subjects))

    def url_after(self, people: Sequence[Person]) -> str:
        """Back to the list or the programme from which they were chosen, to the one person, or to all."""
        programme = self.request.GET.get("programme", "")
        if self.request.GET.get("back") == "consents":
            return self.url_of_list()
        if programme.isascii() and programme.isdigit():
            return reverse("mentoring:programme_view", args=[int(programme)])
        if len(people) == 1:
            return reverse("mentoring:person_view", args=[people[0].pk])
        return reverse("mentoring:participant_list")


def _label(row: ConsentRow) -> str:
    return f"{full_name_of(row.person).full} — подписи: {signatures_of(row.all_gaps)}"
