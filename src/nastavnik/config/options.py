"""What a person may change: defaults, then one file, then the environment; a wrong value stops the start."""

import difflib
import os
import secrets
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from nastavnik.config import values
from nastavnik.config.values import OptionsError

FILE_NAME = "nastavnik.toml"
PREFIX = "NASTAVNIK_"
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
WEB, OWNER, WORKER = "web", "owner", "worker"

# Option, its variable, how its value is read. Every one but the address of the database is NASTAVNIK_….
VARIABLES = {
    "data_dir": ("NASTAVNIK_DATA_DIR", values.path),
    "host": ("NASTAVNIK_HOST", values.host),
    "port": ("NASTAVNIK_PORT", values.whole_number(1, 65535)),
    "demo": ("NASTAVNIK_DEMO", values.flag),
    "debug": ("NASTAVNIK_DEBUG", values.flag),
    "database_url": ("DATABASE_URL", values.database_url),
    "owner_database_url": ("NASTAVNIK_OWNER_DATABASE_URL", values.database_url),
    "worker_database_url": ("NASTAVNIK_WORKER_DATABASE_URL", values.database_url),
    "given_secret_key": ("NASTAVNIK_SECRET_KEY", values.secret_key),
    "allowed_hosts": ("NASTAVNIK_ALLOWED_HOSTS", values.hosts),
    "https": ("NASTAVNIK_HTTPS", values.flag),
    "site_url": ("NASTAVNIK_SITE_URL", values.site_url),
    "email_url": ("NASTAVNIK_EMAIL_URL", values.email_url),
    "email_from": ("NASTAVNIK_EMAIL_FROM", values.email_address),
    "web_workers": ("NASTAVNIK_WEB_WORKERS", values.whole_number(1, 64)),
    "backups_kept": ("NASTAVNIK_BACKUPS_KEPT", values.whole_number(0, 1000)),
    "log_level": ("NASTAVNIK_LOG_LEVEL", values.one_of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")),
}
SECRETS = ("database_url", "owner_database_url", "worker_database_url", "given_secret_key", "email_url")
# Read elsewhere: the file's own place, the kind of process, tests.
OTHER_VARIABLES = ("NASTAVNIK_CONFIG", "NASTAVNIK_ROLE", "NASTAVNIK_NO_BROWSER")
TEST_PREFIX = "NASTAVNIK_TEST_"


@dataclass(frozen=True)
class Options:
    """Every value that a person may change, checked."""

    data_dir: Path = Path("var")
    host: str = "127.0.0.1"
    port: int = 8000
    demo: bool = False
    debug: bool = False
    database_url: str | None = None
    owner_database_url: str | None = None
    worker_database_url: str | None = None
    given_secret_key: str | None = None
    allowed_hosts: tuple[str, ...] = ()
    https: bool = False
    site_url: str | None = None
    email_url: str | None = None
    email_from: str | None = None
    web_workers: int = 2
    backups_kept: int = 14
    log_level: str = "INFO"

    @property
    def is_embedded(self) -> bool:
        """Whether the database is the embedded server's."""
        return self.database_url is None

    @property
    def database_name(self) -> str:
        """The database in the embedded server; the demonstration has one of its own."""
        return "nastavnik_demo" if self.demo else "nastavnik"

    @property
    def postgres_dir(self) -> Path:
        """The folder of the embedded server."""
        return self.data_dir / "postgres"

    @property
    def secret_key(self) -> str:
        """The key of signatures: the one given, or the one kept in the data folder, made when it is first
        asked for.
        """
        return self.given_secret_key or kept_secret_key(self.data_dir)

    def url_of(self, role: str) -> str | None:
        """The address of the database for the kind of process, None for the embedded server.

        Refused when `DATABASE_URL` is given without the owner's or the worker's address and that one is
        needed.
        """
        if self.database_url is None:
            return None
        name = {WEB: "database_url", OWNER: "owner_database_url", WORKER: "worker_database_url"}[role]
        url: str | None = getattr(self, name)
        if url is None:
            raise OptionsError(
                f"Задана переменная DATABASE_URL, но не задана {VARIABLES[name][0]}: укажите адрес той же "
                "базы данных "
                f"для роли {'владельца' if role == OWNER else 'фоновых задач'} "
                "вида postgresql://имя:пароль@сервер:5432/база."
            )
        return url


def load_options(environ: Mapping[str, str], file: Path | None = None) -> Options:
    """Read defaults, one file and the environment.

    Refused with `OptionsError` at the first unknown name or wrong value.
    """
    _check_names(environ)
    given = _from_environment(environ)
    found = file or _find_file(environ, given)
    merged = {**(_from_file(found) if found else {}), **given}
    options = Options(**merged)
    _check_together(options)
    hosts = options.allowed_hosts or tuple(dict.fromkeys((*LOCAL_HOSTS, *_own_hosts(options.host))))
    changed = {"allowed_hosts": hosts, "data_dir": options.data_dir.expanduser().absolute()}
    return Options(**{**{entry.name: getattr(options, entry.name) for entry in fields(options)}, **changed})


def kept_secret_key(data_dir: Path) -> str:
    """The secret key of the data folder; the first call makes it, readable by this account alone."""
    path = data_dir / "secret-key"
    try:
        if not path.exists():
            data_dir.mkdir(parents=True, exist_ok=True)
            new = data_dir / f"secret-key.{os.getpid()}"
            with os.fdopen(
                os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii"
            ) as target:
                target.write(secrets.token_urlsafe(48))
            try:
                os.link(new, path)  # of two processes that start together the first one wins
            except FileExistsError:
                pass
            finally:
                new.unlink()
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "в нём не секретный ключ"
        raise OptionsError(
            f"Файл секретного ключа «{path}» недоступен ({reason}): откройте папку для записи "
            "или укажите другую в переменной NASTAVNIK_DATA_DIR."
        ) from error
    return values.secret_key(f"файл «{path}»", key)


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    given = {}
    for option, (variable, read) in VARIABLES.items():
        raw = environ.get(variable)
        beside = f"{variable}_FILE"
        if option in SECRETS and beside in environ:
            if raw is not None:
                raise OptionsError(f"Заданы и {variable}, и {beside}: оставьте одну из них.")
            raw = _read_secret(beside, environ[beside])
        if raw is not None:
            given[option] = read(f"переменная {variable}", raw)
    values.one_of(WEB, OWNER, WORKER)("переменная NASTAVNIK_ROLE", environ.get("NASTAVNIK_ROLE", WEB))
    return given


def _from_file(file: Path) -> dict[str, Any]:
    try:
        loaded = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise OptionsError(
            f"Файл настроек «{file}» не читается: {getattr(error, 'strerror', 'он не в кодировке UTF-8')}."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise OptionsError(
            f"В файле настроек «{file}» ошибка записи TOML ({error}): строки имеют вид port = 8000."
        ) from error
    names = {option.removeprefix("given_"): option for option in VARIABLES}
    given: dict[str, Any] = {}
    for key, raw in loaded.items():
        if key not in names:
            raise OptionsError(f"В файле настроек «{file}» неизвестный параметр {key}{_nearest(key, names)}.")
        value: Any = VARIABLES[names[key]][1](f"параметр {key} в файле «{file}»", raw)
        given[names[key]] = file.absolute().parent / value if key == "data_dir" else value
    return given


def _find_file(environ: Mapping[str, str], given: dict[str, Any]) -> Path | None:
    if "NASTAVNIK_CONFIG" in environ:
        named = Path(environ["NASTAVNIK_CONFIG"])
        if not named.is_file():
            raise OptionsError(
                f"Переменная NASTAVNIK_CONFIG указывает на файл «{named}», которого нет: исправьте путь или "
                "уберите её."
            )
        return named
    data_dir: Path = given.get("data_dir", Options.data_dir)
    for folder in (data_dir.expanduser().absolute().parent, Path.cwd()):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return None


def _check_names(environ: Mapping[str, str]) -> None:
    known = {variable for variable, _read in VARIABLES.values()} | set(OTHER_VARIABLES)
    known |= {f"{VARIABLES[option][0]}_FILE" for option in SECRETS}
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known and not name.startswith(TEST_PREFIX):
            raise OptionsError(f"Неизвестная переменная {name}{_nearest(name, known)}.")


def _check_together(options: Options) -> None:
    if options.database_url is None and (options.owner_database_url or options.worker_database_url):
        extra = "owner_database_url" if options.owner_database_url else "worker_database_url"
        raise OptionsError(
            f"Задана {VARIABLES[extra][0]}, но не задана DATABASE_URL: укажите адрес базы данных для "
            "веб-сервера или уберите лишнее."
        )
    lacking = [VARIABLES[name][0] for name in ("email_from", "site_url") if getattr(options, name) is None]
    if options.email_url is not None and lacking:
        raise OptionsError(
            f"Задана {VARIABLES['email_url'][0]}, но не задана {' и '.join(lacking)}: письму нужны обратный адрес и "
            "адрес сайта для ссылок."
        )


def _read_secret(variable: str, name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "он не в кодировке UTF-8"
        raise OptionsError(
            f"Переменная {variable} указывает на файл «{name}», который не читается: {reason}."
        ) from error


def _own_hosts(host: str) -> tuple[str, ...]:
    """The names by which the address to listen on may be called; an address for all networks has no name of
    its own.
    """
    if host in ("0.0.0.0", "::"):  # noqa: S104  (compared, not listened on)
        return ()
    return (f"[{host}]" if ":" in host else host,)


def _nearest(name: str, known: Iterable[str]) -> str:
    """What was probably meant, or all that there is."""
    short = {entry.removeprefix(PREFIX): entry for entry in sorted(known)}
    match = difflib.get_close_matches(name.removeprefix(PREFIX), short, n=1, cutoff=0.6)
    if match:
        return f": возможно, имелось в виду {short[match[0]]}"
    return f"; известны {', '.join(short.values())}"
