"""The command `nastavnik`: its words, exit codes, and one life of the whole from start to stop."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from nastavnik.config.commands.database import CommandError
from nastavnik.config.commands.serving import check_port
from nastavnik.config.console import main
from nastavnik.kit.postgres import Server
from nastavnik.kit.postgres.leftovers import processes_in, read_pid_file
from tests.kit.clusters import python_environ, short_folder

COMMANDS = (
    "start",
    "invite",
    "run",
    "migrate",
    "demo",
    "worker",
    "match",
    "deadline",
    "roadmap",
    "check",
    "backup",
    "restore",
)
# What runs without further words and reads the settings; the others say first what is missing.
ALONE = ("start", "run", "migrate", "demo", "worker", "check", "backup")


def console(*arguments: str, environ: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nastavnik", *arguments],
        env={**python_environ(), **(environ or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.mark.parametrize(
    "command",
    [(), *[(name,) for name in COMMANDS], ("roadmap", "read")],
    ids=lambda command: " ".join(command) or "all",
)
def test_help_is_russian(command: tuple[str, ...]) -> None:
    done = console(*command, "--help")
    assert done.returncode == 0
    assert "использование: nastavnik" in done.stdout
    names = "|".join(
        (*COMMANDS, "read", "backups", "json", "JSON", "xlsx", "docx", "ods", "pdf", "doc", "pairs")
    )
    words = re.sub(rf"\.?nastavnik|-h\b|--[a-z-]+|127\.0\.0\.1|\b({names})\b", "", done.stdout)
    assert re.findall(r"[A-Za-z]+", words) == []


def test_help_names_every_command_and_exit_code() -> None:
    said = console("--help").stdout
    for name in COMMANDS:
        assert re.search(rf"^ +{name} ", said, re.MULTILINE)
    assert "0 — выполнено" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("rum",), "неизвестно 'rum'"),
        (("run", "--port"), "--port: нужно одно значение"),
        (("run", "--port", "много"), "--port"),
        (("run", "--port", "99999"), "от 1 до 65535"),
        (("run", "--host", "http://x"), "--host"),
        (("run", "--loud"), "неизвестные параметры: --loud"),
        (("migrate", "now"), "неизвестные параметры: now"),
    ],
)
def test_wrong_use_ends_with_2_and_a_russian_sentence(arguments: tuple[str, ...], said: str) -> None:
    done = console(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.startswith("Неверный вызов: ")
    assert len(done.stderr.splitlines()) == 1


def test_no_command_ends_with_2_and_the_help() -> None:
    done = console()
    assert done.returncode == 2
    assert "команды" in done.stdout


@pytest.mark.parametrize("command", ALONE)
def test_wrong_setting_ends_with_1_and_one_sentence(command: str) -> None:
    done = console(command, environ={"NASTAVNIK_PROT": "1"})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Неизвестная переменная NASTAVNIK_PROT: возможно, имелось в виду NASTAVNIK_PORT.\n"


def test_spoilt_data_folder_ends_with_1_and_a_sentence() -> None:
    with short_folder() as top:
        (top / "var" / "postgres" / "cluster").mkdir(parents=True)
        (top / "var" / "postgres" / "cluster" / "base").mkdir()
        done = console("run", environ={"NASTAVNIK_DATA_DIR": str(top / "var")})
    assert done.returncode == 1
    assert "повреждена" in done.stderr
    assert "Traceback" not in done.stderr


def test_unreachable_database_ends_with_1_and_a_sentence_without_the_password() -> None:
    url = f"postgresql://name:very-secret@127.0.0.1:{free_port()}/base"
    names = ("DATABASE_URL", "NASTAVNIK_OWNER_DATABASE_URL", "NASTAVNIK_WORKER_DATABASE_URL")
    done = console("check", environ=dict.fromkeys(names, url))
    assert done.returncode == 1
    assert "Не удалось подключиться к базе данных" in done.stderr
    assert "very-secret" not in done.stderr
    assert "Traceback" not in done.stderr


def test_demonstration_is_refused_in_a_database_of_another_name() -> None:
    """Invented people must never be mixed with real ones."""
    with short_folder() as top:
        server = Server(top / "postgres")
        server.start()
        try:
            server.ensure_database("real")
            urls = {}
            for role, name in (("web", ""), ("owner", "NASTAVNIK_OWNER_"), ("worker", "NASTAVNIK_WORKER_")):
                place = server.connection(role, "real")  # type: ignore[arg-type]
                urls[f"{name}DATABASE_URL"] = (
                    f"postgresql://{place['user']}:{place['password']}@/real?host={place['host']}&port={place['port']}"
                )
            done = console("demo", environ={**urls, "NASTAVNIK_DATA_DIR": str(top / "var")})
        finally:
            server.stop()
    assert done.returncode == 1
    assert "_demo" in done.stderr
    assert done.stdout == ""


def test_main_gives_its_exit_code_back(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NASTAVNIK_PORT", "много")
    assert main(["check"]) == 1
    assert "NASTAVNIK_PORT" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("127.0.0.1", "Порт .* уже занят.*--port"),
        ("198.51.100.7", "не принимает соединений.*--host"),
        ("nowhere.invalid", "--host"),
    ],
)
def test_place_where_nobody_can_listen_is_refused_with_a_way_out(host: str, said: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CommandError, match=said):
            check_port(host, other.getsockname()[1])


class Running:
    """`nastavnik run` in a process of its own, as from a terminal."""

    def __init__(self, data: Path, port: int, log: Path, *arguments: str) -> None:
        self.port, self.log = port, log
        with log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "nastavnik", "run", "--port", str(port), *arguments],
                env={**python_environ(), "NASTAVNIK_DATA_DIR": str(data), "NASTAVNIK_WEB_WORKERS": "1"},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.log.read_text()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + 120
        while "Адрес: " not in self.said() and time.monotonic() < deadline and self.process.poll() is None:
            time.sleep(0.1)
        assert f"http://127.0.0.1:{self.port}/" in self.said(), self.said()

    def status(self) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=60) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code

    def __enter__(self) -> Self:
        self.wait_until_ready()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.process.kill()
        self.process.wait()

    def interrupt(self) -> int:
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(60)


@pytest.fixture
def place() -> Iterator[Path]:
    with short_folder() as top:
        yield top
        for number in processes_in(top / "var" / "postgres" / "cluster"):
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)


def test_run_starts_answers_survives_and_stops(place: Path) -> None:
    port = free_port()
    data = place / "var"
    with Running(data, port, place / "first.log") as first:
        assert "создаю" in first.said()
        assert "обновляю таблицы" in first.said()
        assert first.status() == 200

        # A second one in the same folder, and one elsewhere on the same port, are told what to do.
        same_folder = console("run", "--port", str(free_port()), environ={"NASTAVNIK_DATA_DIR": str(data)})
        assert (same_folder.returncode, "уже запущена" in same_folder.stderr) == (1, True)
        same_port = console("run", "--port", str(port), environ={"NASTAVNIK_DATA_DIR": str(place / "other")})
        assert (same_port.returncode, f"Порт {port} уже занят" in same_port.stderr) == (1, True)
        assert "--port" in same_port.stderr
        assert processes_in(place / "other" / "postgres" / "cluster") == []

        # Commands beside it use its database.
        checked = console("check", environ={"NASTAVNIK_DATA_DIR": str(data)})
        assert checked.returncode == 0, checked.stderr

        kill_database(data)
        assert first.status() == 200
        assert first.interrupt() == 0
    assert processes_in(data / "postgres" / "cluster") == []
    assert (data / "postgres" / "server.log").read_text().rstrip().endswith("database system is shut down")

    with Running(data, port, place / "second.log") as second:
        assert "создаю" not in second.said()
        assert "обновляю таблицы" not in second.said()  # nothing to do is not done again
        assert second.interrupt() == 0


def kill_database(data: Path) -> None:
    """Kill the server and wait for the one that the supervisor starts in its place."""
    number, _ready = read_pid_file(data / "postgres" / "cluster")
    assert number is not None
    os.kill(number, signal.SIGKILL)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        found, is_ready = read_pid_file(data / "postgres" / "cluster")
        if is_ready and found != number:
            return
        time.sleep(0.05)
    raise AssertionError("the database did not come back")


def test_tables_are_made_again_in_a_new_database(place: Path) -> None:
    """The mark of what was done lies in the database: another one does not have it."""
    data = place / "var"
    for start in ("first", "second"):
        with Running(data, free_port(), place / f"{start}.log") as running:
            assert "обновляю таблицы" in running.said()
            assert running.interrupt() == 0
        shutil.rmtree(data / "postgres")
