"""Writing programmes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import Direction, MentoringForm, Pair, Programme, RoleModel
from nastavnik.mentoring.permissions.programmes import check_can_correct_programme, check_can_open_programme
from nastavnik.mentoring.queries.dictionaries import refuse_unfit_form
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.pair_states import ENDED_STATES
from nastavnik.rulebook.school_year import SchoolYear

# What stands in an order together with the pairs.
_ORDERED_FIELDS = frozenset({"school_year", "form_id", "role_model_id", "start_date", "end_date"})
_ORDERED = (Pair.State.ORDERED, Pair.State.ACTIVE, Pair.State.PAUSED, *ENDED_STATES)


@dataclass(frozen=True)
class ProgrammeTerms:
    """What a curator says of a programme; dates that are left out become 1 October and 31 May of the year."""

    title: str
    school_year: int
    form: MentoringForm
    role_model: RoleModel | None = None
    start_date: date | None = None
    end_date: date | None = None
    goal: str = ""

    @property
    def period(self) -> tuple[date, date]:
        """The first and the last day."""
        return (
            self.start_date or date(self.school_year, 10, 1),
            self.end_date or date(self.school_year + 1, 5, 31),
        )

    def as_fields(self) -> dict[str, object]:
        """The terms by the names of the model's columns."""
        start_date, end_date = self.period
        return {
            "title": " ".join(self.title.split()),
            "school_year": self.school_year,
            "form_id": self.form.pk,
            "role_model_id": self.role_model.pk if self.role_model else None,
            "start_date": start_date,
            "end_date": end_date,
            "goal": self.goal.strip(),
        }


@transaction.atomic
def open_programme(*, by: Actor, institution: Organisation, terms: ProgrammeTerms) -> Programme:
    """Opens a programme of an institution for a school year, with its first direction.

    Refuses a form or a role model that does not fit (`refuse_unfit_form`), a period outside the school year, a title taken in that year, and
    an organisation that is not an institution.
    """
    check_can_open_programme(by, institution)
    if institution.level != Organisation.Level.INSTITUTION:
        raise Refused("Программу открывают в организации, а не в муниципалитете или регионе.")
    if institution.is_closed:
        raise Refused("Организация закрыта: новую программу открывает её преемница.")
    refuse_unfit_form(institution, terms.form, terms.role_model)
    _check_period(terms)
    programme = Programme(institution=institution, **terms.as_fields())
    _save(programme)
    Direction.objects.create(programme=programme, form=terms.form, role_model=terms.role_model)
    record(by=by, verb="open_programme", obj=programme)
    return programme


@transaction.atomic
def correct_programme(*, by: Actor, programme: Programme, terms: ProgrammeTerms) -> list[str]:
    """Writes the changed terms of a programme and gives the names of the fields; no change leaves no trace.

    Another form or role model is written into the first direction too.

    Refuses what `open_programme` refuses; form, role model, year and period stay once they stand in an order.
    """
    check_can_correct_programme(by, programme)
    refuse_unfit_form(programme.institution, terms.form, terms.role_model)
    _check_period(terms)
    changed = [field for field, value in terms.as_fields().items() if getattr(programme, field) != value]
    if not changed:
        return []
    if _ORDERED_FIELDS & set(changed) and programme.pairs.filter(state__in=_ORDERED).exists():
        raise Refused(
            "Пары программы уже внесены в приказ: форма, ролевая модель, учебный год и срок не меняются."
            " Можно исправить название и цель."
        )
    for field in changed:
        setattr(programme, field, terms.as_fields()[field])
    _save(programme)
    if {"form_id", "role_model_id"} & set(changed):
        first = Direction.objects.filter(pk__in=programme.directions.order_by("pk").values("pk")[:1])
        first.update(form=terms.form, role_model=terms.role_model)
    record(
        by=by,
        verb="correct_programme",
        obj=programme,
        fields=[field.removesuffix("_id") for field in changed],
    )
    return changed


def _check_period(terms: ProgrammeTerms) -> None:
    year, (start_date, end_date) = SchoolYear(terms.school_year), terms.period
    if start_date not in year:
        raise Refused(
            f"Начало — вне {year} учебного года: впишите дату с {short_date(year.first_day)}"
            f" по {short_date(year.last_day)}.",
            field="start_date",
        )
    if end_date <= start_date:
        raise Refused("Окончание должно быть позже начала.", field="end_date")
    if end_date not in year:
        raise Refused(
            "Программа рассчитана на один учебный год: впишите окончание не позже"
            f" {short_date(year.last_day)}.",
            field="end_date",
        )


def _save(programme: Programme) -> None:
    try:
        with transaction.atomic():
            programme.save()
    except IntegrityError as error:
        if "programme_title_once" not in str(error):
            raise
        year = SchoolYear(programme.school_year)
        raise Refused(f"Программа с таким названием в {year.in_the_year} уже есть.", field="title") from error
