"""A pytest plugin that gives each test process a PostgreSQL of its own before Django reads its settings.

Loaded by `-p tests.server`: pytest-django imports the settings earlier than any conftest. The data lies in `var/test`
and is thrown away; the server ends with the process. A copy of the migrated, still empty base is kept for the next run
until a migration changes, for migrating takes longer than most tests.
"""

import atexit
import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from nastavnik.kit.postgres import Server

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "var" / "test" / os.environ.get("PYTEST_XDIST_WORKER", "main")

# The version of PostgreSQL to run on; without it the one of the packages.
MAJOR = os.environ.get("NASTAVNIK_TEST_POSTGRES")

os.environ["NASTAVNIK_ROLE"] = "owner"
os.environ["NASTAVNIK_DATA_DIR"] = str(DATA)
for name in ("DATABASE_URL", "NASTAVNIK_CONFIG", "NASTAVNIK_DEMO"):
    os.environ.pop(name, None)


def _fingerprint() -> str:
    """What the kept base depends on: all migrations, and the version of PostgreSQL asked for."""
    sign = hashlib.sha256((MAJOR or "").encode())
    for path in sorted((ROOT / "src").glob("nastavnik/*/migrations/*.py")):
        sign.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return sign.hexdigest()[:16]


MIGRATED = "test_nastavnik"
KEPT = ROOT / "var" / "test" / f"kept-{_fingerprint()}"


class OwnServer:
    """The server of this process; `is_migrated` says whether it began with the kept base."""

    def __init__(self) -> None:
        shutil.rmtree(DATA, ignore_errors=True)
        self.is_migrated = KEPT.is_dir()
        if self.is_migrated:
            _copy(KEPT, DATA)
        DATA.mkdir(parents=True, exist_ok=True)
        self.server = Server(DATA / "postgres", tests=True, major=int(MAJOR) if MAJOR else None)
        self.server.start()
        self.server.ensure_database("nastavnik")
        atexit.register(self.server.stop)

    def keep(self) -> None:
        """Copies the data while the server rests; nobody may be connected."""
        self.server.stop()
        for older in KEPT.parent.glob("kept-*"):
            if older != KEPT:
                shutil.rmtree(older, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=KEPT.parent) as folder:
            copy = Path(folder) / "copy"
            _copy(DATA, copy)
            if not KEPT.exists():
                copy.rename(KEPT)
        self.server.start()


def _copy(source: Path, target: Path) -> None:
    """With owners and rights, by which PostgreSQL knows its folder; sockets and locks are not copied."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


SERVER = OwnServer()
