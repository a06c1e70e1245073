"""Whatever is answered, a pair is agreed only when everybody who is needed has said yes."""

from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.directions import experience_refusal, places_in
from nastavnik.rulebook.pair_states import (
    AgreementResult,
    Answer,
    Party,
    agreement_needed,
    agreement_result,
    waiting_for,
)

SAID = st.dictionaries(st.sampled_from(Party), st.sampled_from(Answer))


@given(st.booleans(), st.booleans(), SAID)
def test_never_agreed_without_every_needed_yes(mentor: bool, mentee: bool, said: dict[Party, Answer]) -> None:
    needed = agreement_needed(mentor_is_minor=mentor, mentee_is_minor=mentee)
    result = agreement_result(needed, said)
    everybody = all(said.get(party) is Answer.YES for party in needed)
    assert (result is AgreementResult.AGREED) == everybody
    refused = any(said.get(party) is Answer.NO for party in needed)
    assert (result is AgreementResult.DECLINED) == refused
    assert (result is AgreementResult.WAITING) == (not refused and bool(waiting_for(needed, said)))


@given(st.integers(1, 50), st.none() | st.integers(1, 50))
def test_places_are_what_is_offered_and_what_is_allowed(capacity: int, limit: int | None) -> None:
    places = places_in(capacity, limit)
    assert places <= capacity and (limit is None or places <= limit)
    assert places in (capacity, limit)


@given(st.none() | st.integers(1, 60), st.none() | st.integers(0, 60))
def test_experience_refuses_exactly_where_it_is_short(required: int | None, years: int | None) -> None:
    is_enough = required is None or (years is not None and years >= required)
    assert bool(experience_refusal(required, years)) is not is_enough
