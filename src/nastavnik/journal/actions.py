"""Writing the journal."""

from collections.abc import Sequence

from django.db import models

from nastavnik.journal.models import Backup, Entry
from nastavnik.kit.actor import Actor


def record(
    *,
    by: Actor,
    verb: str,
    obj: models.Model | None = None,
    institution_id: int | None = None,
    person_id: int | None = None,
    fields: Sequence[str] = (),
    count: int = 1,
) -> None:
    """Adds one event: who, verb, the object's id and the names (never the values) of the fields concerned.

    The institution and the person are taken from the object where it carries them and nothing else is said.
    """
    Entry.objects.create(
        account_id=by.account_id,
        # A representative acts for the child, and it was not the child who did it.
        actor_person_id=None if by.guardian_id else by.person_id,
        verb=verb,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=obj.pk if obj is not None else None,
        institution_id=institution_id or getattr(obj, "institution_id", None),
        person_id=person_id or getattr(obj, "person_id", None),
        fields=list(fields),
        count=count,
    )


def note_backup(*, file_name: str, size: int) -> None:
    """Notes that a copy of the database was made, `size` in bytes; only the worker's role may."""
    Backup.objects.create(file_name=file_name, size=size)
