"""Correcting a draft: by hand, after a correction of the register, and as a whole from the register."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.actions.changed_words import say_changed_words
from nastavnik.papers.models import NameForm, Paper, PaperName, PaperRow
from nastavnik.papers.naming import gender_known, readdressed, remembered_forms
from nastavnik.papers.permissions import check_can_correct_order
from nastavnik.papers.queries import EDITABLE, guardian_names, locked_paper
from nastavnik.papers.queries.acting import signer_on
from nastavnik.papers.sheets import Mark
from nastavnik.papers.values import NameText, OrderTexts
from nastavnik.papers.wording import surname_forms
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import full_name_of

Place = PaperName.Place
_PARTICIPANTS = (Place.MENTOR, Place.MENTEE, Place.FORMER)
_NAMES_IN_TEXT = (
    "Фамилию «{name}» уберите отсюда: участники называются только в таблице приказа,"
    " а заголовок, основание и пункты видит и муниципалитет."
)


@transaction.atomic
def correct_order(*, by: Actor, paper: Paper, texts: OrderTexts, names: Mapping[int, NameText]) -> list[str]:
    """Writes what was changed in the text and in the names of a draft; gives the changed fields.

    `names` are by the id of the name; a corrected form is kept and begins the next paper. A returned draft
    becomes a draft again: it goes to the head anew. Records the fields, and for each name whose it is. Refused
    to everybody but the curator, once the order is signed, and where a text outside the table names a
    participant.
    """
    check_can_correct_order(by, paper)
    kept = locked_paper(paper)
    check_can_correct_order(by, kept)
    known = list(PaperName.objects.filter(paper=kept).select_related("person").order_by("pk"))
    _refuse_participants_in(texts, known)
    changed = _changed_texts(kept, texts)
    was_returned = kept.state == Paper.State.RETURNED
    kept.state = Paper.State.DRAFT
    kept.save(update_fields=["state", *changed])
    corrected = [name for name in known if name.pk in names and _corrected(name, names[name.pk])]
    PaperName.objects.bulk_update(
        corrected, ["printed", "standing", "is_sure", "is_corrected", "is_standing_corrected"]
    )
    _remember(corrected)
    changed += _changed_notes(kept, texts)
    for name in corrected:
        record(by=by, verb="correct_order", obj=kept, person_id=name.person_id, fields=["names"])
    if changed or was_returned:
        record(by=by, verb="correct_order", obj=kept, fields=[*changed, *(["state"] if was_returned else [])])
    return [*changed, *(["names"] if corrected else [])]


@transaction.atomic
def set_order_marks(*, by: Actor, paper: Paper, marks: Sequence[Mark]) -> Paper:
    """Writes the approval marks of a draft, in the order in which they print. Records it.

    Refused to everybody but the curator, once the order is signed, and where a mark names a participant.
    """
    check_can_correct_order(by, paper)
    kept = locked_paper(paper)
    check_can_correct_order(by, kept)
    known = list(PaperName.objects.filter(paper=kept).select_related("person").order_by("pk"))
    _refuse_names_in({"marks": "\n".join(f"{mark.who} {mark.name}" for mark in marks)}, known)
    kept.marks = [
        {"kind": mark.kind, "who": mark.who, "name": mark.name, "dated": mark.dated} for mark in marks
    ]
    kept.save(update_fields=["marks"])
    record(by=by, verb="set_order_marks", obj=kept, fields=["marks"])
    return kept


@transaction.atomic
def refresh_order(*, by: Actor, paper: Paper) -> int:
    """Brings a draft up to what the register says today: requisites, signer, names, classes and posts.

    What was corrected by hand stays. Gives the number of things that changed and records each name. Refused to
    everybody but the curator, and once the order is signed.
    """
    check_can_correct_order(by, paper)
    kept = locked_paper(paper)
    check_can_correct_order(by, kept)
    institution, signer = kept.institution, signer_on(kept.institution, timezone.localdate())
    fresh = {
        "founder": institution.founder,
        "institution_name": institution.full_name,
        "place": institution.place,
        "signer_post": signer.post,
        "signer_name": signer.name,
    }
    changed = [field for field, value in fresh.items() if getattr(kept, field) != value]
    for field in changed:
        setattr(kept, field, fresh[field])
    kept.save(update_fields=changed)
    names = list(PaperName.objects.filter(paper=kept, person__isnull=False).select_related("person", "paper"))
    people = [name.person for name in names if name.person]
    guardians, remembered = guardian_names(by, people), remembered_forms(kept.institution_id, people)
    renewed = [
        name
        for name in names
        if name.person and readdressed(name, name.person, guardians.get(name.person.pk, ""), remembered)
    ]
    _write_renewed(by, renewed)
    record(by=by, verb="refresh_order", obj=kept, fields=changed)
    return len(changed) + len(renewed)


@transaction.atomic
def refresh_order_names(*, by: Actor, person: Person) -> None:
    """Follows a correction of a person's name, class or post into the orders that are not signed yet.

    Records each of them. A form that somebody typed by hand stays and is marked as doubtful. Subscribed to
    `person_corrected`.
    """
    found = PaperName.objects.filter(person=person, paper__state__in=EDITABLE).select_related("paper")
    names = list(found.order_by("pk"))
    if not names:
        return
    guardian = guardian_names(by, [person]).get(person.pk, "")
    remembered = remembered_forms(person.institution_id, [person])
    _write_renewed(by, [name for name in names if readdressed(name, person, guardian, remembered)])


def _write_renewed(by: Actor, names: Sequence[PaperName]) -> None:
    fields = ["nominative", "printed", "standing", "source_standing", "is_sure"]
    PaperName.objects.bulk_update(names, fields)
    for paper in {name.paper_id: name.paper for name in names}.values():
        say_changed_words(by=by, paper=paper)
    for name in names:
        record(by=by, verb="refresh_order_names", obj=name.paper, person_id=name.person_id, fields=["names"])


def _remember(corrected: Iterable[PaperName]) -> None:
    """Keeps the corrected forms for the papers to come: of a person one in each case, of a typed name too."""
    for name in corrected:
        if not name.is_corrected or name.place == Place.ACQUAINTED:
            continue
        whose = {"person": name.person} if name.person else {"person": None, "nominative": name.nominative}
        NameForm.objects.update_or_create(
            institution_id=name.institution_id,
            case=name.case,
            defaults={"nominative": name.nominative, "printed": name.printed},
            **whose,  # type: ignore[arg-type]
        )


def _changed_notes(paper: Paper, texts: OrderTexts) -> list[str]:
    rows = list(PaperRow.objects.filter(paper=paper, pk__in=texts.notes))
    changed = [row for row in rows if row.note != texts.notes[row.pk]]
    for row in changed:
        row.note = texts.notes[row.pk]
    PaperRow.objects.bulk_update(changed, ["note"])
    return ["note"] if changed else []


def _changed_texts(paper: Paper, texts: OrderTexts) -> list[str]:
    changed = []
    for field in ("title", "preamble", "points", "signer_post", "signer_name", "executor"):
        value = getattr(texts, field)
        value = list(value) if field == "points" else value
        if value is not None and getattr(paper, field) != value:
            setattr(paper, field, value)
            changed.append(field)
    return changed


def _corrected(name: PaperName, typed: NameText) -> bool:
    """Takes over what was typed; says whether anything is new."""
    is_retyped, is_moved = name.printed != typed.printed, name.standing != typed.standing
    is_now_sure = not name.is_sure and (typed.is_checked or is_retyped)
    name.printed, name.standing = typed.printed, typed.standing
    name.is_corrected = name.is_corrected or is_retyped
    name.is_standing_corrected = name.is_standing_corrected or is_moved
    name.is_sure = name.is_sure or is_now_sure
    return is_retyped or is_moved or is_now_sure


def _refuse_participants_in(texts: OrderTexts, names: Iterable[PaperName]) -> None:
    """Refuses a participant in what is seen above the institution: everything but the tables."""
    fields = {
        "title": texts.title,
        "preamble": texts.preamble,
        "lead_point": texts.points[0] if texts.points else "",
        "other_points": "\n".join(texts.points[1:]),
        "executor": texts.executor or "",
    }
    _refuse_names_in(fields, names)


def _refuse_names_in(fields: Mapping[str, str], names: Iterable[PaperName]) -> None:
    """Refuses a surname of the tables, in any case, in the text of a field."""
    words = {field: set(re.findall(r"[А-ЯЁ][А-ЯЁа-яё-]+", text)) for field, text in fields.items()}
    capitals = {word[:2].lower() for found in words.values() for word in found}
    for name in names:
        person = name.person
        if person is None or name.place not in _PARTICIPANTS or person.last_name[:2].lower() not in capitals:
            continue
        forms = {form.lower() for form in surname_forms(full_name_of(person), gender_known(person))}
        for field, found in words.items():
            if guilty := next((word for word in sorted(found) if word.lower() in forms), None):
                raise Refused(_NAMES_IN_TEXT.format(name=guilty), field=field)
