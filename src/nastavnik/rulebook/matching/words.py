"""Reasons in words: for a pair so that a parent understands, for a leftover so that the curator knows what
helps.
"""

from collections.abc import Callable, Sequence

from nastavnik.rulebook.ages import AgeBand
from nastavnik.rulebook.matching.model import MenteeSide, MentorSide, Problem
from nastavnik.rulebook.matching.outcome import Leftover, LeftoverCode, PairFacts
from nastavnik.rulebook.matching.rules import Bar, bars_between
from nastavnik.rulebook.numbers import counted, years
from nastavnik.rulebook.topics import topic_labels

_QUOTE = 90
_NAMED = 3


def reason_for(facts: PairFacts, competences: str = "") -> str:
    """Say in Russian why the pair is proposed: topics, age, shared interests, time, what stays uncovered."""
    parts = [_topics_part(facts, competences), _age_part(facts.ages, facts.band)]
    if facts.interests:
        word = "Общий интерес" if len(facts.interests) == 1 else "Общие интересы"
        parts.append(f"{word}: {', '.join(facts.interests)}.")
    parts += _further_parts(facts)
    if facts.uncovered and facts.covered:
        parts.append(f"Не охвачено этой парой: {', '.join(facts.uncovered)}.")
    if facts.is_pinned:
        parts.insert(0, "Пара закреплена куратором.")
    return " ".join(part for part in parts if part)


def leftover_for(mentee: MenteeSide, problem: Problem) -> Leftover:
    """Say in Russian why the mentee got nobody: the request, no mentor for the topic, the rules, or busy
    mentors.
    """
    if mentee.obstacle:
        return Leftover(mentee.id, LeftoverCode.OBSTACLE, mentee.obstacle)
    if not mentee.topics:
        return Leftover(
            mentee.id, LeftoverCode.NO_TOPIC, "Запрос не содержит распознанной темы — уточните запрос."
        )
    able = [mentor for mentor in problem.mentors if mentor.topics & mentee.topics]
    others = [mentor for mentor in able if mentor.person_id != mentee.person_id]
    if not others:
        return Leftover(mentee.id, LeftoverCode.NO_MENTOR, _nobody(mentee, problem))
    bars = {mentor.id: next(iter(bars_between(mentee, mentor, problem)), None) for mentor in others}
    free = [mentor for mentor in others if bars[mentor.id] is None]
    if free:
        return Leftover(mentee.id, LeftoverCode.BUSY, f"Подходящие наставники уже заняты{_named(free)}.")
    return _barred(mentee, others, bars, problem)


_WISHES = {
    "both": "После групповой встречи оба назвали друг друга.",
    "mentee": "Наставляемый сам назвал этого наставника после групповой встречи.",
    "mentor": "Наставник сам назвал этого наставляемого после групповой встречи.",
}


def _further_parts(facts: PairFacts) -> list[str]:
    """Wishes, time, institution, experience."""
    parts = [_WISHES[facts.wishes]] if facts.wishes else []
    if facts.minutes:
        parts.append(f"Время наставника: {time_words(facts.minutes)} в неделю.")
    if facts.is_same_institution:
        parts.append("Оба из одной организации.")
    if facts.experience:
        parts.append("Наставник уже вёл пары.")
    return parts


def time_words(minutes: int) -> str:
    """«45 минут», «1 час», «1 час 30 минут»."""
    hours, rest = divmod(minutes, 60)
    said = [counted(hours, ("час", "часа", "часов"))] if hours else []
    said += [counted(rest, ("минута", "минуты", "минут"))] if rest else []
    return " ".join(said)


def _topics_part(facts: PairFacts, competences: str) -> str:
    if not facts.covered:
        return "Тема запроса среди компетенций наставника не названа."
    words = "Тема запроса" if len(facts.covered) == 1 else "Темы запроса"
    there = "она есть" if len(facts.covered) == 1 else "они есть"
    quote = _quote(competences)
    said = f" («{quote}»)" if quote else ""
    return f"{words} — {', '.join(facts.covered)}: {there} среди компетенций наставника{said}."


def _age_part(ages: tuple[int, ...], band: AgeBand) -> str:
    if not ages:
        return (
            "" if band.is_any else f"Возраст не указан; наставник готов работать с возрастом: {band.label}."
        )
    said = years(ages[0]) if len(ages) == 1 else f"{ages[0]} или {years(ages[-1])}"
    if band.is_any:
        return f"Возраст {said}: наставник готов работать с любым возрастом."
    if all(age in band for age in ages):
        return f"Возраст {said} входит в желаемый ({band.label})."
    if any(age in band for age in ages):
        return f"Возраст {said}, желаемый — {band.label}: уточните дату рождения."
    return f"Возраст {said} не входит в желаемый ({band.label})."


def _quote(text: str) -> str:
    text = " ".join(text.split()).strip(" .")
    text = text.replace("«", "„").replace("»", "“")
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1].rstrip() + "…"


def _topics_named(mentee: MenteeSide, problem: Problem) -> str:
    labels = [f"«{label}»" for label in topic_labels(mentee.topics, problem.topic_names)]
    return f"по теме {labels[0]}" if len(labels) == 1 else f"по темам {', '.join(labels)}"


def _nobody(mentee: MenteeSide, problem: Problem) -> str:
    return f"Подходящего наставника нет: нет наставника {_topics_named(mentee, problem)}."


def _named(mentors: Sequence[MentorSide]) -> str:
    labels = [mentor.label for mentor in sorted(mentors, key=lambda mentor: mentor.id) if mentor.label]
    if not labels:
        return ""
    more = f" и ещё {len(labels) - _NAMED}" if len(labels) > _NAMED else ""
    return f" ({', '.join(labels[:_NAMED])}{more})"


def _barred(
    mentee: MenteeSide, others: Sequence[MentorSide], bars: dict[int, Bar | None], problem: Problem
) -> Leftover:
    """Name every rule that binds; the code is that of the first."""
    by_bar = {bar: [mentor for mentor in others if bars[mentor.id] is bar] for bar in _SAID}
    parts = [(code, say(by_bar[bar], problem)) for bar, (code, say) in _SAID.items() if by_bar[bar]]
    said = "; ".join(text for _, text in parts)
    return Leftover(
        mentee.id, parts[0][0], f"Подходящего наставника нет {_topics_named(mentee, problem)}: {said}."
    )


def _said_of_ages(mentors: Sequence[MentorSide], _: Problem) -> str:
    wished = sorted({(mentor.ages.low, mentor.ages.high) for mentor in mentors})
    bands = "; ".join(AgeBand(low, high).label for low, high in wished[:_NAMED])
    return f"возраст не входит в желаемый наставниками ({bands})"


def _said_of_gap(mentors: Sequence[MentorSide], problem: Problem) -> str:
    least = years(problem.limits.age_gap or 0)
    return f"наставник{_named(mentors)} старше меньше чем на {least}, а это наименьшая разница в программе"


def _said_of_obstacles(mentors: Sequence[MentorSide], _: Problem) -> str:
    return f"наставник пока не готов{_named(mentors)}: {_first(mentors)}"


_SAID: dict[Bar, tuple[LeftoverCode, Callable[[Sequence[MentorSide], Problem], str]]] = {
    Bar.AGE: (LeftoverCode.AGE, _said_of_ages),
    Bar.AGE_GAP: (LeftoverCode.AGE_GAP, _said_of_gap),
    Bar.FIT: (
        LeftoverCode.FIT,
        lambda mentors, _: f"соответствие{_named(mentors)} ниже наименьшего в программе",
    ),
    Bar.DIRECTION: (
        LeftoverCode.DIRECTION,
        lambda mentors, _: f"наставник{_named(mentors)} — в другом направлении программы",
    ),
    Bar.MENTOR_OBSTACLE: (LeftoverCode.MENTOR_OBSTACLE, _said_of_obstacles),
    Bar.FORBIDDEN: (LeftoverCode.FORBIDDEN, lambda _, __: "пара с наставником по теме исключена"),
}


def _first(mentors: Sequence[MentorSide]) -> str:
    sentence = min(mentors, key=lambda mentor: mentor.id).obstacle.rstrip(".")
    return sentence[:1].lower() + sentence[1:]
