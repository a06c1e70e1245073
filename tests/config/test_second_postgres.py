"""Migrations, policies, triggers and jobs on another version of PostgreSQL, where the system has one."""

import subprocess
import sys
from pathlib import Path

import pytest

from nastavnik.kit.postgres.binaries import found_binaries
from tests.kit.clusters import python_environ

ROOT = Path(__file__).resolve().parents[2]
# What the database itself does: rights and policies, definer functions, counters, sessions, due work.
TESTS = (
    "tests/house/test_walls.py",
    "tests/house/test_sight.py",
    "tests/access",
    "tests/monitoring/test_counting.py",
)


def other_major() -> int | None:
    """A version beside the one that all the other tests run on."""
    majors = [binaries.major for binaries in found_binaries()]
    return next((major for major in majors[1:] if major != majors[0]), None)


@pytest.mark.skipif(other_major() is None, reason="the system has no second version of PostgreSQL")
def test_the_database_does_the_same_on_another_version() -> None:
    environ = {
        **python_environ(),
        "NASTAVNIK_TEST_POSTGRES": str(other_major()),
        "PYTEST_XDIST_WORKER": "second",
    }
    environ.pop("PYTEST_XDIST_WORKER_COUNT", None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *TESTS],
        cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
