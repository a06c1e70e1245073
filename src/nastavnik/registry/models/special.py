"""Special categories: who has one is known to very few; the card shows a neutral mark."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models.organisations import Organisation
from nastavnik.registry.models.people import Person


class SpecialCategory(models.Model):
    """Особая категория: a dictionary entry; `mark` («К-3») stands for it wherever its words must not."""

    code = models.SlugField(primary_key=True, max_length=40)
    mark = models.CharField("условный знак", max_length=10, unique=True)
    label = models.CharField("категория", max_length=150)
    position = models.PositiveSmallIntegerField(default=0)

    wall = None
    classified = Classified(ordinary="code mark label position")

    class Meta:
        ordering = ("position", "mark")

    def __str__(self) -> str:
        return self.mark


class SpecialMark(models.Model):
    """That a participant belongs to a special category; open only to the right to see such marks."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="special_marks")
    category = models.ForeignKey(SpecialCategory, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(restricted=True)
    classified = Classified(personal="person category", ordinary="id institution noted_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "person", "category"], name="special_mark_once")
        ]

    def __str__(self) -> str:
        return str(self.category_id)
