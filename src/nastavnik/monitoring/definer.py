"""The one door through which numbers leave the institution: counting without names."""

from nastavnik.kit.walls import DefinerFunction, define

# Entered: the first day of the first pair that became active in the year; age on that day; somebody of whom
# the year of birth alone is known counts only if every age that he may have lies in the band (on 31 December
# there is but one). The same rule in Python: rulebook.indicators (a test compares them on invented people).
# Two papers registered at once wait for each other: the second counts what the first has written.
define(
    DefinerFunction(
        "monitoring_recount(bigint, integer, timestamptz)",
        "create or replace function monitoring_recount"
        "(wanted bigint, wanted_year integer, now_at timestamptz) returns void "
        "language sql volatile security definer set search_path = public, pg_temp as $$ "
        "select pg_advisory_xact_lock(hashtext('monitoring_recount'), wanted::integer); "
        "insert into monitoring_counter (indicator_id, institution_id, year, numerator, counted_at) "
        "select i.code, wanted, wanted_year, ("
        "  select count(*) from ("
        "    select m.person_id, min(p.active_from) as entered"
        "    from mentoring_pairmember m join mentoring_pair p on p.id = m.pair_id"
        "    where m.institution_id = wanted and m.side = i.side"
        "    and p.active_from between make_date(wanted_year, 1, 1) and make_date(wanted_year, 12, 31)"
        "    group by m.person_id"
        "  ) came join registry_person r on r.id = came.person_id"
        "  where case when r.birth_date is not null"
        "    then r.birth_date <= came.entered"
        "      and extract(year from age(came.entered, r.birth_date)) between i.age_from and i.age_to"
        "    when r.birth_year is not null"
        "    then wanted_year - r.birth_year between i.age_from and i.age_to"
        "      and (came.entered = make_date(wanted_year, 12, 31) or wanted_year = r.birth_year"
        "        or wanted_year - r.birth_year - 1 >= i.age_from)"
        "    else false end"
        "), now_at from monitoring_indicator i "
        "on conflict (indicator_id, institution_id, year) "
        "do update set numerator = excluded.numerator, counted_at = excluded.counted_at $$",
        "Municipality and region see numbers and no names: the count is made with the owner's rights and only"
        " the total is stored.",
    )
)
