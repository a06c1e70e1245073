"""Dictionaries: forms, role models and topics; federal entries have no owner, local ones belong to a node."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.dictionaries import KIND_LABELS

SIDE_KINDS = [(kind.value, label) for kind, label in KIND_LABELS.items()]


class MentoringForm(models.Model):
    """Форма наставничества: who mentors whom and what the rules ask of it; the federal ones are loaded after
    each migration.
    """

    code = models.SlugField(primary_key=True, max_length=60)
    owner = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    label = models.CharField("форма наставничества", max_length=120)
    mentor_kind = models.CharField("кто наставник", max_length=20, choices=SIDE_KINDS, blank=True)
    mentee_kind = models.CharField("кто наставляемый", max_length=20, choices=SIDE_KINDS, blank=True)
    mentor_may_be_minor = models.BooleanField("наставнику может не быть 18 лет", default=True)
    mentee_may_be_minor = models.BooleanField("наставляемому может не быть 18 лет", default=True)
    has_labour_side = models.BooleanField("затрагивает трудовые отношения", default=False)
    organisation_kinds = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, verbose_name="для каких организаций"
    )
    is_retired = models.BooleanField("больше не предлагается", default=False)
    position = models.PositiveSmallIntegerField(default=0)

    wall = None
    classified = Classified(
        ordinary="code owner label mentor_kind mentee_kind mentor_may_be_minor mentee_may_be_minor"
        " has_labour_side organisation_kinds is_retired position"
    )

    def __str__(self) -> str:
        return self.label

    def may_be_minor(self, side: str) -> bool:
        """Whether somebody of this side may be under 18; else an unknown age means a grown-up."""
        return self.mentor_may_be_minor if side == "mentor" else self.mentee_may_be_minor

    def suits(self, kind_code: str | None) -> bool:
        """Whether institutions of this kind may use the form; nothing named means any, unknown fits all."""
        return not self.organisation_kinds or not kind_code or kind_code in self.organisation_kinds


class RoleModel(models.Model):
    """Ролевая модель: a dictionary entry under a form; a stigmatising label is for the curator's eyes only."""

    code = models.CharField(primary_key=True, max_length=120)
    owner = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    form = models.ForeignKey(MentoringForm, models.PROTECT, related_name="role_models")
    label = models.CharField("ролевая модель", max_length=200)
    neutral_label = models.CharField("нейтральное название", max_length=200, blank=True)
    curator_only = models.BooleanField("только для куратора", default=False)
    is_retired = models.BooleanField("больше не предлагается", default=False)
    position = models.PositiveSmallIntegerField(default=0)

    wall = None
    classified = Classified(ordinary="code owner form label neutral_label curator_only is_retired position")

    def __str__(self) -> str:
        return self.label

    @property
    def open_label(self) -> str:
        """What may be printed and shown to anybody."""
        return self.neutral_label if self.curator_only else self.label


class Topic(models.Model):
    """Тема запроса: what requests and offers are compared by."""

    code = models.SlugField(primary_key=True, max_length=60)
    owner = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    label = models.CharField("тема", max_length=120)
    words = models.CharField("по каким словам узнавать", max_length=300, blank=True)
    is_retired = models.BooleanField("больше не предлагается", default=False)
    position = models.PositiveSmallIntegerField(default=0)

    wall = None
    classified = Classified(ordinary="code owner label words is_retired position")

    def __str__(self) -> str:
        return self.label
