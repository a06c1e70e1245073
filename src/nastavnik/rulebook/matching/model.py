"""What the search for pairs receives and gives: plain values, no names of children needed."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from nastavnik.rulebook.ages import AgeBand


@dataclass(frozen=True)
class Weights:
    """Points of the score (editable defaults). One more topic outweighs all else together.

    `topic` for each topic of the request that the mentor covers; `interest` for each shared interest, three
    at most; `age` for an age in the middle of the desired ones, less towards the edges; `time` for each half
    hour a week, four at most; `balance` is taken off for every further mentee of one mentor, twice for the
    third and so on.
    """

    topic: int = 100
    interest: int = 10
    age: int = 10
    time: int = 2
    balance: int = 3

    def __post_init__(self) -> None:
        if min(self.topic, self.interest, self.age, self.time, self.balance) < 0:
            raise ValueError("Вес правила подбора не может быть меньше нуля.")


@dataclass(frozen=True)
class MenteeSide:
    """A mentee's request: topics, interests, the ages possible today (empty: unknown), and what stands in the
    way.

    `person_id` is the human being: nobody mentors himself. `obstacle` is a sentence («Нет согласия …»).
    """

    id: int
    person_id: int
    topics: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()
    ages: tuple[int, ...] = ()
    obstacle: str = ""


@dataclass(frozen=True)
class MentorSide:
    """A mentor's offer: topics, interests, desired ages, free places, minutes a week, what stands in the way.

    `places` are those still free; `label` («Котова М. И.») and `competences` (the mentor's own words) are
    only for the reasons in words.
    """

    id: int
    person_id: int
    topics: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()
    ages: AgeBand = field(default_factory=AgeBand)
    places: int = 1
    minutes: int | None = None
    obstacle: str = ""
    label: str = ""
    competences: str = ""


@dataclass(frozen=True)
class Problem:
    """Who is to be matched. `pinned` and `forbidden` hold (mentee id, mentor id).

    A pinned pair stands whatever the topics and ages, but not against an obstacle. ValueError in Russian for
    ids that repeat or are unknown, a mentee pinned twice, more pins than places, a pair both pinned and
    forbidden.
    """

    mentees: tuple[MenteeSide, ...]
    mentors: tuple[MentorSide, ...]
    weights: Weights = field(default_factory=Weights)
    pinned: frozenset[tuple[int, int]] = frozenset()
    forbidden: frozenset[tuple[int, int]] = frozenset()

    def __post_init__(self) -> None:
        mentees = {mentee.id for mentee in self.mentees}
        places = {mentor.id: mentor.places for mentor in self.mentors}
        if len(mentees) < len(self.mentees) or len(places) < len(self.mentors):
            raise ValueError("Участник внесён в подбор дважды.")
        if any(mentee not in mentees or mentor not in places for mentee, mentor in self.pinned):
            raise ValueError("Закреплена пара с тем, кто не участвует в подборе.")
        if self.pinned & self.forbidden:
            raise ValueError("Пара одновременно закреплена и исключена.")
        if max(Counter(mentee for mentee, _ in self.pinned).values(), default=0) > 1:
            raise ValueError("Наставляемый закреплён за двумя наставниками.")
        taken = Counter(mentor for _, mentor in self.pinned)
        if any(count > places[mentor] for mentor, count in taken.items()):
            raise ValueError("За наставником закреплено больше наставляемых, чем у него мест.")


@dataclass(frozen=True)
class PairFacts:
    """What speaks for a pair: topics covered and not, shared interests, ages, minutes, pinned or not."""

    covered: tuple[str, ...]
    uncovered: tuple[str, ...]
    interests: tuple[str, ...]
    ages: tuple[int, ...]
    band: AgeBand
    minutes: int | None
    is_pinned: bool = False


@dataclass(frozen=True)
class ProposedPair:
    """One proposed pair: its score in points, the reason in Russian, the facts behind it."""

    mentee_id: int
    mentor_id: int
    score: int
    reason: str
    facts: PairFacts


class LeftoverCode(StrEnum):
    """Why a mentee stays without a mentor: the rule that binds."""

    OBSTACLE = "obstacle"
    NO_TOPIC = "no_topic"
    NO_MENTOR = "no_mentor"
    BUSY = "busy"
    AGE = "age"
    MENTOR_OBSTACLE = "mentor_obstacle"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Leftover:
    """A mentee without a proposal and the reason in Russian."""

    mentee_id: int
    code: LeftoverCode
    reason: str


@dataclass(frozen=True)
class Proposal:
    """The whole: pairs and leftovers by mentee id; `total` is the sum of scores less the points for load."""

    pairs: tuple[ProposedPair, ...]
    leftovers: tuple[Leftover, ...]
    total: int
