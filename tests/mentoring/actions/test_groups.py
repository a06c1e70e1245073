"""Pairs and groups by hand, another mentor, the next cycle, pairs of last year."""

from datetime import date
from typing import Any

import pytest

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.cycles import carry_pairs, open_next_cycle
from nastavnik.mentoring.actions.groups import change_mentor, form_group
from nastavnik.mentoring.actions.pausing import cancel_pair
from nastavnik.mentoring.actions.proposals import propose_pairs
from nastavnik.mentoring.models import (
    Answer,
    Direction,
    FixedChoice,
    Need,
    Offer,
    Pair,
    Participation,
    Programme,
    ProposalLine,
)
from nastavnik.registry.models import Consent
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import state_of

pytestmark = [pytest.mark.django_db, pairing.in_october]


@pytest.fixture
def svetlana(house: House) -> AccountActor:
    return make.actor("svetlana")


@pytest.fixture
def programme(house: House) -> Programme:
    return pairing.programme(house.school)


@pytest.fixture
def maria(programme: Programme, house: House) -> Participation:
    make.consent(house.maria)
    return pairing.mentor(programme, house.maria, capacity=2)


@pytest.fixture
def danya(programme: Programme, house: House) -> Participation:
    make.consent(house.danya)
    return pairing.mentee(programme, house.danya, "music")


def another(programme: Programme, house: House, name: str, side: str = "mentee") -> Participation:
    if side == "mentor":
        return pairing.mentor(programme, pairing.adult(house.school, name))
    return pairing.mentee(programme, pairing.child(house.school, name))


def limit(programme: Programme, **values: Any) -> None:
    with make.owning():
        Direction.objects.filter(programme=programme).update(**values)


def form(
    by: AccountActor, programme: Programme, mentors: list[Participation], mentees: list[Participation]
) -> list[Pair]:
    direction = Direction.objects.select_related("programme").get(programme=programme)
    with acting(by):
        return form_group(
            by=by,
            direction=direction,
            mentors=[one.pk for one in mentors],
            mentees=[one.pk for one in mentees],
        )


def test_curator_makes_a_pair_that_no_topic_joins(
    svetlana: AccountActor, programme: Programme, maria: Participation, danya: Participation
) -> None:
    (pair,) = form(svetlana, programme, [maria], [danya])
    with make.owning():
        asked = set(Answer.objects.filter(pair=pair).values_list("party", "value"))
    assert asked == {("mentor", ""), ("mentee", ""), ("guardian", "")}
    assert (pair.state, pair.reason, pair.direction.programme) == (
        "approved",
        "Пару составил куратор.",
        programme,
    )


def test_mentees_are_added_to_a_group_while_there_is_place(
    svetlana: AccountActor, programme: Programme, maria: Participation, danya: Participation, house: House
) -> None:
    second = another(programme, house, "Юдина Лиза Олеговна")
    third = another(programme, house, "Орлов Пётр Ильич")
    form(svetlana, programme, [maria], [danya])
    form(svetlana, programme, [maria], [second])
    with pytest.raises(Refused, match=r"Котова М\. И\. — мест 2, занято 2, выбрано ещё 1"):
        form(svetlana, programme, [maria], [third])


def test_limit_of_the_direction_binds_the_mentor(
    svetlana: AccountActor, programme: Programme, maria: Participation, danya: Participation, house: House
) -> None:
    limit(programme, mentees_limit=1)
    with pytest.raises(Refused, match="мест 1, занято 0, выбрано ещё 2"):
        form(svetlana, programme, [maria], [danya, another(programme, house, "Юдина Лиза Олеговна")])


@pytest.mark.parametrize(("years", "said"), [(None, "стаж не указан"), (4, "стаж 4 лет"), (5, "")])
def test_experience_that_the_direction_asks_for(
    years: int | None,
    said: str,
    svetlana: AccountActor,
    programme: Programme,
    maria: Participation,
    danya: Participation,
) -> None:
    limit(programme, experience_years=5)
    with make.owning():
        Offer.objects.filter(participation=maria).update(experience_years=years)
    if said:
        with pytest.raises(Refused, match=said):
            form(svetlana, programme, [maria], [danya])
    else:
        assert len(form(svetlana, programme, [maria], [danya])) == 1


def test_several_mentors_only_in_a_collective_direction(
    svetlana: AccountActor, programme: Programme, maria: Participation, danya: Participation, house: House
) -> None:
    orekhova = another(programme, house, "Орехова Дина Львовна", "mentor")
    with pytest.raises(Refused, match="коллективно-индивидуальное"):
        form(svetlana, programme, [maria, orekhova], [danya])
    form(svetlana, programme, [maria], [danya])
    with pytest.raises(Refused, match=r"Зимин Д\. О\. уже в паре"):
        form(svetlana, programme, [orekhova], [danya])
    limit(programme, kind="collective")
    assert len(form(svetlana, programme, [orekhova], [danya])) == 1
    with pytest.raises(Refused, match="уже в паре с этим наставником"):
        form(svetlana, programme, [orekhova], [danya])


def test_missing_consent_is_named(
    svetlana: AccountActor, programme: Programme, maria: Participation, danya: Participation, house: House
) -> None:
    with make.owning():
        Consent.objects.filter(person=house.danya).delete()
    with pytest.raises(Refused, match=r"Зимин Д\. О\. — нет согласия"):
        form(svetlana, programme, [maria], [danya])


def test_stranger_of_another_programme_is_refused(
    svetlana: AccountActor, programme: Programme, maria: Participation, house: House
) -> None:
    other = pairing.programme(house.school, "Вторая")
    alien = another(other, house, "Юдина Лиза Олеговна")
    with pytest.raises(Refused, match="из этой программы"):
        form(svetlana, programme, [maria], [alien])
    with pytest.raises(Refused, match="наставника из этой программы"):
        form(svetlana, programme, [], [alien])


@pytest.mark.parametrize("login", ["boris", "nina", "tamara", "irina"])
def test_group_is_refused_to_others(
    login: str, programme: Programme, maria: Participation, danya: Participation
) -> None:
    with pytest.raises(Denied):
        form(make.actor(login), programme, [maria], [danya])


def test_mentor_is_changed_before_the_order(
    svetlana: AccountActor, programme: Programme, maria: Participation, danya: Participation, house: House
) -> None:
    (pair,) = form(svetlana, programme, [maria], [danya])
    orekhova = another(programme, house, "Орехова Дина Львовна", "mentor")
    with acting(svetlana), pytest.raises(Refused, match="уже есть"):
        change_mentor(by=svetlana, pair=Pair.objects.get(pk=pair.pk), mentor=maria)
    with acting(svetlana):
        made = change_mentor(by=svetlana, pair=Pair.objects.get(pk=pair.pk), mentor=orekhova)
    assert (state_of(pair), state_of(made)) == ("cancelled", "approved")


@pytest.mark.parametrize("said", ["", "yes"])
def test_approval_is_taken_back_before_the_order(
    said: str, svetlana: AccountActor, programme: Programme, maria: Participation, danya: Participation
) -> None:
    (pair,) = form(svetlana, programme, [maria], [danya])
    pairing.answer_all(svetlana, programme, said)
    with acting(svetlana):
        cancel_pair(by=svetlana, pair=Pair.objects.get(pk=pair.pk))
    assert state_of(pair) == "cancelled"
    with make.owning():
        assert Participation.objects.get(pk=danya.pk).returned_at == pairing.NOW


def test_next_cycle_takes_directions_and_goal_a_year_on(svetlana: AccountActor, programme: Programme) -> None:
    limit(programme, kind="group", mentees_limit=3)
    with make.owning():
        Direction.objects.create(programme=programme, form_id="pupil_pupil", channel="virtual")
    with acting(svetlana):
        made = open_next_cycle(by=svetlana, programme=programme)
    assert (made.previous, made.school_year, made.title) == (programme, 2027, programme.title)
    assert (made.start_date, made.end_date) == (date(2027, 10, 1), date(2028, 5, 31))
    rows = list(made.directions.order_by("pk").values_list("form_id", "kind", "channel", "mentees_limit"))
    assert rows == [("teacher_pupil", "group", "classic", 3), ("pupil_pupil", "individual", "virtual", None)]
    with acting(svetlana), pytest.raises(Refused, match="уже есть"):
        open_next_cycle(by=svetlana, programme=programme)


@pytest.fixture
def last_year(
    svetlana: AccountActor, programme: Programme, maria: Participation, danya: Participation
) -> Pair:
    """A pair that worked, and the programme of the next school year."""
    (pair,) = form(svetlana, programme, [maria], [danya])
    with make.owning():
        Pair.objects.filter(pk=pair.pk).update(state="completed", active_from=date(2026, 10, 20))
    return pair


def test_pair_of_last_year_stands_pinned_in_the_next_proposal(
    svetlana: AccountActor, programme: Programme, last_year: Pair
) -> None:
    with acting(svetlana):
        made = open_next_cycle(by=svetlana, programme=programme)
        assert carry_pairs(by=svetlana, programme=made, pairs=[last_year.pk]) == 1
        pinned = FixedChoice.objects.get(programme=made)
        assert (pinned.kind, pinned.source) == ("pinned", "last_year")
        assert Need.objects.get(participation=pinned.mentee).topics == ["music"]
        assert Offer.objects.get(participation=pinned.mentor).capacity == 2
        proposal = propose_pairs(by=svetlana, programme=made)
        line = ProposalLine.objects.get(proposal=proposal)
        assert (line.mentor, line.is_pinned) == (pinned.mentor, True)
        with pytest.raises(Refused, match="из этого списка"):
            carry_pairs(by=svetlana, programme=made, pairs=[last_year.pk])
    with make.owning():
        assert Need.objects.filter(person=last_year.members.get(side="mentee").person).count() == 2


def test_pair_that_never_worked_is_not_carried_over(
    svetlana: AccountActor, programme: Programme, maria: Participation, danya: Participation
) -> None:
    (pair,) = form(svetlana, programme, [maria], [danya])
    with acting(svetlana):
        made = open_next_cycle(by=svetlana, programme=programme)
        with pytest.raises(Refused):
            carry_pairs(by=svetlana, programme=made, pairs=[pair.pk])
