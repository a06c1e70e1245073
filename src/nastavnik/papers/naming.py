"""Names of an order in the cases that their places ask for."""

from __future__ import annotations

from django.utils import timezone

from nastavnik.papers.models import Paper, PaperName
from nastavnik.papers.queries import is_pupil
from nastavnik.papers.wording import acquainted_minor, standing_in
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.declension import decline, doubt_about, gender_of
from nastavnik.rulebook.names import Case, Gender

_GENDERS = {Person.Gender.MALE.value: Gender.MALE, Person.Gender.FEMALE.value: Gender.FEMALE}


def gender_known(person: Person) -> Gender | None:
    """The gender that stands in the register; None leaves it to the name."""
    return _GENDERS.get(person.gender)


def name_for(
    paper: Paper, person: Person, place: PaperName.Place, case: Case, standing: str = ""
) -> PaperName:
    """A name of the paper, not saved yet: declined as well as the rules can, marked where they can not."""
    name, gender = full_name_of(person), gender_known(person)
    return PaperName(
        institution_id=paper.institution_id,
        paper=paper,
        person=person,
        place=place,
        case=case,
        nominative=name.full,
        printed=decline(name, case, gender).full,
        standing=standing_in(standing, case, gender or gender_of(name)),
        is_sure=case is Case.NOMINATIVE or not doubt_about(name, gender),
    )


def acquainted_text(person: Person, guardian: str) -> str:
    """The line of the acquaintance sheet: a grown-up signs, for a pupil under 18 the representative does."""
    name = full_name_of(person)
    return acquainted_minor(name, guardian) if is_pupil(person, timezone.localdate()) else name.short


def readdressed(name: PaperName, person: Person, guardian: str) -> bool:
    """Puts the person's present name into a name of the paper; says whether anything is new.

    What was corrected by hand stays and becomes doubtful.
    """
    fresh = name_for(name.paper, person, PaperName.Place(name.place), Case(name.case))
    if name.place == PaperName.Place.ACQUAINTED:
        fresh.printed = acquainted_text(person, guardian)
    is_renamed = name.nominative != fresh.nominative
    name.nominative = fresh.nominative
    if name.is_corrected:
        name.is_sure = name.is_sure and not is_renamed
        return is_renamed
    is_reprinted = name.printed != fresh.printed
    name.printed, name.is_sure = fresh.printed, fresh.is_sure
    return is_renamed or is_reprinted
