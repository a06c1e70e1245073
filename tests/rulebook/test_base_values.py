"""Free cells of the bases: ages, places, time, representatives."""

from datetime import datetime

import pytest

from nastavnik.rulebook.ages import AgeBand
from nastavnik.rulebook.base_values import (
    BadValue,
    find_guardians,
    minutes_a_week,
    parse_ages,
    parse_capacity,
)
from nastavnik.rulebook.names import FullName

DANYA = FullName("Котов", "Даниил", "Олегович")


@pytest.mark.parametrize(
    ("cell", "band"),
    [
        ("10–14 лет", AgeBand(10, 14)),
        ("10-14", AgeBand(10, 14)),
        ("10 — 14 лет", AgeBand(10, 14)),
        ("с 7 до 11 лет", AgeBand(7, 11)),
        ("от 12 до 16", AgeBand(12, 16)),
        ("от 12 лет до 16 лет", AgeBand(12, 16)),
        ("от 12", AgeBand(12)),
        ("12+", AgeBand(12)),
        ("с 12 лет", AgeBand(12)),
        ("14 лет и старше", AgeBand(14)),
        ("10-12 лет и старше", AgeBand(10)),
        ("10–12 и младше", AgeBand(0, 12)),
        ("старше 14 лет", AgeBand(14)),
        ("до 11 лет", AgeBand(0, 11)),
        ("14 лет", AgeBand(14, 14)),
        (14.0, AgeBand(14, 14)),
        ("10, 11, 12 лет", AgeBand(10, 12)),
        ("14 или 15", AgeBand(14, 15)),
        ("любой", AgeBand()),
        ("Не важно", AgeBand()),
        ("-", AgeBand()),
        ("", AgeBand()),
        (None, AgeBand()),
    ],
)
def test_ages_are_read(cell: str, band: AgeBand) -> None:
    ages = parse_ages(cell)
    assert ages.band == band
    assert not ages.from_classes


@pytest.mark.parametrize(
    ("cell", "band"),
    [
        ("7-9 классы", AgeBand(13, 16)),
        ("8 класс", AgeBand(14, 15)),
        ("с 5 по 9 класс", AgeBand(11, 16)),
        ("7, 8 кл.", AgeBand(13, 15)),
        ("от 5 класса", AgeBand(11)),
    ],
)
def test_classes_become_rough_ages(cell: str, band: AgeBand) -> None:
    ages = parse_ages(cell)
    assert ages.band == band
    assert ages.from_classes


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        (datetime.fromisoformat("2026-10-12"), "Excel превратил"),
        ("14-10 лет", "наоборот"),
        ("старшие", "не возраст"),
        ("0-2 года", "не бывает"),
    ],
)
def test_ages_are_refused_with_reason(cell: str, what: str) -> None:
    with pytest.raises(BadValue, match=what) as refused:
        parse_ages(cell)
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("2 наставляемых", 2),
        ("до 3 чел.", 3),
        ("1–2 наставляемых, 2 часа в неделю", 2),
        ("2 часа в неделю, 3 ученика", 3),
        ("двое детей", 2),
        ("не более трёх подшефных", 3),
        ("1 час в неделю", None),
        ("", None),
    ],
)
def test_places_are_found(text: str, places: int | None) -> None:
    assert parse_capacity(text) == places


@pytest.mark.parametrize("text", ["0 наставляемых", "60 чел."])
def test_impossible_places_are_refused(text: str) -> None:
    with pytest.raises(BadValue):
        parse_capacity(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1 час в неделю", 60),
        ("2 часа в неделю", 120),
        ("1,5 ч. в неделю", 90),
        ("1-2 часа в неделю", 60),
        ("30 минут в неделю", 30),
        ("полтора часа в неделю", 90),
        ("час в неделю", 60),
        ("2 раза в неделю по 45 минут", 90),
        ("1 раз в неделю", 60),
        ("4 часа в месяц", 60),
        ("2 раза в месяц по часу", 30),
        ("2 наставляемых", None),
        ("по договорённости", None),
        ("", None),
    ],
)
def test_time_is_reckoned_by_the_week(text: str, minutes: int | None) -> None:
    assert minutes_a_week(text) == minutes


@pytest.mark.parametrize(
    ("cell", "guardian"),
    [
        ("Котова Анна Петровна, мать, +7 900 000-00-00", FullName("Котова", "Анна", "Петровна")),
        ("мама: Анна Петровна Котова 89000000000", FullName("Котова", "Анна", "Петровна")),
        ("+7 900 000-00-00\nКотова Анна Петровна", FullName("Котова", "Анна", "Петровна")),
        ("Котов Даниил Олегович, отец Котов Олег Ильич", FullName("Котов", "Олег", "Ильич")),
        ("Котов Даниил Олегович", None),
        ("Город Новый Посёлок, ул. Лесная", None),
        (79001234567.0, None),
        (None, None),
    ],
)
def test_representative_is_found_among_contacts(cell: str, guardian: FullName | None) -> None:
    assert find_guardians(cell, DANYA) == ((guardian,) if guardian else ())
