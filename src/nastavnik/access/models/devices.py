"""Devices: where an account is open now, and wrong sign-ins of the last hour."""

from django.db import models

from nastavnik.access.models.accounts import Account
from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall


class OpenSession(models.Model):
    """What is known of a session of an account: enough for its owner to recognise the device."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField("браузер", max_length=400)
    address = models.CharField("адрес", max_length=45)
    began_at = models.DateTimeField("вход")
    seen_date = models.DateField("последний день")

    wall = Wall(staff=None, closed=True)
    written_by_definer = True
    classified = Classified(personal="account session_key browser address began_at seen_date", ordinary="id")

    class Meta:
        indexes = [models.Index(fields=["account"], name="open_session_account")]

    def __str__(self) -> str:
        return f"сеанс {self.pk}"


class FailedSignIn(models.Model):
    """A wrong sign-in: the hash of what was typed as a name (it may have been a password), the address, the device."""

    who = models.CharField(max_length=64)
    address = models.CharField(max_length=45)
    device = models.CharField(max_length=40, blank=True)
    failed_at = models.DateTimeField()

    wall = Wall(staff=None, closed=True)
    written_by_definer = True
    classified = Classified(personal="who address device failed_at", ordinary="id")

    class Meta:
        indexes = [
            models.Index(fields=["who", "address", "failed_at"], name="failed_sign_in_who"),
            models.Index(fields=["address", "failed_at"], name="failed_sign_in_address"),
        ]

    def __str__(self) -> str:
        return f"неверный вход {self.pk}"
