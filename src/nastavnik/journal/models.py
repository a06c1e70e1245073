"""Who did what and when: verbs, ids and names of fields, never values."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall


class Entry(models.Model):
    """One event. The key is made here, so that adding a row needs no sight of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    happened_at = models.DateTimeField(auto_now_add=True)
    # No foreign keys: the journal outlives what it speaks of and stands below every other room.
    account_id = models.BigIntegerField(null=True)
    actor_person_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True)
    institution_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    fields = ArrayField(models.CharField(max_length=60), default=list)
    count = models.PositiveIntegerField(default=1)

    wall = Wall(staff="institution_id", account="account_id", append_only=True)
    classified = Classified(
        personal="account_id actor_person_id person_id object_id",
        ordinary="id happened_at verb object_type institution_id fields count",
    )

    class Meta:
        indexes = [
            models.Index(fields=["institution_id", "-happened_at"], name="journal_institution"),
            models.Index(fields=["object_type", "object_id", "-happened_at"], name="journal_object"),
            models.Index(fields=["account_id", "-happened_at"], name="journal_account"),
            # What happened of late, anywhere: rows lie in the order in which they came.
            BrinIndex(fields=["happened_at"], name="journal_happened"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"


class Backup(models.Model):
    """That a copy of the whole database was made; where it lies is the business of whoever keeps it."""

    made_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField("файл", max_length=200)
    size = models.BigIntegerField("размер, байт")

    wall = None
    written_by_definer = True  # the web only reads it
    classified = Classified(ordinary="id made_at file_name size")

    def __str__(self) -> str:
        return self.file_name
