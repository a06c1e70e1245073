"""Who keeps meetings, answers about them, asks for help and decides what becomes of a pair that does not meet."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.mentoring.models import Consultation, Feedback, HelpRequest, Meeting, Pair, PairMember, Side
from nastavnik.rulebook.roles import Right

_OF_CURATOR = "Это делает куратор организации."
_ONLY_SELF = "Отзыв о встрече пишет каждый за себя: по своей карточке или на бумажном листе."


def own_member(actor: Actor, pair: Pair) -> PairMember | None:
    """The actor's own card in the pair; None for everybody else and for a representative."""
    if actor.person_id is None or actor.guardian_id is not None:
        return None
    return next((one for one in pair.members.all() if one.person_id == actor.person_id), None)


def _leads(actor: Actor, pair: Pair) -> bool:
    return actor.may(Right.PAIRS_DECIDE, pair.institution_id)


def check_can_keep_meetings(actor: Actor, pair: Pair) -> None:
    """Refuses whoever neither leads the pairs of the institution nor is the mentor of this one."""
    if _leads(actor, pair):
        return
    me = own_member(actor, pair)
    if me is None or me.side != Side.MENTOR or not actor.may(Right.PAIR_OWN):
        raise Denied("Встречи записывает наставник пары или куратор организации.")


def check_can_lead_meetings(actor: Actor, institution_id: int) -> None:
    """Refuses whoever does not decide on pairs of the institution."""
    if not actor.may(Right.PAIRS_DECIDE, institution_id):
        raise Denied(_OF_CURATOR)


def check_can_view_meetings(actor: Actor, institution_id: int) -> None:
    """Refuses whoever does not see the pairs of the institution."""
    if not actor.may(Right.PAIRS_VIEW, institution_id):
        raise Denied("Встречи видят куратор и руководитель самой организации.")


def check_can_close_meeting(actor: Actor, meeting: Meeting) -> None:
    """Refuses whoever does not lead the pairs, and a curator who is himself in this one."""
    check_can_lead_meetings(actor, meeting.institution_id)
    if own_member(actor, meeting.pair) is not None:
        raise Denied("Вы сами в этой паре: встречу без отзыва закрывает другой куратор.")


def check_can_answer_feedback(actor: Actor, feedback: Feedback) -> None:
    """Refuses everybody but the person himself; his representative does not answer for him."""
    is_own = actor.person_id == feedback.person_id and actor.guardian_id is None
    if not is_own or not actor.may(Right.PAIR_OWN):
        raise Denied(_ONLY_SELF)


def check_can_enter_feedback(actor: Actor, meeting: Meeting) -> None:
    """Refuses whoever does not lead the pairs, and a curator who is himself in this one: he answers for himself."""
    check_can_lead_meetings(actor, meeting.institution_id)
    if own_member(actor, meeting.pair) is not None:
        raise Denied("Вы сами в этой паре: отзывы с листов вносит другой куратор, а свой вы пишете сами.")


def check_can_ask_for_help(actor: Actor, pair: Pair) -> None:
    """Refuses everybody but the members of the pair themselves."""
    if own_member(actor, pair) is None or not actor.may(Right.PAIR_OWN):
        raise Denied("О помощи просят участники пары, каждый за себя.")


def check_can_finish_help(actor: Actor, request: HelpRequest) -> None:
    """Refuses whoever does not lead the pairs of the institution."""
    check_can_lead_meetings(actor, request.institution_id)


def check_can_take_step(actor: Actor, pair: Pair) -> None:
    """Refuses whoever does not decide on pairs of the institution."""
    check_can_lead_meetings(actor, pair.institution_id)


def check_can_ask_consultation(actor: Actor, pair: Pair) -> None:
    """Refuses everybody but a mentor of the pair himself."""
    me = own_member(actor, pair)
    if me is None or me.side != Side.MENTOR or not actor.may(Right.PAIR_OWN):
        raise Denied("О консультации просит наставник своей пары.")


def check_can_answer_consultation(actor: Actor, consultation: Consultation) -> None:
    """Refuses whoever does not see the pairs of the institution."""
    check_can_view_meetings(actor, consultation.institution_id)
