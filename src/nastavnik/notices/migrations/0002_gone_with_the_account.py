"""What an account was told goes with it in the database itself: the definer function that takes back a card of a
representative deletes the account by SQL, past Django's own cascade.
"""

from django.db import migrations

CASCADE = """
do $$ declare one record; begin
  for one in
    select conname as name, conrelid::regclass as place from pg_constraint
     where contype = 'f' and confrelid = 'access_account'::regclass
       and conrelid in ('notices_notice'::regclass, 'notices_preference'::regclass,
                        'notices_letterwish'::regclass, 'notices_calendarfeed'::regclass)
  loop
    execute format('alter table %s drop constraint %I, add constraint %I foreign key (account_id)'
      ' references access_account (id) on delete cascade deferrable initially deferred',
      one.place, one.name, one.name);
  end loop;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("access", "0001_initial")]

    operations = [migrations.RunSQL(CASCADE, migrations.RunSQL.noop)]
