"""The door of roll-ups: how every organisation in sight stands with measures, counted without asking the wall row by row."""

from nastavnik.kit.walls import DefinerFunction, define
from nastavnik.rulebook.duty_states import OPEN, DutyState

_OPEN = ", ".join(f"'{state.value}'" for state in sorted(OPEN))
_LIVING = "not r.is_archived and not o.is_dropped"

# Which tally counts where a row was adopted further down: rulebook.rollup.answering. The greatest array is the deepest.
_STANDINGS = f"""
with seen as materialized (
  select s.id from unnest(string_to_array(nullif(current_setting('app.figures', true), ''), ',')::bigint[]) s(id)
  join registry_organisation g on g.id = s.id and g.closed_date is null
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
), summed as (
  select a.line, d.organisation_id, a.depth,
    count(*) filter (where d.state = '{DutyState.DONE.value}') as done,
    count(*) filter (where d.state in ({_OPEN})) as open,
    count(*) filter (where d.state in ({_OPEN}) and a.due < today) as overdue,
    count(*) filter (where d.state = '{DutyState.BEGUN.value}') as begun,
    coalesce(min(a.due) filter (where d.state in ({_OPEN})) - date '2000-01-01', -1) as due,
    coalesce(min(d.id) filter (where d.state in ({_OPEN})), min(d.id)) as duty
  from asked a join roadmaps_duty d on d.occurrence_id = a.occurrence join seen on seen.id = d.organisation_id
  group by a.line, d.organisation_id, a.depth
), answered as (
  select s.line, s.organisation_id,
    max(array[s.depth, s.done, s.open, s.overdue, s.begun, s.due, s.duty]) as tally
  from summed s group by s.line, s.organisation_id having min(s.depth) = 0
)
select line, organisation_id, tally[1]::integer, tally[2]::integer, tally[3]::integer, tally[4]::integer,
  tally[5]::integer, case when tally[6] >= 0 then date '2000-01-01' + tally[6]::integer end, tally[7]
from answered
"""  # noqa: S608  (its parts are written in this file and in the rulebook)

define(
    DefinerFunction(
        "roadmaps_standings(bigint[], date)",
        "create or replace function roadmaps_standings(wanted bigint[], today date) returns table (line_id bigint,"
        " organisation_id bigint, depth integer, done integer, open integer, overdue integer, begun integer,"
        f" due date, duty_id bigint) language sql stable security definer set search_path = public, pg_temp as $$ {_STANDINGS} $$",
        "Roll-ups of thousands of organisations: rows of the reader's own sight and no others, joined once instead of"
        " asking the policy for each duty.",
    )
)
