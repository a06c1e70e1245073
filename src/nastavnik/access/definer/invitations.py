"""Invitations: made by whoever manages the account, opened by whoever holds the code."""

from nastavnik.access.definer.sql import HEAD, REFUSE
from nastavnik.kit.walls import DefinerFunction, define

_OPEN = "i.code_hash = wanted and i.spent_at is null and i.revoked_at is null and i.expires_at > now_at and a.is_active"

define(
    DefinerFunction(
        "access_invitation_issue(bigint, text, timestamptz, timestamptz, date)",
        "create or replace function access_invitation_issue(wanted bigint, hash text, until timestamptz,"
        f" now_at timestamptz, today date) returns bigint language plpgsql {HEAD} declare made bigint; begin "
        f"if not access_may_manage(wanted, today) then {REFUSE} end if; "
        "update access_invitation set revoked_at = now_at"
        " where account_id = wanted and spent_at is null and revoked_at is null; "
        "insert into access_invitation (account_id, code_hash, issued_at, expires_at)"
        " values (wanted, hash, now_at, until) returning id into made; "
        "update access_account set invited_until = until where id = wanted; return made; end $$",
        "The web can neither read nor write invitations; a new one ends those before it.",
    )
)
define(
    DefinerFunction(
        "access_invitation_peek(text, timestamptz)",
        "create or replace function access_invitation_peek(wanted text, now_at timestamptz)"
        f" returns table (login text, full_name text) language sql stable {HEAD} "
        "select a.login::text, a.display_name::text from access_invitation i"
        f" join access_account a on a.id = i.account_id where {_OPEN} $$",
        "Whoever holds the code is told for whom it is before he sets a password; nothing is spent by looking.",
    )
)
define(
    DefinerFunction(
        "access_invitation_accept(text, text, timestamptz)",
        "create or replace function access_invitation_accept(wanted text, new_password text, now_at timestamptz)"
        f" returns bigint language plpgsql {HEAD} declare whose bigint; begin "
        "update access_invitation i set spent_at = now_at from access_account a"
        f" where a.id = i.account_id and {_OPEN} returning i.account_id into whose; "
        "if whose is not null then"
        " update access_account set password = new_password, invited_until = null where id = whose; end if; "
        "return whose; end $$",
        "The code is spent and the password set in one statement, so that of two who hurry only one gets in.",
    )
)
