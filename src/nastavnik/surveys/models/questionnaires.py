"""Questionnaires, their editions and questions: words alone, nothing of anybody."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.registry.models import Organisation
from nastavnik.rulebook import questionnaires as rules


class Questionnaire(models.Model):
    """Анкета: what is asked of whom and when. Without an owner it is a default of the house, to be taken and changed."""

    class Kind(models.TextChoices):
        NAMED = rules.DeclaredKind.NAMED, rules.KINDS[rules.DeclaredKind.NAMED]
        CODED = rules.DeclaredKind.CODED, rules.KINDS[rules.DeclaredKind.CODED]
        ANONYMOUS = rules.DeclaredKind.ANONYMOUS, rules.KINDS[rules.DeclaredKind.ANONYMOUS]

    class Side(models.TextChoices):
        MENTEE = rules.Who.MENTEE, rules.WHO_LABELS[rules.Who.MENTEE]
        MENTOR = rules.Who.MENTOR, rules.WHO_LABELS[rules.Who.MENTOR]
        CURATOR = rules.Who.CURATOR, rules.WHO_LABELS[rules.Who.CURATOR]
        OTHER = rules.Who.OTHER, rules.WHO_LABELS[rules.Who.OTHER]

    class Moment(models.TextChoices):
        ENTRY = rules.Measured.ENTRY, rules.MOMENTS[rules.Measured.ENTRY]
        EXIT = rules.Measured.EXIT, rules.MOMENTS[rules.Measured.EXIT]
        OTHER = rules.Measured.OTHER, rules.MOMENTS[rules.Measured.OTHER]

    owner = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    # The code of a default; empty for a questionnaire that somebody has made.
    code = models.CharField(max_length=80, blank=True)
    title = models.CharField("название", max_length=200)
    # The code of a form of mentoring, which stands in a room above; empty: of any form.
    form = models.CharField("форма наставничества", max_length=40, blank=True)
    side = models.CharField("кто отвечает", max_length=10, choices=Side)
    moment = models.CharField("когда", max_length=10, choices=Moment, default=Moment.OTHER)
    kind = models.CharField("вид анкеты", max_length=10, choices=Kind, default=Kind.CODED)
    lead = models.TextField("обращение к отвечающему", blank=True)
    # [[points, label], …]: the levels of a sum of points; empty where points are not added up.
    levels = models.JSONField("уровни", default=list, blank=True)
    is_swot = models.BooleanField(default=False)
    is_archived = models.BooleanField("в архиве", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    wall = None
    classified = Classified(
        ordinary="id owner code title form side moment kind lead levels is_swot is_archived created_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="questionnaire_default_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """The questions of a questionnaire at one time; frozen with the first answer, then the next edition begins."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField("редакция", default=1)
    is_frozen = models.BooleanField("на неё ответили", default=False)

    wall = None
    classified = Classified(ordinary="id questionnaire number is_frozen")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="survey_edition_once")
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire}, редакция {self.number}"


class Question(models.Model):
    """One question of an edition; its key stays the same through editions and between «до» and «после»."""

    class Kind(models.TextChoices):
        SCALE = rules.QuestionKind.SCALE, rules.QUESTION_KINDS[rules.QuestionKind.SCALE]
        YES_NO = rules.QuestionKind.YES_NO, rules.QUESTION_KINDS[rules.QuestionKind.YES_NO]
        ONE = rules.QuestionKind.ONE, rules.QUESTION_KINDS[rules.QuestionKind.ONE]
        SEVERAL = rules.QuestionKind.SEVERAL, rules.QUESTION_KINDS[rules.QuestionKind.SEVERAL]
        MATRIX = rules.QuestionKind.MATRIX, rules.QUESTION_KINDS[rules.QuestionKind.MATRIX]
        TEXT = rules.QuestionKind.TEXT, rules.QUESTION_KINDS[rules.QuestionKind.TEXT]

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="questions")
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField("как отвечают", max_length=10, choices=Kind, default=Kind.SCALE)
    text = models.CharField("вопрос", max_length=500)
    hint = models.CharField("пояснение", max_length=300, blank=True)
    options = ArrayField(models.CharField(max_length=200), default=list, blank=True, verbose_name="варианты")
    rows = ArrayField(models.CharField(max_length=200), default=list, blank=True, verbose_name="строки")
    low = models.PositiveSmallIntegerField("от", default=1)
    high = models.PositiveSmallIntegerField("до", default=10)
    is_required = models.BooleanField("ответ обязателен", default=True)
    only_if = models.CharField("спрашивать при ответе на вопрос", max_length=40, blank=True)
    only_values = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    is_satisfaction = models.BooleanField("по нему считается удовлетворённость", default=False)

    wall = None
    classified = Classified(
        ordinary="id edition key position kind text hint options rows low high is_required only_if only_values"
        " is_satisfaction"
    )

    class Meta:
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="survey_question_key_once")]

    def __str__(self) -> str:
        return self.text

    @property
    def rule(self) -> rules.Question:
        """The question as the rulebook knows it."""
        return rules.Question(
            key=self.key,
            kind=rules.QuestionKind(self.kind),
            text=self.text,
            hint=self.hint,
            options=tuple(self.options),
            rows=tuple(self.rows),
            low=self.low,
            high=self.high,
            is_required=self.is_required,
            only_if=self.only_if,
            only_values=tuple(self.only_values),
            is_satisfaction=self.is_satisfaction,
        )
