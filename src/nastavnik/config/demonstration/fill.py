"""Filling the demonstration: the tree and the accounts by the worker, everything else by the actions that people use."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.contrib.auth.hashers import make_password

from nastavnik.access.actors import AccountActor, HeldGrant, actor_of_account
from nastavnik.access.demo import DEMO_PASSWORD
from nastavnik.access.models import Account, Grant
from nastavnik.access.scope import acting, working
from nastavnik.config.demonstration.data import AUTUMN, NODES, PROGRAMMES_IN_WORK, STAFF, Base
from nastavnik.config.demonstration.files import FILE_NAMES, sheet_of, write_files
from nastavnik.mentoring.actions.agreement import record_answers
from nastavnik.mentoring.actions.bases import check_base, import_base
from nastavnik.mentoring.actions.orders import draft_pairs_order
from nastavnik.mentoring.actions.programmes import ProgrammeTerms, open_programme
from nastavnik.mentoring.actions.proposals import form_pairs, propose_pairs
from nastavnik.mentoring.models import Answer, MentoringForm, Programme, RoleModel, Side
from nastavnik.mentoring.queries.participants import consent_subjects, participants_visible_to
from nastavnik.monitoring.actions import recount_house, set_target
from nastavnik.monitoring.models import Indicator
from nastavnik.papers.actions.papers import register_paper, sign_order
from nastavnik.registry.actions.consents import record_consents
from nastavnik.registry.actions.organisations import set_contingent
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.names import parse_full_name
from nastavnik.rulebook.organisations import kind_code_of
from nastavnik.rulebook.roles import Role
from nastavnik.rulebook.school_year import SchoolYear

AGES = range(7, 19)  # nobody of 19 is left in a school
Tree = dict[str, Organisation]


def fill(*, today: date, folder: Path) -> None:
    """Fills an empty database and writes the two files of the walk-through into `folder`; a filled one is left alone."""
    with working():
        if Organisation.objects.exists():
            return
        tree = _plant_tree()
        accounts = _give_accounts(tree, today)
    year = SchoolYear.of(today)
    for node in NODES:
        if node.children:
            _state_contingent(tree[node.key], node.children, today)
    for base in PROGRAMMES_IN_WORK:
        _work_through(base, tree[base.node], accounts, year, today)
    with acting(curator := _curator_of(tree[AUTUMN.node], accounts, today)):
        _open(AUTUMN, tree[AUTUMN.node], curator, year)
    _set_targets(tree, accounts["irina"], today)
    with working():
        recount_house(by=curator, years=[today.year - 1, today.year])
    write_files(AUTUMN, folder, school_year=year.start, entered=f"{_begun(year, today):%d.%m.%Y}")


def _plant_tree() -> Tree:
    tree: Tree = {}
    for node in NODES:
        tree[node.key] = Organisation.objects.create(
            parent=tree.get(node.parent),
            level=node.level,
            kind_id=kind_code_of(node.kind),
            short_name=node.short_name,
            full_name=node.full_name or node.short_name,
            founder=node.founder,
            place=node.place,
            head_name=node.head_name,
        )
    return tree


def _give_accounts(tree: Tree, today: date) -> dict[str, Account]:
    accounts = {}
    for staff in STAFF:
        name = parse_full_name(staff.name)
        person = Person.objects.create(
            institution=tree[staff.node], last_name=name.last, first_name=name.first, middle_name=name.middle,
            post=staff.post,
        )  # fmt: skip
        account = Account.objects.create(
            login=staff.login, person=person, password=make_password(DEMO_PASSWORD)
        )
        Grant.objects.create(
            account=account, role=staff.role, node=tree[staff.node], paper="приказ о назначении № 1-од",
            from_date=SchoolYear.of(today).previous.first_day,
        )  # fmt: skip
        accounts[staff.login] = account
    return accounts


def _curator_of(institution: Organisation, accounts: dict[str, Account], today: date) -> AccountActor:
    login = next(s.login for s in STAFF if s.role is Role.CURATOR and s.node == _key_of(institution))
    return actor_of_account(accounts[login].pk, today=today)


def _key_of(institution: Organisation) -> str:
    return next(node.key for node in NODES if node.short_name == institution.short_name)


def _in_role(role: Role, institution: Organisation) -> AccountActor:
    """The demonstration in a role of an institution that has nobody in it: a named actor without an account."""
    held = HeldGrant(
        role, institution.pk, institution.short_name, institution.level, frozenset([institution.pk])
    )
    return AccountActor(None, None, "демонстрация", (held,))


def _state_contingent(institution: Organisation, children: int, today: date) -> None:
    actor = _in_role(Role.CURATOR, institution)
    with acting(actor):
        for year in (today.year - 1, today.year):
            set_contingent(
                by=actor,
                institution=institution,
                year=year,
                children={**dict.fromkeys(AGES, children), 19: 0},
            )


def _begun(year: SchoolYear, today: date) -> date:
    """The day on which participants entered: in September, or some days ago when September has not passed yet."""
    return min(date(year.start, 9, 10), today - timedelta(days=30))


def _open(base: Base, institution: Organisation, curator: AccountActor, year: SchoolYear) -> Programme:
    terms = ProgrammeTerms(
        title=base.title,
        school_year=year.start,
        form=MentoringForm.objects.get(code=base.form),
        role_model=RoleModel.objects.get(code=base.role_model),
        start_date=date(year.start, 10, 1),
        end_date=date(year.start + 1, 5, 31),
        goal="Помочь каждому, кто пришёл с запросом, с опорой на опыт тех, кто готов делиться.",
    )
    return open_programme(by=curator, institution=institution, terms=terms)


def _work_through(
    base: Base, institution: Organisation, accounts: dict[str, Account], year: SchoolYear, today: date
) -> None:
    """One programme from its bases to active pairs, each step by whoever does it in life."""
    curator, begun = _curator_of(institution, accounts, today), _begun(year, today)
    with acting(curator):
        programme = _open(base, institution, curator, year)
        for side in (Side.MENTEE, Side.MENTOR):
            cells = sheet_of(base, side, school_year=year.start, entered=f"{begun:%d.%m.%Y}")
            run = check_base(
                by=curator, programme=programme, side=side, cells=cells, file_name=FILE_NAMES[side]
            )
            import_base(by=curator, run=run)
        people = list(participants_visible_to(curator).filter(participations__programme=programme).distinct())
        record_consents(
            by=curator, subjects=consent_subjects(people), given_date=begun, today=today, kept_at="папка 1"
        )
        proposal = propose_pairs(by=curator, programme=programme)
        paired = proposal.lines.filter(mentor__isnull=False).values_list("pk", flat=True)
        pairs = form_pairs(by=curator, proposal=proposal, approved=set(paired))
        asked = Answer.objects.filter(pair__in=pairs).values_list("pk", flat=True)
        record_answers(
            by=curator, programme=programme, answers=dict.fromkeys(asked, "yes"), answered_date=begun
        )
        paper = draft_pairs_order(by=curator, programme=programme)
    with acting(head := _in_role(Role.HEAD, institution)):
        paper = sign_order(by=head, paper=paper)
    if base.order is not None:
        number, day = base.order[0], date.fromisoformat(base.order[1]).replace(year=year.start)
        with acting(secretary := _in_role(Role.SECRETARY, institution)):
            register_paper(by=secretary, paper=paper, number=number, paper_date=min(day, today))


def _set_targets(tree: Tree, operator: Account, today: date) -> None:
    actor = actor_of_account(operator.pk, today=today)
    with acting(actor):
        for indicator in Indicator.objects.all():
            for node in NODES:
                for year, share in ((today.year - 1, 10), (today.year, node.target)):
                    set_target(
                        by=actor, indicator=indicator, node=tree[node.key], year=year, percent=Decimal(share)
                    )
