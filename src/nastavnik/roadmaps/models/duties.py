"""The living side of a road map: dates that come, whose duty they are, what was done and what shows it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models.documents import Line


class Occurrence(models.Model):
    """One date of a line in the edition in force; both ends empty: nobody has given it a date yet.

    A new edition keeps an occurrence whose dates stay, moves one whose dates changed, and drops one that is gone;
    a dropped one stays for its history.
    """

    line = models.ForeignKey(Line, models.CASCADE, related_name="occurrences")
    from_date = models.DateField("с", null=True, blank=True)
    to_date = models.DateField("по", null=True, blank=True)
    is_dropped = models.BooleanField("больше нет в карте", default=False)
    # A person named the dates because the text does not; a later edition that is as silent keeps them.
    is_given = models.BooleanField("дату указал человек", default=False)

    wall = None
    classified = Classified(ordinary="id line from_date to_date is_dropped is_given")

    class Meta:
        ordering = ("to_date", "from_date", "pk")
        indexes = [models.Index(fields=["to_date"], name="occurrence_due")]

    def __str__(self) -> str:
        return f"{self.from_date or '…'} – {self.to_date or '…'}"


class Duty(models.Model):
    """What one organisation has to do at one occurrence, and how far it is. «Просрочено» is never stored: it follows
    from the date. No name of a child may stand in the comment; the form says so.
    """

    class State(models.TextChoices):
        NOT_BEGUN = "not_begun", "Не начато"
        BEGUN = "begun", "В работе"
        DONE = "done", "Выполнено"
        NOT_NEEDED = "not_needed", "Не требуется"
        WITHDRAWN = "withdrawn", "Снято"

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="duties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    state = models.CharField("состояние", max_length=12, choices=State, default=State.NOT_BEGUN)
    done_date = models.DateField("выполнено", null=True, blank=True)
    comment = models.TextField("комментарий", blank=True)
    # What an undone mark goes back to.
    state_before = models.CharField(max_length=12, choices=State, blank=True, default="")
    # Why it is done without the paper that the measure asks for.
    no_paper_reason = models.CharField("почему без документа", max_length=500, blank=True, default="")
    # Set when the product itself sees the fact that the line names: «выполнено» is offered, a person decides.
    offered_at = models.DateTimeField("предложено отметить", null=True, blank=True)
    offered_paper = models.ForeignKey(Paper, models.SET_NULL, null=True, blank=True, related_name="+")
    offered_words = models.CharField("чем подтверждается", max_length=300, blank=True)
    # Steps of the ladder of reminders that were told, as «2026-10-20:before-7».
    told = ArrayField(models.CharField(max_length=30), default=list, blank=True, db_default=[])
    changed_at = models.DateTimeField(auto_now=True)

    wall = Wall(staff=None, figures="organisation_id", figures_keep=True)
    classified = Classified(
        ordinary="id occurrence organisation state done_date comment state_before no_paper_reason offered_at offered_paper"
        " offered_words told changed_at"
    )

    class Meta:
        indexes = [models.Index(fields=["organisation", "state"], name="duty_organisation")]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "organisation"], name="duty_once"),
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(done_date__isnull=False), name="duty_done_dated"
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class Evidence(models.Model):
    """What shows that a duty is done: a registered paper, an address, or a file (its bytes are in `EvidenceFile`)."""

    class Kind(models.TextChoices):
        PAPER = "paper", "Документ из реестра"
        LINK = "link", "Ссылка"
        FILE = "file", "Файл"

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="evidence")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField("вид", max_length=8, choices=Kind)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")
    link = models.URLField("ссылка", max_length=500, blank=True)
    words = models.CharField("что это", max_length=300, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(staff=None, figures="organisation_id", figures_keep=True)
    classified = Classified(ordinary="id duty organisation kind paper link words added_at")

    class Meta:
        ordering = ("added_at", "pk")

    def __str__(self) -> str:
        return self.words or self.link or self.get_kind_display()


class EvidenceFile(models.Model):
    """The bytes of a file: pictures and lists may show children, so those above open it only where the organisation
    has said that they may (`shown_to` names the organisation then, otherwise it is empty).
    """

    evidence = models.OneToOneField(Evidence, models.CASCADE, related_name="file")
    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    shown_to = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField("имя файла", max_length=255)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()

    wall = Wall(figures="shown_to_id", figures_keep=True)
    classified = Classified(
        personal="file_name content", ordinary="id evidence institution shown_to content_type size"
    )

    def __str__(self) -> str:
        return self.file_name
