"""Questionnaires: what is accepted as an answer, what is hidden, how things add up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.questionnaires import (
    ENOUGH,
    LEVELS,
    NO,
    YES,
    Base,
    Formula,
    Question,
    QuestionKind,
    Way,
    changes_of,
    checked_answers,
    formula_words,
    hidden_groups,
    is_satisfied,
    level_of,
    question_faults,
    result_of,
    satisfaction_of,
    split_of,
    total_of,
)
from nastavnik.rulebook.questionnaires.defaults import default_questionnaires

SCALE = Question("pleased", QuestionKind.SCALE, "Довольны ли вы?", is_satisfaction=True)
GLAD = Question("glad", QuestionKind.YES_NO, "Рады ли вы?")
WHY = Question("why", QuestionKind.TEXT, "Почему?", only_if="glad", only_values=(NO,))
MANY = Question(
    "many", QuestionKind.SEVERAL, "Что нравится?", options=("встречи", "проекты"), is_required=False
)
OFTEN = Question(
    "often", QuestionKind.MATRIX, "Как часто?", options=("часто", "редко"), rows=("уроки", "игры")
)
FORM = (SCALE, GLAD, WHY, MANY, OFTEN)
FULL = {
    "pleased": "8",
    "glad": NO,
    "why": " скучно ",
    "many": ["встречи"],
    "often": {"уроки": "часто", "игры": "редко"},
}


def test_answers_are_read_by_their_questions() -> None:
    checked = checked_answers(FORM, FULL)
    assert checked.faults == {}
    assert checked.answers == FULL | {"pleased": 8, "why": "скучно"}


def test_question_of_an_unmet_condition_is_neither_asked_nor_kept() -> None:
    checked = checked_answers(FORM, FULL | {"glad": YES})
    assert checked.faults == {} and "why" not in checked.answers


def test_required_question_of_a_met_condition_is_asked() -> None:
    assert set(checked_answers(FORM, FULL | {"why": " "}).faults) == {"why"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("pleased", "11"), ("pleased", "восемь"), ("glad", "может быть"), ("many", ["танцы"]), ("why", "я" * 5000),
        ("often", {"уроки": "часто"}), ("often", {"уроки": "всегда", "игры": "часто"}), ("often", "часто"),
    ],
)  # fmt: skip
def test_answer_that_the_form_never_offered_is_refused(key: str, value: object) -> None:
    assert set(checked_answers(FORM, FULL | {key: value}).faults) == {key}


@pytest.mark.parametrize(
    ("question", "field"),
    [
        (Question("a", QuestionKind.TEXT, " "), "text"),
        (Question("a", QuestionKind.SCALE, "?", low=5, high=5), "low"),
        (Question("a", QuestionKind.ONE, "?", options=("да",)), "options"),
        (Question("a", QuestionKind.SEVERAL, "?", options=("да", "да")), "options"),
        (Question("a", QuestionKind.MATRIX, "?", options=("1", "2")), "rows"),
        (Question("a", QuestionKind.TEXT, "?", only_if="later"), "only_if"),
        (Question("a", QuestionKind.TEXT, "?", only_if="why", only_values=("да",)), "only_if"),
        (Question("a", QuestionKind.TEXT, "?", only_if="glad", only_values=("наверное",)), "only_values"),
    ],
)
def test_question_that_can_not_be_asked_is_named_with_its_field(question: Question, field: str) -> None:
    assert field in question_faults(question, FORM)


def test_every_default_can_be_asked() -> None:
    seen = []
    for one in default_questionnaires():
        for place, question in enumerate(one.questions):
            assert question_faults(question, one.questions[:place]) == {}, (one.code, question.key)
        keys = [question.key for question in one.questions]
        assert len(set(keys)) == len(keys)
        seen.append(one.code)
    assert len(set(seen)) == len(seen) == 30


def test_defaults_of_a_side_can_be_compared_before_and_after() -> None:
    by_code = {one.code: one.questions for one in default_questionnaires()}
    for side, least in (("mentee", 6), ("mentor", 3)):
        pair = by_code[f"pupil_pupil.{side}.entry"], by_code[f"pupil_pupil.{side}.exit"]
        assert len(changes_of(*pair, [({}, {})])) >= least


def test_result_counts_every_offered_choice() -> None:
    found = result_of(SCALE, [10, 10, 1, 5, 4, None])
    assert (found.answered, found.mean) == (5, Decimal(6))
    assert dict(found.distribution)["10"] == 2 and len(found.distribution) == 10
    matrix = result_of(OFTEN, [{"уроки": "часто", "игры": "часто"}] * 5)
    assert dict(matrix.distribution) == {
        "уроки: часто": 5,
        "уроки: редко": 0,
        "игры: часто": 5,
        "игры: редко": 0,
    }


@given(st.lists(st.integers(1, 10), max_size=12))
def test_few_answers_show_nothing_but_their_number(points: list[int]) -> None:
    found = result_of(SCALE, points)
    assert found.is_hidden == (len(points) < ENOUGH)
    if found.is_hidden:
        assert (found.distribution, found.mean, found.texts) == ((), None, ())
    else:
        assert sum(number for _, number in found.distribution) == len(points)


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 30), max_size=12))
def test_nobody_is_found_by_taking_shown_groups_from_the_total(sizes: dict[str, int]) -> None:
    hidden = hidden_groups(sizes)
    assert all(key in hidden for key, size in sizes.items() if 0 < size < ENOUGH)
    left = sum(sizes[key] for key in hidden)
    assert left == 0 or left >= ENOUGH or all(key in hidden for key, size in sizes.items() if size)


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 30), max_size=12))
def test_no_more_groups_are_hidden_than_must_be(sizes: dict[str, int]) -> None:
    hidden = hidden_groups(sizes)
    if not any(0 < size < ENOUGH for size in sizes.values()):
        assert hidden == frozenset()
    more = [key for key in hidden if sizes[key] >= ENOUGH]
    assert len(more) <= 1


@given(st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)), max_size=20))
def test_change_counts_the_same_people_both_times(points: list[tuple[int, int]]) -> None:
    (change,) = changes_of([SCALE], [SCALE], [({"pleased": was}, {"pleased": now}) for was, now in points])
    assert change.pairs == len(points)
    if change.is_hidden:
        assert len(points) < ENOUGH and change.gain is None
    else:
        assert change.up + change.same + change.down == len(points)
        assert change.gain is not None
        assert abs(change.gain * len(points) - sum(now - was for was, now in points)) < Decimal("0.0001")


def test_change_leaves_out_whoever_answered_once_and_questions_asked_otherwise() -> None:
    pairs = [({"pleased": 5}, {"pleased": 7})] * 5 + [({}, {"pleased": 1})]
    (change,) = changes_of([SCALE], [SCALE], pairs)
    assert (change.pairs, change.before, change.after) == (5, Decimal(5), Decimal(7))
    short = Question("pleased", QuestionKind.SCALE, "?", low=1, high=5)
    assert changes_of([short], [SCALE], pairs) == ()


@given(st.lists(st.integers(0, 2), min_size=9, max_size=9))
def test_nine_criteria_have_one_level(points: list[int]) -> None:
    questions = next(one for one in default_questionnaires() if one.code == "self_assessment").questions
    answers = {question.key: point for question, point in zip(questions, points, strict=True)}
    total = total_of(questions, answers)
    assert total == sum(points)
    expected = "оптимальный" if total >= 15 else "допустимый" if total >= 9 else "недопустимый"
    assert level_of(total, LEVELS).label == expected
    answers.popitem()
    assert total_of(questions, answers) is None


def test_level_below_all_levels_is_an_error() -> None:
    with pytest.raises(ValueError, match="below"):
        level_of(-1)


TWO = (SCALE, Question("hopes", QuestionKind.SCALE, "?", is_satisfaction=True), GLAD)


@pytest.mark.parametrize(
    ("way", "answers", "expected"),
    [
        (Way.MEAN, {"pleased": 9, "hopes": 5}, True),
        (Way.EVERY, {"pleased": 9, "hopes": 5}, False),
        (Way.MEAN, {"pleased": 6}, False),
        (Way.MEAN, {"glad": YES}, None),
        (Way.YES, {"pleased": 9}, None),
    ],
)
def test_satisfied_by_the_formula(way: Way, answers: dict[str, object], expected: bool | None) -> None:
    assert is_satisfied(TWO, answers, Formula(way)) is expected


def test_yes_counts_where_it_is_marked() -> None:
    glad = (Question("glad", QuestionKind.YES_NO, "?", is_satisfaction=True),)
    assert [is_satisfied(glad, {"glad": said}, Formula(Way.YES)) for said in (YES, NO)] == [True, False]


@given(st.lists(st.integers(1, 10), max_size=30), st.integers(0, 10), st.sampled_from(list(Base)))
def test_satisfaction_is_a_share_of_its_base_or_hidden(points: list[int], silent: int, base: Base) -> None:
    asked = len(points) + silent
    found = satisfaction_of(TWO, [{"pleased": point} for point in points], Formula(base=base), asked=asked)
    assert (found.satisfied, found.answered) == (sum(point >= 7 for point in points), len(points))
    if len(points) < ENOUGH:
        assert found.share is None
    else:
        whole = asked if base is Base.ASKED else len(points)
        assert found.share == Decimal(found.satisfied) * 100 / whole
        assert found.response_rate == Decimal(len(points)) * 100 / asked


def test_formula_is_said_in_words() -> None:
    said = formula_words(Formula(Way.MEAN, Decimal("7.5"), Base.ASKED))
    assert said == (
        "Доволен тот, у кого среднее его отметок по вопросам об удовлетворённости не ниже порога (7,5); доля — от числа"
        " всех, кого спросили."
    )


@given(st.lists(st.tuples(st.sampled_from([YES, NO, None]), st.integers(1, 10)), max_size=30))
def test_split_hides_whoever_is_few_and_whoever_betrays_him(rows: list[tuple[str | None, int]]) -> None:
    sheets = [{"pleased": point} | ({"glad": said} if said else {}) for said, point in rows]
    groups = split_of(GLAD, FORM, sheets)
    assert sum(group.size for group in groups) == len(rows)
    assert all(group.is_hidden or group.size >= ENOUGH or not group.size for group in groups)
    assert all(group.mean is None for group in groups if group.is_hidden)
    left = sum(group.size for group in groups if group.is_hidden)
    assert left == 0 or left >= ENOUGH or not any(group.mean for group in groups)
