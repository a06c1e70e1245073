"""«Удовлетворённость»: the formula of a territory, and what was counted when a survey ended. Numbers alone."""

from decimal import Decimal

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.registry.models import Organisation
from nastavnik.rulebook import questionnaires as rules
from nastavnik.surveys.models.campaigns import Campaign
from nastavnik.surveys.models.questionnaires import Questionnaire


class SatisfactionFormula(models.Model):
    """How everybody below the node counts who is satisfied; the nearest node that says something decides."""

    class Way(models.TextChoices):
        MEAN = rules.Way.MEAN, rules.WAYS[rules.Way.MEAN]
        EVERY = rules.Way.EVERY, rules.WAYS[rules.Way.EVERY]
        YES = rules.Way.YES, rules.WAYS[rules.Way.YES]

    class Base(models.TextChoices):
        ANSWERED = rules.Base.ANSWERED, rules.BASES[rules.Base.ANSWERED]
        ASKED = rules.Base.ASKED, rules.BASES[rules.Base.ASKED]

    node = models.OneToOneField(Organisation, models.CASCADE, related_name="+")
    way = models.CharField("кто считается довольным", max_length=10, choices=Way, default=Way.MEAN)
    threshold = models.DecimalField("порог", max_digits=4, decimal_places=1, default=Decimal(7))
    base = models.CharField("доля", max_length=10, choices=Base, default=Base.ANSWERED)

    wall = None
    classified = Classified(ordinary="id node way threshold base")

    def __str__(self) -> str:
        return rules.formula_words(self.rule)

    @property
    def rule(self) -> rules.Formula:
        """The formula as the rulebook knows it."""
        return rules.Formula(rules.Way(self.way), Decimal(self.threshold), rules.Base(self.base))


class SatisfactionCount(models.Model):
    """What a survey «после» gave, with the formula by which it was counted; none is kept of fewer than five answers."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="satisfaction")
    institution = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("год")
    form = models.CharField("форма наставничества", max_length=40, blank=True)
    side = models.CharField("кто отвечал", max_length=10, choices=Questionnaire.Side)
    satisfied = models.PositiveIntegerField("довольны")
    answered = models.PositiveIntegerField("ответили")
    asked = models.PositiveIntegerField("спрошены")
    way = models.CharField(max_length=10)
    threshold = models.DecimalField(max_digits=4, decimal_places=1)
    base = models.CharField(max_length=10)

    wall = None
    classified = Classified(
        ordinary="id campaign institution year form side satisfied answered asked way threshold base"
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "year"], name="satisfaction_year")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered__gte=rules.ENOUGH)
                & models.Q(satisfied__lte=models.F("answered")),
                name="satisfaction_enough",
            )
        ]

    def __str__(self) -> str:
        return f"{self.satisfied} из {self.answered}"
