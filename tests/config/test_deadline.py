"""`nastavnik deadline`: the real command, its answer in words and as JSON, its exit codes."""

import json
import subprocess
import sys

import pytest

from tests.kit.clusters import python_environ

SCHOOL = ("--from", "2022-09-01", "--to", "2023-08-31")


def deadline(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with no address of any database."""
    environ = {name: value for name, value in python_environ().items() if "DATABASE" not in name}
    return subprocess.run(
        [sys.executable, "-m", "nastavnik", "deadline", *arguments],
        env=environ, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_json_has_exactly_the_promised_keys() -> None:
    done = deadline("до 15 октября, ежегодно с 2022 г.", *SCHOOL, "--json")
    assert done.returncode == 0
    assert done.stderr == ""
    assert json.loads(done.stdout) == {
        "text": "до 15 октября, ежегодно с 2022 г.",
        "kind": "recurring",
        "needs_person": False,
        "occurrences": [{"start": None, "end": "2022-10-15"}],
        "notes": [],
    }


def test_json_says_when_a_person_has_to_decide() -> None:
    done = deadline("по отдельному графику", "--json")
    read = json.loads(done.stdout)
    assert (done.returncode, read["needs_person"], read["occurrences"]) == (0, True, [])
    assert read["notes"] == ["«по отдельному графику»: дату назначает человек"]


def test_without_json_the_answer_is_plain_russian() -> None:
    assert deadline("октябрь – апрель", "--school-year", "2022-2023").stdout.splitlines() == [
        "Срок: октябрь – апрель",
        "Понято: несколько месяцев подряд.",
        "Даты:",
        "  октябрь 2022 г. – апрель 2023 г.",
        "Примечание: октябрь 2022 г. – апрель 2023 г. — год взят из периода карты.",
        "Решение человека не нужно.",
    ]


def test_an_empty_text_is_answered() -> None:
    done = deadline("")
    assert done.returncode == 0
    assert "срок не указан" in done.stdout and "Нужно решение человека." in done.stdout


def test_a_period_within_its_school_year_is_taken() -> None:
    period = ("--from", "01.09.2022", "--to", "31.05.2023", "--school-year", "2022/2023")
    assert "май 2023 г." in deadline("май", *period).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*SCHOOL, "--school-year", "2023-2024"), "противоречат друг другу"),
        (("--from", "2023-09-01", "--to", "2022-08-31"), "кончается раньше, чем начинается"),
        (("--from", "2022-09-01"), "и --from, и --to"),
        (("--school-year", "2022"), "не учебный год"),
        (("--school-year", "2022-2024"), "длится один год"),
        (("--from", "вчера", "--to", "2022-09-01"), "дата «вчера» непонятна"),
    ],
)
def test_wrong_use_is_told_and_ends_with_two(arguments: tuple[str, ...], said: str) -> None:
    done = deadline("май", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
