"""Acts on the destruction of data for tests: whom they are about, and their way to the number."""

from datetime import date
from typing import Any

from nastavnik.access.scope import acting
from nastavnik.papers.actions import register_paper, sign_order
from nastavnik.papers.actions.destruction import ActTexts, draft_destruction_act
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Person
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing

COMMISSION = ("Светлова Светлана Петровна, куратор", "Тихонова Тамара Юрьевна, секретарь")
TEXTS = ActTexts(
    COMMISSION, "система «Наставник»", "фамилия, имя, отчество, дата рождения", "стирание записей"
)


def withdrawn(house: House, name: str, on: date = date(2026, 9, 12)) -> Person:
    """A pupil whose representative withdrew the consent."""
    child = pairing.child(house.school, name)
    with make.owning():
        child.consents.update(withdrawn_date=on, withdrawn_how="personally")
    return child


def drafted(house: House, *people: Person, by: str = "svetlana", **texts: Any) -> Paper:
    curator = make.actor(by)
    with acting(curator):
        return draft_destruction_act(
            by=curator,
            institution=house.school,
            people=people,
            texts=ActTexts(**vars(TEXTS) | texts),
        )


def signed(paper: Paper) -> Paper:
    nina = make.actor("nina")
    with acting(nina):
        return sign_order(by=nina, paper=paper)


def registered(paper: Paper, number: str = "1", dated: date = date(2026, 10, 14)) -> Paper:
    paper, tamara = signed(paper), make.actor("tamara")
    with acting(tamara):
        return register_paper(by=tamara, paper=paper, number=number, paper_date=dated)
