"""Directions of a programme: added, corrected, taken away; the programme repeats the first."""

from typing import Any

import pytest

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.directions import (
    DirectionTerms,
    add_direction,
    correct_direction,
    remove_direction,
)
from nastavnik.mentoring.actions.orders import draft_pairs_order
from nastavnik.mentoring.actions.programmes import ProgrammeTerms, correct_programme, open_programme
from nastavnik.mentoring.models import Direction, MentoringForm, Pair, Programme, RoleModel
from nastavnik.papers.models import PaperRow
from nastavnik.registry.models import OrganisationKind
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]


@pytest.fixture
def svetlana(house: House) -> AccountActor:
    return make.actor("svetlana")


@pytest.fixture
def programme(house: House) -> Programme:
    return pairing.programme(house.school)


def terms(form: str = "pupil_pupil", model: str = "", **values: Any) -> DirectionTerms:
    return DirectionTerms(
        form=MentoringForm.objects.get(code=form),
        role_model=RoleModel.objects.get(code=f"{form}.{model}") if model else None,
        **values,
    )


def add(by: AccountActor, programme: Programme, *of: str, **values: Any) -> Direction:
    with acting(by):
        return add_direction(by=by, programme=programme, terms=terms(*of, **values))


def test_opened_programme_has_its_first_direction(svetlana: AccountActor, house: House) -> None:
    form = MentoringForm.objects.get(code="pupil_pupil")
    with acting(svetlana):
        made = open_programme(
            by=svetlana, institution=house.school, terms=ProgrammeTerms("Ровесник", 2026, form)
        )
    (direction,) = made.directions.all()
    assert (direction.form, direction.kind, direction.channel) == (form, "individual", "classic")


def test_direction_is_added_with_its_limits(svetlana: AccountActor, programme: Programme) -> None:
    made = add(svetlana, programme, "pupil_pupil", "equal_equal", kind="group", mentees_limit=3)
    made.refresh_from_db()
    assert (made.kind, made.mentees_limit, made.experience_years) == ("group", 3, None)
    programme.refresh_from_db()
    assert programme.form_id == "teacher_pupil"
    with make.owning():
        assert Entry.objects.filter(verb="add_direction", object_id=programme.pk).count() == 1


def test_same_direction_twice_is_refused(svetlana: AccountActor, programme: Programme) -> None:
    with pytest.raises(Refused, match="уже есть"):
        add(svetlana, programme, "teacher_pupil", "subject_support")
    assert add(svetlana, programme, "teacher_pupil", "subject_support", channel="virtual").pk


def test_role_model_of_another_form_is_refused(svetlana: AccountActor, programme: Programme) -> None:
    alien = RoleModel.objects.get(code="teacher_pupil.subject_support")
    wrong = DirectionTerms(MentoringForm.objects.get(code="pupil_pupil"), alien)
    with acting(svetlana), pytest.raises(Refused, match="для другой формы"):
        add_direction(by=svetlana, programme=programme, terms=wrong)


def test_form_for_organisations_of_another_kind_is_refused(
    svetlana: AccountActor, programme: Programme
) -> None:
    first, other = OrganisationKind.objects.all()[:2]
    with make.owning():
        MentoringForm.objects.filter(code="student_pupil").update(organisation_kinds=[other.code])
        programme.institution.kind = first
        programme.institution.save()
    with pytest.raises(Refused, match=other.label):
        add(svetlana, programme, "student_pupil")


def test_programme_follows_its_first_direction(svetlana: AccountActor, programme: Programme) -> None:
    first = Direction.objects.select_related("programme__institution").get(programme=programme)
    with acting(svetlana):
        changed = correct_direction(by=svetlana, direction=first, terms=terms("pupil_pupil", "equal_equal"))
    assert changed == ["form_id", "role_model_id"]
    programme.refresh_from_db()
    assert (programme.form_id, programme.role_model_id) == ("pupil_pupil", "pupil_pupil.equal_equal")


def test_first_direction_follows_the_programme(svetlana: AccountActor, programme: Programme) -> None:
    add(svetlana, programme, "pupil_pupil")
    wanted = ProgrammeTerms(
        programme.title, 2026, MentoringForm.objects.get(code="student_pupil"), None,
        programme.start_date, programme.end_date,
    )  # fmt: skip
    with acting(svetlana):
        correct_programme(by=svetlana, programme=programme, terms=wanted)
    forms = list(Direction.objects.filter(programme=programme).values_list("form_id", flat=True))
    assert forms == ["student_pupil", "pupil_pupil"]


def test_form_of_a_direction_stays_once_a_pair_is_in_an_order(
    svetlana: AccountActor, programme: Programme
) -> None:
    first = Direction.objects.select_related("programme__institution").get(programme=programme)
    with make.owning():
        Pair.objects.create(
            institution_id=programme.institution_id, programme=programme, direction=first, state="ordered"
        )
    with acting(svetlana), pytest.raises(Refused, match="уже внесены в приказ"):
        correct_direction(by=svetlana, direction=first, terms=terms("pupil_pupil"))
    with acting(svetlana):
        kept = terms("teacher_pupil", "subject_support", mentees_limit=2)
        assert correct_direction(by=svetlana, direction=first, terms=kept) == ["mentees_limit"]


def test_only_an_empty_direction_that_is_not_the_last_is_removed(
    svetlana: AccountActor, programme: Programme
) -> None:
    first = Direction.objects.select_related("programme__institution").get(programme=programme)
    with acting(svetlana), pytest.raises(Refused, match="единственное"):
        remove_direction(by=svetlana, direction=first)
    second = add(svetlana, programme, "pupil_pupil")
    with make.owning():
        Pair.objects.create(institution_id=programme.institution_id, programme=programme, direction=second)
    with acting(svetlana), pytest.raises(Refused, match="есть пары"):
        remove_direction(by=svetlana, direction=second)
    with acting(svetlana):
        remove_direction(by=svetlana, direction=first)
    programme.refresh_from_db()
    assert programme.form_id == "pupil_pupil"


@pytest.mark.parametrize("login", ["boris", "nina", "tamara", "oleg", "irina"])
def test_directions_are_refused_to_others(login: str, programme: Programme) -> None:
    with pytest.raises(Denied):
        add(make.actor(login), programme, "pupil_pupil")


def test_order_prints_the_direction_of_each_pair(
    svetlana: AccountActor, programme: Programme, house: House
) -> None:
    second = add(svetlana, programme, "pupil_pupil", "leader_passive")
    pairing.mentor(programme, pairing.adult(house.school, "Котова Мария Петровна"), "physics")
    pairing.mentee(programme, pairing.child(house.school, "Зимин Даниил Олегович"), "physics")
    leader = pairing.mentor(programme, pairing.child(house.school, "Орлов Пётр Ильич"), "music")
    make.consent(leader.person, "mentor_role")
    quiet = pairing.mentee(programme, pairing.child(house.school, "Юдина Лиза Олеговна"), "music")
    with make.owning():
        quiet.direction = leader.direction = second
        quiet.save(), leader.save()
    pairing.agreed_pairs(svetlana, programme)
    with acting(svetlana):
        paper = draft_pairs_order(by=svetlana, programme=programme)
        rows = set(PaperRow.objects.filter(paper=paper).values_list("form_label", "role_label"))
    assert rows == {
        ("педагог – ученик", "поддержка по предмету"),
        ("ученик – ученик", "вовлечение в дела и интересы"),
    }
