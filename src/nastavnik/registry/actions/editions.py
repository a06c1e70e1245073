"""Everything written of the texts of consents, of how they are asked for, and of scans."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from django.db import transaction
from django.db.models import Max

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Consent, ConsentEdition, ConsentScan, Organisation
from nastavnik.registry.permissions.consents import (
    check_can_correct_consent,
    check_can_record_consent,
    check_can_write_edition,
)
from nastavnik.registry.queries.consents import policy_of
from nastavnik.rulebook.consent import OPTIONAL_KINDS, ConsentKind
from nastavnik.rulebook.consent_texts import ConsentText

MAX_SCAN = 5 * 1024 * 1024
# What a file begins with says what it is; its name may say anything.
_SCAN_TYPES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


@transaction.atomic
def write_edition(
    *, by: Actor, institution: Organisation, kind: ConsentKind, text: ConsentText
) -> ConsentEdition:
    """Adopts the institution's own text of one kind as its next edition; earlier ones stay with what was signed.

    Refused without a purpose, a term and a way of withdrawal, and where the text is the same as before.
    """
    check_can_write_edition(by, institution)
    parts = {name: value.strip() for name, value in asdict(text).items()}
    for name, words in (
        ("purpose", "цель"),
        ("term", "срок действия"),
        ("withdrawal", "способ отзыва"),
    ):
        if not parts[name]:
            raise Refused(f"В согласии должны стоять {words}: этого требует закон.", field=name)
    known = ConsentEdition.objects.filter(institution=institution, kind=kind)
    last = known.order_by("-number").first()
    if last is not None and all(getattr(last, name) == value for name, value in parts.items()):
        raise Refused("Текст не изменился: новая редакция не нужна.")
    number = (known.aggregate(last=Max("number"))["last"] or 0) + 1
    edition = ConsentEdition.objects.create(institution=institution, kind=kind, number=number, **parts)
    record(by=by, verb="write_edition", obj=edition)
    return edition


@transaction.atomic
def set_consent_policy(
    *,
    by: Actor,
    institution: Organisation,
    processor: str,
    asked: Collection[str],
    keeps_scans: bool,
) -> list[str]:
    """Writes how the institution asks for consents; gives the changed fields, nothing changed leaves no trace.

    Refused for a kind that is not optional.
    """
    check_can_write_edition(by, institution)
    if set(asked) - set(OPTIONAL_KINDS):
        raise Refused(
            "Спрашивать дополнительно можно только необязательные согласия: обновите страницу.", field="asked"
        )
    policy = policy_of(institution.pk)
    wanted = {
        "processor": processor.strip(),
        "asked": [kind.value for kind in OPTIONAL_KINDS if kind in asked],
        "keeps_scans": keeps_scans,
    }
    changed = [field for field, value in wanted.items() if getattr(policy, field) != value]
    for field in changed:
        setattr(policy, field, wanted[field])
    if changed:
        policy.save()
        record(by=by, verb="set_consent_policy", obj=policy, institution_id=institution.pk, fields=changed)
    return changed


@transaction.atomic
def attach_scan(*, by: Actor, consent: Consent, file_name: str, content: bytes) -> ConsentScan:
    """Keeps a scan of the signed sheet beside the record, in place of an earlier one.

    Refused: unless the institution keeps scans; a file that is no PDF, JPEG or PNG, or is over 5 MB.
    """
    check_can_record_consent(by, consent.person)
    if not policy_of(consent.institution_id).keeps_scans:
        raise Refused("В организации сканы согласий не хранятся. Это включается в разделе «Тексты согласий».")
    content_type = next((known for start, known in _SCAN_TYPES if content.startswith(start)), None)
    if content_type is None:
        raise Refused("Это не скан: приложите файл PDF, JPEG или PNG.", field="file")
    if len(content) > MAX_SCAN:
        raise Refused("Файл больше 5 МБ: отсканируйте с меньшим разрешением.", field="file")
    scan, _ = ConsentScan.objects.update_or_create(
        consent=consent,
        defaults={
            "institution_id": consent.institution_id, "person_id": consent.person_id,
            "file_name": file_name[:200], "content_type": content_type, "content": content,
        },
    )  # fmt: skip
    record(by=by, verb="attach_scan", obj=scan)
    return scan


@transaction.atomic
def take_scan(*, by: Actor, scan: ConsentScan) -> bytes:
    """Gives the file of a scan; the journal says who took it."""
    check_can_record_consent(by, scan.consent.person)
    record(by=by, verb="take_scan", obj=scan)
    return bytes(scan.content)


@transaction.atomic
def remove_scan(*, by: Actor, scan: ConsentScan) -> None:
    """Takes a scan away; the record of the signature stays."""
    check_can_correct_consent(by, scan.consent.person)
    record(by=by, verb="remove_scan", obj=scan)
    scan.delete()
