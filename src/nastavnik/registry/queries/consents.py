"""Everything read of consents, their editions and scans."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Consent, ConsentEdition, ConsentPolicy, ConsentScan, Person
from nastavnik.registry.queries.people import in_sight
from nastavnik.rulebook.ages import ADULT
from nastavnik.rulebook.consent import ConsentKind, ConsentRecord, Signer

KINDS = tuple(kind.value for kind in ConsentKind)


def consents_visible_to(actor: Actor) -> QuerySet[Consent]:
    """Consents of the people that the actor sees; of a class teacher only those of his classes."""
    return Consent.objects.filter(in_sight(actor))


def scans_visible_to(actor: Actor) -> QuerySet[ConsentScan]:
    """Scans of the consents that the actor sees, without their content."""
    return ConsentScan.objects.filter(in_sight(actor)).defer("content")


def as_record(consent: Consent) -> ConsentRecord:
    """The signature as the rulebook knows it."""
    return ConsentRecord(
        kind=ConsentKind(consent.kind),
        signer=Signer(consent.signer),
        given=consent.given_date,
        until=consent.valid_until,
        withdrawn=consent.withdrawn_date,
    )


def consent_records(person_ids: Iterable[int]) -> dict[int, list[ConsentRecord]]:
    """Consents of several people as the rulebook knows them, in one query; only rows within the scope are found."""
    records: dict[int, list[ConsentRecord]] = {}
    known = Consent.objects.filter(person_id__in=list(person_ids), kind__in=KINDS).order_by(
        "given_date", "pk"
    )
    # Desks read those of a whole school: bare values cost a third of what models would.
    rows = known.values_list("person_id", "kind", "signer", "given_date", "valid_until", "withdrawn_date")
    for person_id, kind, signer, given, until, withdrawn in rows:
        record = ConsentRecord(ConsentKind(kind), Signer(signer), given, until, withdrawn)
        records.setdefault(person_id, []).append(record)
    return records


def consents_in_force(person: Person, kind: ConsentKind) -> QuerySet[Consent]:
    """Signatures of the person under this kind that nobody has withdrawn."""
    return Consent.objects.filter(person=person, kind=kind, withdrawn_date=None).order_by("given_date", "pk")


def people_who_may_have_lapsed(on: date) -> QuerySet[Person]:
    """People of whom a signature has run out by the day, and those of age for whom a representative once signed.

    More than the rule will find: whether somebody truly lacks a consent is said by `rulebook.consent.lapsed_gaps`.
    """
    own = Consent.objects.filter(person=OuterRef("pk"), kind__in=KINDS, withdrawn_date=None)
    of_age = Q(birth_date__year__lte=on.year - ADULT) | Q(birth_year__lte=on.year - ADULT)
    signed_for = own.filter(signer=Signer.GUARDIAN)
    return Person.objects.filter(Exists(own.filter(valid_until__lt=on)) | of_age & Exists(signed_for))


def editions_of(institution_id: int) -> QuerySet[ConsentEdition]:
    """Editions that the institution may have used: its own, the latest first, then those it started with."""
    own = ConsentEdition.objects.filter(institution_id=institution_id)
    known = own | ConsentEdition.objects.filter(institution=None)
    return known.order_by("kind", F("institution").asc(nulls_last=True), "-number")


def editions_in_force(institution_id: int) -> dict[ConsentKind, ConsentEdition]:
    """The edition that stands in a blank printed today, by kind, in one query."""
    found: dict[ConsentKind, ConsentEdition] = {}
    for edition in editions_of(institution_id).filter(kind__in=KINDS):
        found.setdefault(ConsentKind(edition.kind), edition)
    return found


def edition_label(edition: ConsentEdition) -> str:
    """«редакция 2», «типовая редакция 1»."""
    return f"редакция {edition.number}" if edition.institution_id else f"типовая редакция {edition.number}"


def policy_of(institution_id: int) -> ConsentPolicy:
    """How the institution asks for consents; a new, unsaved one where it has said nothing."""
    known = ConsentPolicy.objects.filter(institution_id=institution_id).first()
    return known or ConsentPolicy(institution_id=institution_id)


def policies_of(institution_ids: Iterable[int]) -> dict[int, ConsentPolicy]:
    """The same for several institutions that have said something, in one query."""
    return {one.institution_id: one for one in ConsentPolicy.objects.filter(institution__in=institution_ids)}


def kinds_asked(policy: ConsentPolicy) -> tuple[ConsentKind, ...]:
    """Optional kinds that the institution asks for beside those that are demanded."""
    return tuple(kind for kind in ConsentKind if kind.value in policy.asked)
