"""When an organisation and those under it are reminded of terms."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.registry.models import Organisation


class LadderSettings(models.Model):
    """The ladder of one node; whoever stands below without one of his own goes by the nearest above."""

    node = models.OneToOneField(
        Organisation, models.CASCADE, related_name="+", verbose_name="организация или территория"
    )
    before = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name="за сколько дней", default=list, blank=True
    )
    on_the_day = models.BooleanField("в день срока", default=True)
    after = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name="через сколько дней после", default=list, blank=True
    )
    superior_after = models.PositiveSmallIntegerField("вышестоящему через дней после", null=True, blank=True)

    wall = None
    classified = Classified(ordinary="id node before on_the_day after superior_after")

    def __str__(self) -> str:
        return f"напоминания {self.node_id}"
