"""The two bases of a programme as sheets of the official forms: what a curator would have on her disk."""

from __future__ import annotations

import re
from pathlib import Path

from nastavnik.config.demonstration.data import Base
from nastavnik.kit.sheets import write_sheet
from nastavnik.mentoring.models import Side
from nastavnik.rulebook.base_forms import HEADINGS
from nastavnik.rulebook.dictionaries import Side as SideOfForm

FILE_NAMES = {Side.MENTEE: "наставляемые.xlsx", Side.MENTOR: "наставники.xlsx"}
WRITTEN_FOR = 2026  # the school year that the years of birth in the data belong to


def sheet_of(base: Base, side: str, *, school_year: int, entered: str) -> list[list[str]]:
    """Cells of one base, its heading first; children stay as old as they were made whatever the year is."""
    headings = list(HEADINGS[SideOfForm(side)])
    rows = _mentees(base, school_year, entered) if side == Side.MENTEE else _mentors(base, entered)
    return [headings, *([*row, *[""] * (len(headings) - len(row))] for row in rows)]


def write_files(base: Base, folder: Path, *, school_year: int, entered: str) -> None:
    """Writes both files into a folder; raises OSError where it can't be written."""
    folder.mkdir(parents=True, exist_ok=True)
    for side, name in FILE_NAMES.items():
        headings, *rows = sheet_of(base, side, school_year=school_year, entered=entered)
        write_sheet(headings, rows, name.removesuffix(".xlsx").capitalize(), folder / name)


def _mentees(base: Base, school_year: int, entered: str) -> list[list[str]]:
    return [
        [str(number), name, contact, _moved(birth, school_year - WRITTEN_FOR), request, entered]
        for number, (name, contact, birth, request) in enumerate(base.mentees, 1)
    ]


def _mentors(base: Base, entered: str) -> list[list[str]]:
    return [
        [str(number), name, "через куратора", work, competences, "", interests, ages, time, entered]
        for number, (name, work, competences, interests, ages, time) in enumerate(base.mentors, 1)
    ]


def _moved(birth: str, years: int) -> str:
    return re.sub(r"\d{4}", lambda found: str(int(found[0]) + years), birth)
