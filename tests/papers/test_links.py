"""Orders that change earlier ones name them and are named by them; numbers are filled in; the name is the day's."""

from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.papers.actions import draft_paper
from nastavnik.papers.models import Paper
from nastavnik.papers.outlines import outline_of
from nastavnik.papers.values import OrderRow, Somebody
from nastavnik.registry.actions.reorganisations import rename_organisation
from nastavnik.rulebook.papers import numbers_left_out
from tests import factories as make
from tests.house_of_people import House
from tests.papers import drafting
from tests.papers.reading import lines_of

pytestmark = pytest.mark.django_db


def ending(house: House) -> Paper:
    svetlana = make.actor("svetlana")
    rows = [OrderRow(number=1, mentor=Somebody(house.maria), mentee=Somebody(house.danya))]
    with acting(svetlana):
        return draft_paper(
            by=svetlana,
            institution=house.school,
            outline=outline_of(Paper.Kind.ENDING_ORDER, 2026),
            rows=rows,
        )


def amendment(house: House) -> Paper:
    svetlana = make.actor("svetlana")
    rows = [
        OrderRow(
            number=1, mentor=Somebody(house.pavel), mentee=Somebody(house.danya), former=Somebody(house.maria)
        )
    ]
    with acting(svetlana):
        return draft_paper(
            by=svetlana,
            institution=house.school,
            outline=outline_of(Paper.Kind.AMENDMENT_ORDER, 2026),
            rows=rows,
        )


def test_ending_names_the_order_by_which_the_pair_was_made(house: House, signed_in) -> None:  # type: ignore[no-untyped-def]
    first = drafting.registered(house)
    paper = ending(house)
    assert paper.points[0] == (
        "Прекратить с даты приказа работу наставнических пар (групп), закреплённых приказом"
        " от 15 октября 2026 г. № 40-од:"
    )
    browser = signed_in("svetlana")
    assert "Изменяет приказ" in browser.get(f"/papers/{paper.pk}/").content.decode()
    page = browser.get(f"/papers/{first.pk}/").content.decode()
    assert "Изменён приказом" in page and f"/papers/{paper.pk}/" in page
    assert "Изменён приказом" in signed_in("oleg").get(f"/papers/{first.pk}/").content.decode()


def test_amendment_changes_the_order_of_the_former_mentor(house: House) -> None:
    drafting.registered(house)
    paper = amendment(house)
    assert (
        paper.points[0]
        == "Внести изменения в приказ от 15 октября 2026 г. № 40-од и закрепить с даты приказа:"
    )
    done = drafting.registered(house, number="41-од", paper=_signed(paper))
    later = ending(house)
    assert "№ 40-од" in later.points[0], "the ended pair is the first one still"
    with make.owning():
        assert [link.changed.number for link in done.changes_orders.all()] == ["40-од"]


def _signed(paper: Paper) -> Paper:
    from nastavnik.papers.actions import sign_order

    nina = make.actor("nina")
    with acting(nina):
        return sign_order(by=nina, paper=paper)


def test_pair_without_a_known_order_leaves_the_usual_words(house: House) -> None:
    assert ending(house).points[0] == "Прекратить с даты приказа работу наставнических пар (групп):"


def test_next_number_is_filled_in_and_a_gap_is_told(house: House, signed_in) -> None:  # type: ignore[no-untyped-def]
    drafting.registered(house)
    paper = drafting.signed(house, drafting.line(1, house.pavel, house.danya))
    browser = signed_in("tamara")
    page = browser.get(f"/papers/{paper.pk}/register/").content.decode()
    assert 'value="41-од"' in page
    done = browser.post(
        f"/papers/{paper.pk}/register/", {"number": "43-од", "paper_date": "20.10.2026"}, follow=True
    )
    assert "По порядку пропущено: № 41-од – 42-од." in done.content.decode()


@pytest.mark.parametrize(
    ("number", "numbers", "left_out"),
    [
        ("43-од", ["40-од", "39-од"], ("41-од", "42-од")),
        ("41-од", ["40-од"], ()),
        ("38-од", ["40-од", "37-од"], ()),
        ("05", ["03", "7"], ("04",)),
        ("12-л", ["40-од"], ()),
        ("без", ["40-од"], ()),
    ],
)
def test_numbers_left_out(number: str, numbers: list[str], left_out: tuple[str, ...]) -> None:
    assert numbers_left_out(number, numbers) == left_out


def test_order_dated_before_a_renaming_bears_the_old_name(house: House) -> None:
    old = house.school.full_name
    oleg = make.actor("oleg")
    with acting(oleg):
        rename_organisation(
            by=oleg, organisation=house.school, short_name="Лицей № 5", full_name="Лицей № 5 г. Северогорска",
            from_date=date(2026, 10, 18), today=date(2026, 10, 20),
        )  # fmt: skip
    before = drafting.registered(house, dated=date(2026, 10, 17))
    after = drafting.registered(
        house,
        number="41-од",
        dated=date(2026, 10, 18),
        paper=drafting.signed(house, drafting.line(1, house.pavel, house.danya)),
    )
    assert (before.institution_name, after.institution_name) == (old, "Лицей № 5 г. Северогорска")
    with make.owning():
        assert old in lines_of(bytes(Paper.objects.get(pk=before.pk).file.content))
