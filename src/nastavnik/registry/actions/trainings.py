"""Everything written of trainings, one by one and for many people at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Organisation, Person, Training
from nastavnik.registry.permissions.trainings import check_can_export_trainings, check_can_keep_trainings
from nastavnik.registry.queries.people import full_name_of
from nastavnik.registry.queries.trainings import people_by_name
from nastavnik.registry.trained import tell_of_training
from nastavnik.rulebook.cells import Unreadable
from nastavnik.rulebook.names import parse_full_name, plain
from nastavnik.rulebook.trainings import programme_key, training_fault

FACTS = (
    "capacity", "programme", "hours", "organiser", "from_date", "to_date", "proof", "document_number", "document_date",
)  # fmt: skip
MOST_AT_ONCE = 200


@transaction.atomic
def add_trainings(
    *,
    by: Actor,
    institution: Organisation,
    people: Sequence[Person] = (),
    names: Sequence[str] = (),
    facts: Mapping[str, Any],
    post: str = "",
    today: date,
) -> list[Training]:
    """Writes one training (`FACTS`) for each of the people: those of the register, and those named («Котова Мария Ивановна»).

    A name that the register knows once becomes that person. Lets `result_reached` («обучение») happen once; records
    each. Refused: nobody, too many at once, a name that cannot be read or that two people bear, wrong days and
    hours, a number of document for several people, and a training that is entered already.
    """
    check_can_keep_trainings(by, institution.pk)
    wanted = _wanted(institution, people, names)
    if len(wanted) > 1 and facts.get("document_number"):
        raise Refused(
            "Номер документа у каждого свой: оставьте поле пустым и впишите номера потом, у каждого.",
            field="document_number",
        )
    _refuse_facts(facts, today)
    _refuse_known(institution, [name for name, _ in wanted], facts)
    rows = [
        Training.objects.create(
            institution=institution,
            person_id=person,
            full_name=name,
            post=post.strip(),
            **_clean(facts),
        )
        for name, person in wanted
    ]
    for row in rows:
        record(by=by, verb="add_trainings", obj=row, institution_id=institution.pk, person_id=row.person_id)
    tell_of_training(by, institution.pk, rows)
    return rows


@transaction.atomic
def correct_training(
    *, by: Actor, training: Training, facts: Mapping[str, Any], post: str, today: date
) -> list[str]:
    """Corrects a training (`FACTS` and the post); gives the names of the changed fields. Refuses wrong days and hours."""
    check_can_keep_trainings(by, training.institution_id)
    _refuse_facts(facts, today)
    wanted = _clean(facts) | {"post": post.strip()}
    changed = [name for name, value in wanted.items() if getattr(training, name) != value]
    for name in changed:
        setattr(training, name, wanted[name])
    if changed:
        training.save(update_fields=changed)
        record(
            by=by,
            verb="correct_training",
            obj=training,
            institution_id=training.institution_id,
            person_id=training.person_id,
            fields=changed,
        )
    return changed


@transaction.atomic
def remove_training(*, by: Actor, training: Training) -> None:
    """Takes away a record that was made by mistake. Records it."""
    check_can_keep_trainings(by, training.institution_id)
    record(
        by=by,
        verb="remove_training",
        obj=training,
        institution_id=training.institution_id,
        person_id=training.person_id,
    )
    training.delete()


@transaction.atomic
def export_trainings(*, by: Actor, columns: Sequence[str], rows_of: Mapping[int, int]) -> None:
    """Journals that the list was handed out as it was shown: which columns, how many rows of each institution."""
    check_can_export_trainings(by, rows_of)
    for institution_id, count in rows_of.items():
        record(
            by=by, verb="export_trainings", institution_id=institution_id, fields=list(columns), count=count
        )


def _wanted(
    institution: Organisation, people: Sequence[Person], names: Sequence[str]
) -> list[tuple[str, int | None]]:
    """Names with the person of the register behind each."""
    found: dict[str, tuple[str, int | None]] = {}
    for person in people:
        if person.institution_id != institution.pk:
            raise Refused("Все обученные должны быть из одной организации.")
        found[f"#{person.pk}"] = (full_name_of(person).full, person.pk)
    read = [_read(name) for name in names if name.strip()]
    known = people_by_name(institution.pk, read)
    for name in read:
        namesakes = known.get(plain(name), [])
        if len(namesakes) > 1:
            raise Refused(
                f"{name}: людей с таким именем несколько. Внесите обучение на карточке нужного.",
                field="names",
            )
        key = f"#{namesakes[0]}" if namesakes else plain(name)
        found[key] = (name, namesakes[0] if namesakes else None)
    if not found:
        raise Refused("Впишите, кто обучен: по одному человеку в строке.", field="names")
    if len(found) > MOST_AT_ONCE:
        raise Refused(
            f"За один раз вносят не больше {MOST_AT_ONCE} человек: загрузите таблицу.", field="names"
        )
    return list(found.values())


def _read(name: str) -> str:
    try:
        return parse_full_name(name).full
    except Unreadable as bad:
        raise Refused(f"{name.strip()[:60]}: {bad.what}. {bad.remedy}.", field="names") from bad


def _refuse_facts(facts: Mapping[str, Any], today: date) -> None:
    checked: dict[str, Any] = {
        key: facts.get(key) for key in ("from_date", "to_date", "document_date", "hours")
    }
    field, sentence = training_fault(today=today, **checked)
    if field:
        raise Refused(sentence, field=field)


def _refuse_known(institution: Organisation, names: Sequence[str], facts: Mapping[str, Any]) -> None:
    key = programme_key(str(facts["programme"]))
    known = Training.objects.filter(
        institution=institution, to_date=facts["to_date"], sort_name__in=[plain(name) for name in names]
    )
    for one in known:
        if programme_key(one.programme) == key:
            raise Refused(f"{one.full_name}: это обучение уже внесено.", field="names")


def _clean(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: " ".join(value.split()) if isinstance(value := facts[name], str) else value
        for name in FACTS
        if name in facts
    }
