"""The night ends what is over and follows the formula."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from nastavnik.access.actors import system_actor
from nastavnik.access.scope import acting, working
from nastavnik.rulebook.questionnaires import Formula, Way
from nastavnik.surveys.actions.satisfaction import set_formula
from nastavnik.surveys.actions.surveys import close_ended_surveys, recount_satisfaction
from nastavnik.surveys.models import Campaign, SatisfactionCount
from nastavnik.surveys.queries.satisfaction import campaigns_of_another_formula
from tests import factories as make
from tests.house_of_people import House
from tests.surveys import asking

pytestmark = pytest.mark.django_db


def as_the_worker() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local role none")


def test_ended_survey_is_closed_and_counted_and_follows_the_formula(house: House) -> None:
    people = asking.children(house.school, 5)
    campaign = asking.survey(house.school, people, kind="coded")
    for place, child in enumerate(people):
        asking.answer(campaign, child, 5 + place)
    irina = make.actor("irina")
    by = system_actor("ночь")
    as_the_worker()
    with working():
        assert close_ended_surveys(by=by, today=date(2026, 11, 30)) == 0
        assert close_ended_surveys(by=by, today=date(2026, 12, 1)) == 1
        assert Campaign.objects.get().is_closed
        assert SatisfactionCount.objects.get().satisfied == 3
        assert campaigns_of_another_formula() == []
    with acting(irina):
        set_formula(by=irina, node=house.region, formula=Formula(Way.MEAN, Decimal(9)))
    with working():
        recount_satisfaction(by=by, campaigns=campaigns_of_another_formula())
        count = SatisfactionCount.objects.get()
        assert (count.satisfied, count.threshold) == (1, Decimal(9))
        assert campaigns_of_another_formula() == []
