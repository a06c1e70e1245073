"""Templates of papers that an institution put in the place of the product's own."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.papers.models.papers import Paper
from nastavnik.registry.models import Organisation


class PaperTemplate(models.Model):
    """One version of a template for one kind of paper; the newest that is in use prints, the others are kept.

    A template has fields and no names: those of participants are refused when it is uploaded.
    """

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField("вид документа", max_length=40, choices=Paper.Kind)
    version = models.PositiveIntegerField("версия")
    is_used = models.BooleanField("печатает документы", default=True)
    content = models.BinaryField("файл .docx")
    file_name = models.CharField("имя файла", max_length=200)
    sha256 = models.CharField("контрольная сумма", max_length=64)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    wall = Wall()
    classified = Classified(
        ordinary="id institution kind version is_used content file_name sha256 uploaded_at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "kind", "version"], name="template_version_once"),
            models.UniqueConstraint(
                fields=["institution", "kind"],
                condition=models.Q(is_used=True),
                name="template_used_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, версия {self.version}"
