"""What an organisation decided about a row of the road map above."""

from __future__ import annotations

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.roadmaps.models.documents import Edition, Line, Measure, Roadmap


class CascadeDecision(models.Model):
    """The wording above that a road map has looked at last, and what it did: the base of the three-way difference.

    `above` is the wording of the line above that was looked at; empty where the line had gone from the edition.
    """

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", "Принято"
        LOCAL = "local", "Принято со своей редакцией"
        REFUSED = "refused", "Не принято"

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="decisions")
    line_above = models.ForeignKey(Line, models.CASCADE, related_name="+")
    above = models.ForeignKey(Measure, models.SET_NULL, null=True, blank=True, related_name="+")
    verdict = models.CharField("решение", max_length=10, choices=Verdict)
    reason = models.CharField("почему", max_length=500, blank=True)
    # While the draft into which a change was taken is not approved: what stood before, should the draft be thrown away.
    edition = models.ForeignKey(Edition, models.SET_NULL, null=True, blank=True, related_name="+")
    above_before = models.ForeignKey(Measure, models.SET_NULL, null=True, blank=True, related_name="+")
    verdict_before = models.CharField(max_length=10, blank=True, default="", db_default="")
    reason_before = models.CharField(max_length=500, blank=True, default="", db_default="")
    decided_at = models.DateTimeField(auto_now=True)

    wall = None
    classified = Classified(
        ordinary="id roadmap line_above above verdict reason edition above_before verdict_before reason_before decided_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "line_above"], name="cascade_decision_once")
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()
