"""Programmes."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.mentoring.models.dictionaries import MentoringForm, RoleModel
from nastavnik.registry.models import Organisation


class Side(models.TextChoices):
    """On which side of a pair a participant stands; one person may stand on both."""

    MENTOR = "mentor", "Наставник"
    MENTEE = "mentee", "Наставляемый"


class Programme(models.Model):
    """A programme of one institution for one school year."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    title = models.CharField("название программы", max_length=200)
    school_year = models.PositiveSmallIntegerField("учебный год")
    form = models.ForeignKey(MentoringForm, models.PROTECT)
    role_model = models.ForeignKey(RoleModel, models.PROTECT, null=True, blank=True)
    start_date = models.DateField("начало")
    end_date = models.DateField("окончание")
    goal = models.TextField("цель", blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)

    wall = None
    classified = Classified(
        ordinary="id institution title school_year form role_model start_date end_date goal opened_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "school_year", "title"], name="programme_title_once"
            ),
            models.CheckConstraint(
                condition=models.Q(end_date__gt=models.F("start_date")), name="programme_period"
            ),
        ]

    def __str__(self) -> str:
        return self.title
