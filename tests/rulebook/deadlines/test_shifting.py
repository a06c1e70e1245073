"""A copy of a plan to the next year, recurrences in words, occurrences that cannot be."""

from datetime import date

import pytest

from nastavnik.rulebook.deadlines import Every, Recurrence, Span, read_deadline, shift, write_deadline

SCHOOL = (date(2022, 9, 1), date(2023, 8, 31))
NEXT = (date(2023, 9, 1), date(2024, 8, 31))


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("до 15.10.2022", "до 15 октября 2023 г."),
        ("сентябрь 2022 – май 2023", "сентябрь 2023 г. – май 2024 г."),
        ("февраль 2023 г.", "февраль 2024 г."),
        ("2022/2023 учебный год", "2023/2024 учебный год"),
        ("01.10.2022 01.12.2022", "1 октября 2023 г.; 1 декабря 2023 г."),
        ("до 30 октября ежегодно (в период с 2020 по 2024 г.г.)", "до 30 октября ежегодно (2021–2025 гг.)"),
        ("Ежегодно 2021-2024 гг.", "ежегодно 2022–2025 гг."),
        ("октябрь", "октябрь"),
        ("в течение учебного года", "в течение учебного года"),
        ("по отдельному графику", "по отдельному графику"),
    ],
)
def test_the_text_of_the_next_year_reads_to_the_days_a_year_later(text: str, later: str) -> None:
    moved = shift(read_deadline(text, period=SCHOOL))
    assert moved.text == later
    assert read_deadline(later, period=NEXT).occurrences == moved.occurrences


@pytest.mark.parametrize(
    ("text", "later", "first"),
    [
        ("последняя пятница апреля", "последняя пятница апреля", date(2024, 4, 26)),
        ("последняя пятница апреля 2023 г.", "последняя пятница апреля 2024 г.", date(2024, 4, 26)),
        ("первый понедельник каждого месяца", "первый понедельник каждого месяца", date(2023, 9, 4)),
        ("по средам, октябрь 2022 г.", "по средам, октябрь 2023 г.", date(2023, 10, 4)),
        ("вторая среда марта 2022-23 уч. г.", "вторая среда марта 2023-24 уч. г.", date(2024, 3, 13)),
    ],
)
def test_a_day_of_the_week_moves_to_its_own_date(text: str, later: str, first: date) -> None:
    moved = shift(read_deadline(text, period=SCHOOL), period=NEXT)
    assert (moved.text, moved.occurrences[0].end, moved.needs_person) == (later, first, False)


def test_a_whole_february_stays_whole_and_its_29th_becomes_28th() -> None:
    assert shift(read_deadline("февраль 2024 г.")).occurrences == (Span(date(2025, 2, 1), date(2025, 2, 28)),)
    assert shift(read_deadline("29.02.2024")).occurrences == (Span(date(2025, 2, 28), date(2025, 2, 28)),)


def test_years_that_were_not_understood_are_told() -> None:
    moved = shift(read_deadline("до октября 2022"))
    assert moved.needs_person and moved.text == "до октября 2022"
    assert moved.notes[-1] == "годы в тексте не перенесены: исправьте их"


def test_occurrences_of_no_pattern_are_listed_even_with_a_recurrence() -> None:
    spans = [Span(None, date(2022, 10, 1)), Span(None, date(2023, 11, 1))]
    written = write_deadline(spans, Recurrence(Every.YEAR))
    assert written == "до 1 октября 2022 г.; до 1 ноября 2023 г."
    assert write_deadline([]) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ежегодно 2021-2024", "ежегодно, 2021–2024 гг."),
        ("ежегодно с 2023 г.", "ежегодно, с 2023 г."),
        ("2 раза в год", "ежегодно, по 2 раза"),
        ("каждый вторник и четверг", "еженедельно, по вторникам и четвергам"),
        ("до 20 числа каждого месяца", "ежемесячно, до 20 числа"),
        ("первый и третий вторник месяца", "ежемесячно, первый и третий вторник"),
        ("до последнего числа каждого месяца", "ежемесячно, до последнего числа"),
        ("раз в 2 недели", "раз в 2 недели"),
        (
            "ежеквартально, не позднее 15 числа месяца, следующего за отчетным кварталом",
            "ежеквартально, до 15 числа после отчётного периода",
        ),
    ],
)
def test_a_recurrence_has_its_words(text: str, words: str) -> None:
    recurrence = read_deadline(text, period=(date(2021, 1, 1), date(2024, 12, 31))).recurrence
    assert recurrence is not None and recurrence.words == words


def test_an_occurrence_ends_after_it_starts_and_has_an_edge() -> None:
    with pytest.raises(ValueError, match="ни начала, ни конца"):
        Span(None, None)
    with pytest.raises(ValueError, match="раньше, чем начинается"):
        Span(date(2022, 1, 2), date(2022, 1, 1))
