"""Mentors whom a partner proposes to an organisation."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models import Organisation, Partner, Person


class Nominee(models.Model):
    """Предложенный наставник: a grown-up whom a partner's responsible employee proposes.

    He stands in no register until the curator accepts him; of whom the curator does not take only the name stays.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт решения куратора"
        ACCEPTED = "accepted", "принят"
        DECLINED = "declined", "не принят"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    # Who proposed, to be told of the answer; a number alone, for a curator need not see the account.
    account_id = models.BigIntegerField("кто предложил")
    last_name = models.CharField("фамилия", max_length=100)
    first_name = models.CharField("имя", max_length=100)
    middle_name = models.CharField("отчество", max_length=100, blank=True)
    post = models.CharField("должность", max_length=200, blank=True)
    contact = models.CharField("контакты для связи", max_length=300, blank=True)
    competences = models.TextField("чему может научить", blank=True)
    state = models.CharField("состояние", max_length=10, choices=State, default=State.WAITING)
    remark = models.CharField("ответ куратора", max_length=300, blank=True)
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_date = models.DateField("день решения", null=True, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    wall = Wall(partner="partner_id", partner_keeps=True)
    classified = Classified(
        personal="last_name first_name middle_name post contact competences person remark",
        ordinary="id institution partner account_id state proposed_at decided_date",
    )

    class Meta:
        indexes = [
            models.Index(fields=["institution", "state"], name="nominee_institution"),
            models.Index(fields=["partner", "institution"], name="nominee_partner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_date__isnull=True)
                | (~models.Q(state="waiting") & models.Q(decided_date__isnull=False)),
                name="nominee_decided",
            )
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.last_name, self.first_name, self.middle_name) if part)
