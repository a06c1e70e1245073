"""A new edition meets the dates of the old one: nothing that was reported is ever lost."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.occurrences import UNDATED, Dates, Had, settle

DAY = date(2026, 9, 1)


def until(day: int) -> Dates:
    return None, DAY + timedelta(days=day)


some_dates = st.one_of(
    st.just(UNDATED),
    st.integers(0, 400).map(until),
    st.tuples(st.integers(0, 300), st.integers(0, 90)).map(
        lambda pair: (DAY + timedelta(days=pair[0]), DAY + timedelta(days=pair[0] + pair[1]))
    ),
)
some_had = st.lists(st.tuples(some_dates, st.booleans(), st.booleans()), max_size=7).map(
    lambda rows: [Had(pk, dates, given, dropped) for pk, (dates, given, dropped) in enumerate(rows, start=1)]
)
some_wanted = st.lists(some_dates, max_size=7)


@given(some_had, some_wanted)
def test_every_living_occurrence_is_kept_moved_or_put_aside(had: list[Had], wanted: list[Dates]) -> None:
    found = settle(had, wanted)
    spoken_of = [*found.kept, *(pk for pk, _ in found.moved), *found.dropped]
    assert len(spoken_of) == len(set(spoken_of)), "one thing happens to each"
    assert {one.pk for one in had if not one.is_dropped} <= set(spoken_of) <= {one.pk for one in had}


@given(some_had, some_wanted)
def test_every_wanted_date_is_there_once(had: list[Had], wanted: list[Dates]) -> None:
    found = settle(had, wanted)
    by_pk = {one.pk: one for one in had}
    there = [by_pk[pk].dates for pk in found.kept] + [dates for _, dates in found.moved] + list(found.added)
    wants = set(wanted) or {UNDATED}
    if wants == {UNDATED} and any(one.is_given and not one.is_dropped for one in had):
        assert not found.moved and not found.added
    else:
        assert len(there) == len(wants) and set(there) == wants


@given(some_had, some_wanted)
def test_settling_again_changes_nothing(had: list[Had], wanted: list[Dates]) -> None:
    found = settle(had, wanted)
    moved = dict(found.moved)
    after = [
        Had(
            one.pk,
            moved.get(one.pk, one.dates),
            one.is_given and one.pk not in moved,
            one.pk not in found.kept and one.pk not in moved,
        )
        for one in had
    ]
    after += [Had(100 + place, dates) for place, dates in enumerate(found.added)]
    again = settle(after, wanted)
    assert not again.moved and not again.added and not again.dropped


@given(some_had, some_wanted)
def test_no_more_is_added_than_finds_no_old_one(had: list[Had], wanted: list[Dates]) -> None:
    found = settle(had, wanted)
    assert not (found.added and found.dropped), "an old one moves before a new one is made"


def test_moves_to_the_nearest_date() -> None:
    found = settle([Had(1, until(45)), Had(2, until(140))], [until(142)])
    assert found.moved == ((2, until(142)),) and found.dropped == (1,)


def test_the_date_that_a_person_gave_stays_while_the_text_is_silent() -> None:
    assert settle([Had(1, until(10), is_given=True)], [UNDATED]).kept == (1,)
    assert settle([Had(1, until(10), is_given=True)], [until(30)]).moved == ((1, until(30)),)


def test_one_put_aside_comes_back_with_its_dates() -> None:
    assert settle([Had(1, until(10), is_dropped=True)], [until(10)]).kept == (1,)
