"""The removal of a person who never gave a consent."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Person
from nastavnik.registry.moments import person_leaves
from nastavnik.registry.permissions.people import check_can_remove_person
from nastavnik.registry.queries.consents import consent_records
from nastavnik.rulebook.consent import WITHOUT_CONSENT_FOR, removal_offered_from

_HELD = "Запись удалить нельзя: на этого человека ссылаются документы или учётная запись. Сначала уберите его оттуда."


@transaction.atomic
def remove_person(*, by: Actor, person: Person, surname: str, today: date) -> None:
    """Removes a person who never gave a consent, with representatives and everything that upper rooms keep of him.

    `surname` is typed by whoever confirms. Records the removal without a name. Refused: another surname, less
    than the days of the rule since the record was made, a consent signed at any time, and where an upper room
    objects (a pair, an order, an account).
    """
    check_can_remove_person(by, person)
    if _plain(surname) != _plain(person.last_name):
        raise Refused(f"Впишите фамилию так, как она записана: {person.last_name}.", field="surname")
    offered = removal_offered_from(
        timezone.localdate(person.created_at), consent_records([person.pk]).get(person.pk, [])
    )
    if offered is None:
        raise Refused(
            "Согласие этого человека записывалось: такие сведения уничтожают по акту, а не этой кнопкой."
        )
    if today < offered:
        raise Refused(f"Запись сделана меньше {WITHOUT_CONSENT_FOR} дней назад: согласие ещё могут принести.")
    institution_id = person.institution_id
    person_leaves.happen(by=by, person=person)
    record(by=by, verb="remove_person", obj=person, institution_id=institution_id, person_id=person.pk)
    try:
        with transaction.atomic():
            Person.objects.filter(pk=person.pk).delete()
            connection.check_constraints()  # rows out of the actor's sight hold him too
    except (ProtectedError, IntegrityError) as error:
        raise Refused(_HELD) from error


def _plain(surname: str) -> str:
    return surname.strip().lower().replace("ё", "е")
