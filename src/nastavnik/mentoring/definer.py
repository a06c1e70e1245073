"""The doors of participants: to their own pairs before the scope is set, to the names of their curators."""

from nastavnik.kit.walls import DefinerFunction, define

# The states are those in which a pair is live and not suspended (queries.pairs); a test compares them. A declined
# pair is gone from sight: that somebody refused is nobody else's business.
define(
    DefinerFunction(
        "mentoring_pairs_of(bigint)",
        "create or replace function mentoring_pairs_of(wanted bigint) returns setof bigint "
        "language sql stable security definer set search_path = public, pg_temp as $$ "
        "select distinct m.pair_id from mentoring_pairmember m"
        " join mentoring_pair p on p.id = m.pair_id"
        " where m.person_id = wanted and p.state in ('approved', 'agreed', 'ordered', 'active') $$",
        "The pairs of whoever signs in decide his scope, so their ids are read before it is set.",
    )
)

# A number for those who see the organisation's figures or its people; names stay behind the wall.
define(
    DefinerFunction(
        "mentoring_working_pairs_in(bigint[])",
        "create or replace function mentoring_working_pairs_in(wanted bigint[])"
        " returns table(institution_id bigint, number bigint) "
        "language sql stable security definer set search_path = public, pg_temp as $$ "
        "select p.institution_id, count(*) from mentoring_pair p"
        " where p.institution_id = any(wanted) and p.state in ('active', 'paused') and p.institution_id = any("
        "string_to_array(nullif(concat_ws(',', nullif(current_setting('app.figures', true), ''),"
        " nullif(current_setting('app.people', true), '')), ''), ',')::bigint[])"
        " group by 1 $$",
        "Whoever closes an organisation is told how many pairs work there, and sees none of them.",
    )
)

# Only of the institution of one's own record or of one's own pair: whoever asks must stand in that scope.
define(
    DefinerFunction(
        "mentoring_curators_of(bigint, date)",
        "create or replace function mentoring_curators_of(wanted bigint, today date) returns setof text "
        "language sql stable security definer set search_path = public, pg_temp as $$ "
        "select distinct concat_ws(' ', p.last_name, p.first_name, nullif(p.middle_name, ''))"
        " from access_grant g join access_account a on a.id = g.account_id and a.is_active"
        " join registry_person p on p.id = a.person_id"
        " where g.role = 'curator' and g.node_id = wanted"
        " and g.from_date <= today and (g.to_date is null or g.to_date >= today)"
        " and (exists (select 1 from registry_person me where me.institution_id = wanted and me.id = any("
        "string_to_array(nullif(current_setting('app.person', true), ''), ',')::bigint[]))"
        " or exists (select 1 from mentoring_pair own where own.institution_id = wanted and own.id = any("
        "string_to_array(nullif(current_setting('app.pairs', true), ''), ',')::bigint[])))"
        " order by 1 $$",
        "A participant must know to whom he can turn, and sees no other person of the institution.",
    )
)
