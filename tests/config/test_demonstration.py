"""The demonstration of a whole region: invented, the same each time, every stage of two school years in it."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from nastavnik.access.models import Grant
from nastavnik.access.scope import working
from nastavnik.config.demonstration.data import CLASS_NAME, CLASS_OF_KLAVDIA, NODES, STAFF, Stage
from nastavnik.config.demonstration.fill import fill
from nastavnik.config.demonstration.region import neighbours
from nastavnik.mentoring.models import Pair, Programme, Proposal, WishSheet
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Organisation, Person


def test_neighbours_are_the_same_each_time() -> None:
    assert neighbours() == neighbours()


def test_every_stage_and_type_of_organisation_is_there() -> None:
    nodes, bases = neighbours()
    assert {base.stage for base in bases} == set(Stage)
    assert len({node.kind for node in nodes if node.level == "institution"}) == 5
    assert len({node.key for node in (*NODES, *nodes)}) == len(NODES) + len(nodes)


@pytest.mark.django_db
@pytest.mark.time_machine("2026-11-15T10:00:00+03:00")
def test_whole_region_is_filled(tmp_path: Path) -> None:
    with transaction.atomic():
        fill(today=date(2026, 11, 15), folder=tmp_path)
    with working():
        levels = Counter(Organisation.objects.values_list("level", flat=True))
        assert levels == {"region": 1, "municipality": 4, "institution": 24}
        participants = Person.objects.filter(participations__isnull=False).distinct().count()
        assert 1400 <= participants <= 1600
        assert Person.objects.count() == participants + len(STAFF) + len(CLASS_OF_KLAVDIA)
        curated = set(Grant.objects.filter(role="curator").values_list("node__short_name", flat=True))
        assert len(curated) == levels["institution"]
        of_class = Person.objects.filter(class_name=CLASS_NAME, consents__isnull=True)
        assert of_class.count() == sum(not signed for *_, signed in CLASS_OF_KLAVDIA)
        years = Counter(Programme.objects.values_list("school_year", flat=True))
        assert years[2025] == 21
        states = {
            year: set(Pair.objects.filter(programme__school_year=year).values_list("state", flat=True))
            for year in years
        }
        assert states[2025] == {"completed"}
        assert states[2026] == {"approved", "agreed", "ordered", "active"}
        assert set(Paper.objects.values_list("state", flat=True)) == {"draft", "signed", "registered"}
        assert Proposal.objects.filter(state="open").exists()
        assert {sheet.wishes.count() for sheet in WishSheet.objects.all()} == {0, 1, 2}
        assert WishSheet.objects.filter(participation__programme__title="Первые шаги в науке").exists()
