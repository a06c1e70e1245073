"""What the search for pairs receives: plain values."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from nastavnik.rulebook.ages import AgeBand
from nastavnik.rulebook.matching.terms import Limits, Weights

Link = tuple[int, int]
"""(mentee id, mentor id)."""


class Contradiction(ValueError):
    """A problem that contradicts itself; the message is a Russian sentence with the names."""


@dataclass(frozen=True)
class MenteeSide:
    """A mentee's request: topics, interests, the ages possible today (empty: unknown), and what stands in the
    way.

    `person_id` is the human being: nobody mentors himself. `obstacle` is a sentence («Нет согласия …»).
    `wishes` are ids of mentors named after the group meeting. `returned_at` and `entered` make the waiting
    order. `directions` of a programme (empty: any) have to meet the mentor's.
    """

    id: int
    person_id: int
    topics: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()
    ages: tuple[int, ...] = ()
    obstacle: str = ""
    label: str = ""
    wishes: frozenset[int] = frozenset()
    institution_id: int | None = None
    directions: frozenset[str] = frozenset()
    returned_at: datetime | None = None
    entered: date | None = None

    @property
    def waiting_key(self) -> tuple[bool, str, str, int]:
        """Those returned to the queue first, the earlier the first; then by the day of entering."""
        returned = self.returned_at.isoformat() if self.returned_at else ""
        entered = self.entered.isoformat() if self.entered else "9999"
        return (self.returned_at is None, returned, entered, self.id)


@dataclass(frozen=True)
class MentorSide:
    """A mentor's offer: topics, interests, desired ages, free places, minutes a week, what stands in the way.

    `places` are those still free, `busy` those taken by live pairs; `label` («Котова М. И.») and
    `competences` (the mentor's own words) are only for the reasons in words. `own_ages` are the mentor's
    possible ages, `experience` the number of pairs led before.
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
    wishes: frozenset[int] = frozenset()
    institution_id: int | None = None
    directions: frozenset[str] = frozenset()
    busy: int = 0
    own_ages: tuple[int, ...] = ()
    experience: int = 0

    def free_within(self, limits: Limits) -> int:
        """Give the places that may be filled under the limit of mentees per mentor."""
        if limits.most_per_mentor is None:
            return self.places
        return max(0, min(self.places, limits.most_per_mentor - self.busy))


@dataclass(frozen=True)
class Problem:
    """Who is to be matched, by which weights and limits.

    A pinned pair stands whatever the topics, ages and limits, but not against an obstacle. Contradiction, with
    the names, for a mentee pinned twice, more pins than free places, a pair both pinned and forbidden, a pin
    of somebody with himself; ids that repeat or are unknown are refused too. `local_topics` are (code, name) of
    topics that the federal dictionary does not know: the reasons call them by name.
    """

    mentees: tuple[MenteeSide, ...]
    mentors: tuple[MentorSide, ...]
    weights: Weights = field(default_factory=Weights)
    pinned: frozenset[Link] = frozenset()
    forbidden: frozenset[Link] = frozenset()
    limits: Limits = field(default_factory=Limits)
    local_topics: tuple[tuple[str, str], ...] = ()

    @property
    def topic_names(self) -> dict[str, str]:
        """Names of topics of the institution's own, by their codes."""
        return dict(self.local_topics)

    def __post_init__(self) -> None:
        mentees = {mentee.id: mentee for mentee in self.mentees}
        mentors = {mentor.id: mentor for mentor in self.mentors}
        if len(mentees) < len(self.mentees) or len(mentors) < len(self.mentors):
            raise Contradiction("Участник внесён в подбор дважды.")
        if any(mentee not in mentees or mentor not in mentors for mentee, mentor in self.pinned):
            raise Contradiction("Закреплена пара с тем, кто не участвует в подборе.")
        for mentee, mentor in sorted(self.pinned & self.forbidden):
            pair = f"{name_of(mentors[mentor])} — {name_of(mentees[mentee])}"
            raise Contradiction(f"Пара {pair} одновременно закреплена и исключена.")
        _check_pins(self.pinned, mentees, mentors)


def name_of(side: MenteeSide | MentorSide) -> str:
    """Give the name by which a message calls the participant."""
    return side.label or f"№ {side.id}"


def _check_pins(
    pinned: Iterable[Link], mentees: dict[int, MenteeSide], mentors: dict[int, MentorSide]
) -> None:
    links = sorted(pinned)
    twice = Counter(mentee for mentee, _ in links)
    for mentee, count in sorted(twice.items()):
        if count > 1:
            them = ", ".join(name_of(mentors[mentor]) for one, mentor in links if one == mentee)
            raise Contradiction(
                f"{name_of(mentees[mentee])}: наставляемый закреплён за двумя наставниками ({them})."
                " Оставьте одно закрепление."
            )
    for mentor, count in sorted(Counter(mentor for _, mentor in links).items()):
        if count > mentors[mentor].places:
            them = ", ".join(name_of(mentees[mentee]) for mentee, one in links if one == mentor)
            raise Contradiction(
                f"За наставником {name_of(mentors[mentor])} закреплено больше наставляемых ({them}), чем у него"
                f" свободных мест: {mentors[mentor].places}. Снимите закрепление или добавьте место."
            )
