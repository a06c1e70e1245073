"""Questionnaires of the demonstration: «до» and «после» of mentees, an open one of mentors, the curator's own two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.people import people_visible_to
from nastavnik.rulebook.questionnaires import DeclaredKind, Question, QuestionKind, Who, is_asked
from nastavnik.surveys.actions.answers import enter_sheet
from nastavnik.surveys.actions.questionnaires import take_questionnaire
from nastavnik.surveys.actions.surveys import SurveyTerms, close_survey, open_survey
from nastavnik.surveys.circles import Circle, circle_named, circles_of
from nastavnik.surveys.models import Ask, Campaign, Questionnaire
from nastavnik.surveys.queries.questionnaires import own_person, rules_of

_SWOT = {
    "strengths": "Наставники знают своих наставляемых\nЕсть кабинет для встреч",
    "weaknesses": "Мало наставников среди старшеклассников",
    "opportunities": "Предприятие рядом готово проводить экскурсии",
    "threats": "Экзамены и карантины сдвигают встречи",
}
_WORDS = ("Встречи и разговоры", "Помощь с трудными темами", "Новые знакомства", "Хочется больше общих дел")


def ask_school(curator: AccountActor, school: Organisation, today: date) -> None:
    """The largest circle of mentees answers before and after, the mentors before; the curator assesses himself."""
    with acting(curator):
        circles = [circle_named(curator, one.key) for one in circles_of(curator)]
        known = sorted((one for one in circles if one), key=lambda one: -len(one.people))
        mentees = next(
            (one for one in known if one.side == Who.MENTEE and one.institution_id == school.pk), None
        )
        if mentees is None or not mentees.people:
            return
        mentors = circle_named(curator, mentees.key.replace(Who.MENTEE, Who.MENTOR))
        period = (today - timedelta(days=30), today + timedelta(days=14))
        for moment, silent, better in (("entry", 0, 0), ("exit", 1, 2)):
            sent = _send(curator, school, mentees, f"{mentees.form}.mentee.{moment}", period)
            _answer(curator, sent, silent, better)
            close_survey(by=curator, campaign=sent)
        if mentors:
            _answer(curator, _send(curator, school, mentors, f"{mentors.form}.mentor.entry", period), 2, 0)
        me = own_person(curator, school)
        if me is not None:
            own = Circle("self", "Куратор", school.pk, "", Who.CURATOR, (me,))
            for code in ("self_assessment", "swot"):
                _answer(curator, _send(curator, school, own, code, period), 0, 0)
        take_questionnaire(
            by=curator, source=Questionnaire.objects.get(code=f"{mentees.form}.mentee.exit"), owner=school
        )


def _send(
    curator: AccountActor, school: Organisation, circle: Circle, code: str, period: tuple[date, date]
) -> Campaign:
    source = Questionnaire.objects.filter(code=code).first() or Questionnaire.objects.get(
        code=f"pupil_pupil.{code.split('.', 1)[1]}"
    )
    # Of a few mentees nothing would be shown under a code.
    kind = DeclaredKind.NAMED if circle.side == Who.MENTEE else DeclaredKind(source.kind)
    terms = SurveyTerms(*period, kind)
    return open_survey(by=curator, institution=school, questionnaire=source, circle=circle, terms=terms)


def _answer(curator: AccountActor, campaign: Campaign, silent: int, better: int) -> None:
    """All but the last `silent` fill a sheet, the points `better` than at first."""
    seen = people_visible_to(curator).values("pk")
    asks = Ask.objects.filter(campaign=campaign, person__in=seen).select_related(
        "campaign__edition", "person"
    )
    found = list(asks.select_related("campaign__institution").order_by("person__sort_name", "pk"))
    for place, ask in enumerate(found[: len(found) - silent] if silent else found):
        enter_sheet(by=curator, ask=ask, typed=_typed(rules_of(campaign.edition), place, better))


def _typed(questions: Sequence[Question], place: int, better: int) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for number, question in enumerate(questions):
        if not is_asked(question, answers):
            continue
        answers[question.key] = _SWOT.get(question.key) or _one(question, place * 3 + number, better)
    return answers


def _one(question: Question, step: int, better: int) -> Any:
    if question.kind is QuestionKind.TEXT:
        return _WORDS[step % len(_WORDS)]
    if question.kind is QuestionKind.SCALE:
        span = question.high - question.low
        return min(question.high, question.low + span // 2 + step % 4 + better)
    if question.kind is QuestionKind.MATRIX:
        return {
            row: question.options[(step + at) % len(question.options)] for at, row in enumerate(question.rows)
        }
    return question.choices[0 if step % 5 else -1]
