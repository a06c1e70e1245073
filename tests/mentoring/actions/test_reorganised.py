"""Pairs of an organisation that is closed or joined to another: told by number above, ended by an order below."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.urls import reverse

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.mentoring.actions.changes import draft_ending_order
from nastavnik.mentoring.models import Pair, PairChange
from nastavnik.mentoring.queries.reorganised import pairs_of_closed, told_working_pairs
from nastavnik.papers.models import Paper
from nastavnik.registry.actions.reorganisations import close_organisation, merge_organisation
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.pair_endings import EndReason
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import state_of

pytestmark = [pytest.mark.django_db, pairing.in_october]
TODAY = pairing.NOW.date()


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


@pytest.fixture
def pair(house: House) -> Pair:
    """A pair that works by an order."""
    programme = pairing.programme(house.school)
    make.consent(house.maria), make.consent(house.danya)
    pairing.mentor(programme, house.maria), pairing.mentee(programme, house.danya)
    (made,) = pairing.agreed_pairs(make.actor("svetlana"), programme)
    with make.owning():
        paper = Paper.objects.create(
            institution=house.school, kind="pairs_order", title="О закреплении", school_year=2026
        )
        Pair.objects.filter(pk=made.pk).update(state="active", paper=paper, active_from="2026-10-13")
    return made


def close(house: House) -> None:
    oleg = make.actor("oleg")
    with acting(oleg):
        close_organisation(by=oleg, organisation=house.school, closed_date=TODAY, today=TODAY)


def told(login: str, *nodes: Organisation) -> dict[int, tuple[str, str]]:
    actor = make.actor(login)
    with acting(actor):
        said = told_working_pairs(actor, nodes, TODAY)
    return {pk: (one.text.replace("\u00a0", " "), one.url) for pk, one in said.items()}


def entries(verb: str) -> list[tuple[int | None, int | None]]:
    with make.owning():
        return sorted(Entry.objects.filter(verb=verb).values_list("institution_id", "count"))


def test_number_is_told_above_without_a_list_and_at_school_with_it(pair: Pair, house: House) -> None:
    nodes = (house.school, house.gymnasium, house.city)
    assert told("oleg", *nodes) == {house.school.pk: ("1 пара", "")}
    assert told("svetlana", *nodes)[house.school.pk][1].endswith("?state=active")
    assert told("boris", *nodes) == {}


def test_page_of_closing_says_how_many_pairs_work(pair: Pair, house: House, signed_in: SignIn) -> None:
    oleg = signed_in("oleg")
    for name in ("organisation_close", "organisation_merge"):
        page = text(oleg.get(reverse(f"registry:{name}", args=[house.school.pk])))
        assert "Действующие пары" in page and "1 пара" in page and "Котова" not in page
    other = text(oleg.get(reverse("registry:organisation_close", args=[house.gymnasium.pk])))
    assert "1 пара" not in other


def test_pairs_of_a_closed_school_wait_for_an_order_at_its_curator(
    pair: Pair, house: House, signed_in: SignIn
) -> None:
    close(house)
    assert state_of(pair) == "active"
    assert entries("leave_pairs_to_end") == [(house.school.pk, 1)]
    svetlana = signed_in("svetlana")
    desk = text(svetlana.get("/"))
    assert "Организация закрыта, а пары действуют (1)" in desk and "Подготовить приказ" in desk
    listed = text(svetlana.get(reverse("mentoring:pair_list"), {"state": "to_end"}))
    assert "Котова Мария Ивановна" in listed
    form = text(svetlana.get(reverse("mentoring:ending_draft"), {"closed": "1"}))
    assert "checked" in form and 'value="organisation_closed" selected' in form
    curator = make.actor("svetlana")
    with acting(curator):
        draft_ending_order(by=curator, pairs=[pair.pk], reason=EndReason.ORGANISATION_CLOSED)
        assert PairChange.objects.get().reason == "organisation_closed"


def test_pairs_of_a_joined_school_go_on_with_the_successor(
    pair: Pair, house: House, signed_in: SignIn
) -> None:
    oleg = make.actor("oleg")
    with acting(oleg):
        merge_organisation(
            by=oleg,
            organisation=house.school,
            successor=house.gymnasium,
            from_date=date(2026, 10, 14),
            today=TODAY,
        )
    assert state_of(pair) == "active"
    assert entries("hand_over_pairs") == sorted([(house.school.pk, 1), (house.gymnasium.pk, 1)])
    assert entries("leave_pairs_to_end") == []
    boris = make.actor("boris")
    with acting(boris):
        assert list(Pair.objects.values_list("pk", flat=True)) == [pair.pk]
        assert not pairs_of_closed(Pair.objects.all()).exists()
    assert "Котова Мария Ивановна" in text(signed_in("boris").get(reverse("mentoring:pair_list")))


def test_school_without_pairs_closes_without_a_word_of_them(house: House) -> None:
    close(house)
    assert entries("leave_pairs_to_end") == []
