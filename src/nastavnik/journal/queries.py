"""Reading the journal: always within the reader's own scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import models

from nastavnik.journal.models import Backup, Entry
from nastavnik.journal.verbs import VERBS
from nastavnik.kit.actor import Actor
from nastavnik.rulebook.roles import Right


@dataclass(frozen=True)
class JournalLine:
    """One line for the screen."""

    at: datetime
    says: str
    account_id: int | None
    actor_person_id: int | None


def entries_visible_to(actor: Actor) -> models.QuerySet[Entry]:
    """Events of the institutions whose people the actor sees, and his own."""
    mine = models.Q(account_id=actor.account_id) if actor.account_id else models.Q(pk=None)
    return Entry.objects.filter(models.Q(institution_id__in=actor.people) | mine)


def lines_about(actor: Actor, obj: models.Model, *, limit: int = 20) -> list[JournalLine]:
    """The newest events about one object, newest first."""
    entries = entries_visible_to(actor).filter(object_type=obj._meta.label_lower, object_id=obj.pk)
    return [
        JournalLine(entry.happened_at, said_of(entry), entry.account_id, entry.actor_person_id)
        for entry in entries.order_by("-happened_at", "pk")[:limit]
    ]


def backups_visible_to(actor: Actor) -> models.QuerySet[Backup]:
    """Copies of the database, the newest first, for whoever watches over them."""
    known = Backup.objects.order_by("-made_at")
    return known if actor.may(Right.BACKUPS_VIEW) else known.none()


def last_backup_at() -> datetime | None:
    """When the newest copy of the database was made, None where there is none; it concerns no person."""
    newest: datetime | None = Backup.objects.order_by("-made_at").values_list("made_at", flat=True).first()
    return newest


def said_of(entry: Entry) -> str:
    """What was done, in words: the deed and the names (never the values) of the fields that changed."""
    deed = VERBS.get(entry.verb, entry.verb)
    fields = _labels(entry.object_type, entry.fields)
    return f"{deed}: {', '.join(fields)}" if fields else deed


def _labels(object_type: str, names: Sequence[str]) -> list[str]:
    """Russian names of a model's fields; what is no field of it stays unsaid."""
    try:
        model = apps.get_model(object_type)
    except (LookupError, ValueError):
        return []
    known = {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}
    return [known[name] for name in known if name in names]
