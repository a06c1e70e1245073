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

# Which tally counts where a row was adopted further down: rulebook.rollup.answering, the deepest. Of a large region few
# rows are adopted at first, so the own duties are summed without a thought of depth.
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
), own as (
  select a.line, d.organisation_id, {_TALLY}
  from asked a join roadmaps_duty d on d.occurrence_id = a.occurrence join seen on seen.id = d.organisation_id
  where a.depth = 0 group by a.line, d.organisation_id
), deeper as materialized (
  select distinct on (a.line, d.organisation_id) a.line, d.organisation_id, a.depth, {_TALLY}
  from asked a join roadmaps_duty d on d.occurrence_id = a.occurrence join seen on seen.id = d.organisation_id
  where a.depth > 0 group by a.line, d.organisation_id, a.depth
  order by a.line, d.organisation_id, a.depth desc
)
select line, organisation_id, 0, done, open, overdue, begun, due, duty from own
where not exists (select from deeper p where p.line = own.line and p.organisation_id = own.organisation_id)
union all
select p.line, p.organisation_id, p.depth, p.done, p.open, p.overdue, p.begun, p.due, p.duty from deeper p
where exists (select from own where own.line = p.line and own.organisation_id = p.organisation_id)
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
