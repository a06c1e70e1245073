"""Partners: enterprises, universities and others, and what each organisation agreed with them."""

from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models.organisations import Organisation


class Partner(models.Model):
    """A legal entity that works with organisations; it says nothing of anybody in person."""

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", "предприятие"
        UNIVERSITY = "university", "вуз"
        COLLEGE = "college", "колледж, техникум"
        CULTURE = "culture", "учреждение культуры, спорта"
        PUBLIC = "public", "общественная организация"
        AUTHORITY = "authority", "орган власти"
        OTHER = "other", "иной партнёр"

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="partners", verbose_name="кто внёс"
    )
    name = models.CharField("наименование", max_length=300)
    kind = models.CharField("вид партнёра", max_length=20, choices=Kind)
    inn = models.CharField("ИНН", max_length=12, blank=True)
    site = models.CharField("сайт", max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    wall = None
    classified = Classified(ordinary="id organisation name kind inn site created_at")

    class Meta:
        indexes = [models.Index(fields=["organisation", "name"], name="partner_organisation")]

    def __str__(self) -> str:
        return self.name


class Cooperation(models.Model):
    """That an organisation works with a partner: its agreement and whom it calls there."""

    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="cooperations")
    agreement_number = models.CharField("номер соглашения", max_length=60, blank=True)
    agreement_date = models.DateField("дата соглашения", null=True, blank=True)
    agreement_end = models.DateField("действует по", null=True, blank=True)
    contact_name = models.CharField("контактное лицо", max_length=200, blank=True)
    contact_post = models.CharField("должность контактного лица", max_length=200, blank=True)
    contact_phone = models.CharField("телефон", max_length=100, blank=True)
    contact_email = models.EmailField("e-mail", blank=True)

    wall = Wall(figures="institution_id", figures_keep=True, partner="partner_id", partner_keeps=True)
    classified = Classified(
        personal="contact_name contact_post contact_phone contact_email",
        ordinary="id institution partner agreement_number agreement_date agreement_end",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "institution"], name="cooperation_once"),
            models.CheckConstraint(
                condition=models.Q(agreement_date=None)
                | models.Q(agreement_end=None)
                | models.Q(agreement_end__gte=models.F("agreement_date")),
                name="cooperation_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id}: {self.agreement_number}"
