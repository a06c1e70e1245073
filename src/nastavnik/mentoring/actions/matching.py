"""Everything written about how pairs are looked for: terms, and pairs pinned or forbidden before the search."""

from __future__ import annotations

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import FixedChoice, MatchingSettings, Participation, Programme, Side
from nastavnik.mentoring.permissions.proposals import check_can_propose_pairs
from nastavnik.mentoring.queries.matching import terms_of
from nastavnik.mentoring.queries.pairs import programme_held
from nastavnik.mentoring.queries.proposals import capacity_of
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.matching import Terms

Kind, Source = FixedChoice.Kind, FixedChoice.Source


@transaction.atomic
def set_matching_terms(*, by: Actor, programme: Programme, terms: Terms) -> bool:
    """Writes how the programme looks for pairs; False where nothing changes. Proposals made before stay as
    they are: they keep the terms of their day.
    """
    check_can_propose_pairs(by, programme)
    programme = programme_held(programme)
    before = terms_of(programme)
    if before.as_values() == terms.as_values():
        return False
    MatchingSettings.objects.update_or_create(programme=programme, defaults={"terms": terms.as_values()})
    changed = [name for name, value in terms.as_values().items() if before.as_values()[name] != value]
    record(by=by, verb="set_matching_terms", obj=programme, fields=changed)
    return True


@transaction.atomic
def fix_choice(
    *,
    by: Actor,
    mentee: Participation,
    mentor: Participation,
    kind: str,
    reason: str = "",
    source: str = Source.CURATOR,
) -> FixedChoice:
    """Pins a pair, so that it stands in every proposal of the programme, or forbids it to be proposed.

    Refused, with the names: participants of different programmes or of wrong sides, a person with himself, a
    pair fixed the other way already, a second pin of a mentee, more pins than the mentor has places, and a
    pin without a common topic that does not say why. A choice that stands already is given back as it is.
    """
    check_can_propose_pairs(by, mentee.programme)
    programme = programme_held(mentee.programme)
    _check_sides(mentee, mentor)
    reason = " ".join(reason.split())
    standing = FixedChoice.objects.filter(programme=programme, mentee=mentee, mentor=mentor).first()
    if standing is not None:
        if standing.kind == kind:
            return standing
        word = "закреплена" if standing.kind == Kind.PINNED else "исключена"
        raise Refused(f"Пара {_title(mentor, mentee)} уже {word}: сначала снимите это решение.")
    if kind == Kind.PINNED:
        _check_pin(programme, mentee, mentor, reason)
    choice = FixedChoice.objects.create(
        institution_id=programme.institution_id,
        programme=programme,
        mentor=mentor,
        mentee=mentee,
        kind=kind,
        source=source,
        reason=reason,
    )
    record(by=by, verb="fix_choice", obj=choice, fields=["kind"])
    return choice


@transaction.atomic
def lift_choice(*, by: Actor, choice: FixedChoice) -> None:
    """Takes a pin or a ban away: the next proposal is free again. Pairs formed already are not touched."""
    check_can_propose_pairs(by, choice.programme)
    record(by=by, verb="lift_choice", obj=choice, fields=["kind"])
    choice.delete()


def _check_sides(mentee: Participation, mentor: Participation) -> None:
    if mentee.programme_id != mentor.programme_id:
        raise Refused("Наставник и наставляемый — из разных программ.")
    if mentee.side != Side.MENTEE or mentor.side != Side.MENTOR:
        raise Refused("Выберите наставляемого и наставника.")
    if mentee.person_id == mentor.person_id:
        raise Refused(f"{_name(mentee)} не может быть наставником самому себе.")


def _check_pin(programme: Programme, mentee: Participation, mentor: Participation, reason: str) -> None:
    pins = FixedChoice.objects.filter(programme=programme, kind=Kind.PINNED)
    other = pins.filter(mentee=mentee).select_related("mentor__person").first()
    if other is not None:
        raise Refused(
            f"{_name(mentee)} уже в закреплённой паре, наставник {_name(other.mentor)}: сначала снимите"
            " то закрепление."
        )
    there = list(pins.filter(mentor=mentor).select_related("mentee__person").order_by("pk"))
    if len(there) >= capacity_of(mentor):
        names = ", ".join(_name(pin.mentee) for pin in there)
        said = f"за ним уже закреплены: {names}" if names else "в его предложении нет ни одного места"
        raise Refused(
            f"У наставника {_name(mentor)} мест больше нет ({said}). Прибавьте место или снимите пару."
        )
    if not reason and not _topics(mentee, "need") & _topics(mentor, "offer"):
        raise Refused(
            f"Среди тем наставника {_name(mentor)} нет ни одной темы запроса. Если пара всё же нужна, напишите почему.",
            field="reason",
        )


def _topics(participation: Participation, name: str) -> frozenset[str]:
    words = getattr(participation, name, None)
    return frozenset(words.topics) if words else frozenset()


def _title(mentor: Participation, mentee: Participation) -> str:
    return f"{_name(mentor)} — {_name(mentee)}"


def _name(participation: Participation) -> str:
    return full_name_of(participation.person).short
