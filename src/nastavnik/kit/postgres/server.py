"""The launcher: one PostgreSQL server as a direct child of this process."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypedDict

import psycopg

from nastavnik.kit.postgres.account import Identity, server_identity
from nastavnik.kit.postgres.binaries import Binaries, choose_binaries, reachable
from nastavnik.kit.postgres.cluster import ENVIRONMENT, create_cluster, reset_superuser_password
from nastavnik.kit.postgres.errors import ServerError, unwritable
from nastavnik.kit.postgres.folder import ROLES, Access, Folder, seen_by
from nastavnik.kit.postgres.leftovers import (
    FAST_STOP_SECONDS,
    IMMEDIATE_STOP_SECONDS,
    clear_leftovers,
    read_pid_file,
)
from nastavnik.kit.postgres.roles import check_letters, settle_database, settle_roles
from nastavnik.kit.postgres.sockets import PORT, forget_socket_folder, socket_folder
from nastavnik.kit.supervisor import dying_with_parent

RoleName = Literal["owner", "web", "worker", "superuser"]
READY_SECONDS = 300.0  # recovery after a crash may take long
RETRY_SECONDS = 2.0
FAILED_START_STOP_SECONDS = 2.0
BUSY_MARKS = ("shared memory block", "lock file")


class Connection(TypedDict):
    """The parameters of one connection, as psycopg names them."""

    host: str
    port: int
    user: str
    password: str
    dbname: str


class Server:
    """One embedded PostgreSQL server in one folder.

    `tests=True` lets the owner create databases and become the web's and the worker's role, and does not wait for the
    disc; `major` narrows the choice of PostgreSQL for a new folder. A started server ends with the thread that
    started it.
    """

    def __init__(self, data_dir: Path, *, tests: bool = False, major: int | None = None) -> None:
        self.folder = Folder(Path(data_dir))
        self.process: subprocess.Popen[bytes] | None = None
        self._tests = tests
        self._major = major
        self._lock: int | None = None
        self._socket: Path | None = None

    @property
    def is_running(self) -> bool:
        """Whether the server of this folder answers, whichever process started it."""
        if self.process is not None:
            return self.process.poll() is None
        _number, ready = read_pid_file(self.folder.cluster)
        return ready and self.folder.is_locked()

    @property
    def version(self) -> int | None:
        """The major version of the folder's cluster, None before the first start."""
        return self.folder.data_major()

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server, on the first time with a new cluster and its roles; returns when it answers.

        After a crash may be called again. Refused with `ServerError`, another launcher with `AlreadyRunning`.
        """
        if self.process is not None and self.process.poll() is None:
            return self.process
        self.folder.prepare()
        if self._lock is None:
            self._lock = self.folder.take_lock()
        try:
            self.process = self._start()
            self._settle()
        except OSError as error:
            self.stop(FAILED_START_STOP_SECONDS)
            raise unwritable(self.folder.path, error) from error
        except BaseException:
            self.stop(FAILED_START_STOP_SECONDS)
            raise
        return self.process

    def stop(self, seconds: float = FAST_STOP_SECONDS) -> None:
        """Stop the server, sessions broken off and everything written; nothing when it does not run.

        After the given time it is ended without a checkpoint: nothing is lost, the next start takes longer.
        """
        process, self.process = self.process, None
        if process is not None:
            waits = (
                (signal.SIGINT, seconds),
                (signal.SIGQUIT, IMMEDIATE_STOP_SECONDS),
                (signal.SIGKILL, None),
            )
            for stop, patience in waits:
                if process.poll() is None:
                    process.send_signal(stop)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(patience)
                    break
        if self._socket is not None:
            forget_socket_folder(self._socket)
            self._socket = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def connection(self, role: RoleName, database: str) -> Connection:
        """The parameters for a role and a database, read from the folder: the server may be another
        process's child.

        Refused before the first start.
        """
        access = self.folder.read_access()
        if access is None:
            raise ServerError(
                f"В папке «{self.folder.path}» ещё нет базы данных: запустите программу командой nastavnik "
                "run."
            )
        return {
            "host": access.socket,
            "port": PORT,
            "user": ROLES[role],
            "password": access.passwords[role],
            "dbname": database,
        }

    def ensure_database(self, name: str) -> None:
        """Create the database unless it is there: the owner's, closed to all but the three roles."""
        with psycopg.connect(**self.connection("superuser", "postgres"), autocommit=True) as connection:
            settle_database(connection, name)

    def _start(self) -> subprocess.Popen[bytes]:
        folder = self.folder
        data_major = folder.data_major()
        identity = server_identity(folder.cluster)
        binaries = reachable(choose_binaries(data_major, self._major), identity, folder.path)
        known = folder.read_access() or Access(socket="")
        # The same after a crash of the server: the web remembers it.
        self._socket = self._socket or socket_folder(folder.cluster, identity)
        access = replace(known, socket=str(self._socket))
        if access != known:
            folder.write_access(access)
        if data_major is None:
            create_cluster(folder, binaries, identity, access.passwords["superuser"])
        if folder.cluster.stat().st_uid != identity.uid:
            identity.own(folder.cluster)
        clear_leftovers(folder.cluster)
        if data_major is not None and not access.is_settled:
            reset_superuser_password(folder, binaries, identity, access.passwords["superuser"])
        return self._launch(binaries, identity, self._socket)

    def _launch(self, binaries: Binaries, identity: Identity, socket: Path) -> subprocess.Popen[bytes]:
        """Start the process until it is ready; processes of a killed server get two seconds to go."""
        deadline = time.monotonic() + RETRY_SECONDS
        while True:
            begin = self.folder.log.stat().st_size if self.folder.log.exists() else 0
            process = self._spawn(binaries, identity, socket)
            if self._wait_until_ready(process):
                return process
            said = self._said_since(begin)
            if not any(mark in said for mark in BUSY_MARKS) or time.monotonic() > deadline:
                raise self.folder.damaged(f"сервер сообщил «{_reason(said)}»")
            time.sleep(0.1)
            clear_leftovers(self.folder.cluster)

    def _spawn(self, binaries: Binaries, identity: Identity, socket: Path) -> subprocess.Popen[bytes]:
        log = self.folder.open_log()
        try:
            with (
                seen_by(identity, self.folder.cluster) as (cluster_path, cluster_files),
                seen_by(identity, socket) as (socket_path, socket_files),
            ):
                # What tests write may be lost with the machine, and waiting for the disc is most of their time.
                hasty = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
                quoted = socket_path.replace('"', '""')
                settings = {
                    "listen_addresses": "",
                    "port": str(PORT),
                    "unix_socket_directories": f'"{quoted}"',
                    "unix_socket_permissions": "0700",
                    "cluster_name": "nastavnik",
                    **(hasty if self._tests else {}),
                }
                options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
                return subprocess.Popen(
                    [binaries.folder / "postgres", "-D", cluster_path, *options],
                    cwd="/",
                    env=ENVIRONMENT,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=(*cluster_files, *socket_files),
                    # Ctrl+C in the terminal reaches the parent only: the database stops last.
                    start_new_session=True,
                    preexec_fn=dying_with_parent(signal.SIGINT),  # noqa: PLW1509  (after setuid)
                    **identity.popen(),
                )
        finally:
            os.close(log)

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> bool:
        deadline = time.monotonic() + READY_SECONDS
        while process.poll() is None:
            if read_pid_file(self.folder.cluster) == (process.pid, True):
                return True
            if time.monotonic() > deadline:
                process.send_signal(signal.SIGQUIT)
                process.wait()
            time.sleep(0.01)
        return False

    def _settle(self) -> None:
        """Roles and the check of letters; what the server refuses here is damage."""
        access = self.folder.read_access()
        if access is None:
            raise self.folder.damaged("исчез файл access.json")
        try:
            with psycopg.connect(**self.connection("superuser", "postgres"), autocommit=True) as connection:
                settle_roles(connection, access.passwords, tests=self._tests, renew=not access.is_settled)
                check_letters(connection)
        except psycopg.Error as error:
            raise self.folder.damaged(f"сервер сообщил «{_reason(str(error))}»") from error
        if not access.is_settled:
            self.folder.write_access(replace(access, is_settled=True))

    def _said_since(self, begin: int) -> str:
        with self.folder.log.open(encoding="utf-8", errors="replace") as log:
            log.seek(begin)
            return log.read()


def _reason(said: str) -> str:
    """The line in which the server says why."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    for mark in ("PANIC:", "FATAL:", "ERROR:"):
        found = [line.split(mark, 1)[1].strip() for line in lines if mark in line]
        if found:
            return found[0]
    return lines[0] if lines else "ничего"
