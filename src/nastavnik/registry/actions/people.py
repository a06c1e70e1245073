"""Everything written of people and their representatives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.actions.guardians import add_guardian
from nastavnik.registry.models import Guardian, Organisation, Person
from nastavnik.registry.moments import person_corrected
from nastavnik.registry.permissions.people import check_can_add_person, check_can_edit_person
from nastavnik.registry.queries.people import birth_of, full_name_of, namesake_of
from nastavnik.rulebook.ages import Birth, is_minor
from nastavnik.rulebook.classes import next_class
from nastavnik.rulebook.names import FullName, Gender, gender_by_patronymic
from nastavnik.rulebook.school_year import SchoolYear

# What an import or the form of a person may set beside the name and the birth.
PERSON_DETAILS = ("gender", "class_name", "post", "workplace", "contact")


CORRECTABLE = (
    "last_name", "first_name", "middle_name", "birth_date", "birth_year", *PERSON_DETAILS, "is_outsider", "partner",
)  # fmt: skip
_GENDERS = {Gender.MALE: Person.Gender.MALE, Gender.FEMALE: Person.Gender.FEMALE}


@transaction.atomic
def add_person(
    *,
    by: Actor,
    institution: Organisation,
    name: FullName,
    birth: Birth | None = None,
    details: Mapping[str, str] = {},
) -> Person:
    """Adds a person to the institution's register; `details` are texts of `PERSON_DETAILS`. Records the addition."""
    check_can_add_person(by, institution)
    person = Person.objects.create(
        institution=institution,
        last_name=name.last,
        first_name=name.first,
        middle_name=name.middle,
        birth_date=birth.day if birth else None,
        birth_year=birth.year if birth else None,
        **{field: details[field] for field in PERSON_DETAILS if details.get(field)},
    )
    record(by=by, verb="add_person", obj=person, person_id=person.pk)
    return person


@transaction.atomic
def correct_person(*, by: Actor, person: Person, changes: Mapping[str, object]) -> list[str]:
    """Writes the changed fields of a person and gives their names; an unchanged person leaves no trace.

    The year of birth follows the date. Lets `person_corrected` happen: figures depend on ages. Refused: a child who is
    said to come from a partner.
    """
    check_can_edit_person(by, person)
    wanted = {field: changes[field] for field in CORRECTABLE if field in changes}
    day = wanted.get("birth_date")
    if isinstance(day, date):
        wanted["birth_year"] = day.year
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    if not changed:
        return []
    for field in changed:
        setattr(person, field, wanted[field])
    if {"partner", "birth_date", "birth_year", "class_name"} & set(changed):
        _refuse_child_of_partner(person, timezone.localdate())
    person.save(update_fields=changed)
    record(by=by, verb="correct_person", obj=person, person_id=person.pk, fields=changed)
    person_corrected.happen(by=by, person=person)
    return changed


def _refuse_child_of_partner(person: Person, today: date) -> None:
    is_child = is_minor(birth_of(person), today, adult_if_unknown=not person.class_name)
    if person.partner is not None and is_child:
        raise Refused(
            "От партнёра приходит только взрослый наставник: ребёнку партнёра не указывают. "
            "Если человек взрослый, исправьте дату рождения и класс.",
            field="partner",
        )


@transaction.atomic
def name_guardian(*, by: Actor, person: Person, full_name: str, contact: str) -> bool:
    """Sets the child's first representative and his contact; says whether anything changed."""
    check_can_edit_person(by, person)
    known = Guardian.objects.filter(person=person).order_by("pk").first()
    if known is not None and (known.full_name, known.contact) == (full_name, contact):
        return False
    guardian = known or Guardian(institution_id=person.institution_id, person=person)
    guardian.full_name, guardian.contact = full_name, contact
    guardian.save()
    record(by=by, verb="name_guardian", obj=guardian, fields=["full_name", "contact"])
    return True


@transaction.atomic
def enter_person(
    *,
    by: Actor,
    institution: Organisation,
    name: FullName,
    birth: Birth | None,
    class_name: str = "",
    guardian: Mapping[str, str] | None = None,
    is_another: bool = False,
) -> Person:
    """Adds a participant by hand with nothing but what may be kept before a consent; the gender follows the patronymic.

    Refuses a closed organisation and somebody whose name and birth are already there, unless it is said that this
    is another person.
    """
    check_can_add_person(by, institution)
    if institution.is_closed:
        raise Refused("Организация закрыта: новых участников вносит её преемница.")
    if not is_another and (twin := namesake_of(by, institution, name, birth)) is not None:
        raise Refused(
            f"{full_name_of(twin).full} ({twin.class_name or twin.birth_year or 'без класса'}) уже есть: откройте его "
            "карточку. Если это другой человек, отметьте это внизу формы.",
            field="last_name",
        )
    gender = gender_by_patronymic(name.middle)
    details = {"class_name": class_name, "gender": _GENDERS[gender] if gender else ""}
    person = add_person(by=by, institution=institution, name=name, birth=birth, details=details)
    if guardian is not None:
        add_guardian(by=by, person=person, details=guardian)
    return person


@transaction.atomic
def state_births(*, by: Actor, births: Mapping[Person, date]) -> int:
    """Writes the dates of birth of several people, each with its own trace; gives how many changed.

    Refuses a day outside the year that is known: a wrong year is corrected on the card.
    """
    changed = 0
    for person, day in births.items():
        check_can_edit_person(by, person)
        if person.birth_year is not None and person.birth_year != day.year:
            raise Refused(f"{full_name_of(person).full}: записан {person.birth_year} год рождения.")
        changed += bool(correct_person(by=by, person=person, changes={"birth_date": day}))
    return changed


@transaction.atomic
def move_class(*, by: Actor, person: Person, year: SchoolYear) -> str:
    """Moves a person one class up as `rulebook.classes.next_class` says; whoever leaves school keeps the year of leaving.

    Gives «moved», «graduated» or "" where the class has no number of a school; what changed is recorded. Ages do not
    change, so nobody above is told.
    """
    check_can_edit_person(by, person)
    known = next_class(person.class_name)
    if known == person.class_name:
        return ""
    person.class_name = known or f"выпуск {year.start} года"
    person.save(update_fields=["class_name"])
    record(by=by, verb="move_class", obj=person, person_id=person.pk, fields=["class_name"])
    return "moved" if known else "graduated"
