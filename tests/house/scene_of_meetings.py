"""Мария and Даня at work for the table of addresses: a meeting held, one planned, a plan, a request, a question."""

from datetime import date, time

from nastavnik.access.scope import acting
from nastavnik.mentoring.actions.care import ask_consultation
from nastavnik.mentoring.actions.feedback import ask_for_help
from nastavnik.mentoring.actions.meetings import plan_meetings
from nastavnik.mentoring.actions.plans import write_plan
from nastavnik.mentoring.models import Feedback, PlanMeasure
from nastavnik.mentoring.queries.own_pairs import own_pairs_visible_to
from nastavnik.mentoring.values import MeasureWritten, Slot
from nastavnik.rulebook.meetings import MeetingKind
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring.working import met, working_pair


def meetings_of(house: House) -> dict[str, int | str]:
    """Ids by the names that the table of addresses uses."""
    pair = working_pair(house)
    held = met(pair, slot=Slot(date(2026, 10, 2), time(15), time(16)))
    maria, danya = make.actor("maria"), make.actor("danya")
    with acting(maria):
        own = own_pairs_visible_to(maria).get(pk=pair.pk)
        (planned,) = plan_meetings(
            by=maria, pair=own, kind=MeetingKind.WORKING, slot=Slot(date(2026, 10, 20), time(15))
        )
        question = ask_consultation(by=maria, pair=own, question="Как начать разговор?")
        write_plan(by=maria, pair=own, goal="Физика", tasks="", measures=[MeasureWritten("Разобрать тему")])
    with acting(danya):
        help_asked = ask_for_help(
            by=danya, pair=own_pairs_visible_to(danya).get(pk=pair.pk), text="не успеваю"
        )
    with make.owning():
        return {
            "working": pair.pk, "held": held.pk, "planned": planned.pk, "consultation": question.pk,
            "help": help_asked.pk, "plan_measure": PlanMeasure.objects.get(pair=pair).pk,
            "feedback": Feedback.objects.get(meeting=held, side="mentee").pk,
        }  # fmt: skip
