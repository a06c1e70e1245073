"""The doors of notices: telling somebody else, finding whom to tell, the bell, the calendar of a telephone."""

from nastavnik.kit.walls import DefinerFunction, define

_HEAD = "security definer set search_path = public, pg_temp as $$"
_TODAY = "g.from_date <= today and (g.to_date is null or g.to_date >= today)"

define(
    DefinerFunction(
        "notices_tell(bigint[], bigint, text, text, text[], text, text, text, boolean, boolean, boolean, timestamptz)",
        "create or replace function notices_tell(accounts bigint[], place bigint, of_kind text, said text,"
        " more text[], page text, told_key text, how text, shown boolean, lettered boolean, may_choose boolean,"
        f" now_at timestamptz) returns bigint language plpgsql {_HEAD} declare told bigint; begin "
        "insert into notices_notice (account_id, institution_id, kind, subject, lines, link, key, urgency, is_shown,"
        " is_for_letter, created_at) select w.id, place, of_kind, said, more, page, told_key, how, w.shown, w.lettered,"
        " now_at from (select a.id, coalesce(case when may_choose then p.in_product end, shown) as shown,"
        "   coalesce(case when may_choose then p.by_letter end, lettered) as lettered from access_account a"
        "   left join notices_preference p on p.account_id = a.id and p.kind = of_kind"
        "   where a.id = any(accounts) and a.is_active) w where w.shown or w.lettered"
        " on conflict (account_id, key) do nothing; "
        "get diagnostics told = row_count; return told; end $$",
        "Whoever moves something tells somebody else of it, whose notices and wishes only he himself sees; numbers"
        " alone come out.",
    )
)
define(
    DefinerFunction(
        "notices_holders(bigint[], text[], date)",
        "create or replace function notices_holders(nodes bigint[], wanted text[], today date) returns table"
        f" (account_id bigint, node_id bigint, role text) language sql stable {_HEAD} "
        "select g.account_id, g.node_id, g.role from access_grant g"
        " join access_account a on a.id = g.account_id and a.is_active"
        f" where g.node_id = any(nodes) and g.role = any(wanted) and {_TODAY}"
        " order by g.node_id, g.account_id $$",
        "A school tells its superior and a superior his schools: numbers of accounts at their posts, no names.",
    )
)
define(
    DefinerFunction(
        "notices_unread(bigint)",
        "create or replace function notices_unread(wanted bigint) returns bigint "
        f"language sql stable {_HEAD} "
        "select count(*) from notices_notice where account_id = wanted and read_at is null and is_shown $$",
        "The bell of every page comes with the grants, in one statement, before the scope is set: one number.",
    )
)
define(
    DefinerFunction(
        "notices_feed_open(text)",
        "create or replace function notices_feed_open(hash text) returns table"
        f" (account_id bigint, organisation_id bigint) language sql stable {_HEAD} "
        "select f.account_id, f.organisation_id from notices_calendarfeed f"
        " join access_account a on a.id = f.account_id and a.is_active"
        " where f.secret_hash = hash and f.revoked_at is null $$",
        "A telephone holds a secret and no account: it says whose calendar is meant, by its hash alone.",
    )
)
