"""People and their representatives."""

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Concat, Lower, Replace, Upper

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models.organisations import Organisation
from nastavnik.registry.models.partners import Partner
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
    is_outsider = models.BooleanField(
        "не сотрудник и не обучающийся организации", default=False, db_default=False
    )
    partner = models.ForeignKey(
        Partner, models.SET_NULL, null=True, blank=True, related_name="people", verbose_name="от партнёра"
    )
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
    # Since when the record is a number without a name: see `Destruction`.
    destroyed_date = models.DateField("сведения уничтожены", null=True, blank=True)

    wall = Wall(own="id")
    classified = Classified(
        personal="last_name first_name middle_name birth_date birth_year gender class_name post workplace contact"
        " is_outsider partner sort_name class_key",
        ordinary="id institution created_at destroyed_date",
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "sort_name"], name="person_institution_name")]

    def __str__(self) -> str:
        return " ".join(part for part in (self.last_name, self.first_name, self.middle_name) if part)


class Guardian(models.Model):
    """A representative of a child and how to reach him; of the paper that proves it only its kind is kept."""

    class Relation(models.TextChoices):
        MOTHER = "mother", "мать"
        FATHER = "father", "отец"
        GUARDIAN = "guardian", "опекун, попечитель"
        ADOPTIVE = "adoptive", "приёмный родитель"
        INSTITUTION = "institution", "организация для детей-сирот"
        OTHER = "other", "иной законный представитель"

    class Basis(models.TextChoices):
        BIRTH = "birth", "свидетельство о рождении"
        CARE = "care", "акт об опеке или попечительстве"
        ADOPTION = "adoption", "документ об усыновлении"
        OTHER = "other", "иной документ"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="guardians")
    full_name = models.CharField("фамилия, имя, отчество представителя", max_length=200, blank=True)
    relation = models.CharField("кем приходится", max_length=20, choices=Relation, blank=True, db_default="")
    basis = models.CharField("документ-основание", max_length=20, choices=Basis, blank=True, db_default="")
    phone = models.CharField("телефон представителя", max_length=100, blank=True, db_default="")
    email = models.EmailField("e-mail представителя", blank=True, db_default="")
    contact = models.CharField("контакты представителя", max_length=300, blank=True)

    wall = Wall(own="person_id")
    classified = Classified(
        personal="person full_name relation basis phone email contact", ordinary="id institution"
    )

    class Meta:
        indexes = [models.Index(fields=["institution", "person"], name="guardian_person")]

    def __str__(self) -> str:
        return self.full_name or "представитель"

    @property
    def contacts(self) -> str:
        """Everything by which he can be reached, in one line, as the official base prints it."""
        return ", ".join(part for part in (self.phone, self.email, self.contact) if part)


class OutsiderCheck(models.Model):
    """That an adult who is not of the organisation showed a certificate: the fact and its expiry, no content."""

    class Kind(models.TextChoices):
        NO_CONVICTION = "no_conviction", "справка об отсутствии судимости"

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="checks")
    kind = models.CharField("какой документ", max_length=20, choices=Kind, default=Kind.NO_CONVICTION)
    valid_until = models.DateField("действует по")

    wall = Wall(own="person_id")
    classified = Classified(personal="person kind valid_until", ordinary="id institution")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "person", "kind"], name="outsider_check_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_until}"
