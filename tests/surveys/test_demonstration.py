"""The demonstration's questionnaires can be sent, answered and read."""

import pytest

from nastavnik.access.scope import acting
from nastavnik.config.demonstration.surveys import ask_school
from nastavnik.surveys.models import Campaign
from nastavnik.surveys.queries.summary import summary_of
from tests import factories as make
from tests.factories import TODAY
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.surveys import asking

pytestmark = [pytest.mark.django_db, pairing.in_october]


def test_demonstration_shows_a_change_and_a_level(house: House) -> None:
    programme = pairing.programme(house.school, "Первые шаги")
    for child in asking.children(house.school, 3):
        pairing.mentee(programme, child)
    svetlana = make.actor("svetlana")
    ask_school(svetlana, house.school, TODAY)
    with acting(svetlana):
        after = Campaign.objects.select_related("edition", "institution").get(moment="exit")
        summary = summary_of(after, reads_sheets=True)
    assert summary.satisfaction is not None and summary.satisfaction.answered == 2
    assert all(one.pairs == 2 and one.gain is not None for one in summary.changes)
    assert Campaign.objects.filter(side="curator", is_answered=True).count() == 2
