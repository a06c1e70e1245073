"""Training of mentors, curators and teachers, and the lists of it that were loaded."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Lower, Replace

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models.organisations import Organisation
from nastavnik.registry.models.people import Person
from nastavnik.rulebook.trainings import CAPACITY_LABELS, PROOF_LABELS, Proof


class Training(models.Model):
    """That somebody was trained: as what, by which programme, and which paper shows it.

    `person` where the register has him; `full_name` is kept beside, for a curator need not stand in the register.
    """

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="trainings")
    full_name = models.CharField("фамилия, имя, отчество", max_length=200)
    post = models.CharField("должность", max_length=200, blank=True)
    capacity = models.CharField(
        "кто обучен", max_length=10, choices=[(one.value, label) for one, label in CAPACITY_LABELS.items()]
    )
    programme = models.CharField("программа обучения", max_length=300)
    hours = models.PositiveSmallIntegerField("часов", null=True, blank=True)
    organiser = models.CharField("кто проводил", max_length=300, blank=True)
    from_date = models.DateField("начало", null=True, blank=True)
    to_date = models.DateField("окончание")
    proof = models.CharField(
        "документ",
        max_length=15,
        choices=[(one.value, label) for one, label in PROOF_LABELS.items()],
        default=Proof.NONE.value,
    )
    document_number = models.CharField("номер документа", max_length=60, blank=True)
    document_date = models.DateField("дата документа", null=True, blank=True)
    sort_name = models.GeneratedField(
        expression=Replace(Lower(F("full_name")), Value("ё"), Value("е")),
        output_field=models.CharField(max_length=200),
        db_persist=True,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(own="person_id")
    classified = Classified(
        personal="person full_name sort_name post document_number",
        ordinary="id institution capacity programme hours organiser from_date to_date proof document_date created_at",
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "-to_date"], name="training_institution")]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_date=None) | Q(to_date__gte=F("from_date")), name="training_dates"
            )
        ]

    def __str__(self) -> str:
        return self.programme


class TrainingImport(models.Model):
    """One list of trainings of an institution, from its columns to what was written."""

    class State(models.TextChoices):
        COLUMNS = "columns", "Ждёт столбцов"
        CHECKED = "checked", "Проверен"
        WRITTEN = "written", "Загружен"
        DISCARDED = "discarded", "Отменён"

    institution = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    file_name = models.CharField("файл", max_length=200)
    state = models.CharField(max_length=20, choices=State, default=State.COLUMNS)
    cells = models.JSONField("лист файла", default=list)
    heading_row = models.PositiveIntegerField("строка заголовков, от нуля", default=0)
    headings = models.JSONField("заголовки файла", default=list)
    columns = models.JSONField("смысл столбцов по их номеру", default=dict)
    rows = models.JSONField("строки и что с ними будет", default=list)
    new = models.PositiveIntegerField("внесено", default=0)
    changed = models.PositiveIntegerField("изменено", default=0)
    same = models.PositiveIntegerField("без изменений", default=0)
    checked_at = models.DateTimeField(auto_now_add=True)
    written_at = models.DateTimeField(null=True, blank=True)

    wall = Wall()
    classified = Classified(
        personal="cells rows",
        ordinary="id institution file_name state heading_row headings columns new changed same checked_at written_at",
    )

    def __str__(self) -> str:
        return self.file_name
