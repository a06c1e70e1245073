"""`nastavnik start` and `invite`: an empty base gets its root, its first account and a way in."""

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from nastavnik.access.actions.beginning import Beginning
from nastavnik.config.commands.beginning import QUESTIONS, CommandError, ask_everything
from nastavnik.kit.postgres import Server
from nastavnik.rulebook.organisations import Level
from tests.config.test_console import console
from tests.kit.clusters import short_folder
from tests.prepared import prepare_folder

SCHOOL = """
level = "institution"
full_name = "Муниципальное казённое общеобразовательное учреждение «Лесная школа»"
short_name = "Лесная школа"
place = "с. Лесное"
head_name = "А. Б. Соснова"
admin_name = "Дубова Елена Игоревна"
admin_post = "заместитель директора"
login = "elena"
"""
ADDRESS = re.compile(r"http://127\.0\.0\.1:8000/invitation/\S+/")


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with short_folder() as top:
        prepare_folder(top / "var", "nastavnik")
        yield top


def begin(place: Path, text: str) -> tuple[int, str]:
    answers = place / "answers.toml"
    answers.write_text(text, encoding="utf-8")
    done = console(
        "start",
        "--answers",
        str(answers),
        "--only-prepare",
        environ={"NASTAVNIK_DATA_DIR": str(place / "var")},
    )
    return done.returncode, done.stdout + done.stderr


def found(place: Path, query: str) -> list[tuple[object, ...]]:
    server = Server(place / "var" / "postgres")
    server.start()
    try:
        with psycopg.connect(**server.connection("superuser", "nastavnik")) as connection:
            return list(connection.execute(query).fetchall())
    finally:
        server.stop()


def test_school_begins_with_its_root_and_a_curator(place: Path) -> None:
    code, said = begin(place, SCHOOL)
    assert code == 0, said
    assert ADDRESS.search(said)
    assert "имя для входа: elena" in said
    assert found(place, "select short_name, level, parent_id, head_post from registry_organisation") == [
        ("Лесная школа", "institution", None, "Директор")
    ]
    roles = "select role from access_grant g join access_account a on a.id = account_id where login = 'elena'"
    assert {role for (role,) in found(place, roles)} == {"administrator", "curator"}


def test_base_that_has_begun_is_left_alone(place: Path) -> None:
    code, said = begin(place, SCHOOL.replace("elena", "other"))
    assert code == 0
    assert not ADDRESS.search(said)
    assert found(place, "select count(*) from access_account") == [(1,)]


def test_new_address_ends_the_one_before(place: Path) -> None:
    done = console("invite", "elena", environ={"NASTAVNIK_DATA_DIR": str(place / "var")})
    assert done.returncode == 0, done.stderr
    assert ADDRESS.search(done.stdout)
    open_ones = "select count(*) from access_invitation where spent_at is null and revoked_at is null"
    assert found(place, open_ones) == [(1,)]
    assert found(place, "select count(*) from access_invitation") == [(2,)]


def test_invitation_for_nobody_is_refused(place: Path) -> None:
    done = console("invite", "nobody", environ={"NASTAVNIK_DATA_DIR": str(place / "var")})
    assert done.returncode == 1
    assert "Учётной записи «nobody» нет" in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SCHOOL.replace("institution", "planet"), "level — одно из"),
        (SCHOOL.replace('short_name = "Лесная школа"', ""), "нет short_name"),
        (SCHOOL.replace("Дубова Елена Игоревна", "Дубова"), "Нужны фамилия, имя и отчество"),
        (SCHOOL + 'colour = "green"', "неизвестно colour"),
        ("level = institution", "ошибка записи TOML"),
    ],
)
def test_wrong_file_of_answers_is_refused_with_the_name_of_what_is_wrong(
    place: Path, text: str, said: str
) -> None:
    code, answer = begin(place, text)
    assert (code, said in answer) == (1, True), answer


def test_demonstration_does_not_begin_by_questions() -> None:
    done = console("start", environ={"NASTAVNIK_DEMO": "1"})
    assert (done.returncode, "nastavnik run --demo" in done.stderr) == (1, True)


def typed(*answers: str) -> tuple[dict[str, str], list[str]]:
    """What is made of answers typed one after another, and what was said meanwhile."""
    waiting, told = iter(answers), []

    def ask(words: str) -> str:
        told.append(words)
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    return ask_everything(ask, told.append), told


def test_questions_are_asked_again_until_they_are_answered() -> None:
    said, told = typed(
        "5", "1", "", "Министерство образования", "Область", "", "", "Белова", "Белова Ирина Олеговна", "", "", "да"
    )  # fmt: skip
    assert said["level"] == Level.REGION
    assert said["full_name"] == "Министерство образования"
    assert said["login"] == "admin"
    assert "head_name" not in said
    assert any("Без этого не начать" in line for line in told)
    assert any("Нужны фамилия, имя и отчество" in line for line in told)


def test_answers_that_were_not_confirmed_are_asked_anew() -> None:
    once = ["3", *["Лесная школа"] * 2, "", "", "", "", "Дубова Елена Игоревна", "", "elena"]
    said, told = typed(*once, "нет", *once, "да")
    assert said["login"] == "elena"
    assert sum(line.startswith("Введите 1, 2 или 3") for line in told) == 2


def test_closed_terminal_is_told_what_to_do() -> None:
    with pytest.raises(CommandError, match="--answers"):
        typed("1")


def test_every_question_has_its_place_in_the_beginning() -> None:
    assert {question.name for question in QUESTIONS} | {"level"} == set(Beginning.__dataclass_fields__)
