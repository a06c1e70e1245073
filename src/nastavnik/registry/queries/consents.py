"""Everything read of consents."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Consent
from nastavnik.registry.queries.people import in_sight
from nastavnik.rulebook.consent import ConsentKind, ConsentRecord, Signer


def consents_visible_to(actor: Actor) -> QuerySet[Consent]:
    """Consents of the people that the actor sees."""
    return Consent.objects.filter(in_sight(actor))


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
