"""Organisations and their contingents, people, representatives and consents."""

from django.db import models
from django.db.models.functions import Concat, Lower, Replace

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall


class Organisation(models.Model):
    """A node of the tree: region, municipality or institution. Nothing here concerns a person."""

    class Level(models.TextChoices):
        REGION = "region", "Регион"
        MUNICIPALITY = "municipality", "Муниципалитет"
        INSTITUTION = "institution", "Организация"

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    level = models.CharField("уровень", max_length=20, choices=Level)
    kind = models.CharField("вид организации", max_length=100, blank=True)
    full_name = models.CharField("полное наименование", max_length=400)
    short_name = models.CharField("краткое наименование", max_length=120)
    founder = models.CharField("учредитель или вышестоящий орган", max_length=400, blank=True)
    place = models.CharField("место издания документов", max_length=120, blank=True)
    head_post = models.CharField("должность руководителя", max_length=120, default="Директор")
    head_name = models.CharField("руководитель (И. О. Фамилия)", max_length=120, blank=True)

    wall = None
    classified = Classified(
        ordinary="id parent level kind full_name short_name founder place head_post head_name",
    )

    class Meta:
        indexes = [models.Index(fields=["parent", "short_name"], name="organisation_parent")]

    def __str__(self) -> str:
        return self.short_name


class Contingent(models.Model):
    """How many children of one age an institution teaches: the denominator of its figures."""

    institution = models.ForeignKey(Organisation, models.CASCADE, related_name="contingents")
    year = models.PositiveSmallIntegerField("отчётный год")
    age = models.PositiveSmallIntegerField("возраст, полных лет")
    children = models.PositiveIntegerField("обучающихся")

    wall = None
    classified = Classified(ordinary="id institution year age children")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "year", "age"], name="contingent_once"),
            models.CheckConstraint(condition=models.Q(age__lte=99), name="contingent_age"),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id}: {self.age} лет, {self.year}"


class Person(models.Model):
    """A human being in the register of one institution, its operator under the law on personal data."""

    class Gender(models.TextChoices):
        MALE = "m", "мужской"
        FEMALE = "f", "женский"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    last_name = models.CharField("фамилия", max_length=100)
    first_name = models.CharField("имя", max_length=100)
    middle_name = models.CharField("отчество", max_length=100, blank=True)
    birth_date = models.DateField("дата рождения", null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField("год рождения", null=True, blank=True)
    gender = models.CharField("пол", max_length=1, choices=Gender, blank=True)
    class_name = models.CharField("класс", max_length=20, blank=True)
    post = models.CharField("должность", max_length=200, blank=True)
    workplace = models.CharField("место работы или учёбы", max_length=300, blank=True)
    contact = models.CharField("контакты для связи", max_length=300, blank=True)
    sort_name = models.GeneratedField(
        expression=Replace(
            Lower(Concat("last_name", models.Value(" "), "first_name", models.Value(" "), "middle_name")),
            models.Value("ё"),
            models.Value("е"),
        ),
        output_field=models.CharField(max_length=320),
        db_persist=True,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(own="id")
    classified = Classified(
        personal="last_name first_name middle_name birth_date birth_year gender class_name post workplace contact"
        " sort_name",
        ordinary="id institution created_at",
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "sort_name"], name="person_institution_name")]

    def __str__(self) -> str:
        return " ".join(part for part in (self.last_name, self.first_name, self.middle_name) if part)


class Guardian(models.Model):
    """A representative of a child: the one whose contact stands in the official base."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="guardians")
    full_name = models.CharField("фамилия, имя, отчество представителя", max_length=200, blank=True)
    contact = models.CharField("контакты представителя", max_length=300, blank=True)

    wall = Wall(own="person_id")
    classified = Classified(personal="person full_name contact", ordinary="id institution")

    class Meta:
        indexes = [models.Index(fields=["institution", "person"], name="guardian_person")]

    def __str__(self) -> str:
        return self.full_name or "представитель"


class Consent(models.Model):
    """The fact that one signature stands under a written consent in the school: its kind, when, by whom."""

    class Signer(models.TextChoices):
        GUARDIAN = "guardian", "родитель (законный представитель)"
        PERSON = "person", "участник"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    kind = models.CharField("вид согласия", max_length=40)
    given_date = models.DateField("дата согласия")
    signer = models.CharField("кто подписал", max_length=10, choices=Signer)
    valid_until = models.DateField("действует до", null=True, blank=True)
    withdrawn_date = models.DateField("отозвано", null=True, blank=True)
    kept_at = models.CharField("где лежит подлинник", max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(own="person_id")
    classified = Classified(
        personal="person kind signer given_date valid_until withdrawn_date",
        ordinary="id institution kept_at recorded_at",
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "person"], name="consent_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "person", "kind", "signer", "given_date"], name="consent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.given_date}"
