"""Templates of the individual plan of a pair, by form and role model: a start that both sides change as they agree.

Source: what such plans usually hold (editable defaults, no quotation). `weeks` count from the day the pair began.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType


@dataclass(frozen=True)
class PlanStep:
    """A measure of a template: what, and how many weeks after the beginning."""

    text: str
    weeks: int


@dataclass(frozen=True)
class PlanTemplate:
    """A goal, tasks (one a line) and measures."""

    goal: str
    tasks: tuple[str, ...]
    steps: tuple[PlanStep, ...]


@dataclass(frozen=True)
class PlannedMeasure:
    """A measure with its day."""

    text: str
    due: date


_MEET = PlanStep("Познакомиться, договориться о времени и правилах встреч", 1)
_TRY = PlanStep("Решить вместе одну небольшую задачу", 2)
_HALFWAY = PlanStep("Посмотреть, что получилось, и поправить план", 14)
_END = PlanStep("Подвести итоги и решить, что дальше", 28)


def _plan(goal: str, tasks: tuple[str, ...], *steps: tuple[str, int]) -> PlanTemplate:
    middle = (PlanStep(text, weeks) for text, weeks in steps)
    ordered = sorted((_MEET, _TRY, *middle, _HALFWAY, _END), key=lambda step: step.weeks)
    return PlanTemplate(goal, tasks, tuple(ordered))


_STUDY = _plan(
    "Разобраться в предмете и заниматься увереннее",
    ("выяснить, что даётся труднее всего", "подобрать способ заниматься", "закрепить пройденное"),
    ("Выбрать две-три темы, с которых начать", 3),
    ("Разобрать выбранные темы и решить задания по каждой", 10),
    ("Самостоятельная работа и разбор ошибок", 20),
)
_INTERESTS = _plan(
    "Найти дело по душе и попробовать себя в нём",
    ("обсудить интересы", "попробовать два-три дела", "выбрать одно и довести до результата"),
    ("Сходить вместе на занятие кружка, секции или школьное событие", 5),
    ("Подготовить небольшое общее дело", 12),
    ("Показать результат классу или школе", 22),
)
_PROJECT = _plan(
    "Довести собственный проект от замысла до показа",
    ("сформулировать замысел", "составить план проекта", "подготовить показ"),
    ("Описать замысел и кому он нужен", 4),
    ("Собрать материалы и сделать первую часть", 12),
    ("Показать проект", 24),
)
_PROFESSION = _plan(
    "Узнать профессию изнутри и понять, подходит ли она",
    ("увидеть рабочее место", "попробовать задачу из работы", "наметить, чему учиться"),
    ("Побывать на предприятии", 5),
    ("Решить учебную задачу из настоящей работы", 14),
    ("Составить перечень того, чему учиться дальше", 22),
)
_TEACHER = _plan(
    "Войти в профессию и уверенно вести занятия",
    ("спланировать занятия", "разобрать открытые уроки друг друга", "освоить работу с документами"),
    ("Составить рабочий план на четверть вместе", 3),
    ("Посетить занятия наставника и разобрать их", 6),
    ("Провести открытое занятие и разобрать его", 18),
)
_COLLEAGUE = _plan(
    "Освоить новый приём работы и применить его",
    ("выбрать приём", "посмотреть его в работе", "применить у себя"),
    ("Выбрать приём и посмотреть, как он работает", 4),
    ("Провести занятие с новым приёмом", 12),
    ("Рассказать о нём коллегам", 24),
)

BY_FORM: Mapping[str, PlanTemplate] = MappingProxyType(
    {
        "pupil_pupil": _INTERESTS,
        "student_pupil": _INTERESTS,
        "teacher_pupil": _STUDY,
        "employer_pupil": _PROFESSION,
        "employer_student": _PROFESSION,
        "teacher_teacher": _COLLEAGUE,
        "educator_educator": _TEACHER,
    }
)
BY_ROLE_MODEL: Mapping[str, PlanTemplate] = MappingProxyType(
    {
        "pupil_pupil.achieving_underachieving": _STUDY,
        "student_pupil.achieving_underachieving": _STUDY,
        "student_pupil.curator_author": _PROJECT,
        "teacher_pupil.project_guide": _PROJECT,
        "teacher_pupil.personal_support": _INTERESTS,
        "teacher_teacher.experienced_young": _TEACHER,
    }
)


def plan_template(form: str, role_model: str = "") -> PlanTemplate:
    """Give the template of a role model («pupil_pupil.equal_equal»), else of its form, else a general one."""
    return BY_ROLE_MODEL.get(role_model) or BY_FORM.get(form) or _INTERESTS


def planned_measures(template: PlanTemplate, begun: date, last: date) -> tuple[PlannedMeasure, ...]:
    """Give the template's measures with their days, in order; none falls after the last day of the pair."""
    days = ((step.text, begun + timedelta(weeks=step.weeks)) for step in template.steps)
    return tuple(PlannedMeasure(text, min(day, last)) for text, day in days)
