"""Whatever is tried in whatever order: no pair acts without consent, agreement and an order."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from nastavnik.rulebook.pair_states import (
    ENDED_STATES,
    PAIR_STATES,
    PAIR_TRANSITIONS,
    AgreementResult,
    Answer,
    Mover,
    PairState,
    PairVerb,
    agreement_needed,
    agreement_result,
    can_move,
    move,
    resuming_verb,
    why_not,
)

NEEDED = agreement_needed(mentor_is_minor=False, mentee_is_minor=True)
BY_HAND = [one.verb for one in PAIR_TRANSITIONS if one.mover is Mover.CURATOR]


class PairMachine(RuleBasedStateMachine):
    """A pair as the actions move it: each asks the table, and the demands of the move."""

    def __init__(self) -> None:
        super().__init__()
        self.state = PairState.APPROVED
        self.answers: dict = {}
        self.has_consent, self.in_order, self.is_registered, self.has_worked = True, False, False, False

    def go(self, verb: PairVerb) -> bool:
        if not can_move(self.state, verb):
            assert why_not(self.state, verb)
            return False
        self.state = move(self.state, verb)
        return True

    @rule(party=st.sampled_from(NEEDED), value=st.sampled_from(Answer))
    def answer(self, party, value: Answer) -> None:  # type: ignore[no-untyped-def]
        if self.state not in (PairState.APPROVED, PairState.AGREED):
            return
        self.answers[party] = value
        self.state = PairState.APPROVED
        result = agreement_result(NEEDED, self.answers)
        if result is AgreementResult.AGREED:
            self.go(PairVerb.AGREE)
        elif result is AgreementResult.DECLINED:
            self.go(PairVerb.DECLINE)

    @rule()
    def withdraw_consent(self) -> None:
        self.has_consent = False
        self.go(PairVerb.PAUSE)

    @rule()
    def give_consent(self) -> None:
        self.has_consent = True

    @precondition(lambda self: self.has_consent)
    @rule()
    def draft_order(self) -> None:
        self.in_order = self.go(PairVerb.INCLUDE) or self.in_order

    @rule()
    def discard_order(self) -> None:
        if self.in_order and not self.is_registered:
            self.in_order = False
            self.go(PairVerb.EXCLUDE)

    @rule()
    def register_order(self) -> None:
        if self.in_order and self.has_consent and self.go(PairVerb.ACTIVATE):
            self.is_registered = self.has_worked = True

    @precondition(lambda self: self.has_consent)
    @rule()
    def resume(self) -> None:
        self.go(resuming_verb(has_worked=self.has_worked, in_order=self.in_order))

    @rule(verb=st.sampled_from(BY_HAND))
    def decide(self, verb: PairVerb) -> None:
        """The curator tries every deed of her own; those with demands of their own are tried above."""
        is_free = verb is PairVerb.HOLD or (
            verb is PairVerb.CANCEL and not self.in_order and not self.has_worked
        )
        if is_free:
            self.go(verb)
        elif verb is PairVerb.REOPEN and not self.has_worked and self.go(verb):
            self.answers = {}

    @rule(verb=st.sampled_from([PairVerb.COMPLETE, PairVerb.STOP, PairVerb.ANNUL]))
    def end_by_order(self, verb: PairVerb) -> None:
        if self.has_worked:
            self.go(verb)

    @invariant()
    def acts_by_consent_agreement_and_order(self) -> None:
        if self.state is PairState.ACTIVE:
            assert self.has_consent and self.is_registered
            assert agreement_result(NEEDED, self.answers) is AgreementResult.AGREED

    @invariant()
    def what_is_over_is_out_of_the_way(self) -> None:
        if self.state in ENDED_STATES:
            assert not PAIR_STATES[self.state].is_live


TestPairMachine = PairMachine.TestCase
TestPairMachine.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
