"""What is said by hand of the stages of a programme's cycle: other dates and owners, marks with their evidence."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.mentoring.models.programmes import Programme
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Organisation


class StageTerm(models.Model):
    """When a stage of one cycle is planned and by whom, where it differs from the template."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="stage_terms")
    stage = models.SlugField("этап", max_length=20)
    from_date = models.DateField("с")
    to_date = models.DateField("по")
    owner = models.CharField("кто отвечает", max_length=120)

    wall = Wall()
    classified = Classified(ordinary="id institution programme stage from_date to_date owner")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "stage"], name="stage_term_once"),
            models.CheckConstraint(
                condition=models.Q(to_date__gte=models.F("from_date")), name="stage_term_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.from_date}"


class StageMark(models.Model):
    """That a line of a checklist is done or is not needed, and what proves it; a mark taken back stays as a row."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="stage_marks")
    item = models.SlugField("строка этапа", max_length=30)
    done_date = models.DateField("когда выполнено")
    is_needless = models.BooleanField("не требуется", default=False)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")
    link = models.URLField("ссылка", max_length=500, blank=True)
    note = models.CharField("чем подтверждается", max_length=500, blank=True)
    revoked_date = models.DateField("отметка снята", null=True, blank=True)

    wall = Wall()
    classified = Classified(
        ordinary="id institution programme item done_date is_needless paper link note revoked_date"
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "item"], name="stage_mark_institution")]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "item"],
                condition=models.Q(revoked_date=None),
                name="stage_mark_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.done_date}"
