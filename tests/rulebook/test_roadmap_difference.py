"""The three-way difference: what comes from above is offered, never written over what stands here."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.roadmap_difference import (
    FIELDS,
    Change,
    RowChange,
    Wording,
    compare_row,
    merge_row,
    same_words,
)

TEXTS = st.sampled_from(["", "до 1 мая", "до 15 мая", "Куратор", "Куратор, педагоги", "Приказ", "Приказ "])
WORDINGS = st.builds(Wording, *[TEXTS] * 6)
BASE = Wording("Издать приказ", "до 15 октября", "Руководители ОО", "", "Приказ")


def change_of(field: str, *, base: Wording, theirs: Wording, ours: Wording) -> Change:
    return {cell.field: cell.change for cell in compare_row(base=base, theirs=theirs, ours=ours).cells}[field]


@pytest.mark.parametrize(
    ("above", "here", "change"),
    [
        ("до 15 октября", "до 15 октября", Change.NONE),
        ("до  15\nоктября", "до 15 октября", Change.NONE),
        ("до 15 октября", "до 10 октября", Change.OURS),
        ("до 1 ноября", "до 15 октября", Change.ABOVE),
        ("до 1 ноября", "до 1 ноября", Change.ALIKE),
        ("до 1 ноября", "до 10 октября", Change.BOTH),
    ],
)
def test_cell_says_who_changed_it(above: str, here: str, change: Change) -> None:
    theirs, ours = replace(BASE, deadline=above), replace(BASE, deadline=here)
    assert change_of("deadline", base=BASE, theirs=theirs, ours=ours) is change
    row = compare_row(base=BASE, theirs=theirs, ours=ours)
    waits = change in (Change.ABOVE, Change.BOTH)
    assert row.change is (RowChange.CHANGED if waits else RowChange.NONE)
    assert row.is_clean is (change is Change.ABOVE)


def test_row_that_is_on_one_side_only() -> None:
    other = replace(BASE, deadline="до 1 ноября")
    assert compare_row(base=None, theirs=BASE, ours=None).change is RowChange.NEW
    assert compare_row(base=BASE, theirs=BASE, ours=None).change is RowChange.NONE  # refused once
    assert compare_row(base=BASE, theirs=other, ours=None).change is RowChange.OFFERED_AGAIN
    assert compare_row(base=BASE, theirs=None, ours=BASE).change is RowChange.GONE
    assert compare_row(base=BASE, theirs=None, ours=None).change is RowChange.NONE
    assert compare_row(base=None, theirs=None, ours=BASE).change is RowChange.NONE  # a row of its own


def test_a_person_may_take_a_cell_that_both_changed() -> None:
    theirs, ours = replace(BASE, deadline="до 1 ноября"), replace(BASE, deadline="до 10 октября")
    assert merge_row(base=BASE, theirs=theirs, ours=ours) == ours
    assert merge_row(base=BASE, theirs=theirs, ours=ours, take=["deadline"]).deadline == "до 1 ноября"


@given(base=WORDINGS, ours=WORDINGS)
def test_unchanged_above_asks_nothing(base: Wording, ours: Wording) -> None:
    assert compare_row(base=base, theirs=base, ours=ours).change is RowChange.NONE
    assert merge_row(base=base, theirs=base, ours=ours) == ours


@given(base=WORDINGS, theirs=WORDINGS)
def test_untouched_here_takes_everything(base: Wording, theirs: Wording) -> None:
    row = compare_row(base=base, theirs=theirs, ours=base)
    assert all(cell.change in (Change.NONE, Change.ABOVE) for cell in row.cells)
    merged = merge_row(base=base, theirs=theirs, ours=base)
    assert all(same_words(merged.cell(field), theirs.cell(field)) for field in FIELDS)


@given(base=WORDINGS, theirs=WORDINGS, ours=WORDINGS)
def test_words_written_here_are_never_lost(base: Wording, theirs: Wording, ours: Wording) -> None:
    merged = merge_row(base=base, theirs=theirs, ours=ours)
    for field in FIELDS:
        if not same_words(base.cell(field), ours.cell(field)):
            assert merged.cell(field) == ours.cell(field)


@given(base=WORDINGS, theirs=WORDINGS, ours=WORDINGS)
def test_after_the_decision_nothing_is_left_to_decide(base: Wording, theirs: Wording, ours: Wording) -> None:
    merged = merge_row(base=base, theirs=theirs, ours=ours)
    assert compare_row(base=theirs, theirs=theirs, ours=merged).change is RowChange.NONE
