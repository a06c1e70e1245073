"""A road map of the city that lives: a duty in each of its institutions, one of them with a file as evidence."""

from datetime import date
from typing import Any

from nastavnik.access.scope import acting
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.actions.evidence import attach_file
from nastavnik.roadmaps.actions.living import settle_roadmap
from nastavnik.roadmaps.models import Duty, Edition, ExecutorName, Line, Measure, Occurrence, Roadmap
from tests import factories as make
from tests.house_of_people import House

PDF = b"%PDF-1.7 invented"


def living_map(owner: Organisation, login: str, *rows: dict[str, Any], **values: Any) -> Edition:
    """An approved road map of the owner, settled by whoever runs it; each row names fields of its measure.

    `reach`, `fact`, `fact_code` and `parent_id` of a row belong to its line.
    """
    with make.owning():
        roadmap = Roadmap.objects.create(
            owner=owner, from_date=date(2026, 9, 1), to_date=date(2027, 8, 31), school_year=2026,
            **{"title": "План города", **values},
        )  # fmt: skip
        edition = Edition.objects.create(roadmap=roadmap, number=1, state="approved")
        for position, row in enumerate(rows, start=1):
            measure = dict(row)
            kept = {
                key: measure.pop(key) for key in ("reach", "fact", "fact_code", "parent_id") if key in measure
            }
            measure.setdefault("number", f"1.{position}")
            line = Line.objects.create(roadmap=roadmap, **kept)
            Measure.objects.create(edition=edition, line=line, position=position, **measure)
    settled(edition, login)
    return edition


def settled(edition: Edition, login: str) -> None:
    """Approves nothing anew: only makes the edition live."""
    actor = make.actor(login)
    with acting(actor):
        settle_roadmap(by=actor, edition=edition)


def duty_of(organisation: Organisation, title: str) -> Duty:
    """The duty of an organisation for the measure with this title."""
    with make.owning():
        found = Duty.objects.select_related("occurrence__line__roadmap__owner", "organisation").filter(
            organisation=organisation, occurrence__line__wordings__title=title, occurrence__is_dropped=False
        )
        return found.distinct().get()


def duties_of(house: House) -> dict[str, int | str]:
    """Ids by the names that the table of addresses uses."""
    edition = living_map(
        house.city,
        "oleg",
        {"title": "Собрать базу наставляемых", "deadline": "до 20 октября 2026 г.", "executors": "Руководители ОО"},
        {"title": "Провести слёт", "deadline": "по отдельному графику", "executors": "Белова И. О."},
    )  # fmt: skip
    duty, undated = duty_of(house.school, "Собрать базу наставляемых"), duty_of(house.city, "Провести слёт")
    nina = make.actor("nina")
    with acting(nina):
        evidence = attach_file(by=nina, duty=duty, content=PDF, file_name="протокол.pdf", words="Протокол")
    with make.owning():
        occurrence = Occurrence.objects.get(pk=undated.occurrence_id)
        name = ExecutorName.objects.get(owner=house.city, key="белова и о")
        return {
            "duty": duty.pk, "evidence": evidence.pk, "occurrence": occurrence.pk, "executor": name.pk,
            "living_map": edition.roadmap_id, "line": duty.occurrence.line_id,
        }  # fmt: skip
