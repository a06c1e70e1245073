"""What the search for pairs gives: pairs, leftovers, shortages, each with its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from nastavnik.rulebook.ages import AgeBand


class Fit(StrEnum):
    """How well a pair fits, in words instead of points."""

    HIGH = "high"
    GOOD = "good"
    PART = "part"


FIT_LABELS: Mapping[Fit, str] = MappingProxyType(
    {Fit.HIGH: "очень подходит", Fit.GOOD: "подходит", Fit.PART: "подходит отчасти"}
)
FIT_PERCENT: Mapping[Fit, int] = MappingProxyType({Fit.HIGH: 80, Fit.GOOD: 50, Fit.PART: 0})
"""From how many per cent of the fullest fit each word is said."""


@dataclass(frozen=True)
class PairFacts:
    """What speaks for a pair: topics covered and not, shared interests, ages, minutes, wishes, pinned or not.

    `wishes` says who named the other after the group meeting: «both», «mentee», «mentor» or nobody.
    """

    covered: tuple[str, ...]
    uncovered: tuple[str, ...]
    interests: tuple[str, ...]
    ages: tuple[int, ...]
    band: AgeBand
    minutes: int | None
    is_pinned: bool = False
    wishes: str = ""
    is_same_institution: bool = False
    experience: int = 0


@dataclass(frozen=True)
class ProposedPair:
    """One proposed pair: its score in points, how well it fits, the reason in Russian, the facts behind it."""

    mentee_id: int
    mentor_id: int
    score: int
    reason: str
    facts: PairFacts
    fit: Fit = Fit.HIGH


class LeftoverCode(StrEnum):
    """Why a mentee stays without a mentor: the rule that binds."""

    OBSTACLE = "obstacle"
    NO_TOPIC = "no_topic"
    NO_MENTOR = "no_mentor"
    BUSY = "busy"
    AGE = "age"
    AGE_GAP = "age_gap"
    FIT = "fit"
    DIRECTION = "direction"
    MENTOR_OBSTACLE = "mentor_obstacle"
    FORBIDDEN = "forbidden"


LEFTOVER_LABELS: Mapping[LeftoverCode, str] = MappingProxyType(
    {
        LeftoverCode.OBSTACLE: "сам пока не готов",
        LeftoverCode.NO_TOPIC: "тема не распознана",
        LeftoverCode.NO_MENTOR: "нет наставника по теме",
        LeftoverCode.BUSY: "места заняты",
        LeftoverCode.AGE: "желаемый возраст",
        LeftoverCode.AGE_GAP: "разница в возрасте",
        LeftoverCode.FIT: "слабое соответствие",
        LeftoverCode.DIRECTION: "другое направление",
        LeftoverCode.MENTOR_OBSTACLE: "наставник пока не готов",
        LeftoverCode.FORBIDDEN: "пара исключена",
    }
)


class RemedyCode(StrEnum):
    """What kind of change would help."""

    PLACE = "place"
    LIMIT = "limit"
    TOPIC = "topic"
    AGE = "age"
    ALL_AGES = "all_ages"
    AGE_GAP = "age_gap"
    FIT = "fit"
    DIRECTION = "direction"
    MENTOR_OBSTACLE = "mentor_obstacle"
    FORBIDDEN = "forbidden"
    OBSTACLE = "obstacle"
    REQUEST = "request"


@dataclass(frozen=True)
class Remedy:
    """A change, and how many mentees more would get a mentor by it alone (found by solving anew)."""

    code: RemedyCode
    text: str
    helps: int


@dataclass(frozen=True)
class Leftover:
    """A mentee without a proposal, the reason in Russian and what would help this very mentee."""

    mentee_id: int
    code: LeftoverCode
    reason: str
    remedies: tuple[Remedy, ...] = ()


@dataclass(frozen=True)
class Shortage:
    """How many places with mentors of a topic are lacking.

    Lines of a proposal add up: `lacking` more mentees get a mentor when the lines above are mended already.
    `asked` mentees wait with this topic, `places` are free at mentors who cover it.
    """

    topic: str
    label: str
    lacking: int
    asked: int
    places: int
    text: str


@dataclass(frozen=True)
class Proposal:
    """The whole: pairs and leftovers by mentee id; `total` is the sum of scores less the points for load.

    `remedies` are the changes that help most, `shortages` the topics with too few mentors.
    """

    pairs: tuple[ProposedPair, ...]
    leftovers: tuple[Leftover, ...]
    total: int
    remedies: tuple[Remedy, ...] = ()
    shortages: tuple[Shortage, ...] = ()
