"""What no moment tells is counted within minutes: the journal is the mark."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from nastavnik.access.actors import system_actor
from nastavnik.journal.actions import record
from nastavnik.journal.models import Entry
from nastavnik.monitoring.jobs import recount_what_moved
from nastavnik.monitoring.models import RegisterCount
from nastavnik.registry.models import Organisation
from tests import factories as make
from tests.house_of_people import House
from tests.monitoring import rows

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00", tick=False)]


def moved(school: Organisation, verb: str = "enrol_person") -> None:
    with make.owning():
        record(by=system_actor("проверка"), verb=verb, institution_id=school.pk)


def the_job_runs() -> None:
    with make.owning():
        recount_what_moved(0)


def mentees(school: Organisation) -> int | None:
    with make.owning():
        count = RegisterCount.objects.filter(institution=school, year=2026, rule="calendar").first()
        return count.mentees if count else None


def test_new_participant_is_counted_by_the_next_job(house: House) -> None:
    programme = rows.programme(house.school)
    rows.mentee(programme, "Рекин Рим Ромович")
    the_job_runs()
    assert mentees(house.school) is None, "nothing was done there"
    moved(house.school)
    the_job_runs()
    assert mentees(house.school) == 1
    rows.mentee(programme, "Озеров Рим Ромович")
    the_job_runs()
    assert mentees(house.school) == 1, "counted after the last deed: left alone"
    with time_machine.travel(timezone.now() + timedelta(minutes=10), tick=False):
        moved(house.school, "import_base")
        the_job_runs()
    assert mentees(house.school) == 2
    assert mentees(house.gymnasium) is None
    with make.owning():
        assert Entry.objects.filter(verb="recount_counters").count() == 2


def test_reading_a_list_moves_nothing(house: House) -> None:
    moved(house.school, "open_names")
    the_job_runs()
    assert mentees(house.school) is None
