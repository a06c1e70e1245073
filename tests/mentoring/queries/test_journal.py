"""Who did it, in the journal of a card."""

import pytest
from django.utils import timezone

from nastavnik.access.actions import GrantTerms, invite_account
from nastavnik.access.scope import acting
from nastavnik.mentoring.queries.journal import journal_about
from nastavnik.mentoring.queries.participants import consent_subjects
from nastavnik.registry.actions.consents import record_consents
from nastavnik.rulebook.names import FullName
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.house_of_people import House

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]


def test_invited_employee_without_a_record_among_people_is_named(house: House) -> None:
    nina = make.actor("nina")
    terms = GrantTerms(Role.CLASS_TEACHER, house.school, make.TODAY, classes=("8А",))
    name = FullName("Лугова", "Лидия", "Львовна")
    with acting(nina):
        login = invite_account(by=nina, name=name, post="", terms=terms, now=timezone.now()).account.login
    teacher = make.actor(login)
    with acting(teacher):
        record_consents(
            by=teacher, subjects=consent_subjects([house.danya]), given_date=make.TODAY, today=make.TODAY
        )
    for reader, said in (("svetlana", {"Лугова Л. Л."}), ("boris", set())):
        actor = make.actor(reader)
        with acting(actor):
            assert {line.who for line in journal_about(actor, [], person=house.danya)} == said
