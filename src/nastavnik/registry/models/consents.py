"""Consents, the editions of their text, and how an institution asks for them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models.organisations import Organisation
from nastavnik.registry.models.people import Person


class ConsentEdition(models.Model):
    """Редакция: the text of one kind of consent; never changed, only followed by a newer one.

    Without an institution it is the text that every institution starts with.
    """

    institution = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("вид согласия", max_length=40)
    number = models.PositiveSmallIntegerField("номер редакции")
    purpose = models.TextField("цель")
    data_list = models.TextField("перечень данных", blank=True)
    deeds = models.TextField("действия и способы", blank=True)
    term = models.TextField("срок")
    withdrawal = models.TextField("способ отзыва")
    adopted_at = models.DateTimeField("введена", auto_now_add=True)

    wall = None
    classified = Classified(
        ordinary="id institution kind number purpose data_list deeds term withdrawal adopted_at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "kind", "number"], name="edition_once"),
            models.UniqueConstraint(
                fields=["kind", "number"], condition=models.Q(institution=None), name="edition_default_once"
            ),
        ]

    def __str__(self) -> str:
        return f"редакция {self.number}"


class ConsentPolicy(models.Model):
    """How an institution asks for consents: what its blanks say of it, which optional kinds, whether scans
    are kept.
    """

    institution = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="consent_policy"
    )
    processor = models.CharField(
        "кто обрабатывает данные по поручению организации", max_length=400, blank=True
    )
    asked = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name="какие ещё согласия спрашивать",
    )
    keeps_scans = models.BooleanField("прикреплять сканы согласий", default=False)

    wall = None
    classified = Classified(ordinary="institution processor asked keeps_scans")

    def __str__(self) -> str:
        return f"согласия: {self.institution_id}"


class Consent(models.Model):
    """The fact that one signature stands under a written consent in the school: its kind, when, by whom."""

    class Signer(models.TextChoices):
        GUARDIAN = "guardian", "родитель (законный представитель)"
        PERSON = "person", "участник"

    class Received(models.TextChoices):
        PERSONALLY = "personally", "заявление подано лично"
        POST = "post", "заявление пришло по почте"
        OTHER = "other", "иначе"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    kind = models.CharField("вид согласия", max_length=40)
    edition = models.ForeignKey(ConsentEdition, models.PROTECT, null=True, blank=True, related_name="+")
    given_date = models.DateField("дата согласия")
    signer = models.CharField("кто подписал", max_length=10, choices=Signer)
    valid_until = models.DateField("действует до", null=True, blank=True)
    withdrawn_date = models.DateField("отозвано", null=True, blank=True)
    withdrawn_how = models.CharField("как получен отзыв", max_length=12, choices=Received, blank=True)
    kept_at = models.CharField("где лежит подлинник", max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(own="person_id")
    classified = Classified(
        personal="person kind signer given_date valid_until withdrawn_date withdrawn_how",
        ordinary="id institution edition kept_at recorded_at",
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "person"], name="consent_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "person", "kind", "signer", "given_date"], name="consent_once"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("given_date")),
                name="consent_until_after_given",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_date__isnull=True)
                | models.Q(withdrawn_date__gte=models.F("given_date")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.given_date}"


class ConsentScan(models.Model):
    """A scan of the sheet with signatures, only where the institution keeps scans."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    consent = models.OneToOneField(Consent, models.CASCADE, related_name="scan")
    file_name = models.CharField("файл", max_length=200)
    content_type = models.CharField(max_length=40)
    content = models.BinaryField()
    added_at = models.DateTimeField(auto_now_add=True)

    # Not open to the participant's own sight: a sheet bears the other parent's passport too.
    wall = Wall()
    classified = Classified(
        personal="person file_name content", ordinary="id institution consent content_type added_at"
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "person"], name="consent_scan_person")]

    def __str__(self) -> str:
        return self.file_name
