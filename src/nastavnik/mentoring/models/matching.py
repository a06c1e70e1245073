"""How pairs of a programme are looked for: terms, and choices fixed before the search."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.mentoring.models.participations import Participation
from nastavnik.mentoring.models.programmes import Programme
from nastavnik.registry.models import Organisation


class MatchingSettings(models.Model):
    """How a programme looks for pairs; where there is none, the terms of the rulebook stand.

    `terms` are `rulebook.matching.Terms.as_values()`: what matters how much, and the limits.
    """

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="matching_settings")
    terms = models.JSONField("как подбирать", default=dict)
    changed_at = models.DateTimeField(auto_now=True)

    wall = None
    classified = Classified(ordinary="id programme terms changed_at")

    def __str__(self) -> str:
        return f"как подбирать: {self.programme_id}"


class FixedChoice(models.Model):
    """A pair that must stand in every proposal of the programme, or must never be proposed."""

    class Kind(models.TextChoices):
        PINNED = "pinned", "Закреплена"
        FORBIDDEN = "forbidden", "Исключена"

    class Source(models.TextChoices):
        CURATOR = "curator", "Решение куратора"
        LAST_YEAR = "last_year", "Пара прошлого года"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="fixed_choices")
    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    kind = models.CharField("решение", max_length=10, choices=Kind)
    source = models.CharField("откуда", max_length=10, choices=Source, default=Source.CURATOR)
    reason = models.CharField("почему", max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    wall = Wall()
    classified = Classified(
        personal="mentor mentee kind reason", ordinary="id institution programme source made_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "mentor", "mentee"], name="fixed_choice_once")
        ]
        indexes = [models.Index(fields=["institution", "programme"], name="fixed_choice_programme")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.mentor_id} и {self.mentee_id}"
