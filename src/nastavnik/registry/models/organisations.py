"""Organisations and their contingents."""

from django.db import models

from nastavnik.kit.fields import Classified


class Organisation(models.Model):
    """A node of the tree: region, municipality or institution. Nothing here concerns a person."""

    class Level(models.TextChoices):
        REGION = "region", "Регион"
        MUNICIPALITY = "municipality", "Муниципалитет"
        INSTITUTION = "institution", "Организация"

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    level = models.CharField("уровень", max_length=20, choices=Level)
    kind = models.CharField("вид организации", max_length=100, blank=True)
    full_name = models.CharField("полное наименование", max_length=400)
    short_name = models.CharField("краткое наименование", max_length=120)
    founder = models.CharField("учредитель или вышестоящий орган", max_length=400, blank=True)
    place = models.CharField("место издания документов", max_length=120, blank=True)
    head_post = models.CharField("должность руководителя", max_length=120, default="Директор")
    head_name = models.CharField("руководитель (И. О. Фамилия)", max_length=120, blank=True)

    wall = None
    classified = Classified(
        ordinary="id parent level kind full_name short_name founder place head_post head_name",
    )

    class Meta:
        indexes = [models.Index(fields=["parent", "short_name"], name="organisation_parent")]

    def __str__(self) -> str:
        return self.short_name


class Contingent(models.Model):
    """How many children of one age an institution teaches: the denominator of its figures."""

    institution = models.ForeignKey(Organisation, models.CASCADE, related_name="contingents")
    year = models.PositiveSmallIntegerField("отчётный год")
    age = models.PositiveSmallIntegerField("возраст, полных лет")
    children = models.PositiveIntegerField("обучающихся")

    wall = None
    classified = Classified(ordinary="id institution year age children")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "year", "age"], name="contingent_once"),
            models.CheckConstraint(condition=models.Q(age__lte=99), name="contingent_age"),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id}: {self.age} лет, {self.year}"
