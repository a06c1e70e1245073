"""The file that a road map was read from, and the reading while a person checks it."""

from __future__ import annotations

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models.documents import Edition


class SourceFile(models.Model):
    """A document as it was brought, with what was read in it and what a person has mended so far.

    `reading` is the reading as `rulebook.roadmaps` gave it, `mended` what a person made of it; `edition` is set once
    it was saved as a road map, and the file stays with it.
    """

    owner = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    edition = models.OneToOneField(Edition, models.SET_NULL, null=True, blank=True, related_name="source")
    file_name = models.CharField("имя файла", max_length=255)
    content = models.BinaryField()
    text = models.TextField("вставленный текст", blank=True)
    reading = models.JSONField(default=dict)
    mended = models.JSONField(default=dict)
    added_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(staff=None, figures="owner_id", figures_keep=True)
    classified = Classified(ordinary="id owner edition file_name content text reading mended added_at")

    def __str__(self) -> str:
        return self.file_name
