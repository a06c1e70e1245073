"""One row of every protected table for an institution and a person: what the tests of the walls look at."""

from datetime import date

from django.db import models
from django.utils import timezone

from nastavnik.access.models import Account, Card, FailedSignIn, Grant, Invitation, OpenSession
from nastavnik.journal.models import Entry
from nastavnik.mentoring.models import (
    Answer,
    ColumnMemory,
    FixedChoice,
    ImportRow,
    ImportRun,
    MentoringForm,
    Need,
    Nominee,
    Offer,
    Pair,
    PairChange,
    PairMember,
    PairPause,
    Participation,
    Programme,
    Proposal,
    ProposalLine,
    StageMark,
    StageTerm,
    Wish,
    WishSheet,
)
from nastavnik.monitoring.models import PersonKey, RepeatedEntrant
from nastavnik.notices.models import CalendarFeed, LetterWish, Notice, Preference
from nastavnik.papers.models import (
    ActingHead,
    ActLine,
    DestructionAct,
    NameForm,
    Paper,
    PaperFile,
    PaperName,
    PaperRemark,
    PaperRow,
    PaperScan,
    PaperTemplate,
)
from nastavnik.registry.models import (
    Consent,
    ConsentScan,
    Cooperation,
    Destruction,
    Guardian,
    Organisation,
    OutsiderCheck,
    Partner,
    Person,
    SpecialMark,
    Training,
    TrainingImport,
)
from tests.factories import owning
from tests.house.rows_of_meetings import rows_of_meetings
from tests.house.rows_of_roadmaps import rows_of_roadmaps
from tests.house.rows_of_surveys import rows_of_surveys

Rows = dict[type[models.Model], models.Model]


def everything_of(institution: Organisation, name: str) -> Rows:
    """A row in every protected table that belongs to one institution and, where it can, to one person."""
    with owning():
        person = Person.objects.create(
            institution=institution, last_name=name, first_name="Имя", birth_year=2012
        )
        accounts = _of_access(person)
        made: list[models.Model] = [person, *_of_registry(person), *accounts, *_of_notices(accounts[0])]
        papers = _of_papers(person)
        mentoring = _of_mentoring(person, papers[0])
        roadmaps = rows_of_roadmaps(institution)
        made += [
            PersonKey.objects.create(institution=institution, person=person, digest=b"k" * 32),
            RepeatedEntrant.objects.create(institution=institution, what="I1", year=2026, digest=b"k" * 32),
        ]
        entry = Entry.objects.create(verb="sign_in", institution_id=institution.pk, person_id=person.pk)
        return {
            type(row): row for row in [*made, *papers, *mentoring, *roadmaps, *rows_of_surveys(person), entry]
        }


def _of_registry(person: Person) -> list[models.Model]:
    own = {"institution_id": person.institution_id, "person": person}
    partner = Partner.objects.create(
        organisation_id=person.institution_id, name=f"Партнёр {person.pk}", kind="enterprise"
    )
    consent = Consent.objects.create(kind="processing", given_date=date(2026, 9, 1), signer="guardian", **own)
    return [
        Cooperation.objects.create(
            institution_id=person.institution_id, partner=partner, contact_name="Контактов К. К."
        ),
        Destruction.objects.create(reason="withdrawn", since_date=date(2026, 9, 1), act="акт № 1", **own),
        OutsiderCheck.objects.create(valid_until=date(2027, 9, 1), **own),
        SpecialMark.objects.create(category_id="health", **own),
        Training.objects.create(
            full_name=str(person),
            capacity="mentor",
            programme="Школа наставника",
            to_date=date(2026, 9, 20),
            document_number="77",
            post="учитель",
            **own,
        ),
        TrainingImport.objects.create(
            institution_id=person.institution_id,
            file_name="обучение.xlsx",
            cells=[[str(person)]],
            rows=[{"title": str(person)}],
        ),
        Guardian.objects.create(full_name="Представитель", **own),
        consent,
        ConsentScan.objects.create(
            consent=consent, file_name="скан.pdf", content_type="application/pdf", content=b"%PDF-", **own
        ),
    ]


def _of_access(person: Person) -> list[models.Model]:
    account = Account.objects.create(login=f"walls-{person.pk}", person=person, password="!")
    grant = Grant.objects.create(
        account=account, role="mentee", node_id=person.institution_id, from_date=date(2026, 9, 1)
    )
    invitation = Invitation.objects.create(
        account=account, code_hash=f"{person.pk:064}", issued_at=timezone.now(), expires_at=timezone.now()
    )
    card = Card.objects.create(account=account, code_hash=f"{person.pk:064}", issued_at=timezone.now())
    session = OpenSession.objects.create(
        account=account, session_key=f"walls{person.pk}", began_at=timezone.now(), seen_date=date(2026, 9, 1)
    )
    failed = FailedSignIn.objects.create(who="x", address="10.0.0.1", failed_at=timezone.now())
    return [account, grant, invitation, card, session, failed]


def _of_notices(account: models.Model) -> list[models.Model]:
    own = {"account_id": account.pk}
    return [
        Notice.objects.create(kind="walls", subject="О сроке", key="walls", created_at=timezone.now(), **own),
        Preference.objects.create(kind="walls", in_product=True, by_letter=False, **own),
        LetterWish.objects.create(email="walls@example.ru", **own),
        CalendarFeed.objects.create(secret_hash=f"{account.pk:064}", created_at=timezone.now(), **own),
    ]


def _of_papers(person: Person) -> list[models.Model]:
    at = {"institution_id": person.institution_id}
    paper = Paper.objects.create(
        kind="pairs_order", title="О закреплении", preamble="", signer_post="Директор", signer_name="Н. И. Орлова",
        school_year=2026, **at,
    )  # fmt: skip
    name = PaperName.objects.create(
        paper=paper, person=person, place="mentor", case="accusative", nominative="Имя", printed="Имя", **at
    )
    row = PaperRow.objects.create(
        paper=paper,
        position=1,
        mentor=name,
        mentee=name,
        form_label="ученик – ученик",
        period_label="год",
        **at,
    )
    remark = PaperRemark.objects.create(paper=paper, text="замечание", **at)
    return [
        paper,
        name,
        row,
        remark,
        DestructionAct.objects.create(paper=paper, systems="Наставник", data_list="имя", way="стирание", **at),
        ActLine.objects.create(
            paper=paper, person=person, position=1, reason="withdrawn", since_date=date(2026, 9, 1), **at
        ),
        PaperFile.objects.create(paper=paper, content=b"x", sha256="0" * 64, **at),
        PaperScan.objects.create(
            paper=paper, content=b"x", content_type="pdf", file_name="скан.pdf", size=1, sha256="0" * 64, **at
        ),
        NameForm.objects.create(
            person=person, case="accusative", nominative="Имя", printed="Имени", **at
        ),
        PaperTemplate.objects.create(
            kind="pairs_order", version=1, content=b"x", file_name="приказ.docx", sha256="0" * 64, **at
        ),
        ActingHead.objects.create(
            full_name="Имя", post="И. о. директора", from_date=date(2026, 9, 1), to_date=date(2026, 9, 30),
            basis="приказ № 1", **at,
        ),
    ]  # fmt: skip


def _of_mentoring(person: Person, paper: models.Model) -> list[models.Model]:
    at = {"institution_id": person.institution_id}
    form, _ = MentoringForm.objects.get_or_create(code="walls", defaults={"label": "ученик – ученик"})
    programme = Programme.objects.create(
        title=f"Программа {person.pk}", school_year=2026, form=form,
        start_date=date(2026, 9, 1), end_date=date(2027, 5, 31), **at,
    )  # fmt: skip
    participation = Participation.objects.create(
        programme=programme, person=person, side="mentee", entered_date=date(2026, 9, 10), **at
    )
    own = {**at, "person": person, "participation": participation}
    run = ImportRun.objects.create(programme=programme, side="mentee", file_name="база.xlsx", **at)
    memory = ColumnMemory.objects.create(side="mentee", signature="a" * 64, **at)
    proposal = Proposal.objects.create(programme=programme, **at)
    pair = Pair.objects.create(programme=programme, paper=paper, **at)
    sheet = WishSheet.objects.create(source="paper", **own)
    return [
        sheet,
        Nominee.objects.create(
            partner=Partner.objects.get(organisation_id=person.institution_id, name=f"Партнёр {person.pk}"),
            account_id=1,
            last_name="Предложенный",
            first_name="Имя",
            person=person,
            state="accepted",
            decided_date=date(2026, 10, 1),
            **at,
        ),
        Wish.objects.create(sheet=sheet, named=participation, rank=1, person=person, **at),
        participation,
        Need.objects.create(text="запрос", **own),
        Offer.objects.create(competences="физика", **own),
        run,
        memory,
        ImportRow.objects.create(run=run, number=1, state="new", person=person, **at),
        proposal,
        ProposalLine.objects.create(proposal=proposal, mentee=participation, reason="", **at),
        FixedChoice.objects.create(
            programme=programme, mentor=participation, mentee=participation, kind="pinned", **at
        ),
        pair,
        PairMember.objects.create(pair=pair, side="mentee", card_name="Имя И.", **own),
        Answer.objects.create(pair=pair, person=person, party="mentee", **at),
        StageTerm.objects.create(
            programme=programme, stage="pairs", from_date=date(2026, 10, 1), to_date=date(2026, 10, 30),
            owner="Куратор", **at,
        ),
        StageMark.objects.create(programme=programme, item="trained", done_date=date(2026, 10, 9), **at),
        PairPause.objects.create(pair=pair, from_date=date(2026, 11, 2), reason="illness", **at),
        PairChange.objects.create(kind="ending", pair=pair, paper=paper, reason="mutual", **at),
        *rows_of_meetings(pair, person),
    ]  # fmt: skip
