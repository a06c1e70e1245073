"""Cards: issued by the curator of the institution, opened by whoever holds the code and knows the PIN."""

from nastavnik.access.definer.sql import HEAD, NOT_WEB, REFUSE
from nastavnik.kit.walls import DefinerFunction, define
from nastavnik.rulebook.pins import TRIES

_PEOPLE = "string_to_array(nullif(current_setting('app.people', true), ''), ',')::bigint[]"
_OPEN = "c.code_hash = wanted and c.revoked_at is null and a.is_active"
_OURS = f"({NOT_WEB} or (p.institution_id = any({_PEOPLE}) and access_may_give('mentee', p.institution_id, today)))"

define(
    DefinerFunction(
        "access_card_issue(bigint, bigint, text[], text, timestamptz, date)",
        "create or replace function access_card_issue(of_person bigint, of_guardian bigint, in_roles text[],"
        " hash text, now_at timestamptz, today date) returns bigint "
        f"language plpgsql {HEAD} declare whose bigint; place bigint; begin "
        f"select p.institution_id into place from registry_person p where p.id = of_person and {_OURS}; "
        f"if place is null then {REFUSE} end if; "
        "if of_guardian is not null and not exists (select 1 from registry_guardian w"
        f"   where w.id = of_guardian and w.person_id = of_person) then {REFUSE} end if; "
        "insert into access_account (login, password, is_active, created_at, display_name, post, person_id,"
        " guardian_id) values ('card-' || of_person || coalesce('-' || of_guardian, ''), '!', true, now_at, '', '',"
        " of_person, of_guardian) on conflict (login) do update set is_active = true returning id into whose; "
        "insert into access_grant (account_id, role, node_id, from_date, paper, classes)"
        " select whose, wanted, place, today, '', '{}' from unnest(in_roles) wanted"
        "   where wanted in ('mentor', 'mentee', 'guardian') and access_may_give(wanted, place, today)"
        "   and not exists (select 1 from access_grant g where g.account_id = whose and g.role = wanted"
        "     and g.node_id = place and (g.to_date is null or g.to_date >= today)); "
        "update access_card set revoked_at = now_at where account_id = whose and revoked_at is null; "
        "delete from django_session s using access_opensession o"
        "   where o.account_id = whose and s.session_key = o.session_key; "
        "insert into access_card (account_id, code_hash, pin, failures, issued_at)"
        " values (whose, hash, '', 0, now_at); return whose; end $$",
        "A card opens an account of one participant of the curator's own institution; the web can neither read nor"
        " write cards.",
    )
)
define(
    DefinerFunction(
        "access_cards_of(bigint[], date)",
        "create or replace function access_cards_of(of_people bigint[], today date) returns table (person_id bigint,"
        " guardian_id bigint, account_id bigint, issued_at timestamptz, has_pin boolean, is_locked boolean) "
        f"language plpgsql stable {HEAD} begin return query "
        "select a.person_id, a.guardian_id, a.id, c.issued_at, c.pin <> '', c.locked_at is not null"
        " from access_card c join access_account a on a.id = c.account_id join registry_person p on p.id = a.person_id"
        f" where a.person_id = any(of_people) and c.revoked_at is null and {_OURS}; end $$",
        "The curator's list says who has a card and whether it is locked, without the hashes.",
    )
)
define(
    DefinerFunction(
        "access_cards_change(bigint[], text, timestamptz, date)",
        "create or replace function access_cards_change(of_accounts bigint[], deed text, now_at timestamptz,"
        f" today date) returns bigint language plpgsql {HEAD} declare changed bigint; gone bigint[]; begin "
        "update access_card c set failures = 0, locked_at = null,"
        "   pin = case when deed = 'reset' then '' else c.pin end,"
        "   pin_set_at = case when deed = 'reset' then null else c.pin_set_at end,"
        "   revoked_at = case when deed = 'revoke' then now_at end"
        " from access_account a, registry_person p where a.id = c.account_id and p.id = a.person_id"
        f"   and c.account_id = any(of_accounts) and c.revoked_at is null and {_OURS}; "
        "get diagnostics changed = row_count; "
        "if deed = 'revoke' then"
        # Whoever came in with the card is out at once; of a representative no account stays, so that a record
        # of one who represents no more can be taken away.
        "   delete from django_session s using access_opensession o, access_account a, registry_person p"
        "     where o.account_id = any(of_accounts) and a.id = o.account_id and p.id = a.person_id"
        f"    and s.session_key = o.session_key and {_OURS};"
        "   gone := array(select a.id from access_account a join registry_person p on p.id = a.person_id"
        "     where a.id = any(of_accounts) and a.guardian_id is not null"
        f"    and a.login = 'card-' || a.person_id || '-' || a.guardian_id and {_OURS});"
        "   delete from access_opensession where account_id = any(gone);"
        "   delete from access_card where account_id = any(gone);"
        "   delete from access_grant where account_id = any(gone);"
        "   delete from access_account where id = any(gone); end if; "
        "return changed; end $$",
        "The curator unlocks a card, lets a new PIN be chosen or takes the card back; only in his institution.",
    )
)
define(
    DefinerFunction(
        "access_card_peek(text)",
        "create or replace function access_card_peek(wanted text) returns text "
        f"language sql stable {HEAD} "
        "select case when c.locked_at is not null then 'locked' when c.pin = '' then 'new' else 'ready' end"
        f" from access_card c join access_account a on a.id = c.account_id where {_OPEN} $$",
        "Whoever holds the code learns whether a PIN must be chosen or typed, and nothing of whose card it is.",
    )
)
define(
    DefinerFunction(
        "access_card_try(text, timestamptz)",
        "create or replace function access_card_try(wanted text, now_at timestamptz)"
        f" returns table (pin text, failures smallint) language plpgsql {HEAD} begin "
        "return query update access_card c set failures = c.failures + 1,"
        f"   locked_at = case when c.failures + 1 >= {TRIES} then now_at end from access_account a"
        f" where a.id = c.account_id and {_OPEN} and c.locked_at is null and c.pin <> ''"
        " returning c.pin::text, c.failures; end $$",
        "Each try is counted before the PIN is compared, so that hurrying does not win more tries.",
    )
)
define(
    DefinerFunction(
        "access_card_pass(text, text, timestamptz)",
        "create or replace function access_card_pass(wanted text, by_pin text, now_at timestamptz)"
        f" returns bigint language plpgsql {HEAD} declare whose bigint; begin "
        "update access_card c set failures = 0, locked_at = null, pin = by_pin,"
        "   pin_set_at = coalesce(c.pin_set_at, now_at) from access_account a"
        f" where a.id = c.account_id and {_OPEN} and by_pin <> '' and (c.pin = by_pin or c.pin = '') returning c.account_id into whose; "
        "return whose; end $$",
        "The card opens its account: to whoever has just chosen its first PIN, or proved to know it.",
    )
)
