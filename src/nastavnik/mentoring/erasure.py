"""What is destroyed of the programmes: words go, the sides and days of anonymous participants stay and are counted."""

from collections.abc import Sequence

from nastavnik.kit.actor import Actor
from nastavnik.kit.erasing import ERASED, blanked, erase_in, erasing, removed
from nastavnik.kit.errors import Refused
from nastavnik.kit.walls import define
from nastavnik.mentoring.models import (
    Answer,
    Consultation,
    Feedback,
    FixedChoice,
    HelpRequest,
    ImportRow,
    ImportRun,
    InactivityStep,
    Meeting,
    MeetingClosing,
    MeetingRecord,
    Need,
    Nominee,
    Offer,
    Pair,
    PairChange,
    PairMember,
    PairPause,
    PairPlan,
    Participation,
    PlanAgreement,
    PlanMeasure,
    Proposal,
    ProposalLine,
    Wish,
    WishSheet,
)
from nastavnik.mentoring.queries.pairs import LIVE
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import full_name_of

_OWN = "(select id from mentoring_participation where person_id = gone)"
_PAIRS = "(select pair_id from mentoring_pairmember where person_id = gone)"
_COUNTED = "counted; the record has no name"


def _told(column: str) -> str:
    """Whether a text of the institution tells the name, declined or not."""
    return f"institution_id = home and lower(replace({column}::text, 'ё', 'е')) like '%' || stem || '%'"


def _holds(column: str) -> str:
    """Whether cells of the institution's files hold the surname and the first name."""
    has = f"position(%s in {column}::text) > 0"
    return f"institution_id = home and {has % 'surname'} and {has % 'forename'}"


# The ages that the figures take are those on 1 January, on 1 September and on the days of entering: a day of the same
# year between the same two of them gives the same ages, and it is nobody's birthday.
_COARSE_BIRTH = """
update registry_person p set birth_date = greatest(make_date(extract(year from p.birth_date)::int, 1, 1), (
  select max(day) from (
    select (e.on_day + make_interval(years => extract(year from p.birth_date)::int - extract(year from e.on_day)::int))
      ::date + 1 as day
    from (
      select x.entered_date as on_day from mentoring_participation x where x.person_id = gone
      union all select g.active_from from mentoring_pair g join mentoring_pairmember m on m.pair_id = g.id
        where m.person_id = gone and g.active_from is not null
      union all select make_date(2001, 1, 1) union all select make_date(2001, 9, 1)
    ) e) days
  where days.day <= p.birth_date))
where p.id = gone and p.birth_date is not null
""".strip()

ERASURES = (
    blanked(
        Participation,
        "false",
        {},
        kept=dict.fromkeys(("person", "side", "entered_date", "returned_at"), _COUNTED),
        also=(_COARSE_BIRTH,),
    ),
    blanked(
        Need,
        "person_id = gone",
        {"text": "''", "topics": "'{}'", "interests": "''", "time_resource": "''", "source": "''"},
        kept={"person": _COUNTED},
    ),
    blanked(
        Offer,
        "person_id = gone",
        {
            **dict.fromkeys(
                ("competences", "achievements", "interests", "ages_text", "time_resource", "source"), "''"
            ),
            **dict.fromkeys(("age_from", "age_to", "experience_years"), "null"),
            "topics": "'{}'",
            "capacity": "0",
        },
        kept={"person": _COUNTED},
    ),
    removed(Answer, "person_id = gone"),
    # What he named, and where others named him: an answer about nobody says nothing.
    removed(Wish, "person_id = gone", f"named_id in {_OWN}"),
    removed(WishSheet, "person_id = gone"),
    removed(Nominee, "person_id = gone", _told("(last_name || ' ' || first_name || ' ' || remark)")),
    removed(FixedChoice, f"mentor_id in {_OWN}", f"mentee_id in {_OWN}", _told("reason")),
    removed(ImportRow, "person_id = gone", _holds('"values"'), _holds("problems"), _holds("changes")),
    blanked(ImportRun, f"{_holds('cells')} or {_holds('problems')}", {"cells": "'[]'", "problems": "'[]'"}),
    blanked(
        ProposalLine,
        _told("(reason || remedies::text)"),
        {"reason": "''", "remedies": "'[]'"},
        kept=dict.fromkeys(
            ("mentee", "mentor", "score", "fit", "code", "is_pinned"), "of the other people of the line"
        ),
        also=(f"delete from mentoring_proposalline where mentee_id in {_OWN} or mentor_id in {_OWN}",),  # noqa: S608
    ),
    blanked(
        Proposal,
        "institution_id = home and programme_id in"
        " (select programme_id from mentoring_participation where person_id = gone)",
        {"inputs": "'{}'", "findings": "'{}'"},
        kept={"note": "blanked where it tells the name"},
        also=(f"update mentoring_proposal set note = '' where {_told('note')}",),  # noqa: S608
    ),
    blanked(PairChange, f"pair_id in {_PAIRS}", {"reason": "''"}),
    blanked(PairPause, f"pair_id in {_PAIRS}", {"reason": "''"}),
    blanked(Pair, f"id in {_PAIRS} or {_told('reason')}", {"reason": "''"}),
    # That a pair met, when and how often, is counted; what was said there is of both, and goes with either.
    blanked(
        Meeting,
        f"pair_id in {_PAIRS}",
        {"place": "''", "reason": f"case reason when '' then '' else '{ERASED}' end", "entered_by": "''"},
    ),
    removed(MeetingRecord, f"pair_id in {_PAIRS}"),
    blanked(
        MeetingClosing,
        f"meeting_id in (select id from mentoring_meeting where pair_id in {_PAIRS})",  # noqa: S608
        {"reason": f"'{ERASED}'"},
        kept={"made_by": "an employee who did his duty"},
    ),
    blanked(
        Feedback,
        f"pair_id in {_PAIRS}",
        {"worked": "''", "hindered": "''", "entered_by": "''"},
        kept=dict.fromkeys(
            ("person", "side", "comfort", "usefulness", "goal", "needs_help", "goes_on"),
            "of the other side; his own rows are removed",
        ),
        also=("delete from mentoring_feedback where person_id = gone",),
    ),
    removed(HelpRequest, f"pair_id in {_PAIRS}"),
    removed(PlanAgreement, "person_id = gone"),
    removed(PlanMeasure, f"pair_id in {_PAIRS}"),
    blanked(PairPlan, f"pair_id in {_PAIRS}", {"goal": f"'{ERASED}'", "tasks": "''"}),
    blanked(
        InactivityStep,
        f"pair_id in {_PAIRS}",
        {"reason": "''"},
        kept={"made_by": "an employee who did his duty"},
    ),
    removed(
        Consultation, "person_id = gone", f"pair_id in {_PAIRS}", _told("(question || answer || answered_by)")
    ),
    blanked(
        PairMember,
        "person_id = gone",
        {"card_name": f"'{ERASED.capitalize()}'", "card_standing": "''"},
        kept={"person": _COUNTED, "side": _COUNTED},
    ),
)
define(erasing("mentoring", ERASURES))


def erase_participant(*, by: Actor, person: Person) -> None:
    """Subscriber of `person_destroyed`: blanks what the programmes hold of a person."""
    erase_in("mentoring", person.pk)


def object_to_those_in_pairs(*, by: Actor, people: Sequence[Person]) -> None:
    """Subscriber of `destruction_prepared`: refuses while somebody is in a pair that goes on, with the names."""
    in_pairs = PairMember.objects.filter(person__in=people, pair__state__in=LIVE).values("person")
    found = Person.objects.filter(pk__in=in_pairs).order_by("sort_name", "pk")
    if names := ", ".join(full_name_of(person).short for person in found):
        raise Refused(
            f"Пара ещё не завершена: {names}. Сначала прекратите её приказом или снимите одобрение."
        )
