"""The fifth wall: row-level security, declared beside each model and applied after every migration.

A model with personal data says `wall = Wall(...)`; after `migrate` the owner recreates all policies, grants and definer
functions from these declarations, so that what stands in the code is what stands in the database. The settings that the
policies read are written by one context manager only (`nastavnik.access.scope.acting`).

It guards against a forgotten filter, not against SQL injection: whoever can run SQL can set a setting (docs/adr/0003).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django.apps import apps
from django.db import models

WEB_ROLE = "nastavnik_web"
WORKER_ROLE = "nastavnik_worker"
SETTINGS = (
    "app.people", "app.special", "app.figures", "app.person", "app.pairs", "app.account",
    # The same as `app.person` and `app.pairs`, save that they are empty for a representative.
    "app.himself", "app.members",
    # Of whom only some classes are seen: institutions, and «12:7А» for each class of each of them.
    "app.limited", "app.classes",
    # Whose responsible employee the actor is: partners, and «45:12» for each organisation before which he answers.
    "app.partners", "app.partner_places",
)  # fmt: skip


class _Executes(Protocol):
    def execute(self, sql: str, /) -> Any: ...


def ids_of_setting(setting: str) -> str:
    """SQL for the ids of a setting; nothing set gives NULL and so no rows. Evaluated once per statement."""
    return (
        f"(select string_to_array(nullif(current_setting('{setting}', true), ''), ',')::bigint[])::bigint[]"
    )


def _texts_of_setting(setting: str) -> str:
    return f"(select string_to_array(nullif(current_setting('{setting}', true), ''), ',')::text[])::text[]"


def _nobody_is_limited() -> str:
    """SQL that is true in the sight of everybody but a class teacher: evaluated once, then the rest is not looked at."""
    return "(select nullif(current_setting('app.limited', true), '')) is null"


@dataclass(frozen=True)
class Wall:
    """Which column opens a row to whom; None closes that way.

    staff: the institution whose people the actor sees (read and write);
    own: the participant himself (read); pair: the members of a pair (read); account: the account itself (read, update);
    himself, members: the same as own and pair, save that a child's representative does not read it;
    apart: a column and the table that says who stands together under it: whoever stands there himself reads nothing but
    his own rows, be he staff of the institution too (with `himself`);
    figures: the organisation whose papers the actor sees (read; with figures_keep also write);
    other_figures: a second organisation of the row, for which the same holds: two sides write to one another;
    partner: the partner whose responsible employee the actor is before this institution (read; with partner_keeps write);
    restricted: of the staff only those who hold the right to special categories there;
    through: a walled table and its column that names this row: whoever sees a row there sees this one (read);
    append_only: anybody of the web may add a row, nobody of it may change or remove one;
    closed: no row is ever shown to the web; definer functions alone work with the table.
    """

    staff: str | None = "institution_id"
    own: str | None = None
    pair: str | None = None
    account: str | None = None
    himself: str | None = None
    members: str | None = None
    apart: tuple[str, str] | None = None
    figures: str | None = None
    other_figures: str | None = None
    through: tuple[str, str] | None = None
    append_only: bool = False
    partner: str | None = None
    partner_keeps: bool = False
    figures_keep: bool = False
    restricted: bool = False
    closed: bool = False

    @property
    def staff_setting(self) -> str:
        """The setting that names the institutions whose staff the actor is for this table."""
        return "app.special" if self.restricted else "app.people"

    def writing(self) -> str:
        ways = [(self.staff, self.staff_setting), (self.account, "app.account")]
        if self.figures_keep:
            ways += [(self.figures, "app.figures"), (self.other_figures, "app.figures")]
        return self._or_partner(_any_of(ways)) if self.partner_keeps else _any_of(ways)

    def _or_partner(self, ways: str) -> str:
        """The partner stands first so that its index is used; the second half keeps to his organisations."""
        if self.partner is None:
            return ways
        of_partner = (
            f"{self.partner} = any({ids_of_setting('app.partners')})"
            f" and {self.partner} || ':' || institution_id = any({_texts_of_setting('app.partner_places')})"
        )
        return f"{ways} or ({of_partner})"

    def other_ways(self) -> str:
        """How a row is read by whoever is no staff of the institution."""
        return self._read_by()

    def reading(self) -> str:
        return self._read_by((self.staff, self.staff_setting))

    def _read_by(self, *staff: tuple[str | None, str]) -> str:
        ways = [
            *staff,
            (self.own, "app.person"),
            (self.himself, "app.himself"),
            (self.pair, "app.pairs"),
            (self.members, "app.members"),
            (self.account, "app.account"),
            (self.figures, "app.figures"),
            (self.other_figures, "app.figures"),
        ]
        read = self._or_partner(_any_of(ways))
        if self.through is None:
            return read
        table, column = self.through
        return f"{read} or id in (select {column} from {table})"  # noqa: S608  (names of our own tables)


def _any_of(ways: list[tuple[str | None, str]]) -> str:
    return (
        " or ".join(f"{column} = any({ids_of_setting(setting)})" for column, setting in ways if column)
        or "false"
    )


@dataclass(frozen=True)
class DefinerFunction:
    """A function that runs with the owner's rights; each one is a door in the wall and says why it is there."""

    signature: str
    sql: str
    reason: str
    worker_only: bool = False


_definers: dict[str, DefinerFunction] = {}


def define(function: DefinerFunction) -> DefinerFunction:
    """Declares a definer function of a room (in its `definer.py`)."""
    _definers[function.signature] = function
    return function


def definer_functions() -> list[DefinerFunction]:
    """All declared definer functions, by signature."""
    return [_definers[key] for key in sorted(_definers)]


def own_models() -> list[type[models.Model]]:
    """Every model that the product's rooms declare."""
    return [model for model in apps.get_models() if model.__module__.startswith("nastavnik.")]


def protected_models() -> list[type[models.Model]]:
    """Every model behind a wall."""
    return [model for model in own_models() if getattr(model, "wall", None) is not None]


def wall_of(model: type[models.Model]) -> Wall:
    """The wall that a protected model declares."""
    return cast(Wall, getattr(model, "wall"))  # noqa: B009  (declared by rooms, not by Django)


def protected_tables() -> frozenset[str]:
    """Names of all tables behind a wall."""
    return frozenset(model._meta.db_table for model in protected_models())


def _linked_rows_visible(model: type[models.Model]) -> str:
    """Foreign keys bypass row-level security, so a writer must see every protected row that she links to."""
    checks, own = [], model._meta.db_table
    for field in model._meta.concrete_fields:
        target = field.related_model
        if (
            isinstance(field, models.ForeignKey)
            and isinstance(target, type)
            and getattr(target, "wall", None)
        ):
            column, table, key = field.column, target._meta.db_table, target._meta.pk.column
            checks.append(
                f"({own}.{column} is null"  # noqa: S608  (names of our own tables)
                f" or exists (select 1 from {table} linked where linked.{key} = {own}.{column}))"
            )
    return "".join(f" and {check}" for check in checks)


def _of_ones_classes(model: type[models.Model]) -> str:
    """What a class teacher sees of his institution: rows about the people of his classes, and of nobody else.

    The row of a person names its class; any other says whose it is and asks whether that person is seen. A row that is
    about nobody in particular (a file of a base, a proposal) is not for him.
    """
    columns = {field.column for field in model._meta.concrete_fields}
    if "class_key" in columns:
        own = f" or institution_id || ':' || class_key = any({_texts_of_setting('app.classes')})"
    elif "person_id" in columns:
        own = " or person_id in (select id from registry_person)"
    else:
        own = ""
    others = f"institution_id is null or institution_id <> all({ids_of_setting('app.limited')})"
    return f"{_nobody_is_limited()} or {wall_of(model).other_ways()} or {others}{own}"


def _kept_apart(wall: Wall) -> str:
    """Who stands under one column with others reads of it what is his own; whoever stands in none is not looked at."""
    assert wall.apart is not None  # noqa: S101  (asked by the caller)
    column, table = wall.apart
    me = ids_of_setting("app.himself")
    return (  # names of our own tables
        f"(select nullif(current_setting('app.himself', true), '')) is null or {wall.himself} = any({me})"  # noqa: S608
        f" or {column} not in (select {column} from {table} where person_id = any({me}))"
    )


def policy_statements(model: type[models.Model]) -> Iterator[str]:
    """SQL that puts the declared wall around one table; running it again changes nothing."""
    wall, table = wall_of(model), model._meta.db_table
    yield f"alter table {table} enable row level security"
    for name in ("see", "add", "change", "remove", "work", "classes", "sides"):
        yield f"drop policy if exists {name} on {table}"
    yield f"create policy see on {table} for select to {WEB_ROLE} using ({wall.reading()})"
    if wall.staff is not None and not wall.closed:
        yield (
            f"create policy classes on {table} as restrictive for all to {WEB_ROLE}"
            f" using ({_of_ones_classes(model)}) with check (true)"
        )
    if wall.apart is not None:
        yield (
            f"create policy sides on {table} as restrictive for all to {WEB_ROLE}"
            f" using ({_kept_apart(wall)}) with check (true)"
        )
    yield f"create policy work on {table} for all to {WORKER_ROLE} using (true) with check (true)"
    if wall.append_only:
        yield f"create policy add on {table} for insert to {WEB_ROLE} with check (true)"
        return
    # The web may not write a table of definer functions at all, so there is nobody whose links are to be looked at.
    linked = "" if getattr(model, "written_by_definer", False) else _linked_rows_visible(model)
    check = f"({wall.writing()}){linked}"
    yield f"create policy add on {table} for insert to {WEB_ROLE} with check ({check})"
    yield f"create policy change on {table} for update to {WEB_ROLE} using ({wall.writing()}) with check ({check})"
    yield f"create policy remove on {table} for delete to {WEB_ROLE} using ({wall.writing()})"


def grant_statements() -> Iterator[str]:
    """Rights of the two roles that own nothing; tables of the framework get only what the product needs of them."""
    both = f"{WEB_ROLE}, {WORKER_ROLE}"
    yield f"revoke all on all tables in schema public from {both}"
    yield f"grant usage on schema public to {both}"
    yield f"grant usage on all sequences in schema public to {both}"
    for model in own_models():
        table, wall = model._meta.db_table, getattr(model, "wall", None)
        if wall is not None and wall.append_only:
            yield f"grant select, insert on {table} to {both}"
        elif getattr(model, "written_by_definer", False):
            yield f"grant select{_open_columns(model)} on {table} to {WEB_ROLE}"
            yield f"grant select, insert, update, delete on {table} to {WORKER_ROLE}"
        else:
            yield f"grant select, insert, update, delete on {table} to {both}"
    yield f"grant select on django_migrations to {both}"
    yield from (f"grant select, insert, update, delete on {table} to {both}" for table in _queue_tables())


def _open_columns(model: type[models.Model]) -> str:
    """The columns that the web may read; all of them unless the model names `hidden` ones."""
    hidden = getattr(model, "hidden", ())
    if not hidden:
        return ""
    shown = (str(field.column) for field in model._meta.concrete_fields if field.name not in hidden)
    return f" ({', '.join(shown)})"


def _queue_tables() -> list[str]:
    models_of_queue = apps.get_app_config("procrastinate").get_models()
    return [model._meta.db_table for model in models_of_queue]


def definer_statements() -> Iterator[str]:
    """SQL that (re)creates the definer functions, closed to everybody but the roles that need them."""
    for function in definer_functions():
        yield f"drop function if exists {function.signature}"
        yield function.sql
        yield f"revoke execute on function {function.signature} from public"
        roles = WORKER_ROLE if function.worker_only else f"{WEB_ROLE}, {WORKER_ROLE}"
        yield f"revoke execute on function {function.signature} from {WEB_ROLE}"
        yield f"grant execute on function {function.signature} to {roles}"


def raise_walls(cursor: _Executes) -> None:
    """Applies all declared policies, functions and grants; run as the owner after every migration.

    Grants come last: a table whose policies failed to apply stays closed.
    """
    for model in protected_models():
        for statement in policy_statements(model):
            cursor.execute(statement)
    for statement in definer_statements():
        cursor.execute(statement)
    for statement in grant_statements():
        cursor.execute(statement)
