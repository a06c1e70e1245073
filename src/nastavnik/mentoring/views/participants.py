"""Participants: the list, the record of consents, the corrections of requests and offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.components import Action, Crumb, Empty, State
from nastavnik.kit.errors import refusal_of
from nastavnik.kit.pages import BulkAction, Filter, FormPage, ListPage
from nastavnik.kit.tables import Column
from nastavnik.mentoring.actions.exports import export_list
from nastavnik.mentoring.actions.participants import correct_need, correct_offer
from nastavnik.mentoring.forms.participants import NeedForm, OfferForm, TopicChoices
from nastavnik.mentoring.models import Participation, Side
from nastavnik.mentoring.permissions.bases import check_can_export_lists
from nastavnik.mentoring.permissions.participants import check_can_correct_need, check_can_correct_offer
from nastavnik.mentoring.queries.dictionaries import topics_in_use, topics_offered_to
from nastavnik.mentoring.queries.participants import (
    ParticipantRow,
    needs_visible_to,
    offers_visible_to,
    participant_rows,
    participants_visible_to,
    people_by_consents,
    people_in_programme,
    people_on_side,
    standing_of,
)
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.mentoring.views.programme_words import ONLY_CURATOR_RECORDS
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import birth_of, full_name_of, people_found, people_with
from nastavnik.rulebook.consent import ConsentGap, ConsentKind, Signer
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.roles import Right

PEOPLE = ("человек", "человека", "человек")
OF_PEOPLE = ("человека", "человек", "человек")
SIGNATURES = ("подпись", "подписи", "подписей")
_WHOSE = {Signer.GUARDIAN: "представителя", Signer.PERSON: "участника"}
BIRTHS = (("year", "известен только год"), ("birth", "не указана"))
# What is added to a signature that is not under the processing of data.
_ON_WHAT = {
    ConsentKind.MENTOR_ROLE: " на роль наставника",
    ConsentKind.DISTRIBUTION: " на распространение",
    ConsentKind.IMAGE: " на съёмку",
    ConsentKind.TRANSFER: " на передачу партнёру",
    ConsentKind.PSYCHOLOGIST: " на сопровождение психологом",
    ConsentKind.CONTEST: " на конкурс",
}
CONSENT_CHOICES = (("missing", "не хватает"), ("complete", "есть"))


def consents_state(gaps: Sequence[ConsentGap]) -> State:
    """«согласия есть», or whose signatures are missing."""
    if not gaps:
        return State("согласия есть", "good")
    return State("не хватает подписей", "attention", signatures_of(gaps))


def birth_words(person: Person) -> str:
    """«05.03.2012», «2012 г. р.», nothing where it is not known."""
    birth = birth_of(person)
    if birth is None:
        return ""
    return short_date(birth.day) if birth.day else f"{birth.year} г. р."


def signatures_of(gaps: Sequence[ConsentGap]) -> str:
    """«представителя, участника, представителя на роль наставника», after the word «подписи»."""
    return ", ".join(f"{_WHOSE[gap.signer]}{_ON_WHAT.get(gap.kind, '')}" for gap in gaps)


def _topics_for(participation: Participation) -> TopicChoices:
    """Topics that may be chosen, those of the programme first."""
    labels = topics_offered_to(participation.institution_id)
    return TopicChoices(labels, topics_in_use([participation.programme]))


def _crumb() -> Crumb:
    return Crumb("Участники", reverse("mentoring:participant_list"))


def _person_crumbs(person: Person) -> list[Crumb]:
    return [_crumb(), Crumb(full_name_of(person).full, reverse("mentoring:person_view", args=[person.pk]))]


class ParticipantList(ListPage):
    """Everybody who takes part, with the state of consents."""

    permission = Right.PEOPLE_VIEW
    title = "Участники"
    section = "participants"
    counted_as = ("участник", "участника", "участников")
    search_label = "Фамилия, имя или отчество"
    ordering = "name"
    columns = (
        Column(
            "name",
            "Фамилия Имя Отчество",
            lambda row: full_name_of(row.person).full,
            link=lambda row: reverse("mentoring:person_view", args=[row.pk]),
            sort="sort_name",
        ),
        Column("sides", "Сторона", lambda row: ", ".join(side.lower() for side in row.sides)),
        Column(
            "standing",
            "Класс или должность",
            lambda row: standing_of(row.person),
            sort=("class_name", "sort_name"),
        ),
        Column("programmes", "Программа", lambda row: ", ".join(row.programmes), wide_only=True),
        Column("consents", "Согласия", lambda row: consents_state(row.gaps), kind="state"),
        Column("birth", "Дата рождения", lambda row: birth_words(row.person), is_extra=True),
        Column("entered", "Когда вошёл", lambda row: row.entered, kind="date", is_extra=True),
        Column("workplace", "Место работы или учёбы", "person.workplace", is_extra=True),
        Column("contact", "Контакты участника", "person.contact", is_extra=True),
    )
    has_choice = True
    export_name = "Участники"
    filters = (
        Filter(
            "side",
            "сторона",
            [(side.value, side.label.lower()) for side in Side],
            people_on_side,
        ),
        Filter(
            "programme",
            "программа",
            lambda page: page.programme_choices,
            people_in_programme,
        ),
        Filter("birth", "дата рождения", BIRTHS, people_with),
        # The last one: it has to look at every person whom the others have left.
        Filter(
            "consents",
            "согласия",
            CONSENT_CHOICES,
            lambda rows, value: people_by_consents(
                rows, complete=value == "complete", on=timezone.localdate()
            ),
        ),
    )

    @cached_property
    def programme_choices(self) -> list[tuple[str, str]]:
        """Programmes to choose from, the latest first."""
        rows = programmes_visible_to(self.actor).order_by("-school_year", "title")
        return [(str(pk), title) for pk, title in rows.values_list("pk", "title")]

    def primary(self) -> Action | None:
        """Consents by class, for whoever sees consents."""
        if not self.actor.may(Right.CONSENTS_VIEW):
            return None
        return Action("Согласия по классам", reverse("mentoring:consent_list"))

    def rows(self) -> Any:
        """People who take part."""
        return participants_visible_to(self.actor)

    def search(self, rows: Any, text: str) -> Any:
        """By any parts of the name; ё is the same as е."""
        return people_found(rows, text)

    def prepared(self, rows: Sequence[Any]) -> Sequence[ParticipantRow]:
        """People with their participations and consents."""
        return participant_rows(rows, self.today)

    def export_refusal(self) -> str | None:
        """Only whoever takes bases out takes lists out."""
        return refusal_of(check_can_export_lists, self.actor)

    def journal_export(self, rows: Sequence[Any], columns: Sequence[str]) -> None:
        """In the journal of each institution whose people stand in the file."""
        nodes = Counter(row.person.institution_id for row in rows)
        export_list(by=self.actor, what="participants", columns=columns, rows_of=nodes)

    def menu(self) -> list[Action]:
        """Everybody in the register, dates of birth, special categories, cards."""
        found = [Action("Все люди организации", reverse("registry:person_list"))]
        if self.actor.may(Right.PEOPLE_EDIT):
            found.insert(0, Action("Внести участника", reverse("registry:person_add")))
            found.append(Action("Уточнить даты рождения", reverse("registry:births_edit")))
        if self.actor.may(Right.TRAININGS_VIEW):
            found.append(Action("Обучение наставников", reverse("registry:training_list")))
        if self.actor.may(Right.SPECIAL_VIEW):
            found.append(Action("Особые категории", reverse("registry:special_list")))
        if self.actor.may(Right.CARDS_ISSUE):
            found.append(Action("Карточки для входа", reverse("access:card_list")))
        return found

    def bulk_actions(self) -> list[BulkAction]:
        """Recording consents or a training of the chosen people."""
        may = self.actor.may(Right.CONSENTS_RECORD)
        reason = None if may else ONLY_CURATOR_RECORDS
        found = [BulkAction("consents", "Отметить согласия", style="primary", reason=reason)]
        if self.actor.may(Right.TRAININGS_EDIT):
            found.append(BulkAction("training", "Внести обучение"))
        return found

    def perform_bulk(self, name: str, chosen: Sequence[Person]) -> str:
        """On to the training, or to the date of the consents; a list of one programme is remembered, to lead back to it."""
        wish: dict[str, Any] = {"person": [person.pk for person in chosen]}
        if name == "training":
            return f"{reverse('registry:training_add')}?{urlencode(wish, doseq=True)}"
        wish |= {
            view.filter.name: view.value for view in self.filter_views if view.filter.name == "programme"
        }
        query = urlencode({name: value for name, value in wish.items() if value}, doseq=True)
        return f"{reverse('mentoring:consents_record')}?{query}"

    def nothing(self) -> Empty:
        """The way to the first participants."""
        action = None
        if self.actor.may(Right.PROGRAMMES_VIEW):
            action = Action("К программам", reverse("mentoring:programme_list"))
        return Empty(
            "Участников пока нет.", "Загрузите базу наставляемых в программе — они появятся здесь.", action
        )


class NeedEdit(FormPage):
    """The words and topics of a request."""

    permission = Right.PEOPLE_EDIT
    section = "participants"
    title = "Уточнить запрос"
    form_class = NeedForm

    def load(self) -> None:
        """The request, of those that this person sees."""
        needs = needs_visible_to(self.actor).select_related("person")
        self.need = get_object_or_404(needs, pk=self.kwargs["pk"])
        check_can_correct_need(self.actor, self.need)

    def crumbs(self) -> list[Crumb]:
        """Up to the person."""
        return _person_crumbs(self.need.person)

    def initial(self) -> dict[str, Any]:
        """The request as it is."""
        return {name: getattr(self.need, name) for name in NeedForm.base_fields}

    def form_options(self) -> dict[str, Any]:
        """The dictionary of topics."""
        return {"topics": _topics_for(self.need.participation)}

    def perform(self, form: NeedForm) -> str:
        """Writes it and goes back to the card."""
        changed = correct_need(by=self.actor, need=self.need, **form.cleaned_data)
        self.say("Запрос уточнён." if changed else "Ничего не изменилось.")
        return self.cancel_url()


class OfferEdit(FormPage):
    """What a mentor can give, to whom and how much time he has."""

    permission = Right.PEOPLE_EDIT
    section = "participants"
    title = "Уточнить сведения наставника"
    form_class = OfferForm

    def load(self) -> None:
        """The offer, of those that this person sees."""
        offers = offers_visible_to(self.actor).select_related("person")
        self.offer = get_object_or_404(offers, pk=self.kwargs["pk"])
        check_can_correct_offer(self.actor, self.offer)

    def crumbs(self) -> list[Crumb]:
        """Up to the person."""
        return _person_crumbs(self.offer.person)

    def initial(self) -> dict[str, Any]:
        """The offer as it is."""
        return {name: getattr(self.offer, name) for name in OfferForm.base_fields}

    def form_options(self) -> dict[str, Any]:
        """The dictionary of topics."""
        return {"topics": _topics_for(self.offer.participation)}

    def perform(self, form: OfferForm) -> str:
        """Writes it and goes back to the card."""
        changed = correct_offer(by=self.actor, offer=self.offer, changes=form.cleaned_data)
        self.say("Сведения наставника уточнены." if changed else "Ничего не изменилось.")
        return self.cancel_url()
