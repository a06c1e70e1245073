"""Writing the directions of a programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import Direction, MentoringForm, Pair, Programme, RoleModel
from nastavnik.mentoring.permissions.programmes import check_can_correct_programme
from nastavnik.mentoring.queries.dictionaries import refuse_unfit_form
from nastavnik.mentoring.queries.directions import directions_of, has_pairs_in_order

_ORDERED_FIELDS = frozenset({"form_id", "role_model_id"})


@dataclass(frozen=True)
class DirectionTerms:
    """What a curator says of a direction; a limit that is left out does not bind."""

    form: MentoringForm
    role_model: RoleModel | None = None
    kind: str = "individual"
    channel: str = "classic"
    mentees_limit: int | None = None
    experience_years: int | None = None

    @classmethod
    def of(cls, direction: Direction) -> DirectionTerms:
        """The terms of a direction as they stand: what a copy of it needs."""
        plain = {name: getattr(direction, name) for name in _PLAIN}
        return cls(form=direction.form, role_model=direction.role_model, **plain)

    def as_fields(self) -> dict[str, Any]:
        """The terms by the names of the model's columns."""
        fields = {name: getattr(self, name) for name in _PLAIN}
        return {
            "form_id": self.form.pk,
            "role_model_id": self.role_model.pk if self.role_model else None,
            **fields,
        }


_PLAIN = ("kind", "channel", "mentees_limit", "experience_years")


@transaction.atomic
def add_direction(*, by: Actor, programme: Programme, terms: DirectionTerms) -> Direction:
    """Adds a direction to a programme. Refused: what `refuse_unfit_form` refuses, the same direction twice."""
    check_can_correct_programme(by, programme)
    refuse_unfit_form(programme.institution, terms.form, terms.role_model)
    _check_once(programme, terms)
    direction = Direction.objects.create(programme=programme, **terms.as_fields())
    record(by=by, verb="add_direction", obj=programme, fields=["directions"])
    return direction


@transaction.atomic
def correct_direction(*, by: Actor, direction: Direction, terms: DirectionTerms) -> list[str]:
    """Writes the changed terms of a direction and gives the names of the fields; no change leaves no trace.

    The programme's own form and role model follow its first direction. Refused: what `add_direction` refuses,
    and another form or role model once a pair of the direction stands in an order.
    """
    programme = direction.programme
    check_can_correct_programme(by, programme)
    refuse_unfit_form(programme.institution, terms.form, terms.role_model)
    _check_once(programme, terms, but=direction)
    wanted = terms.as_fields()
    changed = [field for field, value in wanted.items() if getattr(direction, field) != value]
    if not changed:
        return []
    if _ORDERED_FIELDS & set(changed) and has_pairs_in_order(direction):
        raise Refused(
            "Пары этого направления уже внесены в приказ: форма и ролевая модель не меняются."
            " Добавьте другое направление."
        )
    for field in changed:
        setattr(direction, field, wanted[field])
    direction.save(update_fields=changed)
    _follow(programme)
    record(
        by=by,
        verb="correct_direction",
        obj=programme,
        fields=[field.removesuffix("_id") for field in changed],
    )
    return changed


@transaction.atomic
def remove_direction(*, by: Actor, direction: Direction) -> None:
    """Takes a direction without pairs out of its programme. Refused: the only one, one that has pairs."""
    programme = direction.programme
    check_can_correct_programme(by, programme)
    if len(directions_of(programme)) < 2:
        raise Refused("Это единственное направление программы: исправьте его или сначала добавьте другое.")
    if Pair.objects.filter(direction=direction).exists():
        raise Refused("В этом направлении есть пары: оно остаётся в программе.")
    direction.delete()
    _follow(programme)
    record(by=by, verb="remove_direction", obj=programme, fields=["directions"])


def _check_once(programme: Programme, terms: DirectionTerms, but: Direction | None = None) -> None:
    same = Direction.objects.filter(programme=programme, **terms.as_fields())
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise Refused("Такое направление в программе уже есть: измените форму, модель или вид.", field="form")


def _follow(programme: Programme) -> None:
    """The programme repeats the form and the role model of its first direction."""
    first = directions_of(programme)[0]
    if (programme.form_id, programme.role_model_id) != (first.form_id, first.role_model_id):
        programme.form, programme.role_model = first.form, first.role_model
        programme.save(update_fields=["form", "role_model"])
