"""Participants of a programme with their needs and offers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.mentoring.models.programmes import Direction, Programme, Side
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.directions import MENTOR_SOURCES, NEED_SOURCES


class Participation(models.Model):
    """That a person takes part in a programme on one side."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="participations")
    direction = models.ForeignKey(
        Direction, models.SET_NULL, null=True, blank=True, related_name="participations"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    side = models.CharField("сторона", max_length=10, choices=Side)
    entered_date = models.DateField("дата вхождения в программу")
    returned_at = models.DateTimeField("возвращён в очередь", null=True, blank=True)

    wall = Wall(own="person_id")
    classified = Classified(
        personal="person side entered_date returned_at", ordinary="id institution programme direction"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "person", "side"], name="participation_once"),
        ]
        indexes = [models.Index(fields=["institution", "programme", "side"], name="participation_programme")]

    def __str__(self) -> str:
        return f"{self.side} {self.person_id}"


class Need(models.Model):
    """Запрос: what a mentee asks for, in words and in topics."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    participation = models.OneToOneField(Participation, models.CASCADE, related_name="need")
    text = models.TextField("основной запрос")
    topics = ArrayField(
        models.CharField(max_length=60), default=list, verbose_name="темы запроса", blank=True
    )
    interests = models.TextField("интересы", blank=True)
    time_resource = models.CharField("когда может заниматься", max_length=200, blank=True)
    source = models.CharField(
        "от кого запрос",
        max_length=20,
        blank=True,
        choices=[(source.value, label) for source, label in NEED_SOURCES.items()],
    )

    wall = Wall(own="person_id")
    classified = Classified(
        personal="person text topics interests time_resource source", ordinary="id institution participation"
    )

    class Meta:
        indexes = [models.Index(fields=["institution"], name="need_institution")]

    def __str__(self) -> str:
        return f"запрос {self.pk}"


class Offer(models.Model):
    """Предложение наставника: what he can give, to whom and how much time he has."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    participation = models.OneToOneField(Participation, models.CASCADE, related_name="offer")
    competences = models.TextField("основные компетенции")
    achievements = models.TextField("важные для программы достижения", blank=True)
    interests = models.TextField("интересы", blank=True)
    ages_text = models.CharField("желаемый возраст наставляемых", max_length=120, blank=True)
    age_from = models.PositiveSmallIntegerField("желаемый возраст, от", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("желаемый возраст, до", null=True, blank=True)
    time_resource = models.CharField("ресурс времени на программу", max_length=200, blank=True)
    capacity = models.PositiveSmallIntegerField("сколько наставляемых", default=1)
    topics = ArrayField(models.CharField(max_length=60), default=list, verbose_name="темы", blank=True)
    source = models.CharField(
        "откуда наставник",
        max_length=20,
        blank=True,
        choices=[(source.value, label) for source, label in MENTOR_SOURCES.items()],
    )
    experience_years = models.PositiveSmallIntegerField("стаж, полных лет", null=True, blank=True)

    wall = Wall(own="person_id")
    classified = Classified(
        personal="person competences achievements interests ages_text age_from age_to time_resource capacity topics"
        " source experience_years",
        ordinary="id institution participation",
    )

    class Meta:
        indexes = [models.Index(fields=["institution"], name="offer_institution")]

    def __str__(self) -> str:
        return f"предложение {self.pk}"
