"""What the card of a person shows of the registers: representatives, certificate, partner, special categories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Block, Fact, Missing
from nastavnik.kit.tables import Column, Table
from nastavnik.registry.models import Guardian, Person, Training
from nastavnik.registry.permissions.people import check_can_edit_person
from nastavnik.registry.queries.checks import certificate_faults, checks_visible_to
from nastavnik.registry.queries.people import birth_of
from nastavnik.registry.queries.special import marks_of
from nastavnik.registry.queries.trainings import trainings_of
from nastavnik.registry.views.trainings import held_words, proof_words
from nastavnik.rulebook.ages import is_minor
from nastavnik.rulebook.checks import needs_certificate
from nastavnik.rulebook.expiry import expiry_words
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

MARKS = ("отметка", "отметки", "отметок")


def register_missing(actor: Actor, person: Person, today: date) -> list[Missing]:
    """A date of birth of which the year alone is known, and a certificate that is missing or ends."""
    found = []
    if person.birth_date is None and person.birth_year is not None:
        action = _checked(actor, person, "Уточнить дату рождения", "person_edit")
        found.append(Missing("Известен только год рождения: уточните дату.", action))
    fault = certificate_faults([person], today).get(person.pk)
    if fault:
        found.append(Missing(fault, _checked(actor, person, "Отметить справку", "check_record")))
    return found


def register_menu(actor: Actor, person: Person, today: date) -> list[Action]:
    """Corrections of the record, of its representatives, of the certificate and of special categories."""
    found = [_checked(actor, person, "Исправить сведения", "person_edit")]
    if is_minor(birth_of(person), today, adult_if_unknown=not person.class_name):
        found.append(_checked(actor, person, "Добавить представителя", "guardian_add"))
    if _is_checked(person, today):
        found.append(_checked(actor, person, "Справка о судимости", "check_record"))
    if actor.may(Right.TRAININGS_EDIT, person.institution_id):
        found.append(Action("Внести обучение", f"{reverse('registry:training_add')}?person={person.pk}"))
    if actor.may(Right.SPECIAL_VIEW, person.institution_id):
        found.append(Action("Особые категории", reverse("registry:special_edit", args=[person.pk])))
    return found


def register_facts(actor: Actor, person: Person, today: date) -> list[Fact]:
    """Where a mentor from outside comes from, his certificate, and the number of special marks without a word."""
    found = []
    if person.partner is not None:
        url = ""
        if actor.may(Right.PARTNERS_VIEW, person.institution_id):
            url = reverse("registry:partner_view", args=[person.partner_id])
        found.append(Fact("От партнёра", person.partner.name, url=url))
    if _is_checked(person, today):
        check = checks_visible_to(actor).filter(person=person).first()
        known = expiry_words(check.valid_until, today) if check else "нет"
        found.append(Fact("Справка об отсутствии судимости", known))
    if actor.may(Right.SPECIAL_VIEW, person.institution_id):
        marks = len(marks_of(actor, person))
        if marks:
            url = reverse("registry:special_edit", args=[person.pk])
            found.append(Fact("Особые категории", counted(marks, MARKS), url=url))
    return found


def guardian_blocks(actor: Actor, person: Person, guardians: Sequence[Guardian]) -> list[Block]:
    """Representatives with their contacts; nothing of somebody who has none."""
    if not guardians:
        return []
    columns = [
        Column("full_name", "Фамилия, имя, отчество", lambda row: row.full_name or "имя не указано",
               note=lambda row: row.get_relation_display() if row.relation else ""),
        Column("contacts", "Контакты", contacts_of),
        Column("basis", "Полномочия", lambda row: row.get_basis_display() if row.basis else "", wide_only=True),
    ]  # fmt: skip
    if actor.may(Right.PEOPLE_EDIT, person.institution_id):
        columns.append(Column("deeds", "", _correction, kind="actions"))
    return [Table("Представители", columns=columns, rows=guardians)]


def training_blocks(actor: Actor, person: Person) -> list[Block]:
    """What the person was trained in; nothing of somebody who was not, nor for whoever may not see it."""
    rows = trainings_of(actor, person) if actor.may(Right.TRAININGS_VIEW, person.institution_id) else []
    if not rows:
        return []
    columns = [
        Column("programme", "Программа", note="organiser"),
        Column("capacity", "Кто обучен", "get_capacity_display"),
        Column("hours", "Часов", kind="number"),
        Column("held", "Когда", held_words, nowrap=True),
        Column("proof", "Документ", proof_words),
    ]
    if actor.may(Right.TRAININGS_EDIT, person.institution_id):
        columns.append(Column("deeds", "", _training_correction, kind="actions"))
    return [Table("Обучение", columns=columns, rows=rows)]


def _training_correction(training: Training) -> Action:
    return Action("Исправить", reverse("registry:training_edit", args=[training.pk]), style="link")


def contacts_of(guardian: Guardian) -> str:
    """The contacts without the name that a base repeats in them."""
    name = guardian.full_name
    return guardian.contacts.replace(name, "", 1).strip(" ,;") if name else guardian.contacts


def _correction(guardian: Guardian) -> Action:
    return Action("Исправить", reverse("registry:guardian_edit", args=[guardian.pk]), style="link")


def _is_checked(person: Person, today: date) -> bool:
    outsider = person.is_outsider or person.partner_id is not None
    return needs_certificate(birth_of(person), today, is_outsider=outsider)


def _checked(actor: Actor, person: Person, label: str, route: str) -> Action:
    url = reverse(f"registry:{route}", args=[person.pk])
    return Action.checked(check_can_edit_person, actor, person, label=label, url=url)
