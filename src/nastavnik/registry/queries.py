"""Everything read from the registers."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Consent, Contingent, Guardian, Organisation, Person
from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.consent import ConsentKind, ConsentRecord, Signer
from nastavnik.rulebook.names import FullName


def organisations_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Organisations whose figures and papers the actor sees."""
    return Organisation.objects.filter(pk__in=actor.figures)


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """People of the institutions whose people the actor sees."""
    return Person.objects.filter(institution_id__in=actor.people)


def guardians_visible_to(actor: Actor) -> QuerySet[Guardian]:
    """Representatives of the people that the actor sees."""
    return Guardian.objects.filter(institution_id__in=actor.people)


def consents_visible_to(actor: Actor) -> QuerySet[Consent]:
    """Consents of the people that the actor sees."""
    return Consent.objects.filter(institution_id__in=actor.people)


def people_found(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """People in whose name every word of `text` occurs; ё and е are the same letter."""
    for word in text.lower().replace("ё", "е").split():
        people = people.filter(sort_name__contains=word)
    return people


def in_tree_order(nodes: Iterable[Organisation]) -> list[Organisation]:
    """Nodes, each right under the one above it, brothers by name; one whose parent is not among them is a top."""
    by_id = {node.pk: node for node in nodes}
    below: dict[int | None, list[Organisation]] = {}
    for node in sorted(by_id.values(), key=lambda node: (node.short_name.lower().replace("ё", "е"), node.pk)):
        below.setdefault(node.parent_id if node.parent_id in by_id else None, []).append(node)
    found: list[Organisation] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += below.get(node.pk, [])[::-1]
    return found


def institutions_with_contingent(institution_ids: Iterable[int], year: int) -> frozenset[int]:
    """Which of the institutions stated their contingent for a reporting year."""
    stated = Contingent.objects.filter(institution_id__in=list(institution_ids), year=year)
    return frozenset(stated.values_list("institution_id", flat=True).distinct())


def contingents_of(institution: Organisation, year: int) -> dict[int, int]:
    """Children by single years of age, as the institution stated them for a reporting year."""
    return dict(
        Contingent.objects.filter(institution=institution, year=year)
        .order_by("age")
        .values_list("age", "children")
    )


def consent_records(person_ids: Iterable[int]) -> dict[int, list[ConsentRecord]]:
    """Consents of several people as the rulebook knows them, in one query; only rows within the scope are found."""
    records: dict[int, list[ConsentRecord]] = {}
    for consent in Consent.objects.filter(person_id__in=list(person_ids)).order_by("given_date", "pk"):
        records.setdefault(consent.person_id, []).append(
            ConsentRecord(
                kind=ConsentKind(consent.kind),
                signer=Signer(consent.signer),
                given=consent.given_date,
                until=consent.valid_until,
                withdrawn=consent.withdrawn_date,
            )
        )
    return records


def birth_of(person: Person) -> Birth | None:
    """What is known of a person's birth: the date, only the year, or nothing."""
    return Birth.known(person.birth_date, person.birth_year)


def full_name_of(person: Person) -> FullName:
    """The person's name as the rulebook knows names."""
    return FullName(person.last_name, person.first_name, person.middle_name)
