"""Opening and correcting programmes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.programmes import ProgrammeTerms, correct_programme, open_programme
from nastavnik.mentoring.models import MentoringForm, Pair, Programme, RoleModel
from nastavnik.registry.models import Organisation
from tests import factories as make
from tests.house_of_people import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def svetlana(house: House) -> AccountActor:
    return make.actor("svetlana")


def terms(**values: Any) -> ProgrammeTerms:
    form = MentoringForm.objects.get(code="pupil_pupil")
    return replace(ProgrammeTerms(title="Ровесник", school_year=2026, form=form), **values)


def opened(by: AccountActor, house: House, **values: Any) -> Programme:
    with acting(by):
        return open_programme(by=by, institution=house.school, terms=terms(**values))


def test_programme_opens_for_the_time_from_october_to_may(svetlana: AccountActor, house: House) -> None:
    model = RoleModel.objects.get(code="pupil_pupil.equal_equal")
    programme = opened(
        svetlana, house, title="  Ровесник   ровеснику ", role_model=model, goal="Помочь к ОГЭ"
    )
    programme.refresh_from_db()
    assert (programme.title, programme.institution, programme.role_model) == (
        "Ровесник ровеснику",
        house.school,
        model,
    )
    assert (programme.start_date, programme.end_date) == (date(2026, 10, 1), date(2027, 5, 31))
    with make.owning():
        entry = Entry.objects.get(verb="open_programme")
    assert (entry.object_id, entry.institution_id) == (programme.pk, house.school.pk)


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"start_date": date(2026, 8, 31)}, "start_date", "с 01.09.2026 по 31.08.2027"),
        ({"end_date": date(2026, 9, 30)}, "end_date", "позже начала"),
        ({"end_date": date(2027, 9, 1)}, "end_date", "не позже 31.08.2027"),
    ],
)
def test_period_outside_the_school_year_is_refused(
    svetlana: AccountActor, house: House, values: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(Refused, match=said) as refusal:
        opened(svetlana, house, **values)
    assert refusal.value.field == field


def test_role_model_of_another_form_is_refused(svetlana: AccountActor, house: House) -> None:
    model = RoleModel.objects.get(code="teacher_pupil.subject_support")
    with pytest.raises(Refused, match="для другой формы") as refusal:
        opened(svetlana, house, role_model=model)
    assert refusal.value.field == "role_model"


def test_title_is_taken_once_in_a_year(svetlana: AccountActor, house: House) -> None:
    opened(svetlana, house)
    with pytest.raises(Refused, match="уже есть") as refusal:
        opened(svetlana, house)
    assert refusal.value.field == "title"
    opened(svetlana, house, school_year=2027)


def test_programme_belongs_to_an_institution(house: House) -> None:
    with make.owning():
        account = make.account("vera", make.person(house.school, "Верина Вера"), ("curator", house.city))
    vera = make.actor(account.login)
    with acting(vera), pytest.raises(Refused, match="в организации"):
        open_programme(by=vera, institution=Organisation.objects.get(pk=house.city.pk), terms=terms())


def test_correction_writes_what_changed_and_names_it(svetlana: AccountActor, house: House) -> None:
    programme = opened(svetlana, house)
    with acting(svetlana):
        assert correct_programme(by=svetlana, programme=programme, terms=terms()) == []
        form = MentoringForm.objects.get(code="teacher_pupil")
        changed = correct_programme(by=svetlana, programme=programme, terms=terms(form=form, goal="Помочь"))
    assert changed == ["form_id", "goal"]
    with make.owning():
        entries = list(Entry.objects.filter(verb="correct_programme").values_list("fields", flat=True))
    assert entries == [["form", "goal"]]


def test_what_stands_in_an_order_is_not_changed(svetlana: AccountActor, house: House) -> None:
    programme = opened(svetlana, house)
    with make.owning():
        Pair.objects.create(institution=house.school, programme=programme, state=Pair.State.ORDERED)
    with acting(svetlana):
        with pytest.raises(Refused, match="уже внесены в приказ"):
            correct_programme(by=svetlana, programme=programme, terms=terms(end_date=date(2027, 4, 30)))
        assert correct_programme(by=svetlana, programme=programme, terms=terms(goal="Иная цель")) == ["goal"]


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg", "irina"])
def test_only_the_curator_of_the_school_opens_and_corrects(
    svetlana: AccountActor, house: House, login: str
) -> None:
    programme, stranger = opened(svetlana, house), make.actor(login)
    with acting(stranger):
        with pytest.raises(Denied, match="куратор организации"):
            open_programme(by=stranger, institution=house.school, terms=terms(title="Другая"))
        with pytest.raises(Denied, match="куратор организации"):
            correct_programme(by=stranger, programme=programme, terms=terms(goal="Чужая цель"))
    with make.owning():
        assert list(Programme.objects.values_list("title", "goal")) == [("Ровесник", "")]
