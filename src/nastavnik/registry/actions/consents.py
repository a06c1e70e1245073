"""Everything written of consents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Consent, Person
from nastavnik.registry.moments import consent_removed
from nastavnik.registry.permissions.consents import check_can_record_consent
from nastavnik.registry.queries.consents import consent_records
from nastavnik.rulebook.consent import ConsentSubject, consent_gaps


@transaction.atomic
def record_consents(
    *, by: Actor, subjects: Mapping[Person, ConsentSubject], given_date: date, today: date, kept_at: str = ""
) -> int:
    """Records, for each person, every signature that is missing today as given on `given_date`; gives how many.

    Refuses a date that has not come. Who has to sign is decided by the age (rulebook.consent).
    """
    if given_date > today:
        raise Refused(
            "Дата согласия ещё не наступила: впишите день, когда согласие подписано.", field="given_date"
        )
    known = consent_records(person.pk for person in subjects)
    made = []
    for person, subject in subjects.items():
        check_can_record_consent(by, person)
        for gap in consent_gaps(subject, today, known.get(person.pk, [])):
            made.append(
                Consent(
                    institution_id=person.institution_id, person=person, kind=gap.kind, signer=gap.signer,
                    given_date=given_date, kept_at=kept_at,
                )
            )  # fmt: skip
            record(by=by, verb="record_consents", person_id=person.pk, institution_id=person.institution_id)
    Consent.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


@transaction.atomic
def remove_consent(*, by: Actor, consent: Consent) -> None:
    """Takes away a signature that was recorded by mistake; upper rooms may refuse while a pair stands on it."""
    check_can_record_consent(by, consent.person)
    record(by=by, verb="remove_consent", obj=consent)
    person = consent.person
    consent.delete()
    consent_removed.happen(by=by, person=person)
