"""The journal of a card of this room: who did what, with names that the reader may see."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models

from nastavnik.access.queries.accounts import staff_names
from nastavnik.journal.queries import entries_visible_to, said_of
from nastavnik.kit.actor import Actor
from nastavnik.kit.components import JournalLine
from nastavnik.mentoring.models import ImportRow, ImportRun
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.roles import Right

SHOWN = 20
# That a mark was set or opened says already that there is one: only to those who may know.
SPECIAL = ("open_special_marks", "mark_special_categories")
_WRITING = (ImportRow.State.NEW, ImportRow.State.CHANGED)


def journal_about(
    actor: Actor, objects: Sequence[models.Model], *, person: Person | None = None
) -> list[JournalLine]:
    """The newest events about any of the objects, or about the person in any way, newest first; three queries.

    Of a person also the files of bases by which he was written.
    """
    wanted = models.Q(pk=None)
    for obj in objects:
        wanted |= models.Q(object_type=obj._meta.label_lower, object_id=obj.pk)
    if person is not None:
        files = ImportRow.objects.filter(person=person, state__in=_WRITING).values("run_id")
        wanted |= models.Q(person_id=person.pk)
        wanted |= models.Q(object_type=ImportRun._meta.label_lower, object_id__in=files, verb="import_base")
    seen = entries_visible_to(actor).filter(wanted)
    if person is not None and not actor.may(Right.SPECIAL_VIEW, person.institution_id):
        seen = seen.exclude(verb__in=SPECIAL)
    entries = list(seen.order_by("-happened_at", "pk")[:SHOWN])
    names = _names({entry.actor_person_id for entry in entries if entry.actor_person_id})
    # Whoever was invited stands in no register of people: the account alone tells the name.
    unnamed = {entry.account_id for entry in entries if entry.account_id and not entry.actor_person_id}
    staff = staff_names(actor, unnamed)
    return [
        JournalLine(
            at=entry.happened_at,
            who=names.get(entry.actor_person_id or 0) or staff.get(entry.account_id or 0, ""),
            what=said_of(entry),
        )
        for entry in entries
    ]


def _names(ids: set[int]) -> dict[int, str]:
    """Names of those who acted; whoever is out of the reader's sight stays unnamed."""
    if not ids:
        return {}
    return {person.pk: full_name_of(person).short for person in Person.objects.filter(pk__in=ids)}
