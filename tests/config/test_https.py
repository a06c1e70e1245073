"""Behind TLS: what the option sets, and that Django's own check of a deployment has nothing to say."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def check(tmp_path: Path, **given: str) -> str:
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("NASTAVNIK_", "DATABASE_"))
    }
    environ |= {"DJANGO_SETTINGS_MODULE": "nastavnik.config.settings", "PYTHONPATH": str(ROOT / "src")}
    environ |= {"NASTAVNIK_DATA_DIR": str(tmp_path), **given}
    run = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy"], env=environ, cwd=tmp_path, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return run.stdout + run.stderr


def test_deployment_behind_tls_is_clean(tmp_path: Path) -> None:
    said = check(tmp_path, NASTAVNIK_HTTPS="1")
    assert "no issues" in said and "WARNINGS" not in said


def test_without_the_option_the_check_names_what_is_open(tmp_path: Path) -> None:
    said = check(tmp_path)
    assert all(f"security.{number}" in said for number in ("W004", "W008", "W012", "W016"))


@pytest.mark.parametrize("wrong", ["да-да", "2"])
def test_wrong_value_stops_the_start(tmp_path: Path, wrong: str) -> None:
    assert "NASTAVNIK_HTTPS" in check(tmp_path, NASTAVNIK_HTTPS=wrong)
