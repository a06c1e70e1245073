"""Accounts and what is granted to them."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, When

from nastavnik.kit.fields import Classified
from nastavnik.kit.walls import Wall
from nastavnik.registry.models import Guardian, Organisation, Partner, Person
from nastavnik.rulebook.granting import PARTICIPANTS
from nastavnik.rulebook.roles import ROLES, Role

_OF_PARTICIPANTS = sorted(role.value for role in PARTICIPANTS)


class AccountManager(BaseUserManager["Account"]):
    """Accounts are made by commands and actions; there is no self-registration. The hash of a password is not read."""

    def get_queryset(self) -> models.QuerySet["Account"]:
        """Without the hash: the web has no right on that column outside the functions of sign-in."""
        return super().get_queryset().defer("password")


class Account(AbstractBaseUser):
    """A way to sign in.

    Of staff the name and the post stand here: those above a school have no record in any register, and those below
    the region must be known to it by name. Of participants only `person` is said, so that no name of a child leaves
    the register of its school. A representative has an account for each child: `person` is the child.
    """

    last_login = None  # the journal keeps sign-ins
    login = models.CharField("имя для входа", max_length=60, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="accounts")
    guardian = models.ForeignKey(Guardian, models.PROTECT, null=True, blank=True, related_name="accounts")
    display_name = models.CharField("фамилия, имя, отчество", max_length=200, blank=True)
    post = models.CharField("должность", max_length=200, blank=True)
    is_active = models.BooleanField("действует", default=True)
    # Until when the invitation that has not been used opens; empty once a password was set by it.
    invited_until = models.DateTimeField("приглашение действует до", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    objects = AccountManager()

    # Written by definer functions, which ask who may give the account's roles.
    wall = Wall(staff=None, account="id", through=("access_grant", "account_id"))
    written_by_definer = True
    hidden = ("password",)
    classified = Classified(
        personal="login person guardian display_name post password",
        ordinary="id is_active invited_until created_at",
    )

    class Meta:
        # What leads to an account from elsewhere does not read the hash either.
        base_manager_name = "objects"

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
    # Of a partner's responsible employee: for whom he answers before the node and what lies under it.
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="партнёр"
    )

    # Whose wall the row stands behind: roles of participants are seen by the staff of their institution only,
    # all others by whoever sees the figures of the node.
    institution_id = models.GeneratedField(
        expression=Case(When(role__in=_OF_PARTICIPANTS, then="node_id")),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    office_id = models.GeneratedField(
        expression=Case(When(role__in=_OF_PARTICIPANTS, then=None), default="node_id"),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    wall = Wall(account="account_id", figures="office_id")
    written_by_definer = True
    classified = Classified(
        personal="account",
        ordinary="id role node from_date to_date paper classes partner institution_id office_id",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_date=None) | models.Q(to_date__gte=models.F("from_date")),
                name="grant_period",
            ),
            models.CheckConstraint(
                condition=models.Q(partner=None) | models.Q(role=Role.PARTNER_RESPONSIBLE.value),
                name="grant_partner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.node_id}"
