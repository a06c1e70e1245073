"""The public discussion of a draft and who agreed to it, before it is approved."""

from __future__ import annotations

from django.db import models

from nastavnik.access.models import Account
from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models.documents import Edition, Line


class Remark(models.Model):
    """What an organisation says of a draft, of one line or of the whole, and what the owner of the map answered.

    Both sides see and write the row: an organisation above is out of the owner's sight otherwise.
    """

    class Outcome(models.TextChoices):
        OPEN = "", "Ждёт ответа"
        ACCEPTED = "accepted", "Учтено"
        PARTLY = "partly", "Учтено частично"
        DECLINED = "declined", "Отклонено"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="remarks")
    line = models.ForeignKey(Line, models.SET_NULL, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="чья карта")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    author = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField("замечание или предложение")
    said_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField("решение", max_length=10, choices=Outcome, blank=True, default="")
    answer = models.TextField("ответ", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    wall = Wall(staff=None, figures="organisation_id", other_figures="owner_id", figures_keep=True)
    classified = Classified(
        personal="author",
        ordinary="id edition line owner organisation text said_at outcome answer answered_at",
    )

    class Meta:
        ordering = ("said_at", "pk")

    def __str__(self) -> str:
        return self.text[:80]


class Concurrence(models.Model):
    """Согласование: one who is asked to agree to an edition, and when he did or why not."""

    class Verdict(models.TextChoices):
        OPEN = "", "Ждёт"
        AGREED = "agreed", "Согласовано"
        OBJECTED = "objected", "Не согласовано"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="concurrences")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="чья карта")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    who = models.CharField("кто согласует (должность, организация)", max_length=300)
    name = models.CharField("И. О. Фамилия", max_length=120, blank=True)
    verdict = models.CharField("решение", max_length=10, choices=Verdict, blank=True, default="")
    said_date = models.DateField("когда", null=True, blank=True)
    comment = models.TextField("с чем не согласны", blank=True)

    wall = Wall(staff=None, figures="organisation_id", other_figures="owner_id", figures_keep=True)
    classified = Classified(
        personal="name", ordinary="id edition owner organisation who verdict said_date comment"
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.who
