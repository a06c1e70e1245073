"""Everything read of mentors whom partners propose, and of the requests that wait for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat, Lower, Replace

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import Nominee, Topic
from nastavnik.registry.models import Partner, Person
from nastavnik.registry.queries.people import people_visible_to
from nastavnik.rulebook.roles import Right

NO_TOPIC = "тема не указана"


@dataclass(frozen=True)
class TopicNeed:
    """How many mentees of an organisation wait for a partner's mentor on one topic."""

    partner_id: int
    institution_id: int
    institution: str
    topic: str
    number: int


def nominees_visible_to(actor: Actor) -> QuerySet[Nominee]:
    """Those proposed to the organisations whose registers the actor keeps, and those of his own partners."""
    kept = [node for node in actor.people if actor.may(Right.PEOPLE_EDIT, node)]
    seen = Q(institution_id__in=kept)
    for partner_id, places in actor.partners.items():
        seen |= Q(partner_id=partner_id, institution_id__in=places)
    found = Nominee.objects.filter(seen).select_related("institution", "partner")
    return found.order_by("decided_date", "proposed_at", "pk")


def nominees_of(actor: Actor, partner: Partner) -> QuerySet[Nominee]:
    """Whom the partner proposed where the actor answers for it."""
    return nominees_visible_to(actor).filter(partner=partner).order_by("-proposed_at", "-pk")


def nominees_waiting(actor: Actor) -> QuerySet[Nominee]:
    """Those about whom the actor as a curator has to decide."""
    kept = [node for node in actor.people if actor.may(Right.PEOPLE_EDIT, node)]
    return nominees_visible_to(actor).filter(institution_id__in=kept, state=Nominee.State.WAITING)


def nominees_found(nominees: QuerySet[Nominee], text: str) -> QuerySet[Nominee]:
    """Those in whose name or whose partner's name every word of `text` occurs; ё and е are the same letter."""
    space = Value(" ")
    whole = Concat("last_name", space, "first_name", space, "middle_name", space, "partner__name")
    nominees = nominees.annotate(plain=Replace(Lower(whole), Value("ё"), Value("е")))
    for word in text.lower().replace("ё", "е").split():
        nominees = nominees.filter(plain__contains=word)
    return nominees


def namesakes_of(actor: Actor, nominee: Nominee) -> list[Person]:
    """Grown-ups of the organisation's register with the same surname and first name: he may be known already."""
    key = f"{nominee.last_name} {nominee.first_name}".lower().replace("ё", "е")
    same = people_visible_to(actor).filter(
        institution_id=nominee.institution_id, sort_name__startswith=key, class_name=""
    )
    return list(same.order_by("sort_name", "pk")[:10])


def words_of_nominee(person: Person) -> str:
    """What a partner wrote of the person when it proposed him; empty for whoever came by another way."""
    said = Nominee.objects.filter(person=person, institution_id=person.institution_id).exclude(competences="")
    return said.order_by("-pk").values_list("competences", flat=True).first() or ""


def needs_for_partners(today: date) -> list[TopicNeed]:
    """Requests addressed to the partners whose responsible employee is acting: numbers by topic, no names.

    Such are requests of mentees without a pair in programmes that work through partners, at organisations that
    have an agreement with the partner. A request of two topics counts in both. Two queries.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from mentoring_partner_needs(%s)", [today])
        rows = cursor.fetchall()
    labels = dict(Topic.objects.filter(code__in={row[3] for row in rows}).values_list("code", "label"))
    return [
        TopicNeed(partner, node, name, labels.get(topic, topic) or NO_TOPIC, number)
        for partner, node, name, topic, number in rows
    ]
