"""The people behind a number of one institution: who counts, who does not and why; within the actor's sight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import Pair, PairMember
from nastavnik.monitoring.models import Indicator
from nastavnik.registry.models import Organisation, Person
from nastavnik.registry.queries.people import birth_of, full_name_of, in_sight
from nastavnik.rulebook.ages import age_words
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.dictionaries import Side, grown_up_forms
from nastavnik.rulebook.indicators import IndicatorRule, Standing, entry_day, period_of, standing


@dataclass(frozen=True)
class Entrant:
    """A member of pairs of the institution as the indicator sees him.

    `entered` is the day of entry, or None; `pair_id` the pair that decides; `reason` says why not counted.
    """

    person: Person
    name: str
    standing: Standing
    entered: date | None
    age: str
    pair_id: int
    reason: str


def entrants_of(actor: Actor, indicator: Indicator, node: Organisation, year: int) -> list[Entrant]:
    """Everybody on the counted side in pairs of the institution that were not declined, by name; one query."""
    members = (
        PairMember.objects.filter(in_sight(actor), institution=node)
        .exclude(pair__state=Pair.State.DECLINED)
        .select_related("person", "pair__programme")
        .order_by("person__sort_name", "person_id", "pair__active_from", "pair_id")
    )
    if indicator.side:
        members = members.filter(side=indicator.side)
    by_person: dict[int, list[PairMember]] = {}
    for member in members:
        by_person.setdefault(member.person_id, []).append(member)
    return [_entrant(indicator.rule, own, year) for own in by_person.values()]


def _entrant(rule: IndicatorRule, members: list[PairMember], year: int) -> Entrant:
    person = members[0].person
    pairs = [member.pair for member in members]
    days = [pair.active_from for pair in pairs if pair.active_from]
    birth = birth_of(person)
    entered = entry_day(days, period_of(rule.year_rule, year))
    found = standing(rule, birth, days, year, adult_if_unknown=_is_grown_up(rule, members, year))
    decides = next((pair for pair in pairs if pair.active_from == entered), pairs[-1])
    is_dated = birth is not None and entered is not None and (birth.day or date(birth.year, 1, 1)) <= entered
    age = age_words(birth, entered) if is_dated and entered else ""
    reasons = {
        Standing.COUNTED: "",
        Standing.OUTSIDE: f"в этот день — {age}" if age else "взрослый",
        Standing.UNDATED: f"уточнить дату рождения: {age or 'она не указана или неверна'}",
        Standing.NOT_ENTERED: _why_not_entered(rule, pairs, year),
    }
    name = full_name_of(person).full
    return Entrant(person, name, found, entered, age, decides.pk, reasons[found])


def _is_grown_up(rule: IndicatorRule, members: list[PairMember], year: int) -> bool:
    """Whether every form in which he entered in the year has grown-ups on his side."""
    first, last = period_of(rule.year_rule, year)
    return all(
        member.pair.programme.form_id in grown_up_forms(Side(member.side))
        for member in members
        if member.pair.active_from and first <= member.pair.active_from <= last
    )


def _why_not_entered(rule: IndicatorRule, pairs: Iterable[Pair], year: int) -> str:
    days = sorted(pair.active_from for pair in pairs if pair.active_from)
    first, last = period_of(rule.year_rule, year)
    if before := [day for day in days if day < first]:
        return f"вошёл раньше: пара действует с {short_date(before[0])}"
    if after := [day for day in days if day > last]:
        return f"войдёт позже: пара действует с {short_date(after[0])}"
    return "пара ещё не действует: приказ не зарегистрирован"
