"""What leaves the product: printed blanks and results as a table, both journalled."""

from __future__ import annotations

from io import BytesIO

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.kit.sheets import write_book
from nastavnik.registry.queries.people import full_name_of, standing_of
from nastavnik.rulebook.questionnaires import DeclaredKind
from nastavnik.surveys.blanks import Blank, blanks_docx
from nastavnik.surveys.books import book_of
from nastavnik.surveys.models import Campaign
from nastavnik.surveys.permissions.surveys import check_can_read_results, check_can_run_survey
from nastavnik.surveys.queries.questionnaires import rules_of
from nastavnik.surveys.queries.surveys import asks_visible_to


@transaction.atomic
def print_survey_blanks(*, by: Actor, campaign: Campaign) -> bytes:
    """Makes a blank for each who has not answered, by class, then by name; without names where the survey is anonymous.

    Refused: nobody is left to be asked. Journalled with their number.
    """
    check_can_run_survey(by, campaign)
    asks = (
        asks_visible_to(by).filter(campaign=campaign, has_answered=False).order_by("person__sort_name", "pk")
    )
    people = sorted((ask.person for ask in asks), key=standing_of)
    is_anonymous = campaign.kind == DeclaredKind.ANONYMOUS
    blanks = [Blank() if is_anonymous else Blank(full_name_of(one).full, standing_of(one)) for one in people]
    if not blanks and not campaign.circle:
        blanks = [Blank()]
    if not blanks:
        raise Refused("Печатать нечего: все, кого спросили, уже ответили.")
    record(by=by, verb="print_survey_blanks", obj=campaign, count=len(blanks))
    return blanks_docx(campaign, rules_of(campaign.edition), blanks)


@transaction.atomic
def take_results(*, by: Actor, campaign: Campaign) -> bytes:
    """Makes the table of results; rows with names only for the curator of a named survey. Journalled."""
    check_can_read_results(by, campaign)
    written = BytesIO()
    write_book(book_of(by, campaign), written)
    record(by=by, verb="take_survey_results", obj=campaign)
    return written.getvalue()
