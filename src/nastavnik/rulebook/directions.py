"""Directions of a programme: the kinds and channels of mentoring, the limits that a direction sets, and where
participants come from.

Source: the kinds and channels that regional programmes name (editable words; the codes stay).
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class WorkKind(StrEnum):
    """How many work with how many."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    COLLECTIVE = "collective"


class Channel(StrEnum):
    """By what way they meet."""

    CLASSIC = "classic"
    PARTNER = "partner"
    VIRTUAL = "virtual"


KINDS: Mapping[WorkKind, str] = MappingProxyType(
    {
        WorkKind.INDIVIDUAL: "индивидуальное",
        WorkKind.GROUP: "групповое",
        WorkKind.COLLECTIVE: "коллективно-индивидуальное",
    }
)
KIND_HINTS: Mapping[WorkKind, str] = MappingProxyType(
    {
        WorkKind.INDIVIDUAL: "наставник работает с каждым отдельно",
        WorkKind.GROUP: "один наставник работает с группой",
        WorkKind.COLLECTIVE: "с одним наставляемым работают несколько наставников",
    }
)
CHANNELS: Mapping[Channel, str] = MappingProxyType(
    {Channel.CLASSIC: "классическое", Channel.PARTNER: "партнёрское", Channel.VIRTUAL: "виртуальное"}
)


class NeedSource(StrEnum):
    """Who spoke of the request."""

    SELF = "self"
    PARENT = "parent"
    TEACHER = "teacher"


class MentorSource(StrEnum):
    """From where a mentor came: the parts of the mentors' base."""

    PUPIL = "pupil"
    TEACHER = "teacher"
    PARENT = "parent"
    GRADUATE = "graduate"
    ENTERPRISE = "enterprise"
    ENTREPRENEUR = "entrepreneur"
    PARTNER = "partner"
    VETERAN = "veteran"


NEED_SOURCES: Mapping[NeedSource, str] = MappingProxyType(
    {NeedSource.SELF: "сам", NeedSource.PARENT: "родитель", NeedSource.TEACHER: "педагог"}
)
MENTOR_SOURCES: Mapping[MentorSource, str] = MappingProxyType(
    {
        MentorSource.PUPIL: "обучающийся",
        MentorSource.TEACHER: "педагог",
        MentorSource.PARENT: "родитель",
        MentorSource.GRADUATE: "выпускник",
        MentorSource.ENTERPRISE: "сотрудник предприятия",
        MentorSource.ENTREPRENEUR: "предприниматель, общественный деятель",
        MentorSource.PARTNER: "сотрудник НКО или партнёра",
        MentorSource.VETERAN: "ветеран педагогического труда",
    }
)


def places_in(capacity: int, limit: int | None) -> int:
    """How many mentees a mentor takes: as many as he offers, no more than the direction allows (None: any)."""
    return capacity if limit is None else min(capacity, limit)


def experience_refusal(required: int | None, experience: int | None) -> str:
    """Why a mentor's experience (whole years, None: not known) is not enough, without his name; or nothing."""
    if not required or (experience is not None and experience >= required):
        return ""
    if experience is None:
        return f"стаж не указан, а нужен не меньше {required} лет"
    return f"стаж {experience} лет, а нужен не меньше {required}"


def may_have_several_mentors(kind: WorkKind) -> bool:
    """Whether one mentee may have several mentors in a direction of this kind."""
    return kind is WorkKind.COLLECTIVE
