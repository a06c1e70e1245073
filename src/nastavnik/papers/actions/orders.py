"""Drafting an order, its names in their cases, and correcting both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.models import Paper, PaperName, PaperRow
from nastavnik.papers.naming import acquainted_text, gender_known, name_for, readdressed
from nastavnik.papers.permissions import check_can_correct_order, check_can_draft_order
from nastavnik.papers.queries import EDITABLE, guardian_names, is_pupil, locked_paper
from nastavnik.papers.values import NameText, OrderLine, OrderTexts
from nastavnik.papers.wording import COMMAND_WORD, TITLE, points_of, preamble_of, surname_forms
from nastavnik.registry.models import Organisation, Person
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.names import Case

Place = PaperName.Place
_NAMES_IN_TEXT = (
    "Фамилию «{name}» уберите отсюда: участники называются только в таблице приказа,"
    " а заголовок, основание и пункты видит и муниципалитет."
)


@transaction.atomic
def draft_order(
    *,
    by: Actor,
    institution: Organisation,
    programme_title: str,
    school_year: int,
    lines: Sequence[OrderLine],
    control: Person | None,
) -> Paper:
    """Drafts the order that assigns mentors to mentees: requisites, text, names in their cases, the table.

    Lines are put in the order of their numbers; without `control` the head keeps the control. Records the
    draft. Refused to everybody but the curator of the institution, and without a single line.
    """
    check_can_draft_order(by, institution)
    if not lines:
        raise Refused("В приказ нечего включить: нет ни одной согласованной пары.")
    paper = Paper.objects.create(
        institution=institution,
        kind=Paper.Kind.PAIRS_ORDER,
        founder=institution.founder,
        institution_name=institution.full_name,
        place=institution.place,
        title=TITLE,
        preamble=preamble_of(programme_title, school_year),
        command_word=COMMAND_WORD,
        points=points_of(school_year),
        signer_post=institution.head_post,
        signer_name=institution.head_name,
        programme_title=programme_title,
        school_year=school_year,
    )
    ordered = sorted(lines, key=lambda line: line.number)
    names = _write_names(by, paper, ordered, control)
    PaperRow.objects.bulk_create(
        PaperRow(
            institution=institution,
            paper=paper,
            position=position,
            number=line.number,
            mentor=names[Place.MENTOR, line.mentor.pk],
            mentee=names[Place.MENTEE, line.mentee.pk],
            form_label=line.form_label,
            role_label=line.role_label,
            period_label=line.period_label,
        )
        for position, line in enumerate(ordered, start=1)
    )
    record(by=by, verb="draft_order", obj=paper, count=len(lines))
    return paper


@transaction.atomic
def correct_order(*, by: Actor, paper: Paper, texts: OrderTexts, names: Mapping[int, NameText]) -> list[str]:
    """Writes what was changed in the text and in the names of a draft; gives the changed fields.

    `names` are by the id of the name. A returned draft becomes a draft again: it goes to the head anew.
    Records the fields, and for each name whose it is. Refused to everybody but the curator, once the order
    is signed, and where a text outside the table names a participant.
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
    PaperName.objects.bulk_update(corrected, ["printed", "standing", "is_sure", "is_corrected"])
    for name in corrected:
        record(by=by, verb="correct_order", obj=kept, person_id=name.person_id, fields=["names"])
    if changed or was_returned:
        record(by=by, verb="correct_order", obj=kept, fields=[*changed, *(["state"] if was_returned else [])])
    return [*changed, *(["names"] if corrected else [])]


@transaction.atomic
def refresh_order_names(*, by: Actor, person: Person) -> None:
    """Follows a correction of a person's name into the orders that are not signed yet; records each of them.

    A form that somebody typed by hand stays and is marked as doubtful. Subscribed to `person_corrected`.
    """
    names = PaperName.objects.filter(person=person, paper__state__in=EDITABLE).select_related("paper")
    for name in names.order_by("pk"):
        if readdressed(name, person, guardian_names(by, [person]).get(person.pk, "")):
            name.save()
            record(by=by, verb="refresh_order_names", obj=name.paper, person_id=person.pk, fields=["names"])


def _write_names(
    by: Actor, paper: Paper, lines: Sequence[OrderLine], control: Person | None
) -> dict[tuple[str, int], PaperName]:
    """Every person once in each place of the document."""
    wanted: dict[tuple[str, int], PaperName] = {}
    mentors = {line.mentor.pk: line.mentor for line in lines}
    for line in lines:
        mentor, mentee = (Place.MENTOR, line.mentor.pk), (Place.MENTEE, line.mentee.pk)
        if mentor not in wanted:
            wanted[mentor] = name_for(paper, line.mentor, Place.MENTOR, Case.ACCUSATIVE, line.mentor_standing)
        if mentee not in wanted:
            wanted[mentee] = name_for(
                paper, line.mentee, Place.MENTEE, Case.INSTRUMENTAL, line.mentee_standing
            )
    if control is not None:
        wanted[Place.CONTROL, control.pk] = name_for(
            paper, control, Place.CONTROL, Case.ACCUSATIVE, control.post
        )
    readers = mentors | ({control.pk: control} if control is not None else {})
    guardians = guardian_names(by, [one for one in readers.values() if is_pupil(one, timezone.localdate())])
    for reader in readers.values():
        line_of_reader = name_for(paper, reader, Place.ACQUAINTED, Case.NOMINATIVE)
        line_of_reader.printed = acquainted_text(reader, guardians.get(reader.pk, ""))
        wanted[Place.ACQUAINTED, reader.pk] = line_of_reader
    PaperName.objects.bulk_create(wanted.values())
    return wanted


def _changed_texts(paper: Paper, texts: OrderTexts) -> list[str]:
    changed = []
    for field in ("title", "preamble", "points", "signer_post", "signer_name"):
        value = getattr(texts, field)
        value = list(value) if field == "points" else value
        if getattr(paper, field) != value:
            setattr(paper, field, value)
            changed.append(field)
    return changed


def _corrected(name: PaperName, typed: NameText) -> bool:
    """Takes over what was typed; says whether anything is new."""
    is_retyped = (name.printed, name.standing) != (typed.printed, typed.standing)
    is_now_sure = not name.is_sure and (typed.is_checked or name.printed != typed.printed)
    name.printed, name.standing = typed.printed, typed.standing
    name.is_corrected = name.is_corrected or is_retyped
    name.is_sure = name.is_sure or is_now_sure
    return is_retyped or is_now_sure


def _refuse_participants_in(texts: OrderTexts, names: Iterable[PaperName]) -> None:
    """Refuses a surname of the table, in any case, in the requisites that are seen above the institution."""
    fields = {
        "title": texts.title,
        "preamble": texts.preamble,
        "lead_point": texts.points[0] if texts.points else "",
    }
    fields["other_points"] = "\n".join(texts.points[1:])
    words = {field: set(re.findall(r"[А-ЯЁ][А-ЯЁа-яё-]+", text)) for field, text in fields.items()}
    capitals = {word[:2].lower() for found in words.values() for word in found}
    for name in names:
        person = name.person
        if (
            person is None
            or name.place not in (Place.MENTOR, Place.MENTEE)
            or person.last_name[:2].lower() not in capitals
        ):
            continue
        forms = {form.lower() for form in surname_forms(full_name_of(person), gender_known(person))}
        for field, found in words.items():
            if guilty := next((word for word in sorted(found) if word.lower() in forms), None):
                raise Refused(_NAMES_IN_TEXT.format(name=guilty), field=field)
