"""The import of 10,000 mentees from file to written, beside merely adding as many bare rows; memory at the top."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from itertools import count
from typing import Any

from benchmarks.imports import FIRSTS, LASTS, MIDDLES
from benchmarks.measuring import Table, times
from benchmarks.region import YEAR, Eyes
from nastavnik.access.scope import acting
from nastavnik.kit.sheets import read_sheet, write_sheet
from nastavnik.mentoring.actions.base_loading import import_base
from nastavnik.mentoring.actions.bases import check_base
from nastavnik.mentoring.models import MentoringForm, Programme
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.base_forms import HEADINGS_MENTEES

ROWS = 10_000
HEADS = ("step", "seconds", "of bare rows")
SUFFIXES = ("", "ский", "овский", "енко", "чук")


def measure() -> list[Table]:
    """Each step once: an import cannot be repeated upon the same register."""
    import io
    from datetime import date

    school, other = Organisation.objects.filter(level="institution").order_by("pk")[:2]
    form = MentoringForm.objects.order_by("pk")[0]
    programme = Programme.objects.create(
        institution=school, title="Замер", school_year=YEAR, form=form, start_date=date(YEAR, 9, 1),
        end_date=date(YEAR + 1, 5, 31),
    )  # fmt: skip
    file = io.BytesIO()
    write_sheet(HEADINGS_MENTEES, _mentees(), "База", file)
    curator, kept = Eyes(people=frozenset({school.pk, other.pk}), granted=True), {}
    steps: dict[str, Callable[[], Any]] = {
        "bare rows": lambda: _bare(other),
        "open the file": lambda: kept.update(cells=read_sheet(file.getvalue(), "база.xlsx")),
        "check and keep": lambda: kept.update(run=_checked(curator, programme, kept["cells"])),
        "write": lambda: import_base(by=curator, run=kept["run"]),
        "check again, all the same": lambda: _checked(curator, programme, kept["cells"]),
    }
    taken: dict[str, float] = {}
    for name, step in steps.items():
        with acting(curator):
            begun = time.perf_counter()
            step()
            taken[name] = time.perf_counter() - begun
    taken["from file to written"] = sum(taken[name] for name in ("open the file", "check and keep", "write"))
    rows = [[name, f"{seconds:.1f}", times(seconds, taken["bare rows"])] for name, seconds in taken.items()]
    top = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return [Table(f"Import of {ROWS:,} mentees; {top} MB at the top", HEADS, rows)]


def _checked(curator: Eyes, programme: Programme, cells: Any) -> Any:
    return check_base(by=curator, programme=programme, side="mentee", cells=cells, file_name="база.xlsx")


def _bare(institution: Organisation) -> None:
    Person.objects.bulk_create(
        (Person(institution=institution, last_name=f"Имя {n}", first_name="Имя") for n in range(ROWS)),
        batch_size=1000,
    )


def _mentees() -> Any:
    numbers = count(1)
    for suffix in SUFFIXES:
        for last in LASTS:
            for first in FIRSTS:
                for middle in MIDDLES:
                    number = next(numbers)
                    if number > ROWS:
                        return
                    yield [
                        number,
                        f"{last}{suffix} {first} {middle}",
                        f"{last} Илья Петрович, отец, 8 900 {number:07d}",
                        2008 + number % 8,
                        "Не получается физика, хочу сдать ОГЭ",
                        "10.09.2026",
                    ]
