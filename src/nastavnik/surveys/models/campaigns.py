"""Sendings of a questionnaire: by whom, to whom, when; who was asked and who has answered."""

from django.db import models
from django.db.models import F, Q

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models import Organisation, Person
from nastavnik.surveys.models.questionnaires import Edition, Questionnaire


class Campaign(models.Model):
    """Опрос: one edition sent to one circle of people for a period. The kind is fixed with the first answer."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="campaigns")
    title = models.CharField("название", max_length=200)
    kind = models.CharField("вид анкеты", max_length=10, choices=Questionnaire.Kind)
    form = models.CharField("форма наставничества", max_length=40, blank=True)
    side = models.CharField("кто отвечает", max_length=10, choices=Questionnaire.Side)
    moment = models.CharField("когда", max_length=10, choices=Questionnaire.Moment)
    # Whom: a key that a room above understands («programme:12:mentee»), and its words.
    circle = models.CharField(max_length=60, blank=True)
    circle_title = models.CharField("кому", max_length=300, blank=True)
    from_date = models.DateField("с")
    to_date = models.DateField("по")
    is_answered = models.BooleanField("есть ответы", default=False)
    is_closed = models.BooleanField("закончен", default=False)
    # Anonymous sheets typed from paper: nobody knows whose they are, so nobody is marked.
    paper_count = models.PositiveIntegerField("с бумаги", default=0)
    opened_at = models.DateTimeField(auto_now_add=True)

    wall = None
    classified = Classified(
        ordinary="id institution edition title kind form side moment circle circle_title from_date to_date is_answered"
        " is_closed paper_count opened_at"
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "circle"], name="campaign_circle")]
        constraints = [
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="campaign_period")
        ]

    def __str__(self) -> str:
        return self.title


class Ask(models.Model):
    """That a person is asked, and the mark that he has answered; the day of it only where the sheet bears his name."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="asks")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    has_answered = models.BooleanField("ответил", default=False)

    wall = Wall(own="person_id")
    classified = Classified(personal="person has_answered", ordinary="id institution campaign")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "person"], name="ask_once")]
        indexes = [
            models.Index(fields=["person"], name="ask_person"),
            models.Index(fields=["institution", "campaign"], name="ask_campaign"),
        ]

    def __str__(self) -> str:
        return f"вопрос {self.pk}"


class SurveyLink(models.Model):
    """A one-use link: of somebody asked by name, or of an outsider with a note for whom it is. Only its hash is kept."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="links")
    ask = models.ForeignKey(Ask, models.CASCADE, null=True, related_name="links")
    label = models.CharField("для кого", max_length=200, blank=True)
    code_hash = models.CharField(max_length=64, unique=True)
    expires_date = models.DateField("действует по")
    is_spent = models.BooleanField("ответ получен", default=False)

    wall = Wall(staff=None, closed=True)
    written_by_definer = True
    classified = Classified(
        personal="ask label code_hash is_spent", ordinary="id institution campaign expires_date"
    )

    def __str__(self) -> str:
        return f"ссылка {self.pk}"
