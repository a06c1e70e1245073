"""The keyed hash by which one human in two institutions is counted once above them; its doors in the wall."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date

from django.conf import settings

from nastavnik.kit.walls import DefinerFunction, define
from nastavnik.rulebook.same_person import key_text

_BLOCK = 64
_INNER, _OUTER = 0x36, 0x5C


def pads() -> tuple[bytes, bytes]:
    """The two blocks of HMAC-SHA-256 of the product's own key, by which the database hashes without keeping the key."""
    block = _key().ljust(_BLOCK, b"\0")
    return bytes(one ^ _INNER for one in block), bytes(one ^ _OUTER for one in block)


def digest_of(last: str, first: str, middle: str, birth: date) -> bytes:
    """The hash of a person as the database writes it."""
    return hmac.new(_key(), key_text(last, first, middle, birth).encode(), hashlib.sha256).digest()


def _key() -> bytes:
    """A key of its own, made of the secret key: what leaks elsewhere says nothing here."""
    return hashlib.sha256(f"nastavnik:same-person:{settings.SECRET_KEY}".encode()).digest()


def _plain(column: str) -> str:
    """The same in Python: rulebook.same_person.key_text."""
    return f"regexp_replace(replace(lower(p.{column}), 'ё', 'е'), '[^a-zа-я]', '', 'g')"


_TEXT = f"concat_ws('|', {_plain('last_name')}, {_plain('first_name')}, {_plain('middle_name')}, p.birth_date::text)"
_DIGEST = f"sha256(outer_pad || sha256(inner_pad || convert_to({_TEXT}, 'UTF8')))"
_KEY_PEOPLE = f"""
delete from monitoring_personkey k using registry_person p where p.id = k.person_id and p.institution_id = any(wanted)
  and (p.birth_date is null or p.destroyed_date is not null);
insert into monitoring_personkey (institution_id, person_id, digest, is_repeated)
select p.institution_id, p.id, {_DIGEST}, false from registry_person p
where p.institution_id = any(wanted) and p.birth_date is not null and p.destroyed_date is null
on conflict (person_id) do update set digest = excluded.digest where monitoring_personkey.digest <> excluded.digest;
update monitoring_personkey k set is_repeated = found.is_repeated from (
  select mine.id, exists (select 1 from monitoring_personkey other where other.digest = mine.digest
    and other.institution_id <> mine.institution_id) as is_repeated
  from monitoring_personkey mine where mine.institution_id = any(wanted)
) found where found.id = k.id and k.is_repeated <> found.is_repeated
"""  # noqa: S608  (names of our own columns)

define(
    DefinerFunction(
        "monitoring_key_people(bigint[], bytea, bytea)",
        "create or replace function monitoring_key_people(wanted bigint[], inner_pad bytea, outer_pad bytea)"
        " returns void language sql volatile security definer set search_path = public, pg_temp as $$"
        f" {_KEY_PEOPLE} $$",
        "The same human in two institutions is counted once above them: of each register only a keyed hash is compared,"
        " and nobody reads it.",
    )
)

# From the few who stand in several institutions up to the nodes asked about: one of them is counted once, so all others
# are repeats. `known` leaves out institutions that have not stated of how many their share is taken.
_REPEATS = """
with recursive up as (
  select r.institution_id, r.institution_id as id from monitoring_repeatedentrant r
  where r.what = any(whats) and r.year = any(wanted_years) group by 1
  union all select up.institution_id, o.parent_id from up join registry_organisation o on o.id = up.id
  where o.parent_id is not null
), met as (
  select up.id as node_id, r.what, r.year, r.digest, count(distinct r.institution_id) as times,
    count(distinct r.institution_id) filter (where c.denominator is not null) as known_times
  from up join monitoring_repeatedentrant r on r.institution_id = up.institution_id
  join registry_organisation o on o.id = r.institution_id and (flag is null or flag = any(o.flags))
  left join monitoring_counter c on c.institution_id = r.institution_id and c.indicator_id = r.what and c.year = r.year
  where up.id = any(wanted) and r.what = any(whats) and r.year = any(wanted_years)
  group by 1, 2, 3, 4
) select node_id, what, year, sum(times - 1)::bigint, sum(greatest(known_times - 1, 0))::bigint
from met where times > 1 group by 1, 2, 3
"""
define(
    DefinerFunction(
        "monitoring_repeats(bigint[], text[], integer[], text)",
        "create or replace function monitoring_repeats"
        "(wanted bigint[], whats text[], wanted_years integer[], flag text) returns table"
        "(node_id bigint, what text, year integer, repeats bigint, known bigint)"
        f" language sql stable security definer set search_path = public, pg_temp as $$ {_REPEATS} $$",
        "How often a figure of a territory counts somebody again is a number; who he is, nobody is told.",
    )
)
define(
    DefinerFunction(
        "monitoring_late_repeats()",
        "create or replace function monitoring_late_repeats() returns setof bigint"
        " language sql stable security definer set search_path = public, pg_temp as $$"
        " select distinct mine.institution_id from monitoring_personkey mine where not mine.is_repeated and exists"
        " (select 1 from monitoring_personkey other where other.digest = mine.digest"
        "  and other.institution_id <> mine.institution_id) $$",
        "Which institutions have to be counted anew because somebody of theirs was entered elsewhere since.",
        worker_only=True,
    )
)
