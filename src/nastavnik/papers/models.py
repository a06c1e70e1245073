"""Orders: requisites that a municipality may see, names that only the institution sees."""

from django.db import models
from django.db.models.functions import ExtractYear, Lower, Replace

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models import Organisation, Person


def _without_differences(field: str) -> Replace:
    """SQL for `rulebook.papers.number_key`: «40-ОД», «40 - од» and «40–од» are one number."""
    key: Lower | Replace = Lower(field)
    for written, kept in (("ё", "е"), ("–", "-"), ("—", "-")):
        key = Replace(key, models.Value(written), models.Value(kept))
    return Replace(key, models.Value(" "), models.Value(""))


class Paper(models.Model):
    """One document of an institution with its requisites; no name of a participant stands in them.

    The institution's name and founder are kept as they were when the document was drafted.
    """

    class Kind(models.TextChoices):
        PAIRS_ORDER = "pairs_order", "Приказ о закреплении наставнических пар (групп)"

    class State(models.TextChoices):
        DRAFT = "draft", "Проект"
        RETURNED = "returned", "Возвращён с замечанием"
        SIGNED = "signed", "Подписан, ждёт регистрации"
        REGISTERED = "registered", "Зарегистрирован"
        DISCARDED = "discarded", "Отменён"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="papers")
    kind = models.CharField("вид документа", max_length=40, choices=Kind)
    state = models.CharField("состояние", max_length=20, choices=State, default=State.DRAFT)
    founder = models.CharField("учредитель", max_length=400, blank=True)
    institution_name = models.CharField("наименование организации", max_length=400, blank=True)
    place = models.CharField("место издания", max_length=120, blank=True)
    title = models.CharField("заголовок", max_length=300)
    preamble = models.TextField("основание")
    command_word = models.CharField("распорядительное слово", max_length=60, default="ПРИКАЗЫВАЮ:")
    points = models.JSONField("пункты приказа", default=list)
    signer_post = models.CharField("должность подписывающего", max_length=200)
    signer_name = models.CharField("подписывает (И. О. Фамилия)", max_length=120)
    programme_title = models.CharField("программа", max_length=300, blank=True)
    school_year = models.PositiveSmallIntegerField("учебный год")
    number = models.CharField("номер", max_length=30, blank=True)
    number_key = models.GeneratedField(
        expression=_without_differences("number"),
        output_field=models.CharField(max_length=30),
        db_persist=True,
    )
    paper_date = models.DateField("дата", null=True, blank=True)
    calendar_year = models.GeneratedField(
        expression=ExtractYear("paper_date"),
        output_field=models.SmallIntegerField(null=True),
        db_persist=True,
    )
    drafted_at = models.DateTimeField(auto_now_add=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)

    wall = Wall(figures="institution_id")
    classified = Classified(
        ordinary="id institution kind state founder institution_name place title preamble command_word points"
        " signer_post signer_name programme_title school_year number number_key paper_date calendar_year"
        " drafted_at signed_at registered_at",
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "-drafted_at"], name="paper_institution")]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "kind", "calendar_year", "number_key"],
                condition=~models.Q(number=""),
                name="paper_number_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="registered")
                | (~models.Q(number="") & models.Q(paper_date__isnull=False)),
                name="paper_registered_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PaperName(models.Model):
    """A person's name as this document prints it; the curator may correct the case."""

    class Place(models.TextChoices):
        MENTOR = "mentor", "Кого закрепить (наставник)"
        MENTEE = "mentee", "За кем закрепить (наставляемый)"
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
    is_sure = models.BooleanField("падеж определён уверенно", default=True)
    is_corrected = models.BooleanField("исправлено вручную", default=False)

    wall = Wall(own="person_id")
    classified = Classified(
        personal="person nominative printed standing",
        ordinary="id institution paper place case is_sure is_corrected",
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
    """A row of the order's table: one mentor and one mentee (a group is several rows of one number)."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField("место строки")
    number = models.PositiveIntegerField("номер пары (группы)", default=1)
    mentor = models.ForeignKey(PaperName, models.PROTECT, related_name="+")
    mentee = models.ForeignKey(PaperName, models.PROTECT, related_name="+")
    form_label = models.CharField("форма наставничества", max_length=200)
    role_label = models.CharField("ролевая модель", max_length=200, blank=True)
    period_label = models.CharField("период", max_length=120)

    wall = Wall()
    classified = Classified(
        personal="mentor mentee",
        ordinary="id institution paper position number form_label role_label period_label",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "position"], name="paper_row_once")]
        indexes = [models.Index(fields=["institution", "paper"], name="paper_row_paper")]

    def __str__(self) -> str:
        return f"{self.paper_id}: {self.position}"


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
    made_at = models.DateTimeField(auto_now_add=True)

    wall = Wall()
    classified = Classified(personal="content", ordinary="id institution paper sha256 made_at")

    class Meta:
        indexes = [models.Index(fields=["institution", "paper"], name="paper_file_paper")]

    def __str__(self) -> str:
        return self.sha256
