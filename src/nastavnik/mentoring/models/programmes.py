"""Programmes and their directions."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.mentoring.models.dictionaries import MentoringForm, RoleModel
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.directions import CHANNELS, KINDS


class Side(models.TextChoices):
    """On which side of a pair a participant stands; one person may stand on both."""

    MENTOR = "mentor", "Наставник"
    MENTEE = "mentee", "Наставляемый"


class Programme(models.Model):
    """A programme of one institution for one school year: its period, its goal and, as rows, its directions.

    `form` and `role_model` repeat those of the first direction for lists and sorting.
    """

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="next_cycles")
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
        ordinary="id institution previous title school_year form role_model start_date end_date goal opened_at"
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


class Direction(models.Model):
    """Направление программы: a form with its role model, the kind and the channel of work, and its limits."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="directions")
    form = models.ForeignKey(MentoringForm, models.PROTECT, related_name="+")
    role_model = models.ForeignKey(RoleModel, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(
        "вид наставничества",
        max_length=20,
        choices=[(kind.value, label) for kind, label in KINDS.items()],
        default="individual",
    )
    channel = models.CharField(
        "как проходит",
        max_length=20,
        choices=[(channel.value, label) for channel, label in CHANNELS.items()],
        default="classic",
    )
    mentees_limit = models.PositiveSmallIntegerField(
        "не больше наставляемых у одного наставника",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )
    experience_years = models.PositiveSmallIntegerField(
        "стаж наставника не меньше, лет", null=True, blank=True, validators=[MaxValueValidator(60)]
    )

    wall = None
    classified = Classified(
        ordinary="id programme form role_model kind channel mentees_limit experience_years"
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.form.label} ({self.role_model.label})" if self.role_model else self.form.label

    @property
    def open_label(self) -> str:
        """What anybody may read of it: the form and the role model without a label that could hurt."""
        return f"{self.form.label} ({self.role_model.open_label})" if self.role_model else self.form.label
