"""Doors in the wall of the registers: totals that leave an institution without names."""

from nastavnik.kit.walls import DefinerFunction, define

define(
    DefinerFunction(
        "registry_partner_people(bigint[])",
        "create or replace function registry_partner_people(wanted bigint[]) returns table"
        "(partner_id bigint, people bigint) "
        "language sql stable security definer set search_path = public, pg_temp as $$ "
        "select p.partner_id, count(*) from registry_person p where p.partner_id = any(wanted)"
        " and p.institution_id = any(string_to_array(nullif(current_setting('app.figures', true), ''), ',')::bigint[])"
        " group by p.partner_id $$",
        "The territory reads how many mentors a partner sent to its schools, not who they are.",
    )
)

# Grown-ups alone, without birth, place or anything that the school wrote of them; contacts only by the consent to pass
# them to the partner. A year of birth counts as grown-up when either possible age is.
define(
    DefinerFunction(
        "registry_partner_mentors(date)",
        "create or replace function registry_partner_mentors(today date) returns table"
        "(person_id bigint, partner_id bigint, institution_id bigint, full_name text, post text, contact text) "
        "language sql stable security definer set search_path = public, pg_temp as $$ "
        "select p.id, p.partner_id, p.institution_id,"
        "   concat_ws(' ', p.last_name, p.first_name, nullif(p.middle_name, '')), p.post,"
        "   case when exists (select 1 from registry_consent c where c.person_id = p.id and c.kind = 'transfer'"
        "     and c.signer = 'person' and c.given_date <= today and c.withdrawn_date is null"
        "     and (c.valid_until is null or c.valid_until >= today)) then p.contact else '' end"
        " from registry_person p where"
        " p.partner_id = any(string_to_array(nullif(current_setting('app.partners', true), ''), ',')::bigint[])"
        " and p.partner_id || ':' || p.institution_id ="
        "   any(string_to_array(nullif(current_setting('app.partner_places', true), ''), ','))"
        " and p.destroyed_date is null and p.class_name = ''"
        " and (p.birth_date is null or p.birth_date <= today - interval '18 years')"
        " and (p.birth_date is not null or p.birth_year is null"
        "   or p.birth_year < extract(year from today)::int - 18)"
        " order by 4, 1 $$",
        "A partner's responsible employee sees whom of his own grown-up people the organisations recorded, and no more"
        " of them than their names and posts.",
    )
)

define(
    DefinerFunction(
        "registry_special_totals(bigint[])",
        "create or replace function registry_special_totals(wanted bigint[]) returns table"
        "(institution_id bigint, category_id text, people bigint) "
        "language sql stable security definer set search_path = public, pg_temp as $$ "
        "select m.institution_id, m.category_id, count(*) from registry_specialmark m"
        " where m.institution_id = any(wanted)"
        " and m.institution_id = any(string_to_array(nullif(current_setting('app.figures', true), ''), ',')::bigint[])"
        " group by m.institution_id, m.category_id $$",
        "Reports count participants of special categories; a total names nobody, and whoever prints small totals"
        " hides them.",
    )
)
