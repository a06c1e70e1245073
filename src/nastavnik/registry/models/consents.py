"""Consents."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models.organisations import Organisation
from nastavnik.registry.models.people import Person


class Consent(models.Model):
    """The fact that one signature stands under a written consent in the school: its kind, when, by whom."""

    class Signer(models.TextChoices):
        GUARDIAN = "guardian", "родитель (законный представитель)"
        PERSON = "person", "участник"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    kind = models.CharField("вид согласия", max_length=40)
    given_date = models.DateField("дата согласия")
    signer = models.CharField("кто подписал", max_length=10, choices=Signer)
    valid_until = models.DateField("действует до", null=True, blank=True)
    withdrawn_date = models.DateField("отозвано", null=True, blank=True)
    kept_at = models.CharField("где лежит подлинник", max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(own="person_id")
    classified = Classified(
        personal="person kind signer given_date valid_until withdrawn_date",
        ordinary="id institution kept_at recorded_at",
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "person"], name="consent_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "person", "kind", "signer", "given_date"], name="consent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.given_date}"
