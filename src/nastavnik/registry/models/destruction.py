"""That a person's data were destroyed by an act: the record stays as a number without a name."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models.organisations import Organisation
from nastavnik.registry.models.people import Person
from nastavnik.rulebook.destruction import REASON_LABELS, WhyDestroyed


class Destruction(models.Model):
    """The ground, the act and the moment; without such a row the doors that blank data do not open."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.OneToOneField(Person, models.PROTECT, related_name="destruction")
    reason = models.CharField(
        "основание", max_length=20, choices=[(why.value, REASON_LABELS[why]) for why in WhyDestroyed]
    )
    since_date = models.DateField("с какого дня есть основание")
    act = models.CharField("акт", max_length=120)
    done_at = models.DateTimeField("уничтожено", auto_now_add=True)

    wall = Wall()
    classified = Classified(personal="person reason since_date", ordinary="id institution act done_at")

    def __str__(self) -> str:
        return self.act
