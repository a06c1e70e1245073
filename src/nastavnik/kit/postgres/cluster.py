"""A new cluster, and new passwords for one whose passwords were lost."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nastavnik.kit.postgres.account import Identity, initdb_identity
from nastavnik.kit.postgres.binaries import Binaries
from nastavnik.kit.postgres.errors import ServerError, unwritable
from nastavnik.kit.postgres.folder import ROLES, Folder, seen_by

# The server's own environment: nothing of the caller's locale, time zone or PG… variables reaches it.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"}


def create_cluster(folder: Folder, binaries: Binaries, server: Identity, password: str) -> None:
    """Make the cluster aside and rename it, so that half of one is never taken for a whole.

    Refused with initdb's words.
    """
    maker = initdb_identity(server)
    new = folder.cluster.with_name("cluster.new")
    try:
        if new.exists():
            shutil.rmtree(new)
        new.mkdir(mode=0o700)
        maker.own(new)
        with seen_by(maker, new) as (place, inherited), _password_file(maker, password) as (number, path):
            command: list[str | Path] = [
                binaries.folder / "initdb",
                "-D",
                place,
                "-U",
                ROLES["superuser"],
                f"--pwfile={path}",
            ]
            done = subprocess.run(
                [*command, *_initdb_options(binaries.major)],
                cwd="/",
                env=ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                pass_fds=(*inherited, number),
                text=True,
                errors="replace",
                check=False,
                **maker.popen(),
            )
        if done.returncode != 0:
            raise ServerError(f"База данных не создана: initdb сообщил «{_last_line(done.stdout)}».")
        server.own(new)
        new.rename(folder.cluster)
    except OSError as error:
        raise unwritable(folder.path, error) from error


def reset_superuser_password(folder: Folder, binaries: Binaries, server: Identity, password: str) -> None:
    """Give the superuser a new password without knowing the old one, while the server stands."""
    command = f"ALTER ROLE {ROLES['superuser']} PASSWORD '{password}'"
    with seen_by(server, folder.cluster) as (place, inherited):
        done = subprocess.run(
            [binaries.folder / "postgres", "--single", "-D", place, "postgres"],
            cwd="/",
            env=ENVIRONMENT,
            input=command + "\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=inherited,
            text=True,
            errors="replace",
            check=False,
            **server.popen(),
        )
    if done.returncode != 0 or "ERROR:" in done.stdout:
        raise folder.damaged(f"сервер сообщил «{_last_line(done.stdout)}»")


def _initdb_options(major: int) -> list[str]:
    """UTF-8, checksums, passwords everywhere, and the server's own locale that knows Cyrillic letters."""
    options = ["-E", "UTF8", "-A", "scram-sha-256", "--data-checksums", "--locale=C.UTF-8"]
    if major >= 18:
        options += ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
    elif major == 17:
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return options


@contextmanager
def _password_file(reader: Identity, password: str) -> Iterator[tuple[int, str]]:
    """A file without a name that only the reader's account can open, as a number to inherit and a path."""
    with tempfile.TemporaryFile() as file:
        file.write(password.encode())
        file.flush()
        number = file.fileno()
        if not reader.is_own:
            os.fchown(number, reader.uid, reader.gid)
        yield number, f"/proc/self/fd/{number}" if sys.platform == "linux" else f"/dev/fd/{number}"


def _last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error:" in line.lower() or "FATAL" in line or "PANIC" in line]
    return (errors or lines or ["(ничего)"])[-1]
