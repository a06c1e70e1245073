"""Reasons in words: what a parent and a curator read."""

from typing import Any

import pytest

from nastavnik.rulebook.ages import AgeBand
from nastavnik.rulebook.matching import (
    Fit,
    LeftoverCode,
    Limits,
    MenteeSide,
    MentorSide,
    Problem,
    Weights,
    propose,
)
from nastavnik.rulebook.matching.scoring import score

PHYSICS = frozenset({"physics"})
DANYA = MenteeSide(1, 1, PHYSICS, frozenset({"шахматы"}), (14,))
MARIA = MentorSide(
    11,
    11,
    frozenset({"physics", "exams"}),
    frozenset({"шахматы", "лыжа"}),
    AgeBand(12, 16),
    1,
    60,
    label="Котова М. И.",
    competences="Учитель физики, кружок «Квант»",
)


def only_reason(mentee: MenteeSide, mentor: MentorSide, **more: object) -> str:
    (pair,) = propose(Problem((mentee,), (mentor,), **more)).pairs  # type: ignore[arg-type]
    return pair.reason


def only_leftover(mentee: MenteeSide, *mentors: MentorSide, **more: object) -> tuple[LeftoverCode, str]:
    (left,) = propose(Problem((mentee,), mentors, **more)).leftovers  # type: ignore[arg-type]
    return left.code, left.reason


def test_reason_names_topic_age_and_interests() -> None:
    assert only_reason(DANYA, MARIA) == (
        "Тема запроса — физика: она есть среди компетенций наставника («Учитель физики, кружок „Квант“»)."
        " Возраст 14\u00a0лет входит в желаемый (12–16\u00a0лет). Общий интерес: шахматы."
        " Время наставника: 1\u00a0час в неделю."
    )


def test_reason_names_what_stays_uncovered() -> None:
    mentee = MenteeSide(1, 1, frozenset({"physics", "exams", "music"}))
    reason = only_reason(mentee, MentorSide(11, 11, MARIA.topics))
    assert reason == (
        "Темы запроса — физика, подготовка к ОГЭ и ЕГЭ: они есть среди компетенций наставника."
        " Не охвачено этой парой: музыка."
    )


def test_unknown_age_fits_with_a_note() -> None:
    mentee = MenteeSide(1, 1, PHYSICS)
    assert "Возраст не указан" in only_reason(mentee, MARIA)


def test_year_on_the_edge_asks_for_the_date() -> None:
    mentee = MenteeSide(1, 1, PHYSICS, ages=(11, 12))
    assert "уточните дату рождения" in only_reason(mentee, MARIA)


def test_pinned_pair_says_so_and_may_lack_a_topic() -> None:
    mentee = MenteeSide(1, 1, frozenset({"music"}), ages=(9,))
    reason = only_reason(mentee, MARIA, pinned=frozenset({(1, 11)}))
    assert reason.startswith(
        "Пара закреплена куратором. Тема запроса среди компетенций наставника не названа."
    )
    assert "не входит в желаемый" in reason


def test_obstacle_is_given_as_it_is() -> None:
    mentee = MenteeSide(1, 1, PHYSICS, obstacle="Нет согласия родителя.")
    assert only_leftover(mentee, MARIA) == (LeftoverCode.OBSTACLE, "Нет согласия родителя.")


def test_request_without_topic_asks_for_one() -> None:
    code, reason = only_leftover(MenteeSide(1, 1), MARIA)
    assert (code, reason) == (
        LeftoverCode.NO_TOPIC,
        "Запрос не содержит распознанной темы — уточните запрос.",
    )


def test_nobody_for_the_topic_is_an_honest_answer() -> None:
    code, reason = only_leftover(MenteeSide(1, 1, frozenset({"chemistry"})), MARIA)
    assert code is LeftoverCode.NO_MENTOR
    assert reason == "Подходящего наставника нет: нет наставника по теме «химия»."


def test_nobody_mentors_himself() -> None:
    myself = MentorSide(11, 1, PHYSICS)
    assert only_leftover(DANYA, myself)[0] is LeftoverCode.NO_MENTOR


def test_busy_mentors_are_named() -> None:
    other = MenteeSide(2, 2, frozenset({"physics", "exams"}), ages=(14,))
    (left,) = propose(Problem((DANYA, other), (MARIA,))).leftovers
    assert (left.mentee_id, left.code) == (1, LeftoverCode.BUSY)
    assert left.reason == "Подходящие наставники уже заняты (Котова М. И.)."


def test_age_that_fits_nobody_is_said_with_the_wished_ones() -> None:
    code, reason = only_leftover(MenteeSide(1, 1, PHYSICS, ages=(9,)), MARIA)
    assert code is LeftoverCode.AGE
    assert "возраст не входит в желаемый наставниками (12–16\u00a0лет)" in reason


def test_forbidden_pair_and_mentor_without_consent_are_said() -> None:
    assert only_leftover(DANYA, MARIA, forbidden=frozenset({(1, 11)}))[0] is LeftoverCode.FORBIDDEN
    barred = MentorSide(11, 11, PHYSICS, obstacle="Нет согласия наставника.", label="Котова М. И.")
    code, reason = only_leftover(DANYA, barred)
    assert code is LeftoverCode.MENTOR_OBSTACLE
    assert "нет согласия наставника" in reason


def test_one_more_topic_outweighs_all_else() -> None:
    mentee = MenteeSide(1, 1, frozenset({"physics", "exams"}), frozenset({"а", "б", "в"}), (14,))
    by_topics = MentorSide(11, 11, frozenset({"physics", "exams"}))
    by_the_rest = MentorSide(
        12, 12, PHYSICS, frozenset({"а", "б", "в"}), AgeBand(14, 14), 1, 600, experience=9
    )
    assert score(mentee, by_topics, Weights()) > score(mentee, by_the_rest, Weights())


def test_middle_of_the_wished_ages_scores_more_than_the_edge() -> None:
    points = [score(MenteeSide(1, 1, PHYSICS, ages=(age,)), MARIA, Weights()) for age in (12, 13, 14, 15, 16)]
    assert points == sorted(points[:3]) + sorted(points[3:], reverse=True)
    assert points[0] == points[4] < points[1] < points[2]


def test_reason_says_wishes_experience_and_one_institution() -> None:
    mentee = MenteeSide(1, 1, PHYSICS, wishes=frozenset({11}), institution_id=5)
    mentor = MentorSide(11, 11, PHYSICS, wishes=frozenset({1}), institution_id=5, experience=2)
    reason = only_reason(mentee, mentor)
    assert "оба назвали друг друга" in reason
    assert "Оба из одной организации." in reason
    assert "Наставник уже вёл пары." in reason
    assert "сам назвал этого наставника" in only_reason(mentee, MentorSide(11, 11, PHYSICS))
    assert "Наставник сам назвал" in only_reason(MenteeSide(1, 1, PHYSICS), mentor)


@pytest.mark.parametrize(
    ("mentor", "limits", "code", "words"),
    [
        ({"own_ages": (15,)}, Limits(age_gap=3), LeftoverCode.AGE_GAP, "старше меньше чем на 3\u00a0года"),
        (
            {"topics": frozenset({"physics"})},
            Limits(lowest_percent=100),
            LeftoverCode.FIT,
            "ниже наименьшего",
        ),
        ({"directions": frozenset("б")}, Limits(), LeftoverCode.DIRECTION, "в другом направлении"),
    ],
)
def test_limit_that_binds_is_said(
    mentor: dict[str, Any], limits: Limits, code: LeftoverCode, words: str
) -> None:
    mentee = MenteeSide(1, 1, PHYSICS, ages=(14,), directions=frozenset("а"))
    side = MentorSide(11, 11, **{"topics": PHYSICS, **mentor})
    found, reason = only_leftover(mentee, side, limits=limits)
    assert found is code
    assert words in reason


def test_wish_outside_the_ages_only_costs_points_where_it_is_not_strict() -> None:
    child = MenteeSide(1, 1, PHYSICS, ages=(9,))
    assert only_leftover(child, MARIA)[0] is LeftoverCode.AGE
    assert "не входит в желаемый" in only_reason(child, MARIA, limits=Limits(is_age_strict=False))


@pytest.mark.parametrize(("minutes", "fit"), [(120, Fit.HIGH), (None, Fit.HIGH)])
def test_fit_of_all_topics_is_high(minutes: int | None, fit: Fit) -> None:
    (pair,) = propose(Problem((DANYA,), (MentorSide(11, 11, PHYSICS, minutes=minutes),))).pairs
    assert pair.fit is fit


def test_fit_of_some_topics_is_less() -> None:
    mentee = MenteeSide(1, 1, frozenset({"physics", "exams", "music"}))
    assert [
        propose(Problem((mentee,), (MentorSide(11, 11, frozenset(topics)),))).pairs[0].fit
        for topics in (("physics", "exams"), ("physics",))
    ] == [Fit.GOOD, Fit.PART]
