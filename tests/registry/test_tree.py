"""The tree as it changes: added, corrected, moved, renamed, closed, merged; and what everybody sees afterwards."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.actions.organisations import (
    add_organisation,
    correct_organisation,
    correct_requisites,
    move_organisation,
)
from nastavnik.registry.actions.reorganisations import (
    close_organisation,
    merge_organisation,
    rename_organisation,
    reopen_organisation,
)
from nastavnik.registry.models import FormerName, Organisation
from nastavnik.registry.queries.organisations import (
    institutions_open_in,
    name_on,
    organisations_visible_to,
    places_for,
    possible_successors,
)
from nastavnik.registry.queries.people import people_visible_to
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.house_of_people import House

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 15)


@pytest.fixture
def irina(house: House) -> AccountActor:
    return make.actor("irina")


@pytest.fixture
def oleg(house: House) -> AccountActor:
    return make.actor("oleg")


def fresh(node: Organisation) -> Organisation:
    return Organisation.objects.get(pk=node.pk)


def test_school_is_added_right_under_the_region_with_its_details(house: House, irina: AccountActor) -> None:
    details = {"inn": "7830 002293", "flags": ["rural", "small", "rural"], "phone": "8 800 000-00-01"}
    with acting(irina):
        node = add_organisation(
            by=irina, parent=house.region, level="institution", short_name=" Лицей № 1 ", details=details
        )
    assert (node.short_name, node.full_name, node.inn, node.flags) == (
        "Лицей № 1", "Лицей № 1", "7830002293", ["rural", "small"],
    )  # fmt: skip
    with acting(make.actor("irina")):
        assert node in organisations_visible_to(make.actor("irina"))


def test_centre_under_a_centre_is_known_before_anybodys_sight_is_made_anew(
    house: House, irina: AccountActor
) -> None:
    with acting(irina):
        centre = add_organisation(
            by=irina, parent=house.city, level="municipality", short_name="Ресурсный центр"
        )
        school = add_organisation(by=irina, parent=centre, level="institution", short_name="Школа № 9")
    with acting(oleg := make.actor("oleg")):
        assert {centre, school} <= set(organisations_visible_to(oleg))


def test_root_of_an_empty_house_is_a_district_or_a_school(db: None) -> None:
    nobody = AccountActor(None, None, "", ())
    with make.owning():
        root = add_organisation(by=nobody, parent=None, level="municipality", short_name="Лесной район")
    assert root.parent is None
    with acting(nobody), pytest.raises(Denied, match="второй вершины"):
        add_organisation(by=nobody, parent=None, level="region", short_name="Область")


@pytest.mark.parametrize(
    ("where", "level", "values", "field", "says"),
    [
        ("school", "institution", {}, "parent", "только при присоединении"),
        ("city", "region", {}, "parent", "стоять не может"),
        ("city", "institution", {"short_name": "школа № 5"}, "short_name", "здесь уже есть"),
        ("city", "institution", {"short_name": " "}, "short_name", "Впишите краткое"),
        ("city", "institution", {"details": {"inn": "7830002294"}}, "inn", "не сходится"),
        ("city", "institution", {"details": {"ogrn": "12"}}, "ogrn", "13 цифр"),
        ("city", "institution", {"details": {"flags": ["nonsense"]}}, "flags", "в справочнике нет"),
    ],
)
def test_what_can_not_be_is_not_added(
    house: House, irina: AccountActor, where: str, level: str, values: dict, field: str, says: str
) -> None:
    told = {"short_name": "Новая школа"} | values
    with acting(irina), pytest.raises(Refused, match=says) as refusal:
        add_organisation(by=irina, parent=getattr(house, where), level=level, **told)
    assert refusal.value.field == field


@pytest.mark.parametrize("login", ["nina", "svetlana", "tamara", "boris", "oleg"])
def test_nobody_adds_outside_his_territory(house: House, login: str) -> None:
    actor = make.actor(login)
    with acting(actor), pytest.raises(Denied):
        add_organisation(by=actor, parent=house.district, level="institution", short_name="Новая школа")


def test_correction_names_its_fields_and_nothing_changed_leaves_no_trace(
    house: House, oleg: AccountActor
) -> None:
    with acting(oleg):
        assert (
            correct_organisation(by=oleg, organisation=house.school, changes={"place": "г. Северогорск"})
            == []
        )
        changed = correct_organisation(
            by=oleg,
            organisation=house.school,
            changes={"kind": None, "email": "a@example.ru", "flags": ["rural"]},
        )
    assert changed == ["flags", "email"]
    with make.owning():
        assert [(entry.verb, entry.fields) for entry in Entry.objects.all()] == [
            ("correct_organisation", ["flags", "email"])
        ]


def test_requisites_are_corrected_by_the_secretary_and_names_are_not(house: House) -> None:
    tamara = make.actor("tamara")
    with acting(tamara):
        changes = {"address": "ул. Лесная, 5", "short_name": "Иная", "flags": ["rural"]}
        assert correct_requisites(by=tamara, organisation=house.school, changes=changes) == ["address"]
        assert fresh(house.school).short_name == "Школа № 5"
        with pytest.raises(Denied):
            correct_organisation(by=tamara, organisation=house.school, changes=changes)
        with pytest.raises(Denied):
            correct_requisites(by=tamara, organisation=house.gymnasium, changes=changes)


def test_moved_school_is_seen_by_the_other_territory(house: House, irina: AccountActor) -> None:
    with acting(irina):
        assert move_organisation(by=irina, organisation=house.school, parent=house.district)
        assert not move_organisation(by=irina, organisation=house.school, parent=house.district)
    assert house.school.pk not in make.actor("oleg").figures


def test_node_is_never_moved_under_itself(house: House, irina: AccountActor) -> None:
    with acting(irina):
        centre = add_organisation(by=irina, parent=house.city, level="municipality", short_name="Центр")
        deeper = add_organisation(by=irina, parent=centre, level="municipality", short_name="Куст")
        for parent in (house.city, centre, deeper):
            with pytest.raises(Refused, match="стоит под"):
                move_organisation(by=irina, organisation=house.city, parent=parent)
        with pytest.raises(Refused, match="стоит под"):
            move_organisation(by=irina, organisation=centre, parent=deeper)
        assert move_organisation(by=irina, organisation=deeper, parent=house.region)


def test_node_under_itself_is_refused_by_the_database(house: House) -> None:
    with (
        make.owning(),
        pytest.raises(IntegrityError, match="organisation_not_under_itself"),
        transaction.atomic(),
    ):
        Organisation.objects.filter(pk=house.city.pk).update(parent=house.city.pk)


@pytest.mark.parametrize(
    ("login", "node", "parent"),
    [
        ("oleg", "rural", "city"),
        ("oleg", "school", "district"),
        ("oleg", "city", "district"),
        ("svetlana", "school", "city"),
    ],
)
def test_nobody_moves_out_of_or_into_a_foreign_territory(
    house: House, login: str, node: str, parent: str
) -> None:
    actor = make.actor(login)
    with acting(actor), pytest.raises(Denied):
        move_organisation(by=actor, organisation=getattr(house, node), parent=getattr(house, parent))


def test_old_name_is_kept_until_its_day(house: House, oleg: AccountActor) -> None:
    day = date(2026, 9, 1)
    with acting(oleg):
        rename_organisation(
            by=oleg,
            organisation=house.school,
            short_name="Лицей № 5",
            full_name="Лицей № 5 города",
            from_date=day,
            today=TODAY,
        )
        renamed = fresh(house.school)
        assert name_on(renamed, date(2026, 8, 31))[0] == "Школа № 5"
        assert name_on(renamed, day) == ("Лицей № 5", "Лицей № 5 города")
        for wrong, says in ((day, "более поздний день"), (date(2027, 1, 1), "ещё не наступил")):
            with pytest.raises(Refused, match=says):
                rename_organisation(
                    by=oleg,
                    organisation=renamed,
                    short_name="Школа",
                    full_name="Школа",
                    from_date=wrong,
                    today=TODAY,
                )
        with pytest.raises(Refused, match="то же самое"):
            rename_organisation(
                by=oleg,
                organisation=renamed,
                short_name="Лицей № 5",
                full_name="Лицей № 5 города",
                from_date=TODAY,
                today=TODAY,
            )
    assert FormerName.objects.get().until_date == day


def test_closed_school_is_chosen_for_nothing_and_may_be_opened_again(
    house: House, oleg: AccountActor
) -> None:
    with acting(oleg):
        close_organisation(by=oleg, organisation=house.gymnasium, closed_date=date(2026, 9, 1), today=TODAY)
        visible = organisations_visible_to(oleg)
        assert house.gymnasium in visible
        assert house.gymnasium not in possible_successors(oleg, house.school)
        assert house.gymnasium in institutions_open_in(visible, 2026)
        assert house.gymnasium not in institutions_open_in(visible, 2027)
        with pytest.raises(Refused, match="уже закрыта"):
            close_organisation(by=oleg, organisation=house.gymnasium, closed_date=TODAY, today=TODAY)
        reopen_organisation(by=oleg, organisation=house.gymnasium)
        assert house.gymnasium in possible_successors(oleg, house.school)
        with pytest.raises(Refused, match="не закрыта"):
            reopen_organisation(by=oleg, organisation=house.gymnasium)


def test_territory_with_schools_at_work_is_not_closed(house: House, irina: AccountActor) -> None:
    with acting(irina), pytest.raises(Refused, match="сначала перенесите"):
        close_organisation(by=irina, organisation=house.city, closed_date=TODAY, today=TODAY)
    with acting(irina), pytest.raises(Refused, match="ещё не наступил"):
        close_organisation(by=irina, organisation=house.rural, closed_date=date(2027, 1, 1), today=TODAY)


def test_own_root_is_closed_from_above_only(house: House, oleg: AccountActor) -> None:
    with acting(oleg), pytest.raises(Denied, match="вышестоящую территорию"):
        close_organisation(by=oleg, organisation=house.city, closed_date=TODAY, today=TODAY)


def test_successors_curator_sees_the_people_of_the_merged_school(house: House, oleg: AccountActor) -> None:
    before = make.actor("svetlana")
    assert house.gymnasium.pk not in before.people
    with acting(oleg):
        merge_organisation(
            by=oleg,
            organisation=house.gymnasium,
            successor=house.school,
            from_date=date(2026, 9, 1),
            today=TODAY,
        )
    merged = fresh(house.gymnasium)
    assert (merged.parent_id, merged.successor_id, merged.closed_date) == (
        house.school.pk, house.school.pk, date(2026, 9, 1),
    )  # fmt: skip
    with acting(svetlana := make.actor("svetlana")):
        seen = people_visible_to(svetlana).get(pk=house.stranger_child.pk)
        assert seen.institution_id == house.gymnasium.pk
    with acting(oleg), pytest.raises(Refused, match="не открывается снова"):
        reopen_organisation(by=oleg, organisation=merged)


def test_merged_one_goes_along_when_its_successor_is_merged(house: House, irina: AccountActor) -> None:
    day = date(2026, 9, 1)
    with acting(irina):
        merge_organisation(
            by=irina, organisation=house.gymnasium, successor=house.school, from_date=day, today=TODAY
        )
        merge_organisation(
            by=irina, organisation=house.school, successor=house.rural, from_date=day, today=TODAY
        )
        with pytest.raises(Refused, match="закрыта"):
            merge_organisation(
                by=irina, organisation=house.rural, successor=house.school, from_date=day, today=TODAY
            )
    with make.owning():
        make.account(
            "galina", make.person(house.rural, "Лугова Галина Павловна"), (Role.CURATOR, house.rural)
        )
    assert {house.gymnasium.pk, house.school.pk, house.rural.pk} <= make.actor("galina").people


@pytest.mark.parametrize(
    ("what", "to", "says"),
    [
        ("school", "school", "к самой себе"),
        ("school", "city", "только организацию"),
        ("city", "school", "только организацию"),
    ],
)
def test_merger_that_can_not_be_is_refused(
    house: House, irina: AccountActor, what: str, to: str, says: str
) -> None:
    with acting(irina), pytest.raises(Refused, match=says):
        merge_organisation(
            by=irina,
            organisation=getattr(house, what),
            successor=getattr(house, to),
            from_date=TODAY,
            today=TODAY,
        )


def test_nobody_joins_a_school_of_his_to_a_foreign_one(house: House, oleg: AccountActor) -> None:
    with acting(oleg), pytest.raises(Denied):
        merge_organisation(
            by=oleg, organisation=house.school, successor=house.rural, from_date=TODAY, today=TODAY
        )


def test_places_are_territories_at_work_that_the_actor_runs(house: House, oleg: AccountActor) -> None:
    with acting(oleg):
        assert places_for(oleg) == [house.city]
