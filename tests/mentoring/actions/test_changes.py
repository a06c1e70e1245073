"""Working pairs changed by orders: ended with a reason, given another mentor, restated; read back from the files."""

from datetime import date
from pathlib import Path

import pytest

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.changes import draft_amendment_order, draft_ending_order, replace_mentor
from nastavnik.mentoring.actions.lists import draft_lists_order
from nastavnik.mentoring.models import Pair, PairChange, Participation, Programme
from nastavnik.mentoring.queries.changes import replacements_for
from nastavnik.mentoring.queries.pairs import agreed_pairs, with_people
from nastavnik.papers.actions import discard_order, download_order, register_paper
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Consent, Person
from nastavnik.rulebook.pair_endings import EndReason
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.actions.test_orders import ORDERED, drafted, registered, signed
from tests.mentoring.pairing import state_of
from tests.papers.reading import lines_of

pytestmark = [pytest.mark.django_db, pairing.in_october]
GOLDEN = Path(__file__).parents[2] / "papers" / "golden"
LATER = date(2026, 10, 15)


@pytest.fixture
def programme(house: House) -> Programme:
    """Мария works with Даня by order № 40-од; Павел came later and is free."""
    made = pairing.programme(house.school, "Физика вместе")
    for person in (house.maria, house.pavel, house.danya):
        make.consent(person)
    pairing.mentor(made, house.maria)
    pairing.mentee(made, house.danya)
    pairing.agreed_pairs(make.actor("svetlana"), made)
    registered(signed(drafted(made)))
    return made


@pytest.fixture
def pair(programme: Programme) -> Pair:
    with make.owning():
        return with_people(Pair.objects.filter(programme=programme)).get()


@pytest.fixture
def pavel(programme: Programme, house: House) -> Participation:
    return pairing.mentor(programme, house.pavel)


def ending(pair: Pair, reason: EndReason = EndReason.MENTOR, login: str = "svetlana") -> Paper:
    actor = make.actor(login)
    with acting(actor):
        return draft_ending_order(by=actor, pairs=[pair.pk], reason=reason)


def replaced(pair: Pair, mentor: Participation, login: str = "svetlana") -> Pair:
    actor = make.actor(login)
    with acting(actor):
        return replace_mentor(by=actor, pair=pair, mentor=mentor)


def amendment(programme: Programme, *restated: Pair, login: str = "svetlana") -> Paper:
    actor = make.actor(login)
    with acting(actor):
        return draft_amendment_order(by=actor, programme=programme, restated=[one.pk for one in restated])


def registered_as(paper: Paper, number: str, dated: date = LATER) -> Paper:
    tamara, paper = make.actor("tamara"), signed(paper)
    with acting(tamara):
        return register_paper(by=tamara, paper=paper, number=number, paper_date=dated)


def read(paper: Paper) -> list[str]:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        return lines_of(download_order(by=svetlana, paper=Paper.objects.get(pk=paper.pk)))


def golden(name: str) -> list[str]:
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def stored(pair: Pair) -> Pair:
    with make.owning():
        return Pair.objects.get(pk=pair.pk)


def test_pair_works_until_the_ending_order_has_its_date(pair: Pair) -> None:
    paper = ending(pair)
    assert stored(pair).state == "active"
    registered_as(paper, "41-од")
    ended = stored(pair)
    assert (ended.state, ended.ended_date, ended.active_from) == ("stopped", LATER, ORDERED)
    with make.owning():
        change = PairChange.objects.get(pair=pair)
        assert (change.kind, change.reason, change.applied_date) == ("ending", "mentor", LATER)
        assert Entry.objects.filter(verb="apply_pair_changes", object_id=pair.pk).count() == 1


def test_ending_order_reads_as_the_golden_file(pair: Pair) -> None:
    assert read(ending(pair)) == golden("ending")


@pytest.mark.parametrize("reason", [EndReason.MENTOR, EndReason.MENTEE, EndReason.CONSENT])
def test_order_does_not_say_who_refused(pair: Pair, reason: EndReason) -> None:
    rows = [line for line in read(ending(pair, reason)) if "Зимин" in line]
    assert [row.split(" | ")[-1] for row in rows] == ["решение участников"]


def test_suspended_pair_may_end_too(pair: Pair, house: House) -> None:
    with make.owning():
        Pair.objects.filter(pk=pair.pk).update(state="paused", paused_date=ORDERED)
    registered_as(ending(pair, EndReason.CONSENT), "41-од")
    assert (stored(pair).state, stored(pair).paused_date) == ("stopped", None)


def test_ended_mentee_waits_for_a_mentor_again(programme: Programme, pair: Pair, house: House) -> None:
    registered_as(ending(pair), "41-од")
    pairing.mentor(programme, house.pavel)
    assert len(pairing.approved_pairs(make.actor("svetlana"), programme)) == 1


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg", "irina"])
def test_changes_belong_to_the_curator(
    programme: Programme, pair: Pair, pavel: Participation, login: str
) -> None:
    for deed in (
        lambda: ending(pair, login=login),
        lambda: replaced(pair, pavel, login=login),
        lambda: amendment(programme, pair, login=login),
    ):
        with pytest.raises((Denied, Refused)):
            deed()
    with make.owning():
        assert not PairChange.objects.exists()


def test_pair_that_does_not_work_is_not_ended(pair: Pair) -> None:
    registered_as(ending(pair), "41-од")
    with pytest.raises(Refused, match="Отметьте пары"):
        ending(pair)


def test_pair_in_one_draft_does_not_go_into_another(pair: Pair, pavel: Participation) -> None:
    ending(pair)
    with pytest.raises(Refused, match=r"Изменение уже готовится: Котова М\. И\. — Зимин Д\. О\."):
        ending(pair)
    with pytest.raises(Refused, match="Изменение уже готовится"):
        replaced(pair, pavel)


def test_order_dated_before_the_pair_is_refused_whole(pair: Pair) -> None:
    paper = ending(pair)
    with pytest.raises(Refused, match=r"действует с 14\.10\.2026"):
        registered_as(paper, "41-од", date(2026, 10, 13))
    assert stored(pair).state == "active"


def test_discarded_draft_leaves_the_pair_at_work(pair: Pair) -> None:
    paper, svetlana = ending(pair), make.actor("svetlana")
    with acting(svetlana):
        discard_order(by=svetlana, paper=paper)
    assert stored(pair).state == "active"
    assert ending(pair).pk != paper.pk


def test_another_mentor_takes_over_on_the_day_of_the_order(
    programme: Programme, pair: Pair, pavel: Participation
) -> None:
    new = replaced(pair, pavel)
    assert (state_of(new), stored(pair).state) == ("approved", "active")
    pairing.answer_all(make.actor("svetlana"), programme, pair=new)
    paper = amendment(programme)
    assert (state_of(new), stored(pair).state) == ("ordered", "active")
    registered_as(paper, "41-од")
    old, new = stored(pair), stored(new)
    assert (old.state, old.ended_date) == ("stopped", LATER)
    assert (new.state, new.active_from, new.paper_id) == ("active", LATER, paper.pk)
    with make.owning():
        assert PairChange.objects.get(pair=old).reason == "replaced"


def test_amendment_reads_as_the_golden_file(
    programme: Programme, pair: Pair, pavel: Participation, house: House
) -> None:
    new = replaced(pair, pavel)
    pairing.mentor(programme, pairing.adult(house.school, "Сорока Ольга Ильинична"), "robotics")
    pairing.mentee(programme, pairing.child(house.school, "Якимов Глеб Ильич"), "robotics")
    pairing.agreed_pairs(make.actor("svetlana"), programme)
    pairing.answer_all(make.actor("svetlana"), programme, pair=new)
    assert read(amendment(programme)) == golden("amendment")


def test_replacing_pair_stays_out_of_the_order_that_assigns(
    programme: Programme, pair: Pair, pavel: Participation
) -> None:
    new = replaced(pair, pavel)
    pairing.answer_all(make.actor("svetlana"), programme, pair=new)
    with make.owning():
        assert not agreed_pairs(programme).exists()
    with pytest.raises(Refused, match="Нет согласованных пар"):
        drafted(programme)


def test_refused_replacement_leaves_the_pair_free_for_another_change(
    programme: Programme, pair: Pair, pavel: Participation
) -> None:
    new = replaced(pair, pavel)
    pairing.answer_all(make.actor("svetlana"), programme, "no", pair=new, party="mentor")
    assert stored(pair).state == "active"
    assert ending(pair).state == "draft"


def test_discarded_amendment_lets_the_new_pair_go_into_another(
    programme: Programme, pair: Pair, pavel: Participation
) -> None:
    new, svetlana = replaced(pair, pavel), make.actor("svetlana")
    pairing.answer_all(svetlana, programme, pair=new)
    with acting(svetlana):
        discard_order(by=svetlana, paper=amendment(programme))
    assert (state_of(new), stored(pair).state) == ("agreed", "active")
    registered_as(amendment(programme), "42-од")
    assert (stored(new).state, stored(pair).state) == ("active", "stopped")


def test_mentor_without_places_or_consent_can_not_take_over(
    programme: Programme, pair: Pair, pavel: Participation, house: House
) -> None:
    with make.owning():
        Consent.objects.filter(person=house.pavel).delete()
        assert replacements_for(pair, LATER) == []
    with pytest.raises(Refused, match="уже занят или у него нет согласия") as refusal:
        replaced(pair, pavel)
    assert refusal.value.field == "mentor"


def test_restated_pair_prints_what_the_base_says_and_stays_as_it_is(
    programme: Programme, pair: Pair, house: House
) -> None:
    with make.owning():
        Person.objects.filter(pk=house.danya.pk).update(last_name="Озеров", class_name="9 «А»")
    paper = amendment(programme, pair)
    assert any("Озеровым Даниилом Олеговичем, обучающимся 9 «А» класса" in line for line in read(paper))
    words = (
        "слова «Зиминым Даниилом Олеговичем, обучающимся 8 „А“ класса» заменить словами"
        " «Озеровым Даниилом Олеговичем, обучающимся 9 „А“ класса»"
    )
    assert any(words in line and "Котову Марию" in line for line in read(paper))
    assert not any("слова «Котову" in line for line in read(paper)), "the mentor is the same"
    registered_as(paper, "41-од")
    assert (stored(pair).state, stored(pair).active_from) == ("active", ORDERED)


def test_amendment_without_a_change_is_refused(programme: Programme) -> None:
    with pytest.raises(Refused, match="Менять нечего"):
        amendment(programme)


def test_amendment_is_refused_while_a_consent_is_missing(
    programme: Programme, pair: Pair, pavel: Participation, house: House
) -> None:
    new = replaced(pair, pavel)
    pairing.answer_all(make.actor("svetlana"), programme, pair=new)
    with make.owning():
        Consent.objects.filter(person=house.pavel).delete()
    with pytest.raises(Refused, match=r"Левин П\. А\."):
        amendment(programme)


def lists(programme: Programme, login: str = "svetlana") -> Paper:
    actor = make.actor(login)
    with acting(actor):
        return draft_lists_order(by=actor, programme=programme)


def test_lists_read_as_the_golden_file(programme: Programme, pavel: Participation, house: House) -> None:
    pairing.mentee(programme, make.person(house.school, "Безродный Лев Ильич", birth_year=2013))
    assert read(lists(programme)) == golden("lists")


def test_lists_are_not_registered_when_a_consent_is_gone(programme: Programme, house: House) -> None:
    paper = lists(programme)
    with make.owning():
        Consent.objects.filter(person=house.danya).delete()
    with pytest.raises(Refused, match=r"Зимин Д\. О\."):
        registered_as(paper, "41-од")


def test_empty_list_is_refused(house: House) -> None:
    empty = pairing.programme(house.school)
    with pytest.raises(Refused, match="Список «Наставник» пуст"):
        lists(empty)


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg"])
def test_lists_are_drafted_by_the_curator(programme: Programme, login: str) -> None:
    with pytest.raises(Denied):
        lists(programme, login)
