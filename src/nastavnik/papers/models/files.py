"""What hangs on a paper: remarks, the frozen file, what was attached to it."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.papers.models.papers import Paper
from nastavnik.papers.models.templates import PaperTemplate
from nastavnik.registry.models import Organisation


class PaperRemark(models.Model):
    """What the head wrote when returning a draft; it may name people, so it stands behind the wall."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="remarks")
    text = models.CharField("замечание", max_length=500)
    written_at = models.DateTimeField(auto_now_add=True)

    wall = Wall()
    classified = Classified(personal="text", ordinary="id institution paper written_at")

    class Meta:
        indexes = [models.Index(fields=["institution", "paper"], name="paper_remark_paper")]

    def __str__(self) -> str:
        return self.text


class PaperFile(models.Model):
    """The document as it was on the day of registration: what is printed later is this file and no other."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, models.CASCADE, related_name="file")
    content = models.BinaryField("файл .docx")
    sha256 = models.CharField("контрольная сумма", max_length=64)
    template = models.ForeignKey(PaperTemplate, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    wall = Wall()
    classified = Classified(personal="content", ordinary="id institution paper sha256 template made_at")

    class Meta:
        indexes = [models.Index(fields=["institution", "paper"], name="paper_file_paper")]

    def __str__(self) -> str:
        return self.sha256


class PaperScan(models.Model):
    """A scan or a signed file that somebody attached to a paper, as it was sent."""

    class Type(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpg", "JPEG"
        DOCX = "docx", "Word"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="scans")
    content = models.BinaryField("файл")
    content_type = models.CharField("вид файла", max_length=10, choices=Type)
    file_name = models.CharField("имя файла", max_length=200)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField("контрольная сумма", max_length=64)
    attached_at = models.DateTimeField(auto_now_add=True)

    wall = Wall()
    classified = Classified(
        personal="content file_name", ordinary="id institution paper content_type size sha256 attached_at"
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "paper"], name="paper_scan_paper")]

    def __str__(self) -> str:
        return self.file_name
