"""The life of a pair: its states, who moves it by which verb, and whose agreement it needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType


class PairState(StrEnum):
    """Where a pair stands; «proposed» is a line of a proposal that nobody has decided about yet."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    AGREED = "agreed"
    ORDERED = "ordered"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    STOPPED = "stopped"
    CANCELLED = "cancelled"
    DECLINED = "declined"


class PairVerb(StrEnum):
    """What moves a pair from one state to another."""

    APPROVE = "approve"
    AGREE = "agree"
    DECLINE = "decline"
    INCLUDE = "include"
    EXCLUDE = "exclude"
    ACTIVATE = "activate"
    CANCEL = "cancel"
    COMPLETE = "complete"
    STOP = "stop"
    ANNUL = "annul"
    PAUSE = "pause"
    HOLD = "hold"
    RESUME = "resume"
    RESUME_IN_ORDER = "resume_in_order"
    RESUME_AGREEMENT = "resume_agreement"
    REOPEN = "reopen"


class Mover(StrEnum):
    """Who moves: the curator by hand, the participants by their answers, a paper by its own movement, a
    withdrawn consent at once.
    """

    CURATOR = "curator"
    PARTICIPANTS = "participants"
    PAPER = "paper"
    CONSENT = "consent"


MOVER_LABELS: Mapping[Mover, str] = MappingProxyType(
    {
        Mover.CURATOR: "куратор",
        Mover.PARTICIPANTS: "участники и представители своими ответами",
        Mover.PAPER: "приказ: проект куратора, дата секретаря",
        Mover.CONSENT: "отзыв или истечение согласия, сразу",
    }
)


@dataclass(frozen=True)
class StateRule:
    """A state: its name, what it waits for, whether it still stands in the way of another pair.

    What is not `is_kept` is no pair yet: a line of a proposal.
    """

    label: str
    waits_for: str
    is_live: bool
    is_kept: bool = True


@dataclass(frozen=True)
class PairTransition:
    """One permitted move: from where, by what, to where, who does it, the words of it, and what it demands."""

    source: PairState
    verb: PairVerb
    target: PairState
    mover: Mover
    label: str
    demands: str = ""


PAIR_STATES: Mapping[PairState, StateRule] = MappingProxyType(
    {
        PairState.PROPOSED: StateRule("предложена", "ждёт решения куратора", is_live=False, is_kept=False),
        PairState.APPROVED: StateRule("одобрена куратором", "ждёт согласия участников", is_live=True),
        PairState.AGREED: StateRule("согласована", "ждёт включения в приказ", is_live=True),
        PairState.ORDERED: StateRule("включена в проект приказа", "ждёт регистрации приказа", is_live=True),
        PairState.ACTIVE: StateRule("действует", "", is_live=True),
        PairState.PAUSED: StateRule("приостановлена", "ждёт возобновления", is_live=True),
        PairState.COMPLETED: StateRule("завершена", "", is_live=False),
        PairState.STOPPED: StateRule("прекращена досрочно", "", is_live=False),
        PairState.CANCELLED: StateRule("отменена", "", is_live=False),
        PairState.DECLINED: StateRule("не согласована", "", is_live=False),
    }
)
KEPT_STATES: tuple[PairState, ...] = tuple(state for state, rule in PAIR_STATES.items() if rule.is_kept)
"""States of pairs that are kept; the other stands in a proposal alone."""
ENDED_STATES: tuple[PairState, ...] = (PairState.COMPLETED, PairState.STOPPED, PairState.CANCELLED)
"""How a pair may end, declined apart: there nobody began."""

_CONSENTS = "согласия на обработку данных у каждого"
_BY_ORDER = "зарегистрированный приказ о прекращении или изменении, датированный не раньше начала работы"
_APART = "пара не работала и не стоит в проекте приказа"
_ANEW = f"{_CONSENTS}; причина приостановки устранена"


def _each(sources: Iterable[PairState], like: PairTransition) -> tuple[PairTransition, ...]:
    """The same move from several states; the source of `like` is only a place to write it."""
    return tuple(replace(like, source=source) for source in sources)


_ANY = PairState.PROPOSED
_WORKING = (PairState.ACTIVE, PairState.PAUSED)
_BEFORE_ORDER = (PairState.APPROVED, PairState.AGREED)
PAIR_TRANSITIONS: tuple[PairTransition, ...] = (
    PairTransition(
        PairState.PROPOSED, PairVerb.APPROVE, PairState.APPROVED, Mover.CURATOR, "одобрена",
        "у обоих есть место и время, предложение не устарело",
    ),
    PairTransition(
        PairState.APPROVED, PairVerb.AGREE, PairState.AGREED, Mover.PARTICIPANTS, "согласие получено",
        "«да» каждого, кого спрашивают",
    ),
    *_each(_BEFORE_ORDER, PairTransition(_ANY, PairVerb.DECLINE, PairState.DECLINED, Mover.PARTICIPANTS, "получен отказ", "хотя бы одно «нет»")),
    *_each((*_BEFORE_ORDER, PairState.PAUSED), PairTransition(_ANY, PairVerb.CANCEL, PairState.CANCELLED, Mover.CURATOR, "одобрение снято", _APART)),
    PairTransition(
        PairState.AGREED, PairVerb.INCLUDE, PairState.ORDERED, Mover.PAPER, "включена в проект приказа",
        f"ответы каждого; {_CONSENTS}",
    ),
    PairTransition(
        PairState.ORDERED, PairVerb.EXCLUDE, PairState.AGREED, Mover.PAPER, "исключена из проекта приказа",
        "проект отменён",
    ),
    PairTransition(
        PairState.ORDERED, PairVerb.ACTIVATE, PairState.ACTIVE, Mover.PAPER, "приказ зарегистрирован",
        f"ответы и {_CONSENTS} на дату приказа",
    ),
    # A withdrawn consent suspends whatever lives; by hand only what works is suspended.
    *_each((*_BEFORE_ORDER, PairState.ORDERED, PairState.ACTIVE), PairTransition(_ANY, PairVerb.PAUSE, PairState.PAUSED, Mover.CONSENT, "приостановлена: нет согласия", "согласие, на котором пара держится, отозвано или истекло",)),
    PairTransition(
        PairState.ACTIVE, PairVerb.HOLD, PairState.PAUSED, Mover.CURATOR, "приостановлена", "причина из списка"
    ),
    # What is suspended goes back to where it stood: to work, into the draft of the order, or to the answers.
    PairTransition(
        PairState.PAUSED, PairVerb.RESUME, PairState.ACTIVE, Mover.CURATOR, "возобновлена",
        f"пара уже работала по приказу; {_ANEW}",
    ),
    PairTransition(
        PairState.PAUSED, PairVerb.RESUME_IN_ORDER, PairState.ORDERED, Mover.CURATOR, "возвращена в проект приказа", _ANEW
    ),
    PairTransition(
        PairState.PAUSED, PairVerb.RESUME_AGREEMENT, PairState.APPROVED, Mover.CURATOR, "возвращена к согласованию", _ANEW
    ),
    *_each(_WORKING, PairTransition(_ANY, PairVerb.COMPLETE, PairState.COMPLETED, Mover.PAPER, "завершена", _BY_ORDER)),
    *_each(_WORKING, PairTransition(_ANY, PairVerb.STOP, PairState.STOPPED, Mover.PAPER, "прекращена досрочно", _BY_ORDER)),
    *_each(_WORKING, PairTransition(_ANY, PairVerb.ANNUL, PairState.CANCELLED, Mover.PAPER, "отменена как ошибочная", _BY_ORDER)),
    PairTransition(
        PairState.CANCELLED, PairVerb.REOPEN, PairState.APPROVED, Mover.CURATOR, "возвращена к согласованию",
        "пара не работала, наставник и наставляемый свободны",
    ),
)  # fmt: skip
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


def why_not(state: PairState, verb: PairVerb) -> str:
    """Say why the verb does not move a pair from this state and from which ones it would; "" where it does."""
    if can_move(state, verb):
        return ""
    rules = [rule for rule in PAIR_TRANSITIONS if rule.verb is verb]
    places = ", ".join(f"«{PAIR_STATES[rule.source].label}»" for rule in rules)
    return f"Пара сейчас «{PAIR_STATES[state].label}», а нужно, чтобы была {places}."


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
