"""The card of one person: who it is, consents, what he asks for or offers, pairs, journal."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Block, Crumb, CustomBlock, Fact, FactsBlock, Missing, State
from nastavnik.kit.pages import CardPage
from nastavnik.kit.tables import Column, Table
from nastavnik.mentoring.models import Participation, Side
from nastavnik.mentoring.queries.journal import journal_about
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.mentoring.queries.people import PersonFile, person_file
from nastavnik.mentoring.views.enrolment import programmes_for
from nastavnik.mentoring.views.pairs import TONES
from nastavnik.mentoring.views.person_consents import consent_blocks
from nastavnik.mentoring.views.person_register import (
    guardian_blocks,
    register_facts,
    register_menu,
    register_missing,
    training_blocks,
)
from nastavnik.registry.models import Person
from nastavnik.registry.permissions.consents import check_can_record_consent
from nastavnik.registry.permissions.people import check_can_view_people
from nastavnik.registry.queries.people import birth_of, full_name_of, people_visible_to
from nastavnik.rulebook.ages import AgeBand, age_words
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.pair_states import PAIR_STATES, PairState
from nastavnik.rulebook.roles import Right

PAIR_COLUMNS = (
    Column("names", "Пара", link=lambda pair: reverse("mentoring:pair_view", args=[pair.pk])),
    Column("programme", "Программа"),
    Column(
        "state",
        "Состояние",
        lambda pair: State(PAIR_STATES[PairState(pair.state)].label, TONES[pair.state]),
        kind="state",
    ),
    Column("active_from", "С какого дня", kind="date"),
)


class PersonView(CardPage):
    """Everything that the institution knows of a participant."""

    permission = Right.PEOPLE_VIEW
    section = "participants"
    wide = True

    def load(self) -> None:
        """The person, of those whom this actor sees."""
        people = people_visible_to(self.actor).select_related("institution", "partner")
        self.person: Person = get_object_or_404(people, pk=self.kwargs["pk"])
        check_can_view_people(self.actor, self.person.institution)

    @cached_property
    def file(self) -> PersonFile:
        """Participations, consents, pairs and the representative."""
        return person_file(self.actor, self.person, self.today)

    def heading(self) -> str:
        """The full name."""
        return full_name_of(self.person).full

    def lead(self) -> str:
        """Who it is in one line."""
        sides = dict.fromkeys(part.get_side_display().lower() for part in self.file.participations)
        age = age_words(birth_of(self.person), self.today) if birth_of(self.person) else ""
        return ", ".join(part for part in (*sides, age, standing_of(self.person)) if part)

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [Crumb("Участники", reverse("mentoring:participant_list"))]

    def state(self) -> State | None:
        """Whether all consents are there; nothing is asked of staff who take no part."""
        if not self.file.kinds_needed:
            return None
        if self.file.gaps:
            return State("не хватает согласий", "attention")
        return State("согласия есть", "good")

    def missing(self) -> list[Missing]:
        """Each missing signature in a sentence; what the registers lack."""
        found = [Missing(gap.sentence) for gap in self.file.gaps]
        sees_needs = self.actor.may(Right.PROGRAMMES_VIEW, self.person.institution_id)
        if found and sees_needs and any(hasattr(part, "need") for part in self.file.participations):
            found.append(Missing("До согласия запрос лежит без движения: в подбор и в приказ он не попадёт."))
        return found + register_missing(self.actor, self.person, self.today)

    def primary(self) -> Action | None:
        """Recording the consents that are missing."""
        if not self.file.gaps:
            return None
        url = f"{reverse('mentoring:consents_record')}?{urlencode({'person': self.person.pk})}"
        check = (check_can_record_consent, self.actor, self.person)
        return Action.checked(*check, label="Отметить согласия", url=url)

    def menu(self) -> list[Action]:
        """Corrections of the record, and a way into a programme."""
        url = reverse("mentoring:person_enrol", args=[self.person.pk])
        check = (programmes_for, self.actor, self.person, self.today)
        enrolment = Action.checked(*check, label="Включить в программу", url=url)
        return [*register_menu(self.actor, self.person, self.today), enrolment]

    def blocks(self) -> list[Block]:
        """Facts, what is asked for and offered, consents, pairs."""
        file = self.file
        node = self.person.institution_id
        parts = [
            self.participation_block(part)
            for part in file.participations
            if self.actor.may(Right.PROGRAMMES_VIEW, node)
        ]
        consents = consent_blocks(self.actor, self.person, file)
        pairs = Table("Пары", columns=PAIR_COLUMNS, rows=file.pairs, empty="В парах не состоит.")
        own = [pairs] if self.actor.may(Right.PAIRS_VIEW, node) else []
        guardians = guardian_blocks(self.actor, self.person, file.guardians)
        trained = training_blocks(self.actor, self.person)
        return [FactsBlock("Сведения", facts=self.facts()), *guardians, *parts, *consents, *own, *trained]

    def facts(self) -> list[Fact]:
        """What is known of the person."""
        person, birth = self.person, birth_of(self.person)
        day = long_date(person.birth_date) if person.birth_date else person.birth_year
        found = [
            Fact("Дата рождения" if person.birth_date else "Год рождения", day),
            Fact("Возраст", age_words(birth, self.today) if birth else ""),
            Fact("Класс", person.class_name),
            Fact("Должность", person.post),
            Fact("Место работы или учёбы", person.workplace),
            Fact("Контакты", person.contact),
            *register_facts(self.actor, person, self.today),
        ]
        always = {"Дата рождения", "Год рождения", "Контакты"}
        return [fact for fact in found if fact.value or fact.label in always]

    def participation_block(self, part: Participation) -> Block:
        """What the person asks for or offers in one programme."""
        side = part.get_side_display()
        facts = [
            Fact(
                "Программа",
                part.programme.title,
                url=reverse("mentoring:programme_view", args=[part.programme_id]),
            ),
            Fact("Вхождение в программу", long_date(part.entered_date)),
        ]
        facts += self.need_facts(part) if part.side == Side.MENTEE else self.offer_facts(part)
        context = {"facts": facts, "action": self.correction(part)}
        return CustomBlock(
            f"{side} в программе", template="mentoring/parts/participation.html", context=context
        )

    def need_facts(self, part: Participation) -> list[Fact]:
        """The request in words and topics."""
        need = getattr(part, "need", None)
        if need is None:
            return [Fact("Основной запрос", "")]
        found = [
            Fact("Основной запрос", need.text),
            Fact("Темы", self.file.topics_in_words(need.topics)),
            Fact("Интересы", need.interests),
            Fact("Когда может заниматься", need.time_resource),
            Fact("От кого запрос", need.get_source_display()),
        ]
        return [fact for fact in found if fact.value or fact.label in ("Основной запрос", "Темы")]

    def offer_facts(self, part: Participation) -> list[Fact]:
        """What the mentor can give."""
        offer = getattr(part, "offer", None)
        if offer is None:
            return [Fact("Основные компетенции", "")]
        low = 0 if offer.age_from is None else offer.age_from
        band = AgeBand(low, 120 if offer.age_to is None else offer.age_to)
        found = [
            Fact("Основные компетенции", offer.competences),
            Fact("Темы", self.file.topics_in_words(offer.topics)),
            Fact("Достижения", offer.achievements),
            Fact("Интересы", offer.interests),
            Fact("Желаемый возраст наставляемых", band.label),
            Fact("Ресурс времени", offer.time_resource),
            Fact("Откуда наставник", offer.get_source_display()),
            Fact("Стаж, полных лет", offer.experience_years),
            Fact("Сколько наставляемых возьмёт", offer.capacity),
        ]
        return [fact for fact in found if fact.value or fact.label == "Темы"]

    def correction(self, part: Participation) -> Action | None:
        """The button under what is asked for or offered."""
        kind = "need" if part.side == Side.MENTEE else "offer"
        detail: Any = getattr(part, kind, None)
        if detail is None or not self.actor.may(Right.PEOPLE_EDIT, part.institution_id):
            return None
        label = "Уточнить запрос" if kind == "need" else "Уточнить сведения наставника"
        return Action(label, reverse(f"mentoring:{kind}_edit", args=[detail.pk]))

    def journal(self) -> list[Any]:
        """Who did what with the person's record."""
        return journal_about(self.actor, [self.person], person=self.person)
