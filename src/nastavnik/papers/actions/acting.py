"""Who stands in for the head: appointed for a period, corrected, removed when entered by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.models import ActingHead
from nastavnik.papers.permissions import check_can_appoint_acting_head
from nastavnik.papers.queries.acting import acting_heads_between
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.dates import short_date


@dataclass(frozen=True)
class ActingTerms:
    """Who stands in, how he signs, from when till when (both days inclusive), by which paper."""

    full_name: str
    post: str
    from_date: date
    to_date: date
    basis: str


@transaction.atomic
def appoint_acting_head(*, by: Actor, institution: Organisation, terms: ActingTerms) -> ActingHead:
    """Enters who stands in for the head. Records it.

    Refused: to whoever may not change the requisites; an end before the beginning; days that somebody else has.
    """
    check_can_appoint_acting_head(by, institution)
    _check_period(institution, terms)
    acting = ActingHead.objects.create(institution=institution, **vars(terms))
    record(by=by, verb="appoint_acting_head", obj=acting)
    return acting


@transaction.atomic
def correct_acting_head(*, by: Actor, acting: ActingHead, terms: ActingTerms) -> ActingHead:
    """Corrects the name, the period or the basis; drafts keep the signer they have. Records the fields.

    Refused as an appointment is.
    """
    check_can_appoint_acting_head(by, acting.institution)
    _check_period(acting.institution, terms, besides=acting)
    changed = [field for field, value in vars(terms).items() if getattr(acting, field) != value]
    for field in changed:
        setattr(acting, field, getattr(terms, field))
    acting.save(update_fields=changed)
    record(by=by, verb="correct_acting_head", obj=acting, fields=changed)
    return acting


@transaction.atomic
def remove_acting_head(*, by: Actor, acting: ActingHead) -> None:
    """Removes what was entered by mistake. Records it; refused to whoever may not change the requisites."""
    check_can_appoint_acting_head(by, acting.institution)
    record(by=by, verb="remove_acting_head", obj=acting)
    acting.delete()


def _check_period(institution: Organisation, terms: ActingTerms, besides: ActingHead | None = None) -> None:
    if terms.to_date < terms.from_date:
        raise Refused("Последний день раньше первого. Проверьте даты.", field="to_date")
    others = acting_heads_between(institution, terms.from_date, terms.to_date)
    other = next((one for one in others if one != besides), None)
    if other is not None:
        raise Refused(
            f"С {short_date(other.from_date)} по {short_date(other.to_date)} обязанности исполняет"
            f" {other.full_name}. Исправьте даты, чтобы дни не совпадали.",
            field="from_date",
        )
