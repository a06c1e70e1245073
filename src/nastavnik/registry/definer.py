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
