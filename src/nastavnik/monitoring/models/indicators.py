"""Indicators with what is planned and what their shares are taken of."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Measure
from nastavnik.rulebook.dictionaries import Side as CountedSide
from nastavnik.rulebook.indicators import DenominatorKind, IndicatorRule, YearRule


class Indicator(models.Model):
    """Показатель: a definition as data; the federal ones are loaded after each migration and belong to nobody."""

    class Side(models.TextChoices):
        MENTEE = "mentee", "наставляемые"
        MENTOR = "mentor", "наставники"
        ANY = "", "и те и другие"

    class Whole(models.TextChoices):
        CONTINGENT = DenominatorKind.CONTINGENT, "контингент организации этого возраста"
        PUPILS = DenominatorKind.PUPILS, "все обучающиеся организации"
        ENTERED = DenominatorKind.ENTERED, "численность, внесённая с источником (например, жители)"
        NONE = DenominatorKind.NONE, "ни от чего: показатель — число людей"

    class Year(models.TextChoices):
        CALENDAR = YearRule.CALENDAR, "календарный: с 1 января по 31 декабря"
        SCHOOL = YearRule.SCHOOL, "учебный: с 1 сентября по 31 августа"

    code = models.SlugField(primary_key=True, max_length=40)
    label = models.CharField("показатель", max_length=300)
    side = models.CharField("кто считается", max_length=10, choices=Side, blank=True)
    age_from = models.PositiveSmallIntegerField("возраст, от")
    age_to = models.PositiveSmallIntegerField("возраст, до (включительно)")
    denominator = models.CharField("от чего доля", max_length=12, choices=Whole, default=Whole.CONTINGENT)
    year_rule = models.CharField("отчётный год", max_length=10, choices=Year, default=Year.CALENDAR)
    formula = models.TextField("как считается")
    owner = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    first_year = models.PositiveSmallIntegerField("с какого года", default=2020)
    last_year = models.PositiveSmallIntegerField("по какой год", null=True, blank=True)

    wall = None
    classified = Classified(
        ordinary="code label side age_from age_to denominator year_rule formula owner first_year last_year"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(age_to__gte=models.F("age_from")), name="indicator_ages"
            ),
            models.CheckConstraint(
                condition=models.Q(last_year=None) | models.Q(last_year__gte=models.F("first_year")),
                name="indicator_years",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def rule(self) -> IndicatorRule:
        """The definition as the rulebook knows it."""
        return IndicatorRule(
            code=self.code,
            label=self.label,
            side=CountedSide(self.side) if self.side else None,
            age_from=self.age_from,
            age_to=self.age_to,
            denominator=DenominatorKind(self.denominator),
            year_rule=YearRule(self.year_rule),
            first_year=self.first_year,
            last_year=self.last_year,
        )


class Target(models.Model):
    """The value that a node is to reach in a reporting year: per cent, or people where nothing is shared."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    node = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("отчётный год")
    value = models.DecimalField("цель", max_digits=9, decimal_places=2)
    # The row of a road map that promised it; empty where the target was typed.
    source = models.ForeignKey(Measure, models.SET_NULL, null=True, blank=True, related_name="+")

    wall = None
    classified = Classified(ordinary="id indicator node year value source")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "node", "year"], name="target_once"),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="target_value"),
        ]

    def __str__(self) -> str:
        return f"{self.value}"


class Denominator(models.Model):
    """A node's own number of people of whom the share is taken, with its source: statistics, a report."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="denominators")
    node = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("отчётный год")
    people = models.PositiveIntegerField("численность")
    source = models.CharField("источник", max_length=300)
    source_date = models.DateField("на какую дату")

    wall = None
    classified = Classified(ordinary="id indicator node year people source source_date")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "node", "year"], name="denominator_once"),
        ]

    def __str__(self) -> str:
        return f"{self.people}: {self.source}"
