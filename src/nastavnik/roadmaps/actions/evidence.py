"""What shows that a duty is done: papers of the register, addresses, files."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.models import Paper
from nastavnik.papers.uploads import kind_of
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Duty, Evidence, EvidenceFile
from nastavnik.roadmaps.permissions import check_can_report_duty, check_can_view_roadmaps
from nastavnik.roadmaps.queries.duties import held_duty
from nastavnik.roadmaps.queries.executors import performs

MOST = 10
_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@transaction.atomic
def attach_paper(*, by: Actor, duty: Duty, paper: Paper) -> Evidence:
    """Names a registered paper of the same organisation as evidence; the same paper twice stays one. Records it."""
    held = _held(by, duty)
    if paper.institution_id != held.organisation_id or paper.state != Paper.State.REGISTERED:
        raise Refused("Выберите зарегистрированный документ этой же организации.", field="paper")
    known = Evidence.objects.filter(duty=held, paper=paper).first()
    return known or _added(by, held, kind=Evidence.Kind.PAPER, paper=paper, words=_named(paper))


@transaction.atomic
def attach_link(*, by: Actor, duty: Duty, link: str, words: str) -> Evidence:
    """Names an address as evidence. Refuses anything but http and https, and an address with a password. Records it."""
    held = _held(by, duty)
    try:
        parts = urlsplit(link.strip())
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        is_good = False
    if not is_good:
        raise Refused("Ссылка начинается с http:// или https://. Скопируйте её из браузера.", field="link")
    return _added(by, held, kind=Evidence.Kind.LINK, link=link.strip(), words=words.strip())


@transaction.atomic
def attach_file(
    *, by: Actor, duty: Duty, content: bytes, file_name: str, words: str, is_shown: bool = False
) -> Evidence:
    """Keeps a file as evidence: PDF, JPG or .docx up to 15 MB, told by its content. Records it.

    A school's file is opened inside the school alone, unless `is_shown` says that those above may: pictures and lists
    may show children. The file of an organisation that has no pupils is open to those above.
    """
    held = _held(by, duty)
    kind = kind_of(content)
    evidence = _added(by, held, kind=Evidence.Kind.FILE, words=words.strip())
    is_open = is_shown or held.organisation.level != Organisation.Level.INSTITUTION
    EvidenceFile.objects.create(
        evidence=evidence,
        institution_id=held.organisation_id,
        shown_to_id=held.organisation_id if is_open else None,
        file_name=file_name[:255] or f"файл.{kind}",
        content_type=_TYPES[kind],
        content=content,
        size=len(content),
    )
    return evidence


@transaction.atomic
def show_evidence(*, by: Actor, evidence: Evidence, is_shown: bool) -> None:
    """Opens a file of evidence to those above, or closes it again. Records it."""
    held = _held(by, evidence.duty)
    if held.organisation.level != Organisation.Level.INSTITUTION:
        raise Refused("Файлы этой организации открыты вышестоящим всегда: детей в них быть не должно.")
    opened = held.organisation_id if is_shown else None
    EvidenceFile.objects.filter(evidence=evidence).update(shown_to_id=opened)
    record(by=by, verb="show_evidence", obj=held, institution_id=held.organisation_id)


@transaction.atomic
def remove_evidence(*, by: Actor, evidence: Evidence) -> None:
    """Takes away evidence added by mistake; a paper itself stays in the register. Records it.

    Refuses to take away what the mark «выполнено» stands on: the mark is undone first.
    """
    held = _held(by, evidence.duty)
    if held.state == Duty.State.DONE:
        raise Refused(
            "Мероприятие отмечено выполненным. Сначала отмените отметку, потом уберите приложенное."
        )
    record(by=by, verb="remove_evidence", obj=held, institution_id=held.organisation_id)
    evidence.delete()


@transaction.atomic
def download_evidence(*, by: Actor, file: EvidenceFile) -> bytes:
    """Gives the file as it was sent and records the download; whoever sees the row may (`files_visible_to`)."""
    check_can_view_roadmaps(by)
    duty = file.evidence.duty
    record(by=by, verb="download_evidence", obj=duty, institution_id=duty.organisation_id)
    return bytes(file.content)


def _held(by: Actor, duty: Duty) -> Duty:
    check_can_report_duty(by, duty, performs=performs(by, duty.occurrence.line_id))
    return held_duty(duty)


def _added(by: Actor, duty: Duty, **values: object) -> Evidence:
    if Evidence.objects.filter(duty=duty).count() >= MOST:
        raise Refused(f"Приложено уже {MOST} подтверждений. Уберите лишнее.")
    evidence = Evidence.objects.create(duty=duty, organisation_id=duty.organisation_id, **values)
    record(by=by, verb="add_evidence", obj=duty, institution_id=duty.organisation_id)
    return evidence


def _named(paper: Paper) -> str:
    return f"{paper.title}, № {paper.number} от {paper.paper_date:%d.%m.%Y}"[:300]
