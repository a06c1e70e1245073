"""Mentors from partners: proposed by the partner's responsible employee, accepted or not by the curator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.urls import reverse

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import Nominee
from nastavnik.mentoring.notices import NOMINEE_ANSWERED, NOMINEE_WAITS
from nastavnik.mentoring.permissions.nominees import check_can_decide_nominee, check_can_propose_nominee
from nastavnik.mentoring.queries.nominees import namesakes_of
from nastavnik.notices.actions.notices import tell
from nastavnik.notices.queries.notices import holders_of
from nastavnik.registry.actions.people import add_person, correct_person
from nastavnik.registry.models import Cooperation, Person
from nastavnik.rulebook.names import FullName
from nastavnik.rulebook.roles import Role

DETAILS = ("post", "contact", "competences")


@transaction.atomic
def propose_nominee(
    *, by: Actor, cooperation: Cooperation, name: FullName, details: Mapping[str, str], today: date
) -> Nominee:
    """Proposes a grown-up of the partner's own (`details`: `DETAILS`) to an organisation; its curators are told.

    Nothing is written into the organisation's register. Refuses a closed organisation, empty competences, and somebody
    who waits there already under the same name.
    """
    check_can_propose_nominee(by, cooperation.partner_id, cooperation.institution_id)
    if cooperation.institution.is_closed:
        raise Refused("Организация закрыта: выберите другую.", field="institution")
    if not details.get("competences", "").strip():
        raise Refused("Впишите, чему может научить наставник.", field="competences")
    named = {"last_name": name.last, "first_name": name.first, "middle_name": name.middle}
    at = {"institution_id": cooperation.institution_id, "partner_id": cooperation.partner_id}
    if Nominee.objects.filter(state=Nominee.State.WAITING, **at, **named).exists():
        raise Refused(f"{name.full} уже предложен этой организации и ждёт решения куратора.", field="name")
    said = {field: details.get(field, "").strip() for field in DETAILS}
    nominee = Nominee.objects.create(account_id=by.account_id or 0, **at, **named, **said)
    record(by=by, verb="propose_nominee", obj=nominee)
    curators = holders_of([cooperation.institution_id], [Role.CURATOR], today)
    tell(
        by=by, accounts=[one.account_id for one in curators], kind=NOMINEE_WAITS,
        subject=f"{cooperation.partner} предлагает наставника", key=f"nominee:{nominee.pk}",
        link=reverse("mentoring:nominee_decide", args=[nominee.pk]), institution_id=cooperation.institution_id,
    )  # fmt: skip
    return nominee


@transaction.atomic
def withdraw_nominee(*, by: Actor, nominee: Nominee) -> None:
    """Takes a proposal back, or an answered one off the list: nothing of the person stays with it.

    Refuses one who was accepted: he stands in the organisation's register.
    """
    check_can_propose_nominee(by, nominee.partner_id, nominee.institution_id)
    kept = _held(nominee)
    if kept.state == Nominee.State.ACCEPTED:
        raise Refused("Наставник уже принят: обратитесь к куратору организации.")
    record(by=by, verb="withdraw_nominee", obj=kept)
    kept.delete()


@transaction.atomic
def accept_nominee(*, by: Actor, nominee: Nominee, person: Person | None, today: date) -> Person:
    """Enters the proposed grown-up into the register as a new person, or joins him to `person`, who was chosen.

    Never joins by itself: whom to take is the curator's choice among `namesakes_of`. Of a known person only the partner
    is written, and the contact where there was none. Refuses one who has been decided on, and a person who is no namesake.
    """
    check_can_decide_nominee(by, nominee)
    kept = _waiting(nominee)
    taken = _joined(by, kept, person) if person is not None else _entered(by, kept)
    kept.state, kept.decided_date, kept.person = Nominee.State.ACCEPTED, today, taken
    kept.contact = kept.post = ""
    kept.save(update_fields=["state", "decided_date", "person", "contact", "post"])
    record(by=by, verb="accept_nominee", obj=kept, person_id=taken.pk)
    _answer(by, kept, "принят")
    return taken


@transaction.atomic
def decline_nominee(*, by: Actor, nominee: Nominee, remark: str, today: date) -> Nominee:
    """Says no with a remark that the partner reads; his post, contacts and competences are forgotten at once."""
    check_can_decide_nominee(by, nominee)
    if not remark.strip():
        raise Refused("Впишите для партнёра, почему наставник не принят.", field="remark")
    kept = _waiting(nominee)
    kept.state, kept.decided_date, kept.remark = Nominee.State.DECLINED, today, remark.strip()
    kept.post = kept.contact = kept.competences = ""
    kept.save(update_fields=["state", "decided_date", "remark", *DETAILS])
    record(by=by, verb="decline_nominee", obj=kept)
    _answer(by, kept, "не принят")
    return kept


def _held(nominee: Nominee) -> Nominee:
    return (
        Nominee.objects.select_for_update(of=("self",))
        .select_related("partner", "institution")
        .get(pk=nominee.pk)
    )


def _waiting(nominee: Nominee) -> Nominee:
    kept = _held(nominee)
    if kept.state != Nominee.State.WAITING:
        raise Refused(f"Решение уже есть: {kept} — {kept.get_state_display()}.")
    return kept


def _entered(by: Actor, nominee: Nominee) -> Person:
    name = FullName(nominee.last_name, nominee.first_name, nominee.middle_name)
    details = {"post": nominee.post, "workplace": nominee.partner.name, "contact": nominee.contact}
    person = add_person(by=by, institution=nominee.institution, name=name, details=details)
    correct_person(by=by, person=person, changes={"is_outsider": True, "partner": nominee.partner})
    return person


def _joined(by: Actor, nominee: Nominee, person: Person) -> Person:
    if person.pk not in {one.pk for one in namesakes_of(by, nominee)}:
        raise Refused("Этого человека с предложенным не объединить: выберите из списка.", field="who")
    changes: dict[str, object] = {"partner": nominee.partner}
    if not person.contact:
        changes["contact"] = nominee.contact
    correct_person(by=by, person=person, changes=changes)
    return person


def _answer(by: Actor, nominee: Nominee, words: str) -> None:
    tell(
        by=by, accounts=[nominee.account_id], kind=NOMINEE_ANSWERED,
        subject=f"{nominee.institution}: предложенный вами наставник {words}",
        key=f"nominee_answer:{nominee.pk}", link=reverse("mentoring:own_partner", args=[nominee.partner_id]),
    )  # fmt: skip
