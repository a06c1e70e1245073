"""Which system account runs the server: PostgreSQL refuses to work as root."""

import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from nastavnik.kit.postgres.errors import ServerError

# A number that no distribution gives out; used where root has no account set aside for the server.
PRIVATE_ID = 65529
SERVER_ACCOUNTS = ("nastavnik", "postgres")


class PopenIdentity(TypedDict, total=False):
    """The arguments of Popen that change the account of a child."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Identity:
    """A user and a group for the server's processes."""

    uid: int
    gid: int

    @property
    def is_own(self) -> bool:
        """Whether this is the account of the calling process."""
        return self.uid == os.geteuid()

    def popen(self) -> PopenIdentity:
        """Arguments for Popen: none for the own account."""
        return {} if self.is_own else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give the path with everything inside to this account. Nothing for the own account."""
        if self.is_own:
            return
        os.chown(path, self.uid, self.gid, follow_symlinks=False)
        if path.is_symlink() or not path.is_dir():
            return
        for folder, folders, files in os.walk(path):
            for name in (*folders, *files):
                os.chown(Path(folder) / name, self.uid, self.gid, follow_symlinks=False)

    def reaches(self, folder: Path) -> bool:
        """Whether this account can enter the folder by its path, asked of the kernel."""
        if self.is_own:
            return True
        found = subprocess.run(
            ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)],
            cwd="/",
            capture_output=True,
            check=False,
            **self.popen(),
        )
        return found.returncode == 0


def server_identity(cluster: Path) -> Identity:
    """The account that runs the server: our own, and for root the cluster's owner or one set aside.

    An ordinary user is refused when the cluster belongs to somebody else.
    """
    owner = _owner(cluster)
    if os.geteuid() != 0:
        if owner is not None and owner.uid != os.geteuid():
            raise ServerError(
                f"Папка данных «{cluster}» принадлежит другому пользователю ({_name(owner.uid)}): "
                "запустите программу от его имени или укажите другую папку в переменной NASTAVNIK_DATA_DIR."
            )
        return Identity(os.geteuid(), os.getegid())
    if owner is not None and owner.uid != 0:
        return owner
    for name in SERVER_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Identity(entry.pw_uid, entry.pw_gid)
    return Identity(PRIVATE_ID, PRIVATE_ID)


def initdb_identity(server: Identity) -> Identity:
    """The account that makes a new cluster: `initdb`, unlike the server, wants one that has a name."""
    if _is_named(server.uid):
        return server
    if os.geteuid() == 0:
        others = sorted(pwd.getpwall(), key=lambda entry: entry.pw_name != "nobody")
        for entry in others:
            if entry.pw_uid != 0:
                return Identity(entry.pw_uid, entry.pw_gid)
    raise ServerError(
        f"У пользователя с номером {server.uid} нет имени в системе, поэтому базу данных создать нельзя: "
        "добавьте его командой useradd или запустите программу от имени другого пользователя."
    )


def _owner(cluster: Path) -> Identity | None:
    try:
        found = cluster.lstat()
    except FileNotFoundError:
        return None
    return Identity(found.st_uid, found.st_gid) if stat.S_ISDIR(found.st_mode) else None


def _is_named(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _name(uid: int) -> str:
    return pwd.getpwuid(uid).pw_name if _is_named(uid) else f"номер {uid}"
