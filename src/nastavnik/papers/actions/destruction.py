"""The act on the destruction of personal data: drafted by the curator, confirmed by the head, done with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.kit.sheets import write_sheet
from nastavnik.papers.models import ActLine, DestructionAct, Paper
from nastavnik.papers.notices import tell_of_paper
from nastavnik.papers.permissions import check_can_draft_act, check_can_open_paper
from nastavnik.papers.queries.acting import signer_on
from nastavnik.papers.queries.destruction import (
    act_lines_of,
    act_of,
    destroyed_at_by_record,
    people_in_acts,
)
from nastavnik.registry.actions.destruction import destroy_person
from nastavnik.registry.models import Organisation, Person
from nastavnik.registry.permissions.destruction import check_can_be_destroyed
from nastavnik.registry.queries.consents import policy_of
from nastavnik.registry.queries.destruction import destruction_dues
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.school_year import SchoolYear

TITLE = "Об уничтожении персональных данных"
_HEADINGS = (
    "Запись №", "Событие", "Дата и время", "Перечень уничтоженных сведений", "Информационная система", "Причина",
    "Акт",
)  # fmt: skip


@dataclass(frozen=True)
class ActTexts:
    """What the curator says of an act: the members of the commission, the systems, the data, the way."""

    commission: tuple[str, ...]
    systems: str
    data_list: str
    way: str


@transaction.atomic
def draft_destruction_act(
    *, by: Actor, institution: Organisation, people: Sequence[Person], texts: ActTexts
) -> Paper:
    """Drafts the act about these people: the head confirms it, the registration destroys. Records how many.

    Refused: to everybody but the curator; without people or with fewer than two members of the commission; people of
    another institution, in another act, with a consent in force or too early, in a pair or at work — with the names.
    """
    check_can_draft_act(by, institution)
    today = timezone.localdate()
    if not people:
        raise Refused("В акт некого включить: отметьте записи в списке.")
    if len(texts.commission) < 2:
        raise Refused("В комиссии должно быть не меньше двух человек.", field="commission")
    if any(person.institution_id != institution.pk for person in people):
        raise Refused("В акте записи разных организаций: отберите одну.")
    taken = people_in_acts(by) & {person.pk for person in people}
    if names := ", ".join(full_name_of(person).short for person in people if person.pk in taken):
        raise Refused(f"Уже в другом акте, который ещё не зарегистрирован: {names}.")
    check_can_be_destroyed(by, people, today)
    signer = signer_on(institution, today)
    paper = Paper.objects.create(
        institution=institution, kind=Paper.Kind.DESTRUCTION_ACT, issuer=institution.short_name[:300],
        institution_name=institution.full_name, place=institution.place, title=TITLE, preamble="",
        command_word="", signer_post=signer.post, signer_name=signer.name,
        school_year=SchoolYear.of(today).start,
    )  # fmt: skip
    DestructionAct.objects.create(
        institution=institution, paper=paper, address=institution.address,
        processor=policy_of(institution.pk).processor, commission=list(texts.commission), systems=texts.systems,
        data_list=texts.data_list, way=texts.way,
    )  # fmt: skip
    dues = destruction_dues(people, today)
    ActLine.objects.bulk_create(
        ActLine(
            institution=institution, paper=paper, person=person, position=position,
            reason=dues[person.pk].why, since_date=dues[person.pk].since,
        )
        for position, person in enumerate(people, start=1)
    )  # fmt: skip
    record(by=by, verb="draft_destruction_act", obj=paper, count=len(people))
    tell_of_paper(by=by, paper=paper)
    return paper


@transaction.atomic
def destroy_people_of_act(*, by: Actor, paper: Paper) -> None:
    """Subscriber of `paper_registered`: with its number an act destroys the data of everybody in it.

    Other kinds of papers pass. Refused, and the act stays unregistered, where a consent has come meanwhile.
    """
    if paper.kind != Paper.Kind.DESTRUCTION_ACT:
        return
    act = f"акт № {paper.number} от {short_date(paper.paper_date)}"
    for line in act_lines_of(paper):
        destroy_person(by=by, person=line.person, act=act, on=timezone.localdate())


@transaction.atomic
def take_destruction_extract(*, by: Actor, paper: Paper) -> bytes:
    """Gives the extract of the journal that belongs to a registered act, as .xlsx: a row for each record, no names.

    Records it. Refused to whoever may not open papers, and before the registration.
    """
    check_can_open_paper(by, paper)
    if paper.state != Paper.State.REGISTERED:
        raise Refused("Выгрузка появится после регистрации акта: пока ничего не уничтожено.")
    act, moments = act_of(paper), destroyed_at_by_record(paper)
    named = f"№ {paper.number} от {short_date(paper.paper_date)}"
    rows = [
        (
            line.person_id, "Сведения уничтожены по акту",
            f"{timezone.localtime(moments[line.person_id]):%d.%m.%Y %H:%M:%S}", act.data_list, act.systems,
            line.get_reason_display(), named,
        )
        for line in act_lines_of(paper)
    ]  # fmt: skip
    written = BytesIO()
    write_sheet(_HEADINGS, rows, "Выгрузка из журнала", written)
    record(by=by, verb="take_destruction_extract", obj=paper, count=len(rows))
    return written.getvalue()
