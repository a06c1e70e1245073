"""Files that people attach to papers: scans of what was signed."""

from __future__ import annotations

import hashlib

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.models import Paper, PaperScan
from nastavnik.papers.permissions import check_can_attach_file, check_can_open_paper
from nastavnik.papers.queries import locked_paper
from nastavnik.papers.uploads import kind_of

MOST = 10


@transaction.atomic
def attach_paper_file(*, by: Actor, paper: Paper, content: bytes, file_name: str) -> PaperScan:
    """Keeps a file with a signed or registered paper, as it was sent. Records it.

    Refused: to whoever neither drafts nor registers papers here; anything but PDF, JPG and .docx, told by the
    content; over 15 MB; an eleventh file; the same file again.
    """
    check_can_attach_file(by, paper)
    kept = locked_paper(paper)
    check_can_attach_file(by, kept)
    kind = kind_of(content)
    present = PaperScan.objects.filter(paper=kept)
    sha256 = hashlib.sha256(content).hexdigest()
    if present.filter(sha256=sha256).exists():
        raise Refused("Этот файл уже приложен.", field="file")
    if present.count() >= MOST:
        raise Refused(f"К документу приложено {MOST} файлов. Уберите лишний.", field="file")
    scan = PaperScan.objects.create(
        institution_id=kept.institution_id,
        paper=kept,
        content=content,
        content_type=kind,
        file_name=file_name[:200] or f"файл.{kind}",
        size=len(content),
        sha256=sha256,
    )
    record(by=by, verb="attach_paper_file", obj=kept)
    return scan


@transaction.atomic
def remove_paper_file(*, by: Actor, scan: PaperScan) -> None:
    """Takes away a file that was attached by mistake. Records it; refused to whoever may not attach."""
    check_can_attach_file(by, scan.paper)
    record(by=by, verb="remove_paper_file", obj=scan.paper)
    scan.delete()


@transaction.atomic
def download_paper_file(*, by: Actor, scan: PaperScan) -> bytes:
    """Gives the file as it was sent and records the download.

    Refused to whoever may not open papers with names, and where the file has changed since.
    """
    check_can_open_paper(by, scan.paper)
    content = bytes(scan.content)
    if hashlib.sha256(content).hexdigest() != scan.sha256:
        raise Refused("Файл повреждён: контрольная сумма не совпала. Приложите его заново.")
    record(by=by, verb="download_paper_file", obj=scan.paper, count=1)
    return content
