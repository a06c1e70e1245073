"""Proposals of pairs."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.mentoring.models.participations import Participation
from nastavnik.mentoring.models.programmes import Programme
from nastavnik.registry.models import Organisation


class Proposal(models.Model):
    """A proposal of pairs for a whole programme; a person decides on each line."""

    class State(models.TextChoices):
        OPEN = "open", "Ждёт решения"
        DECIDED = "decided", "Решение принято"
        REPLACED = "replaced", "Составлено заново"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="proposals")
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    made_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    wall = Wall()
    classified = Classified(ordinary="id institution programme state made_at decided_at")

    class Meta:
        indexes = [models.Index(fields=["institution", "programme"], name="proposal_programme")]

    def __str__(self) -> str:
        return f"предложение пар {self.pk}"


class ProposalLine(models.Model):
    """One mentee of a proposal with the mentor proposed, or with the reason why there is none."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="lines")
    mentee = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Participation, models.CASCADE, null=True, related_name="+")
    score = models.IntegerField(default=0)
    reason = models.TextField("почему")
    is_approved = models.BooleanField("одобрено", null=True)

    wall = Wall()
    classified = Classified(
        personal="mentee mentor score reason", ordinary="id institution proposal is_approved"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "mentee"], name="proposal_line_once")]
        indexes = [models.Index(fields=["institution", "proposal"], name="proposal_line_proposal")]

    def __str__(self) -> str:
        return f"строка предложения {self.pk}"
