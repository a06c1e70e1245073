"""The folder of an embedded server: the cluster, and beside it the passwords, the log and the lock."""

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from nastavnik.kit.postgres.account import Identity
from nastavnik.kit.postgres.errors import AlreadyRunning, ServerError, unwritable

ROLES = {
    "superuser": "postgres",
    "owner": "nastavnik_owner",
    "web": "nastavnik_web",
    "worker": "nastavnik_worker",
}
LOG_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True)
class Access:
    """How the server is reached: its socket's folder and the passwords by the kind of process.

    `is_settled` when the server has taken these passwords over.
    """

    socket: str
    passwords: dict[str, str] = field(
        default_factory=lambda: {role: secrets.token_urlsafe(24) for role in ROLES}
    )
    is_settled: bool = False


class Folder:
    """The paths of one server and what is kept in them."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.cluster = self.path / "cluster"
        self.log = self.path / "server.log"
        self._access = self.path / "access.json"
        self._lock = self.path / "lock"

    def prepare(self) -> None:
        """Make the folder; the server's account may pass through it, but not list it."""
        try:
            if not self.path.is_dir():
                self.path.mkdir(parents=True)
                self.path.chmod(0o711)
        except OSError as error:
            raise unwritable(self.path, error) from error

    def take_lock(self) -> int:
        """Become the only launcher of this folder; the number of the open file is the lock.

        Refused when another process holds it or nothing can be written here.
        """
        try:
            held = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise unwritable(self.path, error) from error
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(held, 20).decode("ascii", "replace").strip()
            os.close(held)
            raise AlreadyRunning(
                f"База данных в папке «{self.path}» уже запущена{_in_brackets(holder)}: остановите ту "
                "программу (Ctrl+C) "
                "или укажите другую папку в переменной NASTAVNIK_DATA_DIR."
            ) from error
        try:
            os.ftruncate(held, 0)
            os.pwrite(held, f"{os.getpid()}\n".encode(), 0)
        except OSError as error:
            os.close(held)
            raise unwritable(self.path, error) from error
        return held

    def is_locked(self) -> bool:
        """Whether some process, perhaps this one, is the launcher now."""
        try:
            probe = os.open(self._lock, os.O_RDONLY)
        except OSError:
            return False
        try:
            fcntl.flock(probe, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(probe)
        return False

    def data_major(self) -> int | None:
        """The version of PostgreSQL that made the cluster, None when there is no cluster yet.

        A damaged one is refused.
        """
        if not self.cluster.is_dir() or not any(self.cluster.iterdir()):
            return None
        try:
            return int((self.cluster / "PG_VERSION").read_text(encoding="ascii").strip())
        except (OSError, ValueError) as error:
            raise self.damaged("в ней нет верного файла PG_VERSION") from error

    def damaged(self, why: str) -> ServerError:
        """The sentence for a cluster that the server does not accept."""
        return ServerError(
            f"Папка данных «{self.cluster}» повреждена: {why}. Восстановите её из резервной копии или "
            "переименуйте: "
            f"тогда при следующем запуске будет создана новая, пустая. Журнал сервера: «{self.log}»."
        )

    def read_access(self) -> Access | None:
        """What was written by `write_access`, None when it is missing or spoilt."""
        try:
            values = json.loads(self._access.read_text(encoding="utf-8"))
            passwords = {role: str(values["passwords"][role]) for role in ROLES}
            access = Access(str(values["socket"]), passwords, is_settled=values["is_settled"] is True)
        except FileNotFoundError:
            return None
        except PermissionError as error:
            raise ServerError(
                f"Файл «{self._access}» недоступен для чтения: запустите программу от имени того "
                "пользователя, "
                "который запускал её раньше."
            ) from error
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return access

    def write_access(self, access: Access) -> None:
        """Keep the passwords and the socket's folder for the other processes, readable by this account
        alone.
        """
        new = self._access.with_suffix(".new")
        try:
            new.unlink(missing_ok=True)
            with os.fdopen(
                os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
            ) as file:
                json.dump(asdict(access), file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._access)
        except OSError as error:
            raise unwritable(self.path, error) from error

    def open_log(self) -> int:
        """Open the server's log for writing; a long one is put aside first."""
        try:
            if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
                self.log.replace(self.log.with_suffix(".log.1"))
            return os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError as error:
            raise unwritable(self.path, error) from error


@contextlib.contextmanager
def seen_by(identity: Identity, folder: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A path by which a child of that account can enter the folder, and the open files it must inherit.

    Under a closed folder (/root) the account cannot follow the path, so it gets the folder already open.
    """
    if identity.reaches(folder):
        yield str(folder), ()
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{opened}", (opened,)
    finally:
        os.close(opened)


def _in_brackets(holder: str) -> str:
    return f" (процесс {holder})" if holder else ""
