"""Days that differ from the production calendar."""

from django.db import models

from nastavnik.kit.fields import Classified


class CalendarDay(models.Model):
    """A day of the whole house that is working or off otherwise than the built-in calendar says."""

    date = models.DateField("дата", unique=True)
    is_working = models.BooleanField("рабочий")
    words = models.CharField("почему", max_length=200, blank=True)

    wall = None
    classified = Classified(ordinary="id date is_working words")

    def __str__(self) -> str:
        return f"{self.date:%d.%m.%Y}"
