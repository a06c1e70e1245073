"""Holidays and quarantine of an institution and of its territory."""

from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.notices.actions.breaks import enter_break, enter_usual_breaks, remove_break
from nastavnik.notices.models import BreakDays
from nastavnik.notices.queries.breaks import breaks_of, is_running
from nastavnik.rulebook.breaks import Break, BreakKind
from nastavnik.rulebook.school_year import SchoolYear
from tests import factories as make
from tests.house_of_people import House

pytestmark = pytest.mark.django_db
ILL = Break(date(2026, 10, 19), date(2026, 10, 25), BreakKind.QUARANTINE, "приказ № 88-од")


def test_school_stands_still_in_its_own_quarantine_and_in_holidays_of_the_city(
    house: House, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    svetlana, oleg = make.actor("svetlana"), make.actor("oleg")
    with acting(oleg):
        assert enter_usual_breaks(by=oleg, node=house.city, year=SchoolYear(2026)) == 4
        with pytest.raises(Refused, match="уже внесены"):
            enter_usual_breaks(by=oleg, node=house.city, year=SchoolYear(2026))
    with acting(svetlana):
        made = enter_break(by=svetlana, node=house.school, days=ILL)
        with pytest.raises(Refused, match="уже внесены"):
            enter_break(by=svetlana, node=house.school, days=ILL)
        stands = [is_running(house.school, date(2026, 10, day)) for day in (18, 19, 25)]
        assert stands == [True, False, False]
        assert not is_running(house.school, date(2026, 10, 30))
        assert is_running(house.gymnasium.pk, date(2026, 10, 20)) and is_running(
            house.rural, date(2026, 10, 30)
        )
        with django_assert_num_queries(2):
            assert [len(found) for found in breaks_of([house.school.pk, house.rural.pk]).values()] == [5, 0]
        remove_break(by=svetlana, days=made)
        assert is_running(house.school, date(2026, 10, 20))


def test_breaks_are_entered_by_whoever_sets_reminders(house: House) -> None:
    for login, node in (("nina", house.school), ("boris", house.school), ("svetlana", house.city)):
        actor = make.actor(login)
        with acting(actor), pytest.raises(Denied):
            enter_break(by=actor, node=node, days=ILL)
    with make.owning():
        assert not BreakDays.objects.exists()
