"""Short-lived PostgreSQL folders for the tests of the launcher, and programs that run beside the test."""

import contextlib
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from nastavnik.kit.postgres import Server

ROOT = Path(__file__).resolve().parents[2]
IS_ROOT = os.geteuid() == 0
NOBODY = 65534


@contextlib.contextmanager
def short_folder() -> Iterator[Path]:
    """A folder with a short path that every account may enter: sockets and other users need that."""
    made = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    made.chmod(0o755)
    try:
        yield made
    finally:
        for path in [made, *made.rglob("*")]:
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
        shutil.rmtree(made)


def copy_folder(source: Path, target: Path) -> Path:
    """A stopped server's folder with its owners: quicker than making a new cluster for each test."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
    return target


def ask(server: Server, query: str, *, role: str = "superuser", database: str = "postgres") -> object:
    """The first value that the query gives."""
    with psycopg.connect(**server.connection(role, database), autocommit=True) as connection:
        row = connection.execute(query).fetchone()
    return row[0] if row else None


def tell(server: Server, statement: str, *, role: str = "superuser", database: str = "postgres") -> None:
    """Carry out a statement that gives nothing back."""
    with psycopg.connect(**server.connection(role, database), autocommit=True) as connection:
        connection.execute(statement)


def python_environ() -> dict[str, str]:
    """An environment in which any Python of this version finds what this one finds, and nothing of ours is
    set.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("NASTAVNIK_", "DATABASE_URL"))
    }
    kept["NASTAVNIK_TEST_SMALL_DEMO"] = "1"  # quicker, and enough for whoever starts the whole product
    return {**kept, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT), *filter(None, sys.path)])}


@functools.cache
def command_of_nobody() -> tuple[str, ...] | None:
    """How to run Python as the account nobody, None where it cannot reach one or our packages."""
    python = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (sys.executable, f"/usr/local/bin/{python}", f"/usr/bin/{python}"):
        command = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", candidate)
        with contextlib.suppress(OSError):
            tried = subprocess.run(
                [*command, "-c", "import nastavnik, psycopg"],
                env=python_environ(),
                cwd="/",
                capture_output=True,
                check=False,
            )
            if tried.returncode == 0:
                return command
    return None
