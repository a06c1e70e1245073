"""A copy of the whole database in one file, and the way back from it."""

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

import nastavnik
from nastavnik.config.commands.database import (
    CommandError,
    House,
    database_name,
    forget_state,
    migrate,
    open_database,
)
from nastavnik.config.options import OWNER, WORKER, Options
from nastavnik.kit.postgres import Server
from nastavnik.kit.postgres.dumping import dump_database, restore_database
from nastavnik.kit.postgres.errors import unwritable

SUFFIX = ".nastavnik"
FORMAT = 1
USUAL_NAME = "nastavnik"
DAY_SECONDS = 24 * 60 * 60
MANIFEST, DUMP = "manifest.json", "database.dump"
# Whoever was signed in signs in again: a copy must not open the sessions of the day on which it was made.
WITHOUT_ROWS = ("public.django_session",)


@dataclass(frozen=True)
class Manifest:
    """What a copy says of itself: enough to tell what it is and whether this program can read it."""

    format: int
    made_at: str
    product: str
    is_demo: bool
    migrations: list[str]
    organisations: int
    people: int
    sha256: str

    @property
    def day(self) -> str:
        """When it was made, as a Russian date and time."""
        return datetime.fromisoformat(self.made_at).strftime("%d.%m.%Y %H:%M")


def backup(house: House, *, to: str | None = None) -> Path:
    """Make a copy of the whole database and tell where it lies; `to` is a folder or a file.

    Works beside a running product. Refused with a sentence; a half-made copy is never left under its name.
    """
    open_database(house, alone=False)
    target = _target(house.options, to)
    manifest = _write(house.options, target)
    if house.django(WORKER, "note_backup", target.name, str(target.stat().st_size)) != 0:
        raise CommandError(f"Копия лежит в файле {target}, но отметить её в базе данных не удалось.")
    house.tell(
        f"Копия сделана: {target} ({_megabytes(target)} МБ; организаций {manifest.organisations},"
        f" людей {manifest.people})."
    )
    house.tell("В файле персональные данные: храните его как личные дела, лучше на другом носителе.")
    return target


def copy_if_due(house: House, *, now: datetime) -> bool:
    """Make the copy of the day in the usual folder when the last one there is a day old, and remove the oldest ones
    beyond `backups_kept`; says whether one was made.

    Nothing is copied of a base that has not begun. Refused as `backup`.
    """
    folder = backups_folder(house.options)
    newest = _daily_copies(folder)[-1:]
    if newest and now.timestamp() - newest[0].stat().st_mtime < DAY_SECONDS:
        return False
    open_database(house, alone=False)
    if not _counts(house.options)[0]:
        return False
    backup(house)
    for old in _daily_copies(folder)[: -house.options.backups_kept]:
        old.unlink()
    return True


def restore(house: House, *, source: str, is_replacing: bool = False) -> None:
    """Put the copy in place of the database's content.

    Refused while the product runs, for a copy that is damaged, of a newer version or of the demonstration, and
    for a database with content unless `is_replacing`: that content is first copied itself.
    """
    file = Path(source)
    with _opened(file) as (manifest, dump):
        _check_version(manifest)
        if manifest.is_demo != house.options.demo:
            raise CommandError(_wrong_kind(manifest))
        open_database(house, alone=True)
        _check_nobody_works(house.options)
        if _counts(house.options)[0]:
            if not is_replacing:
                raise CommandError(
                    "В базе данных уже есть сведения, копия их заменит: повторите команду с ключом --replace"
                    " (прежние сведения сначала будут сохранены в отдельную копию)."
                )
            kept = _target(house.options, None, name="before-restore")
            _write(house.options, kept)
            house.tell(f"Прежние сведения сохранены: {kept}")
        house.tell(f"Восстанавливаю копию от {manifest.day}")
        restore_database(_place(house.options), dump)
    forget_state(house.options, is_demo=manifest.is_demo)
    migrate(house, always=True)
    organisations, people = _counts(house.options)
    if (organisations, people) != (manifest.organisations, manifest.people):
        raise CommandError(
            f"Восстановлено не всё: организаций {organisations} из {manifest.organisations},"
            f" людей {people} из {manifest.people}. Повторите с другой копией."
        )
    house.tell(f"Восстановлено: организаций {organisations}, людей {people}. Войти нужно заново.")


def _daily_copies(folder: Path) -> list[Path]:
    """Copies under their usual name, the oldest first; one that was named by hand is never removed."""
    return sorted(folder.glob(f"{USUAL_NAME}-????-??-??-??????{SUFFIX}"))


def backups_folder(options: Options) -> Path:
    """Where copies lie when nothing else is said."""
    return options.data_dir / "backups"


def _write(options: Options, target: Path) -> Manifest:
    """Dump within one snapshot, so that what the manifest says is what the dump holds; then name the file."""
    half = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".copy-") as folder:
            dump = Path(folder) / DUMP
            with _snapshot(options) as (connection, snapshot):
                dump_database(_place(options), dump, snapshot=snapshot, without_rows_of=WITHOUT_ROWS)
                manifest = _manifest(options, connection, dump)
            with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
                    archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
                    archive.write(dump, DUMP)
                file.flush()
                os.fsync(file.fileno())
        half.replace(target)
    except OSError as error:
        raise unwritable(target.parent, error) from error
    finally:
        half.unlink(missing_ok=True)
    return manifest


@contextmanager
def _snapshot(options: Options) -> Iterator[tuple[psycopg.Connection, str]]:
    with psycopg.connect(**_place(options)) as connection:  # type: ignore[arg-type]
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        row = connection.execute("select pg_export_snapshot()").fetchone()
        yield connection, row[0] if row else ""


def _manifest(options: Options, connection: psycopg.Connection, dump: Path) -> Manifest:
    names = connection.execute("select app || '.' || name from django_migrations order by id").fetchall()
    organisations, people = _count(connection)
    return Manifest(
        format=FORMAT,
        made_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        product=nastavnik.__version__,
        is_demo=options.demo,
        migrations=[name for (name,) in names],
        organisations=organisations,
        people=people,
        sha256=_sha256(dump),
    )


@contextmanager
def _opened(file: Path) -> Iterator[tuple[Manifest, Path]]:
    """The manifest and the dump of a copy, unpacked beside it for as long as needed. Refused when it is damaged."""
    if not file.is_file():
        raise CommandError(f"Файла «{file}» нет: укажите файл копии, его имя кончается на {SUFFIX}.")
    with tempfile.TemporaryDirectory(prefix="nastavnik-copy-") as folder:
        try:
            with zipfile.ZipFile(file) as archive:
                manifest = _read_manifest(archive.read(MANIFEST))
                if manifest.format != FORMAT:
                    raise CommandError(_newer(manifest))
                dump = Path(archive.extract(DUMP, folder))
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
            raise CommandError(
                f"Файл «{file}» не копия «Наставника» или повреждён: возьмите другой."
            ) from error
        if _sha256(dump) != manifest.sha256:
            raise CommandError(f"Копия «{file}» повреждена (не сходится контрольная сумма): возьмите другую.")
        yield manifest, dump


def _read_manifest(raw: bytes) -> Manifest:
    said = json.loads(raw)
    return Manifest(**{one.name: said[one.name] for one in fields(Manifest)})


def _check_version(manifest: Manifest) -> None:
    """A copy of a newer program has migrations that are not here."""
    rooms = Path(nastavnik.__file__).parent
    for name in manifest.migrations:
        room, _dot, file = name.partition(".")
        if (rooms / room).is_dir() and not (rooms / room / "migrations" / f"{file}.py").is_file():
            raise CommandError(_newer(manifest))


def _newer(manifest: Manifest) -> str:
    return f"Копия сделана более новой версией программы ({manifest.product}): сначала обновите программу."


def _wrong_kind(manifest: Manifest) -> str:
    if manifest.is_demo:
        return "Это копия демонстрации: восстановите её командой nastavnik restore --demo, отдельно от настоящих данных."
    return "Это копия настоящих данных: в базу демонстрации она не восстанавливается, уберите --demo."


def _check_nobody_works(options: Options) -> None:
    """The embedded server has just been started for this command alone; elsewhere the sessions tell."""
    if options.is_embedded:
        return
    with psycopg.connect(**_place(options)) as connection:  # type: ignore[arg-type]
        row = connection.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
            " and usename in ('nastavnik_web', 'nastavnik_worker')"
        ).fetchone()
    if row and row[0]:
        raise CommandError("С базой данных работает «Наставник»: остановите его и повторите команду.")


def _counts(options: Options) -> tuple[int, int]:
    with psycopg.connect(**_place(options)) as connection:  # type: ignore[arg-type]
        return _count(connection)


def _count(connection: psycopg.Connection) -> tuple[int, int]:
    """Organisations and people; nothing where there are no tables yet."""
    row = connection.execute("select to_regclass('public.registry_person')").fetchone()
    if row is None or row[0] is None:
        return 0, 0
    found = connection.execute(
        "select (select count(*) from registry_organisation), (select count(*) from registry_person)"
    ).fetchone()
    return (found[0], found[1]) if found else (0, 0)


def _place(options: Options) -> Mapping[str, object]:
    """The parameters of the owner's connection: the only login for which the policies do not hold."""
    url = options.url_of(OWNER)
    if url is not None:
        return {name: value for name, value in conninfo_to_dict(url).items() if value is not None}
    return dict(Server(options.postgres_dir).connection("owner", database_name(options)))


def _target(options: Options, to: str | None, *, name: str = USUAL_NAME) -> Path:
    file_name = f"{name}-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}{SUFFIX}"
    if to is None:
        return backups_folder(options) / file_name
    wanted = Path(to).expanduser()
    if wanted.is_dir() or to.endswith("/"):
        return wanted / file_name
    return wanted if wanted.suffix == SUFFIX else wanted.with_name(wanted.name + SUFFIX)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 1_000_000:.1f}".replace(".", ",")
