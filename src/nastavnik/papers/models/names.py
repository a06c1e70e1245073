"""The names of a paper in their cases, the rows of its tables, and the forms of names once corrected."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.papers.models.papers import Paper
from nastavnik.registry.models import Organisation, Person


class PaperName(models.Model):
    """A person's name as this document prints it; the curator may correct the case.

    Without a person it was typed by hand. `source_standing` is the nominative from which `standing` was made.
    """

    class Place(models.TextChoices):
        MENTOR = "mentor", "Наставник"
        MENTEE = "mentee", "Наставляемый"
        FORMER = "former", "Прежний наставник"
        MEMBER = "member", "Кого назначить или включить"
        CONTROL = "control", "На кого возложить контроль"
        ACQUAINTED = "acquainted", "Кто ознакомлен с приказом"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="names")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    place = models.CharField("место в документе", max_length=20, choices=Place)
    case = models.CharField("падеж", max_length=20)
    nominative = models.CharField("именительный падеж", max_length=320)
    printed = models.CharField("как напечатать", max_length=320)
    standing = models.CharField("должность или класс", max_length=300, blank=True)
    source_standing = models.CharField("должность или класс по базе", max_length=300, blank=True)
    is_sure = models.BooleanField("падеж определён уверенно", default=True)
    is_corrected = models.BooleanField("имя исправлено вручную", default=False)
    is_standing_corrected = models.BooleanField("должность исправлена вручную", default=False)

    wall = Wall(own="person_id")
    classified = Classified(
        personal="person nominative printed standing source_standing",
        ordinary="id institution paper place case is_sure is_corrected is_standing_corrected",
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "paper"], name="paper_name_paper")]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "paper", "place", "person"], name="paper_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.printed


class PaperRow(models.Model):
    """A row of a table of the order: of pairs one mentor and one mentee (a group is several rows of one number).

    `annex` 0 is the text itself, 1 and on the annexes. `member` is somebody listed alone, `former` the mentor
    who is replaced; `note` is what the kind of order says of the row: a role in the group, a reason.
    """

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField("место строки")
    annex = models.PositiveSmallIntegerField("приложение", default=0)
    number = models.PositiveIntegerField("номер пары (группы)", default=1)
    mentor = models.ForeignKey(PaperName, models.PROTECT, null=True, related_name="+")
    mentee = models.ForeignKey(PaperName, models.PROTECT, null=True, related_name="+")
    former = models.ForeignKey(PaperName, models.PROTECT, null=True, related_name="+")
    member = models.ForeignKey(PaperName, models.PROTECT, null=True, related_name="+")
    form_label = models.CharField("форма наставничества", max_length=200, blank=True)
    role_label = models.CharField("ролевая модель", max_length=200, blank=True)
    period_label = models.CharField("период", max_length=120, blank=True)
    note = models.CharField("примечание", max_length=300, blank=True)

    wall = Wall()
    classified = Classified(
        personal="mentor mentee former member note",
        ordinary="id institution paper position annex number form_label role_label period_label",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "position"], name="paper_row_once")]
        indexes = [models.Index(fields=["institution", "paper"], name="paper_row_paper")]

    def __str__(self) -> str:
        return f"{self.paper_id}: {self.position}"


class NameForm(models.Model):
    """How a name stands in a case, once somebody has corrected it: the next paper begins with this form.

    It holds as long as the nominative is the same; a name typed by hand has no person.
    """

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    case = models.CharField("падеж", max_length=20)
    nominative = models.CharField("именительный падеж", max_length=320)
    printed = models.CharField("как напечатать", max_length=320)
    learnt_at = models.DateTimeField(auto_now=True)

    wall = Wall(own="person_id")
    classified = Classified(personal="person nominative printed", ordinary="id institution case learnt_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "person", "case"],
                condition=models.Q(person__isnull=False),
                name="name_form_once",
            ),
            models.UniqueConstraint(
                fields=["institution", "nominative", "case"],
                condition=models.Q(person__isnull=True),
                name="name_form_typed_once",
            ),
        ]

    def __str__(self) -> str:
        return self.printed
