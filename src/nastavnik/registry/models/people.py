"""People and their representatives."""

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Concat, Lower, Replace, Upper

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models.organisations import Organisation
from nastavnik.rulebook.classes import CYRILLIC, LATIN, NOISE


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
    # «7А», however the class is written: the same as `rulebook.classes.class_key`.
    class_key = models.GeneratedField(
        expression=Upper(
            Func(
                Func(F("class_name"), Value(NOISE), Value(""), Value("gi"), function="regexp_replace"),
                Value(LATIN),
                Value(CYRILLIC),
                function="translate",
            )
        ),
        output_field=models.CharField(max_length=20),
        db_persist=True,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(own="id")
    classified = Classified(
        personal="last_name first_name middle_name birth_date birth_year gender class_name post workplace contact"
        " sort_name class_key",
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
