"""Names of a paper in the cases that their places ask for, and the forms that were corrected before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils import timezone

from nastavnik.kit.errors import Refused
from nastavnik.papers.kinds import rule_of
from nastavnik.papers.models import NameForm, Paper, PaperName
from nastavnik.papers.queries.names import is_pupil
from nastavnik.papers.values import Somebody
from nastavnik.papers.wording import acquainted_minor, standing_in
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import full_name_of, standing_of
from nastavnik.rulebook.declension import decline, doubt_about, gender_of
from nastavnik.rulebook.names import BadName, Case, FullName, Gender, parse_full_name

_GENDERS = {Person.Gender.MALE.value: Gender.MALE, Person.Gender.FEMALE.value: Gender.FEMALE}
Remembered = Mapping[tuple[str, str], str]
"""Forms corrected before: by the nominative and the case."""


def gender_known(person: Person) -> Gender | None:
    """The gender that stands in the register; None leaves it to the name."""
    return _GENDERS.get(person.gender)


def whole_name(somebody: Somebody) -> FullName:
    """The name of a person of the register, or what was typed; refused where no name can be read in it."""
    if somebody.person is not None:
        return full_name_of(somebody.person)
    try:
        return parse_full_name(somebody.typed)
    except BadName as error:
        raise Refused(f"«{somebody.typed}»: {error}", field="typed") from error


def remembered_forms(institution_id: int, people: Iterable[Person], typed: Iterable[str] = ()) -> Remembered:
    """Forms that somebody corrected in earlier papers of the institution; one query."""
    wanted = Q(person__in=list(people)) | Q(person=None, nominative__in=list(typed))
    forms = NameForm.objects.filter(wanted, institution_id=institution_id)
    return {(form.nominative, form.case): form.printed for form in forms}


def name_for(
    paper: Paper, somebody: Somebody, place: PaperName.Place, case: Case, remembered: Remembered
) -> PaperName:
    """A name of the paper, not saved yet: as it was corrected before, else declined as well as the rules can.

    Where they can not it is marked as doubtful. A list of pupils names them with initials.
    """
    name = whole_name(somebody)
    gender = gender_known(somebody.person) if somebody.person else None
    known = remembered.get((name.full, case.value))
    if rule_of(paper.kind).is_short and somebody.person and is_pupil(somebody.person, timezone.localdate()):
        known = name.short
    return PaperName(
        institution_id=paper.institution_id,
        paper=paper,
        person=somebody.person,
        place=place,
        case=case,
        nominative=name.full,
        printed=known or decline(name, case, gender).full,
        standing=standing_in(somebody.standing, case, gender or gender_of(name)),
        source_standing=somebody.standing,
        is_sure=bool(known) or case is Case.NOMINATIVE or not doubt_about(name, gender),
    )


def acquainted_text(somebody: Somebody, guardian: str) -> str:
    """The line of the acquaintance sheet: a grown-up signs, for a pupil under 18 the representative does."""
    name = whole_name(somebody)
    person = somebody.person
    if person is not None and is_pupil(person, timezone.localdate()):
        return acquainted_minor(name, guardian)
    return name.short


def readdressed(name: PaperName, person: Person, guardian: str, remembered: Remembered) -> bool:
    """Puts what the register says now into a name of the paper; says whether anything is new.

    What was corrected by hand stays; a name becomes doubtful where the person bears another one now.
    """
    standing = "" if name.place == PaperName.Place.ACQUAINTED else _standing_now(name, person)
    somebody = Somebody(person, standing=standing)
    fresh = name_for(name.paper, somebody, PaperName.Place(name.place), Case(name.case), remembered)
    if name.place == PaperName.Place.ACQUAINTED:
        fresh.printed = acquainted_text(somebody, guardian)
    before = (name.nominative, name.printed, name.standing, name.is_sure)
    is_renamed = name.nominative != fresh.nominative
    name.nominative = fresh.nominative
    if name.is_corrected:
        name.is_sure = name.is_sure and not is_renamed
    else:
        name.printed, name.is_sure = fresh.printed, fresh.is_sure
    if not name.is_standing_corrected and name.source_standing != standing:
        name.standing, name.source_standing = fresh.standing, standing
    return before != (name.nominative, name.printed, name.standing, name.is_sure)


def _standing_now(name: PaperName, person: Person) -> str:
    """On whom control is laid is called by the post alone, as the draft does."""
    return person.post if name.place == PaperName.Place.CONTROL else standing_of(person)
