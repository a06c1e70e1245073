"""How pairs are doing: what is known of each in one statement, judged by the rulebook."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Prefetch

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import MeetingTerms, Pair, PairMember
from nastavnik.mentoring.queries.meetings import watch_of
from nastavnik.mentoring.queries.pairs import pairs_visible_to
from nastavnik.rulebook.pair_view import PairFacts, Verdict, verdict_of

# Everything is read under the policies of whoever asks: whoever does not read feedback gets no marks and no requests.
_FACTS = """
with own as (
  select id, institution_id from mentoring_pair where state = 'active' and institution_id = any(%(at)s)
), met as (
  select m.pair_id, count(*) filter (where m.state = 'held') as held,
    max(m.held_date) as last_held,
    min(m.planned_date) filter (where m.state = 'planned' and m.planned_date >= %(today)s) as next_planned,
    count(*) filter (where m.state = 'held' and m.complete_date is null
      and m.held_date <= %(today)s - coalesce(t.close_after, 7)::int) as overdue
  from mentoring_meeting m left join mentoring_meetingterms t on t.institution_id = m.institution_id
  where m.institution_id = any(%(at)s) group by 1
), missed as (
  select m.pair_id, count(*) as number from mentoring_meeting m left join met on met.pair_id = m.pair_id
  where m.institution_id = any(%(at)s) and m.state = 'missed'
    and (met.last_held is null or m.planned_date > met.last_held) group by 1
), latest as (
  select distinct on (pair_id) id, pair_id from mentoring_meeting
  where institution_id = any(%(at)s) and state = 'held' and answered > 0 order by pair_id, held_date desc, id desc
), marks as (
  select l.pair_id, min(least(f.comfort, f.usefulness)) as low from latest l
  join mentoring_feedback f on f.meeting_id = l.id where f.answered_at is not null group by 1
), ends as (
  select f.pair_id, max(m.held_date) as day from mentoring_feedback f join mentoring_meeting m on m.id = f.meeting_id
  where f.institution_id = any(%(at)s) and f.goes_on = false group by 1
), helps as (
  select pair_id, count(*) as number from mentoring_helprequest
  where institution_id = any(%(at)s) and done_at is null group by 1
)
select own.id, coalesce(met.held, 0), met.last_held, met.next_planned, coalesce(met.overdue, 0),
  coalesce(missed.number, 0), marks.low, ends.day is not null and ends.day >= met.last_held, coalesce(helps.number, 0)
from own left join met on met.pair_id = own.id left join missed on missed.pair_id = own.id
  left join marks on marks.pair_id = own.id left join ends on ends.pair_id = own.id
  left join helps on helps.pair_id = own.id
"""


@dataclass(frozen=True)
class WorkingPair:
    """A working pair with what is known of it and how it is doing."""

    pair: Pair
    facts: PairFacts
    verdict: Verdict

    @property
    def pk(self) -> int:
        """The key of the pair."""
        return self.pair.pk


def working_pairs(actor: Actor, institution_ids: Collection[int], today: date) -> list[WorkingPair]:
    """All working pairs of the institutions with their verdicts, the most pressing first; four queries."""
    found = facts_of_pairs(institution_ids, today)
    members = Prefetch("members", PairMember.objects.select_related("person").order_by("pk"))
    pairs = (
        pairs_visible_to(actor)
        .filter(institution_id__in=list(institution_ids), state=Pair.State.ACTIVE)
        .select_related("programme")
        .prefetch_related(members)
    )
    terms = {
        one.institution_id: one for one in MeetingTerms.objects.filter(institution_id__in=institution_ids)
    }
    judged = [_judged(pair, found.get(pair.pk), terms.get(pair.institution_id), today) for pair in pairs]
    return sorted(judged, key=lambda one: (-one.verdict.weight, one.pair.pk))


def facts_of_pairs(institution_ids: Collection[int], today: date) -> dict[int, Sequence[Any]]:
    """What is known of each working pair of the institutions, as `_FACTS` gives it; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, {"at": list(institution_ids), "today": today})
        return {row[0]: row[1:] for row in cursor.fetchall()}


def _judged(pair: Pair, row: Sequence[Any] | None, terms: MeetingTerms | None, today: date) -> WorkingPair:
    held, last, ahead, overdue, missed, low, ends, helps = row or (0, None, None, 0, 0, None, False, 0)
    facts = PairFacts(
        begun=pair.active_from or today, held=held, last_held=last, next_planned=ahead, help_asked=helps,
        wants_to_end=bool(ends), lowest=low, overdue=overdue, missed_in_row=missed,
    )  # fmt: skip
    watch = watch_of(terms or MeetingTerms(institution_id=pair.institution_id))
    return WorkingPair(pair, facts, verdict_of(facts, watch, today))
