"""The federal dictionaries: forms, role models, topics."""

import pytest

from nastavnik.rulebook.dictionaries import FORMS, Kind, Side, form_by_code, grown_up_forms, role_model_of
from nastavnik.rulebook.topics import TOPICS, interests_in, topic_label, topic_labels, topics_in

HURTFUL = ("неуспев", "пассивн", "равнодуш", "проблем", "консерватив", "неадапт", "неопытн")


def test_five_forms_are_federal_and_codes_are_unique() -> None:
    assert sum(form.is_federal for form in FORMS) == 5
    assert len({form.code for form in FORMS}) == len(FORMS)
    for form in FORMS:
        assert len({model.code for model in form.role_models}) == len(form.role_models)


def test_hurtful_words_are_for_the_curator_only() -> None:
    for form in FORMS:
        for model in form.role_models:
            assert not any(word in model.public_label for word in HURTFUL)
            assert model.is_stigmatising or model.public_label == model.label
            if any(word in model.label for word in HURTFUL):
                assert model.is_stigmatising


def test_form_says_who_may_be_minor() -> None:
    teachers = form_by_code("teacher_teacher")
    assert not teachers.mentor_may_be_minor
    assert not teachers.mentee_may_be_minor
    assert teachers.has_labour_side
    employer = form_by_code("employer_pupil")
    assert (employer.mentor_kind, employer.mentor_may_be_minor, employer.mentee_may_be_minor) == (
        Kind.EMPLOYER,
        False,
        True,
    )
    assert form_by_code("pupil_pupil").mentor_may_be_minor


def test_unknown_codes_are_refused() -> None:
    with pytest.raises(KeyError):
        form_by_code("nobody")
    with pytest.raises(KeyError):
        role_model_of(FORMS[0], "nobody")
    assert role_model_of(FORMS[0], "equal_equal").public_label == "равный – равному"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Нужна помощь по физике", ("physics",)),
        ("Учитель физики высшей категории", ("physics",)),
        ("физкультура", ("sport",)),
        ("Физическая подготовка", ("sport",)),
        ("ПОДГОТОВКА К ОГЭ ПО МАТЕМАТИКЕ", ("mathematics", "exams")),
        ("сдать ЕГЭ по русскому языку", ("russian", "exams")),
        ("олимпиады по информатике, программирование на Python", ("programming", "olympiads")),
        ("Хочу научиться делать проект", ("projects",)),
        ("Выбор профессии", ("career",)),
        ("Профессиональный опыт 20 лет", ()),
        ("адаптация в новом классе, общение", ("adaptation", "communication")),
        ("играть на гитаре", ("music",)),
        ("Игра на виолончели", ("music",)),
        ("альтернативные источники", ()),
        ("Волонтёрство", ("volunteering",)),
        ("инженер-конструктор, робототехника", ("robotics",)),
        ("методика урока и дисциплина", ("lesson_methods", "class_discipline")),
        ("классное руководство", ("class_guidance",)),
        ("английский", ("english",)),
        ("стать врачом", ("medicine",)),
        ("когэнт", ()),
        ("помощь", ()),
        ("", ()),
    ],
)
def test_topics_are_recognised_in_free_text(text: str, codes: tuple[str, ...]) -> None:
    assert topics_in(text) == codes


def test_topics_have_unique_codes_and_labels_that_name_themselves() -> None:
    assert len(TOPICS) >= 25
    assert len({topic.code for topic in TOPICS}) == len(TOPICS)
    for topic in TOPICS:
        assert topic.label[:1].islower()
        assert topic.code in topics_in(topic.label), topic


def test_labels_stand_in_the_order_of_the_dictionary() -> None:
    assert topic_labels(frozenset({"exams", "physics", "юла"})) == ("физика", "подготовка к ОГЭ и ЕГЭ", "юла")
    assert topic_label("physics") == "физика"
    assert topic_label("юла") == "юла"


def test_interests_are_nouns_that_mean_something() -> None:
    assert interests_in("Шахматы, помощь в учёбе") & interests_in("ребёнок любит играть в шахматы") == {
        "шахматы"
    }
    assert "помощь" not in interests_in("помощь")


def test_grown_ups_stand_where_teachers_and_employers_do() -> None:
    assert "teacher_pupil" in grown_up_forms(Side.MENTOR)
    assert "teacher_pupil" not in grown_up_forms(Side.MENTEE)
    assert "pupil_pupil" not in grown_up_forms(Side.MENTOR)
    assert "teacher_teacher" in grown_up_forms(Side.MENTEE)
