"""Imports of the two bases."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.mentoring.models.programmes import Programme, Side
from nastavnik.registry.models import Organisation, Person


class ImportRun(models.Model):
    """One checked file of a base; it is written whole or not at all."""

    class State(models.TextChoices):
        CHECKED = "checked", "Проверен"
        WRITTEN = "written", "Загружен"
        DISCARDED = "discarded", "Отменён"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="imports")
    side = models.CharField("база", max_length=10, choices=Side)
    file_name = models.CharField("файл", max_length=200)
    state = models.CharField(max_length=20, choices=State, default=State.CHECKED)
    problems = models.JSONField("замечания к файлу", default=list)
    checked_at = models.DateTimeField(auto_now_add=True)
    written_at = models.DateTimeField(null=True, blank=True)

    wall = Wall()
    classified = Classified(
        personal="problems", ordinary="id institution programme side file_name state checked_at written_at"
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "-checked_at"], name="import_institution")]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of the file: what was read, what it would do, what is wrong with it."""

    class State(models.TextChoices):
        NEW = "new", "Новые"
        CHANGED = "changed", "Изменённые"
        SAME = "same", "Без изменений"
        WRONG = "wrong", "С ошибками"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("строка файла")
    state = models.CharField(max_length=10, choices=State)
    values = models.JSONField("прочитано", default=dict)
    changes = models.JSONField("что изменится", default=list)
    problems = models.JSONField("что неверно", default=list)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")

    wall = Wall()
    classified = Classified(
        personal="values changes problems person", ordinary="id institution run number state"
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "run", "number"], name="import_row_run")]

    def __str__(self) -> str:
        return f"строка {self.number}"
