"""What each side says after a meeting, and the help that it asks of the curator: hidden from the other side."""

from django.db import models
from django.db.models import Q

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.mentoring.models.meetings import Meeting
from nastavnik.mentoring.models.pairs import Pair
from nastavnik.mentoring.models.programmes import Side
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.feedback import GOAL_LABELS, HIGHEST, LOWEST

# Curator and psychologist of the institution, and whoever answered; a curator who is a mentor himself reads of his own
# pair what he said himself. A representative speaks and reads for nobody here.
BETWEEN_SIDES = Wall(restricted=True, himself="person_id", apart=("pair_id", "mentoring_pairmember"))
_MARK = Q(comfort__range=(LOWEST, HIGHEST), usefulness__range=(LOWEST, HIGHEST))


class Feedback(models.Model):
    """Отзыв of one person about one meeting; a row without `answered_at` awaits him."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="feedback")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    side = models.CharField("сторона", max_length=10, choices=Side)
    answered_at = models.DateTimeField("когда ответил", null=True, blank=True)
    comfort = models.PositiveSmallIntegerField("насколько комфортно", null=True, blank=True)
    usefulness = models.PositiveSmallIntegerField("насколько полезно", null=True, blank=True)
    goal = models.CharField(
        "цель достигнута",
        max_length=10,
        blank=True,
        choices=[(goal.value, label) for goal, label in GOAL_LABELS.items()],
    )
    worked = models.TextField("что получилось", blank=True)
    hindered = models.TextField("что мешало", blank=True)
    needs_help = models.BooleanField("нужна помощь куратора", default=False)
    goes_on = models.BooleanField("хочет продолжать", null=True, blank=True)
    is_from_paper = models.BooleanField("с бумажного листа", default=False)
    entered_by = models.CharField("кто внёс с листа", max_length=300, blank=True)

    wall = BETWEEN_SIDES
    classified = Classified(
        personal="person side comfort usefulness goal worked hindered needs_help goes_on entered_by",
        ordinary="id institution pair meeting answered_at is_from_paper",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="feedback_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | (_MARK & ~Q(goal="")), name="feedback_is_whole"
            ),
        ]
        indexes = [
            models.Index(fields=["institution", "pair"], name="feedback_pair"),
            models.Index(fields=["person"], condition=Q(answered_at=None), name="feedback_awaited"),
        ]

    def __str__(self) -> str:
        return f"отзыв {self.pk}"


class HelpRequest(models.Model):
    """«Нужна помощь куратора»: a task of the curator that the partner does not see."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField("что случилось", blank=True)
    asked_at = models.DateTimeField("когда попросил")
    done_at = models.DateTimeField("когда помогли", null=True, blank=True)
    outcome = models.TextField("что сделано", blank=True)
    done_by = models.CharField("кто помог", max_length=300, blank=True)

    wall = BETWEEN_SIDES
    classified = Classified(
        personal="person text outcome done_by", ordinary="id institution pair meeting asked_at done_at"
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "pair"], name="help_request_pair")]

    def __str__(self) -> str:
        return f"просьба о помощи {self.pk}"
