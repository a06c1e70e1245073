"""Writing what participants ask for and offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models, transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import Need, Offer, Participation
from nastavnik.mentoring.permissions.bases import check_can_import_base
from nastavnik.mentoring.permissions.participants import check_can_correct_need, check_can_correct_offer
from nastavnik.mentoring.queries.dictionaries import topics_offered_to

NEED_DETAILS = ("interests", "time_resource", "source")
OFFER_FIELDS = (
    "competences",
    "achievements",
    "interests",
    "ages_text",
    "age_from",
    "age_to",
    "time_resource",
    "capacity",
    "topics",
    "source",
    "experience_years",
)


@transaction.atomic
def correct_need(*, by: Actor, need: Need, text: str, topics: Sequence[str], **details: str) -> list[str]:
    """Writes the words and the topics of a request, of the `details` those of `NEED_DETAILS`; gives the names
    of the changed fields.

    Refuses an empty request and a topic that is not in the dictionary; what did not change leaves no trace.
    """
    check_can_correct_need(by, need)
    if not text.strip():
        raise Refused("Впишите, с чем нужна помощь.", field="text")
    _check_topics(topics, need.topics, need.institution_id)
    wanted = {name: details[name].strip() for name in NEED_DETAILS if name in details}
    changed = _write(need, {"text": text.strip(), "topics": list(topics), **wanted})
    if changed:
        record(by=by, verb="correct_need", obj=need, fields=changed)
    return changed


@transaction.atomic
def correct_offer(*, by: Actor, offer: Offer, changes: Mapping[str, Any]) -> list[str]:
    """Writes the given fields of a mentor's offer (names of `OFFER_FIELDS`); gives those that changed.

    Refuses empty competences, ages set the wrong way round, no place for a single mentee, an unknown topic.
    """
    check_can_correct_offer(by, offer)
    wanted = {field: changes[field] for field in OFFER_FIELDS if field in changes}
    age_from, age_to = wanted.get("age_from", offer.age_from), wanted.get("age_to", offer.age_to)
    if not wanted.get("competences", offer.competences).strip():
        raise Refused("Впишите, чему может научить наставник.", field="competences")
    if age_from is not None and age_to is not None and age_from > age_to:
        raise Refused(f"Возраст задан наоборот: впишите от {age_to} до {age_from}.", field="age_from")
    if wanted.get("capacity", offer.capacity) < 1:
        raise Refused("Наставник берёт хотя бы одного наставляемого.", field="capacity")
    if "topics" in wanted:
        _check_topics(wanted["topics"], offer.topics, offer.institution_id)
    changed = _write(offer, wanted)
    if changed:
        record(by=by, verb="correct_offer", obj=offer, fields=changed)
    return changed


@transaction.atomic
def correct_participation(*, by: Actor, participation: Participation, entered_date: date) -> bool:
    """Writes another day of entry into the programme; says whether it changed."""
    check_can_import_base(by, participation.programme)
    changed = _write(participation, {"entered_date": entered_date})
    if changed:
        record(by=by, verb="correct_participation", obj=participation, fields=changed)
    return bool(changed)


def _check_topics(topics: Sequence[str], known: Sequence[str], institution_id: int) -> None:
    """A topic that stood there before stays allowed, even if the dictionary has lost it since."""
    if set(topics) - set(known) - set(topics_offered_to(institution_id)):
        raise Refused("Такой темы в справочнике нет: обновите страницу и выберите заново.", field="topics")


def _write(row: models.Model, wanted: Mapping[str, Any]) -> list[str]:
    changed = [field for field, value in wanted.items() if getattr(row, field) != value]
    for field in changed:
        setattr(row, field, wanted[field])
    if changed:
        row.save(update_fields=changed)
    return changed
