"""Who stands behind the words of the column «Ответственные»."""

from __future__ import annotations

from django.db import models

from nastavnik.access.models import Account
from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models.documents import Line
from nastavnik.rulebook.roles import ROLES, Role


class ExecutorName(models.Model):
    """One wording of an executor in the road maps of an organisation, bound once: to an account, to whoever holds a
    post, to an organisation, or to every organisation below. It stays bound in later editions.
    """

    class Kind(models.TextChoices):
        UNBOUND = "", "не указано, кто это"
        ACCOUNT = "account", "человек"
        POST = "post", "кто занимает должность"
        ORGANISATION = "organisation", "организация"
        BELOW = "below", "все организации ниже"
        OUTSIDE = "outside", "вне системы"

    owner = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    key = models.CharField(max_length=300)
    words = models.CharField("как написано", max_length=300)
    kind = models.CharField("кто это", max_length=12, choices=Kind, blank=True, default="")
    account = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.CharField(
        "должность", max_length=40, blank=True, choices=[(role.value, ROLES[role].label) for role in Role]
    )
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")

    wall = Wall(staff=None, figures="owner_id", figures_keep=True)
    classified = Classified(personal="key words account", ordinary="id owner kind role organisation")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="executor_once")]

    def __str__(self) -> str:
        return self.words


class Performer(models.Model):
    """An executor of a line in the edition in force, in the order of the text; the first one answers."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="performers")
    name = models.ForeignKey(ExecutorName, models.CASCADE, related_name="performs")
    owner = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    wall = Wall(staff=None, figures="owner_id", figures_keep=True)
    classified = Classified(ordinary="id line name owner position")

    class Meta:
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["line", "name"], name="performer_once")]

    def __str__(self) -> str:
        return str(self.name_id)
