"""Dictionaries: forms, role models and topics."""

from django.db import models

from nastavnik.kit.fields import Classified


class MentoringForm(models.Model):
    """Форма наставничества: a dictionary entry, the federal ones loaded after each migration."""

    code = models.SlugField(primary_key=True, max_length=60)
    label = models.CharField("форма наставничества", max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    wall = None
    classified = Classified(ordinary="code label position")

    def __str__(self) -> str:
        return self.label


class RoleModel(models.Model):
    """Ролевая модель: a dictionary entry under a form; a stigmatising label is for the curator's eyes only."""

    code = models.CharField(primary_key=True, max_length=120)
    form = models.ForeignKey(MentoringForm, models.PROTECT, related_name="role_models")
    label = models.CharField("ролевая модель", max_length=200)
    neutral_label = models.CharField("нейтральное название", max_length=200, blank=True)
    curator_only = models.BooleanField("только для куратора", default=False)
    position = models.PositiveSmallIntegerField(default=0)

    wall = None
    classified = Classified(ordinary="code form label neutral_label curator_only position")

    def __str__(self) -> str:
        return self.label

    @property
    def open_label(self) -> str:
        """What may be printed and shown to anybody."""
        return self.neutral_label if self.curator_only else self.label


class Topic(models.Model):
    """Тема запроса: what requests and offers are compared by."""

    code = models.SlugField(primary_key=True, max_length=60)
    label = models.CharField("тема", max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    wall = None
    classified = Classified(ordinary="code label position")

    def __str__(self) -> str:
        return self.label
