"""Orders for tests: drafted, signed and registered by the characters whose business it is."""

from datetime import date
from typing import Any

from nastavnik.access.scope import acting
from nastavnik.papers.actions import draft_order, register_paper, sign_order
from nastavnik.papers.models import Paper
from nastavnik.papers.values import OrderLine
from nastavnik.registry.models import Person
from tests import factories as make
from tests.house_of_people import House

PUPILS = "ученик – ученик"
TEACHERS = "учитель – ученик"
PERIOD = "с 15.10.2026 по 31.05.2027"


def line(number: int, mentor: Person, mentee: Person, **values: Any) -> OrderLine:
    values.setdefault("mentor_standing", mentor.post or mentor.workplace or mentor.class_name)
    values.setdefault("mentee_standing", mentee.class_name)
    values.setdefault("form_label", TEACHERS)
    values.setdefault("role_label", "«равный – равному»")
    values.setdefault("period_label", PERIOD)
    return OrderLine(number=number, mentor=mentor, mentee=mentee, **values)


def drafted(house: House, *lines: OrderLine, control: Person | None = None, by: str = "svetlana") -> Paper:
    actor = make.actor(by)
    with acting(actor):
        return draft_order(
            by=actor,
            institution=house.school,
            programme_title="Физика вместе",
            school_year=2026,
            lines=lines or (line(1, house.maria, house.danya),),
            control=control,
        )


def signed(house: House, *lines: OrderLine, control: Person | None = None) -> Paper:
    paper, nina = drafted(house, *lines, control=control), make.actor("nina")
    with acting(nina):
        return sign_order(by=nina, paper=paper)


def registered(
    house: House, number: str = "40-од", dated: date = date(2026, 10, 15), paper: Paper | None = None
) -> Paper:
    paper, tamara = paper or signed(house), make.actor("tamara")
    with acting(tamara):
        return register_paper(by=tamara, paper=paper, number=number, paper_date=dated)
