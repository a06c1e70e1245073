"""The doors through which numbers leave the institution: counting without names."""

from nastavnik.kit.walls import DefinerFunction, define
from nastavnik.rulebook.dictionaries import Side, grown_up_forms
from nastavnik.rulebook.indicators import OLDEST_CHILD
from nastavnik.rulebook.trainings import Capacity

# Two papers registered at once wait for each other: the second counts what the first has written. Whoever
# counts many institutions waits for all of them at one door instead of taking a lock for each.
WAIT = """
select pg_advisory_xact_lock(hashtext('monitoring_recount'), 0) where cardinality(wanted) > 100;
select pg_advisory_xact_lock_shared(hashtext('monitoring_recount'), 0) where cardinality(wanted) <= 100;
select pg_advisory_xact_lock(hashtext('monitoring_recount'), one.id::integer)
  from (select id from unnest(wanted) id where cardinality(wanted) <= 100 order by id) one;
"""


def ages_sql(day: str, person: str) -> str:
    """The least and the greatest age that a person may have on a day; null where nothing can be said of it.

    By a year of birth alone there are two, but for 31 December and for the year of birth itself. The same rule
    in Python: rulebook.ages.possible_ages.
    """
    known, year = f"{person}.birth_date", f"{person}.birth_year"
    by_date = f"case when {known} <= {day} then extract(year from age({day}, {known})) end"
    by_year = f"when {day} >= make_date({year}, 1, 1) then extract(year from {day}) - {year}"
    is_sure = f"extract(year from {day}) = {year} or to_char({day}, 'MMDD') = '1231'"
    return f"""
    case when {known} is not null then {by_date} {by_year} - case when {is_sure} then 0 else 1 end end as youngest,
    case when {known} is not null then {by_date} {by_year} end as oldest"""


def _in(side: Side) -> str:
    """Whether the programme's form has a grown-up on this side: an unknown birth is then no child's."""
    codes = ", ".join(f"'{code}'" for code in grown_up_forms(side))
    return f"g.form_id in ({codes})"


# Entered: the first day of the first pair that became active in the reporting year; age on that day; of
# somebody known by the year of birth alone every age that he may have must lie in the band (on 31 December
# there is but one). The same rule in Python: rulebook.indicators (a test compares them on invented people).
_ENTERED = f"""
with recursive above as (
  select o.id as institution_id, o.id, o.parent_id from registry_organisation o where o.id = any(wanted)
  union all
  select above.institution_id, o.id, o.parent_id
  from above join registry_organisation o on o.id = above.parent_id
), asked as (
  select i.code, i.side, i.age_from, i.age_to, i.denominator, w.id as institution_id, y.year,
    i.age_from = 0 and i.age_to >= 120 as any_age,
    case i.year_rule when 'school' then make_date(y.year, 9, 1) else make_date(y.year, 1, 1) end as first_day,
    case i.year_rule when 'school' then make_date(y.year + 1, 8, 31) else make_date(y.year, 12, 31) end as last_day
  from unnest(wanted) w(id) cross join unnest(wanted_years) y(year)
  join monitoring_indicator i on y.year between i.first_year and coalesce(i.last_year, y.year)
  where i.owner_id is null
    or exists (select 1 from above where above.institution_id = w.id and above.id = i.owner_id)
), came as (
  select a.code, a.institution_id, a.year, a.age_from, a.age_to, a.any_age, m.person_id, min(p.active_from) as entered,
    bool_and(case m.side when 'mentor' then {_in(Side.MENTOR)} else {_in(Side.MENTEE)} end) as grown_up
  from asked a
  join mentoring_pairmember m on m.institution_id = a.institution_id and (a.side = '' or m.side = a.side)
  join mentoring_pair p on p.id = m.pair_id and p.active_from between a.first_day and a.last_day
  join mentoring_programme g on g.id = p.programme_id
  group by a.code, a.institution_id, a.year, a.age_from, a.age_to, a.any_age, m.person_id
), aged as (
  select came.*, r.birth_date is null and r.birth_year is null as no_birth, {ages_sql("came.entered", "r")}
  from came join registry_person r on r.id = came.person_id
), standing as (
  select aged.*, any_age or (youngest between age_from and age_to and oldest between age_from and age_to) as counts
  from aged
)
"""  # noqa: S608  (its parts are written in this file)

_RECOUNT = f"""
{_ENTERED}, summed as (
  select s.code, s.institution_id, s.year,
    count(*) filter (where counts) as numerator,
    count(*) filter (where counts and k.id is null) as unkeyed,
    count(*) filter (where not any_age
      and not (no_birth and grown_up and age_to <= {OLDEST_CHILD})
      and (youngest is null or (youngest between age_from and age_to) <> (oldest between age_from and age_to)))
      as doubtful
  from standing s left join monitoring_personkey k on k.person_id = s.person_id
  group by s.code, s.institution_id, s.year
), stated as (
  select a.code, a.institution_id, a.year, sum(k.children) as children
  from asked a join registry_contingent k on k.institution_id = a.institution_id and k.year = a.year
    and (a.denominator = 'pupils' or (a.denominator = 'contingent' and k.age between a.age_from and a.age_to))
  group by a.code, a.institution_id, a.year
)
insert into monitoring_counter
  (indicator_id, institution_id, year, numerator, doubtful, denominator, unkeyed, counted_at)
select a.code, a.institution_id, a.year, coalesce(s.numerator, 0), coalesce(s.doubtful, 0), t.children,
  coalesce(s.unkeyed, 0), now_at
from asked a
left join summed s on s.code = a.code and s.institution_id = a.institution_id and s.year = a.year
left join stated t on t.code = a.code and t.institution_id = a.institution_id and t.year = a.year
on conflict (indicator_id, institution_id, year) do update set numerator = excluded.numerator,
  doubtful = excluded.doubtful, denominator = excluded.denominator, unkeyed = excluded.unkeyed,
  counted_at = excluded.counted_at;
delete from monitoring_repeatedentrant where institution_id = any(wanted) and year = any(wanted_years)
  and what not like '%:%';
{_ENTERED} insert into monitoring_repeatedentrant (institution_id, what, year, digest)
select s.institution_id, s.code, s.year, k.digest from standing s
join monitoring_personkey k on k.person_id = s.person_id and k.is_repeated where s.counts
"""  # noqa: S608  (its parts are written in this file)

define(
    DefinerFunction(
        "monitoring_recount(bigint[], integer[], timestamptz)",
        "create or replace function monitoring_recount"
        "(wanted bigint[], wanted_years integer[], now_at timestamptz) returns void "
        f"language sql volatile security definer set search_path = public, pg_temp as $$ {WAIT} {_RECOUNT} $$",
        "Municipality and region see numbers and no names: the count is made with the owner's rights and only"
        " the totals are stored.",
    )
)

# What the registers hold in a calendar year and in a school year. Programmes: running in it. People: participants of those
# programmes, each once on each side, the age that of the day on which they entered (of those who had entered
# before: of 1 January); by a year of birth alone only where both ages agree. Pairs and groups: acting on a day
# of the year by a registered order; a group has more than one mentee or mentor.
_ASKED = """
with asked as (
  select w.id as institution_id, y.year, 'calendar' as rule,
    make_date(y.year, 1, 1) as first_day, make_date(y.year, 12, 31) as last_day
  from unnest(wanted) w(id) cross join unnest(wanted_years) y(year)
  union all
  select w.id, y.year, 'school', make_date(y.year, 9, 1), make_date(y.year + 1, 8, 31)
  from unnest(wanted) w(id) cross join unnest(wanted_years) y(year)
), running as (
  select a.institution_id, a.year, a.rule, a.first_day, a.last_day, p.id, p.form_id
  from asked a join mentoring_programme p on p.institution_id = a.institution_id
    and p.start_date <= a.last_day and p.end_date >= a.first_day
), took as (
  select r.institution_id, r.year, r.rule, r.form_id, x.side, x.person_id, greatest(x.entered_date, r.first_day) as on_day
  from running r join mentoring_participation x on x.programme_id = r.id and x.entered_date <= r.last_day
), acted as (
  select a.institution_id, a.year, a.rule, g.form_id, p.id,
    count(*) filter (where m.side = 'mentee') > 1 or count(*) filter (where m.side = 'mentor') > 1 as is_group
  from asked a join mentoring_pair p on p.institution_id = a.institution_id and p.active_from <= a.last_day
    and (p.ended_date is null or p.ended_date >= a.first_day)
  join mentoring_programme g on g.id = p.programme_id
  join mentoring_pairmember m on m.pair_id = p.id
  group by a.institution_id, a.year, a.rule, g.form_id, p.id
)
"""


def _aged(keys: str) -> str:
    """People once on each side of each key, with the ages that they may have had on their first day."""
    return f"""
people as (
  select {keys}, t.side, t.person_id, r.birth_date, r.birth_year, min(t.on_day) as on_day
  from took t join registry_person r on r.id = t.person_id
  group by {keys}, t.side, t.person_id, r.birth_date, r.birth_year
), aged as (
  select p.*, {ages_sql("p.on_day", "p")} from people p
)"""  # noqa: S608


_PEOPLE = """
  count(*) filter (where side = 'mentor') as mentors,
  count(*) filter (where side = 'mentor' and youngest >= 15 and oldest <= 19) as young_mentors,
  count(*) filter (where side = 'mentee') as mentees,
  count(*) filter (where side = 'mentee' and youngest >= 10 and oldest <= 19) as child_mentees
"""

_TRAINED = ", ".join(
    f"count(distinct coalesce(t.person_id::text, t.sort_name)) filter (where t.capacity = '{one.value}')"
    f" as trained_{one.value}s"
    for one in Capacity
)

_REGISTERS = f"""
{_ASKED}, {_aged("t.institution_id, t.year, t.rule")}, counted as (
  select g.institution_id, g.year, g.rule, {_PEOPLE}, count(distinct g.person_id) as people,
    count(distinct g.person_id) filter (where k.id is null) as unkeyed
  from aged g left join monitoring_personkey k on k.person_id = g.person_id group by 1, 2, 3
)
insert into monitoring_registercount (institution_id, year, rule, programmes, curators, partners, mentors,
  young_mentors, mentees, child_mentees, people, pairs, groups, trained_mentors,
  trained_curators, trained_teachers, unkeyed, counted_at)
select a.institution_id, a.year, a.rule,
  (select count(*) from running r where r.institution_id = a.institution_id and r.year = a.year
    and r.rule = a.rule),
  (select count(distinct g.account_id) from access_grant g where g.role = 'curator' and g.node_id = a.institution_id
    and g.from_date <= a.last_day and (g.to_date is null or g.to_date >= a.first_day)),
  (select count(distinct k.partner_id) from registry_cooperation k where k.institution_id = a.institution_id
    and (k.agreement_date is null or k.agreement_date <= a.last_day)
    and (k.agreement_end is null or k.agreement_end >= a.first_day)),
  coalesce(c.mentors, 0), coalesce(c.young_mentors, 0), coalesce(c.mentees, 0), coalesce(c.child_mentees, 0),
  coalesce(c.people, 0), coalesce(t.pairs, 0), coalesce(t.groups, 0),
  coalesce(e.trained_mentors, 0), coalesce(e.trained_curators, 0), coalesce(e.trained_teachers, 0),
  coalesce(c.unkeyed, 0), now_at
from asked a
left join counted c on c.institution_id = a.institution_id and c.year = a.year and c.rule = a.rule
left join (select institution_id, year, rule, count(*) filter (where not is_group) as pairs,
    count(*) filter (where is_group) as groups from acted group by 1, 2, 3) t
  on t.institution_id = a.institution_id and t.year = a.year and t.rule = a.rule
left join (select x.institution_id, x.year, x.rule, {_TRAINED} from asked x
    join registry_training t on t.institution_id = x.institution_id and t.to_date between x.first_day and x.last_day
    group by 1, 2, 3) e
  on e.institution_id = a.institution_id and e.year = a.year and e.rule = a.rule
on conflict (institution_id, year, rule) do update set programmes = excluded.programmes, curators = excluded.curators,
  partners = excluded.partners, mentors = excluded.mentors, young_mentors = excluded.young_mentors,
  mentees = excluded.mentees, child_mentees = excluded.child_mentees, people = excluded.people,
  pairs = excluded.pairs, groups = excluded.groups, trained_mentors = excluded.trained_mentors,
  trained_curators = excluded.trained_curators, trained_teachers = excluded.trained_teachers,
  unkeyed = excluded.unkeyed, counted_at = excluded.counted_at;
delete from monitoring_repeatedentrant where institution_id = any(wanted) and year = any(wanted_years)
  and what like '%:%';
{_ASKED}, {_aged("t.institution_id, t.year, t.rule")}
insert into monitoring_repeatedentrant (institution_id, what, year, digest)
select distinct g.institution_id, g.rule || ':' || number.name, g.year, k.digest
from aged g join monitoring_personkey k on k.person_id = g.person_id and k.is_repeated
cross join lateral (values ('people', true), ('mentors', side = 'mentor'), ('mentees', side = 'mentee'),
  ('young_mentors', side = 'mentor' and youngest >= 15 and oldest <= 19),
  ('child_mentees', side = 'mentee' and youngest >= 10 and oldest <= 19)) number(name, counts)
where number.counts;
"""  # noqa: S608

_FORMS = f"""
delete from monitoring_formcount where institution_id = any(wanted) and year = any(wanted_years);
{_ASKED}, {_aged("t.institution_id, t.year, t.rule, t.form_id")}, counted as (
  select institution_id, year, rule, form_id, {_PEOPLE} from aged group by 1, 2, 3, 4
), joined as (
  select institution_id, year, rule, form_id, count(*) filter (where not is_group) as pairs,
    count(*) filter (where is_group) as groups from acted group by 1, 2, 3, 4
), used as (
  select institution_id, year, rule, form_id, count(*) as programmes from running group by 1, 2, 3, 4
)
insert into monitoring_formcount (institution_id, year, rule, form_id, programmes, mentors, young_mentors, mentees,
  child_mentees, pairs, groups)
select institution_id, year, rule, form_id, coalesce(u.programmes, 0), coalesce(c.mentors, 0), coalesce(c.young_mentors, 0),
  coalesce(c.mentees, 0), coalesce(c.child_mentees, 0), coalesce(j.pairs, 0), coalesce(j.groups, 0)
from used u full join counted c using (institution_id, year, rule, form_id)
  full join joined j using (institution_id, year, rule, form_id)
"""  # noqa: S608

define(
    DefinerFunction(
        "monitoring_count_registers(bigint[], integer[], timestamptz)",
        "create or replace function monitoring_count_registers"
        "(wanted bigint[], wanted_years integer[], now_at timestamptz) returns void "
        f"language sql volatile security definer set search_path = public, pg_temp as $$ {WAIT} {_REGISTERS} {_FORMS} $$",
        "How many programmes, participants, pairs, curators and partners there are is told above without saying who"
        " they are: only totals are stored.",
    )
)
