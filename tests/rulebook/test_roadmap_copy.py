"""Deadlines of a plan a year later: moved where it is safe, left to a person where it is not."""

from datetime import date

import pytest

from nastavnik.rulebook.deadlines import Span, read_deadline
from nastavnik.rulebook.roadmap_copy import move_deadline, moved_day, moved_text

YEAR = (date(2026, 9, 1), date(2027, 8, 31))


@pytest.mark.parametrize(
    ("title", "later"),
    [
        ("Дорожная карта на 2026/2027 учебный год", "Дорожная карта на 2027/2028 учебный год"),
        ("Дорожная карта на 2026-27 учебный год", "Дорожная карта на 2027-28 учебный год"),
        ("План на 2026 – 2028 годы", "План на 2027 – 2029 годы"),
        ("План работы", "План работы"),
    ],
)
def test_years_of_a_title_move(title: str, later: str) -> None:
    assert moved_text(title) == later


def test_leap_day_becomes_the_last_day_of_february() -> None:
    assert moved_day(date(2028, 2, 29)) == date(2029, 2, 28)
    assert moved_day(date(2026, 10, 15)) == date(2027, 10, 15)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("до 15 октября 2026 г.", Span(None, date(2027, 10, 15))),
        ("октябрь", Span(date(2027, 10, 1), date(2027, 10, 31))),
        ("с 1 по 15 мая 2027 г.", Span(date(2028, 5, 1), date(2028, 5, 15))),
        ("в течение учебного года", Span(date(2027, 9, 1), date(2028, 8, 31))),
    ],
)
def test_plain_deadline_moves_by_itself(text: str, span: Span) -> None:
    moved = move_deadline(text, (), YEAR)
    assert moved.remark == ""
    assert read_deadline(moved.after, period=(date(2027, 9, 1), date(2028, 8, 31))).occurrences == (span,)


@pytest.mark.parametrize("text", ["по отдельному графику", "31.02.2027", "", "в 3-месячный срок"])
def test_what_is_not_understood_is_left_to_a_person(text: str) -> None:
    moved = move_deadline(text, (), YEAR)
    assert moved.after == text
    assert moved.remark


def test_days_given_by_a_person_move_and_are_to_be_checked() -> None:
    moved = move_deadline("по отдельному графику", (Span(None, date(2026, 12, 1)),), YEAR)
    assert moved.dates == (Span(None, date(2027, 12, 1)),)
    assert "проверьте" in moved.remark
