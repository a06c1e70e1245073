"""How long a paper still holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.expiry import Expiry, expiry_of, expiry_words

TODAY = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("until", "standing", "words"),
    [
        (None, Expiry.ENDLESS, "без срока"),
        (date(2026, 10, 14), Expiry.OVER, "истекло 14.10.2026"),
        (TODAY, Expiry.SOON, "истекает сегодня"),
        (date(2026, 10, 16), Expiry.SOON, "истекает через 1 день"),
        (date(2026, 11, 14), Expiry.SOON, "истекает через 30 дней"),
        (date(2026, 11, 15), Expiry.VALID, "по 15.11.2026"),
    ],
)
def test_paper_stands_by_the_days_that_are_left(until: date | None, standing: Expiry, words: str) -> None:
    assert expiry_of(until, TODAY) is standing
    assert expiry_words(until, TODAY).replace("\u00a0", " ") == words


@given(st.integers(-400, 400))
def test_paper_only_grows_older(days: int) -> None:
    order = [Expiry.VALID, Expiry.SOON, Expiry.OVER]
    until = TODAY + timedelta(days)
    assert order.index(expiry_of(until, TODAY + timedelta(1))) >= order.index(expiry_of(until, TODAY))
