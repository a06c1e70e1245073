from datetime import date

import pytest
from django.utils import timezone

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.proposals import form_pairs, propose_pairs
from nastavnik.mentoring.models import (
    Answer,
    Direction,
    FixedChoice,
    MatchingSettings,
    Offer,
    Pair,
    PairMember,
    Participation,
    Programme,
    Proposal,
    ProposalLine,
)
from nastavnik.registry.models import Consent
from nastavnik.rulebook.matching import ENGINE, Terms, problem_of, propose
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]


@pytest.fixture
def programme(house: House) -> Programme:
    """Мария teaches physics, Павел robotics for two; three children, one of whom asks for music."""
    made = pairing.programme(house.school)
    for person in (house.maria, house.pavel, house.danya):
        make.consent(person)
    pairing.mentor(made, house.maria)
    pairing.mentor(made, house.pavel, "robotics", 2, competences="робототехника")
    pairing.mentee(made, house.danya)
    pairing.mentee(made, pairing.child(house.school, "Юдина Лиза Олеговна"), "robotics", "Собрать робота")
    pairing.mentee(made, pairing.child(house.school, "Якимов Глеб Ильич"), "music", "Играть на гитаре")
    return made


def lines_of(proposal: Proposal) -> dict[str, ProposalLine]:
    with make.owning():
        lines = ProposalLine.objects.filter(proposal=proposal).select_related(
            "mentee__person", "mentor__person"
        )
        return {line.mentee.person.last_name: line for line in lines}


def mentors_in(proposal: Proposal) -> dict[str, str | None]:
    return {
        name: line.mentor.person.last_name if line.mentor else None
        for name, line in lines_of(proposal).items()
    }


def made_by_svetlana(programme: Programme) -> Proposal:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        return propose_pairs(by=svetlana, programme=programme)


def approve(proposal: Proposal, *names: str) -> list[Pair]:
    svetlana = make.actor("svetlana")
    chosen = {lines_of(proposal)[name].pk for name in names}
    with acting(svetlana):
        return form_pairs(by=svetlana, proposal=proposal, approved=chosen)


def test_proposal_pairs_by_topic_and_says_why(programme: Programme) -> None:
    lines = lines_of(made_by_svetlana(programme))
    assert lines["Зимин"].mentor.person.last_name == "Котова"
    assert "физика" in lines["Зимин"].reason
    assert lines["Зимин"].score > 0
    assert lines["Юдина"].mentor.person.last_name == "Левин"
    assert lines["Якимов"].mentor is None
    assert lines["Якимов"].reason == "Подходящего наставника нет: нет наставника по теме «музыка»."


def test_same_bases_give_the_same_proposal(programme: Programme) -> None:
    first, second = made_by_svetlana(programme), made_by_svetlana(programme)
    said = [
        {name: (line.mentor_id, line.score, line.reason) for name, line in lines_of(one).items()}
        for one in (first, second)
    ]
    assert said[0] == said[1]


def test_new_proposal_replaces_the_open_one(programme: Programme) -> None:
    first, second = made_by_svetlana(programme), made_by_svetlana(programme)
    with make.owning():
        assert Proposal.objects.get(pk=first.pk).state == Proposal.State.REPLACED
        assert Proposal.objects.get(pk=second.pk).state == Proposal.State.OPEN
    with pytest.raises(Refused, match="составлено заново"):
        approve(first, "Зимин")


def test_missing_consent_is_said_in_the_proposal(programme: Programme, house: House) -> None:
    with make.owning():
        Consent.objects.filter(person=house.danya, signer="guardian").delete()
    line = lines_of(made_by_svetlana(programme))["Зимин"]
    assert line.mentor is None
    assert line.reason == "Нет согласия родителя (законного представителя) на обработку персональных данных."


def test_mentor_without_consent_is_not_proposed_and_the_reason_names_him(
    programme: Programme, house: House
) -> None:
    with make.owning():
        Consent.objects.filter(person=house.maria).delete()
    line = lines_of(made_by_svetlana(programme))["Зимин"]
    assert line.mentor is None
    assert "Котова М. И." in line.reason
    assert "нет согласия самого участника" in line.reason


def test_nobody_mentors_himself(house: House) -> None:
    programme = pairing.programme(house.school, form_id="pupil_pupil", role_model_id=None)
    pupil = pairing.child(house.school, "Юдина Лиза Олеговна")
    make.consent(pupil, "mentor_role")
    pairing.mentor(programme, pupil)
    pairing.mentee(programme, pupil)
    line = lines_of(made_by_svetlana(programme))["Юдина"]
    assert line.mentor is None


def test_nobody_to_be_paired_is_refused(house: House) -> None:
    programme = pairing.programme(house.school)
    with pytest.raises(Refused, match="нет наставляемых без пары"):
        made_by_svetlana(programme)


@pytest.mark.parametrize("login", ["boris", "nina", "tamara", "oleg", "irina"])
def test_proposal_is_refused_to_others(programme: Programme, login: str) -> None:
    other = make.actor(login)
    with acting(other), pytest.raises(Denied):
        propose_pairs(by=other, programme=programme)
    with make.owning():
        assert not Proposal.objects.exists()


def test_approved_line_becomes_a_pair_with_cards_and_answers(programme: Programme) -> None:
    proposal = made_by_svetlana(programme)
    (pair,) = approve(proposal, "Зимин")
    with make.owning():
        members = {member.side: member for member in PairMember.objects.filter(pair=pair)}
        assert (members["mentor"].card_name, members["mentor"].card_standing) == (
            "Мария К.",
            "учитель физики",
        )
        assert (members["mentee"].card_name, members["mentee"].card_standing) == ("Даниил З.", "8 «А» класс")
        answers = Answer.objects.filter(pair=pair)
        assert set(answers.values_list("party", "person__last_name", "value")) == {
            ("mentor", "Котова", ""),
            ("mentee", "Зимин", ""),
            ("guardian", "Зимин", ""),
        }
        pair.refresh_from_db()
        assert pair.state == Pair.State.APPROVED
        assert "физика" in pair.reason
        assert Entry.objects.filter(verb="form_pairs", object_id=pair.pk).count() == 1


def test_lines_left_out_are_marked_and_the_proposal_is_decided(programme: Programme) -> None:
    proposal = made_by_svetlana(programme)
    approve(proposal, "Зимин")
    marks = {name: line.is_approved for name, line in lines_of(proposal).items()}
    assert marks == {"Зимин": True, "Юдина": False, "Якимов": None}
    with make.owning():
        proposal.refresh_from_db()
    assert proposal.state == Proposal.State.DECIDED
    assert proposal.decided_at == pairing.NOW
    with pytest.raises(Refused, match="решение уже принято"):
        approve(proposal, "Юдина")


def test_minor_mentor_brings_his_representative(house: House) -> None:
    programme = pairing.programme(house.school, form_id="pupil_pupil", role_model_id=None)
    pupil = pairing.child(house.school, "Юдина Лиза Олеговна", date(2010, 1, 1))
    make.consent(pupil, "mentor_role")
    make.consent(house.danya)
    pairing.mentor(programme, pupil)
    pairing.mentee(programme, house.danya)
    (pair,) = approve(made_by_svetlana(programme), "Зимин")
    with make.owning():
        parties = set(Answer.objects.filter(pair=pair).values_list("party", "person__last_name"))
    assert parties == {
        ("mentor", "Юдина"),
        ("mentor_guardian", "Юдина"),
        ("mentee", "Зимин"),
        ("guardian", "Зимин"),
    }


def test_paired_mentee_is_left_out_and_the_mentors_place_is_taken(programme: Programme, house: House) -> None:
    approve(made_by_svetlana(programme), "Зимин")
    pairing.mentee(programme, pairing.child(house.school, "Ярцев Олег Ильич"))
    lines = lines_of(made_by_svetlana(programme))
    assert set(lines) == {"Юдина", "Якимов", "Ярцев"}
    assert lines["Ярцев"].reason == "Подходящие наставники уже заняты (Котова М. И.)."


def test_group_of_two_is_two_pairs_of_one_mentor(programme: Programme, house: House) -> None:
    pairing.mentee(
        programme, pairing.child(house.school, "Ярцев Олег Ильич"), "robotics", "Робот для соревнований"
    )
    pairs = approve(made_by_svetlana(programme), "Юдина", "Ярцев")
    with make.owning():
        mentors = PairMember.objects.filter(pair__in=pairs, side="mentor").values_list("person_id", flat=True)
        assert list(mentors) == [house.pavel.pk, house.pavel.pk]
    assert mentors_in(made_by_svetlana(programme)) == {"Зимин": "Котова", "Якимов": None}


def test_stale_proposal_is_refused_with_names(programme: Programme, house: House) -> None:
    proposal = made_by_svetlana(programme)
    with make.owning():
        Consent.objects.filter(person=house.danya).delete()
        Offer.objects.filter(person=house.pavel).update(capacity=0)
    with pytest.raises(Refused) as refused:
        approve(proposal, "Зимин", "Юдина")
    assert "Левин П. А. — мест больше нет" in refused.value.reason
    assert "Зимин Д. О. — нет согласия родителя" in refused.value.reason
    with make.owning():
        assert not Pair.objects.exists()
        assert Proposal.objects.get(pk=proposal.pk).state == Proposal.State.OPEN


def test_mentee_who_got_a_pair_meanwhile_is_named(programme: Programme, house: House) -> None:
    proposal = made_by_svetlana(programme)
    line = lines_of(proposal)["Зимин"]
    with make.owning():
        pair = Pair.objects.create(institution=house.school, programme=programme)
        PairMember.objects.create(
            institution=house.school,
            pair=pair,
            person=house.danya,
            participation=line.mentee,
            side="mentee",
            card_name="Д.",
        )
    with pytest.raises(Refused, match=r"Зимин Д\. О\. — уже в паре"):
        approve(proposal, "Зимин")


def test_nothing_chosen_and_a_foreign_line_are_refused(programme: Programme) -> None:
    svetlana, proposal = make.actor("svetlana"), made_by_svetlana(programme)
    alone = lines_of(proposal)["Якимов"].pk
    for chosen, reason in (
        (set(), "Отметьте пары"),
        ({alone}, "не из этого предложения"),
        ({10**9}, "не из этого"),
    ):
        with acting(svetlana), pytest.raises(Refused, match=reason):
            form_pairs(by=svetlana, proposal=proposal, approved=chosen)


@pytest.mark.parametrize("login", ["boris", "nina", "tamara", "oleg", "irina"])
def test_approval_is_refused_to_others(programme: Programme, login: str) -> None:
    proposal, other = made_by_svetlana(programme), make.actor(login)
    chosen = {lines_of(proposal)["Зимин"].pk}
    with acting(other), pytest.raises(Denied):
        form_pairs(by=other, proposal=proposal, approved=chosen)
    with make.owning():
        assert not Pair.objects.exists()


def test_declined_pair_returns_the_request_and_is_not_proposed_again(
    programme: Programme, house: House
) -> None:
    svetlana = make.actor("svetlana")
    approve(made_by_svetlana(programme), "Зимин")
    pairing.answer_all(svetlana, programme, "no", party="mentor")
    assert mentors_in(made_by_svetlana(programme))["Зимин"] is None
    pairing.mentor(programme, pairing.adult(house.school, "Орехова Дина Львовна"))
    assert mentors_in(made_by_svetlana(programme))["Зимин"] == "Орехова"


def fix(programme: Programme, mentor: str, mentee: str, kind: str) -> None:
    with make.owning():
        people = {one.person.last_name: one for one in programme.participations.select_related("person")}
        FixedChoice.objects.create(
            institution_id=programme.institution_id, programme=programme,
            mentor=people[mentor], mentee=people[mentee], kind=kind,
        )  # fmt: skip


def test_pinned_pair_stands_and_a_forbidden_one_is_not_proposed(programme: Programme) -> None:
    fix(programme, "Котова", "Якимов", "pinned")
    fix(programme, "Левин", "Юдина", "forbidden")
    assert mentors_in(made_by_svetlana(programme)) == {"Зимин": None, "Юдина": None, "Якимов": "Котова"}


def test_pin_of_a_mentee_who_has_his_pair_already_stands_aside(programme: Programme) -> None:
    fix(programme, "Котова", "Зимин", "pinned")
    approve(made_by_svetlana(programme), "Зимин")
    assert mentors_in(made_by_svetlana(programme)) == {"Юдина": "Левин", "Якимов": None}


def stored(proposal: Proposal) -> Proposal:
    with make.owning():
        return Proposal.objects.get(pk=proposal.pk)


def test_run_is_stored_with_its_inputs_and_can_be_repeated(programme: Programme) -> None:
    run = made_by_svetlana(programme)
    kept = stored(run)
    assert kept.engine == ENGINE
    assert kept.terms == Terms().as_values()
    again = propose(problem_of(kept.inputs))
    lines = lines_of(run).values()
    assert {(pair.mentee_id, pair.mentor_id, pair.score, pair.reason) for pair in again.pairs} == {
        (line.mentee_id, line.mentor_id, line.score, line.reason) for line in lines if line.mentor_id
    }
    assert {(left.mentee_id, left.reason) for left in again.leftovers} == {
        (line.mentee_id, line.reason) for line in lines if not line.mentor_id
    }


def test_shortage_and_remedies_are_stored_with_the_run(programme: Programme) -> None:
    run = made_by_svetlana(programme)
    (short,) = stored(run).findings["shortages"]
    assert (short["topic"], short["lacking"], short["asked"]) == ("music", 1, 1)
    line = lines_of(run)["Якимов"]
    assert line.code == "no_mentor"
    assert line.remedies[0] == {"code": "topic", "text": "ещё один наставник по теме «музыка»", "helps": 1}


def test_terms_of_the_programme_bind_the_search(programme: Programme) -> None:
    with make.owning():
        MatchingSettings.objects.create(programme=programme, terms={"age_gap": 60})
    run = made_by_svetlana(programme)
    assert stored(run).terms["age_gap"] == 60


def test_returned_mentee_comes_first_among_equals(programme: Programme, house: House) -> None:
    first = pairing.mentee(programme, pairing.child(house.school, "Абрамова Ия Ильинична"))
    assert lines_of(made_by_svetlana(programme))["Зимин"].mentor is not None
    with make.owning():
        Participation.objects.filter(pk=first.pk).update(returned_at=timezone.now())
    assert mentors_in(made_by_svetlana(programme)) == {
        "Абрамова": "Котова", "Зимин": None, "Юдина": "Левин", "Якимов": None,
    }  # fmt: skip


def test_pins_that_contradict_the_places_are_refused_with_names(programme: Programme) -> None:
    fix(programme, "Котова", "Якимов", "pinned")
    fix(programme, "Котова", "Зимин", "pinned")
    with pytest.raises(
        Refused, match=r"За наставником Котова М\. И\. закреплено больше .*Зимин Д\. О\., Якимов Г\. И"
    ):
        made_by_svetlana(programme)


def test_directions_of_mentee_and_mentor_must_meet(programme: Programme, house: House) -> None:
    with make.owning():
        first = programme.directions.get()
        second = Direction.objects.create(programme=programme, form=first.form, role_model=first.role_model)
        programme.participations.filter(person=house.danya).update(direction=second)
        programme.participations.filter(person=house.maria).update(direction=first)
    line = lines_of(made_by_svetlana(programme))["Зимин"]
    assert line.mentor is None
    assert line.code == "direction"
    with make.owning():
        programme.participations.filter(person=house.maria).update(direction=second)
    assert mentors_in(made_by_svetlana(programme))["Зимин"] == "Котова"


def test_limits_of_the_direction_bind_places_and_experience(programme: Programme) -> None:
    with make.owning():
        programme.directions.update(mentees_limit=1, experience_years=5)
        Offer.objects.filter(participation__person__last_name="Левин").update(experience_years=7)
    lines = lines_of(made_by_svetlana(programme))
    assert lines["Юдина"].mentor.person.last_name == "Левин"
    assert "таж не указан, а нужен не меньше 5 лет" in lines["Зимин"].reason
    with make.owning():
        programme.directions.update(experience_years=None)
        inputs = stored(made_by_svetlana(programme)).inputs
    assert [mentor.get("places", 1) for mentor in inputs["mentors"]] == [1, 1]
