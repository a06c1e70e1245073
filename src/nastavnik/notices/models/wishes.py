"""Where and how often an account wishes to be told."""

from django.db import models

from nastavnik.access.models import Account
from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall

USUAL_HOUR = 8


class Preference(models.Model):
    """Of one kind of notices: whether it is told in the product and by letter. No row means the kind's own default."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    in_product = models.BooleanField()
    by_letter = models.BooleanField()

    wall = Wall(staff=None, account="account_id")
    classified = Classified(personal="account", ordinary="id kind in_product by_letter")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "kind"], name="preference_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.account_id}"


class LetterWish(models.Model):
    """The address to which the letter of the day goes and its hour; of employees only."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="+")
    email = models.EmailField("e-mail", blank=True)
    hour = models.PositiveSmallIntegerField("час письма", default=USUAL_HOUR)
    only_working_days = models.BooleanField("только в рабочие дни", default=True)
    # The day of the last letter: there is never a second one.
    last_letter_date = models.DateField(null=True)

    wall = Wall(staff=None, account="account_id")
    classified = Classified(personal="account email", ordinary="id hour only_working_days last_letter_date")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(hour__lte=23), name="letter_hour")]

    def __str__(self) -> str:
        return f"письмо {self.account_id}"
