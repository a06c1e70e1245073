"""Wishes after the group meeting of a programme: whom each participant would like, seen by the curator alone."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.mentoring.models.participations import Participation
from nastavnik.mentoring.models.programmes import Programme
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.wishes import USUAL_LIMIT


class GroupMeeting(models.Model):
    """Общая встреча of a programme: its day, and how many people each may name after it."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="meeting")
    held_date = models.DateField("день общей встречи", null=True, blank=True)
    limit = models.PositiveSmallIntegerField("сколько человек можно назвать", default=USUAL_LIMIT)

    wall = None
    classified = Classified(ordinary="id programme held_date limit")

    def __str__(self) -> str:
        return f"общая встреча: {self.programme_id}"


class WishSheet(models.Model):
    """What one participant answered after the meeting; without a single wish it says «никого»."""

    class Source(models.TextChoices):
        PAPER = "paper", "лист встречи"
        INTERVIEW = "interview", "разговор"
        CARD = "card", "сам по карточке"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    participation = models.OneToOneField(Participation, models.CASCADE, related_name="wish_sheet")
    source = models.CharField("откуда известно", max_length=10, choices=Source)
    entered_by = models.CharField("кто внёс", max_length=300, blank=True)
    entered_at = models.DateTimeField("когда внесено", auto_now=True)

    wall = Wall(own="person_id")
    classified = Classified(
        personal="person source entered_by", ordinary="id institution participation entered_at"
    )

    class Meta:
        indexes = [models.Index(fields=["institution"], name="wish_sheet_institution")]

    def __str__(self) -> str:
        return f"пожелания {self.participation_id}"


class Wish(models.Model):
    """Somebody of the other side whom the participant named; `rank` 1 is the first choice."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sheet = models.ForeignKey(WishSheet, models.CASCADE, related_name="wishes")
    named = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField("каким по счёту назван")

    wall = Wall(own="person_id")
    classified = Classified(personal="person named rank", ordinary="id institution sheet")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "named"], name="wish_once"),
            models.UniqueConstraint(fields=["sheet", "rank"], name="wish_rank_once"),
        ]
        indexes = [models.Index(fields=["institution", "sheet"], name="wish_institution")]

    def __str__(self) -> str:
        return f"{self.rank}: {self.named_id}"
