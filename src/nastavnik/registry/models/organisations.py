"""Organisations: the tree, their dictionaries, their former names, their contingents."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nastavnik.kit.fields import Classified


class OrganisationKind(models.Model):
    """Вид организации: a dictionary entry, the usual ones loaded after each migration."""

    code = models.SlugField(primary_key=True, max_length=40)
    label = models.CharField("вид организации", max_length=100, unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    wall = None
    classified = Classified(ordinary="code label position")

    class Meta:
        ordering = ("position", "label")

    def __str__(self) -> str:
        return self.label


class OrganisationFlag(models.Model):
    """Признак организации («Точка роста», сельская): a filter of lists and a dimension of reports."""

    code = models.SlugField(primary_key=True, max_length=40)
    label = models.CharField("признак", max_length=100, unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    wall = None
    classified = Classified(ordinary="code label position")

    class Meta:
        ordering = ("position", "label")

    def __str__(self) -> str:
        return self.label


class Organisation(models.Model):
    """A node of the tree by founders: region, municipality or institution. Nothing here concerns a person.

    The place in the tree decides who sees what; `territory` is only where the organisation lies. One that
    has been merged stands closed under its successor, so the successor's staff see what remains of it.
    """

    class Level(models.TextChoices):
        REGION = "region", "Регион"
        MUNICIPALITY = "municipality", "Муниципалитет"
        INSTITUTION = "institution", "Организация"

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    level = models.CharField("уровень", max_length=20, choices=Level)
    kind = models.ForeignKey(
        OrganisationKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="вид организации",
    )
    flags = ArrayField(
        models.CharField(max_length=40), verbose_name="признаки", default=list, blank=True, db_default=[]
    )
    full_name = models.CharField("полное наименование", max_length=400)
    short_name = models.CharField("краткое наименование", max_length=120)
    founder = models.CharField("учредитель или вышестоящий орган", max_length=400, blank=True)
    territory = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="территория"
    )
    inn = models.CharField("ИНН", max_length=12, blank=True, db_default="")
    ogrn = models.CharField("ОГРН", max_length=15, blank=True, db_default="")
    address = models.CharField("адрес", max_length=400, blank=True, db_default="")
    phone = models.CharField("телефон", max_length=100, blank=True, db_default="")
    email = models.EmailField("e-mail", blank=True, db_default="")
    site = models.CharField("сайт", max_length=200, blank=True, db_default="")
    place = models.CharField("место издания документов", max_length=120, blank=True)
    head_post = models.CharField("должность руководителя", max_length=120, default="Директор")
    head_name = models.CharField("руководитель (И. О. Фамилия)", max_length=120, blank=True)
    opened_date = models.DateField("открыта", null=True, blank=True)
    closed_date = models.DateField("закрыта", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="правопреемник",
    )

    wall = None
    classified = Classified(
        ordinary="id parent level kind flags full_name short_name founder territory inn ogrn address phone email site"
        " place head_post head_name opened_date closed_date successor",
    )

    class Meta:
        indexes = [models.Index(fields=["parent", "short_name"], name="organisation_parent")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("pk")),
                name="organisation_not_under_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(opened_date=None)
                | models.Q(closed_date=None)
                | models.Q(closed_date__gte=models.F("opened_date")),
                name="organisation_dates",
            ),
            models.CheckConstraint(
                condition=models.Q(successor=None)
                | (~models.Q(successor=models.F("pk")) & models.Q(closed_date__isnull=False)),
                name="organisation_successor",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def is_closed(self) -> bool:
        """Whether it has been closed or merged."""
        return self.closed_date is not None


class FormerName(models.Model):
    """A name that an organisation had until a day; documents made before it keep it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="former_names")
    full_name = models.CharField("полное наименование", max_length=400)
    short_name = models.CharField("краткое наименование", max_length=120)
    until_date = models.DateField("новое наименование с")

    wall = None
    classified = Classified(ordinary="id organisation full_name short_name until_date")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "until_date"], name="former_name_once"),
        ]

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
