"""Secret addresses from which telephones read the calendar."""

from django.db import models

from nastavnik.access.models import Account
from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models import Organisation


class CalendarFeed(models.Model):
    """One address: of the person's own affairs, or of one organisation. Only the hash of the secret is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    # Empty for the person's own calendar.
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="+", verbose_name="организация"
    )
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField("создан")
    revoked_at = models.DateTimeField("отозван", null=True)

    wall = Wall(staff=None, account="account_id")
    classified = Classified(personal="account secret_hash", ordinary="id organisation created_at revoked_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation"],
                condition=models.Q(revoked_at=None),
                nulls_distinct=False,
                name="feed_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"календарь {self.pk}"
