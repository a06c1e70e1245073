"""Terms of matching, fixed pairs, drafts: what is written and what is refused."""

import pytest

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.drafts import choose_draft, keep_draft
from nastavnik.mentoring.actions.matching import fix_choice, lift_choice, set_matching_terms
from nastavnik.mentoring.actions.proposals import form_pairs, propose_pairs
from nastavnik.mentoring.models import FixedChoice, Participation, Programme, Proposal, ProposalLine
from nastavnik.mentoring.queries.matching import terms_of
from nastavnik.rulebook.matching import Criterion, Importance, Limits, Terms
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]
Sides = dict[str, Participation]


@pytest.fixture
def programme(house: House) -> Programme:
    return pairing.programme(house.school)


@pytest.fixture
def sides(programme: Programme, house: House) -> Sides:
    """Мария teaches physics, one place; two children ask for physics, one for music."""
    for person in (house.maria, house.danya):
        make.consent(person)
    return {
        "maria": pairing.mentor(programme, house.maria),
        "pavel": pairing.mentor(programme, house.pavel, "robotics", competences="робототехника"),
        "danya": pairing.mentee(programme, house.danya),
        "liza": pairing.mentee(programme, pairing.child(house.school, "Юдина Лиза Олеговна")),
        "gleb": pairing.mentee(programme, pairing.child(house.school, "Якимов Глеб Ильич"), "music"),
    }


def fixed(sides: Sides, mentee: str, mentor: str, kind: str = "pinned", reason: str = "") -> FixedChoice:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        people = Participation.objects.select_related("programme", "person", "need", "offer")
        one, other = people.get(pk=sides[mentee].pk), people.get(pk=sides[mentor].pk)
        return fix_choice(by=svetlana, mentee=one, mentor=other, kind=kind, reason=reason)


def run(programme: Programme) -> Proposal:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        return propose_pairs(by=svetlana, programme=programme)


def state_of(proposal: Proposal) -> tuple[str, str]:
    with make.owning():
        kept = Proposal.objects.get(pk=proposal.pk)
        return kept.state, kept.note


def verbs() -> list[str]:
    with make.owning():
        return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_terms_are_written_once_and_recorded_by_name(programme: Programme) -> None:
    svetlana = make.actor("svetlana")
    terms = Terms({Criterion.TIME: Importance.MUCH}, Limits(most_per_mentor=2))
    with acting(svetlana):
        assert set_matching_terms(by=svetlana, programme=programme, terms=terms)
        assert not set_matching_terms(by=svetlana, programme=programme, terms=terms)
        assert terms_of(programme).as_values() == terms.as_values()
    with make.owning():
        (entry,) = Entry.objects.filter(verb="set_matching_terms")
        assert sorted(entry.fields) == ["most_per_mentor", "time"]


@pytest.mark.parametrize("login", ["boris", "nina", "tamara", "oleg"])
def test_others_neither_set_terms_nor_fix_pairs(programme: Programme, sides: Sides, login: str) -> None:
    other = make.actor(login)
    with acting(other):
        with pytest.raises(Denied):
            set_matching_terms(by=other, programme=programme, terms=Terms())
        with pytest.raises(Denied):
            fix_choice(by=other, mentee=sides["danya"], mentor=sides["maria"], kind="pinned")


def test_pin_without_a_common_topic_needs_a_reason_which_stands_in_the_proposal(
    programme: Programme, sides: Sides, house: House
) -> None:
    with pytest.raises(Refused, match="нет ни одной темы запроса"):
        fixed(sides, "gleb", "maria")
    fixed(sides, "gleb", "maria", reason="Глеб сам попросил")
    with make.owning():
        pass
    line = lines_of(run(programme))[sides["gleb"].pk]
    assert line.mentor_id == sides["maria"].pk
    assert line.is_pinned
    assert line.reason.endswith("Примечание: Глеб сам попросил.")


def lines_of(proposal: Proposal) -> dict[int, ProposalLine]:
    with make.owning():
        return {line.mentee_id: line for line in ProposalLine.objects.filter(proposal=proposal)}


def test_contradictory_choices_are_refused_with_names(sides: Sides) -> None:
    fixed(sides, "danya", "maria")
    with pytest.raises(Refused, match=r"Зимин Д\. О\. уже в закреплённой паре, наставник Котова"):
        fixed(sides, "danya", "pavel", reason="надо")
    with pytest.raises(Refused, match=r"У наставника Котова М\. И\. мест больше нет .*Зимин Д\. О\."):
        fixed(sides, "liza", "maria")
    with pytest.raises(Refused, match=r"Пара Котова М\. И\. — Зимин Д\. О\. уже закреплена"):
        fixed(sides, "danya", "maria", "forbidden")
    with pytest.raises(Refused, match="Выберите наставляемого и наставника"):
        fixed(sides, "maria", "danya")


def test_same_choice_again_changes_nothing(sides: Sides) -> None:
    assert fixed(sides, "danya", "maria").pk == fixed(sides, "danya", "maria").pk
    assert verbs().count("fix_choice") == 1


def test_nobody_is_pinned_to_himself(programme: Programme, sides: Sides) -> None:
    with make.owning():
        person = sides["danya"].person
    sides["self"] = pairing.mentor(programme, person)
    with pytest.raises(Refused, match=r"Зимин Д\. О\. не может быть наставником самому себе"):
        fixed(sides, "danya", "self")


def test_participants_of_two_programmes_are_not_fixed(sides: Sides, house: House) -> None:
    other = pairing.programme(house.school, "Другая программа")
    sides["other"] = pairing.mentor(other, house.maria)
    with pytest.raises(Refused, match="из разных программ"):
        fixed(sides, "danya", "other")


def test_lifted_ban_frees_the_pair(programme: Programme, sides: Sides) -> None:
    choice, svetlana = fixed(sides, "danya", "maria", "forbidden"), make.actor("svetlana")
    assert lines_of(run(programme))[sides["danya"].pk].code == "forbidden"
    with acting(svetlana):
        lift_choice(by=svetlana, choice=choice)
    assert lines_of(run(programme))[sides["danya"].pk].mentor_id == sides["maria"].pk
    assert "lift_choice" in verbs()


def test_stranger_lifts_nothing(sides: Sides) -> None:
    choice, boris = fixed(sides, "danya", "maria"), make.actor("boris")
    with acting(boris), pytest.raises(Denied):
        lift_choice(by=boris, choice=choice)
    with make.owning():
        assert FixedChoice.objects.exists()


def test_several_drafts_are_kept_and_one_is_chosen(programme: Programme, sides: Sides) -> None:
    svetlana, first = make.actor("svetlana"), run(programme)
    with acting(svetlana):
        keep_draft(by=svetlana, proposal=first, note="  первый  подбор ")
    second = run(programme)
    assert state_of(first) == ("draft", "первый подбор")
    assert state_of(second)[0] == "open"
    with acting(svetlana):
        choose_draft(by=svetlana, proposal=first)
    assert (state_of(first)[0], state_of(second)[0]) == ("open", "draft")
    with acting(svetlana):
        chosen = ProposalLine.objects.filter(proposal=first, mentor__isnull=False).values_list(
            "pk", flat=True
        )
        first.refresh_from_db()
        form_pairs(by=svetlana, proposal=first, approved=set(chosen))
    with acting(svetlana):
        for deed in (keep_draft, choose_draft):
            with pytest.raises(Refused, match="решение уже принято"):
                deed(by=svetlana, proposal=first)


def test_draft_grown_stale_is_refused_with_the_name(programme: Programme, sides: Sides) -> None:
    svetlana, first = make.actor("svetlana"), run(programme)
    with acting(svetlana):
        keep_draft(by=svetlana, proposal=first)
    second = run(programme)
    lines = [line.pk for line in lines_of(second).values() if line.mentor_id]
    with acting(svetlana):
        form_pairs(by=svetlana, proposal=second, approved=lines)
        choose_draft(by=svetlana, proposal=first)
    lines = [line.pk for line in lines_of(first).values() if line.mentor_id]
    with acting(svetlana), pytest.raises(Refused, match=r"Предложение устарело: Зимин Д\. О\. — уже в паре"):
        form_pairs(by=svetlana, proposal=first, approved=lines)


def test_draft_of_another_school_stays_hers(programme: Programme, sides: Sides) -> None:
    first, boris = run(programme), make.actor("boris")
    with acting(boris):
        for deed in (keep_draft, choose_draft):
            with pytest.raises(Denied):
                deed(by=boris, proposal=first)
