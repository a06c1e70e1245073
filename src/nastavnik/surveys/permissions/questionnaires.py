"""Who may write questionnaires: `Denied` where a right is missing, `Refused` in a state that forbids it."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.roles import Right
from nastavnik.surveys.models import Questionnaire


def check_can_make_questionnaire(actor: Actor, owner: Organisation) -> None:
    """Refuses whoever prepares no questionnaires of this very organisation; a closed one makes none."""
    if owner.pk not in actor.nodes or not actor.may(Right.SURVEYS_EDIT, owner.pk):
        raise Denied("Анкеты готовит куратор организации, а для территории — её куратор или оператор.")
    if owner.closed_date is not None:
        raise Refused(f"Организация «{owner}» закрыта: новых анкет в ней не готовят.")


def check_can_edit_questionnaire(actor: Actor, questionnaire: Questionnaire) -> None:
    """Refuses everybody but whose it is; a default of the house is taken first, and only then changed."""
    if questionnaire.owner is None:
        raise Refused("Это образец: возьмите его за основу и меняйте свою анкету.")
    check_can_make_questionnaire(actor, questionnaire.owner)
    if questionnaire.is_archived:
        raise Refused("Анкета в архиве. Верните её, чтобы изменить.")


def check_can_set_formula(actor: Actor, node: Organisation) -> None:
    """Refuses whoever sets no planned values over this very node: the formula is a territory's."""
    if node.pk not in actor.nodes or not actor.may(Right.TARGETS_EDIT, node.pk):
        raise Denied("Формулу удовлетворённости задаёт оператор территории.")
