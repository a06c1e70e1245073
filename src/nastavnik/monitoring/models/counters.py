"""Numbers of one institution and year, written by definer functions and read above."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.mentoring.models import MentoringForm
from nastavnik.monitoring.models.indicators import Indicator
from nastavnik.registry.models import Organisation


class Counter(models.Model):
    """How many people of one institution count in one year, and of how many; null: it has not stated it.

    `doubtful` have entered and are left out until their birth date is known; `unkeyed` of the counted have no whole
    birth date, so that nobody knows whether they stand in another institution too.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="counters")
    institution = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("отчётный год")
    numerator = models.PositiveIntegerField("вошли")
    doubtful = models.PositiveIntegerField("без даты рождения", default=0)
    denominator = models.PositiveIntegerField("всего", null=True)
    unkeyed = models.PositiveIntegerField("без полной даты рождения", default=0, db_default=0)
    counted_at = models.DateTimeField("посчитано")

    wall = None
    written_by_definer = True
    classified = Classified(
        ordinary="id indicator institution year numerator doubtful denominator unkeyed counted_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "institution", "year"], name="counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.numerator}"


class RegisterCount(models.Model):
    """How many there are in the registers of one institution in a calendar year, or in a school year by its beginning.

    `unkeyed` are participants without a birth date: whether one of them stands in another institution too is not known.
    """

    institution = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("отчётный год")
    rule = models.CharField("какой год", max_length=10, default="calendar", db_default="calendar")
    programmes = models.PositiveIntegerField("программ")
    curators = models.PositiveIntegerField("кураторов")
    partners = models.PositiveIntegerField("партнёров")
    mentors = models.PositiveIntegerField("наставников")
    young_mentors = models.PositiveIntegerField("из них 15–19 лет")
    mentees = models.PositiveIntegerField("наставляемых")
    child_mentees = models.PositiveIntegerField("из них 10–19 лет")
    people = models.PositiveIntegerField("участников")
    pairs = models.PositiveIntegerField("пар")
    groups = models.PositiveIntegerField("групп")
    # People whose training ended in the year, each once.
    trained_mentors = models.PositiveIntegerField("обучено наставников", default=0, db_default=0)
    trained_curators = models.PositiveIntegerField("обучено кураторов", default=0, db_default=0)
    trained_teachers = models.PositiveIntegerField("обучено педагогов", default=0, db_default=0)
    unkeyed = models.PositiveIntegerField("без даты рождения", default=0, db_default=0)
    counted_at = models.DateTimeField("посчитано")

    wall = None
    written_by_definer = True
    classified = Classified(
        ordinary="id institution year rule programmes curators partners mentors young_mentors mentees child_mentees"
        " people pairs groups trained_mentors trained_curators trained_teachers unkeyed counted_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "year", "rule"], name="register_count_once"),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id}, {self.year}"


class FormCount(models.Model):
    """The same of one form of mentoring."""

    institution = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("отчётный год")
    rule = models.CharField("какой год", max_length=10, default="calendar", db_default="calendar")
    form = models.ForeignKey(MentoringForm, models.CASCADE, related_name="+")
    programmes = models.PositiveIntegerField("программ")
    mentors = models.PositiveIntegerField("наставников")
    young_mentors = models.PositiveIntegerField("из них 15–19 лет")
    mentees = models.PositiveIntegerField("наставляемых")
    child_mentees = models.PositiveIntegerField("из них 10–19 лет")
    pairs = models.PositiveIntegerField("пар")
    groups = models.PositiveIntegerField("групп")

    wall = None
    written_by_definer = True
    classified = Classified(
        ordinary="id institution year rule form programmes mentors young_mentors mentees child_mentees pairs groups"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "year", "rule", "form"], name="form_count_once"),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id}, {self.year}: {self.form_id}"
