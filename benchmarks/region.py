"""An own short-lived database with one invented region: 500 institutions, 100,000 people, two years of figures."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nastavnik.kit.actor import Anonymous

MUNICIPALITIES, INSTITUTIONS, PEOPLE_EACH = 25, 20, 200
MORE, MORE_INSTITUTIONS = 75, 60
YEAR = 2026


@dataclass(frozen=True)
class Eyes(Anonymous):
    """An actor made of its sight alone: what the database is told; rights are asked of `granted`."""

    granted: bool = False

    def may(self, right: str, node_id: int | None = None) -> bool:
        """All or nothing: what is measured asks for a right here and there, and is to get past it."""
        return self.granted


@contextmanager
def own_region() -> Iterator[None]:
    """Starts a server in a temporary folder, migrates as the product does, fills the region; all gone at the end."""
    with tempfile.TemporaryDirectory(prefix="nastavnik-bench-") as name:
        from nastavnik.kit.postgres import Server

        for option in [key for key in os.environ if key.startswith("NASTAVNIK_")] + ["DATABASE_URL"]:
            os.environ.pop(option, None)
        os.environ |= {
            "NASTAVNIK_DATA_DIR": name,
            "NASTAVNIK_ROLE": "owner",
            "DJANGO_SETTINGS_MODULE": "nastavnik.config.settings",
        }
        server = Server(Path(name) / "postgres", tests=True)
        server.start()
        try:
            server.ensure_database("nastavnik")
            yield from _filled()
        finally:
            server.stop()


def _filled() -> Iterator[None]:
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    try:
        _fill()
        yield
    finally:
        connection.close()


def _fill() -> None:
    """Made by the server itself from one seed; statistics are gathered as autovacuum would."""
    from django.db import connection

    sizes = {
        "municipalities": MUNICIPALITIES,
        "institutions": INSTITUTIONS,
        "people": PEOPLE_EACH,
        "year": YEAR,
    }
    with connection.cursor() as cursor:
        cursor.execute("select setseed(0.2026)")
        for statement in (
            _REGION,
            _MUNICIPALITIES,
            _INSTITUTIONS,
            _PEOPLE,
            _CONTINGENTS,
            _TARGETS,
            _PROGRAMMES,
            _PARTICIPATIONS,
            _PAIRED,
            _MEMBERS,
        ):
            cursor.execute(statement, sizes if "%(" in statement else None)
        cursor.execute("analyze")
        cursor.execute(RECOUNT_ALL, sizes)
        cursor.execute("analyze")


def grow() -> None:
    """Adds municipalities with schools that have no people yet: 5,000 institutions in all."""
    from django.db import connection

    sizes = {"municipalities": MORE, "institutions": MORE_INSTITUTIONS, "year": YEAR}
    with connection.cursor() as cursor:
        cursor.execute("select max(id) from registry_organisation")
        sizes["known"] = cursor.fetchone()[0]
        for statement in (_MORE_MUNICIPALITIES, _MORE_INSTITUTIONS, _MORE_CONTINGENTS):
            cursor.execute(statement, sizes)
        cursor.execute(RECOUNT_ALL, sizes)
        cursor.execute("analyze")


_NODE = "insert into registry_organisation (level, full_name, short_name, founder, place, head_post, head_name, parent_id)"
_REGION = f"{_NODE} values ('region', 'Область', 'Область', '', '', '', '', null)"
_MUNICIPALITIES = (
    f"{_NODE} select 'municipality', 'Округ ' || n, 'Округ ' || n, '', '', '', '', region.id"
    " from registry_organisation region, generate_series(1, %(municipalities)s) n where region.level = 'region'"
)
_INSTITUTIONS = (
    f"{_NODE} select 'institution', 'Школа ' || n, 'Школа ' || n, '', '', '', '', town.id"
    " from registry_organisation town, generate_series(1, %(institutions)s) n where town.level = 'municipality'"
)
# People of all institutions lie mixed on the disk, as years of entering leave them.
_PEOPLE = (
    "insert into registry_person (institution_id, last_name, first_name, middle_name, birth_year, gender, class_name, post,"
    " workplace, contact, created_at)"
    " select o.id, md5(random()::text), 'Имя', 'Отчество', 2007 + (random() * 12)::int, '', '8 «Б»', '', '', '', now()"
    " from registry_organisation o, generate_series(1, %(people)s) n where o.level = 'institution' order by random()"
)
_CONTINGENTS = (
    "insert into registry_contingent (institution_id, year, age, children)"
    " select o.id, y, age, 20 + (random() * 80)::int"
    " from registry_organisation o, generate_series(%(year)s - 1, %(year)s) y, generate_series(7, 18) age"
    " where o.level = 'institution' and o.id %% 20 > 0"  # one in twenty states none
)
# Of every five people one is a mentor; the others found theirs in the first days of October.
_PROGRAMMES = (
    "insert into mentoring_programme (institution_id, title, school_year, form_id, start_date, end_date, goal, opened_at)"
    " select o.id, 'Программа', %(year)s, (select min(code) from mentoring_mentoringform),"
    " make_date(%(year)s, 9, 1), make_date(%(year)s + 1, 5, 31), '', now()"
    " from registry_organisation o where o.level = 'institution'"
)
_PARTICIPATIONS = (
    "insert into mentoring_participation (institution_id, programme_id, person_id, side, entered_date)"
    " select r.institution_id, p.id, r.id, case when mod(r.id, 5) = 0 then 'mentor' else 'mentee' end, p.start_date"
    " from registry_person r join mentoring_programme p on p.institution_id = r.institution_id"
)
_PAIRED = (
    "insert into mentoring_pair (institution_id, programme_id, state, reason, approved_at, active_from)"
    " select institution_id, programme_id, 'closed', id::text, now(), make_date(%(year)s, 10, 1 + (random() * 20)::int)"
    " from mentoring_participation where side = 'mentee'"
)
_MEMBERS = (
    "insert into mentoring_pairmember (institution_id, pair_id, person_id, participation_id, side, card_name, card_standing)"
    " select x.institution_id, p.id, x.person_id, x.id, x.side, 'Имя И.', ''"
    " from mentoring_pair p join mentoring_participation x on x.id = p.reason::bigint"
)
RECOUNT_ALL = (
    "with every as (select array_agg(id) ids from registry_organisation where level = 'institution')"
    " select monitoring_recount(ids, array[%(year)s - 1, %(year)s], now()),"
    " monitoring_count_registers(ids, array[%(year)s - 1, %(year)s], now()) from every"
)
_MORE_MUNICIPALITIES = (
    f"{_NODE} select 'municipality', 'Район ' || n, 'Район ' || n, '', '', '', '', region.id"
    " from registry_organisation region, generate_series(1, %(municipalities)s) n where region.level = 'region'"
)
_MORE_INSTITUTIONS = (
    f"{_NODE} select 'institution', 'Школа ' || n, 'Школа ' || n, '', '', '', '', town.id"
    " from registry_organisation town, generate_series(1, %(institutions)s) n"
    " where town.level = 'municipality' and town.id > %(known)s"
)
_MORE_CONTINGENTS = (
    "insert into registry_contingent (institution_id, year, age, children)"
    " select o.id, y, age, 20 + (random() * 80)::int"
    " from registry_organisation o, generate_series(%(year)s - 1, %(year)s) y, generate_series(7, 18) age"
    " where o.level = 'institution' and o.id > %(known)s"
)
_TARGETS = (
    "insert into monitoring_target (indicator_id, node_id, year, value)"
    " select i.code, o.id, %(year)s, 70 from monitoring_indicator i, registry_organisation o"
)
