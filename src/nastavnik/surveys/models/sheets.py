"""Answer sheets of the three declared kinds, each in a table and behind a wall of its own. See docs/adr/0027."""

import uuid

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models import Organisation, Person
from nastavnik.surveys.models.campaigns import Campaign

_OWN_WORDS = "ответы"


class NamedSheet(models.Model):
    """Именная: the curator of the institution reads it, the web may not change it. Of an outsider only his label stands."""

    class Source(models.TextChoices):
        ACCOUNT = "account", "в системе"
        PAPER = "paper", "с бумаги"
        LINK = "link", "по ссылке"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="named_sheets")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    respondent = models.CharField("кто ответил", max_length=200, blank=True)
    answers = models.JSONField(_OWN_WORDS)
    source = models.CharField("откуда", max_length=10, choices=Source)
    entered_by = models.CharField("кто внёс", max_length=200, blank=True)
    answered_at = models.DateTimeField("когда")

    wall = Wall(own="person_id")
    written_by_definer = True
    classified = Classified(
        personal="person respondent answers source answered_at", ordinary="id institution campaign entered_by"
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "campaign"], name="named_sheet_campaign")]

    def __str__(self) -> str:
        return f"анкета {self.pk}"


class CodedSheet(models.Model):
    """Под кодом: no name, no time, no number in a row; whose the code is stands in another closed table."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    code = models.UUIDField()
    answers = models.JSONField(_OWN_WORDS)

    wall = Wall(staff=None, closed=True)
    written_by_definer = True
    classified = Classified(personal="code answers", ordinary="id institution campaign")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="coded_sheet_once")]

    def __str__(self) -> str:
        return "анкета под кодом"


class SheetCode(models.Model):
    """Whose a code is: read by the function that writes a sheet, and by nobody else."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    # The web may not delete here: a person's code goes by the room's door (erasure.py), before the person.
    person = models.OneToOneField(Person, models.DO_NOTHING, related_name="+")
    code = models.UUIDField(unique=True, default=uuid.uuid4)

    wall = Wall(staff=None, closed=True)
    written_by_definer = True
    classified = Classified(personal="person code", ordinary="id institution")

    def __str__(self) -> str:
        return "код анкеты"


class AnonymousSheet(models.Model):
    """Анонимная: what was answered and to which survey, and nothing else; all sheets are laid anew with every new one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    answers = models.JSONField(_OWN_WORDS)

    wall = Wall(staff=None, closed=True)
    written_by_definer = True
    classified = Classified(personal="answers", ordinary="id institution campaign")

    class Meta:
        indexes = [models.Index(fields=["campaign"], name="anonymous_sheet_campaign")]

    def __str__(self) -> str:
        return "анонимная анкета"


class Ballot(models.Model):
    """The right to put one anonymous sheet: given with the mark «ответил», used up in another transaction."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    hash = models.CharField(max_length=64, unique=True)

    wall = Wall(staff=None, closed=True)
    written_by_definer = True
    classified = Classified(ordinary="id campaign hash")

    def __str__(self) -> str:
        return "бюллетень"
