"""What is destroyed of ways to sign in: a participant's account opens nothing any more and has no name."""

from collections.abc import Sequence

from django.utils import timezone

from nastavnik.access.models import Account, Card, FailedSignIn, Grant, Invitation, OpenSession
from nastavnik.kit.actor import Actor
from nastavnik.kit.erasing import blanked, erase_in, erasing, removed, untouched
from nastavnik.kit.errors import Refused
from nastavnik.kit.walls import define
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.granting import PARTICIPANTS

_OWN = "account_id in (select id from access_account where person_id = gone)"
_SESSIONS = (
    "delete from django_session where session_key in"  # noqa: S608  (our own words)
    f" (select session_key from access_opensession where {_OWN})"
)

ERASURES = (
    removed(Card, _OWN),
    removed(Invitation, _OWN),
    blanked(Grant, "false", {}, kept={"account": "of an account without a name"}, also=(_SESSIONS,)),
    removed(OpenSession, _OWN),
    blanked(
        Account,
        "person_id = gone",
        {
            "login": "'без имени ' || id",
            "password": "'!'",
            "display_name": "''",
            "post": "''",
            "guardian": "null",
            "is_active": "false",
        },
        kept={"person": "leads to a record without a name"},
    ),
    untouched(FailedSignIn, "the hash of what was typed; removed within a day"),
)
define(erasing("access", ERASURES))


def erase_accounts(*, by: Actor, person: Person) -> None:
    """Subscriber of `person_destroyed`: blanks the accounts of a person and ends what is open."""
    erase_in("access", person.pk)


def object_to_employees(*, by: Actor, people: Sequence[Person]) -> None:
    """Subscriber of `destruction_prepared`: refuses while somebody holds a role of an employee, with the names."""
    today = timezone.localdate()
    held = Grant.objects.filter(account__person__in=people, from_date__lte=today).exclude(to_date__lt=today)
    at_work = held.exclude(role__in=[role.value for role in PARTICIPANTS]).values("account__person")
    found = Person.objects.filter(pk__in=at_work).order_by("sort_name", "pk")
    if names := ", ".join(full_name_of(person).short for person in found):
        raise Refused(f"Действует роль сотрудника: {names}. Сначала завершите её на странице «Пользователи».")
