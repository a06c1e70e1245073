"""The individual plan of a pair: a goal, tasks and measures with dates, agreed by both sides."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.mentoring.models.pairs import Pair
from nastavnik.mentoring.models.programmes import Side
from nastavnik.registry.models import Organisation, Person


class PairPlan(models.Model):
    """Индивидуальный план of one pair; a change of what was agreed is agreed anew."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pair = models.OneToOneField(Pair, models.CASCADE, related_name="plan")
    goal = models.TextField("цель")
    tasks = models.TextField("задачи", blank=True)
    changed_at = models.DateTimeField("когда изменён", auto_now=True)

    wall = Wall(members="pair_id")
    classified = Classified(personal="goal tasks", ordinary="id institution pair changed_at")

    class Meta:
        indexes = [models.Index(fields=["institution", "pair"], name="pair_plan_pair")]

    def __str__(self) -> str:
        return f"план пары {self.pair_id}"


class PlanMeasure(models.Model):
    """A measure of the plan: until when, and what came of it."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="+")
    plan = models.ForeignKey(PairPlan, models.CASCADE, related_name="measures")
    position = models.PositiveSmallIntegerField("№ п/п")
    text = models.CharField("мероприятие", max_length=300)
    due_date = models.DateField("срок", null=True, blank=True)
    result = models.TextField("результат", blank=True)
    done_date = models.DateField("выполнено", null=True, blank=True)

    wall = Wall(members="pair_id")
    classified = Classified(
        personal="text result", ordinary="id institution pair plan position due_date done_date"
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "pair"], name="plan_measure_pair")]

    def __str__(self) -> str:
        return self.text


class PlanAgreement(models.Model):
    """That one member of the pair agrees to the plan as it stands."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="+")
    plan = models.ForeignKey(PairPlan, models.CASCADE, related_name="agreements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    side = models.CharField("сторона", max_length=10, choices=Side)
    agreed_date = models.DateField("согласовано")
    is_from_paper = models.BooleanField("с бумажного листа", default=False)

    wall = Wall(members="pair_id")
    classified = Classified(
        personal="person side", ordinary="id institution pair plan agreed_date is_from_paper"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "person"], name="plan_agreed_once")]
        indexes = [models.Index(fields=["institution", "pair"], name="plan_agreement_pair")]

    def __str__(self) -> str:
        return f"план согласован {self.agreed_date}"
