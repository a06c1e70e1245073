"""Pairs, their members and their answers."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.mentoring.models.participations import Participation
from nastavnik.mentoring.models.programmes import Direction, Programme, Side
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Organisation, Person


class Pair(models.Model):
    """Пара или группа: one mentor and one or more mentees who wish to work together."""

    class State(models.TextChoices):
        APPROVED = "approved", "Одобрена, ждёт согласия"
        AGREED = "agreed", "Согласована"
        ORDERED = "ordered", "В проекте приказа"
        ACTIVE = "active", "Действует"
        PAUSED = "paused", "Приостановлена"
        DECLINED = "declined", "Отказ"
        COMPLETED = "completed", "Завершена"
        STOPPED = "stopped", "Прекращена досрочно"
        CANCELLED = "cancelled", "Отменена"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="pairs")
    direction = models.ForeignKey(Direction, models.PROTECT, null=True, blank=True, related_name="pairs")
    state = models.CharField("состояние", max_length=20, choices=State, default=State.APPROVED)
    reason = models.TextField("почему предложена", blank=True)
    approved_at = models.DateTimeField(auto_now_add=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    active_from = models.DateField("действует с", null=True, blank=True)
    paused_date = models.DateField("приостановлена", null=True, blank=True)
    ended_date = models.DateField("завершена", null=True, blank=True)

    wall = Wall(pair="id")
    classified = Classified(
        personal="reason",
        ordinary="id institution programme direction state approved_at paper active_from paused_date ended_date",
    )

    class Meta:
        indexes = [
            models.Index(fields=["institution", "programme", "state"], name="pair_programme"),
            models.Index(fields=["paper"], name="pair_paper"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="active")
                | models.Q(paper__isnull=False, active_from__isnull=False),
                name="pair_active_by_order",
            ),
        ]

    def __str__(self) -> str:
        return f"пара {self.pk}"


class PairMember(models.Model):
    """The member's card: what the other side of the pair may see of him, and no more."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="memberships")
    side = models.CharField("сторона", max_length=10, choices=Side)
    card_name = models.CharField("имя для другой стороны", max_length=200)
    card_standing = models.CharField("класс или должность", max_length=300, blank=True)

    wall = Wall(own="person_id", pair="pair_id")
    classified = Classified(
        personal="person side card_name card_standing", ordinary="id institution pair participation"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "participation"], name="pair_member_once")]
        indexes = [models.Index(fields=["institution", "pair"], name="pair_member_pair")]

    def __str__(self) -> str:
        return self.card_name


class Answer(models.Model):
    """What one party said of the pair; never seen by the other side."""

    class Party(models.TextChoices):
        MENTOR = "mentor", "Наставник"
        MENTOR_GUARDIAN = "mentor_guardian", "Представитель наставника"
        MENTEE = "mentee", "Наставляемый"
        GUARDIAN = "guardian", "Представитель"

    class Value(models.TextChoices):
        NONE = "", "Нет ответа"
        YES = "yes", "Да"
        NO = "no", "Нет"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    party = models.CharField("кто отвечает", max_length=20, choices=Party)
    value = models.CharField("ответ", max_length=5, choices=Value, blank=True, default=Value.NONE)
    answered_date = models.DateField("дата ответа", null=True, blank=True)

    wall = Wall(own="person_id")
    classified = Classified(personal="person party value answered_date", ordinary="id institution pair")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "person", "party"], name="answer_once")]
        indexes = [models.Index(fields=["institution", "pair"], name="answer_pair")]

    def __str__(self) -> str:
        return f"{self.party} {self.value}"
