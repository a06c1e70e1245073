"""Which order a paper changes."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.papers.models.papers import Paper


class PaperLink(models.Model):
    """That an order changes or ends what an earlier one established; shown from both sides, by requisites alone."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="changes_orders")
    changed = models.ForeignKey(Paper, models.PROTECT, related_name="changed_by")

    wall = None
    classified = Classified(ordinary="id paper changed")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "changed"], name="paper_link_once")]

    def __str__(self) -> str:
        return f"{self.paper_id} изменяет {self.changed_id}"
