"""What the launcher does after crashes and with folders that are spoilt, foreign or closed."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nastavnik.kit.postgres import Server, ServerError
from nastavnik.kit.postgres.account import server_identity
from nastavnik.kit.postgres.leftovers import processes_in, read_pid_file
from tests.kit.clusters import (
    IS_ROOT,
    NOBODY,
    ask,
    command_of_nobody,
    copy_folder,
    python_environ,
    short_folder,
    tell,
)

LAUNCHER = """
import sys, time
from pathlib import Path
from nastavnik.kit.postgres import Server
server = Server(Path(sys.argv[1]))
server.start()
print("ready", flush=True)
time.sleep(60)
"""
SLEEPER = "import sys, psycopg; psycopg.connect(sys.argv[1]).execute('select pg_sleep(30)')"


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    with short_folder() as top:
        server = Server(top / "postgres")
        server.start()
        try:
            server.ensure_database("nastavnik")
            tell(server, "create table kept as select 7 as value")
        finally:
            server.stop()
        yield top / "postgres"


@pytest.fixture
def folder(made: Path) -> Iterator[Path]:
    """A stopped server's folder with a table `kept`, that of a killed one included when the test leaves it
    so.
    """
    with short_folder() as top:
        copied = copy_folder(made, top / "postgres")
        yield copied
        for number in processes_in(copied / "cluster"):
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def wait_until_gone(cluster: Path, seconds: float = 20.0) -> bool:
    deadline = time.monotonic() + seconds
    while processes_in(cluster) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not processes_in(cluster)


def test_killed_server_starts_again_with_its_data(folder: Path) -> None:
    with running(folder) as server:
        assert server.process is not None
        tell(server, "insert into kept values (8)")
        server.process.kill()
        server.process.wait()
        assert not server.is_running
        server.start()
        assert ask(server, "select sum(value) from kept") == 15


def test_server_stops_cleanly_when_its_launcher_is_killed(folder: Path) -> None:
    launcher = subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, str(folder)], env=python_environ(), stdout=subprocess.PIPE
    )
    assert launcher.stdout is not None
    with launcher:
        assert launcher.stdout.readline() == b"ready\n"
        launcher.kill()
    assert wait_until_gone(folder / "cluster")
    assert (folder / "server.log").read_text().rstrip().endswith("database system is shut down")
    with running(folder) as server:
        assert ask(server, "select value from kept") == 7


def test_server_left_without_a_launcher_is_stopped_first(folder: Path) -> None:
    orphan = Server(folder)
    process = orphan.start()
    assert orphan._lock is not None
    os.close(orphan._lock)  # as if the launcher had died without taking the server along
    with running(folder) as server:
        assert process.wait(5) == 0
        assert ask(server, "select value from kept") == 7


def test_killed_server_with_living_sessions_starts_again(folder: Path) -> None:
    with running(folder) as server:
        assert server.process is not None
        place = " ".join(f"{key}={value}" for key, value in server.connection("web", "nastavnik").items())
        session = subprocess.Popen(
            [sys.executable, "-c", SLEEPER, place], env=python_environ(), stderr=subprocess.DEVNULL
        )
        with session:
            while not ask(server, "select count(*) from pg_stat_activity where wait_event = 'PgSleep'"):
                time.sleep(0.05)
            server.process.kill()
            server.process.wait()
            server.start()
            assert ask(server, "select value from kept") == 7
            session.kill()


@pytest.mark.parametrize("content", ["{number}\n", ""], ids=["number of a living program", "empty"])
def test_stale_process_file_does_not_stop_the_start(folder: Path, content: str) -> None:
    identity = server_identity(folder / "cluster")
    with subprocess.Popen(["sleep", "60"], **identity.popen()) as other:
        written = folder / "cluster" / "postmaster.pid"
        lines = f"{folder / 'cluster'}\n1700000000\n5432\n{folder / 'cluster'}\n\n  1234567 0\nready   \n"
        written.write_text(content.format(number=other.pid) + lines if content else "")
        identity.own(written)
        with running(folder) as server:
            assert ask(server, "select value from kept") == 7
        assert other.poll() is None
        other.kill()


def test_half_made_cluster_is_made_anew(folder: Path) -> None:
    shutil.rmtree(folder / "cluster")
    (folder / "cluster.new").mkdir()
    (folder / "cluster.new" / "PG_VERSION").write_text("18\n")
    with running(folder) as server:
        assert ask(server, "select 1") == 1
    assert not (folder / "cluster.new").exists()


@pytest.mark.parametrize("spoilt", [None, "", "{}", '{"socket": "x", "passwords": {}}'])
def test_lost_passwords_are_made_anew(folder: Path, spoilt: str | None) -> None:
    before = Server(folder).connection("web", "nastavnik")["password"]
    if spoilt is None:
        (folder / "access.json").unlink()
    else:
        (folder / "access.json").write_text(spoilt)
    with running(folder) as server:
        assert ask(server, "select current_user", role="web", database="nastavnik") == "nastavnik_web"
        assert ask(server, "select value from kept") == 7
        assert server.connection("web", "nastavnik")["password"] != before


def test_folder_without_its_version_is_called_damaged(folder: Path) -> None:
    (folder / "cluster" / "PG_VERSION").unlink()
    with pytest.raises(ServerError, match=r"повреждена.*PG_VERSION.*резервной копии"):
        Server(folder).start()
    assert (folder / "cluster" / "base").is_dir()  # nothing was thrown away


@pytest.mark.parametrize(
    "lost", ["global/pg_control", "global/pg_filenode.map", "pg_wal", "postgresql.conf", "pg_hba.conf"]
)
def test_damaged_folder_is_refused_with_a_way_out(folder: Path, lost: str) -> None:
    path = folder / "cluster" / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    server = Server(folder)
    with pytest.raises(ServerError, match=r"повреждена: сервер сообщил «.+».*резервной копии"):
        server.start()
    assert not server.is_running
    assert processes_in(folder / "cluster") == []


def test_too_new_folder_is_refused_with_a_way_out(folder: Path) -> None:
    (folder / "cluster" / "PG_VERSION").write_text("99\n")
    with pytest.raises(ServerError, match=r"более новой версией PostgreSQL \(99\).*обновите"):
        Server(folder).start()


def test_too_old_folder_is_refused_with_a_way_out(folder: Path) -> None:
    (folder / "cluster" / "PG_VERSION").write_text("13\n")
    with pytest.raises(ServerError, match=r"PostgreSQL 13.*postgresql-13"):
        Server(folder).start()


def test_file_in_place_of_the_folder_is_refused() -> None:
    with short_folder() as top:
        (top / "var").write_text("")
        with pytest.raises(ServerError, match="нельзя записать: на её месте лежит файл"):
            Server(top / "var" / "postgres").start()


def test_read_only_folder_is_refused_with_a_way_out() -> None:
    command = command_of_nobody() if IS_ROOT else (sys.executable,)
    if command is None:
        pytest.skip("the account nobody reaches no Python with our packages")
    with short_folder() as top:
        (top / "var").mkdir()
        if IS_ROOT:
            os.chown(top / "var", NOBODY, NOBODY)
        (top / "var").chmod(0o555)
        done = subprocess.run(
            [*command, "-c", LAUNCHER, str(top / "var" / "postgres")],
            env=python_environ(),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode != 0
    assert "нельзя записать: нет прав" in done.stderr
    assert "NASTAVNIK_DATA_DIR" in done.stderr


def test_failed_start_frees_the_folder_for_the_next(folder: Path) -> None:
    shutil.move(folder / "cluster" / "postgresql.conf", folder / "kept.conf")
    with pytest.raises(ServerError):
        Server(folder).start()
    shutil.move(folder / "kept.conf", folder / "cluster" / "postgresql.conf")
    with running(folder) as server:
        assert ask(server, "select value from kept") == 7
        assert read_pid_file(folder / "cluster")[1]
