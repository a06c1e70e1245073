"""Entering one person into a programme from his card."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Crumb
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import FormPage
from nastavnik.mentoring.actions.enrolment import enrol_person
from nastavnik.mentoring.forms.enrolment import EnrolmentForm
from nastavnik.mentoring.forms.participants import TopicChoices
from nastavnik.mentoring.models import Programme, Side
from nastavnik.mentoring.queries.dictionaries import topics_in_use, topics_offered_to
from nastavnik.mentoring.queries.nominees import words_of_nominee
from nastavnik.mentoring.queries.programmes import programmes_to_enrol_in
from nastavnik.registry.models import Person
from nastavnik.registry.permissions.people import check_can_edit_person
from nastavnik.registry.queries.people import full_name_of, people_visible_to
from nastavnik.registry.views.consents import person_crumbs
from nastavnik.rulebook.roles import Right


def programmes_for(actor: Actor, person: Person, today: date) -> list[Programme]:
    """Programmes that the person may enter by the actor's hand; Denied or Refused, with the reason, where there is none."""
    check_can_edit_person(actor, person)
    programmes = programmes_to_enrol_in(actor, person, today)
    if not programmes:
        raise Refused("Нет программ, в которых этот человек не участвует: сначала откройте программу.")
    return programmes


class PersonEnrol(FormPage):
    """One more participant of a programme, without a file."""

    permission = Right.PEOPLE_EDIT
    section = "participants"
    title = "Включить в программу"
    form_class = EnrolmentForm
    submit_label = "Включить"

    def load(self) -> None:
        """The person, and programmes of the institution in which he does not take part."""
        self.person: Person = get_object_or_404(people_visible_to(self.actor), pk=self.kwargs["pk"])
        self.programmes = programmes_for(self.actor, self.person, self.today)

    def lead(self) -> str:
        """Whom."""
        return f"{full_name_of(self.person).full}. Запрос вносят после письменного согласия."

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return person_crumbs(self.person)

    def initial(self) -> dict[str, Any]:
        """Today, and the only programme; of one whom a partner proposed what it wrote of him."""
        only = str(self.programmes[0].pk) if len(self.programmes) == 1 else ""
        said = words_of_nominee(self.person)
        side = Side.MENTOR if said else ""
        return {"entered_date": self.today, "programme": only, "words": said, "side": side}

    def form_options(self) -> dict[str, Any]:
        """The programmes and the topics."""
        choices = [(str(one.pk), one.title) for one in self.programmes]
        topics = TopicChoices(topics_offered_to(self.person.institution_id), topics_in_use(self.programmes))
        return {"programmes": choices, "topics": topics}

    def perform(self, form: EnrolmentForm) -> str:
        """Enters the person."""
        data = dict(form.cleaned_data)
        wish = data.pop("programme")
        programme = next(one for one in self.programmes if str(one.pk) == wish)
        enrol_person(by=self.actor, person=self.person, programme=programme, today=self.today, **data)
        self.say(f"{full_name_of(self.person).full}: участник программы «{programme}».")
        return reverse("mentoring:person_view", args=[self.person.pk])
