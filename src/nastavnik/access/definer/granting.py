"""Giving and ending roles: the database asks the table of `rulebook.granting` again, whatever the code above forgot."""

from nastavnik.access.definer.sql import ACTING, HEAD, NOT_WEB, REFUSE
from nastavnik.kit.walls import DefinerFunction, define
from nastavnik.rulebook.granting import GIVES, STANDS_ON
from nastavnik.rulebook.roles import Role

_MAY = ", ".join(
    f"('{giver}', '{given}')" for giver, all_given in GIVES.items() for given in sorted(all_given)
)
_STANDS = ", ".join(
    f"('{role}', '{level}')" for role, levels in STANDS_ON.items() for level in sorted(levels)
)

define(
    DefinerFunction(
        "access_may_give(text, bigint, date)",
        "create or replace function access_may_give(wanted text, over_node bigint, today date) returns boolean "
        f"language sql stable {HEAD} "
        "with recursive up as ("
        "  select id, parent_id, level from registry_organisation where id = over_node"
        "  union all select o.id, o.parent_id, o.level from registry_organisation o join up on o.id = up.parent_id"
        f") select exists (select 1 from (values {_STANDS}) stands(role, level) join up on up.id = over_node"
        "    and up.level = stands.level where stands.role = wanted)"
        f" and ({NOT_WEB} or exists (select 1 from access_grant g join up on up.id = g.node_id"
        "    join access_account a on a.id = g.account_id and a.is_active"
        f"    join (values {_MAY}) may(giver, given) on may.giver = g.role and may.given = wanted"
        f"    where g.account_id = {ACTING} and g.from_date <= today"
        "    and (g.to_date is null or g.to_date >= today))) $$",
        "Whether the acting account may give a role over a node: asked by every function that writes grants.",
    )
)
define(
    DefinerFunction(
        "access_may_manage(bigint, date)",
        "create or replace function access_may_manage(wanted bigint, today date) returns boolean "
        f"language plpgsql stable {HEAD} begin "
        f"if {NOT_WEB} then return true; end if; "
        f"return wanted is distinct from {ACTING}"
        " and exists (select 1 from access_grant g where g.account_id = wanted"
        "   and access_may_give(g.role, g.node_id, today))"
        " and not exists (select 1 from access_grant g where g.account_id = wanted"
        "   and (g.to_date is null or g.to_date >= today) and not access_may_give(g.role, g.node_id, today)); "
        "end $$",
        "An account is managed by whoever may give every role that it holds; never by itself.",
    )
)
define(
    DefinerFunction(
        "access_account_open(text, text, text, bigint, bigint)",
        "create or replace function access_account_open(new_login text, new_name text, new_post text,"
        " of_person bigint, of_guardian bigint) returns bigint "
        f"language plpgsql {HEAD} declare made bigint; begin "
        f"if of_person is not null and not ({NOT_WEB}) and not exists (select 1 from registry_person p"
        "   where p.id = of_person and p.institution_id = any("
        "   string_to_array(nullif(current_setting('app.people', true), ''), ',')::bigint[])) "
        f"then {REFUSE} end if; "
        "if of_guardian is not null and not exists (select 1 from registry_guardian w"
        f"   where w.id = of_guardian and w.person_id = of_person) then {REFUSE} end if; "
        "insert into access_account (login, password, is_active, created_at, display_name, post, person_id,"
        " guardian_id) values (new_login, '!', true, now(), new_name, new_post, of_person, of_guardian)"
        " on conflict (login) do nothing returning id into made; return made; end $$",
        "Whoever invites sees no accounts but those below him, and must not take a name that is in use. An account"
        " without roles opens nothing.",
    )
)
define(
    DefinerFunction(
        "access_grant_give(bigint, text, bigint, date, date, text, text[], bigint, date)",
        "create or replace function access_grant_give(wanted bigint, new_role text, over_node bigint, since date,"
        " until date, basis text, of_classes text[], of_partner bigint, today date) returns bigint "
        f"language plpgsql {HEAD} declare made bigint; begin "
        f"if not access_may_give(new_role, over_node, today) or wanted is not distinct from {ACTING} "
        f"or (new_role = '{Role.PARTNER_RESPONSIBLE}') is distinct from (of_partner is not null) "
        f"then {REFUSE} end if; "
        "insert into access_grant (account_id, role, node_id, from_date, to_date, paper, classes,"
        " partner_id) values (wanted, new_role, over_node, since, until, basis, of_classes, of_partner) returning id into made; "
        "return made; end $$",
        "The web has no right to write grants: a forgotten check must not make a curator of anybody.",
    )
)
define(
    DefinerFunction(
        "access_partner_has_grants(bigint)",
        "create or replace function access_partner_has_grants(wanted bigint) returns boolean "
        f"language sql stable {HEAD} "
        "select exists (select 1 from access_grant where partner_id = wanted) $$",
        "A partner is not removed while a role names it, also a role that whoever removes it does not see.",
    )
)
define(
    DefinerFunction(
        "access_grant_end(bigint, date, date)",
        "create or replace function access_grant_end(wanted bigint, last_day date, today date) returns boolean "
        f"language plpgsql {HEAD} begin "
        "if not exists (select 1 from access_grant g where g.id = wanted"
        f"   and access_may_give(g.role, g.node_id, today) and g.account_id is distinct from {ACTING}) "
        f"then {REFUSE} end if; "
        "update access_grant set to_date = last_day where id = wanted and from_date <= last_day; "
        "return found; end $$",
        "A role is ended by whoever may give it.",
    )
)
# A closing is recorded by whoever runs the territory, who may not give every role of a school himself; that the
# organisation is closed, and lies in his sight, is asked of the tree.
define(
    DefinerFunction(
        "access_grants_close(bigint, date, text[])",
        "create or replace function access_grants_close(at_node bigint, last_day date, spared text[])"
        f" returns setof bigint language plpgsql {HEAD} begin "
        "if not exists (select 1 from registry_organisation o where o.id = at_node and o.closed_date is not null)"
        f" or not ({NOT_WEB} or at_node = any("
        "   string_to_array(nullif(current_setting('app.figures', true), ''), ',')::bigint[])) "
        f"then {REFUSE} end if; "
        "return query update access_grant g set to_date = greatest(g.from_date, last_day)"
        "   where g.node_id = at_node and (g.to_date is null or g.to_date > last_day)"
        "   and not (g.role = any(spared)) returning g.id; end $$",
        "With an organisation its roles end, those too that only its head could give.",
    )
)
define(
    DefinerFunction(
        "access_account_switch(bigint, boolean, date)",
        "create or replace function access_account_switch(wanted bigint, switched_on boolean, today date)"
        f" returns boolean language plpgsql {HEAD} begin "
        f"if not access_may_manage(wanted, today) then {REFUSE} end if; "
        "update access_account set is_active = switched_on where id = wanted; return found; end $$",
        "An account is switched off and on by whoever may give all its roles.",
    )
)
define(
    DefinerFunction(
        "access_password_set(text)",
        "create or replace function access_password_set(new_password text) returns boolean "
        f"language plpgsql {HEAD} begin "
        f"update access_account set password = new_password where id = {ACTING}; return found; end $$",
        "The acting account changes its own password; nobody's else can be named.",
    )
)
