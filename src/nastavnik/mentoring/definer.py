"""The door by which a participant finds his own pairs before his scope is set."""

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
