"""Whether the questionnaire «до» was asked before pairs work: without it one «после» has nothing to be compared with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from nastavnik.mentoring.models import Participation, Programme, Side
from nastavnik.mentoring.queries.circles import circle_key
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.questionnaires import Measured
from nastavnik.surveys.queries.surveys import entry_surveys_of, people_measured

_WORDS = {
    Side.MENTEE: ("наставляемого", "наставляемых", "наставляемых"),
    Side.MENTOR: ("наставника", "наставников", "наставников"),
}


@dataclass(frozen=True)
class EntryGap:
    """A side of a programme of which `lacking` of `number` people have not answered «до»; `survey_id` is the last one sent."""

    programme: Programme
    side: Side
    lacking: int
    number: int
    survey_id: int | None

    @property
    def circle(self) -> str:
        """To whom it is to be sent."""
        return circle_key(self.programme.pk, self.side)

    @property
    def words(self) -> str:
        """How many lack it, in a sentence without a full stop."""
        return f"Анкеты «до» нет у {counted(self.lacking, _WORDS[self.side])} из {self.number}"


def entry_gaps(programmes: Collection[Programme], today: date) -> list[EntryGap]:
    """Sides of the programmes that have not ended on which somebody lacks «до», in three queries for all of them."""
    going_on = [one for one in programmes if one.end_date >= today]
    if not going_on:
        return []
    people: dict[tuple[int, str], set[int]] = {}
    rows = Participation.objects.filter(programme__in=going_on)
    for programme_id, side, person_id in rows.values_list("programme_id", "side", "person_id"):
        people.setdefault((programme_id, side), set()).add(person_id)
    circles = [circle_key(pk, side) for pk, side in people]
    answered, sent = people_measured(circles, Measured.ENTRY), entry_surveys_of(circles)
    found = []
    for programme in going_on:
        for side in (Side.MENTEE, Side.MENTOR):
            asked = people.get((programme.pk, side), set())
            key = circle_key(programme.pk, side)
            if lacking := asked - answered.get(key, frozenset()):
                found.append(EntryGap(programme, side, len(lacking), len(asked), sent.get(key)))
    return found
