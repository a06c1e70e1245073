"""Devices and wrong sign-ins: asked before anybody is known, or by an account about itself."""

from nastavnik.access.definer.sql import ACTING, HEAD
from nastavnik.kit.walls import DefinerFunction, define

# A device from which the account came in before is counted by itself, every other one by its address.
_SAME = (
    "f.who = wanted and f.failed_at > since and ((known <> '' and f.device = known)"
    " or (known = '' and f.device = '' and f.address = from_address))"
)

define(
    DefinerFunction(
        "access_failures(text, text, text, timestamptz)",
        "create or replace function access_failures(wanted text, from_address text, known text, since timestamptz)"
        " returns table (number bigint, last_at timestamptz, at_address bigint, last_at_address timestamptz) "
        f"language sql stable {HEAD} "
        f"select count(*) filter (where {_SAME}), max(f.failed_at) filter (where {_SAME}), count(*), max(f.failed_at)"
        " from access_failedsignin f where f.failed_at > since"
        " and (f.address = from_address or (f.who = wanted and known <> '' and f.device = known)) $$",
        "Signing in must know how often it failed before anybody is known; numbers alone come out.",
    )
)
define(
    DefinerFunction(
        "access_failure_note(text, text, text, timestamptz)",
        "create or replace function access_failure_note(wanted text, from_address text, known text,"
        f" now_at timestamptz) returns void language sql {HEAD} "
        "insert into access_failedsignin (who, address, device, failed_at)"
        " values (wanted, from_address, known, now_at) $$",
        "A wrong sign-in is counted while nobody is acting; rows of their own, so that nobody waits for a lock.",
    )
)
define(
    DefinerFunction(
        "access_failures_forget(text, text, text)",
        "create or replace function access_failures_forget(wanted text, from_address text, known text)"
        f" returns void language sql {HEAD} "
        "delete from access_failedsignin f where f.who = wanted"
        " and ((known <> '' and f.device = known) or (f.device = '' and f.address = from_address)) $$",
        "A right sign-in ends the count of its own name and place.",
    )
)
define(
    DefinerFunction(
        "access_failures_clear(timestamptz)",
        "create or replace function access_failures_clear(before timestamptz) returns bigint "
        f"language plpgsql {HEAD} declare gone bigint; begin "
        "delete from access_failedsignin where failed_at < before; get diagnostics gone = row_count; return gone; "
        "end $$",
        "The nightly job removes what is older than a day.",
        worker_only=True,
    )
)
define(
    DefinerFunction(
        "access_session_note(text, text, text, timestamptz, date)",
        "create or replace function access_session_note(key text, seen_browser text, seen_address text,"
        f" now_at timestamptz, today date) returns void language sql {HEAD} "
        "insert into access_opensession (account_id, session_key, browser, address, began_at, seen_date)"
        f" select {ACTING}, key, seen_browser, seen_address, now_at, today where {ACTING} is not null"
        " on conflict (session_key) do update set seen_date = excluded.seen_date, address = excluded.address,"
        "   browser = excluded.browser where access_opensession.account_id = excluded.account_id $$",
        "Once a day a session says that it is in use, so that its owner can see it in the list.",
    )
)
define(
    DefinerFunction(
        "access_sessions_mine(timestamptz)",
        "create or replace function access_sessions_mine(now_at timestamptz) returns table (id bigint,"
        " session_key text, browser text, address text, began_at timestamptz, seen_date date) "
        f"language sql stable {HEAD} "
        "select o.id, o.session_key::text, o.browser::text, o.address::text, o.began_at, o.seen_date"
        " from access_opensession o join django_session s on s.session_key = o.session_key and s.expire_date > now_at"
        f" where o.account_id = {ACTING} order by o.seen_date desc, o.began_at desc $$",
        "An account lists its own sessions; the web has no right on the table of sessions.",
    )
)
define(
    DefinerFunction(
        "access_sessions_end(bigint, text)",
        "create or replace function access_sessions_end(one bigint, but_not text) returns bigint "
        f"language plpgsql {HEAD} declare gone bigint; begin "
        "with ended as (delete from access_opensession o"
        f"   where o.account_id = {ACTING} and (one is null or o.id = one) and o.session_key <> but_not"
        "   returning o.session_key)"
        " delete from django_session s using ended where s.session_key = ended.session_key; "
        "get diagnostics gone = row_count; return gone; end $$",
        "An account ends one of its other sessions, or all of them; never somebody else's.",
    )
)
