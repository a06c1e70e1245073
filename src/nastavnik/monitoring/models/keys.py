"""One human in the registers of several institutions: known by a keyed hash alone, so that he is counted once above them."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models import Organisation, Person


class PersonKey(models.Model):
    """The keyed hash of a person's name and birth date; nobody reads it, definer functions compare it."""

    institution = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    # The web may not delete here: a person's key goes by the room's door (erasure.py), before the person.
    person = models.OneToOneField(Person, models.DO_NOTHING, related_name="+")
    digest = models.BinaryField("ключ", max_length=32)
    is_repeated = models.BooleanField("есть и в другой организации", default=False)

    wall = Wall(staff=None, closed=True)
    written_by_definer = True
    classified = Classified(personal="person digest is_repeated", ordinary="id institution")

    class Meta:
        indexes = [models.Index(fields=["digest"], name="person_key_digest")]

    def __str__(self) -> str:
        return f"ключ {self.person_id}"


class RepeatedEntrant(models.Model):
    """That somebody who stands in several institutions was counted in this one, and in which number."""

    institution = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    what = models.CharField("в каком числе", max_length=60)
    year = models.PositiveSmallIntegerField("отчётный год")
    digest = models.BinaryField("ключ", max_length=32)

    wall = Wall(staff=None, closed=True)
    written_by_definer = True
    classified = Classified(personal="digest", ordinary="id institution what year")

    class Meta:
        indexes = [models.Index(fields=["what", "year", "institution"], name="repeated_what")]

    def __str__(self) -> str:
        return f"{self.what}, {self.year}"
