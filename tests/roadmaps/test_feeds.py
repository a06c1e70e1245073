"""Terms of road maps in calendars of telephones."""

from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.notices.feeds import entries_for
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.feeds import roadmap_terms
from nastavnik.roadmaps.models import Duty, ExecutorName, Occurrence, Performer
from tests import factories as make
from tests.house.scene_of_roadmaps import roadmap_of
from tests.house_of_people import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def duty(house: House) -> Duty:
    edition = roadmap_of(house.school, "Дорожная карта школы", "approved")
    with make.owning():
        line = edition.measures.get().line
        occurrence = Occurrence.objects.create(
            line=line, from_date=date(2026, 9, 1), to_date=date(2026, 10, 15)
        )
        name = ExecutorName.objects.create(
            owner=house.school, key="куратор", words="Куратор", kind="post", role="curator"
        )
        Performer.objects.create(line=line, name=name, owner=house.school, position=1)
        return Duty.objects.create(occurrence=occurrence, organisation=house.school)


def seen_by(login: str, organisation: Organisation | None) -> list[tuple[date, str]]:
    actor = make.actor(login)
    with acting(actor):
        return [(entry.start, entry.summary) for entry in roadmap_terms(actor, organisation)]


TERM = [(date(2026, 10, 15), "Срок: 1.1 Издать приказ о закреплении пар")]


def test_organisation_and_its_people_have_the_term(house: House, duty: Duty) -> None:
    assert seen_by("svetlana", house.school) == TERM
    assert seen_by("svetlana", None) == TERM  # the row names the curator
    assert seen_by("nina", None) == []
    assert seen_by("boris", house.school) == []


def test_done_and_undated_ones_are_left_out(house: House, duty: Duty) -> None:
    with make.owning():
        Duty.objects.filter(pk=duty.pk).update(state="done", done_date=date(2026, 10, 1))
    assert seen_by("svetlana", house.school) == []
    with make.owning():
        Duty.objects.filter(pk=duty.pk).update(state="begun")
        Occurrence.objects.update(from_date=None, to_date=None)
    assert seen_by("svetlana", house.school) == []


def test_feed_has_the_terms(house: House, duty: Duty) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        (entry,) = entries_for(svetlana, house.school)
    assert entry.url == f"/roadmaps/duties/{duty.pk}/"
    assert "Дорожная карта школы" in entry.description
