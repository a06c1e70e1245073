"""Doors in the wall that signing in needs; each returns one row or one account's own rows."""

from nastavnik.kit.walls import DefinerFunction, define

define(
    DefinerFunction(
        "access_account_by_login(text)",
        "create or replace function access_account_by_login(wanted text) returns setof access_account "
        "language sql stable security definer set search_path = public, pg_temp as $$ "
        "select * from access_account where login = wanted and is_active $$",
        "Signing in must find the account before anybody is known; one row, by its exact login.",
    )
)
define(
    DefinerFunction(
        "access_account_by_id(bigint)",
        "create or replace function access_account_by_id(wanted bigint) returns setof access_account "
        "language sql stable security definer set search_path = public, pg_temp as $$ "
        "select * from access_account where id = wanted and is_active $$",
        "The session names an account; its row is read before the scope of that account can be set.",
    )
)
define(
    DefinerFunction(
        "access_enter(bigint, date)",
        "create or replace function access_enter(wanted bigint, today date) returns table"
        "(person_id bigint, guardian_id bigint, full_name text, role text, classes text[], node_id bigint,"
        " node_name text, node_level text, covers bigint[], partner_id bigint) "
        "language sql stable security definer set search_path = public, pg_temp as $$ "
        "with recursive held as ("
        "  select g.id, g.role, g.classes::text[] as classes, g.node_id, g.partner_id from access_grant g where g.account_id = wanted"
        "  and g.from_date <= today and (g.to_date is null or g.to_date >= today)"
        "), tree as ("
        "  select held.id as grant_id, held.node_id as organisation_id from held"
        "  union all select tree.grant_id, o.id from registry_organisation o"
        "  join tree on o.parent_id = tree.organisation_id"
        ") select a.person_id, a.guardian_id,"
        "   case when a.guardian_id is not null then coalesce(nullif(w.full_name, ''), 'Представитель') else"
        "   coalesce(nullif(a.display_name, ''), nullif(concat_ws(' ', p.last_name, p.first_name, nullif(p.middle_name, '')), ''), a.login) end,"
        "   held.role, held.classes, held.node_id, n.short_name, n.level,"
        "   (select array_agg(tree.organisation_id order by tree.organisation_id) from tree"
        "    where tree.grant_id = held.id), held.partner_id"
        " from access_account a left join registry_person p on p.id = a.person_id"
        " left join registry_guardian w on w.id = a.guardian_id"
        " left join held on true left join registry_organisation n on n.id = held.node_id"
        " where a.id = wanted"
        " order by array_position(array['region', 'municipality', 'institution'], n.level::text), held.id $$",
        "The grants of the account that has just signed in decide its scope, so they are read before the scope is set.",
    )
)
# Heads and curators alone: adults at their posts, never a participant. Only for organisations whose figures the
# reader sees; the worker, who has no such setting, reads nothing.
define(
    DefinerFunction(
        "access_staff_of(bigint[], date)",
        "create or replace function access_staff_of(wanted bigint[], today date) returns table"
        "(node_id bigint, role text, full_name text, post text) "
        "language sql stable security definer set search_path = public, pg_temp as $$ "
        "select g.node_id, g.role, a.display_name, a.post"
        " from access_grant g join access_account a on a.id = g.account_id and a.is_active"
        " where g.node_id = any(wanted) and g.role in ('head', 'curator', 'municipal_curator', 'regional_operator')"
        " and g.node_id = any(string_to_array(nullif(current_setting('app.figures', true), ''), ',')::bigint[])"
        " and g.from_date <= today and (g.to_date is null or g.to_date >= today)"
        " order by g.node_id, g.from_date, g.id $$",
        "Whoever sees an organisation's figures is told who runs it: names and posts of adults at work, not grants.",
    )
)
define(
    DefinerFunction(
        "access_session_read(text, timestamptz)",
        "create or replace function access_session_read(wanted text, now_at timestamptz) returns text "
        "language sql stable security definer set search_path = public, pg_temp as $$ "
        "select session_data from django_session where session_key = wanted and expire_date > now_at $$",
        "A session is opened only by whoever holds its key; the web has no right on the table of sessions.",
    )
)
define(
    DefinerFunction(
        "access_session_exists(text)",
        "create or replace function access_session_exists(wanted text) returns boolean "
        "language sql stable security definer set search_path = public, pg_temp as $$ "
        "select exists (select 1 from django_session where session_key = wanted) $$",
        "A new session key must not be one that is in use.",
    )
)
define(
    DefinerFunction(
        "access_session_write(text, text, timestamptz, boolean)",
        "create or replace function access_session_write(key text, data text, expires timestamptz, is_new boolean) "
        "returns boolean language plpgsql security definer set search_path = public, pg_temp as $$ begin "
        "if is_new then insert into django_session values (key, data, expires) on conflict do nothing; "
        "else update django_session set session_data = data, expire_date = expires where session_key = key; end if; "
        "return found; end $$",
        "A session is written only by its key.",
    )
)
define(
    DefinerFunction(
        "access_session_delete(text)",
        "create or replace function access_session_delete(key text) returns void "
        "language sql security definer set search_path = public, pg_temp as $$ "
        "delete from django_session where session_key = key $$",
        "Signing out ends the session by its key.",
    )
)
define(
    DefinerFunction(
        "access_sessions_clear(timestamptz)",
        "create or replace function access_sessions_clear(now_at timestamptz) returns bigint "
        "language plpgsql security definer set search_path = public, pg_temp as $$ declare gone bigint; begin "
        "delete from django_session where expire_date <= now_at; get diagnostics gone = row_count; return gone; "
        "end $$",
        "The nightly job removes expired sessions.",
        worker_only=True,
    )
)
