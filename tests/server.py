"""A pytest plugin that gives each test process a PostgreSQL of its own before Django reads its settings.

Loaded by `-p tests.server`: pytest-django imports the settings earlier than any conftest. The data lies in `var/test`
and is thrown away; the server ends with the process.
"""

import atexit
import os
import shutil
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


def _start() -> None:
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(parents=True)
    server = Server(DATA / "postgres", tests=True, major=int(MAJOR) if MAJOR else None)
    server.start()
    server.ensure_database("nastavnik")
    atexit.register(server.stop)


_start()
