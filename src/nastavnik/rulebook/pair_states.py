"""The life of a pair: its states, who moves it by which verb, and whose agreement it needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class PairState(StrEnum):
    """Where a pair stands."""

    APPROVED = "approved"
    AGREED = "agreed"
    ORDERED = "ordered"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"
    DECLINED = "declined"


class PairVerb(StrEnum):
    """What moves a pair from one state to another."""

    AGREE = "agree"
    DECLINE = "decline"
    INCLUDE = "include"
    EXCLUDE = "exclude"
    ACTIVATE = "activate"
    CANCEL = "cancel"
    CLOSE = "close"
    PAUSE = "pause"
    RESUME = "resume"
    RESUME_IN_ORDER = "resume_in_order"
    RESUME_AGREEMENT = "resume_agreement"


class Mover(StrEnum):
    """Who moves: the curator by hand, the participants by their answers, a paper by its own movement, a
    withdrawn consent at once.
    """

    CURATOR = "curator"
    PARTICIPANTS = "participants"
    PAPER = "paper"
    CONSENT = "consent"


@dataclass(frozen=True)
class StateRule:
    """A state: its name, what it waits for, whether it still stands in the way of another pair."""

    label: str
    waits_for: str
    is_live: bool


@dataclass(frozen=True)
class PairTransition:
    """One permitted move: from where, by what, to where, who does it, and the words of the journal."""

    source: PairState
    verb: PairVerb
    target: PairState
    mover: Mover
    label: str


PAIR_STATES: Mapping[PairState, StateRule] = MappingProxyType(
    {
        PairState.APPROVED: StateRule("одобрена куратором", "ждёт согласия участников", is_live=True),
        PairState.AGREED: StateRule("согласована", "ждёт включения в приказ", is_live=True),
        PairState.ORDERED: StateRule("включена в проект приказа", "ждёт регистрации приказа", is_live=True),
        PairState.ACTIVE: StateRule("действует", "", is_live=True),
        PairState.PAUSED: StateRule("приостановлена", "ждёт нового согласия", is_live=True),
        PairState.CLOSED: StateRule("завершена", "", is_live=False),
        PairState.DECLINED: StateRule("не согласована", "", is_live=False),
    }
)

PAIR_TRANSITIONS: tuple[PairTransition, ...] = (
    PairTransition(
        PairState.APPROVED, PairVerb.AGREE, PairState.AGREED, Mover.PARTICIPANTS, "согласие получено"
    ),
    PairTransition(
        PairState.APPROVED, PairVerb.DECLINE, PairState.DECLINED, Mover.PARTICIPANTS, "получен отказ"
    ),
    PairTransition(
        PairState.AGREED, PairVerb.DECLINE, PairState.DECLINED, Mover.PARTICIPANTS, "получен отказ"
    ),
    PairTransition(PairState.APPROVED, PairVerb.CANCEL, PairState.CLOSED, Mover.CURATOR, "одобрение снято"),
    PairTransition(PairState.AGREED, PairVerb.CANCEL, PairState.CLOSED, Mover.CURATOR, "одобрение снято"),
    PairTransition(
        PairState.AGREED, PairVerb.INCLUDE, PairState.ORDERED, Mover.PAPER, "включена в проект приказа"
    ),
    PairTransition(
        PairState.ORDERED, PairVerb.EXCLUDE, PairState.AGREED, Mover.PAPER, "исключена из проекта приказа"
    ),
    PairTransition(
        PairState.ORDERED, PairVerb.ACTIVATE, PairState.ACTIVE, Mover.PAPER, "приказ зарегистрирован"
    ),
    PairTransition(PairState.ACTIVE, PairVerb.CLOSE, PairState.CLOSED, Mover.CURATOR, "завершена"),
    # What is suspended goes back to where it stood: to work, into the draft of the order, or to the answers.
    *(
        PairTransition(source, PairVerb.PAUSE, PairState.PAUSED, Mover.CONSENT, "приостановлена")
        for source in (PairState.APPROVED, PairState.AGREED, PairState.ORDERED, PairState.ACTIVE)
    ),
    PairTransition(PairState.PAUSED, PairVerb.RESUME, PairState.ACTIVE, Mover.CURATOR, "возобновлена"),
    PairTransition(
        PairState.PAUSED,
        PairVerb.RESUME_IN_ORDER,
        PairState.ORDERED,
        Mover.CURATOR,
        "возвращена в проект приказа",
    ),
    PairTransition(
        PairState.PAUSED,
        PairVerb.RESUME_AGREEMENT,
        PairState.APPROVED,
        Mover.CURATOR,
        "возвращена к согласованию",
    ),
    PairTransition(PairState.PAUSED, PairVerb.CANCEL, PairState.CLOSED, Mover.CURATOR, "одобрение снято"),
    PairTransition(PairState.PAUSED, PairVerb.CLOSE, PairState.CLOSED, Mover.CURATOR, "завершена"),
)
_MOVES = {(rule.source, rule.verb): rule for rule in PAIR_TRANSITIONS}


class Party(StrEnum):
    """Whose agreement a pair may need, in the order of the printed list."""

    MENTOR = "mentor"
    MENTOR_GUARDIAN = "mentor_guardian"
    MENTEE = "mentee"
    GUARDIAN = "guardian"


PARTY_LABELS: Mapping[Party, str] = MappingProxyType(
    {
        Party.MENTOR: "наставник",
        Party.MENTOR_GUARDIAN: "представитель наставника",
        Party.MENTEE: "наставляемый",
        Party.GUARDIAN: "представитель наставляемого",
    }
)


class Answer(StrEnum):
    """What a party said; «none» is no answer yet."""

    YES = "yes"
    NO = "no"
    NONE = "none"


class AgreementResult(StrEnum):
    """What all answers together mean."""

    AGREED = "agreed"
    WAITING = "waiting"
    DECLINED = "declined"


def can_move(state: PairState, verb: PairVerb) -> bool:
    """Tell whether the verb moves a pair from this state."""
    return (state, verb) in _MOVES


def move(state: PairState, verb: PairVerb) -> PairState:
    """Give the state after the verb; ValueError in Russian where the table has no such move."""
    rule = _MOVES.get((state, verb))
    if rule is None:
        wanted = next(rule.label for rule in PAIR_TRANSITIONS if rule.verb is verb)
        raise ValueError(
            f"Пара сейчас «{PAIR_STATES[state].label}»: шаг «{wanted}» из этого состояния невозможен."
        )
    return rule.target


def resuming_verb(*, has_worked: bool, in_order: bool) -> PairVerb:
    """Name the verb by which a suspended pair goes back to where it stood before."""
    if has_worked:
        return PairVerb.RESUME
    return PairVerb.RESUME_IN_ORDER if in_order else PairVerb.RESUME_AGREEMENT


def verbs_from(state: PairState) -> tuple[PairVerb, ...]:
    """Name the verbs possible in a state, in the order of the table."""
    return tuple(rule.verb for rule in PAIR_TRANSITIONS if rule.source is state)


def agreement_needed(*, mentor_is_minor: bool, mentee_is_minor: bool) -> tuple[Party, ...]:
    """Name the parties whose agreement a pair needs: both sides, and for each under 18 the representative.

    Whether a side is a minor, by a year of birth alone too, tells `ages.is_minor`.
    """
    absent = set()
    if not mentor_is_minor:
        absent.add(Party.MENTOR_GUARDIAN)
    if not mentee_is_minor:
        absent.add(Party.GUARDIAN)
    return tuple(party for party in Party if party not in absent)


def agreement_result(needed: Iterable[Party], answers: Mapping[Party, Answer]) -> AgreementResult:
    """Join the answers: one «no» of a needed party declines, all «yes» agree, else the pair waits.

    Answers of parties who are not asked (any more) do not count. ValueError for nobody asked.
    """
    asked = [answers.get(party, Answer.NONE) for party in needed]
    if not asked:
        raise ValueError("agreement of nobody is asked")
    if Answer.NO in asked:
        return AgreementResult.DECLINED
    return AgreementResult.AGREED if set(asked) == {Answer.YES} else AgreementResult.WAITING


def waiting_for(needed: Iterable[Party], answers: Mapping[Party, Answer]) -> tuple[Party, ...]:
    """Name the parties who have not answered yet, in the given order."""
    return tuple(party for party in needed if answers.get(party, Answer.NONE) is Answer.NONE)
