"""Wishes of the demonstration: some participants of a programme name each other after its group meeting."""

from __future__ import annotations

from datetime import date

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.actions.wishes import record_wishes, set_group_meeting
from nastavnik.mentoring.models import Programme, Side, WishSheet
from nastavnik.mentoring.queries.matching import people_of_side
from nastavnik.mentoring.queries.wishes import others_of

MENTEES, MENTORS = 5, 3
"""How many of each side answer."""


def meet(programme: Programme, curator: Actor, held: date, today: date) -> None:
    """The first of each side by name answer: a mentee names two mentors in turn, a mentor one mentee or nobody."""
    set_group_meeting(by=curator, programme=programme, held_date=min(held, today))
    for side, number in ((Side.MENTEE, MENTEES), (Side.MENTOR, MENTORS)):
        for place, one in enumerate(people_of_side(programme, side)[:number]):
            others = others_of(one, today)
            if not others:
                continue
            wished = 2 if side == Side.MENTEE else place % 2
            named = dict.fromkeys(others[(place + step) % len(others)].pk for step in range(wished))
            source = WishSheet.Source.INTERVIEW if place == 0 else WishSheet.Source.PAPER
            record_wishes(by=curator, participation=one, named=list(named), source=source)
