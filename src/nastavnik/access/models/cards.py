"""Cards of participants: a code on paper, a PIN in the head."""

from django.db import models

from nastavnik.access.models.accounts import Account
from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall


class Card(models.Model):
    """A card by which a participant or a representative comes in; of one account only the last one opens."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    # The hash of the PIN; empty until the holder chooses one at the first use.
    pin = models.CharField(max_length=128, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    issued_at = models.DateTimeField()
    pin_set_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    wall = Wall(staff=None, closed=True)
    written_by_definer = True
    classified = Classified(
        personal="account code_hash pin", ordinary="id failures issued_at pin_set_at locked_at revoked_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(revoked_at=None), name="card_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"карточка {self.pk}"
