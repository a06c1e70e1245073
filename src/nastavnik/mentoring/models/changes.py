"""What an order changes in pairs that already work: the end of one, another mentor in its place."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.mentoring.models.pairs import Pair
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.pair_endings import PAUSE_REASONS


class PairChange(models.Model):
    """One change of a working pair, from the curator's wish to the order that makes it so.

    `new_pair` is the same mentee with another mentor; `paper` is the draft or the order; `applied_date` is the
    date of the registered order. Neither side of the pair reads the reason.
    """

    class Kind(models.TextChoices):
        ENDING = "ending", "Прекращение"
        REPLACEMENT = "replacement", "Замена наставника"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField("что меняется", max_length=20, choices=Kind)
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="changes")
    new_pair = models.ForeignKey(Pair, models.CASCADE, null=True, related_name="brought_by")
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("причина", max_length=20)
    applied_date = models.DateField("действует с", null=True, blank=True)

    wall = Wall()
    classified = Classified(
        personal="reason", ordinary="id institution kind pair new_pair paper applied_date"
    )

    class Meta:
        indexes = [
            models.Index(fields=["institution", "pair"], name="pair_change_pair"),
            models.Index(fields=["paper"], name="pair_change_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} пары {self.pair_id}"


class PairPause(models.Model):
    """A time during which a pair stood still, and why; neither side reads the reason."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="pauses")
    from_date = models.DateField("с")
    to_date = models.DateField("по", null=True, blank=True)
    reason = models.CharField(
        "причина",
        max_length=20,
        choices=[(code.value, words) for code, words in PAUSE_REASONS.items()],
        blank=True,
    )

    wall = Wall()
    classified = Classified(personal="reason", ordinary="id institution pair from_date to_date")

    class Meta:
        indexes = [models.Index(fields=["institution", "pair"], name="pair_pause_pair")]
        constraints = [
            models.UniqueConstraint(
                fields=["pair"], condition=models.Q(to_date=None), name="pair_pause_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"пауза пары {self.pair_id}"
