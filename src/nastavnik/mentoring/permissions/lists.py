"""Whether lists of mentors and mentees may be approved by an order."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.queries.agreement import consent_obstacles
from nastavnik.papers.models import Paper, PaperName
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.dates import short_date

_TOLD = 5


def check_lists_can_be_registered(*, by: Actor, paper: Paper) -> None:
    """Subscriber of `paper_registered`: refuses lists in which somebody lacks a consent on the order's date.

    The names are told, and the registration is undone; other kinds of papers pass.
    """
    if paper.kind != Paper.Kind.LISTS_ORDER or paper.paper_date is None:
        return
    places = (PaperName.Place.MENTOR, PaperName.Place.MENTEE)
    names = PaperName.objects.filter(paper=paper, person__isnull=False, place__in=places)
    people = {name.person.pk: name.person for name in names.select_related("person") if name.person}
    lacking = consent_obstacles(people.values(), paper.paper_date)
    told = [f"{full_name_of(people[key]).short}: {text}" for key, text in sorted(lacking.items())]
    if told:
        more = f" И ещё: {len(told) - _TOLD}." if len(told) > _TOLD else ""
        day = short_date(paper.paper_date)
        raise Refused(f"Приказ нельзя зарегистрировать датой {day}. {' '.join(told[:_TOLD])}{more}")
