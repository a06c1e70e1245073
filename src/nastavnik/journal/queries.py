"""Reading the journal: always within the reader's own scope."""

from dataclasses import dataclass
from datetime import datetime

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
        JournalLine(
            entry.happened_at, VERBS.get(entry.verb, entry.verb), entry.account_id, entry.actor_person_id
        )
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
