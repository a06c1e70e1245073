"""Lists of organisations and of contingents that were loaded."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.registry.models.organisations import Organisation


class RegisterImport(models.Model):
    """One file of organisations or contingents under a node, from its columns to what was written."""

    class Kind(models.TextChoices):
        ORGANISATIONS = "organisations", "Организации"
        CONTINGENTS = "contingents", "Контингент"

    class State(models.TextChoices):
        COLUMNS = "columns", "Ждёт столбцов"
        CHECKED = "checked", "Проверен"
        WRITING = "writing", "Записывается"
        WRITTEN = "written", "Загружен"
        DISCARDED = "discarded", "Отменён"

    node = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    year = models.PositiveSmallIntegerField("отчётный год")
    file_name = models.CharField("файл", max_length=200)
    state = models.CharField(max_length=20, choices=State, default=State.COLUMNS)
    cells = models.JSONField("лист файла", default=list)
    heading_row = models.PositiveIntegerField("строка заголовков, от нуля", default=0)
    headings = models.JSONField("заголовки файла", default=list)
    columns = models.JSONField("смысл столбцов по их номеру", default=dict)
    signature = models.CharField("заголовки таблицы, отпечаток", max_length=64)
    rows = models.JSONField("строки и что с ними будет", default=list)
    failure = models.CharField("почему не записан", max_length=500, blank=True, db_default="")
    checked_at = models.DateTimeField(auto_now_add=True)
    written_at = models.DateTimeField(null=True, blank=True)

    wall = None
    classified = Classified(
        ordinary="id node kind year file_name state cells heading_row headings columns signature rows failure"
        " checked_at written_at",
    )

    class Meta:
        indexes = [models.Index(fields=["node", "kind", "signature"], name="register_import_signature")]

    def __str__(self) -> str:
        return self.file_name


class RegisterProgress(models.Model):
    """How far the writing of a long list has come; kept apart, since it is told while the writing is not yet done."""

    run = models.OneToOneField(RegisterImport, models.CASCADE, related_name="progress")
    done = models.PositiveIntegerField("строк записано", default=0)
    total = models.PositiveIntegerField("строк всего", default=0)
    told_at = models.DateTimeField(auto_now=True)

    wall = None
    classified = Classified(ordinary="id run done total told_at")

    def __str__(self) -> str:
        return f"{self.done} из {self.total}"
