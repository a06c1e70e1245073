"""A road map and its editions: what stands on paper. What becomes of it is in `duties`.

A line is a measure's identity through all editions; a measure is the line's wording in one edition. So a state or a
piece of evidence hangs on the line and survives a new edition, and two editions are compared line by line.
"""

from __future__ import annotations

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Organisation


class Roadmap(models.Model):
    """Дорожная карта of one organisation at any level, for a period; `parent` is the one that it was adopted from."""

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="roadmaps")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="adopted")
    title = models.CharField("название", max_length=500)
    from_date = models.DateField("действует с", null=True, blank=True)
    to_date = models.DateField("действует по", null=True, blank=True)
    school_year = models.PositiveSmallIntegerField("учебный год", null=True, blank=True)
    is_archived = models.BooleanField("в архиве", default=False)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    # When every change of the map above had been decided upon: an older edition above need not be compared again.
    looked_above_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    wall = None
    classified = Classified(
        ordinary="id owner parent title from_date to_date school_year is_archived copied_from looked_above_at created_at"
    )

    class Meta:
        indexes = [models.Index(fields=["owner", "-created_at"], name="roadmap_owner")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_date=None)
                | models.Q(to_date=None)
                | models.Q(to_date__gte=models.F("from_date")),
                name="roadmap_period",
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("pk")),
                name="roadmap_not_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """Редакция: frozen once approved. One draft (or one under discussion) at most, and one in force.

    `marks` holds dicts of «kind», «who», «name» and «dated» as `papers.values.Mark` knows them.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Проект"
        DISCUSSED = "discussed", "На обсуждении"
        APPROVED = "approved", "Утверждена"
        REPLACED = "replaced", "Заменена новой редакцией"

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField("редакция")
    state = models.CharField("состояние", max_length=12, choices=State, default=State.DRAFT)
    marks = models.JSONField("грифы согласования и утверждения", default=list, blank=True)
    order_number = models.CharField("номер приказа", max_length=30, blank=True)
    order_date = models.DateField("дата приказа", null=True, blank=True)
    order = models.ForeignKey(
        Paper, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="приказ"
    )
    discussed_from = models.DateField("обсуждение с", null=True, blank=True)
    discussed_to = models.DateField("обсуждение по", null=True, blank=True)
    approved_at = models.DateTimeField("утверждена", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    wall = None
    classified = Classified(
        ordinary="id roadmap number state marks order_number order_date order discussed_from discussed_to approved_at"
        " created_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["roadmap"],
                condition=models.Q(state__in=["draft", "discussed"]),
                name="edition_one_draft",
            ),
            models.UniqueConstraint(
                fields=["roadmap"], condition=models.Q(state="approved"), name="edition_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roadmap_id}, редакция {self.number}"


class Section(models.Model):
    """Раздел of an edition, with its number as printed."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    number = models.CharField("номер", max_length=20, blank=True)
    title = models.CharField("раздел", max_length=500)

    wall = None
    classified = Classified(ordinary="id edition position number title")

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Line(models.Model):
    """One measure through all editions of its road map; `parent` is the line above that it answers.

    `reach` says whose duty it is: of the road map's owner alone, or one duty in each institution below.
    `fact` names what the product itself can see («база», «обучение», «пары», «приказ», «показатель»), with
    `fact_code` for the kind of order or the indicator.
    """

    class Reach(models.TextChoices):
        OWN = "own", "сама организация"
        BELOW = "below", "каждая организация ниже"

    class Fact(models.TextChoices):
        NONE = "", "не связано"
        BASES = "bases", "базы наставников и наставляемых заполнены"
        TRAINING = "training", "обучение проведено"
        PAIRS = "pairs", "пары сформированы"
        ORDER = "order", "приказ зарегистрирован"
        INDICATOR = "indicator", "показатель достигнут"

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="lines")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="children")
    reach = models.CharField("чья обязанность", max_length=8, choices=Reach, default=Reach.OWN)
    fact = models.CharField("чем подтверждается само", max_length=12, choices=Fact, blank=True, default="")
    fact_code = models.CharField("вид приказа или показатель", max_length=60, blank=True)

    wall = None
    classified = Classified(ordinary="id roadmap parent reach fact fact_code")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "parent"],
                condition=models.Q(parent__isnull=False),
                name="line_parent_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Measure(models.Model):
    """Мероприятие: the wording of a line in one edition. Texts are kept as printed, numbers included.

    `dates` are those that a person gave where the text alone does not tell: a list of [from or null, to or null] in
    ISO form; empty means that the deadline's own reading stands. `executors_by_level` holds [level, text] where the
    document divides them. `document_kind` is a kind of paper that «выполнено» asks for.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="measures")
    line = models.ForeignKey(Line, models.CASCADE, related_name="wordings")
    section = models.ForeignKey(Section, models.SET_NULL, null=True, blank=True, related_name="measures")
    position = models.PositiveSmallIntegerField()
    number = models.CharField("№", max_length=20, blank=True)
    title = models.TextField("мероприятие")
    deadline = models.CharField("срок", max_length=500, blank=True)
    dates = models.JSONField("даты, указанные человеком", default=list, blank=True)
    executors = models.TextField("ответственные", blank=True)
    executors_by_level = models.JSONField("ответственные по уровням", default=list, blank=True)
    participants = models.TextField("участники", blank=True)
    result = models.TextField("ожидаемый результат", blank=True)
    document = models.CharField("вид документа", max_length=300, blank=True)
    document_kind = models.CharField(
        "документ в реестре", max_length=40, choices=Paper.Kind, blank=True, default=""
    )

    wall = None
    classified = Classified(
        ordinary="id edition line section position number title deadline dates executors executors_by_level"
        " participants result document document_kind"
    )

    class Meta:
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["edition", "line"], name="measure_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class MeasureTarget(models.Model):
    """A number promised in a row: «2021 г. – 50 участников». Indicators above may take it over as their target."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField("год", null=True, blank=True)
    due_date = models.DateField("к дате", null=True, blank=True)
    value = models.DecimalField("значение", max_digits=12, decimal_places=2)
    unit = models.CharField("единица", max_length=120, blank=True)
    is_at_least = models.BooleanField("не менее", default=True)
    text = models.CharField("как написано", max_length=500)

    wall = None
    classified = Classified(ordinary="id measure year due_date value unit is_at_least text")

    def __str__(self) -> str:
        return self.text
