"""Remedies in words; names stand in the nominative, so that none has to be declined."""

from nastavnik.rulebook.matching.model import MenteeSide, MentorSide, name_of
from nastavnik.rulebook.numbers import counted, plural, years
from nastavnik.rulebook.topics import topic_label

_PLACES = ("место", "места", "мест")
_MENTEES = ("наставляемого", "наставляемых", "наставляемых")


def named(what: str, mentor: MentorSide) -> str:
    """«ещё одно место: наставник Котова М. И.»."""
    return f"{what}: наставник {name_of(mentor)}"


def place_words(mentor: MentorSide, count: int) -> str:
    """More places at a mentor."""
    return named("ещё одно место" if count == 1 else f"ещё {counted(count, _PLACES)}", mentor)


def limit_words(limit: int) -> str:
    """A higher limit of the programme."""
    return f"поднять предел с {limit} до {counted(limit + 1, _MENTEES)} у одного наставника"


def topic_words(topic: str, count: int) -> str:
    """A new mentor of the topic."""
    taking = "" if count == 1 else f", готовый взять {counted(count, _MENTEES)}"
    return f"ещё один наставник по теме «{topic_label(topic)}»{taking}"


def ages_words(mentor: MentorSide, wider: int) -> str:
    """Wider wished ages of one mentor."""
    return f"{named(f'желаемый возраст шире на {years(wider)}', mentor)} (сейчас {mentor.ages.label})"


def all_ages_words() -> str:
    """Wider wished ages of everybody."""
    return f"желаемый возраст шире на {years(1)} у всех наставников"


def gap_words(least: int, lower: int) -> str:
    """A lower least difference of ages."""
    return f"наименьшая разница в возрасте {years(lower)} вместо {least}"


def fit_words() -> str:
    """No lowest fit."""
    return "снять наименьшее соответствие пары в условиях подбора"


def obstacle_words(mentor: MentorSide) -> str:
    """What stands in a mentor's way."""
    sentence = mentor.obstacle.rstrip(".")
    return f"наставник {name_of(mentor)}: устранить препятствие «{sentence}»"


def forbidden_words(mentee: MenteeSide, mentor: MentorSide) -> str:
    """A pair that was forbidden."""
    return f"снять исключение пары: {name_of(mentor)} — {name_of(mentee)}"


def shortage_words(label: str, lacking: int) -> str:
    """«Нужны ещё 2 наставника по теме «физика», каждый на одного наставляемого.»"""
    verb = plural(lacking, "Нужен", "Нужны", "Нужны")
    whom = counted(lacking, ("наставник", "наставника", "наставников"))
    tail = "на одного наставляемого" if lacking == 1 else "каждый на одного наставляемого"
    return f"{verb} ещё {whom} по теме «{label}», {tail}."
