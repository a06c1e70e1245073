"""The requisites of papers: what a municipality may see; nobody's name as a participant stands here."""

from django.db import models
from django.db.models.functions import ExtractYear, Lower, Replace

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models import Organisation


def _without_differences(field: str) -> Replace:
    """SQL for `rulebook.papers.number_key`: «40-ОД», «40 - од» and «40–од» are one number."""
    key: Lower | Replace = Lower(field)
    for written, kept in (("ё", "е"), ("–", "-"), ("—", "-")):
        key = Replace(key, models.Value(written), models.Value(kept))
    return Replace(key, models.Value(" "), models.Value(""))


class Paper(models.Model):
    """One document of an institution with its requisites; no name of a participant stands in them.

    The institution's name and founder are kept as they were when the document was drafted. `issuer` is empty
    for the institution's own orders and names whoever made a paper that was only entered into the register.
    `marks` holds dicts of «kind», «who», «name» and «dated» as `papers.values.Mark` knows them.
    """

    class Kind(models.TextChoices):
        PAIRS_ORDER = "pairs_order", "Приказ о закреплении наставнических пар (групп)"
        TEAM_ORDER = "team_order", "Приказ о составе рабочей группы"
        CURATOR_ORDER = "curator_order", "Приказ о назначении куратора"
        LISTS_ORDER = "lists_order", "Приказ об утверждении списков наставников и наставляемых"
        AMENDMENT_ORDER = "amendment_order", "Приказ о внесении изменений"
        ENDING_ORDER = "ending_order", "Приказ о прекращении наставнических пар (групп)"
        DESTRUCTION_ACT = "destruction_act", "Акт об уничтожении персональных данных"
        OUTER_ORDER = "outer_order", "Приказ другой организации"
        DIRECTIVE = "directive", "Распоряжение"
        REGULATION = "regulation", "Положение"
        LETTER = "letter", "Письмо"
        OTHER = "other", "Другой документ"

    class State(models.TextChoices):
        DRAFT = "draft", "Проект"
        RETURNED = "returned", "Возвращён с замечанием"
        SIGNED = "signed", "Подписан, ждёт регистрации"
        REGISTERED = "registered", "Зарегистрирован"
        DISCARDED = "discarded", "Отменён"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="papers")
    kind = models.CharField("вид документа", max_length=40, choices=Kind)
    issuer = models.CharField("кем издан", max_length=300, blank=True)
    essence = models.TextField("что устанавливает", blank=True)
    link = models.URLField("где опубликован", max_length=500, blank=True)
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
    marks = models.JSONField("грифы согласования и утверждения", default=list)
    executor = models.CharField("исполнитель", max_length=200, blank=True)
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
        ordinary="id institution kind issuer essence link state founder institution_name place title preamble"
        " command_word points signer_post signer_name marks executor programme_title school_year number number_key"
        " paper_date calendar_year drafted_at signed_at registered_at",
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "-drafted_at"], name="paper_institution")]
        constraints = [
            # The orders of an institution share one numbering; papers of others come with numbers of their own.
            models.UniqueConstraint(
                fields=["institution", "calendar_year", "number_key"],
                condition=~models.Q(number="") & models.Q(issuer=""),
                name="paper_number_once",
            ),
            models.UniqueConstraint(
                fields=["institution", "kind", "issuer", "calendar_year", "number_key"],
                condition=~models.Q(issuer=""),
                name="paper_foreign_number_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="registered")
                | (~models.Q(number="") & models.Q(paper_date__isnull=False)),
                name="paper_registered_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title
