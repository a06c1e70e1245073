"""Indicators, yearly targets and counters. Nothing here names a person."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.registry.models import Organisation


class Indicator(models.Model):
    """Показатель: a definition as data; the federal one is loaded after each migration."""

    code = models.SlugField(primary_key=True, max_length=40)
    label = models.CharField("показатель", max_length=300)
    side = models.CharField("роль в паре", max_length=10)
    age_from = models.PositiveSmallIntegerField("возраст, от")
    age_to = models.PositiveSmallIntegerField("возраст, до (включительно)")
    formula = models.TextField("как считается")

    wall = None
    classified = Classified(ordinary="code label side age_from age_to formula")

    def __str__(self) -> str:
        return self.label


class Target(models.Model):
    """The value that a node is to reach in a reporting year, per cent."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    node = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("отчётный год")
    percent = models.DecimalField("цель, %", max_digits=5, decimal_places=2)

    wall = None
    classified = Classified(ordinary="id indicator node year percent")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "node", "year"], name="target_once"),
            models.CheckConstraint(
                condition=models.Q(percent__gte=0, percent__lte=100), name="target_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"


class Counter(models.Model):
    """How many people of one institution count in one year: written by a definer function, read above."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="counters")
    institution = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("отчётный год")
    numerator = models.PositiveIntegerField("вошли")
    counted_at = models.DateTimeField("посчитано")

    wall = None
    written_by_definer = True
    classified = Classified(ordinary="id indicator institution year numerator counted_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "institution", "year"], name="counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.numerator}"
