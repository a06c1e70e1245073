"""The check of a base of 2,000 rows: reading and planning as multiples of merely opening the file."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from itertools import product

from benchmarks.measuring import Table, Work, medians, milliseconds, times
from nastavnik.kit.sheets import read_sheet, write_sheet
from nastavnik.rulebook.base_forms import HEADINGS, BaseReading
from nastavnik.rulebook.base_reading import read_base
from nastavnik.rulebook.cells import Cell
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.import_plan import Known, plan_import, values_of
from nastavnik.rulebook.school_year import SchoolYear

ROWS, FEW = 2_000, 200
SEED = 2026
LASTS = (
    "Котов",
    "Зимин",
    "Левин",
    "Громов",
    "Орлов",
    "Снегов",
    "Лесков",
    "Белов",
    "Борисов",
    "Тихонов",
    "Рудаков",
    "Берёзин",
)
FIRSTS = (
    "Андрей",
    "Даниил",
    "Павел",
    "Матвей",
    "Роман",
    "Лев",
    "Игорь",
    "Глеб",
    "Тимур",
    "Савелий",
    "Егор",
    "Марк",
    "Фёдор",
    "Олег",
)
MIDDLES = ("Ильич", "Олегович", "Петрович", "Львович", "Юрьевич", "Романович", "Павлович", "Денисович", "Глебович", "Игоревич",
           "Викторович", "Борисович", "Максимович", "Антонович")  # fmt: skip
REQUESTS = (
    "Не получается физика, хочу сдать ОГЭ",
    "проект по биологии",
    "трудно найти друзей",
    "робототехника и 3D",
    "",
)
BIRTHS = (2012, "14.02.2012", "2013 г.р.", "3 мая 2011 г.", "20O8")
AGES, TIMES = (
    ("12–16 лет", "любой", "от 12 лет", "10-14"),
    ("1 час в неделю, 2 наставляемых", "2 часа в месяц", ""),
)
YEAR = SchoolYear(2026)
HEADS = (
    "base",
    "rows",
    "wrong",
    "open .xlsx",
    "read_base",
    "plan_import",
    "both, of opening",
    f"read_base, of {FEW} rows",
)


def file_of(side: Side, rows: int) -> bytes:
    """A base as a school sends it, with one row in ten to twenty spoilt."""
    chance = random.Random(SEED)
    names = chance.sample(list(product(LASTS, FIRSTS, MIDDLES)), rows)
    record = _mentee if side is Side.MENTEE else _mentor
    target = io.BytesIO()
    write_sheet(
        HEADINGS[side],
        ([number, " ".join(name), *record(chance, name[0])] for number, name in enumerate(names, start=1)),
        "База",
        target,
    )
    return target.getvalue()


def known_of(reading: BaseReading) -> list[Known]:
    """The register before the import: every second person is there, every fourth with another contact."""
    chance = random.Random(SEED)
    return [
        Known(
            number, row.name, row.birth, values_of(row) | ({"contact": "—"} if chance.random() < 0.5 else {})
        )
        for number, row in enumerate(reading.rows[::2], start=1)
    ]


def measure() -> list[Table]:
    """Both bases, 2,000 rows each; the last column is what ten times the rows cost."""
    return [Table("Check of a base: rulebook read_base + plan_import", HEADS, [_row(side) for side in Side])]


def _row(side: Side) -> list[str]:
    file = file_of(side, ROWS)
    cells: list[list[Cell]] = read_sheet(file)
    few: list[list[Cell]] = read_sheet(file_of(side, FEW))
    reading = read_base(cells, side, YEAR)
    known = known_of(reading)
    works: dict[str, Work] = {
        "open": lambda: read_sheet(file),
        "read": lambda: read_base(cells, side, YEAR),
        "plan": lambda: plan_import(reading.rows, known, reading.problems),
        "few": lambda: read_base(few, side, YEAR),
    }
    taken = medians(works)
    return [
        f"{side.value}s",
        f"{ROWS:,}",
        str(len({problem.row for problem in reading.problems})),
        milliseconds(taken["open"]),
        milliseconds(taken["read"]),
        milliseconds(taken["plan"]),
        times(taken["read"] + taken["plan"], taken["open"]),
        times(taken["read"], taken["few"]),
    ]


def _mentee(chance: random.Random, last: str) -> Sequence[Cell]:
    birth = chance.choices(BIRTHS, (8, 4, 4, 4, 1))[0]
    return [
        f"{last} Илья Петрович, отец, 8 900 000-00-01",
        birth,
        chance.choices(REQUESTS, (5, 5, 5, 5, 1))[0],
        "10.09.2026",
    ]


def _mentor(chance: random.Random, last: str) -> Sequence[Cell]:
    competences = chance.choices(REQUESTS, (5, 5, 5, 5, 1))[0]
    ages, time = chance.choice(AGES), chance.choice(TIMES)
    return ["8 900 000-00-02", "Школа № 5, учитель", competences, "", "шахматы", ages, time, "10.09.2026"]
