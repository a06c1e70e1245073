"""Accounts and what is granted to them."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models import Guardian, Organisation, Person
from nastavnik.rulebook.roles import ROLES, Role


class AccountManager(BaseUserManager["Account"]):
    """Accounts are made by commands and actions; there is no self-registration."""


class Account(AbstractBaseUser):
    """A way to sign in; whose name stands on it is said by the person.

    A representative has an account for each child: `person` is the child, `guardian` the representative.
    """

    last_login = None  # the journal keeps sign-ins
    login = models.CharField("имя для входа", max_length=60, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="accounts")
    guardian = models.ForeignKey(Guardian, models.PROTECT, null=True, blank=True, related_name="accounts")
    is_active = models.BooleanField("действует", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    objects = AccountManager()

    wall = Wall(staff=None, account="id")
    classified = Classified(personal="login person guardian password", ordinary="id is_active created_at")

    def __str__(self) -> str:
        return self.login


class Grant(models.Model):
    """A role over a node of the tree for a period; it says nothing of where the person works."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="grants")
    role = models.CharField("роль", max_length=40, choices=[(role.value, ROLES[role].label) for role in Role])
    node = models.ForeignKey(Organisation, models.PROTECT, related_name="grants")
    from_date = models.DateField("с")
    to_date = models.DateField("по", null=True, blank=True)
    paper = models.CharField("основание", max_length=200, blank=True)
    # Of a class teacher: his classes as `rulebook.classes.class_key` writes them.
    classes = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name="классы")

    # Its rows are read by a definer function when the scope is set; the account may see its own.
    wall = Wall(staff=None, account="account_id")
    written_by_definer = True
    classified = Classified(personal="account", ordinary="id role node from_date to_date paper classes")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_date=None) | models.Q(to_date__gte=models.F("from_date")),
                name="grant_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.node_id}"
