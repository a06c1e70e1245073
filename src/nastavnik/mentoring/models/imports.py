"""Imports of the two bases."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.mentoring.models.programmes import Programme, Side
from nastavnik.registry.models import Organisation, Person


class ImportRun(models.Model):
    """One file of a base, from the choice of its columns to what was written; whole or not at all."""

    class State(models.TextChoices):
        COLUMNS = "columns", "Ждёт столбцов"
        CHECKED = "checked", "Проверен"
        WRITING = "writing", "Записывается"
        WRITTEN = "written", "Загружен"
        DISCARDED = "discarded", "Отменён"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="imports")
    side = models.CharField("база", max_length=10, choices=Side)
    file_name = models.CharField("файл", max_length=200)
    state = models.CharField(max_length=20, choices=State, default=State.CHECKED)
    cells = models.JSONField("лист файла", default=list)
    heading_row = models.PositiveIntegerField("строка заголовков, от нуля", default=0)
    headings = models.JSONField("заголовки файла", default=list)
    columns = models.JSONField("смысл столбцов по их номеру", default=dict)
    problems = models.JSONField("замечания к файлу", default=list)
    divided = models.JSONField("отделённые строки: номер и от какой", default=dict)
    failure = models.CharField("почему не записан", max_length=500, blank=True)
    checked_at = models.DateTimeField(auto_now_add=True)
    written_at = models.DateTimeField(null=True, blank=True)

    wall = Wall()
    classified = Classified(
        personal="cells problems",
        ordinary="id institution programme side file_name state heading_row headings columns divided failure"
        " checked_at written_at",
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "-checked_at"], name="import_institution")]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of the file: what was read, what it would do, what is wrong with it, what was decided."""

    class State(models.TextChoices):
        NEW = "new", "Новые"
        CHANGED = "changed", "Изменённые"
        SAME = "same", "Без изменений"
        SUSPICIOUS = "suspicious", "Подозрительные"
        WRONG = "wrong", "С ошибками"

    class Verdict(models.TextChoices):
        SAME = "same", "это он"
        OTHER = "other", "другой человек"
        SKIP = "skip", "не загружать"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("строка файла")
    state = models.CharField(max_length=10, choices=State)
    values = models.JSONField("прочитано", default=dict)
    changes = models.JSONField("что изменится", default=list)
    problems = models.JSONField("что неверно", default=list)
    candidates = models.JSONField("на кого похож", default=list)
    verdict = models.CharField("что решено", max_length=10, choices=Verdict, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")

    wall = Wall()
    classified = Classified(
        personal="values changes problems candidates verdict person",
        ordinary="id institution run number state",
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "run", "number"], name="import_row_run")]

    def __str__(self) -> str:
        return f"строка {self.number}"


class ImportProgress(models.Model):
    """How far the writing of a file has come; kept apart, since it is told while the writing is not yet done."""

    run = models.OneToOneField(ImportRun, models.CASCADE, related_name="progress")
    done = models.PositiveIntegerField("строк записано", default=0)
    total = models.PositiveIntegerField("строк всего", default=0)
    told_at = models.DateTimeField(auto_now=True)

    wall = None
    classified = Classified(ordinary="id run done total told_at")

    def __str__(self) -> str:
        return f"{self.done} из {self.total}"


class ColumnMemory(models.Model):
    """How an institution reads a table with these headings: what was once chosen is chosen again."""

    institution = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    side = models.CharField("база", max_length=10, choices=Side)
    signature = models.CharField("заголовки таблицы, отпечаток", max_length=64)
    columns = models.JSONField("смысл столбцов по их номеру", default=dict)

    wall = Wall()
    classified = Classified(ordinary="id institution side signature columns")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "side", "signature"], name="column_memory_once")
        ]

    def __str__(self) -> str:
        return self.signature[:8]
