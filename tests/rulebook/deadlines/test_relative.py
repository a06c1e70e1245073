"""Terms counted from an event, once a person has named its day."""

from datetime import date, timedelta

import pytest

from nastavnik.rulebook.deadlines import Direction, Measure, Span, read_deadline, resolve

FRIDAY = date(2022, 9, 30)


def is_working(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("в течение 3 месяцев", Span(FRIDAY, date(2022, 12, 30))),
        ("в трёхмесячный срок", Span(FRIDAY, date(2022, 12, 30))),
        ("в месячный срок", Span(FRIDAY, date(2022, 10, 30))),
        ("в 10-дневный срок", Span(FRIDAY, date(2022, 10, 10))),
        ("в течение двух недель", Span(FRIDAY, date(2022, 10, 14))),
        ("не менее чем за 3 рабочих дня", Span(None, date(2022, 9, 27))),
        ("Не позднее чем за 2 недели до начала экзаменационного периода", Span(None, date(2022, 9, 16))),
        ("Не позднее 10 рабочих дней со дня утверждения карты", Span(FRIDAY, date(2022, 10, 14))),
        ("за неделю до мероприятия", Span(date(2022, 9, 23), date(2022, 9, 23))),
        ("через 2 недели после начала программы", Span(date(2022, 10, 14), date(2022, 10, 14))),
        ("по окончании программы", Span(FRIDAY, None)),
        ("до начала учебного года", Span(None, date(2022, 9, 29))),
        ("в день открытия", Span(FRIDAY, FRIDAY)),
    ],
)
def test_the_day_of_the_event_gives_the_occurrence(text: str, span: Span) -> None:
    deadline = read_deadline(text)
    assert deadline.needs_person and deadline.occurrences == ()
    assert resolve(deadline, anchor_day=FRIDAY, is_working=is_working) == (span,)


def test_the_end_of_a_shorter_month_is_its_last_day() -> None:
    deadline = read_deadline("в течение 1 месяца")
    assert resolve(deadline, anchor_day=date(2023, 1, 31)) == (Span(date(2023, 1, 31), date(2023, 2, 28)),)


def test_what_is_dated_already_stays_beside_it() -> None:
    deadline = read_deadline("15.09.2022, в течение 3 дней после встречи")
    first, second = resolve(deadline, anchor_day=FRIDAY)
    assert first == Span(date(2022, 9, 15), date(2022, 9, 15))
    assert second == Span(FRIDAY, FRIDAY + timedelta(days=3))


def test_an_anchor_says_what_is_counted_from_what() -> None:
    anchor = read_deadline("не позднее чем за 5 рабочих дней до начала конкурса").anchor
    assert anchor is not None
    assert (anchor.direction, anchor.event, anchor.count) == (Direction.BEFORE, "начала конкурса", 5)
    assert (anchor.measure, anchor.is_limit) == (Measure.WORKING_DAYS, True)


def test_working_days_want_a_calendar() -> None:
    deadline = read_deadline("за 3 рабочих дня до встречи")
    with pytest.raises(ValueError, match="производственный календарь"):
        resolve(deadline, anchor_day=FRIDAY)
    with pytest.raises(ValueError, match="нет столько рабочих дней"):
        resolve(deadline, anchor_day=FRIDAY, is_working=lambda _: False)


def test_a_deadline_without_an_event_is_not_resolved() -> None:
    with pytest.raises(ValueError, match="не отсчитывается"):
        resolve(read_deadline("01.10.2022"), anchor_day=FRIDAY)
