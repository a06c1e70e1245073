"""The door of roll-ups: how every organisation in sight stands with measures, counted without asking the wall row by row."""

from nastavnik.kit.walls import DefinerFunction, define
from nastavnik.rulebook.duty_states import OPEN, DutyState

_OPEN = ", ".join(f"'{state.value}'" for state in sorted(OPEN))
_LIVING = "not r.is_archived and not o.is_dropped"

_TALLY = f"""
    count(*) filter (where d.state = '{DutyState.DONE.value}')::integer as done,
    count(*) filter (where d.state in ({_OPEN}))::integer as open,
    count(*) filter (where d.state in ({_OPEN}) and a.due < today)::integer as overdue,
    count(*) filter (where d.state = '{DutyState.BEGUN.value}')::integer as begun,
    min(a.due) filter (where d.state in ({_OPEN})) as due,
    coalesce(min(d.id) filter (where d.state in ({_OPEN})), min(d.id)) as duty"""

# The planner takes the sight of a region for ten organisations and would look through it for every duty: no nested
# loops here. 125,000 duties of a region are summed in memory instead of on the disk. The sight is unnested from one
# array, so that it is hashed and the duties are streamed past it, never the other way round.
# Which tally counts where a row was adopted further down: rulebook.rollup.answering, the deepest.
_PARTS = f"""
with seen as materialized (
  select array(select s.id from unnest(string_to_array(nullif(current_setting('app.figures', true), ''), ',')::bigint[])
  s(id) join registry_organisation g on g.id = s.id and g.closed_date is null) as ids
), asked as materialized (
  select l.id as line, 0 as depth, o.id as occurrence, o.to_date as due
  from roadmaps_line l join roadmaps_roadmap r on r.id = l.roadmap_id
  join roadmaps_occurrence o on o.line_id = l.id where l.id = any(wanted) and {_LIVING}
  union all
  select l.parent_id, 1, o.id, o.to_date
  from roadmaps_line l join roadmaps_roadmap r on r.id = l.roadmap_id
  join roadmaps_occurrence o on o.line_id = l.id where l.parent_id = any(wanted) and {_LIVING}
  union all
  select p.parent_id, 2, o.id, o.to_date
  from roadmaps_line p join roadmaps_line l on l.parent_id = p.id join roadmaps_roadmap r on r.id = l.roadmap_id
  join roadmaps_occurrence o on o.line_id = l.id where p.parent_id = any(wanted) and {_LIVING}
), single as materialized (
  -- One term of its own: a duty is the whole tally, there is nothing to be summed.
  select line, min(occurrence) as occurrence, min(due) as due, coalesce(min(due) < today, false) as is_past
  from asked where depth = 0 group by line
  having count(*) = 1
), own as (
  select a.line, d.organisation_id, {_TALLY}
  from asked a join roadmaps_duty d on d.occurrence_id = a.occurrence
  join unnest((select ids from seen)) v(id) on v.id = d.organisation_id
  where a.depth = 0 and a.line not in (select line from single) group by a.line, d.organisation_id
), deeper as materialized (
  select distinct on (a.line, d.organisation_id) a.line, d.organisation_id, a.depth, {_TALLY}
  from asked a join roadmaps_duty d on d.occurrence_id = a.occurrence
  join unnest((select ids from seen)) v(id) on v.id = d.organisation_id
  where a.depth > 0 group by a.line, d.organisation_id, a.depth
  order by a.line, d.organisation_id, a.depth desc
), answering as (
  select line, organisation_id, 0 as depth, done, open, overdue, begun, due, duty from own
  where not exists (select from deeper p where p.line = own.line and p.organisation_id = own.organisation_id)
  union all
  select p.line, p.organisation_id, p.depth, p.done, p.open, p.overdue, p.begun, p.due, p.duty from deeper p
  where exists (select from asked a join roadmaps_duty d on d.occurrence_id = a.occurrence
  where a.depth = 0 and a.line = p.line and d.organisation_id = p.organisation_id)
)"""  # noqa: S608  (its parts are written in this file and in the rulebook)

_ALONE = """
from single s join roadmaps_duty d on d.occurrence_id = s.occurrence
join unnest((select ids from seen)) v(id) on v.id = d.organisation_id
where not exists (select from deeper p where p.line = s.line and p.organisation_id = d.organisation_id)"""

_STANDINGS = f"""{_PARTS}
select s.line, d.organisation_id, 0, (d.state = '{DutyState.DONE.value}')::integer, (d.state in ({_OPEN}))::integer,
  (d.state in ({_OPEN}) and s.is_past)::integer, (d.state = '{DutyState.BEGUN.value}')::integer,
  case when d.state in ({_OPEN}) then s.due end, d.id
{_ALONE}
union all
select line, organisation_id, depth, done, open, overdue, begun, due, duty from answering
"""  # noqa: S608

# Only the signs of a tally decide (rulebook.rollup.standing_of): whoever is alike is counted here, and a whole region
# comes out as a few rows for each key.
_ROLLS = f"""{_PARTS}, alike as (
  select case when by_organisation then d.organisation_id else s.line end as key, d.state, s.is_past,
    count(*) as number
  {_ALONE} group by 1, 2, 3
)
select key, state = '{DutyState.DONE.value}', state in ({_OPEN}), state in ({_OPEN}) and is_past,
  state = '{DutyState.BEGUN.value}', sum(number)::integer
from alike group by 1, 2, 3, 4, 5
union all
select case when by_organisation then organisation_id else line end, done > 0, open > 0, overdue > 0, begun > 0,
  count(*)::integer from answering group by 1, 2, 3, 4, 5
"""  # noqa: S608

_HOW = (
    "language sql stable security definer set search_path = public, pg_temp set enable_nestloop = off"
    " set work_mem = '64MB'"
)

define(
    DefinerFunction(
        "roadmaps_standings(bigint[], date)",
        "create or replace function roadmaps_standings(wanted bigint[], today date) returns table (line_id bigint,"
        " organisation_id bigint, depth integer, done integer, open integer, overdue integer, begun integer,"
        f" due date, duty_id bigint) {_HOW} as $$ {_STANDINGS} $$",
        "Roll-ups of thousands of organisations: rows of the reader's own sight and no others, joined once instead of"
        " asking the policy for each duty.",
    )
)
define(
    DefinerFunction(
        "roadmaps_rolls(bigint[], date, boolean)",
        "create or replace function roadmaps_rolls(wanted bigint[], today date, by_organisation boolean) returns table"
        " (key bigint, is_done boolean, is_open boolean, is_overdue boolean, is_begun boolean, organisations integer)"
        # The planner expects ten rows and would sort all of them.
        f" {_HOW} set enable_sort = off as $$ {_ROLLS} $$",
        "The same roll-ups already counted, by row of the road map or by organisation: numbers of the reader's own"
        " sight, without carrying every organisation out of the function.",
    )
)
