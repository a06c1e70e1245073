"""What becomes of each table when the data of one person are destroyed by an act: declared by the rooms, field by field.

A room lists its tables in `erasure.py` and makes one definer function of them; `docs/where-personal-data-is.md` prints the
list, and a house test compares it with the fields that the models call personal: a forgotten one fails. In the statements
`gone` is the person, `home` the institution, `surname` and `forename` the name as it stood, `stem` its lower-case
beginning for texts in which it may be declined.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection, models

from nastavnik.kit.walls import DefinerFunction, ids_of_setting

ERASED = "сведения уничтожены"
"""What stands where a name stood."""


@dataclass(frozen=True)
class Erasure:
    """One table: statements, the fields that they blank, those that stay and why; a removed row loses all of them."""

    model: type[models.Model]
    statements: tuple[str, ...] = ()
    blanked: frozenset[str] = frozenset()
    kept: Mapping[str, str] = field(default_factory=dict)
    is_removed: bool = False

    @property
    def covered(self) -> frozenset[str]:
        """Every field of which something is said."""
        return self.blanked | frozenset(self.kept)

    @property
    def in_words(self) -> str:
        """For the page of the documentation."""
        if self.is_removed:
            return "the row is removed"
        said = [f"blanked: {', '.join(sorted(self.blanked))}"] if self.blanked else []
        by_reason: dict[str, list[str]] = {}
        for name, reason in self.kept.items():
            by_reason.setdefault(reason, []).append(name)
        said += [f"kept: {', '.join(sorted(names))} ({reason})" for reason, names in by_reason.items()]
        return "; ".join(said)


_erasures: dict[type[models.Model], Erasure] = {}


def erasures() -> Mapping[type[models.Model], Erasure]:
    """What every room has declared, by model."""
    return _erasures


def _declared(erasure: Erasure) -> Erasure:
    _erasures[erasure.model] = erasure
    return erasure


def removed(model: type[models.Model], *where: str) -> Erasure:
    """The rows of which one of the conditions is true go away."""
    names = frozenset(model.classified.personal_names)  # type: ignore[attr-defined]
    table = model._meta.db_table
    statement = f"delete from {table} where {' or '.join(where)}"  # noqa: S608  (our own words)
    return _declared(Erasure(model, (statement,), names, is_removed=True))


def blanked(
    model: type[models.Model],
    where: str,
    values: Mapping[str, str],
    *,
    kept: Mapping[str, str] | None = None,
    also: Sequence[str] = (),
) -> Erasure:
    """The rows stay, the named fields become the given SQL; `kept` says of each other personal field why it stays.

    `also` are further statements, run before.
    """
    columns = {name: _column(model, name) for name in values}
    sets = ", ".join(f'"{columns[name]}" = {value}' for name, value in values.items())
    change = f"update {model._meta.db_table} set {sets} where {where}"  # noqa: S608  (our own words)
    statements = (*also, change) if values else tuple(also)
    personal = frozenset(model.classified.personal_names)  # type: ignore[attr-defined]
    return _declared(Erasure(model, statements, personal & frozenset(values), kept or {}))


def untouched(model: type[models.Model], why: str) -> Erasure:
    """Nothing in the table is of a participant, or nothing in it tells anything once the record is blank."""
    names = model.classified.personal_names  # type: ignore[attr-defined]
    return _declared(Erasure(model, kept=dict.fromkeys(sorted(names), why)))


def _column(model: type[models.Model], name: str) -> str:
    column: str | None = getattr(model._meta.get_field(name), "column", None)
    if column is None:
        raise ValueError(f"{model._meta.label}.{name} is no column")
    return column


def erasing(room: str, listed: Sequence[Erasure]) -> DefinerFunction:
    """The room's door: for a person of the actor's own institution whose destruction has been decided, or who never gave a consent."""
    name = f"{room}_erase"
    statements = "; ".join(statement for one in listed for statement in one.statements)
    return DefinerFunction(
        f"{name}(bigint)",
        f"create or replace function {name}(gone bigint) returns void language plpgsql security definer"  # noqa: S608
        " set search_path = public, pg_temp as $$ "
        "declare home bigint; surname text; forename text; stem text; begin "
        "select p.institution_id, p.last_name, p.first_name, lower(replace(p.last_name, 'ё', 'е'))"
        " into home, surname, forename, stem from registry_person p"
        f" where p.id = gone and p.institution_id = any({ids_of_setting('app.people')})"
        " and (exists (select from registry_destruction d where d.person_id = p.id)"
        " or not exists (select from registry_consent c where c.person_id = p.id)); "
        "if home is null then raise exception 'nobody has decided that'"
        " using errcode = 'insufficient_privilege'; end if; "
        "stem := left(stem, greatest(3, length(stem) - 2)); "
        f"{statements}; end $$",
        "A person's data go away at once, by an act or where no consent was ever given: from tables, too, that the web may not write.",
    )


def erase_in(room: str, person_id: int) -> None:
    """Opens the room's door for one person."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {room}_erase(%s)", [person_id])
