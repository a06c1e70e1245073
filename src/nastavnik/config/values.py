"""How each kind of value is read; what is wrong is said with the option, the value and what would be
right.
"""

import ipaddress
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

SECRET_KEY_LENGTH = 32
MAIL_SCHEMES = ("smtp", "smtp+tls", "smtps")
_HOST_NAME = re.compile(
    r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_]([a-z0-9_-]{0,62}))*\.?", re.IGNORECASE
)
_YES, _NO = ("1", "true", "yes", "on", "да"), ("0", "false", "no", "off", "нет")


class OptionsError(Exception):
    """A setting stops the start; `reason` is a Russian sentence that names it, its value and what is
    right.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def flag(option: str, raw: object) -> bool:
    """Yes or no."""
    if isinstance(raw, bool):
        return raw
    word = raw.strip().lower() if isinstance(raw, str) else ""
    if word in _YES or word in _NO:
        return word in _YES
    raise _wrong(option, raw, "нужно 1 или 0 (да или нет)")


def whole_number(least: int, most: int) -> Callable[[str, object], int]:
    """A reader of whole numbers within bounds."""

    def read(option: str, raw: object) -> int:
        is_number = isinstance(raw, int) and not isinstance(raw, bool)
        is_digits = isinstance(raw, str) and re.fullmatch(r"\s*[0-9]{1,9}\s*", raw) is not None
        if (is_number or is_digits) and least <= int(raw) <= most:  # type: ignore[call-overload]
            return int(raw)  # type: ignore[call-overload, no-any-return]
        raise _wrong(option, raw, f"нужно целое число от {least} до {most}")

    return read


def one_of(*allowed: str) -> Callable[[str, object], str]:
    """A reader of one word of a list, in any case of letters."""

    def read(option: str, raw: object) -> str:
        for word in allowed:
            if isinstance(raw, str) and raw.strip().lower() == word.lower():
                return word
        raise _wrong(option, raw, f"нужно одно из: {', '.join(allowed)}")

    return read


def path(option: str, raw: object) -> Path:
    """A folder, which need not exist yet."""
    if isinstance(raw, str) and raw.strip() and "\0" not in raw:
        return Path(raw)
    raise _wrong(option, raw, "нужен путь к папке")


def host(option: str, raw: object) -> str:
    """An address or a name of this computer."""
    if isinstance(raw, str) and _is_host(raw.strip()):
        return raw.strip()
    raise _wrong(option, raw, "нужен адрес или имя компьютера без порта, например 127.0.0.1")


def hosts(option: str, raw: object) -> tuple[str, ...]:
    """Names by which the product is opened: a list, or words divided by commas."""
    parts = raw.split(",") if isinstance(raw, str) else raw
    right = "нужны имена сайта через запятую без порта, например nastavnik.example.ru, 192.168.0.10"
    if not isinstance(parts, list) or not parts:
        raise _wrong(option, raw, right)
    names = tuple(part.strip() if isinstance(part, str) else "" for part in parts)
    for name in names:
        bare = name.removeprefix(".")
        if name != "*" and not _is_host(bare.removeprefix("[").removesuffix("]")):
            raise _wrong(option, raw, right)
    return names


def secret_key(option: str, raw: object) -> str:
    """A long secret; its value is never shown."""
    if isinstance(raw, str) and len(raw.strip()) >= SECRET_KEY_LENGTH:
        return raw.strip()
    raise OptionsError(
        f"{option[0].upper()}{option[1:]}: неверное значение (не показано), нужна случайная строка "
        f"не короче {SECRET_KEY_LENGTH} знаков."
    )


def database_url(option: str, raw: object) -> str:
    """The address of a PostgreSQL database; a wrong one is shown without its password."""
    right = "нужен адрес вида postgresql://имя:пароль@сервер:5432/база"
    if not isinstance(raw, str) or not re.match(r"postgres(ql)?://", raw.strip()):
        raise _wrong(option, _without_password(raw), right)
    try:
        parts = conninfo_to_dict(raw.strip())
    except (psycopg.ProgrammingError, UnicodeError) as error:
        raise _wrong(option, _without_password(raw), right) from error
    if "@" in str(parts.get("host", "")):
        raise _wrong(option, _without_password(raw), "знак @ внутри пароля записывается как %40")
    if not re.fullmatch(r"[0-9,]*", str(parts.get("port", ""))):
        raise _wrong(option, _without_password(raw), f"порт — это число; {right}")
    if not parts.get("dbname"):
        raise _wrong(option, _without_password(raw), f"не указано имя базы; {right}")
    return raw.strip()


def site_url(option: str, raw: object) -> str:
    """The address by which people open the product, for links in letters; without a slash at the end."""
    right = "нужен адрес вида https://nastavnik.example.ru"
    found = (
        re.fullmatch(r"https?://([^/\s@]+?)(:[0-9]{1,5})?/*", raw.strip()) if isinstance(raw, str) else None
    )
    if found is None or not _is_host(found[1].removeprefix("[").removesuffix("]")):
        raise _wrong(option, raw, right)
    return found[0].rstrip("/")


def email_url(option: str, raw: object) -> str:
    """The mail server; its password is never shown."""
    right = (
        "нужен адрес вида smtp+tls://имя:пароль@сервер:587 (или smtps:// для порта 465, smtp:// без шифрования); "
        "знаки @, : и / в имени и пароле пишутся как %40, %3A и %2F"
    )
    try:
        parts = urlsplit(raw.strip()) if isinstance(raw, str) else urlsplit("")
        is_right = parts.scheme in MAIL_SCHEMES and _is_host(parts.hostname or "") and parts.port != 0
        is_bare = not (parts.query or parts.fragment or parts.path.strip("/"))
    except ValueError:
        is_right = is_bare = False
    if not (is_right and is_bare):
        raise _wrong(option, _without_password(raw), right)
    return str(raw).strip()


def email_address(option: str, raw: object) -> str:
    """An address for letters."""
    if isinstance(raw, str) and re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+", raw.strip()):
        return raw.strip()
    raise _wrong(option, raw, "нужен адрес вида nastavnik@example.ru")


def _is_host(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        # Four numbers that are no address are not a name either.
        return _HOST_NAME.fullmatch(name) is not None and not re.fullmatch(r"[0-9.]+", name)
    return True


def _without_password(raw: object) -> object:
    return re.sub(r"(://[^:/@]*):.*@", r"\1:***@", raw) if isinstance(raw, str) else raw


def _wrong(option: str, raw: object, right: str) -> OptionsError:
    shown = "пустое значение" if raw == "" else f"неверное значение «{raw}»"
    return OptionsError(f"{option[0].upper()}{option[1:]}: {shown}, {right}.")
