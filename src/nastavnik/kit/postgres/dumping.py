"""A whole database into a file and back, by the programs that come with PostgreSQL."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, cast

import psycopg
from psycopg.conninfo import make_conninfo

from nastavnik.kit.postgres.binaries import program_folders
from nastavnik.kit.postgres.errors import ServerError

_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
# A newer pg_dump writes settings that an older server does not know; none of them changes what is restored.
_UNKNOWN_TO_OLDER = re.compile(rb"^SET transaction_timeout = ")
# The owner of the database may make its schema anew; to PostgreSQL it is then the same as in a new database.
_EMPTY_SCHEMA = (
    "DROP SCHEMA public CASCADE",
    "CREATE SCHEMA public AUTHORIZATION pg_database_owner",
    "GRANT USAGE ON SCHEMA public TO PUBLIC",
)


def dump_database(
    place: Mapping[str, object], target: Path, *, snapshot: str, without_rows_of: Sequence[str] = ()
) -> None:
    """Write everything that a database holds into a file of pg_dump's custom format.

    `place` are the parameters of a connection as the owner of the tables: policies would hide rows from anybody
    else. `snapshot` is what another open transaction sees; tables of `without_rows_of` are dumped empty.
    Refused with `ServerError`.
    """
    program = _program("pg_dump", place)
    empty = [f"--exclude-table-data={table}" for table in without_rows_of]
    command = [program, "--format=custom", f"--snapshot={snapshot}", *empty, f"--file={target}"]
    done = subprocess.run(
        [*command, f"--dbname={_address(place)}"], env=_environ(place), capture_output=True, check=False
    )
    if done.returncode != 0:
        raise ServerError(f"Копия не сделана: программа pg_dump сообщила «{_reason(done.stderr)}».")


def restore_database(place: Mapping[str, object], source: Path) -> None:
    """Put a database in place of what stands there now, in one transaction: whole or not at all.

    `place` as for `dump_database`. Refused with `ServerError`; what was there is then untouched.
    """
    reader = subprocess.Popen(
        [_program("pg_restore", place), "--no-owner", "--file=-", str(source)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    emptying = [part for statement in _EMPTY_SCHEMA for part in ("-c", statement)]
    ways = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    writer = subprocess.Popen(
        [_program("psql", place), *ways, f"--dbname={_address(place)}", *emptying, "-f", "-"],
        env=_environ(place),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        _pass_on(reader, writer)
        complaint = writer.stderr.read() if writer.stderr else b""
        if writer.wait() != 0:
            raise ServerError(f"База данных не восстановлена: сервер сообщил «{_reason(complaint)}».")
    finally:
        for process in (reader, writer):
            process.kill()
            process.wait()


def _pass_on(reader: subprocess.Popen[bytes], writer: subprocess.Popen[bytes]) -> None:
    """Give the statements of the one to the other. A broken source must not be committed: the writer is killed."""
    script, complaint, taker = (
        cast(IO[bytes], pipe) for pipe in (reader.stdout, reader.stderr, writer.stdin)
    )
    is_head = True
    try:
        for line in script:
            is_head = is_head and not line.startswith(b"CREATE ")
            if not (is_head and _UNKNOWN_TO_OLDER.match(line)):
                taker.write(line)
        if reader.wait() != 0:
            writer.kill()
            raise ServerError(f"Копия не читается: {_reason(complaint.read())}.")
        taker.close()
    except BrokenPipeError:
        return  # the writer has ended with an error, which its caller tells


def _program(name: str, place: Mapping[str, object]) -> str:
    """The program of the server's version, else of the nearest newer one. Refused where there is none."""
    with psycopg.connect(_address(place), password=str(place.get("password") or "")) as connection:
        wanted = connection.info.server_version // 10000
    found: dict[int, str] = {}
    on_path = shutil.which(name)
    for path in [*(folder / name for folder in program_folders()), *([Path(on_path)] if on_path else [])]:
        major = _major(path)
        if major is not None and major >= wanted:
            found.setdefault(major, str(path))
    if not found:
        raise ServerError(
            f"Не найдена программа {name} для PostgreSQL {wanted}: установите пакет postgresql-client-{wanted}."
        )
    return found[min(found)]


def _major(path: Path) -> int | None:
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = _VERSION.search(said.stdout)
    return int(match.group(1)) if match else None


def _address(place: Mapping[str, object]) -> str:
    """The parameters without the password, which must not stand in the list of processes."""
    return make_conninfo(**{name: value for name, value in place.items() if name != "password"})  # type: ignore[arg-type]


def _environ(place: Mapping[str, object]) -> dict[str, str]:
    password = place.get("password")
    return {**os.environ, "LC_ALL": "C", **({"PGPASSWORD": str(password)} if password else {})}


def _reason(said: bytes) -> str:
    lines = [line.strip() for line in said.decode("utf-8", errors="replace").splitlines() if line.strip()]
    errors = [line for line in lines if "ERROR:" in line or "error:" in line or "FATAL:" in line]
    return (errors or lines or ["ничего"])[0]
