"""An approved edition does not change in the database either: neither its rows nor its requisites."""

from django.db import migrations

FREEZE = """
create function roadmaps_refuse_frozen(edition_ids bigint[]) returns void language plpgsql as $$
begin
  -- The owner alone moves tables about; the web and the worker do not touch what was approved.
  if current_user not in ('nastavnik_web', 'nastavnik_worker') then
    return;
  end if;
  if exists (select 1 from roadmaps_edition where id = any(edition_ids) and state in ('approved', 'replaced')) then
    raise exception 'an approved edition of a road map does not change' using errcode = 'restrict_violation';
  end if;
end $$;

create function roadmaps_frozen_rows() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform roadmaps_refuse_frozen(array[old.edition_id]);
    return old;
  end if;
  perform roadmaps_refuse_frozen(array[new.edition_id]);
  if tg_op = 'UPDATE' then
    perform roadmaps_refuse_frozen(array[old.edition_id]);
  end if;
  return new;
end $$;

create function roadmaps_frozen_targets() returns trigger language plpgsql as $$
declare
  found bigint[];
begin
  select array_agg(edition_id) into found from roadmaps_measure
  where id in (case when tg_op = 'DELETE' then old.measure_id else new.measure_id end,
               case when tg_op = 'INSERT' then new.measure_id else old.measure_id end);
  perform roadmaps_refuse_frozen(found);
  return case when tg_op = 'DELETE' then old else new end;
end $$;

create function roadmaps_frozen_edition() returns trigger language plpgsql as $$
begin
  if current_user not in ('nastavnik_web', 'nastavnik_worker') or old.state not in ('approved', 'replaced') then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- The only thing that may still happen to it: another edition takes its place.
  if tg_op = 'UPDATE' and old.state = 'approved' and new.state = 'replaced'
     and to_jsonb(new) - 'state' = to_jsonb(old) - 'state' then
    return new;
  end if;
  raise exception 'an approved edition of a road map does not change' using errcode = 'restrict_violation';
end $$;

create trigger frozen before insert or update or delete on roadmaps_measure
  for each row execute function roadmaps_frozen_rows();
create trigger frozen before insert or update or delete on roadmaps_section
  for each row execute function roadmaps_frozen_rows();
create trigger frozen before insert or update or delete on roadmaps_measuretarget
  for each row execute function roadmaps_frozen_targets();
create trigger frozen before update or delete on roadmaps_edition
  for each row execute function roadmaps_frozen_edition();
"""

THAW = """
drop trigger frozen on roadmaps_measure;
drop trigger frozen on roadmaps_section;
drop trigger frozen on roadmaps_measuretarget;
drop trigger frozen on roadmaps_edition;
drop function roadmaps_frozen_rows();
drop function roadmaps_frozen_targets();
drop function roadmaps_frozen_edition();
drop function roadmaps_refuse_frozen(bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [("roadmaps", "0002_looked_above")]

    operations = [migrations.RunSQL(FREEZE, THAW)]
