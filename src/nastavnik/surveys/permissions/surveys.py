"""Who may send a questionnaire, answer it and read what was answered."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.questionnaires import DeclaredKind
from nastavnik.rulebook.roles import Right
from nastavnik.surveys.models import Ask, Campaign


def check_can_open_survey(actor: Actor, institution: Organisation) -> None:
    """Refuses whoever is no curator of this institution."""
    if institution.pk not in actor.people or not actor.may(Right.SURVEYS_EDIT, institution.pk):
        raise Denied("Опрос проводит куратор той организации, чьих людей спрашивают.")
    if institution.closed_date is not None:
        raise Refused(f"Организация «{institution}» закрыта: опросов в ней не проводят.")


def check_can_run_survey(actor: Actor, campaign: Campaign) -> None:
    """Refuses whoever is no curator of its institution, and everybody once it has ended."""
    check_can_open_survey(actor, campaign.institution)
    if campaign.is_closed:
        raise Refused("Опрос закончен: ответов он больше не принимает.")


def check_can_read_results(actor: Actor, campaign: Campaign) -> None:
    """Refuses whoever has no right to results in its institution."""
    if campaign.institution_id not in actor.people or not actor.may(
        Right.SURVEYS_VIEW, campaign.institution_id
    ):
        raise Denied("Итоги опроса видят куратор и руководитель той организации, которая его проводила.")


def check_can_read_sheets(actor: Actor, campaign: Campaign) -> None:
    """Refuses everybody but the curator, and the curator too where the form promised that no names stand by answers."""
    if campaign.institution_id not in actor.people or not actor.may(
        Right.SURVEYS_EDIT, campaign.institution_id
    ):
        raise Denied("Именные анкеты читает только куратор организации.")
    if campaign.kind != DeclaredKind.NAMED:
        raise Refused("Эта анкета не именная: кто что ответил, не видно никому. Смотрите итоги.")


def check_can_answer(actor: Actor, ask: Ask) -> None:
    """Refuses everybody but the person who is asked: a representative does not answer for the child."""
    if actor.guardian_id is not None or actor.person_id != ask.person_id:
        raise Denied("На анкету отвечает тот, кого спрашивают.")
