"""10,000 different deadlines read, as a multiple of merely finding their dotted dates by one pattern."""

from __future__ import annotations

import random
import re
from datetime import date
from functools import partial

from benchmarks.measuring import Table, medians, milliseconds, times
from nastavnik.rulebook.deadlines import read_deadline
from nastavnik.rulebook.deadlines.reading import forget_readings

PHRASES, SEED = 10_000, 2026
PERIODS = ((date(2022, 9, 1), date(2023, 8, 31)), (date(2021, 1, 1), date(2024, 12, 31)))
MONTHS = ("январь", "март", "май", "сентябрь", "октябрь", "декабрь")
GENITIVE = ("января", "марта", "мая", "сентября", "октября", "декабря")
# {d} a day, {n} a day in words, {m} a month, {y} a year, {z} a later one
SHAPES = (
    "до {d}.{y}", "{d}.{y}", "до {n}", "{m} {y} г.", "{m}-{m}", "{m} {y} - {m} {z}", "с {n} по {n} {z} года", "{y}-{z} гг.",
    "Ежегодно {y} – {z}г.г.", "до {n} ежегодно (в период с {y} по {z} г.г.)", "{d}.{y} {d}.{z} {n} {z} г.", "IV квартал {y} г.",
    "в течение {y}/{z} учебного года", "{y}-{z} (по отдельному графику)", "не позднее чем за 2 недели до {n}",
    "ежеквартально, не позднее 15 числа месяца, следующего за отчетным кварталом {y} г.", "{m}, в течение года", "до {n} или {m} {y}",
)  # fmt: skip
HEADS = ("phrases", "read", "a phrase", "read again", "dates by one pattern", "of the pattern")


def phrases(count: int = PHRASES, seed: int = SEED) -> list[str]:
    """So many phrases of all shapes in turn, hardly two alike, for a reading is kept in memory."""
    chance = random.Random(seed)
    return [f"{_filled(SHAPES[place % len(SHAPES)], chance)}{' ' * (place // 250)}" for place in range(count)]


def measure() -> list[Table]:
    """Reads all of them afresh, then once more from memory."""
    texts = phrases()
    taken = medians(
        {
            "read": partial(_read_afresh, texts),
            "again": partial(_read, texts[-2_000:]),
            "pattern": partial(_find, texts),
        },
        turns=3,
    )
    row = [
        f"{len(texts):,}",
        milliseconds(taken["read"]),
        f"{taken['read'] / len(texts) * 1e6:.0f} µs",
        milliseconds(taken["again"] * len(texts) / 2_000),
        milliseconds(taken["pattern"]),
        times(taken["read"], taken["pattern"]),
    ]
    return [Table("Deadlines: rulebook.deadlines.read_deadline on different phrases", HEADS, [row])]


_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}")


def _read_afresh(texts: list[str]) -> None:
    forget_readings()
    _read(texts)


def _find(texts: list[str]) -> None:
    for text in texts:
        _DATE.findall(text)


def _read(texts: list[str]) -> None:
    for place, text in enumerate(texts):
        read_deadline(text, period=PERIODS[place % 2])


def _filled(shape: str, chance: random.Random) -> str:
    year, fields = chance.randint(2000, 2040), iter(shape.split("{"))
    words = [next(fields)]
    for field in fields:
        number = chance.randrange(len(MONTHS))
        word = {
            "d": f"{chance.randint(1, 28):02d}.{chance.randint(1, 12):02d}",
            "n": f"{chance.randint(1, 28)} {GENITIVE[number]}",
            "m": MONTHS[number],
            "y": str(year),
            "z": str(year + 1),
        }[field[0]]
        words.append(word + field[2:])
    return "".join(words)
