"""Everything written when an organisation becomes another: renamed, closed, opened again, merged."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import FormerName, Organisation
from nastavnik.registry.moments import institution_reorganised, organisation_placed
from nastavnik.registry.permissions.organisations import check_can_edit_organisation, check_can_reorganise
from nastavnik.registry.tree import hold_tree, refuse_cycle


@transaction.atomic
def rename_organisation(
    *, by: Actor, organisation: Organisation, short_name: str, full_name: str, from_date: date, today: date
) -> None:
    """Gives an organisation another name from a day; the old one is kept with that day.

    Documents that exist keep the name which stands in them. Refuses a day to come, one not later than the last
    renaming, the same name, and a name that a neighbour has.
    """
    check_can_edit_organisation(by, organisation)
    _refuse_future(from_date, today, "from_date")
    names = {"short_name": short_name.strip(), "full_name": full_name.strip()}
    if all(getattr(organisation, field) == name for field, name in names.items()):
        raise Refused("Наименование то же самое: впишите новое.", field="short_name")
    last = FormerName.objects.filter(organisation=organisation).order_by("-until_date").first()
    if last is not None and from_date <= last.until_date:
        raise Refused(
            f"Прежнее переименование записано с {last.until_date:%d.%m.%Y}: впишите более поздний день.",
            field="from_date",
        )
    twins = Organisation.objects.filter(parent_id=organisation.parent_id, closed_date=None)
    if twins.filter(short_name__iexact=names["short_name"]).exclude(pk=organisation.pk).exists():
        raise Refused(f"«{names['short_name']}» здесь уже есть.", field="short_name")
    FormerName.objects.create(
        organisation=organisation,
        short_name=organisation.short_name,
        full_name=organisation.full_name,
        until_date=from_date,
    )
    organisation.short_name, organisation.full_name = names["short_name"], names["full_name"]
    organisation.save(update_fields=list(names))
    record(
        by=by,
        verb="rename_organisation",
        obj=organisation,
        institution_id=organisation.pk,
        fields=list(names),
    )


@transaction.atomic
def close_organisation(*, by: Actor, organisation: Organisation, closed_date: date, today: date) -> None:
    """Closes an organisation that nobody succeeds; its records stay where they are.

    Refuses a second closing, a day to come or before the opening, and while something open stands under it.
    Lets `institution_reorganised` happen without a successor.
    """
    check_can_reorganise(by, organisation)
    hold_tree()
    _refuse_unclosable(organisation, closed_date, today, "closed_date")
    organisation.closed_date = closed_date
    organisation.save(update_fields=["closed_date"])
    record(by=by, verb="close_organisation", obj=organisation, institution_id=organisation.pk)
    institution_reorganised.happen(by=by, institution=organisation, successor=None, on=closed_date)


@transaction.atomic
def reopen_organisation(*, by: Actor, organisation: Organisation) -> None:
    """Takes back a closing that was recorded by mistake; a merged one is taken back by nobody. Lets `organisation_placed` happen."""
    check_can_reorganise(by, organisation)
    if organisation.successor_id is not None:
        raise Refused("Присоединённая организация не открывается снова: её записи ведёт правопреемник.")
    if not organisation.is_closed:
        raise Refused("Организация не закрыта.")
    organisation.closed_date = None
    organisation.save(update_fields=["closed_date"])
    record(by=by, verb="reopen_organisation", obj=organisation, institution_id=organisation.pk)
    organisation_placed.happen(by=by, organisation=organisation)


@transaction.atomic
def merge_organisation(
    *, by: Actor, organisation: Organisation, successor: Organisation, from_date: date, today: date
) -> None:
    """Closes an institution in favour of another, under which it stands from now on with all its records.

    The successor's staff see its people and go on with its pairs; its own records keep their institution. Refuses
    what is no institution, a closed successor, the institution itself, and everything that `close_organisation`
    refuses. Lets `institution_reorganised` happen.
    """
    check_can_reorganise(by, organisation)
    check_can_reorganise(by, successor)
    hold_tree()
    if {organisation.level, successor.level} != {Organisation.Level.INSTITUTION}:
        raise Refused("Присоединить можно только организацию к организации.", field="successor")
    if successor.pk == organisation.pk:
        raise Refused("Организация не присоединяется к самой себе.", field="successor")
    if successor.is_closed:
        raise Refused(f"«{successor}» закрыта: выберите ту, что работает.", field="successor")
    _refuse_unclosable(organisation, from_date, today, "from_date")
    refuse_cycle(organisation, successor)
    organisation.closed_date, organisation.successor, organisation.parent = from_date, successor, successor
    organisation.save(update_fields=["closed_date", "successor", "parent"])
    for node in (organisation, successor):
        record(by=by, verb="merge_organisation", obj=node, institution_id=node.pk)
    institution_reorganised.happen(by=by, institution=organisation, successor=successor, on=from_date)


def _refuse_unclosable(organisation: Organisation, day: date, today: date, field: str) -> None:
    if organisation.is_closed:
        raise Refused("Организация уже закрыта.")
    _refuse_future(day, today, field)
    if organisation.opened_date and day < organisation.opened_date:
        raise Refused("Этот день раньше, чем организация открылась.", field=field)
    if Organisation.objects.filter(parent=organisation, closed_date=None).exists():
        raise Refused("Под ней стоят действующие организации: сначала перенесите или закройте их.")


def _refuse_future(day: date, today: date, field: str) -> None:
    if day > today:
        raise Refused("Этот день ещё не наступил: запишите изменение, когда оно произойдёт.", field=field)
