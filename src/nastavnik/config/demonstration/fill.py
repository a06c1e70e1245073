"""Filling the demonstration: the tree and the accounts by the worker, everything else by the actions that people use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from nastavnik.access.actors import AccountActor, HeldGrant, actor_of_account
from nastavnik.access.demo import DEMO_PASSWORD
from nastavnik.access.models import Account, Grant
from nastavnik.access.scope import acting, working
from nastavnik.config.demonstration.data import (
    AUTUMN,
    CLASS_NAME,
    CLASS_NODE,
    CLASS_OF_KLAVDIA,
    NODES,
    PROGRAMMES_IN_WORK,
    STAFF,
    Base,
    Node,
    Stage,
)
from nastavnik.config.demonstration.files import FILE_NAMES, sheet_of, write_files
from nastavnik.config.demonstration.meetings import meet_pairs
from nastavnik.config.demonstration.partners import work_with_partner
from nastavnik.config.demonstration.region import curators_of, neighbours
from nastavnik.config.demonstration.roadmaps import draw_up_roadmaps
from nastavnik.config.demonstration.stages import mark_stages
from nastavnik.config.demonstration.surveys import ask_school
from nastavnik.config.demonstration.trainings import hold_trainings
from nastavnik.config.demonstration.wishes import meet
from nastavnik.mentoring.actions.agreement import record_answers
from nastavnik.mentoring.actions.base_loading import import_base
from nastavnik.mentoring.actions.bases import check_base
from nastavnik.mentoring.actions.orders import draft_pairs_order
from nastavnik.mentoring.actions.programmes import ProgrammeTerms, open_programme
from nastavnik.mentoring.actions.proposals import form_pairs, propose_pairs
from nastavnik.mentoring.models import Answer, MentoringForm, Pair, Programme, RoleModel, Side
from nastavnik.mentoring.queries.participants import consent_subjects, participants_visible_to
from nastavnik.monitoring.actions.counters import recount_house
from nastavnik.monitoring.actions.targets import set_target
from nastavnik.monitoring.models import Indicator
from nastavnik.papers.actions.papers import register_paper, sign_order
from nastavnik.papers.models import Paper
from nastavnik.registry.actions.consents import record_consents
from nastavnik.registry.actions.organisations import set_contingent
from nastavnik.registry.actions.people import enter_person
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.names import parse_full_name
from nastavnik.rulebook.roles import Role
from nastavnik.rulebook.school_year import SchoolYear

AGES = range(7, 19)  # nobody of 19 is left in a school
Tree = dict[str, Organisation]


def fill(*, today: date, folder: Path, is_whole: bool = True) -> None:
    """Fills an empty database and writes the two files of the walk-through into `folder`; a filled one is left alone.

    Not `is_whole` leaves out the organisations beside those of the walk-through.
    """
    with working():
        if Organisation.objects.exists():
            return
        beside, bases = neighbours() if is_whole else ((), ())
        nodes = (*NODES, *beside)
        tree = _plant_tree(nodes)
        accounts = _give_accounts(tree, curators_of(nodes), today)
    year = SchoolYear.of(today)
    for node in nodes:
        if node.children:
            _state_contingent(tree[node.key], node.children, today)
    for base in PROGRAMMES_IN_WORK:
        curator = _curator_of(tree[base.node], accounts, today)
        _work_through(base, tree[base.node], curator, year, today)
    first = PROGRAMMES_IN_WORK[0].node
    ask_school(_curator_of(tree[first], accounts, today), tree[first], today)
    for base in bases:
        place, of_year = tree[base.node], year.previous if base.stage is Stage.FINISHED else year
        _work_through(base, place, _in_role(Role.CURATOR, place), of_year, today)
    with acting(curator := _curator_of(tree[AUTUMN.node], accounts, today)):
        _open(AUTUMN, tree[AUTUMN.node], curator, year)
    work_with_partner(tree, bases, curator, today)
    _fill_class(tree[CLASS_NODE], actor_of_account(accounts["boris"].pk, today=today), year, today)
    curators = curators_of(nodes) | {staff.node: staff.name for staff in STAFF if staff.role is Role.CURATOR}
    for key, name in curators.items():
        hold_trainings(tree[key], _in_role(Role.CURATOR, tree[key]), name, year, today)
    _set_targets(tree, nodes, accounts["irina"], today)
    draw_up_roadmaps(tree, year, today)
    with working():
        recount_house(by=curator, years=[today.year - 1, today.year])
    write_files(AUTUMN, folder, school_year=year.start, entered=f"{_begun(year, today):%d.%m.%Y}")


def _plant_tree(nodes: Iterable[Node]) -> Tree:
    tree: Tree = {}
    for node in nodes:
        tree[node.key] = Organisation.objects.create(
            parent=tree.get(node.parent),
            level=node.level,
            kind_id=node.kind or None,
            short_name=node.short_name,
            full_name=node.full_name or node.short_name,
            founder=node.founder,
            place=node.place,
            head_name=node.head_name,
        )
    return tree


def _give_accounts(tree: Tree, curators: Mapping[str, str], today: date) -> dict[str, Account]:
    """Staff of the story, and a curator in every other institution (`kurator-` and the key of its node)."""
    accounts = {}
    password = make_password(DEMO_PASSWORD)  # it takes a good part of a second, and is the same for all
    for staff in STAFF:
        name = parse_full_name(staff.name)
        person = Person.objects.create(
            institution=tree[staff.node], last_name=name.last, first_name=name.first, middle_name=name.middle,
            post=staff.post,
        )  # fmt: skip
        account = Account.objects.create(
            login=staff.login, person=person, password=password, display_name=name.full, post=staff.post
        )
        Grant.objects.create(
            account=account, role=staff.role, node=tree[staff.node], paper="приказ о назначении № 1-од",
            from_date=SchoolYear.of(today).previous.first_day, classes=list(staff.classes),
        )  # fmt: skip
        accounts[staff.login] = account
    for key, curator in curators.items():
        account = Account.objects.create(
            login=f"kurator-{key}", password=password, display_name=curator, post="заместитель директора"
        )
        Grant.objects.create(
            account=account, role=Role.CURATOR, node=tree[key], paper="приказ о назначении № 1-од",
            from_date=SchoolYear.of(today).previous.first_day,
        )  # fmt: skip
    return accounts


def _fill_class(institution: Organisation, curator: AccountActor, year: SchoolYear, today: date) -> None:
    """The class of the class teacher: two consents have come back, the others are still asked for."""
    with acting(curator):
        people = [
            enter_person(
                by=curator, institution=institution, name=parse_full_name(name), birth=Birth(born),
                class_name=CLASS_NAME, guardian={"full_name": parent},
            )
            for name, parent, born, _ in CLASS_OF_KLAVDIA
        ]  # fmt: skip
        back = [person for person, (*_, signed) in zip(people, CLASS_OF_KLAVDIA, strict=True) if signed]
        record_consents(
            by=curator,
            subjects=consent_subjects(back),
            given_date=_begun(year, today),
            today=today,
            kept_at="папка 1",
        )


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
    base: Base, institution: Organisation, curator: AccountActor, year: SchoolYear, today: date
) -> None:
    """One programme from its bases to the stage that it has come to, each step by whoever does it in life."""
    begun, stage = _begun(year, today), base.stage
    with acting(curator):
        programme = _open(base, institution, curator, year)
        mark_stages(programme, curator, stage, begun, today)
        if stage >= Stage.MENTEES:
            sides = (Side.MENTEE, Side.MENTOR) if stage >= Stage.BASES else (Side.MENTEE,)
            _fill_bases(base, programme, curator, f"{begun:%d.%m.%Y}", sides)
        if stage >= Stage.CONSENTS:
            people = list(
                participants_visible_to(curator).filter(participations__programme=programme).distinct()
            )
            subjects = consent_subjects(people)
            record_consents(by=curator, subjects=subjects, given_date=begun, today=today, kept_at="папка 1")
        if stage in (Stage.CONSENTS, Stage.PROPOSED) or base in PROGRAMMES_IN_WORK:
            meet(programme, curator, begun + timedelta(days=7), today)
        paper = _pair_up(programme, curator, stage, begun)
    if paper is not None and stage >= Stage.SIGNED:
        with acting(head := _in_role(Role.HEAD, institution)):
            paper = sign_order(by=head, paper=paper)
    if paper is not None and base.order is not None and stage >= Stage.ACTIVE:
        number, day = base.order[0], date.fromisoformat(base.order[1]).replace(year=year.start)
        with working():  # an order of last year was drafted then, not today
            drafted = timezone.now() - (today - day) if day < today else timezone.now()
            Paper.objects.filter(pk=paper.pk).update(drafted_at=drafted)
        with acting(secretary := _in_role(Role.SECRETARY, institution)):
            register_paper(by=secretary, paper=paper, number=number, paper_date=min(day, today))
    if stage >= Stage.FINISHED:
        with working():
            programme.pairs.update(state=Pair.State.COMPLETED, ended_date=programme.end_date)
    if stage >= Stage.ACTIVE:
        with working():
            meet_pairs(programme, today)


def _fill_bases(
    base: Base, programme: Programme, curator: AccountActor, entered: str, sides: Iterable[Side]
) -> None:
    for side in sides:
        cells = sheet_of(base, side, school_year=programme.school_year, entered=entered)
        run = check_base(by=curator, programme=programme, side=side, cells=cells, file_name=FILE_NAMES[side])
        import_base(by=curator, run=run)


def _pair_up(programme: Programme, curator: AccountActor, stage: Stage, begun: date) -> Paper | None:
    """From the proposal to the draft of the order, as far as the stage goes."""
    if stage < Stage.PROPOSED:
        return None
    proposal = propose_pairs(by=curator, programme=programme)
    if stage < Stage.APPROVED:
        return None
    paired = proposal.lines.filter(mentor__isnull=False).values_list("pk", flat=True)
    pairs = form_pairs(by=curator, proposal=proposal, approved=set(paired))
    if stage < Stage.AGREED:
        return None
    asked = Answer.objects.filter(pair__in=pairs).values_list("pk", flat=True)
    record_answers(by=curator, programme=programme, answers=dict.fromkeys(asked, "yes"), answered_date=begun)
    return draft_pairs_order(by=curator, programme=programme) if stage >= Stage.DRAFTED else None


def _set_targets(tree: Tree, nodes: Iterable[Node], operator: Account, today: date) -> None:
    actor = actor_of_account(operator.pk, today=today)
    with acting(actor):
        for indicator in Indicator.objects.all():
            part = 1 if indicator.side == Side.MENTEE else 10  # a tenth as many mentors as mentees
            for node in nodes:
                for year, share in ((today.year - 1, 10), (today.year, node.target)):
                    value = Decimal(share) / part
                    set_target(by=actor, indicator=indicator, node=tree[node.key], year=year, value=value)
