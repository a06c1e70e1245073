"""Entering one person into a programme by hand, without a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import Need, Offer, Participation, Programme, Side
from nastavnik.mentoring.permissions.participants import check_can_enrol_person
from nastavnik.mentoring.queries.dictionaries import local_topics_of, topics_offered_to
from nastavnik.mentoring.queries.participants import consent_gaps_of
from nastavnik.mentoring.queries.stages import refuse_behind_gates
from nastavnik.registry.models import Person
from nastavnik.rulebook.consent import ConsentKind
from nastavnik.rulebook.topics import topics_in


@transaction.atomic
def enrol_person(
    *,
    by: Actor,
    person: Person,
    programme: Programme,
    side: str,
    words: str,
    topics: Sequence[str],
    entered_date: date,
    today: date,
) -> Participation:
    """Enters a person into a programme of his institution with a request (mentee) or competences (mentor).

    Without topics they are recognised in the words, local ones too.

    Refuses a person without the written consent: before it no request is kept; one who takes part already, a day to
    come, a programme that is over, empty words and an unknown topic, a programme without its regulation or curator.
    """
    check_can_enrol_person(by, programme)
    if person.institution_id != programme.institution_id:
        raise Refused("Программа другой организации: выберите свою.", field="programme")
    if programme.end_date < today:
        raise Refused("Программа уже закончилась: выберите другую.", field="programme")
    if entered_date > today:
        raise Refused(
            "Этот день ещё не наступил: впишите день, когда человек вошёл в программу.", field="entered_date"
        )
    if not words.strip():
        raise Refused("Впишите запрос наставляемого или компетенции наставника.", field="words")
    if set(topics) - set(topics_offered_to(person.institution_id)):
        raise Refused("Такой темы в справочнике нет: обновите страницу и выберите заново.", field="topics")
    if any(gap.kind is ConsentKind.PROCESSING for gap in consent_gaps_of([person], today)[person.pk]):
        raise Refused("Сначала запишите согласие на обработку персональных данных: до него запрос не хранят.")
    if Participation.objects.filter(programme=programme, person=person, side=side).exists():
        raise Refused("Этот человек уже участвует в программе.", field="programme")
    refuse_behind_gates(programme, today)
    known = list(topics) or list(topics_in(words, local_topics_of(person.institution_id)))
    at = {"institution_id": person.institution_id, "person": person}
    part = Participation.objects.create(programme=programme, side=side, entered_date=entered_date, **at)
    if side == Side.MENTEE:
        Need.objects.create(participation=part, text=words.strip(), topics=known, **at)
    else:
        Offer.objects.create(participation=part, competences=words.strip(), topics=known, **at)
    record(by=by, verb="enrol_person", obj=part)
    return part
