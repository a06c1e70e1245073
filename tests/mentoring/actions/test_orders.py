from datetime import date, timedelta

import pytest
import time_machine

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.orders import draft_pairs_order
from nastavnik.mentoring.models import Answer, Pair, Programme
from nastavnik.monitoring.models import Counter
from nastavnik.papers.actions import discard_order, register_paper, sign_order
from nastavnik.papers.models import Paper, PaperName, PaperRow
from nastavnik.registry.models import Consent
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import state_of

pytestmark = [pytest.mark.django_db, pairing.in_october]
ORDERED = date(2026, 10, 14)


@pytest.fixture
def programme(house: House) -> Programme:
    """Мария takes Даня and Лиза, Павел takes Глеб: a group and a pair."""
    made = pairing.programme(house.school)
    for person in (house.maria, house.pavel, house.danya):
        make.consent(person)
    pairing.mentor(made, house.maria, capacity=2)
    pairing.mentor(made, house.pavel, "robotics")
    pairing.mentee(made, house.danya)
    pairing.mentee(made, pairing.child(house.school, "Юдина Лиза Олеговна"))
    pairing.mentee(made, pairing.child(house.school, "Якимов Глеб Ильич"), "robotics")
    return made


@pytest.fixture
def pairs(programme: Programme) -> list[Pair]:
    return pairing.agreed_pairs(make.actor("svetlana"), programme)


def drafted(programme: Programme, login: str = "svetlana") -> Paper:
    actor = make.actor(login)
    with acting(actor):
        return draft_pairs_order(by=actor, programme=programme)


def signed(paper: Paper) -> Paper:
    nina = make.actor("nina")
    with acting(nina):
        return sign_order(by=nina, paper=Paper.objects.get(pk=paper.pk))


def registered(paper: Paper, dated: date = ORDERED) -> Paper:
    tamara = make.actor("tamara")
    with acting(tamara):
        return register_paper(by=tamara, paper=paper, number="40-од", paper_date=dated)


def states(programme: Programme) -> set[str]:
    with make.owning():
        return set(Pair.objects.filter(programme=programme).values_list("state", flat=True))


def test_agreed_pairs_go_into_one_draft(programme: Programme, pairs: list[Pair], house: House) -> None:
    paper = drafted(programme)
    with make.owning():
        assert set(Pair.objects.values_list("state", "paper_id")) == {("ordered", paper.pk)}
        rows = [
            (row.number, row.mentor.nominative, row.mentee.nominative)
            for row in PaperRow.objects.filter(paper=paper)
            .order_by("position")
            .select_related("mentor", "mentee")
        ]
        assert rows == [
            (1, "Котова Мария Ивановна", "Зимин Даниил Олегович"),
            (1, "Котова Мария Ивановна", "Юдина Лиза Олеговна"),
            (2, "Левин Павел Андреевич", "Якимов Глеб Ильич"),
        ]
        row = PaperRow.objects.filter(paper=paper).first()
        assert (row.form_label, row.role_label) == ("педагог – ученик", "поддержка по предмету")
        assert row.period_label == "01.10.2026 – 31.05.2027"
        assert PaperName.objects.get(paper=paper, place="control").person == house.accounts["svetlana"].person
        assert Entry.objects.filter(verb="draft_pairs_order").count() == 3


def test_label_that_hurts_is_not_printed(house: House) -> None:
    hurting = pairing.programme(
        house.school, form_id="pupil_pupil", role_model_id="pupil_pupil.leader_passive"
    )
    pupil = pairing.child(house.school, "Юдина Лиза Олеговна", date(2010, 1, 1))
    make.consent(pupil, "mentor_role")
    make.consent(house.danya)
    pairing.mentor(hurting, pupil)
    pairing.mentee(hurting, house.danya)
    pairing.agreed_pairs(make.actor("svetlana"), hurting)
    paper = drafted(hurting)
    with make.owning():
        assert PaperRow.objects.get(paper=paper).role_label == "вовлечение в дела и интересы"


def test_pair_that_waits_stays_out_of_the_order(programme: Programme, pairs: list[Pair]) -> None:
    pairing.answer_all(make.actor("svetlana"), programme, "", pair=pairs[0], party="mentor")
    paper = drafted(programme)
    with make.owning():
        assert PaperRow.objects.filter(paper=paper).count() == 2
    assert state_of(pairs[0]) == "approved"


def test_order_without_agreed_pairs_is_refused(programme: Programme) -> None:
    pairing.approved_pairs(make.actor("svetlana"), programme)
    with pytest.raises(Refused, match="Нет согласованных пар"):
        drafted(programme)
    with make.owning():
        assert not Paper.objects.exists()


def test_order_names_the_pairs_whose_consents_are_missing(
    programme: Programme, pairs: list[Pair], house: House
) -> None:
    with make.owning():
        Consent.objects.filter(person=house.danya, signer="guardian").delete()
    with pytest.raises(Refused) as refused:
        drafted(programme)
    assert (
        "Котова М. И. — Зимин Д. О.: Зимин Д. О. — нет согласия родителя (законного представителя)"
        " на обработку персональных данных." in refused.value.reason
    )
    assert "Левин" not in refused.value.reason
    assert states(programme) == {"agreed"}


@pytest.mark.parametrize("login", ["boris", "nina", "tamara", "oleg", "irina"])
def test_draft_is_refused_to_others(programme: Programme, pairs: list[Pair], login: str) -> None:
    with pytest.raises(Denied):
        drafted(programme, login)
    assert states(programme) == {"agreed"}


def test_registered_order_makes_its_pairs_active_from_its_date(
    programme: Programme, pairs: list[Pair], house: House
) -> None:
    paper = registered(signed(drafted(programme)))
    with make.owning():
        assert set(Pair.objects.values_list("state", "active_from", "paper_id")) == {
            ("active", ORDERED, paper.pk)
        }
        entries = Entry.objects.filter(verb="activate_pairs")
        assert set(entries.values_list("object_id", flat=True)) == {pair.pk for pair in pairs}
        assert set(entries.values_list("account_id", flat=True)) == {house.accounts["tamara"].pk}


def test_registered_order_moves_the_figure(programme: Programme, pairs: list[Pair], house: House) -> None:
    registered(signed(drafted(programme)))
    with make.owning():
        assert Counter.objects.get(indicator="I1", institution=house.school, year=2026).numerator == 3


def test_discarded_draft_frees_its_pairs_for_another_order(programme: Programme, pairs: list[Pair]) -> None:
    svetlana, paper = make.actor("svetlana"), drafted(programme)
    with acting(svetlana):
        discard_order(by=svetlana, paper=Paper.objects.get(pk=paper.pk))
    with make.owning():
        assert set(Pair.objects.values_list("state", "paper_id")) == {("agreed", None)}
        assert Entry.objects.filter(verb="release_pairs").count() == 3
    assert drafted(programme).pk != paper.pk


def refused_registration(paper: Paper, dated: date = ORDERED) -> str:
    with pytest.raises(Refused) as refused:
        registered(paper, dated)
    with make.owning():
        kept = Paper.objects.get(pk=paper.pk)
        assert (kept.number, kept.paper_date) == ("", None)
        assert kept.state == Paper.State.SIGNED
        assert not Pair.objects.filter(state="active").exists()
        assert not Entry.objects.filter(verb__in=["register_paper", "activate_pairs"]).exists()
    return refused.value.reason


def test_consent_missing_on_the_date_undoes_the_registration(
    programme: Programme, pairs: list[Pair], house: House
) -> None:
    paper = signed(drafted(programme))
    with make.owning():
        Consent.objects.filter(person=house.danya).update(withdrawn_date=ORDERED)
    reason = refused_registration(paper)
    assert "Приказ нельзя зарегистрировать датой 14.10.2026" in reason
    assert "Котова М. И. — Зимин Д. О." in reason
    assert "отозвано 14\u00a0октября\u00a02026" in reason


def test_consent_given_after_the_date_undoes_the_registration(
    programme: Programme, pairs: list[Pair], house: House
) -> None:
    paper = signed(drafted(programme))
    with make.owning():
        Consent.objects.filter(person=house.pavel).update(given_date=ORDERED + timedelta(days=1))
    assert "Левин П. А. — нет согласия самого участника" in refused_registration(paper)


def test_answer_given_after_the_date_undoes_the_registration(programme: Programme, pairs: list[Pair]) -> None:
    paper = signed(drafted(programme))
    reason = refused_registration(paper, date(2026, 10, 11))
    assert "согласие наставника получено только 12\u00a0октября\u00a02026" in reason


def test_missing_answer_undoes_the_registration(programme: Programme, pairs: list[Pair]) -> None:
    paper = signed(drafted(programme))
    with make.owning():
        Answer.objects.filter(pair=pairs[0], party="guardian").update(value="", answered_date=None)
    assert "нет ответа представителя наставляемого" in refused_registration(paper)


def test_many_obstacles_are_told_shortly(programme: Programme, house: House) -> None:
    for number in range(6):
        name = "АБВГДЕ"[number]
        pairing.mentor(
            programme, pairing.adult(house.school, f"Учителев{name.lower()} Иван Петрович"), "chemistry"
        )
        pairing.mentee(
            programme, pairing.child(house.school, f"Детков{name.lower()} Иван Петрович"), "chemistry"
        )
    pairing.agreed_pairs(make.actor("svetlana"), programme)
    with make.owning():
        Consent.objects.filter(person__last_name__startswith="Детков").delete()
    with pytest.raises(Refused) as refused:
        drafted(programme)
    assert refused.value.reason.count("Детков") == 3 * 5
    assert refused.value.reason.endswith("И ещё пар: 1.")


def test_mentee_who_came_of_age_on_the_day_needs_a_new_consent(house: House) -> None:
    """On the day of the order she is 18: what was signed for her before is void, her own old signature too."""
    programme = pairing.programme(house.school)
    nearly = pairing.child(house.school, "Юдина Лиза Олеговна", date(2008, 10, 20))
    make.consent(house.maria)
    pairing.mentor(programme, house.maria)
    pairing.mentee(programme, nearly)
    pairing.agreed_pairs(make.actor("svetlana"), programme)
    paper = signed(drafted(programme))
    with time_machine.travel(pairing.NOW + timedelta(days=6), tick=False):
        assert "прежнее подписано до 18 лет" in refused_registration(paper, date(2026, 10, 20))
    assert registered(paper, date(2026, 10, 14)).number == "40-од"
