"""`nastavnik backup` and `restore`: everything is wiped between them and compared afterwards."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from nastavnik.config.commands.copies import DUMP, MANIFEST, copy_if_due
from nastavnik.config.commands.database import House
from nastavnik.config.options import load_options
from nastavnik.kit.postgres import Server
from nastavnik.kit.supervisor import Supervisor
from tests.config.test_console import console
from tests.kit.clusters import python_environ, short_folder
from tests.prepared import prepare_folder

# Sessions are not copied by intent; the note of a copy is written after it.
DIFFERENT = {"django_session", "journal_backup"}


@dataclass(frozen=True)
class Home:
    """A data folder of the demonstration with a copy of it beside."""

    top: Path
    data: Path
    copy: Path

    def command(self, *arguments: str) -> tuple[int, str]:
        done = console(*arguments, environ={"NASTAVNIK_DATA_DIR": str(self.data)})
        return done.returncode, done.stdout + done.stderr

    def content(self) -> dict[str, str]:
        """Every table's rows as one digest, and what stands around them: policies, functions, rights."""
        server = Server(self.data / "postgres")
        server.start()
        try:
            with psycopg.connect(**server.connection("superuser", "nastavnik_demo")) as connection:
                return {**_rows(connection), **_around(connection)}
        finally:
            server.stop()


def _rows(connection: psycopg.Connection) -> dict[str, str]:
    names = [
        name for (name,) in connection.execute("select tablename from pg_tables where schemaname = 'public'")
    ]
    found = {}
    for name in sorted(set(names) - DIFFERENT):
        query = sql.SQL("select count(*), md5(string_agg(t::text, '|' order by t::text)) from {} t")
        found[name] = str(connection.execute(query.format(sql.Identifier(name))).fetchone())
    return found


def _around(connection: psycopg.Connection) -> dict[str, str]:
    queries = {
        "policies": "select tablename, policyname, roles::text, cmd, qual, with_check from pg_policies order by 1, 2",
        "protected": "select relname from pg_class where relrowsecurity order by 1",
        "functions": "select proname, prosecdef, proacl::text from pg_proc join pg_namespace n on n.oid = pronamespace"
        " where nspname = 'public' order by 1, oidvectortypes(proargtypes)",
        "rights": "select table_name, grantee, privilege_type from information_schema.role_table_grants"
        " where table_schema = 'public' order by 1, 2, 3",
        "schema": "select nspacl::text, nspowner::regrole::text from pg_namespace where nspname = 'public'",
    }
    return {name: str(connection.execute(query).fetchall()) for name, query in queries.items()}


@pytest.fixture(scope="module")
def made() -> Iterator[Home]:
    with short_folder() as top:
        home = Home(top, top / "var", top / "copy.nastavnik")
        prepare_folder(home.data, "nastavnik_demo")
        assert home.command("demo")[0] == 0
        code, said = home.command("backup", "--demo", "--to", str(home.copy))
        assert code == 0, said
        yield home


@pytest.fixture
def home(made: Home) -> Iterator[Home]:
    """The same copy beside a data folder of its own, which is not there yet."""
    data = made.top / "other"
    yield Home(made.top, data, made.copy)
    shutil.rmtree(data, ignore_errors=True)


def test_restored_after_everything_is_wiped_is_the_same(made: Home) -> None:
    before = made.content()
    shutil.rmtree(made.data)
    code, said = made.command("restore", "--demo", str(made.copy))
    assert code == 0, said
    assert made.content() == before
    assert made.command("check")[0] == 1  # the real database of the folder is another one, not made yet


def test_copy_is_closed_to_other_accounts_and_says_what_it_holds(made: Home) -> None:
    assert made.copy.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(made.copy) as archive:
        assert json.loads(archive.read(MANIFEST))["people"] > 10


def test_content_is_replaced_only_when_asked_and_kept_beside(home: Home) -> None:
    assert home.command("restore", "--demo", str(home.copy))[0] == 0
    before = home.content()
    code, said = home.command("restore", "--demo", str(home.copy))
    assert (code, "--replace" in said) == (1, True)
    code, said = home.command("restore", "--demo", "--replace", str(home.copy))
    assert code == 0, said
    assert len(list((home.data / "backups").glob("before-restore-*.nastavnik"))) == 1
    assert home.content() == before


def changed(home: Home, name: str, content: bytes, *, is_sum_right: bool = False, **said: object) -> Path:
    """A copy with another dump or another manifest."""
    target = home.top / name
    with zipfile.ZipFile(home.copy) as archive:
        manifest = {**json.loads(archive.read(MANIFEST)), **said}
        dump = content or archive.read(DUMP)
    if is_sum_right:
        manifest["sha256"] = hashlib.sha256(dump).hexdigest()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        archive.writestr(DUMP, dump)
    return target


def test_damaged_copy_is_refused_and_leaves_what_was_there(home: Home) -> None:
    assert home.command("restore", "--demo", str(home.copy))[0] == 0
    before = home.content()
    with zipfile.ZipFile(home.copy) as archive:
        whole = archive.read(DUMP)
    broken = changed(home, "broken.nastavnik", whole[:-5000] + b"x" * 5000)
    assert "контрольная сумма" in home.command("restore", "--demo", "--replace", str(broken))[1]
    # Even where the sum was made right: the dump ends in the middle, and nothing of it stays.
    cut = changed(home, "cut.nastavnik", whole[: len(whole) // 2], is_sum_right=True)
    code, said = home.command("restore", "--demo", "--replace", str(cut))
    assert code == 1
    assert "Копия не читается" in said or "не восстановлена" in said
    assert home.content() == before


@pytest.mark.parametrize(
    ("said", "arguments", "answer"),
    [
        (
            {"migrations": ["registry.9999_far"], "product": "9.0"},
            ("--demo",),
            "более новой версией программы (9.0)",
        ),
        ({"format": 99}, ("--demo",), "более новой версией"),
        ({}, (), "копия демонстрации"),
        ({"is_demo": False}, ("--demo",), "копия настоящих данных"),
    ],
)
def test_copy_of_another_kind_is_refused(
    home: Home, said: dict[str, object], arguments: tuple[str, ...], answer: str
) -> None:
    other = changed(home, "other.nastavnik", b"", **said)
    code, text = home.command("restore", *arguments, str(other))
    assert (code, answer in text) == (1, True), text


@pytest.mark.parametrize("name", ["nothing.nastavnik", "text.nastavnik"])
def test_file_that_is_no_copy_is_refused_with_a_sentence(home: Home, name: str) -> None:
    (home.top / "text.nastavnik").write_text("не копия")
    code, said = home.command("restore", "--demo", str(home.top / name))
    assert code == 1
    assert said.startswith("Файл")
    assert "Traceback" not in said


def test_folder_that_cannot_be_written_is_refused(made: Home) -> None:
    (made.top / "file").write_text("")
    code, said = made.command("backup", "--demo", "--to", str(made.top / "file" / "copy"))
    assert (code, "нельзя записать" in said) == (1, True), said


def test_copy_of_the_day_is_made_once_a_day_and_the_oldest_go(made: Home) -> None:
    environ = {**python_environ(), "NASTAVNIK_DATA_DIR": str(made.data), "NASTAVNIK_DEMO": "1"}
    folder = made.data / "backups"
    folder.mkdir(exist_ok=True)
    for day in ("2026-01-01", "2026-01-02", "2026-01-03"):
        (folder / f"nastavnik-{day}-120000.nastavnik").touch()
    (folder / "nastavnik-before-reform.nastavnik").touch()
    now = datetime.now().astimezone()
    with Supervisor(lambda _line: None) as keep:
        house = House(
            load_options({**environ, "NASTAVNIK_BACKUPS_KEPT": "2"}), environ, keep, lambda _line: None
        )
        assert not copy_if_due(house, now=now)  # the newest file has just been touched
        assert copy_if_due(house, now=now + timedelta(days=1))
    left = sorted(path.name for path in folder.iterdir())
    assert left[0] == "nastavnik-2026-01-03-120000.nastavnik"
    assert left[-1] == "nastavnik-before-reform.nastavnik"
    assert len(left) == 3


def test_nothing_is_copied_of_a_base_that_has_not_begun(home: Home) -> None:
    environ = {**python_environ(), "NASTAVNIK_DATA_DIR": str(home.data)}
    with Supervisor(lambda _line: None) as keep:
        house = House(load_options(environ), environ, keep, lambda _line: None)
        assert not copy_if_due(house, now=datetime.now().astimezone())
    assert not (home.data / "backups").exists()
