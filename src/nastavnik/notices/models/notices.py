"""One thing that one account was told."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nastavnik.access.models import Account
from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models import Organisation


class Notice(models.Model):
    """A sentence, a few lines and the page to go to. Added by the definer function of `tell` alone, whoever is told."""

    class Urgency(models.TextChoices):
        USUAL = "usual", "обычное"
        PRESSING = "pressing", "срочное"

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    institution = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="+", verbose_name="организация"
    )
    kind = models.CharField("вид", max_length=60)
    subject = models.CharField("о чём", max_length=300)
    lines = ArrayField(models.CharField(max_length=500), default=list, verbose_name="подробности")
    # A path of the product, never another site's address.
    link = models.CharField("страница", max_length=300, blank=True)
    # What is told under one key is told once, however often an action or a job says it.
    key = models.CharField(max_length=200)
    urgency = models.CharField("срочность", max_length=10, choices=Urgency, default=Urgency.USUAL)
    # As the account had wished when it was told: in the product, in the next letter.
    is_shown = models.BooleanField(default=True)
    is_for_letter = models.BooleanField(default=False)
    created_at = models.DateTimeField("когда")
    read_at = models.DateTimeField("прочитано", null=True)
    mailed_at = models.DateTimeField("отправлено письмом", null=True)

    wall = Wall(staff=None, account="account_id")
    classified = Classified(
        personal="account subject lines link key",
        ordinary="id institution kind urgency is_shown is_for_letter created_at read_at mailed_at",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="notice_told_once")]
        indexes = [
            models.Index(
                fields=["account"],
                condition=models.Q(read_at=None, is_shown=True),
                name="notice_unread",
            ),
            models.Index(
                fields=["account"],
                condition=models.Q(read_at=None, mailed_at=None, is_for_letter=True),
                name="notice_for_letter",
            ),
            models.Index(fields=["created_at"], name="notice_age"),
        ]

    def __str__(self) -> str:
        return f"уведомление {self.pk}"
