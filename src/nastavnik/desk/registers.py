"""What the registers remind of: certificates of mentors from outside and agreements with partners that end."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from nastavnik.access.actors import AccountActor
from nastavnik.kit.components import Action, Task
from nastavnik.registry.queries.checks import outsiders_unchecked
from nastavnik.registry.queries.partners import agreements_that_end
from nastavnik.rulebook.expiry import Expiry
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import ROLES, Right

MENTORS = ("наставник со стороны", "наставника со стороны", "наставников со стороны")
AGREEMENTS = ("соглашение с партнёром", "соглашения с партнёрами", "соглашений с партнёрами")


def register_tasks(actor: AccountActor, today: date) -> list[Task]:
    """Numbers of what is missing or ends within 30 days, for whoever keeps it; nothing names anybody."""
    tasks = []
    if actor.may(Right.PEOPLE_EDIT) and (number := outsiders_unchecked(actor, today)):
        url = f"{reverse('registry:person_list')}?{urlencode({'who': 'check'})}"
        text = f"Нет справки об отсутствии судимости или она истекает: {counted(number, MENTORS)}"
        tasks.append(Task(text, Action("Показать", url)))
    own = {grant.node_id for grant in actor.grants if Right.PARTNERS_EDIT in ROLES[grant.role].rights}
    for standing, number in agreements_that_end(own, today).items() if own else ():
        word = "истекло" if standing is Expiry.OVER else "истекает за 30 дней"
        url = f"{reverse('registry:partner_list')}?{urlencode({'agreement': standing.value})}"
        text = f"{counted(number, AGREEMENTS)}: {word}"
        tasks.append(Task(text, Action("Показать", url)))
    return tasks
