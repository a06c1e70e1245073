"""A problem as plain values for a file or a database, and back: so that a run can be repeated."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from nastavnik.rulebook.ages import AgeBand
from nastavnik.rulebook.matching.model import MenteeSide, MentorSide, Problem
from nastavnik.rulebook.matching.terms import Limits, Weights

_SETS = frozenset({"topics", "interests", "wishes", "directions"})


def problem_values(problem: Problem) -> dict[str, Any]:
    """Give the problem as values that JSON knows; what is usual is left out."""
    return {
        "mentees": [_side_values(mentee) for mentee in problem.mentees],
        "mentors": [_side_values(mentor) for mentor in problem.mentors],
        "weights": dict(vars(problem.weights)),
        "limits": dict(vars(problem.limits)),
        "pinned": sorted(list(pair) for pair in problem.pinned),
        "forbidden": sorted(list(pair) for pair in problem.forbidden),
        "local_topics": [list(one) for one in problem.local_topics],
    }


def problem_of(values: Mapping[str, Any]) -> Problem:
    """Read what `problem_values` gave; KeyError or TypeError for anything else."""
    return Problem(
        mentees=tuple(_mentee(side) for side in values["mentees"]),
        mentors=tuple(_mentor(side) for side in values["mentors"]),
        weights=Weights(**values["weights"]),
        limits=Limits(**values["limits"]),
        pinned=_links(values["pinned"]),
        forbidden=_links(values["forbidden"]),
        local_topics=tuple((code, label) for code, label in values.get("local_topics", ())),
    )


def _side_values(side: MenteeSide | MentorSide) -> dict[str, Any]:
    usual = type(side)(0, 0)
    values = {
        field.name: getattr(side, field.name)
        for field in fields(side)
        if field.name in ("id", "person_id") or getattr(side, field.name) != getattr(usual, field.name)
    }
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, AgeBand):
        return [value.low, value.high]
    if isinstance(value, date):  # a datetime too
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _mentee(values: Mapping[str, Any]) -> MenteeSide:
    read = _sets(values)
    if "ages" in read:
        read["ages"] = tuple(read["ages"])
    if "returned_at" in read:
        read["returned_at"] = datetime.fromisoformat(read["returned_at"])
    if "entered" in read:
        read["entered"] = date.fromisoformat(read["entered"])
    return MenteeSide(**read)


def _mentor(values: Mapping[str, Any]) -> MentorSide:
    read = _sets(values)
    if "ages" in read:
        read["ages"] = AgeBand(*read["ages"])
    if "own_ages" in read:
        read["own_ages"] = tuple(read["own_ages"])
    return MentorSide(**read)


def _sets(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: frozenset(value) if name in _SETS else value for name, value in values.items()}


def _links(pairs: list[list[int]]) -> frozenset[tuple[int, int]]:
    return frozenset((mentee, mentor) for mentee, mentor in pairs)
