"""The consents on the card of a person: each kind with its state and deeds, then every recorded signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Block, State
from nastavnik.kit.tables import Column, Table
from nastavnik.mentoring.queries.people import PersonFile
from nastavnik.registry.models import Consent, Person
from nastavnik.registry.permissions.people import is_of_own_class
from nastavnik.registry.queries.consents import edition_label
from nastavnik.rulebook.consent import CONSENT_RULES, SIGNER_LABELS, ConsentGap, ConsentKind, Signer
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.roles import Right

WHOSE = {Signer.GUARDIAN: "представителя", Signer.PERSON: "участника"}


@dataclass(frozen=True)
class Deeds:
    """What whoever reads the card may do with consents."""

    records: bool
    corrects: bool
    scans: bool

    @classmethod
    def of(cls, actor: Actor, person: Person, file: PersonFile) -> Deeds:
        """By rights, and by what the institution keeps."""
        records = actor.may(Right.CONSENTS_RECORD, person.institution_id) and is_of_own_class(actor, person)
        corrects = actor.may(Right.PEOPLE_EDIT, person.institution_id)
        return cls(records, corrects, records and file.policy.keeps_scans)


def consent_blocks(actor: Actor, person: Person, file: PersonFile) -> list[Block]:
    """Two tables: kinds with their state, and signatures as recorded."""
    deeds = Deeds.of(actor, person, file)
    kinds = Table(
        "Согласия", columns=_kind_columns(deeds), rows=_kind_rows(person, file, deeds), row_key="kind"
    )
    if not file.consents:
        return [kinds]
    signatures = Table("Подписи под согласиями", columns=_signature_columns(deeds), rows=file.consents)
    return [kinds, signatures]


def _kind_columns(deeds: Deeds) -> list[Column]:
    columns = [
        Column("label", "На что", note="note"),
        Column("state", "Состояние", kind="state"),
    ]
    return [*columns, Column("actions", "", kind="actions")] if deeds.records or deeds.corrects else columns


def _kind_rows(person: Person, file: PersonFile, deeds: Deeds) -> list[dict[str, object]]:
    demanded = {gap.kind for gap in file.gaps} | set(file.kinds_needed)
    return [
        {
            "kind": kind.value,
            "label": rule.label,
            "note": "" if kind in demanded else "необязательное",
            "state": _state(kind, file, is_demanded=kind in demanded),
            "actions": _kind_actions(person, kind, file, deeds),
        }
        for kind, rule in CONSENT_RULES.items()
        if kind in demanded or rule.is_optional or _of_kind(file, kind)
    ]


def _of_kind(file: PersonFile, kind: ConsentKind) -> list[Consent]:
    return [consent for consent in file.consents if consent.kind == kind]


def _state(kind: ConsentKind, file: PersonFile, *, is_demanded: bool) -> State:
    known = _of_kind(file, kind)
    gaps = [gap for gap in (*file.gaps, *file.optional_gaps) if gap.kind is kind]
    if known and not gaps:
        return State("есть", "good")
    withdrawn = max((one.withdrawn_date for one in known if one.withdrawn_date), default=None)
    if withdrawn and all(one.withdrawn_date for one in known):
        return State("отозвано", "bad" if is_demanded else "neutral", short_date(withdrawn))
    if known or is_demanded:
        return State("не хватает", "attention" if is_demanded else "neutral", f"подписи {whose_of(gaps)}")
    return State("нет")


def whose_of(gaps: Sequence[ConsentGap]) -> str:
    """«представителя, участника»."""
    return ", ".join(dict.fromkeys(WHOSE[gap.signer] for gap in gaps))


def _kind_actions(person: Person, kind: ConsentKind, file: PersonFile, deeds: Deeds) -> list[Action]:
    key = [person.pk, kind.value]
    actions = []
    if deeds.records:
        actions.append(Action("Записать", reverse("registry:consent_record", args=key), style="link"))
    if deeds.corrects and any(one.withdrawn_date is None for one in _of_kind(file, kind)):
        actions.append(Action("Отозвать", reverse("registry:consent_withdraw", args=key), style="link"))
    return actions


def _signature_columns(deeds: Deeds) -> list[Column]:
    columns = [
        Column("kind", "На что", _kind_label, note=_edition_note),
        Column("signer", "Кто подписал", lambda row: SIGNER_LABELS[Signer(row.signer)]),
        Column("given_date", "Дата", kind="date"),
        Column("end", "Действует до", _end_of),
        Column("kept_at", "Где лежит"),
    ]
    if not (deeds.corrects or deeds.scans):
        return columns
    return [*columns, Column("remove", "", lambda row: _signature_actions(row, deeds), kind="actions")]


def _kind_label(consent: Consent) -> str:
    return CONSENT_RULES[ConsentKind(consent.kind)].label


def _edition_note(consent: Consent) -> str:
    return edition_label(consent.edition) if consent.edition else ""


def _end_of(consent: Consent) -> str:
    if consent.withdrawn_date:
        return f"отозвано {short_date(consent.withdrawn_date)}"
    return short_date(consent.valid_until)


def _signature_actions(consent: Consent, deeds: Deeds) -> list[Action]:
    actions = []
    if deeds.corrects:
        actions.append(Action("Исправить", reverse("registry:consent_edit", args=[consent.pk]), style="link"))
        actions.append(
            Action("Убрать запись", reverse("registry:consent_remove", args=[consent.pk]), style="link")
        )
    scan = getattr(consent, "scan", None)
    if deeds.records and scan is not None:
        url = reverse("registry:scan_view", args=[scan.pk])
        actions.append(Action("Скачать скан", url, style="link", download=True))
        if deeds.corrects:
            url = reverse("registry:scan_remove", args=[scan.pk])
            actions.append(Action("Убрать скан", url, style="link"))
    elif deeds.scans:
        url = reverse("registry:scan_attach", args=[consent.pk])
        actions.append(Action("Приложить скан", url, style="link"))
    return actions
