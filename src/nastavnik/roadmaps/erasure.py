"""What is destroyed of road maps: names of attached files; the rest names employees."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.erasing import blanked, erase_in, erasing, untouched
from nastavnik.kit.walls import define
from nastavnik.registry.models import Person
from nastavnik.roadmaps.models import Concurrence, EvidenceFile, ExecutorName, Remark

_EMPLOYEES = "employees who carry out or agree to a measure"

ERASURES = (
    blanked(
        EvidenceFile,
        "institution_id = home and lower(replace(file_name, 'ё', 'е')) like '%' || stem || '%'",
        {"file_name": "'файл'"},
        kept={"content": "pictures and lists are looked through by hand, as the page of the act says"},
    ),
    untouched(ExecutorName, _EMPLOYEES),
    untouched(Remark, _EMPLOYEES),
    untouched(Concurrence, _EMPLOYEES),
)
define(erasing("roadmaps", ERASURES))


def erase_evidence(*, by: Actor, person: Person) -> None:
    """Subscriber of `person_destroyed`: blanks names of files in which the person is named."""
    erase_in("roadmaps", person.pk)
