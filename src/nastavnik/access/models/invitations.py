"""Invitations: one use, fourteen days, only the hash of the code."""

from django.db import models

from nastavnik.access.models.accounts import Account
from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall


class Invitation(models.Model):
    """A code by which the holder of an account sets his password, once."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    wall = Wall(staff=None, closed=True)
    written_by_definer = True
    classified = Classified(
        personal="account code_hash", ordinary="id issued_at expires_at spent_at revoked_at"
    )

    def __str__(self) -> str:
        return f"приглашение {self.pk}"
