"""The command `nastavnik`: exit code 0 when done, 1 when the input or the state is wrong, 2 when used
wrongly.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from nastavnik import __version__
from nastavnik.config.commands.beginning import invite, start
from nastavnik.config.commands.copies import SUFFIX, backup, restore
from nastavnik.config.commands.database import CommandError, House, fill_demo, migrate, open_database
from nastavnik.config.commands.deadlines import BadPeriod, Question, explain_deadline
from nastavnik.config.commands.roadmaps import add_roadmap
from nastavnik.config.commands.russian import RussianParser, speak_russian
from nastavnik.config.commands.serving import ACCOUNTS_FILE, run, run_worker
from nastavnik.config.options import VARIABLES, WEB, load_options
from nastavnik.config.values import OptionsError
from nastavnik.kit.postgres import ServerError
from nastavnik.kit.supervisor import Interrupted, Supervisor
from nastavnik.rulebook.dates import BadDate, parse_date

DONE, WRONG, MISUSED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command of the console; its exit code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):  # replaced by a test
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.work is None:
        parser.print_help()
        return MISUSED
    if given.is_alone:
        return int(given.work(given))
    environ = {**os.environ, **_overrides(given)}
    try:
        return _carry_out(given, environ)
    except (OptionsError, ServerError, CommandError) as error:
        print(error.reason, file=sys.stderr)
    except (Interrupted, KeyboardInterrupt):
        print("Прервано.", file=sys.stderr)
    return WRONG


def _carry_out(given: argparse.Namespace, environ: Mapping[str, str]) -> int:
    options = load_options(environ)
    with Supervisor(_tell) as keep:
        house = House(options, environ, keep, _tell)
        given.work(house, **{name: getattr(given, name) for name in getattr(given, "asks", ())})
    return DONE


def _migrate(house: House) -> None:
    open_database(house, alone=False)
    migrate(house, always=True)
    house.tell("Таблицы базы данных обновлены.")


def _demo(house: House) -> None:
    open_database(house, alone=False)
    migrate(house)
    fill_demo(house)
    accounts = house.options.data_dir / ACCOUNTS_FILE
    house.tell(
        accounts.read_text(encoding="utf-8").rstrip() if accounts.is_file() else "Демонстрация заполнена."
    )


def _check(house: House) -> None:
    open_database(house, alone=False)
    if house.django(WEB, "check", "--database", "default") != 0:
        raise CommandError("Проверка не пройдена: причина — в сообщениях выше.")
    if house.django(WEB, "migrate", "--check", "--verbosity", "0") != 0:
        raise CommandError("Таблицы базы данных не обновлены: выполните nastavnik migrate.")
    house.tell("Настройки и база данных в порядке.")


def _match(given: argparse.Namespace) -> int:
    """Needs neither options nor a database; the matching is loaded here, for no other command wants scipy."""
    from nastavnik.config.commands.matching import BadInput, Request, match_files

    try:
        match_files(
            Request(given.mentees, given.mentors, given.out, given.date, given.weights, given.pins), _tell
        )
    except BadInput as bad:
        print(*bad.sentences, sep="\n", file=sys.stderr)
        return MISUSED
    return DONE


def _deadline(given: argparse.Namespace) -> int:
    """Needs neither options nor a database."""
    try:
        explain_deadline(
            Question(given.text, given.first, given.last, given.school_year, given.as_json), _tell
        )
    except BadPeriod as bad:
        print(bad, file=sys.stderr)
        return MISUSED
    return DONE


def _parser() -> argparse.ArgumentParser:
    speak_russian()
    parser = RussianParser(
        prog="nastavnik",
        description="«Наставник»: региональная система наставничества.",
        epilog="Коды завершения: 0 — выполнено, 1 — неверны данные или состояние, 2 — неверный вызов.",
    )
    parser.add_argument(
        "--version", action="version", version=f"«Наставник» {__version__}", help="показать версию и выйти"
    )
    parser.set_defaults(work=None, is_demo=False, is_alone=False)
    commands = parser.add_subparsers(
        title="команды", metavar="КОМАНДА", prog="nastavnik", parser_class=RussianParser
    )

    def command(name: str, work: Callable[..., object], purpose: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        made.set_defaults(work=work)
        return made

    _add_beginning(command)
    running = command("run", run, "запустить всё: базу данных, веб-сервер и фоновые задачи")
    running.add_argument(
        "--demo", dest="is_demo", action="store_true", help="на вымышленных данных, в отдельной базе"
    )
    running.add_argument(
        "--port", metavar="НОМЕР", type=_checked(VARIABLES["port"][1]), help="порт веб-сервера, обычно 8000"
    )
    running.add_argument(
        "--host",
        metavar="АДРЕС",
        type=_checked(VARIABLES["host"][1]),
        help="на каком адресе принимать соединения, обычно 127.0.0.1",
    )
    command("migrate", _migrate, "создать или обновить таблицы базы данных")
    command("demo", _demo, "заполнить базу демонстрации вымышленными данными").set_defaults(is_demo=True)
    command("worker", run_worker, "выполнять только фоновые задачи, без веб-сервера")
    _add_match(command("match", _match, "подобрать пары по двум файлам баз, без базы данных"))
    _add_deadline(command("deadline", _deadline, "показать, как понят срок дорожной карты, без базы данных"))
    add_roadmap(command("roadmap", _check, "читать дорожные карты, без базы данных"), RussianParser)
    command("check", _check, "проверить настройки и базу данных")
    _add_copies(command)
    return parser


def _add_beginning(command: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands by which a real base begins and is got into again."""
    begin = command(
        "start", start, "начать пустую базу: организация, первая учётная запись; затем запустить всё"
    )
    begin.add_argument("--answers", metavar="ФАЙЛ", help="файл ответов вместо вопросов")
    begin.add_argument(
        "--only-prepare",
        dest="is_only_preparing",
        action="store_true",
        help="подготовить базу и не запускать",
    )
    begin.set_defaults(asks=("answers", "is_only_preparing"))
    again = command("invite", invite, "выдать учётной записи новый одноразовый адрес для пароля")
    again.add_argument("login", metavar="ИМЯ", help="имя для входа")
    again.set_defaults(asks=("login",))


def _add_copies(command: Callable[..., argparse.ArgumentParser]) -> None:
    """The two commands about copies of the database."""
    copy = command("backup", backup, "сделать копию всей базы данных в одном файле")
    copy.add_argument(
        "--to", metavar="ПУТЬ", help="папка или файл для копии, обычно папка backups в папке данных"
    )
    back = command("restore", restore, "восстановить базу данных из копии")
    back.add_argument("source", metavar="ФАЙЛ", help=f"файл копии, имя кончается на {SUFFIX}")
    back.add_argument(
        "--replace",
        dest="is_replacing",
        action="store_true",
        help="заменить сведения, которые уже есть в базе",
    )
    copy.set_defaults(asks=("to",))
    back.set_defaults(asks=("source", "is_replacing"))
    for one in (copy, back):
        one.add_argument("--demo", dest="is_demo", action="store_true", help="для базы демонстрации")


def _add_match(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(is_alone=True)
    parser.add_argument("mentees", metavar="НАСТАВЛЯЕМЫЕ", type=Path, help="файл базы наставляемых")
    parser.add_argument("mentors", metavar="НАСТАВНИКИ", type=Path, help="файл базы наставников")
    parser.add_argument(
        "--out", metavar="ПАПКА", type=Path, required=True, help="папка, куда записать pairs.xlsx"
    )
    parser.add_argument(
        "--weights", metavar="ФАЙЛ", type=Path, help="что важно при подборе: таблица или .json"
    )
    parser.add_argument("--pins", metavar="ФАЙЛ", type=Path, help="закреплённые и исключённые пары: таблица")
    parser.add_argument(
        "--date",
        metavar="ДАТА",
        type=_day,
        default=datetime.now().astimezone().date(),
        help="на какой день считать возраст, обычно сегодня",
    )


def _add_deadline(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(is_alone=True)
    parser.add_argument("text", metavar="СРОК", help="срок, как он написан в дорожной карте, в кавычках")
    parser.add_argument("--from", dest="first", metavar="ДАТА", type=_day, help="первый день периода карты")
    parser.add_argument("--to", dest="last", metavar="ДАТА", type=_day, help="последний день периода карты")
    parser.add_argument("--school-year", metavar="ГОД", help="учебный год карты, например 2026-2027")
    parser.add_argument("--json", dest="as_json", action="store_true", help="ответить в виде JSON")


def _day(raw: str) -> date:
    try:
        return parse_date(raw)
    except BadDate as error:
        raise argparse.ArgumentTypeError(f"дата «{raw}» непонятна, напишите так: 15.10.2026") from error


def _checked(read: Callable[[str, object], object]) -> Callable[[str], str]:
    """A type for argparse: the same reading as of the variable, so that a wrong value is a wrong use."""

    def check(raw: str) -> str:
        try:
            read("значение", raw)
        except OptionsError as error:
            raise argparse.ArgumentTypeError(error.reason.rstrip(".")) from error
        return raw

    return check


def _overrides(given: argparse.Namespace) -> dict[str, str]:
    """What was said on the command line, as variables: the children read it too."""
    names = {"port": "NASTAVNIK_PORT", "host": "NASTAVNIK_HOST"}
    said = {
        variable: getattr(given, name)
        for name, variable in names.items()
        if getattr(given, name, None) is not None
    }
    return {**said, "NASTAVNIK_DEMO": "1"} if given.is_demo else said


def _tell(line: str) -> None:
    with contextlib.suppress(OSError):  # the reader has gone: the work goes on
        print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
