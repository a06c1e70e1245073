"""Everything written of questionnaires; whatever has answers stays, and its change begins the next edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import F

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Organisation
from nastavnik.rulebook import questionnaires as rules
from nastavnik.surveys.defaults import question_row
from nastavnik.surveys.models import Edition, Question, Questionnaire
from nastavnik.surveys.permissions.questionnaires import (
    check_can_edit_questionnaire,
    check_can_make_questionnaire,
)
from nastavnik.surveys.queries.questionnaires import last_edition, questions_of, rules_of

MOST_QUESTIONS = 100


@dataclass(frozen=True)
class QuestionnaireTerms:
    """What a questionnaire says of itself."""

    title: str
    side: str
    moment: str
    kind: str
    form: str = ""
    lead: str = ""

    @property
    def values(self) -> Mapping[str, Any]:
        """By the names of the fields."""
        return self.__dict__


@transaction.atomic
def make_questionnaire(*, by: Actor, owner: Organisation, terms: QuestionnaireTerms) -> Questionnaire:
    """Begins an empty questionnaire of the organisation. Records it."""
    check_can_make_questionnaire(by, owner)
    made = Questionnaire.objects.create(owner=owner, **terms.values)
    Edition.objects.create(questionnaire=made)
    record(by=by, verb="make_questionnaire", obj=made, institution_id=owner.pk)
    return made


@transaction.atomic
def take_questionnaire(*, by: Actor, source: Questionnaire, owner: Organisation) -> Questionnaire:
    """Copies a default, or a questionnaire of a territory above, with its questions for the organisation's own changes."""
    check_can_make_questionnaire(by, owner)
    copied = ("title", "form", "side", "moment", "kind", "lead", "levels", "is_swot")
    values = {name: getattr(source, name) for name in copied}
    made = Questionnaire.objects.create(owner=owner, **values)
    edition = Edition.objects.create(questionnaire=made)
    _write_questions(edition, rules_of(last_edition(source)))
    record(by=by, verb="take_questionnaire", obj=made, institution_id=owner.pk)
    return made


@transaction.atomic
def correct_questionnaire(*, by: Actor, questionnaire: Questionnaire, terms: QuestionnaireTerms) -> None:
    """Changes what a questionnaire says of itself; what was sent already keeps the kind that was declared then."""
    check_can_edit_questionnaire(by, questionnaire)
    for name, value in terms.values.items():
        setattr(questionnaire, name, value)
    questionnaire.save(update_fields=list(terms.values))
    _record(by, questionnaire, verb="correct_questionnaire", fields=list(terms.values))


@transaction.atomic
def archive_questionnaire(*, by: Actor, questionnaire: Questionnaire) -> None:
    """Puts a questionnaire away, so that it is not offered any more; what was sent goes on."""
    check_can_edit_questionnaire(by, questionnaire)
    questionnaire.is_archived = True
    questionnaire.save(update_fields=["is_archived"])
    _record(by, questionnaire, verb="archive_questionnaire")


@transaction.atomic
def restore_questionnaire(*, by: Actor, questionnaire: Questionnaire) -> None:
    """Brings a questionnaire back."""
    if questionnaire.owner is None:
        raise Refused("Образец в архив не убирают.")
    check_can_make_questionnaire(by, questionnaire.owner)
    questionnaire.is_archived = False
    questionnaire.save(update_fields=["is_archived"])
    _record(by, questionnaire, verb="restore_questionnaire")


@transaction.atomic
def add_question(*, by: Actor, questionnaire: Questionnaire, rule: rules.Question) -> Edition:
    """Puts a question at the end. Refused with the field at fault where it can't be asked; gives the edition written."""
    check_can_edit_questionnaire(by, questionnaire)
    edition, known = _to_write(questionnaire)
    if len(known) >= MOST_QUESTIONS:
        raise Refused(f"В анкете уже {MOST_QUESTIONS} вопросов: больше никто не прочтёт.")
    added = replace(rule, key=_free_key(known))
    _check(added, known)
    question_row(edition, len(known) + 1, added).save()
    _record(by, questionnaire, verb="add_question")
    return edition


@transaction.atomic
def correct_question(*, by: Actor, questionnaire: Questionnaire, key: str, rule: rules.Question) -> Edition:
    """Changes a question in its place; its key stays, so that answers of earlier editions remain comparable."""
    check_can_edit_questionnaire(by, questionnaire)
    edition, known = _to_write(questionnaire)
    place = _place_of(key, known)
    changed = replace(rule, key=key)
    _check(changed, known[:place])
    _check_order([*known[:place], changed, *known[place + 1 :]])
    row = question_row(edition, place + 1, changed)
    row.pk = edition.questions.get(key=key).pk
    row.save()
    _record(by, questionnaire, verb="correct_question")
    return edition


@transaction.atomic
def remove_question(*, by: Actor, questionnaire: Questionnaire, key: str) -> Edition:
    """Takes a question out; refused while another one is asked depending on it."""
    check_can_edit_questionnaire(by, questionnaire)
    edition, known = _to_write(questionnaire)
    place = _place_of(key, known)
    _check_order([*known[:place], *known[place + 1 :]])
    edition.questions.filter(key=key).delete()
    _number(edition)
    _record(by, questionnaire, verb="remove_question")
    return edition


@transaction.atomic
def move_question(*, by: Actor, questionnaire: Questionnaire, key: str, way: str) -> Edition:
    """Moves a question one place «up» or «down»; refused where it would stand before the one that it depends on."""
    check_can_edit_questionnaire(by, questionnaire)
    edition, known = _to_write(questionnaire)
    place = _place_of(key, known)
    to = place - 1 if way == "up" else place + 1
    if not 0 <= to < len(known):
        raise Refused("Дальше двигать некуда.")
    moved = list(known)
    moved.insert(to, moved.pop(place))
    _check_order(moved)
    for position, one in enumerate(moved, start=1):
        edition.questions.filter(key=one.key).update(position=position)
    _record(by, questionnaire, verb="move_question")
    return edition


@transaction.atomic
def copy_question(*, by: Actor, questionnaire: Questionnaire, key: str) -> Edition:
    """Puts a copy of a question right under it."""
    check_can_edit_questionnaire(by, questionnaire)
    edition, known = _to_write(questionnaire)
    place = _place_of(key, known)
    copy = replace(known[place], key=_free_key(known))
    edition.questions.filter(position__gt=place + 1).update(position=F("position") + 1)
    question_row(edition, place + 2, copy).save()
    _record(by, questionnaire, verb="copy_question")
    return edition


def _to_write(questionnaire: Questionnaire) -> tuple[Edition, list[rules.Question]]:
    """The edition that may be changed, with its questions: the last one, or the next where it has been answered."""
    # Two people at one questionnaire begin one edition, not two.
    Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    edition = last_edition(questionnaire)
    known = [question.rule for question in questions_of(edition)]
    if edition.is_frozen:
        edition = Edition.objects.create(questionnaire=questionnaire, number=edition.number + 1)
        _write_questions(edition, known)
    return edition, known


def _write_questions(edition: Edition, known: Any) -> None:
    Question.objects.bulk_create(
        question_row(edition, place, one) for place, one in enumerate(known, start=1)
    )


def _number(edition: Edition) -> None:
    for place, question in enumerate(questions_of(edition), start=1):
        if question.position != place:
            edition.questions.filter(pk=question.pk).update(position=place)


def _place_of(key: str, known: list[rules.Question]) -> int:
    place = next((number for number, one in enumerate(known) if one.key == key), None)
    if place is None:
        raise Refused("Этого вопроса в анкете больше нет. Обновите страницу.")
    return place


def _free_key(known: list[rules.Question]) -> str:
    taken = {one.key for one in known}
    return next(f"q{number}" for number in range(1, MOST_QUESTIONS * 3) if f"q{number}" not in taken)


def _check(rule: rules.Question, earlier: list[rules.Question]) -> None:
    for field, fault in rules.question_faults(rule, earlier).items():
        raise Refused(fault, field=field)


def _check_order(known: list[rules.Question]) -> None:
    """Every condition looks back, at a question that can still be answered so."""
    for place, one in enumerate(known):
        faults = rules.question_faults(one, known[:place])
        if "only_if" in faults or "only_values" in faults:
            raise Refused(f"От этого вопроса зависит другой: «{one.text}». Сначала измените его условие.")


def _record(by: Actor, questionnaire: Questionnaire, *, verb: str, fields: Any = ()) -> None:
    record(by=by, verb=verb, obj=questionnaire, institution_id=questionnaire.owner_id, fields=fields)
