"""An own short-lived database with one invented region: 500 institutions, 100,000 people, two years of figures."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

MUNICIPALITIES, INSTITUTIONS, PEOPLE_EACH = 25, 20, 200
YEAR = 2026


@dataclass(frozen=True)
class Eyes:
    """An actor made of its sight alone: what the database is told."""

    people: frozenset[int] = field(default_factory=frozenset)
    figures: frozenset[int] = field(default_factory=frozenset)
    pairs: frozenset[int] = field(default_factory=frozenset)
    person_id: int | None = None
    account_id: int | None = None
    name: str = ""

    def may(self, right: str, node_id: int | None = None) -> bool:
        """Nothing here asks for a right."""
        return False


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
            _COUNTERS,
            _TARGETS,
        ):
            cursor.execute(statement, sizes if "%(" in statement else None)
        cursor.execute("analyze")


_NODE = "insert into registry_organisation (level, kind, full_name, short_name, founder, place, head_post, head_name, parent_id)"
_REGION = f"{_NODE} values ('region', '', 'Область', 'Область', '', '', '', '', null)"
_MUNICIPALITIES = (
    f"{_NODE} select 'municipality', '', 'Округ ' || n, 'Округ ' || n, '', '', '', '', region.id"
    " from registry_organisation region, generate_series(1, %(municipalities)s) n where region.level = 'region'"
)
_INSTITUTIONS = (
    f"{_NODE} select 'institution', '', 'Школа ' || n, 'Школа ' || n, '', '', '', '', town.id"
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
_COUNTERS = (
    "insert into monitoring_counter (indicator_id, institution_id, year, numerator, counted_at)"
    " select i.code, o.id, y, (random() * 90)::int, now()"
    " from monitoring_indicator i, registry_organisation o, generate_series(%(year)s - 1, %(year)s) y"
    " where o.level = 'institution'"
)
_TARGETS = (
    "insert into monitoring_target (indicator_id, node_id, year, percent)"
    " select i.code, o.id, %(year)s, 70 from monitoring_indicator i, registry_organisation o"
)
