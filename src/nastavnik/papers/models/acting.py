"""Who stands in for the head of an institution, and when."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models import Organisation


class ActingHead(models.Model):
    """«И. о. директора» for a period: signs the orders that are dated inside it."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    full_name = models.CharField("фамилия, имя, отчество", max_length=320)
    post = models.CharField("должность в подписи", max_length=200)
    from_date = models.DateField("с")
    to_date = models.DateField("по")
    basis = models.CharField("основание", max_length=300)

    wall = Wall()
    classified = Classified(personal="full_name", ordinary="id institution post from_date to_date basis")

    class Meta:
        indexes = [models.Index(fields=["institution", "from_date"], name="acting_head_from")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_date__gte=models.F("from_date")), name="acting_head_period"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name
