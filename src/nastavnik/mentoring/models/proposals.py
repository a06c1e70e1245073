"""Proposals of pairs."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.mentoring.models.participations import Participation
from nastavnik.mentoring.models.programmes import Programme
from nastavnik.registry.models import Organisation


class Proposal(models.Model):
    """A proposal of pairs for a whole programme; a person decides on each line.

    `terms` and `inputs` are what the rulebook was given, so that the run of that day can be repeated by the
    same `engine`; `findings` are its shortages and remedies in words.
    """

    class State(models.TextChoices):
        OPEN = "open", "Ждёт решения"
        DRAFT = "draft", "Черновик"
        DECIDED = "decided", "Решение принято"
        REPLACED = "replaced", "Составлено заново"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="proposals")
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    note = models.CharField("название черновика", max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    engine = models.CharField("версия подбора", max_length=20, blank=True)
    terms = models.JSONField("как подбирали", default=dict)
    inputs = models.JSONField("что подбирали", default=dict)
    findings = models.JSONField("нехватка и что поможет", default=dict)

    wall = Wall()
    classified = Classified(
        personal="note inputs findings",
        ordinary="id institution programme state made_at decided_at engine terms",
    )

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
    fit = models.CharField("насколько подходит", max_length=10, blank=True)
    code = models.CharField("какое правило помешало", max_length=20, blank=True)
    is_pinned = models.BooleanField("закреплена", default=False)
    reason = models.TextField("почему")
    remedies = models.JSONField("что поможет", default=list)
    is_approved = models.BooleanField("одобрено", null=True)

    wall = Wall()
    classified = Classified(
        personal="mentee mentor score fit code is_pinned reason remedies",
        ordinary="id institution proposal is_approved",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "mentee"], name="proposal_line_once")]
        indexes = [models.Index(fields=["institution", "proposal"], name="proposal_line_proposal")]

    def __str__(self) -> str:
        return f"строка предложения {self.pk}"
