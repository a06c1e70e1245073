"""The order of a road map's rows and their numbers."""

from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.roadmap_order import Outline, Part, arranged, moved_measure, moved_section, renumbered

PLAN: Outline = (Part(1, (11, 12)), Part(2, (21,)))


def test_measure_moves_inside_its_section_and_over_its_edge() -> None:
    assert moved_measure(PLAN, 12, -1) == (Part(1, (12, 11)), Part(2, (21,)))
    assert moved_measure(PLAN, 12, 1) == (Part(1, (11,)), Part(2, (12, 21)))
    assert moved_measure(PLAN, 21, -1) == (Part(1, (11, 12, 21)), Part(2, ()))


def test_measure_at_the_edge_of_the_map_stays() -> None:
    assert moved_measure(PLAN, 11, -1) == PLAN
    assert moved_measure(PLAN, 21, 1) == PLAN


def test_section_moves_with_its_rows_and_never_above_the_rows_without_one() -> None:
    plan = (Part(None, (1,)), *PLAN)
    assert moved_section(plan, 2, -1) == (Part(None, (1,)), Part(2, (21,)), Part(1, (11, 12)))
    assert moved_section(plan, 1, -1) == plan


def test_dragged_order_is_taken_and_what_it_does_not_name_stays() -> None:
    assert arranged(PLAN, ["s2", "m12", "s1", "m11"]) == (Part(2, (12, 21)), Part(1, (11,)))
    assert arranged(PLAN, ["s9", "m99", "м", "m", "m11", "m11"]) == (
        Part(None, (11,)), Part(1, (12,)), Part(2, (21,)),
    )  # fmt: skip


@given(st.lists(st.sampled_from(["s1", "s2", "m11", "m12", "m21", "s7", "m7"])))
def test_dragging_loses_no_row_and_no_section(wish: list[str]) -> None:
    result = arranged(PLAN, wish)
    assert sorted(measure for part in result for measure in part.measures) == [11, 12, 21]
    assert {part.section for part in result} >= {1, 2}


def test_numbers_follow_the_order_and_keep_the_style_of_the_dot() -> None:
    found = renumbered(PLAN, ["1.2.", "1.2.", ""], ["1", "4"])
    assert [(one.old, one.new) for one in found] == [
        ("1", "1"), ("1.2.", "1.1."), ("1.2.", "1.2."), ("4", "2"), ("", "2.1."),
    ]  # fmt: skip
    assert [one.new for one in renumbered((Part(None, (5, 6)),), ["3", "9"], [])] == ["1", "2"]
