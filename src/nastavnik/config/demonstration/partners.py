"""The partner of the demonstration: its agreements, its responsible employee, whom it proposes. All invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.contrib.auth.hashers import make_password

from nastavnik.access.actors import AccountActor, actor_of_account
from nastavnik.access.demo import DEMO_PASSWORD
from nastavnik.access.models import Account, Grant
from nastavnik.access.scope import acting, working
from nastavnik.config.demonstration.data import Base, Stage
from nastavnik.mentoring.actions.nominees import propose_nominee
from nastavnik.mentoring.models import Direction
from nastavnik.registry.actions.partners import add_partner
from nastavnik.registry.models import Cooperation, Organisation, Partner
from nastavnik.rulebook.names import parse_full_name
from nastavnik.rulebook.roles import Role

LOGIN, NAME, POST = "yakov", "Якорев Яков Ильич", "начальник отдела кадров"


def work_with_partner(
    tree: Mapping[str, Organisation], bases: Iterable[Base], curator: AccountActor, today: date
) -> None:
    """An enterprise of the town works with the school of the story and with one where mentees wait; it proposes an engineer."""
    school, town = tree["school"], tree["city"]
    with acting(curator):
        partner = add_partner(
            by=curator, organisation=school, facts={"name": "ООО «Вектор»", "kind": "enterprise"},
            terms={
                "agreement_number": "7", "agreement_date": date(today.year, 1, 15),
                "contact_name": NAME, "contact_post": POST, "contact_phone": "8 900 000-03-01",
            },
        )  # fmt: skip
    with working():
        _let_wait(partner, tree, bases, town, today)
        account = Account.objects.create(
            login=LOGIN, password=make_password(DEMO_PASSWORD), display_name=NAME, post=POST
        )
        Grant.objects.create(
            account=account, role=Role.PARTNER_RESPONSIBLE, node=town, partner=partner,
            from_date=date(today.year, 1, 15), paper="соглашение № 7",
        )  # fmt: skip
    with acting(responsible := actor_of_account(account.pk, today=today)):
        propose_nominee(
            by=responsible, today=today, name=parse_full_name("Токарев Семён Юрьевич"),
            cooperation=Cooperation.objects.select_related("institution", "partner").get(institution=school),
            details={
                "post": "инженер-технолог", "contact": "8 900 000-03-02",
                "competences": "Черчение, 3D-печать, подготовка к конкурсу профессий",
            },
        )  # fmt: skip


def _let_wait(
    partner: Partner, tree: Mapping[str, Organisation], bases: Iterable[Base], town: Organisation, today: date
) -> None:
    """Another school of the town whose mentees wait, and whose programme works through partners."""
    for base in bases:
        node = tree[base.node]
        if base.stage in (Stage.CONSENTS, Stage.PROPOSED) and node.parent_id == town.pk:
            Cooperation.objects.create(
                partner=partner,
                institution=node,
                agreement_number="8",
                agreement_date=date(today.year, 1, 20),
            )
            Direction.objects.filter(programme__institution=node).update(channel="partner")
            return
