"""Soft checks of numbers: what is asked about and what is let pass."""

import pytest

from nastavnik.rulebook.remarks import Numbers, count_remarks, figure_remarks

QUIET = Numbers(institutions=1, programmes=1, curators=1, mentors=10, mentees=12, people=22, pairs=12)


def changed(**values: int) -> Numbers:
    return Numbers(**vars(QUIET) | values)


def test_usual_numbers_raise_no_question() -> None:
    assert count_remarks(QUIET, QUIET) == []
    assert count_remarks(QUIET, None) == []
    assert count_remarks(Numbers(institutions=3), Numbers(institutions=3)) == []


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"curators": 0}, "полномочий куратора ни у кого нет"),
        ({"programmes": 0}, "Пары действуют, а программ в этом году нет"),
        ({"mentors": 0}, "Наставляемые есть, а наставников нет"),
        ({"mentees": 0, "pairs": 0}, "Наставники есть, а наставляемых нет"),
        ({"pairs": 11, "groups": 1}, "Пар больше, чем наставляемых"),
    ],
)
def test_numbers_that_contradict_each_other(values: dict[str, int], says: str) -> None:
    assert [says in text for text in count_remarks(changed(**values), None)] == [True]


def test_territory_needs_no_curator_of_its_own() -> None:
    assert count_remarks(changed(institutions=5, curators=0), None) == []


@pytest.mark.parametrize(
    ("before", "now", "says"),
    [
        (10, 13, ""),
        (10, 14, "Наставников больше на 40\u00a0%: было 10, стало 14."),
        (20, 10, "Наставников меньше на 50\u00a0%: было 20, стало 10."),
        (12, 0, "Наставников нет, а год назад было 12."),
        (0, 12, ""),
        (2, 9, ""),
    ],
)
def test_great_change_over_a_year_is_asked_about(before: int, now: int, says: str) -> None:
    found = [
        text
        for text in count_remarks(changed(mentors=now, mentees=0, pairs=0), changed(mentors=before))
        if "Наставников" in text
    ]
    assert [text.replace(" %", "\u00a0%") for text in found] == ([says] if says else [])


def test_share_of_more_than_everybody_is_wrong() -> None:
    assert figure_remarks(3, 2, None) == ["Вошло 3 из 2: больше, чем есть. Проверьте контингент."]
    assert "Ровно 100 %" in figure_remarks(40, 40, None)[0]
    assert figure_remarks(0, 0, None) == []
    assert figure_remarks(5, None, None) == []
    assert figure_remarks(10, 100, (10, 101)) == []
    assert figure_remarks(0, 100, (15, 100)) == ["Вошедших нет, а год назад было 15."]
    assert figure_remarks(10, 50, (10, 100)) == ["Детей в знаменателе меньше на 50 %: было 100, стало 50."]
