"""What changed between two editions."""

from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.roadmap_changes import Cell, Happened, LineChange, Row, changes_between
from nastavnik.rulebook.roadmap_difference import Wording

BASE = Row(1, Wording("Собрать базу", "до 15 сентября", "Куратор"), "1.1", "1 База")


def test_each_kind_of_change_is_told_with_its_words() -> None:
    second = Row(2, Wording("Обучить наставников"), "1.2", "1 База")
    third = Row(3, Wording("Провести форум"), "2.1", "2 События")
    later = [
        Row(4, Wording("Издать приказ"), "1.1", "1 База"),
        Row(1, Wording("Собрать базу", "до  20 сентября", "Куратор"), "1.2", "1 База"),
        Row(3, Wording("Провести форум"), "1.3", "1 База"),
    ]
    assert changes_between([BASE, second, third], later) == [
        LineChange(4, Happened.ADDED, "1.1", "Издать приказ"),
        LineChange(
            1, Happened.CHANGED, "1.2", "Собрать базу", (Cell("Срок", "до 15 сентября", "до  20 сентября"),)
        ),
        LineChange(3, Happened.MOVED, "1.3", "Провести форум", (Cell("Раздел", "2 События", "1 База"),)),
        LineChange(2, Happened.REMOVED, "1.2", "Обучить наставников"),
    ]


def test_number_and_spaces_are_no_change() -> None:
    again = Row(1, Wording("Собрать\nбазу ", "до 15 сентября", "Куратор"), "7", "1 База")
    assert changes_between([BASE], [again]) == []


rows = st.dictionaries(st.integers(1, 9), st.sampled_from(["а", "б", "в"])).map(
    lambda found: [Row(line, Wording(title)) for line, title in found.items()]
)


@given(rows, rows)
def test_every_line_is_told_once_or_is_the_same(before: list[Row], after: list[Row]) -> None:
    told = [change.line for change in changes_between(before, after)]
    assert len(told) == len(set(told))
    same = {row.line for row in before if row in after}
    assert set(told) == {row.line for row in [*before, *after]} - same
    assert changes_between(after, after) == []
