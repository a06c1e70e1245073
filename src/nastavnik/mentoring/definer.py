"""The doors of participants: to their own pairs before the scope is set, to the names of their curators."""

from nastavnik.kit.walls import DefinerFunction, define
from nastavnik.rulebook.stage_templates import closing_items

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

# The same rule in Python: rulebook.stages.milestones (a test compares them).
define(
    DefinerFunction(
        "mentoring_stages_in(bigint[], integer)",
        "create or replace function mentoring_stages_in(wanted bigint[], wanted_year integer)"
        " returns table(institution_id bigint, mentee_kind text, begun text[]) "
        "language sql stable security definer set search_path = public, pg_temp as $$ "
        "select g.institution_id, f.mentee_kind::text, array_remove(array['opened',"
        " case when exists (select 1 from mentoring_participation x where x.programme_id = g.id and x.side = 'mentee')"
        " then 'mentees' end,"
        " case when exists (select 1 from mentoring_participation x where x.programme_id = g.id and x.side = 'mentor')"
        " then 'mentors' end,"
        " case when exists (select 1 from mentoring_stagemark m where m.programme_id = g.id"
        " and m.revoked_date is null and m.item = 'trained') then 'trained' end,"
        " case when p.live + p.ended > 0 then 'paired' end,"
        " case when p.working + p.ended > 0 then 'working' end,"
        " case when (p.ended > 0 and p.live = 0) or exists (select 1 from mentoring_stagemark m"
        " where m.programme_id = g.id and m.revoked_date is null and m.item = any(array[CLOSING])) then 'closed' end],"
        " null) from mentoring_programme g join mentoring_mentoringform f on f.code = g.form_id"
        " cross join lateral (select count(*) filter (where q.state in (LIVE)) as live,"
        " count(*) filter (where q.state in ('active', 'paused')) as working,"
        " count(*) filter (where q.active_from is not null and q.state not in (LIVE)) as ended"
        " from mentoring_pair q where q.programme_id = g.id) p"
        " where g.institution_id = any(wanted) and g.school_year = wanted_year and g.institution_id = any("
        "string_to_array(nullif(concat_ws(',', nullif(current_setting('app.figures', true), ''),"
        " nullif(current_setting('app.people', true), '')), ''), ',')::bigint[]) $$".replace(
            "CLOSING", ", ".join(f"'{code}'" for code in closing_items())
        ).replace("LIVE", "'approved', 'agreed', 'ordered', 'active', 'paused'"),
        "A territory sees at which stage the programmes are and nobody who takes part in them.",
    )
)

# Numbers by topic: whoever answers for a partner learns what is asked for, and of nobody who asks. The states are those
# in which a pair is live (queries.pairs); a test compares them.
define(
    DefinerFunction(
        "mentoring_partner_needs(date)",
        "create or replace function mentoring_partner_needs(today date) returns table"
        "(partner_id bigint, institution_id bigint, institution text, topic text, number bigint) "
        "language sql stable security definer set search_path = public, pg_temp as $$ "
        "with place as (select split_part(one, ':', 1)::bigint as partner_id, split_part(one, ':', 2)::bigint as node_id"
        "   from unnest(string_to_array(nullif(current_setting('app.partner_places', true), ''), ',')) one)"
        " select place.partner_id, o.id, o.short_name, coalesce(asked.topic, ''), count(distinct part.id)"
        " from place"
        " join registry_cooperation c on c.partner_id = place.partner_id and c.institution_id = place.node_id"
        " join registry_organisation o on o.id = place.node_id and o.closed_date is null"
        " join mentoring_participation part on part.institution_id = o.id and part.side = 'mentee'"
        " join mentoring_programme pr on pr.id = part.programme_id and pr.end_date >= today"
        " join mentoring_need n on n.participation_id = part.id"
        " left join lateral unnest(n.topics) as asked(topic) on true"
        " where exists (select 1 from mentoring_direction d where d.programme_id = pr.id and d.channel = 'partner'"
        "   and (part.direction_id is null or d.id = part.direction_id))"
        " and not exists (select 1 from mentoring_pairmember m join mentoring_pair pa on pa.id = m.pair_id"
        "   where m.participation_id = part.id and pa.state in ('approved', 'agreed', 'ordered', 'active', 'paused'))"
        " group by 1, 2, 3, 4 order by 3, 5 desc, 4 $$",
        "A partner is told how many mentors are wanted and for what, without seeing a single child.",
    )
)
