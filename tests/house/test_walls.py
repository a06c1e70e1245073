"""The fifth wall, table by table: what the database shows and takes under each scope, under none and to raw SQL."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg
import pytest
from django.db import ProgrammingError, connection, models, transaction

from nastavnik.access.scope import OutsideScope, acting, in_scope, watch_every_connection
from nastavnik.kit.actor import Anonymous
from nastavnik.kit.walls import protected_models, protected_tables, wall_of
from nastavnik.registry.queries.people import people_visible_to
from tests.factories import owning
from tests.house.rows import Rows, everything_of
from tests.house_of_people import House

pytestmark = pytest.mark.django_db

PROTECTED = sorted(protected_models(), key=lambda model: model._meta.label)
WRITTEN_BY_STAFF = [
    model
    for model in PROTECTED
    if wall_of(model).staff
    and not wall_of(model).append_only
    and not getattr(model, "written_by_definer", False)
]
# What an organisation's own business is, and no child's: whoever sees its figures sees these rows.
OPEN_ABOVE = {
    "papers.Paper",
    "registry.Cooperation",
    "roadmaps.Concurrence",
    "roadmaps.Duty",
    "roadmaps.Evidence",
    "roadmaps.ExecutorName",
    "roadmaps.Performer",
    "roadmaps.Remark",
    "roadmaps.SourceFile",
}


@dataclass(frozen=True)
class Eyes:
    """An actor made of settings alone: what the database is told, without any right of a role."""

    people: frozenset[int] = field(default_factory=frozenset)
    figures: frozenset[int] = field(default_factory=frozenset)
    pairs: frozenset[int] = field(default_factory=frozenset)
    guardian_id: int | None = None
    classes: frozenset[str] | None = None
    classes_at: dict[int, frozenset[str]] = field(default_factory=dict)
    partners: dict[int, frozenset[int]] = field(default_factory=dict)
    person_id: int | None = None
    account_id: int | None = None
    name: str = ""
    right: str = "special.view"

    def may(self, right: str, node_id: int | None = None) -> bool:
        return right == self.right


@pytest.fixture
def ours(house: House) -> Rows:
    return everything_of(house.school, "Нашев")


@pytest.fixture
def theirs(house: House) -> Rows:
    return everything_of(house.gymnasium, "Чужов")


def seen_of_each(*rows: Rows) -> dict[str, list[bool]]:
    """By the table: which of the rows are found. All tables are asked at once: making the rows takes longest."""
    return {model._meta.label: seen(model, *rows) for model in PROTECTED}


def expected(is_open: Callable[[type[models.Model]], bool]) -> dict[str, list[bool]]:
    """Own rows of the tables that are open, nothing of the others, and no row of strangers."""
    return {model._meta.label: [is_open(model), False] for model in PROTECTED}


def nothing(_model: type[models.Model]) -> bool:
    return False


def seen(model: type[models.Model], rows: Rows, *others: Rows) -> list[bool]:
    """Whether each of the rows is found, by the ORM and by raw SQL alike."""
    wanted = [one[model].pk for one in (rows, *others)]
    table, key = model._meta.db_table, model._meta.pk.column
    found = set(model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(f"select {key} from {table} where {key} = any(%s)", [wanted])
        assert {row[0] for row in cursor.fetchall()} == found
    return [pk in found for pk in wanted]


def test_staff_see_rows_of_their_institution_only(ours: Rows, theirs: Rows, house: House) -> None:
    with acting(Eyes(people=frozenset([house.school.pk]))):
        assert seen_of_each(ours, theirs) == expected(
            lambda model: wall_of(model).staff is not None or wall_of(model).through is not None
        )


def test_participant_sees_own_rows_only(ours: Rows, theirs: Rows) -> None:
    from nastavnik.registry.models import Person

    with acting(Eyes(person_id=ours[Person].pk)):
        assert seen_of_each(ours, theirs) == expected(
            lambda model: bool(wall_of(model).own or wall_of(model).himself)
        )
    with acting(Eyes(person_id=ours[Person].pk, guardian_id=1)):
        assert seen_of_each(ours, theirs) == expected(lambda model: bool(wall_of(model).own))


def test_member_of_a_pair_sees_its_common_rows_only(ours: Rows, theirs: Rows) -> None:
    from nastavnik.mentoring.models import Pair

    with acting(Eyes(pairs=frozenset([ours[Pair].pk]))):
        assert seen_of_each(ours, theirs) == expected(
            lambda model: bool(wall_of(model).pair or wall_of(model).members)
        )
    with acting(Eyes(pairs=frozenset([ours[Pair].pk]), guardian_id=1)):
        assert seen_of_each(ours, theirs) == expected(lambda model: bool(wall_of(model).pair))


def test_account_sees_its_own_rows_only(ours: Rows, theirs: Rows) -> None:
    from nastavnik.access.models import Account

    with acting(Eyes(account_id=ours[Account].pk)):
        # The row of the journal here names no account.
        assert seen_of_each(ours, theirs) == expected(
            lambda model: wall_of(model).account is not None and model._meta.label != "journal.Entry"
        )


def test_whoever_sees_figures_sees_requisites_of_papers_only(ours: Rows, theirs: Rows, house: House) -> None:
    with acting(Eyes(figures=frozenset([house.school.pk]))):
        assert seen_of_each(ours, theirs) == expected(lambda model: model._meta.label in OPEN_ABOVE)


def test_partners_responsible_sees_rows_of_his_partner_and_his_organisations_only(
    ours: Rows, theirs: Rows, house: House
) -> None:
    from nastavnik.registry.models import Cooperation

    mine, other = ours[Cooperation].partner_id, theirs[Cooperation].partner_id  # type: ignore[attr-defined]
    with acting(Eyes(partners={mine: frozenset([house.school.pk])})):
        assert seen_of_each(ours, theirs) == expected(lambda model: wall_of(model).partner is not None)
    # His own partner at another's school, and another's partner at his school, stay behind the wall.
    with acting(Eyes(partners={mine: frozenset([house.gymnasium.pk]), other: frozenset([house.school.pk])})):
        assert seen_of_each(ours, theirs) == expected(nothing)


def test_nobody_sees_nothing(ours: Rows, theirs: Rows) -> None:
    with acting(Anonymous()):
        assert seen_of_each(ours, theirs) == expected(nothing)


def test_protected_table_outside_a_scope_raises(ours: Rows) -> None:
    assert not in_scope()
    for model in PROTECTED:
        with pytest.raises(OutsideScope, match=model._meta.db_table):
            model._default_manager.count()


def test_stranger_can_not_change_or_remove(ours: Rows, theirs: Rows, house: House) -> None:
    with acting(Eyes(people=frozenset([house.gymnasium.pk]))), connection.cursor() as cursor:
        for model in PROTECTED:
            table, key = model._meta.db_table, model._meta.pk.column
            if wall_of(model).append_only or getattr(model, "written_by_definer", False):
                for statement in (f"update {table} set {key} = {key}", f"delete from {table}"):
                    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                        cursor.execute(statement)
                continue
            cursor.execute(f"update {table} set {key} = {key} where {key} = %s", [ours[model].pk])
            assert cursor.rowcount == 0, table
            cursor.execute(f"delete from {table} where {key} = %s", [ours[model].pk])
            assert cursor.rowcount == 0, table


def test_staff_can_not_move_a_row_to_another_institution(ours: Rows, theirs: Rows, house: House) -> None:
    school = frozenset([house.school.pk])
    with acting(Eyes(people=school, figures=school)), connection.cursor() as cursor:
        for model in WRITTEN_BY_STAFF:
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(f"update {table} set {key} = {key} where {key} = %s", [ours[model].pk])
            assert cursor.rowcount == 1, table
            moving = f"update {table} set institution_id = %s where {key} = %s"
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                cursor.execute(moving, [house.gymnasium.pk, ours[model].pk])


def test_special_marks_are_hidden_from_staff_without_the_right(ours: Rows, house: House) -> None:
    from nastavnik.registry.models import Person, SpecialMark

    with acting(Eyes(people=frozenset([house.school.pk]), right="")):
        assert seen(SpecialMark, ours) == [False]
        added = SpecialMark(institution=house.school, person_id=ours[Person].pk, category_id="gifted")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            added.save()


def test_contacts_of_partners_are_kept_from_above_and_nothing_else_is(ours: Rows, house: House) -> None:
    """The municipality enters partners for its schools; the figures' sight opens no other table for writing."""
    eyes = Eyes(figures=frozenset([house.school.pk]))
    for model in WRITTEN_BY_STAFF:
        table, key = model._meta.db_table, model._meta.pk.column
        with acting(eyes), connection.cursor() as cursor:
            cursor.execute(f"update {table} set {key} = {key} where {key} = %s", [ours[model].pk])
            assert cursor.rowcount == (model._meta.label == "registry.Cooperation"), model


def test_linking_a_child_of_another_institution_is_refused_by_the_database(
    ours: Rows, theirs: Rows, house: House
) -> None:
    from nastavnik.mentoring.models import Participation, Programme
    from nastavnik.registry.models import Person

    with acting(Eyes(people=frozenset([house.school.pk]))):
        programme = Programme.objects.get(institution=house.school)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Participation.objects.create(
                institution=house.school, programme=programme, person_id=theirs[Person].pk,
                side="mentor", entered_date="2026-09-01",
            )  # fmt: skip


def test_relinking_a_row_to_a_child_of_another_institution_is_refused_by_the_database(
    ours: Rows, theirs: Rows, house: House
) -> None:
    from nastavnik.registry.models import Guardian, Person

    with acting(Eyes(people=frozenset([house.school.pk]))):
        mine = Guardian.objects.filter(pk=ours[Guardian].pk)
        assert mine.update(person_id=ours[Person].pk) == 1
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            mine.update(person_id=theirs[Person].pk)


def test_every_protected_table_has_its_policies(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity and relkind = 'r'")
        walled = {row[0] for row in cursor.fetchall()}
        cursor.execute("select tablename, policyname from pg_policies")
        policies: dict[str, set[str]] = {}
        for table, policy in cursor.fetchall():
            policies.setdefault(table, set()).add(policy)
    assert walled == protected_tables()
    for model in PROTECTED:
        writing = set() if wall_of(model).append_only else {"change", "remove"}
        narrowed = {"classes"} if wall_of(model).staff and not wall_of(model).closed else set()
        apart = {"sides"} if wall_of(model).apart else set()
        assert policies[model._meta.db_table] == {"see", "add", "work"} | writing | narrowed | apart


def test_the_web_really_signed_in_owns_and_may_nothing_more(db: None) -> None:
    """Not SET ROLE but the web's own login: what it holds can't come through the owner."""
    from nastavnik.config.databases import django_databases
    from nastavnik.config.settings import OPTIONS

    web = django_databases(OPTIONS, "web")["default"]
    with psycopg.connect(
        host=web["HOST"], port=web["PORT"], user=web["USER"], password=web["PASSWORD"],
        dbname=connection.settings_dict["NAME"], autocommit=True,
    ) as direct:  # fmt: skip
        assert direct.execute("select count(*) from registry_person").fetchone() == (0,)
        for statement in (
            "create table mine (id int)",
            "truncate registry_person",
            "drop policy see on registry_person",
            "alter table registry_person disable row level security",
            "set role nastavnik_owner",
            "set role nastavnik_worker",
            "select * from django_session",
            "delete from journal_entry",
            "insert into monitoring_counter values (default)",
            "insert into access_grant values (default)",
            "delete from django_migrations",
        ):
            with pytest.raises(psycopg.Error):
                direct.execute(statement)


def test_the_guard_is_put_on_once(db: None) -> None:
    before = len(connection.execute_wrappers)
    watch_every_connection()
    assert len(connection.execute_wrappers) == before


def test_a_scope_within_a_scope_gives_the_outer_one_back(house: House, ours: Rows, theirs: Rows) -> None:
    from nastavnik.registry.models import Person

    both = (ours[Person].pk, theirs[Person].pk)
    with acting(Eyes(people=frozenset([house.school.pk]))):
        with acting(Eyes(people=frozenset([house.gymnasium.pk]))):
            assert list(Person.objects.filter(pk__in=both).values_list("pk", flat=True)) == [both[1]]
        assert list(Person.objects.filter(pk__in=both).values_list("pk", flat=True)) == [both[0]]
        with pytest.raises(ZeroDivisionError), acting(Anonymous()):
            raise ZeroDivisionError
        assert list(Person.objects.filter(pk__in=both).values_list("pk", flat=True)) == [both[0]]
    assert not in_scope()


def test_the_list_of_one_school_is_read_by_its_index_among_100_000(house: House) -> None:
    with owning(), connection.cursor() as cursor:
        cursor.execute(
            "insert into registry_organisation (level, full_name, short_name, founder, place, head_post, head_name,"
            " parent_id) select 'institution', 'Ш' || n, 'Ш' || n, '', '', '', '', %s from generate_series(1, 500) n",
            [house.city.pk],
        )
        cursor.execute(
            "insert into registry_person (institution_id, last_name, first_name, middle_name, gender, class_name, post,"
            " workplace, contact, created_at) select o.id, 'Ф' || n, 'И', '', '', '', '', '', '', now()"
            " from registry_organisation o, generate_series(1, 200) n where o.short_name like 'Ш%'"
        )
        cursor.execute("analyze registry_person")
    eyes = Eyes(people=frozenset([house.school.pk]))
    with acting(eyes), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        plan = people_visible_to(eyes).order_by("sort_name")[:50].explain()
    assert re.search(r"Index Cond: \(+institution_id = ", plan) and "Seq Scan" not in plan, plan
