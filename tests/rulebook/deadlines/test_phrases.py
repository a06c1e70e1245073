"""Every phrase of the table gives the days written beside it by hand."""

import pytest

from nastavnik.rulebook.deadlines import read_deadline
from tests.rulebook.deadlines.table import Case, cases

CASES = cases()


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len({case.text for case in CASES}) >= 250


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.text} {case.period and case.period[0]}")
def test_phrase_gives_the_days_written_by_hand(case: Case) -> None:
    read = read_deadline(case.text, period=case.period)
    assert read.text == case.text
    assert (read.occurrences, read.needs_person, read.kind) == (case.spans, case.needs_person, case.kind)
    assert read.notes or not read.needs_person
