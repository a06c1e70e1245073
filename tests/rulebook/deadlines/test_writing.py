"""What is written from occurrences reads back to the same occurrences, whatever the period."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.deadlines import Every, Recurrence, Span, read_deadline, shift, write_deadline

DAYS = st.dates(date(1995, 1, 1), date(2090, 12, 31))
PERIODS = st.none() | st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))


def months(first: date, length: int) -> Span:
    last = first.year * 12 + first.month - 1 + length
    return Span(first.replace(day=1), date(last // 12, last % 12 + 1, 1) - timedelta(days=1))


SPANS = st.one_of(
    DAYS.map(lambda day: Span(None, day)),
    DAYS.map(lambda day: Span(day, None)),
    DAYS.map(lambda day: Span(day, day)),
    st.builds(lambda day, long: Span(day, day + timedelta(days=long)), DAYS, st.integers(0, 900)),
    st.builds(months, DAYS, st.sampled_from((1, 2, 3, 6, 8, 12, 24, 36))),
    st.builds(
        lambda year, long: months(date(year, 1, 1), 12 * long), st.integers(1995, 2080), st.integers(1, 5)
    ),
    st.builds(lambda year: months(date(year, 9, 1), 12), st.integers(1995, 2080)),
)


@given(st.lists(SPANS, min_size=1, max_size=5, unique=True), PERIODS)
def test_what_is_written_reads_to_the_same_occurrences(
    spans: list[Span], period: tuple[date, date] | None
) -> None:
    read = read_deadline(write_deadline(spans), period=period)
    assert read.occurrences == tuple(spans)
    assert not read.needs_person or any(lies_within(one, other) for one in spans for other in spans)


def lies_within(one: Span, other: Span) -> bool:
    """A term inside another one is told of and asked about, whoever wrote them."""
    known = one != other and None not in (one.end, other.end, other.start)
    return known and other.start <= (one.start or one.end) and one.end <= other.end


@given(SPANS, st.integers(1, 6), PERIODS)
def test_a_yearly_phrase_reads_to_the_same_occurrences(
    span: Span, years: int, period: tuple[date, date] | None
) -> None:
    first = shift(read_deadline(write_deadline([span])), 0).occurrences[0]
    spans = [shift(read_deadline(write_deadline([first])), step).occurrences[0] for step in range(years)]
    read = read_deadline(write_deadline(spans, Recurrence(Every.YEAR)), period=period)
    assert read.occurrences == tuple(spans)
