"""Everything written of partners and of what organisations agreed with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Cooperation, Organisation, Partner
from nastavnik.registry.moments import partner_leaves
from nastavnik.registry.permissions.partners import (
    check_can_add_partner,
    check_can_cooperate,
    check_can_edit_partner,
    check_can_keep_contacts,
)
from nastavnik.registry.queries.partners import mentors_by_partner, partners_visible_to
from nastavnik.rulebook.requisites import BadRequisite, parse_inn

FACTS = ("name", "kind", "inn", "site")
CONTACTS = ("contact_name", "contact_post", "contact_phone", "contact_email")
TERMS = (
    "agreement_number", "agreement_date", "agreement_end", "contact_name", "contact_post", "contact_phone",
    "contact_email",
)  # fmt: skip


@transaction.atomic
def add_partner(
    *, by: Actor, organisation: Organisation, facts: Mapping[str, Any], terms: Mapping[str, Any] = {}
) -> Partner:
    """Enters a legal entity (`FACTS`) and, where `terms` (`TERMS`) are given, the organisation's agreement with it.

    Refuses an empty name, a wrong ИНН and one that a partner in sight already has.
    """
    check_can_add_partner(by, organisation)
    partner = Partner(organisation=organisation, **_facts(by, facts, None))
    partner.save()
    record(by=by, verb="add_partner", obj=partner, institution_id=organisation.pk)
    if any(terms.values()):
        agree_with_partner(by=by, partner=partner, institution=organisation, terms=terms)
    return partner


@transaction.atomic
def correct_partner(*, by: Actor, partner: Partner, facts: Mapping[str, Any]) -> list[str]:
    """Corrects the entity for everybody who works with it; gives the names of the changed fields."""
    check_can_edit_partner(by, partner)
    wanted = _facts(by, facts, partner)
    changed = [field for field, value in wanted.items() if getattr(partner, field) != value]
    for field in changed:
        setattr(partner, field, wanted[field])
    if changed:
        partner.save(update_fields=changed)
        at = partner.organisation_id
        record(by=by, verb="correct_partner", obj=partner, institution_id=at, fields=changed)
    return changed


@transaction.atomic
def agree_with_partner(
    *, by: Actor, partner: Partner, institution: Organisation, terms: Mapping[str, Any]
) -> Cooperation:
    """Writes what an organisation agreed with a partner and whom it calls there (`TERMS`), anew or in place.

    Refuses an end before the beginning. What did not change leaves no trace.
    """
    check_can_cooperate(by, institution)
    wanted = {field: terms[field] for field in TERMS if field in terms}
    begins, ends = wanted.get("agreement_date"), wanted.get("agreement_end")
    if begins and ends and ends < begins:
        raise Refused("Соглашение кончается раньше, чем начинается: проверьте даты.", field="agreement_end")
    known = Cooperation.objects.filter(partner=partner, institution=institution).first()
    row = known or Cooperation(partner=partner, institution=institution)
    changed = [field for field, value in wanted.items() if getattr(row, field) != value]
    for field in changed:
        setattr(row, field, wanted[field])
    if known is None or changed:
        row.save()
        record(by=by, verb="agree_with_partner", obj=row, fields=changed)
    return row


@transaction.atomic
def keep_contacts(*, by: Actor, cooperation: Cooperation, contacts: Mapping[str, str]) -> list[str]:
    """Writes whom the organisation calls at the partner (`CONTACTS`), by the partner's own responsible employee.

    Gives the names of the changed fields; what did not change leaves no trace. The agreement itself is not his to change.
    """
    check_can_keep_contacts(by, cooperation)
    wanted = {field: contacts[field].strip() for field in CONTACTS if field in contacts}
    changed = [field for field, value in wanted.items() if getattr(cooperation, field) != value]
    for field in changed:
        setattr(cooperation, field, wanted[field])
    if changed:
        cooperation.save(update_fields=changed)
        record(by=by, verb="keep_contacts", obj=cooperation, fields=changed)
    return changed


@transaction.atomic
def end_cooperation(*, by: Actor, cooperation: Cooperation) -> None:
    """Takes away the record that an organisation works with a partner; the partner stays."""
    check_can_cooperate(by, cooperation.institution)
    record(by=by, verb="end_cooperation", obj=cooperation)
    cooperation.delete()


@transaction.atomic
def remove_partner(*, by: Actor, partner: Partner) -> None:
    """Takes a partner away that was entered by mistake.

    Refuses while an organisation has an agreement with it or mentors are recorded as its own; lets `partner_leaves`
    happen, by which rooms above object.
    """
    check_can_edit_partner(by, partner)
    if Cooperation.objects.filter(partner=partner).exclude(institution_id=partner.organisation_id).exists():
        raise Refused("С партнёром работают другие организации: сначала уберите их соглашения.")
    if mentors_by_partner([partner.pk]).get(partner.pk):
        raise Refused("За партнёром числятся наставники: сначала исправьте их карточки.")
    partner_leaves.happen(by=by, partner=partner)
    record(by=by, verb="remove_partner", obj=partner, institution_id=partner.organisation_id)
    partner.delete()


def _facts(by: Actor, facts: Mapping[str, Any], known: Partner | None) -> dict[str, Any]:
    """The facts with the digits of the ИНН alone; Refused for what can not be."""
    wanted = {field: facts[field] for field in FACTS if field in facts}
    if "name" in wanted and not wanted["name"].strip():
        raise Refused("Впишите наименование партнёра.", field="name")
    if wanted.get("inn"):
        try:
            wanted["inn"] = parse_inn(wanted["inn"])
        except BadRequisite as bad:
            raise Refused(f"{bad.what}. {bad.remedy}.", field="inn") from bad
        twins = partners_visible_to(by).filter(inn=wanted["inn"]).exclude(pk=known.pk if known else 0)
        twin = twins.first()
        if twin is not None:
            raise Refused(
                f"Партнёр с этим ИНН уже есть: {twin}. Откройте его и запишите своё соглашение.",
                field="inn",
            )
    return wanted
