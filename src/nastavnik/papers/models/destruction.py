"""The act on the destruction of personal data: what its sheet says beside the requisites, and whom it is about."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.papers.models.papers import Paper
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.destruction import REASON_LABELS, WhyDestroyed


class DestructionAct(models.Model):
    """Who destroys what, where and how; `commission` holds «Фамилия И. О., должность», a text each.

    The number, the date and the movement are the paper's.
    """

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, models.CASCADE, related_name="act")
    address = models.CharField("адрес оператора", max_length=400, blank=True)
    processor = models.CharField("кто обрабатывает по поручению", max_length=400, blank=True)
    systems = models.CharField("информационные системы", max_length=400)
    data_list = models.TextField("перечень уничтожаемых сведений")
    way = models.CharField("способ уничтожения", max_length=400)
    commission = models.JSONField("комиссия", default=list)

    wall = Wall()
    classified = Classified(
        personal="commission", ordinary="id institution paper address processor systems data_list way"
    )

    def __str__(self) -> str:
        return f"акт {self.paper_id}"


class ActLine(models.Model):
    """One person of an act: printed as the number of the record, so that the act itself names nobody."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="act_lines")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField("место строки")
    reason = models.CharField(
        "основание", max_length=20, choices=[(why.value, REASON_LABELS[why]) for why in WhyDestroyed]
    )
    since_date = models.DateField("с какого дня есть основание")

    wall = Wall()
    classified = Classified(personal="person reason since_date", ordinary="id institution paper position")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "person"], name="act_line_once")]
        indexes = [models.Index(fields=["institution", "paper"], name="act_line_paper")]

    def __str__(self) -> str:
        return f"{self.paper_id}: {self.position}"
