"""Holidays and quarantine of an institution or of all institutions of a territory."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.registry.models import Organisation


class BreakDays(models.Model):
    """Days on which an organisation, or everything under a territory, does not work: clocks stand still."""

    class Kind(models.TextChoices):
        HOLIDAYS = "holidays", "каникулы"
        QUARANTINE = "quarantine", "карантин"
        OTHER = "other", "другой перерыв"

    node = models.ForeignKey(Organisation, models.CASCADE, related_name="breaks")
    kind = models.CharField("что это", max_length=20, choices=Kind, default=Kind.HOLIDAYS)
    first = models.DateField("первый день")
    last = models.DateField("последний день")
    words = models.CharField("пояснение", max_length=200, blank=True)

    wall = None
    classified = Classified(ordinary="id node kind first last words")

    class Meta:
        indexes = [models.Index(fields=["node", "last"], name="break_node")]
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="break_period"),
            models.UniqueConstraint(fields=["node", "first", "last"], name="break_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first:%d.%m.%Y} – {self.last:%d.%m.%Y}"
