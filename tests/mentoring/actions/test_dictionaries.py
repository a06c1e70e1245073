"""Local entries of the dictionaries: who adds them, where they are offered, what is kept from whom."""

from typing import Any

import pytest

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.dictionaries import add_entry, correct_entry, restore_entry, retire_entry
from nastavnik.mentoring.actions.participants import correct_need
from nastavnik.mentoring.models import MentoringForm, Need, RoleModel, Topic
from nastavnik.mentoring.queries.dictionaries import (
    forms_offered_to,
    owners_to_edit,
    role_models_offered_to,
    topics_offered_to,
    topics_visible_to,
)
from nastavnik.registry.models import Organisation
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]


def add(login: str, owner: Organisation, kind: type[Any] = Topic, **values: Any) -> Any:
    by = make.actor(login)
    with acting(by):
        return add_entry(by=by, kind=kind, owner=owner, values=values)


def test_entry_of_the_region_is_offered_in_all_its_institutions(house: House) -> None:
    made = add("irina", house.region, label="  олимпиадная   физика ")
    assert made.label == "олимпиадная физика"
    for institution in (house.school, house.gymnasium, house.rural):
        assert made.code in topics_offered_to(institution.pk)


def test_entry_of_an_institution_is_offered_there_only(house: House) -> None:
    made = add("svetlana", house.school, label="школьный музей")
    assert made.code in topics_offered_to(house.school.pk)
    assert made.code not in topics_offered_to(house.gymnasium.pk)
    boris, irina = make.actor("boris"), make.actor("irina")
    assert not topics_visible_to(boris).filter(pk=made.pk).exists()
    assert topics_visible_to(irina).filter(pk=made.pk).exists()
    assert list(topics_offered_to(house.school.pk))[-1] == made.code


def test_each_keeps_the_entries_of_his_own_node(house: House) -> None:
    assert owners_to_edit(make.actor("irina")) == [house.region]
    assert owners_to_edit(make.actor("svetlana")) == [house.school]
    assert owners_to_edit(make.actor("oleg")) == []


@pytest.mark.parametrize(
    ("login", "node"),
    [
        ("svetlana", "gymnasium"),
        ("svetlana", "region"),
        ("oleg", "city"),
        ("nina", "school"),
        ("boris", "school"),
    ],
)
def test_entry_of_another_node_is_refused(login: str, node: str, house: House) -> None:
    with pytest.raises(Denied):
        add(login, getattr(house, node), label="новая тема")


def test_federal_entry_stays_as_it_is(house: House) -> None:
    irina, federal = make.actor("irina"), Topic.objects.get(code="physics")
    with acting(irina), pytest.raises(Denied, match="Федеральный справочник не меняется"):
        correct_entry(by=irina, entry=federal, values={"label": "механика"})
    with acting(irina), pytest.raises(Denied):
        retire_entry(by=irina, entry=federal)


@pytest.mark.parametrize("label", ["физика", "Физика", " ФИЗИКА "])
def test_label_that_stands_there_already_is_refused(label: str, house: House) -> None:
    with pytest.raises(Refused, match="уже есть"):
        add("svetlana", house.school, label=label)


def test_role_model_that_may_hurt_needs_a_neutral_name(house: House) -> None:
    form = MentoringForm.objects.get(code="pupil_pupil")
    values = {"label": "сильный – слабый", "form": form, "curator_only": True}
    with pytest.raises(Refused, match="нейтральное название") as refusal:
        add("svetlana", house.school, RoleModel, **values)
    assert refusal.value.field == "neutral_label"
    made = add("svetlana", house.school, RoleModel, **values, neutral_label="взаимопомощь")
    assert made.open_label == "взаимопомощь"
    assert made in role_models_offered_to(house.school)
    assert made not in role_models_offered_to(house.gymnasium)


def test_retired_entry_is_offered_no_more_and_returns(house: House) -> None:
    form = add("svetlana", house.school, MentoringForm, label="вожатый – отряд", mentor_kind="pupil")
    svetlana = make.actor("svetlana")
    assert form in forms_offered_to(house.school)
    with acting(svetlana):
        retire_entry(by=svetlana, entry=form)
        assert form not in forms_offered_to(house.school)
        restore_entry(by=svetlana, entry=form)
    assert form in forms_offered_to(house.school)


def test_programme_keeps_a_form_that_was_retired(house: House) -> None:
    form = add("svetlana", house.school, MentoringForm, label="вожатый – отряд")
    programme = pairing.programme(house.school, form=form)
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        retire_entry(by=svetlana, entry=form)
    assert form in forms_offered_to(house.school, programme)


def test_local_form_says_who_may_be_under_18(house: House) -> None:
    made = add(
        "svetlana", house.school, MentoringForm,
        label="вожатый – отряд", mentor_may_be_minor=False, mentee_may_be_minor=True,
    )  # fmt: skip
    assert (made.may_be_minor("mentor"), made.may_be_minor("mentee")) == (False, True)


def test_topic_of_another_institution_is_not_written_into_a_request(house: House) -> None:
    alien = add("boris", house.gymnasium, label="гимназический хор")
    programme = pairing.programme(house.school)
    pairing.mentee(programme, house.danya)
    svetlana: AccountActor = make.actor("svetlana")
    with acting(svetlana), pytest.raises(Refused, match="Такой темы"):
        correct_need(by=svetlana, need=Need.objects.get(), text="Хор", topics=[alien.code])
