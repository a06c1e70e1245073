"""Everything written of consents: signatures recorded, corrected, withdrawn, removed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db import IntegrityError, transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Consent, ConsentEdition, Person
from nastavnik.registry.moments import consent_removed, consent_withdrawn
from nastavnik.registry.permissions.consents import check_can_correct_consent, check_can_record_consent
from nastavnik.registry.queries.consents import consent_records, consents_in_force, editions_in_force
from nastavnik.rulebook.consent import CONSENT_RULES, ConsentKind, ConsentSubject, Signer, consent_gaps
from nastavnik.rulebook.dates import long_date

_ONCE = "Такая подпись этим же днём уже записана."


@transaction.atomic
def record_consents(
    *,
    by: Actor,
    subjects: Mapping[Person, ConsentSubject],
    given_date: date,
    today: date,
    kept_at: str = "",
    kinds: Collection[ConsentKind] | None = None,
) -> int:
    """Records, for each person, every signature that is missing today as given on `given_date`; gives how many.

    Without `kinds` those that are demanded of the person, else only the named ones, optional ones among them.
    Each is noted under the edition in force. Refuses a date that has not come. Who has to sign is decided by
    the age (rulebook.consent).
    """
    _check_given(given_date, today)
    known = consent_records(person.pk for person in subjects)
    editions = {pk: editions_in_force(pk) for pk in {person.institution_id for person in subjects}}
    made = []
    for person, subject in subjects.items():
        check_can_record_consent(by, person)
        gaps = consent_gaps(subject, today, known.get(person.pk, []), kinds or ())
        wanted = [gap for gap in gaps if kinds is None or gap.kind in kinds]
        made += [
            Consent(
                institution_id=person.institution_id, person=person, kind=gap.kind, signer=gap.signer,
                edition=editions[person.institution_id].get(gap.kind), given_date=given_date, kept_at=kept_at,
            )
            for gap in wanted
        ]  # fmt: skip
        if wanted:
            record(
                by=by, verb="record_consents", person_id=person.pk,
                institution_id=person.institution_id, count=len(wanted),
            )  # fmt: skip
    Consent.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


@transaction.atomic
def record_consent(
    *,
    by: Actor,
    person: Person,
    kind: ConsentKind,
    signers: Collection[Signer],
    given_date: date,
    today: date,
    edition: ConsentEdition | None = None,
    valid_until: date | None = None,
    kept_at: str = "",
) -> list[Consent]:
    """Records the signatures that stand under one consent of a person; without an edition, that in force.

    Refused: no signer, a date that has not come, an end before the beginning, an edition of another kind or
    institution, a signature recorded on the same day already.
    """
    check_can_record_consent(by, person)
    if not signers:
        raise Refused("Отметьте, чьи подписи стоят под согласием.", field="signers")
    _check_days(given_date, valid_until, today)
    edition = edition or editions_in_force(person.institution_id).get(kind)
    if edition is not None and (
        edition.kind != kind or edition.institution_id not in (None, person.institution_id)
    ):
        raise Refused("Это редакция другого согласия: выберите редакцию заново.", field="edition")
    try:
        with transaction.atomic():
            made = Consent.objects.bulk_create(
                Consent(
                    institution_id=person.institution_id, person=person, kind=kind, signer=signer, edition=edition,
                    given_date=given_date, valid_until=valid_until, kept_at=kept_at.strip(),
                )
                for signer in Signer
                if signer in signers
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(_ONCE, field="given_date") from error
    record(
        by=by, verb="record_consents", person_id=person.pk, institution_id=person.institution_id,
        count=len(made),
    )  # fmt: skip
    return made


@transaction.atomic
def correct_consent(
    *, by: Actor, consent: Consent, given_date: date, today: date, valid_until: date | None, kept_at: str
) -> list[str]:
    """Corrects the day, the end and the place of a recorded signature; gives the changed fields.

    What did not change leaves no trace. Lets `consent_removed` happen where a day has changed: pairs that no
    longer have their consents are suspended. Refused: the same days as in `record_consent`, a withdrawn one.
    """
    check_can_correct_consent(by, consent.person)
    wanted = {"given_date": given_date, "valid_until": valid_until, "kept_at": kept_at.strip()}
    changed = [field for field, value in wanted.items() if getattr(consent, field) != value]
    if not changed:
        return []
    if consent.withdrawn_date is not None and changed != ["kept_at"]:
        raise Refused("Согласие отозвано: исправить можно только место хранения подлинника.")
    _check_days(given_date, valid_until, today)
    for field in changed:
        setattr(consent, field, wanted[field])
    try:
        with transaction.atomic():
            consent.save(update_fields=changed)
    except IntegrityError as error:
        raise Refused(_ONCE, field="given_date") from error
    record(by=by, verb="correct_consent", obj=consent, fields=changed)
    if changed != ["kept_at"]:
        consent_removed.happen(by=by, person=consent.person)
    return changed


@transaction.atomic
def withdraw_consent(
    *, by: Actor, person: Person, kind: ConsentKind, withdrawn_date: date, how: str, today: date
) -> int:
    """Writes that a consent was withdrawn: all its signatures end on this day; gives how many did.

    One signer's word is enough. Lets `consent_withdrawn` happen. Refused: a day that has not come, a day
    before the consent was given, a consent that is not in force.
    """
    check_can_correct_consent(by, person)
    if withdrawn_date > today:
        raise Refused(
            "День отзыва ещё не наступил: впишите день, когда получено заявление.", field="withdrawn_date"
        )
    known = list(consents_in_force(person, kind).select_for_update(of=("self",)))
    if not known:
        raise Refused(f"Согласия на {CONSENT_RULES[kind].to_what} нет или оно уже отозвано.")
    if withdrawn_date < known[-1].given_date:
        given = long_date(known[-1].given_date)
        raise Refused(f"Согласие дано {given}: отозвать его раньше нельзя.", field="withdrawn_date")
    for consent in known:
        consent.withdrawn_date, consent.withdrawn_how = withdrawn_date, how
        consent.save(update_fields=["withdrawn_date", "withdrawn_how"])
        record(by=by, verb="withdraw_consent", obj=consent, fields=["withdrawn_date"])
    consent_withdrawn.happen(by=by, person=person, kind=kind)
    return len(known)


@transaction.atomic
def remove_consent(*, by: Actor, consent: Consent) -> None:
    """Takes away a signature that was recorded by mistake; the moment `consent_removed` suspends pairs that
    stood on it.
    """
    check_can_correct_consent(by, consent.person)
    record(by=by, verb="remove_consent", obj=consent)
    person = consent.person
    consent.delete()
    consent_removed.happen(by=by, person=person)


def _check_days(given_date: date, valid_until: date | None, today: date) -> None:
    _check_given(given_date, today)
    if valid_until is not None and valid_until < given_date:
        raise Refused(
            "Согласие не может кончиться раньше, чем дано: исправьте срок или оставьте его пустым.",
            field="valid_until",
        )


def _check_given(given_date: date, today: date) -> None:
    if given_date > today:
        raise Refused(
            "Дата согласия ещё не наступила: впишите день, когда согласие подписано.", field="given_date"
        )
