"""The page of options says what the options are: every name, variable and default, and an example that is read."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from nastavnik.config.options import OTHER_VARIABLES, SECRETS, TEST_PREFIX, VARIABLES, Options, load_options

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "configuration.md").read_text(encoding="utf-8")
PRODUCTION = (DOCS / "production.md").read_text(encoding="utf-8")
# Cells of the table of options by the name in the file: variable, default, meaning.
ROWS = {
    name: (variable, default, meaning)
    for name, variable, default, meaning in re.findall(
        r"^\| `(\w+)` \| `(\w+)` \| (.+?) \| (.+?) \|$", PAGE, flags=re.MULTILINE
    )
}
# Defaults that are not a value: said in words.
IN_WORDS = {
    "database_url": "none",
    "owner_database_url": "none",
    "worker_database_url": "none",
    "site_url": "none",
    "email_url": "none",
    "email_from": "none",
    "given_secret_key": "made on the first start",
    "allowed_hosts": "`127.0.0.1`, `localhost`, `[::1]` and `host`",
}


def _written(option: str) -> str:
    """The name of an option in the settings file."""
    return option.removeprefix("given_")


def test_every_option_can_be_set() -> None:
    assert {field.name for field in fields(Options)} == set(VARIABLES)


@pytest.mark.parametrize("option", VARIABLES)
def test_option_stands_on_the_page(option: str) -> None:
    variable, default, meaning = ROWS[_written(option)]
    assert variable == VARIABLES[option][0]
    value = getattr(Options(), option)
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    assert default == IN_WORDS.get(option, f"`{shown}`")
    assert len(meaning) > 20


def test_page_has_no_option_that_is_not_there() -> None:
    assert set(ROWS) == {_written(option) for option in VARIABLES}


def test_every_secret_may_be_a_file_and_nothing_else() -> None:
    said = re.findall(r"^\| `(\w+)_FILE` \| `(\w+)` \|$", PAGE, flags=re.MULTILINE)
    assert said == [(VARIABLES[option][0], VARIABLES[option][0]) for option in SECRETS]


def test_pages_name_no_unknown_variable() -> None:
    known = {variable for variable, _read in VARIABLES.values()} | set(OTHER_VARIABLES) | {TEST_PREFIX}
    known |= {f"{VARIABLES[option][0]}_FILE" for option in SECRETS}
    named = set(re.findall(r"\b(?:NASTAVNIK_[A-Z_]+|DATABASE_URL(?:_FILE)?)", PAGE + PRODUCTION))
    assert named - known - {"NASTAVNIK_"} == set()
    assert set(OTHER_VARIABLES) <= named


def test_defaults_of_hosts_are_the_ones_said() -> None:
    assert load_options({"NASTAVNIK_HOST": "10.0.0.5"}).allowed_hosts == (
        "127.0.0.1",
        "localhost",
        "[::1]",
        "10.0.0.5",
    )


@pytest.mark.parametrize("text", re.findall(r"```toml\n(.*?)```", PAGE + PRODUCTION, flags=re.DOTALL))
def test_example_is_read(text: str, tmp_path: Path) -> None:
    file = tmp_path / "nastavnik.toml"
    file.write_text(text, encoding="utf-8")
    read = load_options({"NASTAVNIK_CONFIG": str(file)})
    assert read.port in (8000, 8001)


def test_roles_of_the_database_are_those_of_the_policies() -> None:
    from nastavnik.kit.postgres.folder import ROLES

    made = set(re.findall(r"^CREATE ROLE (\w+)", PRODUCTION, flags=re.MULTILINE))
    assert made == {name for role, name in ROLES.items() if role != "superuser"}
