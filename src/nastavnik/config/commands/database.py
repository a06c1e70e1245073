"""The database of a command: found running or started, made, brought up to date, filled with the
demonstration.
"""

import hashlib
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

import nastavnik
from nastavnik.config.options import OWNER, WEB, WORKER, Options
from nastavnik.kit.postgres import Server, ServerError
from nastavnik.kit.postgres.binaries import OLDEST_MAJOR
from nastavnik.kit.postgres.roles import check_letters
from nastavnik.kit.supervisor import Child, Supervisor, start_child

DATABASE = "База данных"
# What the tables are made of besides our own code.
PACKAGES = ("Django", "procrastinate")
DEMO_SUFFIX = "_demo"


class CommandError(Exception):
    """The command cannot go on; `reason` is a Russian sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class House:
    """What every command works with: the options, the children's environment, the supervisor and the
    voice.
    """

    options: Options
    environ: Mapping[str, str]
    keep: Supervisor
    tell: Callable[[str], None]

    def child_environ(self, role: str) -> dict[str, str]:
        """The environment of a child process of the role."""
        return {
            **self.environ,
            "DJANGO_SETTINGS_MODULE": "nastavnik.config.settings",
            "NASTAVNIK_ROLE": role,
            "NASTAVNIK_DATA_DIR": str(self.options.data_dir),
            "NASTAVNIK_DEMO": "1" if self.options.demo else "0",
        }

    def django(self, role: str, *arguments: str) -> int:
        """Run a command of Django in a child process of the role, showing only its errors; its exit code."""
        command = [sys.executable, "-P", "-m", "django", *arguments]
        environ = self.child_environ(role)
        return self.keep.complete(
            lambda: start_child(command, environ=environ, death_signal=signal.SIGTERM, is_quiet=True)
        )


def open_database(house: House, *, alone: bool) -> None:
    """Make sure that the database answers: the embedded server is started and kept, or the given address is
    tried.

    A server that another process of this folder keeps is used as it is, unless `alone`. Refused with a
    sentence.
    """
    options = house.options
    check_demo(options)
    if not options.is_embedded:
        for role in (OWNER, WEB, WORKER):
            _try_address(options, role)
        return
    server = Server(options.postgres_dir)
    if alone or not server.is_running:
        is_new = not server.folder.cluster.exists()
        house.tell(f"{DATABASE}: {'создаю' if is_new else 'запускаю'} в папке {options.postgres_dir}")
        house.keep.add(Child(DATABASE, start=server.start, stop_by=server.stop))
    server.ensure_database(options.database_name)


def migrate(house: House, *, always: bool = False) -> None:
    """Bring the tables up to date as the owner; skipped when the same code already did it in this database.

    Refused when a migration fails.
    """
    state = _read_state(house.options)
    code = code_digest()
    if not always and state.get("code") == code:
        return
    house.tell(f"{DATABASE}: обновляю таблицы")
    if house.django(OWNER, "migrate", "--no-input", "--verbosity", "0") != 0:
        raise CommandError("Таблицы базы данных не обновлены: причина — в сообщениях выше.")
    _write_state(house.options, {**state, "code": code})


def check_demo(options: Options) -> None:
    """Invented people never get among real ones: refused unless the database is set aside for the
    demonstration.
    """
    name = database_name(options)
    if options.demo and not name.endswith(DEMO_SUFFIX):
        raise CommandError(
            f"Демонстрация заполняет только отдельную базу данных, имя которой кончается на {DEMO_SUFFIX}, "
            f"а указана «{name}»: исправьте адреса баз данных или запустите без --demo."
        )


def fill_demo(house: House) -> None:
    """Fill the demonstration, once for each database. Refused when its command fails."""
    check_demo(house.options)
    state = _read_state(house.options)
    if state.get("demo") is True:
        return
    house.tell("Демонстрация: заполняю вымышленными данными, это может занять минуту")
    # Whole-house work as any other: the scope of the role that does it lets it write for every institution.
    if house.django(WORKER, "fill_demo") != 0:
        raise CommandError("Демонстрация не заполнена: причина — в сообщениях выше.")
    _write_state(house.options, {**state, "demo": True})


def database_name(options: Options) -> str:
    """The name of the database that the web works in."""
    url = options.url_of(WEB)
    return options.database_name if url is None else str(conninfo_to_dict(url)["dbname"])


def _connect(options: Options, role: str) -> psycopg.Connection:
    url = options.url_of(role)
    if url is not None:
        return psycopg.connect(url, autocommit=True, connect_timeout=10)
    parameters = Server(options.postgres_dir).connection(
        "owner" if role == OWNER else "web", options.database_name
    )
    return psycopg.connect(**parameters, autocommit=True)


def _try_address(options: Options, role: str) -> None:
    """Connect by the given address once. Refused when nobody answers or the server is too old."""
    url = options.url_of(role) or ""
    parts = conninfo_to_dict(url)
    place = (
        f"{parts.get('host', 'localhost')}:{parts.get('port', 5432)}, база «{parts['dbname']}», имя "
        f"«{parts.get('user', '')}»"
    )
    try:
        with _connect(options, role) as connection:
            if connection.info.server_version // 10000 < OLDEST_MAJOR:
                raise ServerError(
                    f"Сервер базы данных ({place}) слишком старый: нужен PostgreSQL {OLDEST_MAJOR} или новее."
                )
            if role == OWNER:
                check_letters(connection)
    except psycopg.Error as error:
        said = str(error).strip().splitlines()
        raise ServerError(
            f"Не удалось подключиться к базе данных ({place}): сервер сообщил "
            f"«{said[-1] if said else error}». "
            "Проверьте адреса в переменных DATABASE_URL, NASTAVNIK_OWNER_DATABASE_URL и "
            "NASTAVNIK_WORKER_DATABASE_URL."
        ) from error


def _read_state(options: Options) -> dict[str, Any]:
    """What this program did in the database before, kept as the database's comment: it lives and goes with
    the data.
    """
    with _connect(options, OWNER) as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    try:
        state = json.loads(row[0]) if row and row[0] else {}
    except ValueError:
        return {}
    return state if isinstance(state, dict) else {}


def _write_state(options: Options, state: dict[str, Any]) -> None:
    with _connect(options, OWNER) as connection:
        name = sql.Identifier(connection.info.dbname)
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(json.dumps(state)))
        )


def forget_state(options: Options, *, is_demo: bool) -> None:
    """After a restore nothing is known of the tables but what kind of data they hold."""
    _write_state(options, {"demo": True} if is_demo else {})


def code_digest() -> str:
    """One number for all of our code and the packages whose tables we use: it changes when a migration may
    be due.
    """
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    top = Path(nastavnik.__file__).parent
    for path in sorted(top.rglob("*.py")):
        digest.update(str(path.relative_to(top)).encode() + os.sep.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
