"""The life of a pair and whose agreement it needs."""

from itertools import product

import pytest

from nastavnik.rulebook.pair_states import (
    PAIR_STATES,
    PAIR_TRANSITIONS,
    AgreementResult,
    Answer,
    Mover,
    PairState,
    PairVerb,
    Party,
    agreement_needed,
    agreement_result,
    can_move,
    move,
    resuming_verb,
    verbs_from,
    waiting_for,
)

YES, NO, NONE = Answer.YES, Answer.NO, Answer.NONE


def test_pair_goes_from_approval_to_the_end() -> None:
    state = PairState.APPROVED
    for verb in (PairVerb.AGREE, PairVerb.INCLUDE, PairVerb.ACTIVATE, PairVerb.COMPLETE):
        state = move(state, verb)
    assert state is PairState.COMPLETED
    assert not PAIR_STATES[state].is_live


def test_every_state_is_named_and_reachable() -> None:
    assert set(PAIR_STATES) == set(PairState)
    assert {rule.target for rule in PAIR_TRANSITIONS} | {PairState.PROPOSED} == set(PairState)


def test_only_a_registered_paper_makes_a_pair_active() -> None:
    activation, resumption = [rule for rule in PAIR_TRANSITIONS if rule.target is PairState.ACTIVE]
    assert (activation.source, activation.mover) == (PairState.ORDERED, Mover.PAPER)
    assert (resumption.source, resumption.verb) == (PairState.PAUSED, PairVerb.RESUME)


@pytest.mark.parametrize("state", [state for state, rule in PAIR_STATES.items() if rule.is_live])
def test_every_live_pair_is_suspended_by_a_withdrawn_consent(state: PairState) -> None:
    if state is PairState.PAUSED:
        assert not can_move(state, PairVerb.PAUSE)
    else:
        assert move(state, PairVerb.PAUSE) is PairState.PAUSED


@pytest.mark.parametrize(
    ("has_worked", "in_order", "target"),
    [
        (True, True, PairState.ACTIVE),
        (False, True, PairState.ORDERED),
        (False, False, PairState.APPROVED),
    ],
)
def test_suspended_pair_goes_back_to_where_it_stood(
    has_worked: bool, in_order: bool, target: PairState
) -> None:
    verb = resuming_verb(has_worked=has_worked, in_order=in_order)
    assert move(PairState.PAUSED, verb) is target


@pytest.mark.parametrize("state", [PairState.COMPLETED, PairState.STOPPED, PairState.DECLINED])
def test_ended_pair_does_not_move(state: PairState) -> None:
    assert verbs_from(state) == ()
    assert not any(can_move(state, verb) for verb in PairVerb)


@pytest.mark.parametrize(("state", "verb"), list(product(PairState, PairVerb)))
def test_move_outside_the_table_is_refused_in_russian(state: PairState, verb: PairVerb) -> None:
    if can_move(state, verb):
        assert move(state, verb) in PairState
        return
    with pytest.raises(ValueError, match=PAIR_STATES[state].label):
        move(state, verb)


def test_excluded_pair_is_agreed_again() -> None:
    assert move(PairState.ORDERED, PairVerb.EXCLUDE) is PairState.AGREED


@pytest.mark.parametrize(
    ("mentor", "mentee", "needed"),
    [
        (False, False, (Party.MENTOR, Party.MENTEE)),
        (False, True, (Party.MENTOR, Party.MENTEE, Party.GUARDIAN)),
        (True, True, (Party.MENTOR, Party.MENTOR_GUARDIAN, Party.MENTEE, Party.GUARDIAN)),
        (True, False, (Party.MENTOR, Party.MENTOR_GUARDIAN, Party.MENTEE)),
    ],
)
def test_representative_agrees_for_those_under_eighteen(
    mentor: bool, mentee: bool, needed: tuple[Party, ...]
) -> None:
    assert agreement_needed(mentor_is_minor=mentor, mentee_is_minor=mentee) == needed


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ((YES, YES, YES), AgreementResult.AGREED),
        ((YES, YES, NONE), AgreementResult.WAITING),
        ((NONE, NONE, NONE), AgreementResult.WAITING),
        ((YES, NO, NONE), AgreementResult.DECLINED),
        ((NO, YES, YES), AgreementResult.DECLINED),
    ],
)
def test_answers_are_joined(answers: tuple[Answer, ...], result: AgreementResult) -> None:
    needed = agreement_needed(mentor_is_minor=False, mentee_is_minor=True)
    said = dict(zip(needed, answers, strict=True))
    assert agreement_result(needed, said) is result
    assert len(waiting_for(needed, said)) == answers.count(NONE)


def test_answer_of_a_party_not_asked_does_not_count() -> None:
    needed = agreement_needed(mentor_is_minor=False, mentee_is_minor=False)
    said = {Party.MENTOR: YES, Party.MENTEE: YES, Party.GUARDIAN: NO}
    assert agreement_result(needed, said) is AgreementResult.AGREED
    assert agreement_result(needed, {}) is AgreementResult.WAITING


def test_agreement_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody"):
        agreement_result((), {})
