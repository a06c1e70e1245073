"""Wishes after the group meeting: what is written, who may, how a proposal hears of them."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.proposals import propose_pairs
from nastavnik.mentoring.actions.wishes import (
    name_own_wishes,
    print_wish_sheets,
    record_wishes,
    set_group_meeting,
    withdraw_own_wishes,
    withdraw_wishes,
)
from nastavnik.mentoring.models import GroupMeeting, Participation, Programme, ProposalLine, Wish, WishSheet
from nastavnik.registry.models import Consent
from tests import factories as make
from tests.house_of_people import House, give_cards
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]
Sides = dict[str, Participation]


@pytest.fixture
def programme(house: House) -> Programme:
    return pairing.programme(house.school)


@pytest.fixture
def sides(programme: Programme, house: House) -> Sides:
    """Two mentors of physics with one place each, two children who ask for physics."""
    make.consent(house.maria), make.consent(house.danya)
    with make.owning():
        give_cards(house)
    return {
        "maria": pairing.mentor(programme, house.maria),
        "orest": pairing.mentor(programme, pairing.adult(house.school, "Орехов Орест Львович")),
        "danya": pairing.mentee(programme, house.danya),
        "liza": pairing.mentee(programme, pairing.child(house.school, "Юдина Лиза Олеговна")),
    }


def wished(sides: Sides, who: str, *whom: str, login: str = "svetlana", source: str = "paper") -> WishSheet:
    actor = make.actor(login)
    with acting(actor):
        one = Participation.objects.select_related("programme", "person").get(pk=sides[who].pk)
        return record_wishes(
            by=actor, participation=one, named=[sides[name].pk for name in whom], source=source
        )


def kept(sides: Sides, who: str) -> list[int]:
    with make.owning():
        rows = Wish.objects.filter(sheet__participation=sides[who]).order_by("rank")
        return list(rows.values_list("named_id", flat=True))


def meeting(programme: Programme, held: date | None = date(2026, 10, 12), limit: int = 3) -> None:
    with make.owning():
        GroupMeeting.objects.update_or_create(
            programme=programme, defaults={"held_date": held, "limit": limit}
        )


def lines(programme: Programme) -> dict[int, ProposalLine]:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        proposal = propose_pairs(by=svetlana, programme=programme)
        return {line.mentee_id: line for line in ProposalLine.objects.filter(proposal=proposal)}


def test_wishes_are_kept_in_order_and_written_anew_whole(sides: Sides) -> None:
    wished(sides, "danya", "orest", "maria")
    assert kept(sides, "danya") == [sides["orest"].pk, sides["maria"].pk]
    wished(sides, "danya", "maria", source="interview")
    assert kept(sides, "danya") == [sides["maria"].pk]
    with make.owning():
        sheet = WishSheet.objects.get()
        told = sorted(Entry.objects.filter(verb="record_wishes").values_list("count", flat=True))
    assert (sheet.source, sheet.entered_by) == ("interview", "Светлова Светлана Петровна")
    assert told == [1, 2]


def test_nobody_named_is_an_answer_too_and_may_be_withdrawn(sides: Sides) -> None:
    wished(sides, "danya")
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        one = Participation.objects.select_related("programme").get(pk=sides["danya"].pk)
        assert one.wish_sheet.wishes.count() == 0
        withdraw_wishes(by=svetlana, participation=one)
        assert not WishSheet.objects.exists()
        with pytest.raises(Refused, match="убирать нечего"):
            withdraw_wishes(by=svetlana, participation=one)


def test_wrong_wishes_are_refused_with_what_to_do(programme: Programme, sides: Sides) -> None:
    meeting(programme, limit=1)
    with pytest.raises(Refused, match="не больше 1\u00a0человека"):
        wished(sides, "danya", "orest", "maria")
    meeting(programme)
    with pytest.raises(Refused, match="назван дважды"):
        wished(sides, "danya", "orest", "orest")
    with pytest.raises(Refused, match="на другой стороне этой программы"):
        wished(sides, "danya", "liza")
    with pytest.raises(Refused, match="с листа встречи или из разговора"):
        wished(sides, "danya", "maria", source="card")


def test_nothing_is_kept_of_whoever_has_no_consent_and_nobody_names_him(sides: Sides, house: House) -> None:
    with make.owning():
        Consent.objects.filter(person=house.danya).delete()
    with pytest.raises(Refused, match=r"Зимин Д\. О\.: .*Сначала отметьте согласие"):
        wished(sides, "danya", "maria")
    with pytest.raises(Refused, match="дал согласие"):
        wished(sides, "maria", "danya")


@pytest.mark.parametrize("login", ["nina", "boris", "tamara", "oleg", "irina", "maria", "anna"])
def test_nobody_but_the_curator_records_or_prints_wishes(
    programme: Programme, sides: Sides, login: str
) -> None:
    actor = make.actor(login)
    with acting(actor):
        with pytest.raises(Denied):
            record_wishes(by=actor, participation=sides["danya"], named=[])
        with pytest.raises(Denied):
            withdraw_wishes(by=actor, participation=sides["danya"])
        with pytest.raises(Denied):
            set_group_meeting(by=actor, programme=programme, held_date=None)
        with pytest.raises(Denied):
            print_wish_sheets(by=actor, programme=programme, side="mentee")


def test_wish_of_both_decides_between_equals_and_stands_in_the_reason(
    programme: Programme, sides: Sides
) -> None:
    before = lines(programme)
    other = {"maria": "orest", "orest": "maria"}
    got = next(name for name in other if sides[name].pk == before[sides["danya"].pk].mentor_id)
    assert "группов" not in before[sides["danya"].pk].reason
    wished(sides, "danya", other[got])
    wished(sides, other[got], "danya")
    after = lines(programme)[sides["danya"].pk]
    assert after.mentor_id == sides[other[got]].pk
    assert "После групповой встречи оба назвали друг друга." in after.reason


def test_wish_of_one_side_is_said_as_such(programme: Programme, sides: Sides) -> None:
    wished(sides, "danya", "orest")
    assert "Наставляемый сам назвал этого наставника" in lines(programme)[sides["danya"].pk].reason


def test_participant_names_by_his_card_and_takes_it_back(programme: Programme, sides: Sides) -> None:
    meeting(programme)
    danya = make.actor("danya")
    with acting(danya):
        own = Participation.objects.select_related("programme").get(pk=sides["danya"].pk)
        name_own_wishes(by=danya, participation=own, named=[sides["orest"].pk])
        assert list(Wish.objects.values_list("named_id", flat=True)) == [sides["orest"].pk]
    with make.owning():
        sheet = WishSheet.objects.get()
    assert (sheet.source, sheet.entered_by) == ("card", "")
    with acting(danya):
        withdraw_own_wishes(by=danya, participation=own)
        assert not WishSheet.objects.exists()


@pytest.mark.parametrize("login", ["maria", "danya", "anna", "nina"])
def test_other_side_reads_nothing_of_a_wish(sides: Sides, house: House, login: str) -> None:
    """Not even by asking the database itself; his own wishes a participant reads, his representative too."""
    wished(sides, "danya", "maria")
    actor = make.actor(login)
    with acting(actor):
        seen = list(Wish.objects.values_list("person_id", flat=True))
    assert seen == ([] if login == "maria" else [house.danya.pk])


def test_representative_does_not_choose_for_the_child(programme: Programme, sides: Sides) -> None:
    meeting(programme)
    anna = make.actor("anna")
    with acting(anna):
        own = Participation.objects.select_related("programme").get(pk=sides["danya"].pk)
        with pytest.raises(Denied, match="сам"):
            name_own_wishes(by=anna, participation=own, named=[])


@pytest.mark.parametrize("held", [None, date(2026, 10, 16)])
def test_nobody_names_before_the_meeting(programme: Programme, sides: Sides, held: date | None) -> None:
    meeting(programme, held)
    danya = make.actor("danya")
    with acting(danya):
        own = Participation.objects.select_related("programme").get(pk=sides["danya"].pk)
        with pytest.raises(Refused, match="после общей встречи"):
            name_own_wishes(by=danya, participation=own, named=[])


def test_nobody_names_once_a_pair_is_approved(programme: Programme, sides: Sides) -> None:
    meeting(programme)
    pairing.approved_pairs(make.actor("svetlana"), programme)
    danya = make.actor("danya")
    with acting(danya):
        own = Participation.objects.select_related("programme").get(pk=sides["danya"].pk)
        with pytest.raises(Refused, match="Пара уже подобрана"):
            name_own_wishes(by=danya, participation=own, named=[])


def test_meeting_is_of_the_school_year_and_lets_name_up_to_ten(programme: Programme) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        with pytest.raises(Refused, match="от 1 до 10"):
            set_group_meeting(by=svetlana, programme=programme, held_date=None, limit=11)
        with pytest.raises(Refused, match="не из учебного года"):
            set_group_meeting(by=svetlana, programme=programme, held_date=date(2020, 10, 1))
        made = set_group_meeting(by=svetlana, programme=programme, held_date=date(2026, 10, 1), limit=5)
        assert made.limit == 5


def test_blanks_hold_a_page_for_each_who_has_not_answered_with_cards_of_the_other_side(
    programme: Programme, sides: Sides
) -> None:
    wished(sides, "liza")
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        mentees = _text(print_wish_sheets(by=svetlana, programme=programme, side="mentee"))
        mentors = _text(print_wish_sheets(by=svetlana, programme=programme, side="mentor"))
    assert "Зимин Даниил Олегович, 8 «А» класс" in mentees and "Юдина" not in mentees
    assert "Мария К., учитель физики" in mentees and "не больше 2 человек" in mentees
    assert "Котова Мария Ивановна, учитель физики" in mentors
    assert "Даниил З., 8 «А» класс" in mentors and "Зимин" not in mentors
    with make.owning():
        counts = Entry.objects.filter(verb="print_wish_sheets").values_list("count", flat=True)
        assert sorted(counts) == [1, 2]


def test_blanks_are_refused_where_there_is_nobody_to_name(programme: Programme, house: House) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana), pytest.raises(Refused, match="Печатать нечего"):
        print_wish_sheets(by=svetlana, programme=programme, side="mentee")
    pairing.mentee(programme, pairing.child(house.school, "Юдина Лиза Олеговна"))
    with acting(svetlana), pytest.raises(Refused, match="Назвать пока некого"):
        print_wish_sheets(by=svetlana, programme=programme, side="mentee")


def _text(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    lines = [*(paragraph.text for paragraph in document.paragraphs), *cells]
    return "\n".join(lines).replace("\u00a0", " ")
