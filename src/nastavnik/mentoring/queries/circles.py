"""Whom a questionnaire may be sent to: the sides of the institution's programmes."""

from __future__ import annotations

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import MentoringForm, Participation, Side
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.registry.models import Person
from nastavnik.rulebook.roles import Right
from nastavnik.surveys.circles import Circle

_WHOM = {Side.MENTEE: "Наставляемые", Side.MENTOR: "Наставники"}


def circle_key(programme_id: int, side: str) -> str:
    """By what a survey remembers the side of a programme."""
    return f"programme:{programme_id}:{side}"


def circles_to_ask(actor: Actor) -> list[Circle]:
    """Both sides of every programme that the actor runs, the newest first, without the people."""
    programmes = programmes_visible_to(actor).order_by("-school_year", "title")
    mine = [one for one in programmes if actor.may(Right.SURVEYS_EDIT, one.institution_id)]
    return [
        Circle(
            circle_key(one.pk, side), f"{_WHOM[side]}: «{one.title}»", one.institution_id, one.form_id, side
        )
        for one in mine
        for side in (Side.MENTEE, Side.MENTOR)
    ]


def circle_to_ask(actor: Actor, key: str) -> Circle | None:
    """One of them with its people, by name."""
    found = next((one for one in circles_to_ask(actor) if one.key == key), None)
    if found is None:
        return None
    _, programme_id, side = key.split(":")
    taking_part = Participation.objects.filter(programme_id=int(programme_id), side=side)
    people = Person.objects.filter(pk__in=taking_part.values("person_id"), destroyed_date=None)
    return Circle(
        found.key, found.title, found.institution_id, found.form, found.side,
        tuple(people.order_by("sort_name", "pk")),
    )  # fmt: skip


def forms_to_name() -> list[tuple[str, str]]:
    """Codes and names of the forms of mentoring."""
    return list(MentoringForm.objects.order_by("position", "label").values_list("code", "label"))
