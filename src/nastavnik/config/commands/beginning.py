"""The first start of an empty base: what it is for, its requisites, and the first account."""

import json
import os
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from nastavnik.config.commands.database import CommandError, House, migrate, open_database
from nastavnik.config.commands.serving import run, web_address
from nastavnik.config.options import WORKER
from nastavnik.rulebook.names import parse_full_name
from nastavnik.rulebook.organisations import Level

Ask = Callable[[str], str]
LEVELS = {"1": Level.REGION, "2": Level.MUNICIPALITY, "3": Level.INSTITUTION}
YES = ("да", "д", "yes", "y")


@dataclass(frozen=True)
class Question:
    """One thing to be said: its name in the file of answers, the words, what stands when nothing is typed.

    `levels` says for which roots it is asked; `check` gives a sentence when the answer will not do.
    """

    name: str
    words: str
    default: str | None = None
    levels: frozenset[Level] = frozenset(Level)
    check: Callable[[str], str] = lambda _answer: ""


def _check_name(answer: str) -> str:
    try:
        parse_full_name(answer)
    except ValueError:
        return "Нужны фамилия, имя и отчество, например «Светлова Светлана Петровна»."
    return ""


_SCHOOL = frozenset({Level.INSTITUTION})
QUESTIONS = (
    Question("full_name", "Полное наименование, как в уставе или положении"),
    Question("short_name", "Краткое наименование, как оно будет стоять на экране"),
    Question("founder", "Учредитель или вышестоящий орган", default=""),
    Question("place", "Место издания документов (г. …, с. …)", default=""),
    Question("head_post", "Должность руководителя", default="Директор", levels=_SCHOOL),
    Question("head_name", "Руководитель (И. О. Фамилия)", default="", levels=_SCHOOL),
    Question("admin_name", "Кто будет вести систему: фамилия, имя, отчество", check=_check_name),
    Question("admin_post", "Его должность", default=""),
    Question("login", "Имя для входа латинскими буквами", default="admin"),
)
LEVEL_WORDS = """Что здесь будет работать?
  1  регион
  2  муниципалитет: район, городской округ
  3  одна школа или другая организация"""


def start(house: House, *, answers: str | None = None, is_only_preparing: bool = False) -> None:
    """Begin an empty base by questions, or by a file of answers, and then run the product.

    The first account gets a one-time address by which its holder chooses a password: nothing is sent anywhere.
    A base that has begun is just run. Refused with a sentence.
    """
    if house.options.demo:
        raise CommandError(
            "Демонстрация начинается командой nastavnik run --demo; start — для настоящих данных."
        )
    written = _from_file(Path(answers)) if answers else None
    open_database(house, alone=not is_only_preparing)
    migrate(house)
    if house.django(WORKER, "begin_house", "--check") == 0:
        said = written or ask_everything(input, house.tell)
        code = _begin(house, said)
        house.tell("")
        house.tell("База начата. Откройте этот адрес в течение 14 дней и задайте пароль (адрес одноразовый):")
        house.tell(f"  {web_address(house.options)}invitation/{code}/")
        house.tell(f"  имя для входа: {said['login']}")
        house.tell("Если адрес потерян: nastavnik invite " + said["login"])
    else:
        house.tell("База уже начата: новых людей приглашают на странице «Пользователи».")
    if not is_only_preparing:
        run(house, is_open=True)


def invite(house: House, *, login: str) -> None:
    """Issue a new one-time address for an account, for instance of an administrator who forgot the password."""
    open_database(house, alone=False)
    code = _through_file(house, "invite_again", login)
    house.tell("Одноразовый адрес, действует 14 дней; прежние больше не открываются:")
    house.tell(f"  {web_address(house.options)}invitation/{code}/")


def ask_everything(ask: Ask, tell: Callable[[str], None]) -> dict[str, str]:
    """Ask until everything is said and confirmed."""
    while True:
        tell(LEVEL_WORDS)
        chosen = ""
        while chosen not in LEVELS:
            chosen = _answer(ask, "Введите 1, 2 или 3: ")
        level = LEVELS[chosen]
        said = {"level": level.value}
        for question in QUESTIONS:
            if level in question.levels:
                said[question.name] = _said(ask, tell, question)
        tell("")
        for question in QUESTIONS:
            if said.get(question.name):
                tell(f"  {question.words}: {said[question.name]}")
        if _answer(ask, "Всё верно? (да/нет): ").lower() in YES:
            return said


def _said(ask: Ask, tell: Callable[[str], None], question: Question) -> str:
    hint = (
        f" [{question.default}]"
        if question.default
        else " (можно пропустить)"
        if question.default == ""
        else ""
    )
    while True:
        answer = _answer(ask, f"{question.words}{hint}: ") or (question.default or "")
        wrong = question.check(answer) if answer else ""
        if not answer and question.default is None:
            wrong = "Без этого не начать: впишите ответ."
        if not wrong:
            return answer
        tell(wrong)


def _answer(ask: Ask, words: str) -> str:
    try:
        return ask(words).strip()
    except EOFError as error:
        raise CommandError(
            "Ответов не дождались: запустите nastavnik start в окне терминала или укажите файл ответов --answers."
        ) from error


def _from_file(path: Path) -> dict[str, str]:
    """Answers from a TOML file; the same rules as for typed ones."""
    try:
        said = {
            name: str(value).strip()
            for name, value in tomllib.loads(path.read_text(encoding="utf-8")).items()
        }
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(
            f"Файл ответов «{path}» не читается: {getattr(error, 'strerror', 'не UTF-8')}."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise CommandError(f"В файле ответов «{path}» ошибка записи TOML ({error}).") from error
    names = {question.name for question in QUESTIONS} | {"level"}
    if unknown := sorted(set(said) - names):
        raise CommandError(
            f"В файле ответов «{path}» неизвестно {unknown[0]}; можно: {', '.join(sorted(names))}."
        )
    if said.get("level") not in set(Level):
        raise CommandError(f"В файле ответов «{path}» level — одно из: {', '.join(Level)}.")
    return {**said, **_checked(said, Level(said["level"]), path)}


def _checked(said: Mapping[str, str], level: Level, path: Path) -> dict[str, str]:
    found = {}
    for question in QUESTIONS:
        answer = said.get(question.name) or question.default
        if level not in question.levels:
            continue
        if answer is None:
            raise CommandError(f"В файле ответов «{path}» нет {question.name}: {question.words}.")
        if answer and (wrong := question.check(answer)):
            raise CommandError(f"В файле ответов «{path}», {question.name}: {wrong}")
        found[question.name] = answer
    return found


def _begin(house: House, said: Mapping[str, str]) -> str:
    with tempfile.TemporaryDirectory(prefix="nastavnik-") as folder:
        answers = Path(folder) / "answers.json"
        answers.write_text(json.dumps(said), encoding="utf-8")
        return _through_file(house, "begin_house", str(answers))


def _through_file(house: House, command: str, argument: str) -> str:
    """A command of Django that answers into a file readable by this account alone: its output is not shown."""
    with tempfile.TemporaryDirectory(prefix="nastavnik-") as folder:
        answer = Path(folder) / "answer"
        os.close(os.open(answer, os.O_WRONLY | os.O_CREAT, 0o600))
        if house.django(WORKER, command, argument, str(answer)) != 0:
            raise CommandError("Не сделано: причина — в сообщении выше.")
        return answer.read_text(encoding="utf-8")
