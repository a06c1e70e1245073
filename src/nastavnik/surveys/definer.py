"""The doors of surveys: a sheet is written and summed up here alone, so that nobody reads whose it is (docs/adr/0027)."""

from nastavnik.access.definer.sql import NOT_WEB
from nastavnik.kit.walls import DefinerFunction, define, ids_of_setting
from nastavnik.rulebook.questionnaires import ENOUGH

_HEAD = "security definer set search_path = public, pg_temp as $$"
_PEOPLE, _FIGURES, _PERSON = (ids_of_setting(f"app.{one}") for one in ("people", "figures", "person"))
_OURS = f"({NOT_WEB} or c.institution_id = any({_PEOPLE}))"
_REFUSE = (
    "raise exception 'this survey is not the acting account''s' using errcode = 'insufficient_privilege'; "
)

# One sheet of the kind that was declared. Of an anonymous one only the right to put it is noted here: the answers come
# in another transaction, by surveys_cast.
_WRITE = (
    "update surveys_campaign set is_answered = true where id = c.id and not is_answered; "
    "update surveys_edition set is_frozen = true where id = c.edition_id and not is_frozen; "
    "if c.kind = 'named' then"
    "  insert into surveys_namedsheet (institution_id, campaign_id, person_id, respondent, answers, source,"
    "    entered_by, answered_at) values (c.institution_id, c.id, whose, label, given, origin, typed_by, now()); "
    "elsif c.kind = 'coded' then"
    "  insert into surveys_sheetcode (institution_id, person_id, code)"
    "    values (c.institution_id, whose, gen_random_uuid()) on conflict (person_id) do nothing;"
    "  insert into surveys_codedsheet (id, institution_id, campaign_id, code, answers)"
    "    select gen_random_uuid(), c.institution_id, c.id, k.code, given from surveys_sheetcode k"
    "    where k.person_id = whose; "
    "else"
    "  insert into surveys_ballot (campaign_id, hash) values (c.id, ballot); "
    "end if; "
)
_VARIABLES = "declare c surveys_campaign%rowtype; whose bigint; label text := ''; origin text; "

define(
    DefinerFunction(
        "surveys_answer(bigint, jsonb, text, text)",
        "create or replace function surveys_answer(of_ask bigint, given jsonb, ballot text, typed_by text)"
        f" returns text language plpgsql {_HEAD} {_VARIABLES} a surveys_ask%rowtype; begin "
        "select * into a from surveys_ask k where k.id = of_ask"
        f" and (k.person_id = any({_PERSON}) or k.institution_id = any({_PEOPLE})) for update; "
        f"if a.id is null then {_REFUSE} end if; "
        "select * into c from surveys_campaign where id = a.campaign_id; "
        "if c.is_closed then return 'closed'; end if; "
        "if a.has_answered then return 'again'; end if; "
        "whose := a.person_id; origin := case when typed_by = '' then 'account' else 'paper' end; "
        f"update surveys_ask set has_answered = true where id = a.id; {_WRITE} return 'done'; end $$",
        "Whoever is asked may write no table of answers; the mark and the sheet of the declared kind are made at once,"
        " an anonymous sheet only gets its ballot.",
    )
)
define(
    DefinerFunction(
        "surveys_cast(text, jsonb)",
        "create or replace function surveys_cast(ballot text, given jsonb) returns boolean"
        f" language plpgsql {_HEAD} declare place bigint; begin "
        "delete from surveys_ballot b where b.hash = ballot returning b.campaign_id into place; "
        "if place is null then return false; end if; "
        "perform pg_advisory_xact_lock(2027, place::integer); "
        # All sheets are laid anew in a chance order: neither a number, nor a place on the disk, nor the number of the
        # transaction says which of them is the latest.
        "with laid as (delete from surveys_anonymoussheet s where s.campaign_id = place returning s.answers),"
        " together as (select answers from laid union all select given)"
        " insert into surveys_anonymoussheet (id, institution_id, campaign_id, answers)"
        " select gen_random_uuid(), c.institution_id, c.id, t.answers from together t"
        "   join surveys_campaign c on c.id = place order by random(); "
        "return true; end $$",
        "An anonymous sheet is put by a ballot that names nobody, in a transaction of its own, without a scope.",
    )
)
define(
    DefinerFunction(
        "surveys_paper_ballot(bigint, text)",
        "create or replace function surveys_paper_ballot(of_campaign bigint, ballot text) returns text"
        f" language plpgsql {_HEAD} declare c surveys_campaign%rowtype; begin "
        "select * into c from surveys_campaign where id = of_campaign and kind = 'anonymous'"
        f" and institution_id = any({_PEOPLE}) for update; "
        f"if c.id is null then {_REFUSE} end if; "
        "if c.is_closed then return 'closed'; end if; "
        "update surveys_campaign set is_answered = true, paper_count = paper_count + 1 where id = c.id; "
        "update surveys_edition set is_frozen = true where id = c.edition_id; "
        "insert into surveys_ballot (campaign_id, hash) values (c.id, ballot); return 'done'; end $$",
        "An anonymous sheet from paper: the curator types it and nobody is marked, for nobody knows whose it is.",
    )
)
define(
    DefinerFunction(
        "surveys_sheets(bigint[])",
        "create or replace function surveys_sheets(wanted bigint[]) returns table"
        f" (campaign_id bigint, pair text, answers jsonb) language sql volatile {_HEAD} "
        "with salt as materialized (select gen_random_uuid()::text as grain), opened as ("
        "  select c.id from surveys_campaign c where c.id = any(wanted) and c.is_closed and c.kind <> 'named'"
        f"  and {_OURS}), sheets as ("
        "  select s.campaign_id, md5(s.code::text || grain) as pair, s.answers from surveys_codedsheet s"
        "    join opened o on o.id = s.campaign_id cross join salt"
        "  union all select s.campaign_id, '', s.answers from surveys_anonymoussheet s"
        "    join opened o on o.id = s.campaign_id), enough as ("
        f"  select s.campaign_id from sheets s group by 1 having count(*) >= {ENOUGH}) "
        "select s.campaign_id, s.pair, s.answers from sheets s join enough e on e.campaign_id = s.campaign_id"
        " order by random() $$",
        "Results without names: once the survey has ended and five have answered, in a chance order; the mark that"
        " joins «до» and «после» is another one at each reading.",
    )
)
define(
    DefinerFunction(
        "surveys_answered(bigint[])",
        "create or replace function surveys_answered(wanted bigint[]) returns table (campaign_id bigint,"
        f" answered bigint) language sql stable {_HEAD} "
        "with opened as (select c.id from surveys_campaign c where c.id = any(wanted)"
        f" and ({_OURS} or c.institution_id = any({_FIGURES})))"
        " select o.id, (select count(*) from surveys_namedsheet s where s.campaign_id = o.id)"
        "  + (select count(*) from surveys_codedsheet s where s.campaign_id = o.id)"
        "  + (select count(*) from surveys_anonymoussheet s where s.campaign_id = o.id) from opened o $$",
        "How many sheets there are, for the response rate: numbers alone, while the survey still goes on.",
    )
)
define(
    DefinerFunction(
        "surveys_link_add(bigint, bigint, text, text, date)",
        "create or replace function surveys_link_add(of_campaign bigint, of_ask bigint, for_whom text, hash text,"
        f" until date) returns bigint language plpgsql {_HEAD} declare place bigint; made bigint; begin "
        "select c.institution_id into place from surveys_campaign c where c.id = of_campaign and not c.is_closed"
        f" and c.institution_id = any({_PEOPLE}) and (of_ask is not null or c.kind <> 'coded')"
        " and (of_ask is null or exists (select 1 from surveys_ask a where a.id = of_ask and a.campaign_id = c.id)); "
        f"if place is null then {_REFUSE} end if; "
        "insert into surveys_surveylink (institution_id, campaign_id, ask_id, label, code_hash, expires_date, is_spent)"
        " values (place, of_campaign, of_ask, for_whom, hash, until, false) returning id into made; "
        "return made; end $$",
        "Links lie in a table that shows no row to the web: the curator of the institution adds one.",
    )
)
define(
    DefinerFunction(
        "surveys_links_of(bigint)",
        "create or replace function surveys_links_of(of_campaign bigint) returns table (id bigint, person_id bigint,"
        f" label text, expires_date date, is_spent boolean) language sql stable {_HEAD} "
        "select l.id, a.person_id, l.label, l.expires_date, l.is_spent or coalesce(a.has_answered, false)"
        " from surveys_surveylink l left join surveys_ask a on a.id = l.ask_id where l.campaign_id = of_campaign"
        f" and l.institution_id = any({_PEOPLE}) order by l.id $$",
        "The curator's list says which links are still unused, without the hashes.",
    )
)
_LINK = (
    "select k.* into l from surveys_surveylink k where k.code_hash = wanted{lock}; "
    "if l.id is null then return {none}; end if; "
    "select * into c from surveys_campaign where id = l.campaign_id; "
    "state := case when l.is_spent or exists (select 1 from surveys_ask a where a.id = l.ask_id and a.has_answered)"
    "   then 'spent' when c.is_closed then 'closed' when l.expires_date < today then 'expired'"
    "   when c.from_date > today then 'early' else 'open' end; "
)
define(
    DefinerFunction(
        "surveys_link_peek(text, date)",
        "create or replace function surveys_link_peek(wanted text, today date) returns text"
        f" language plpgsql stable {_HEAD} declare l surveys_surveylink%rowtype; c surveys_campaign%rowtype;"
        f" state text; begin {_LINK.format(lock='', none='null')} return state || ' ' || c.id; end $$",
        "Whoever opens a link learns whether it still takes an answer and to which survey; nothing is spent by it.",
    )
)
define(
    DefinerFunction(
        "surveys_link_answer(text, jsonb, text, date)",
        "create or replace function surveys_link_answer(wanted text, given jsonb, ballot text, today date)"
        f" returns text language plpgsql {_HEAD} {_VARIABLES} typed_by text := ''; l surveys_surveylink%rowtype;"
        f" state text; begin {_LINK.format(lock=' for update', none='null')}"
        "if state <> 'open' then return state; end if; "
        "update surveys_surveylink set is_spent = true where id = l.id; "
        "update surveys_ask set has_answered = true where id = l.ask_id; "
        "whose := (select a.person_id from surveys_ask a where a.id = l.ask_id);"
        " label := case when whose is null then l.label else '' end; origin := 'link'; "
        f"{_WRITE} return 'done'; end $$",
        "A link takes one answer, from whoever holds it, and never another.",
    )
)
