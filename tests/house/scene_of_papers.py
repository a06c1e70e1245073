"""What hangs on papers in the scene of October: a template, a file, somebody who stands in, a paper from above."""

from datetime import date

from nastavnik.access.scope import acting
from nastavnik.papers.actions import (
    ActingTerms,
    ForeignPaper,
    appoint_acting_head,
    attach_paper_file,
    enter_paper,
    upload_template,
)
from nastavnik.papers.docx_template import template_docx
from nastavnik.papers.models import Paper
from tests import factories as make
from tests.house_of_people import House
from tests.papers import destroying

PDF = b"%PDF-1.7 invented"


def hung_on_papers(house: House, signed: int) -> dict[str, int]:
    """Ids by the names that the table of addresses uses; all made by the secretary."""
    tamara, kind = make.actor("tamara"), Paper.Kind.PAIRS_ORDER
    terms = ActingTerms(
        "Вешняя Анна Львовна", "И. о. директора", date(2026, 7, 1), date(2026, 7, 20), "№ 30-лс"
    )
    outer = ForeignPaper(
        Paper.Kind.DIRECTIVE, "Управление образования", "О начале наставничества", "388-р", date(2026, 9, 1)
    )
    with acting(tamara):
        version = upload_template(
            by=tamara, institution=house.school, kind=kind, content=template_docx(kind), file_name="наш.docx"
        )
        scan = attach_paper_file(
            by=tamara, paper=Paper.objects.get(pk=signed), content=PDF, file_name="скан.pdf"
        )
        return {
            "version": version.pk,
            "paper_file": scan.pk,
            "acting": appoint_acting_head(by=tamara, institution=house.school, terms=terms).pk,
            **_acts(house),
            "foreign": enter_paper(by=tamara, institution=house.school, requisites=outer).pk,
        }


def _acts(house: House) -> dict[str, int]:
    """An act that waits for the head, one that is done, and somebody who is in none."""
    destroying.withdrawn(house, "Отозванов Пётр Ильич")
    return {
        "act": destroying.drafted(house, destroying.withdrawn(house, "Ушедший Олег Ильич")).pk,
        "act_done": destroying.registered(
            destroying.drafted(house, destroying.withdrawn(house, "Прежний Олег Ильич"))
        ).pk,
    }
