"""What an order is told of pairs, and where its movement takes them."""

from __future__ import annotations

from collections.abc import Sequence

from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import Pair, Programme
from nastavnik.mentoring.queries.directions import direction_of
from nastavnik.mentoring.queries.pairs import mentee_of, mentor_of
from nastavnik.papers.values import OrderLine
from nastavnik.registry.queries.people import standing_of
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.pair_states import PairState, PairVerb, move


def order_lines(programme: Programme, pairs: Sequence[Pair]) -> list[OrderLine]:
    """Rows of the order's table; pairs of one mentor are a group and share its number."""
    numbers: dict[int, int] = {}
    directions = {pair.pk: direction_of(pair) for pair in pairs}
    return [
        OrderLine(
            mentor=mentor_of(pair).person,
            mentor_standing=standing_of(mentor_of(pair).person),
            mentee=mentee_of(pair).person,
            mentee_standing=standing_of(mentee_of(pair).person),
            form_label=directions[pair.pk].form.label,
            role_label=model.open_label if (model := directions[pair.pk].role_model) else "",
            period_label=f"{short_date(programme.start_date)} – {short_date(programme.end_date)}",
            number=numbers.setdefault(mentor_of(pair).participation_id, len(numbers) + 1),
        )
        for pair in pairs
    ]


def state_after(pair: Pair, verb: PairVerb) -> PairState:
    """The state into which the verb takes the pair; refused where its state has no such step."""
    try:
        return move(PairState(pair.state), verb)
    except ValueError as error:
        raise Refused(str(error)) from error
