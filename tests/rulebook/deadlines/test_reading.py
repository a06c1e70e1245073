"""What holds for every text and every spelling."""

from calendar import monthcalendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.deadlines import Span, as_json, read_deadline
from tests.rulebook.deadlines.table import cases

SCHOOL = (date(2022, 9, 1), date(2023, 8, 31))
CASES = cases()
WORDS = st.sampled_from(
    (
        *{word for case in CASES for word in case.text.split()},
        "-",
        "—",
        ",",
        ";",
        "(",
        ")",
        "1",
        "31",
        "29.02",
        "2022",
    )
)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
PERIODS = st.none() | st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))


def check(text: str, period: tuple[date, date] | None) -> None:
    read = read_deadline(text, period=period)
    assert read.text == text
    for span in read.occurrences:
        assert span.start or span.end
        assert not (span.start and span.end) or span.start <= span.end
    assert read.occurrences or read.needs_person
    assert read.notes or not read.needs_person
    assert len(set(read.occurrences)) == len(read.occurrences)


@given(st.text(max_size=60), PERIODS)
def test_any_text_is_read_or_asked_about(text: str, period: tuple[date, date] | None) -> None:
    check(text, period)


@given(st.lists(WORDS, max_size=9), PERIODS)
def test_any_heap_of_words_of_deadlines_is_read_or_asked_about(
    words: list[str], period: tuple[date, date] | None
) -> None:
    check(" ".join(words), period)


@given(st.lists(WORDS, max_size=7))
def test_without_a_period_no_year_is_invented(words: list[str]) -> None:
    text = " ".join(words)
    if not any(char.isdigit() for char in text):
        assert read_deadline(text).occurrences == ()


SPELLINGS = {
    "NBSP": lambda text: text.replace(" ", "\u00a0"),
    "two spaces": lambda text: text.replace(" ", "  "),
    "tabs": lambda text: text.replace(" ", "\t"),
    "upper case": str.upper,
    "quotes": lambda text: f"«{text}»",
    "a full stop": lambda text: f"{text}.",
    "ё": lambda text: text.replace("отчетн", "отчётн").replace("трехм", "трёхм"),
    "en dash": lambda text: text.replace("-", "–").replace("—", "–"),
    "em dash": lambda text: text.replace("-", "—").replace("–", "—"),
    "Latin look-alikes": lambda text: text.translate(str.maketrans("аеорхАЕОРСТ", "aeopxAEOPCT")),
    "soft hyphens": lambda text: text.replace("тя", "т\u00adя").replace("ль", "л\u00adь"),
    "Cyrillic Roman numbers": lambda text: text.replace("I", "І"),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_spelling_changes_nothing(spelling: str) -> None:
    changed = {}
    for case in CASES:
        read = read_deadline(SPELLINGS[spelling](case.text), period=case.period)
        if (read.occurrences, read.needs_person) != (case.spans, case.needs_person):
            changed[case.text] = read
    assert changed == {}


def test_a_page_of_text_is_no_deadline() -> None:
    read = read_deadline("октябрь 2022 " * 50)
    assert read.needs_person and not read.occurrences


def test_a_month_is_placed_by_the_only_one_in_the_period() -> None:
    october = Span(date(2022, 10, 1), date(2022, 10, 31))
    assert read_deadline("октябрь", period=SCHOOL).occurrences == (october,)
    assert read_deadline("октябрь", school_year="2022-2023").occurrences == (october,)
    twice = read_deadline("октябрь", period=(date(2022, 10, 20), date(2023, 10, 5)))
    assert twice.needs_person and twice.occurrences == ()
    never = read_deadline("октябрь", period=(date(2022, 11, 1), date(2023, 8, 31)))
    assert never.needs_person and never.occurrences == ()


def test_the_year_of_the_text_wins_over_the_period_and_is_told() -> None:
    read = read_deadline("май 2021 г.", period=SCHOOL)
    assert read.occurrences == (Span(date(2021, 5, 1), date(2021, 5, 31)),)
    assert read.notes == ("май 2021 г. — вне периода карты",)


def test_nonsense_is_named() -> None:
    assert read_deadline("31.02.2022").notes == ("такой даты нет: 31.02.2022",)
    assert read_deadline("2021-2014").notes == ("начало позже конца: 2021 – 2014",)


@pytest.mark.parametrize(
    ("period", "school_year", "said"),
    [
        (SCHOOL, "2023-2024", "противоречат"),
        ((SCHOOL[1], SCHOOL[0]), None, "раньше, чем начинается"),
        ((date(1022, 9, 1), date(2022, 9, 1)), None, "не похож на период"),
        (None, "2022", "не учебный год"),
    ],
)
def test_a_wrong_period_is_refused(
    period: tuple[date, date] | None, school_year: str | None, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        read_deadline("май", period=period, school_year=school_year)


def test_json_has_iso_days_or_null() -> None:
    assert as_json(read_deadline("до 01.10.2022; с 5 декабря 2022 г.")) == {
        "text": "до 01.10.2022; с 5 декабря 2022 г.",
        "kind": "list",
        "needs_person": False,
        "occurrences": [{"start": None, "end": "2022-10-01"}, {"start": "2022-12-05", "end": None}],
        "notes": [],
    }


WEEKDAYS = {
    "понедельник": "первый второй третий четвертый последний",
    "среда": "первая вторая третья четвертая последняя",
    "воскресенье": "первое второе третье четвертое последнее",
}
MONDAYS = {"понедельник": 0, "среда": 2, "воскресенье": 6}
GENITIVE = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


@given(
    st.sampled_from(sorted(WEEKDAYS)),
    st.integers(0, 4),
    st.integers(1, 12),
    st.integers(2000, 2060),
)
def test_a_day_of_the_week_is_the_one_that_the_calendar_prints(
    weekday: str, order: int, month: int, year: int
) -> None:
    column = [week[MONDAYS[weekday]] for week in monthcalendar(year, month)]
    days = [day for day in column if day]
    day = days[-1] if order == 4 else days[order]
    words = f"{WEEKDAYS[weekday].split()[order]} {weekday} {GENITIVE[month - 1]} {year} г."
    read = read_deadline(words)
    assert (read.occurrences, read.needs_person) == (
        (Span(date(year, month, day), date(year, month, day)),),
        False,
    )


@given(DAYS, DAYS)
def test_a_piece_of_every_month_lies_in_the_period_and_in_its_own_month_once(one: date, other: date) -> None:
    period = (min(one, other), max(one, other))
    read = read_deadline("последняя пятница каждого месяца", period=period)
    assert all(period[0] <= span.start == span.end <= period[1] for span in read.occurrences)
    assert all(
        span.end.weekday() == 4 and (span.end + timedelta(days=7)).month != span.end.month
        for span in read.occurrences
    )
    assert len({(span.end.year, span.end.month) for span in read.occurrences}) == len(read.occurrences)
    whole_months = (period[1].year - period[0].year) * 12 + period[1].month - period[0].month - 1
    assert len(read.occurrences) >= whole_months
