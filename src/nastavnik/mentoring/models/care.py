"""What the curator does for pairs: steps with those who do not meet, consultations."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.mentoring.models.pairs import Pair
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.inactivity import STEP_LABELS


class InactivityStep(models.Model):
    """A step of the ladder with a pair that does not meet: it was reminded, given more time, ended."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="inactivity_steps")
    kind = models.CharField(
        "шаг", max_length=10, choices=[(step.value, label) for step, label in STEP_LABELS.items()]
    )
    step_date = models.DateField("когда")
    until_date = models.DateField("ждём до", null=True, blank=True)
    reason = models.CharField("почему", max_length=300, blank=True)
    made_by = models.CharField("кто", max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    wall = Wall()
    classified = Classified(
        personal="reason made_by", ordinary="id institution pair kind step_date until_date made_at"
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "pair"], name="inactivity_step_pair")]

    def __str__(self) -> str:
        return f"{self.kind} {self.step_date}"


class Consultation(models.Model):
    """What a mentor or a curator asked and what he was told."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_date = models.DateField("когда спросил")
    question = models.TextField("о чём спросил")
    answered_date = models.DateField("когда ответили", null=True, blank=True)
    answer = models.TextField("что ответили", blank=True)
    answered_by = models.CharField("кто ответил", max_length=300, blank=True)

    # Of a pair nothing is told to its other side: a mentor reads what he asked himself.
    wall = Wall(himself="person_id")
    classified = Classified(
        personal="person question answer answered_by",
        ordinary="id institution pair asked_date answered_date",
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "person"], name="consultation_person")]

    def __str__(self) -> str:
        return f"консультация {self.pk}"
