"""A questionnaire that has been answered goes on as its next edition."""

import pytest

from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.rulebook.questionnaires import Formula, Question, QuestionKind, Way
from nastavnik.surveys.actions.questionnaires import (
    add_question,
    copy_question,
    correct_question,
    move_question,
    remove_question,
    take_questionnaire,
)
from nastavnik.surveys.actions.satisfaction import set_formula
from nastavnik.surveys.models import Questionnaire
from nastavnik.surveys.queries.questionnaires import formula_for, last_edition, questions_of
from tests import factories as make
from tests.house_of_people import House
from tests.surveys import asking

pytestmark = pytest.mark.django_db
LIKED = Question("", QuestionKind.ONE, "Что понравилось?", options=("встречи", "проект"))


def keys(questionnaire: Questionnaire) -> list[str]:
    return [one.key for one in questions_of(last_edition(questionnaire))]


def test_change_after_answers_begins_an_edition_and_the_old_one_stays(house: House) -> None:
    (child,) = asking.children(house.school, 1)
    campaign = asking.survey(house.school, [child])
    svetlana, mine = make.actor("svetlana"), campaign.edition.questionnaire
    with acting(svetlana):
        add_question(by=svetlana, questionnaire=mine, rule=LIKED)
        assert last_edition(mine).number == 1
    asking.answer(campaign, child, 8, q1="встречи")
    with acting(svetlana):
        correct_question(
            by=svetlana, questionnaire=mine, key="q1", rule=Question("", QuestionKind.TEXT, "Что?")
        )
        assert last_edition(mine).number == 2
        assert [one.text for one in questions_of(campaign.edition)][-1] == "Что понравилось?"
        assert keys(mine) == ["pleased", "glad", "why", "q1"]
        remove_question(by=svetlana, questionnaire=mine, key="q1")
        assert last_edition(mine).number == 2


def test_questions_are_moved_copied_and_removed_with_their_conditions_kept(house: House) -> None:
    svetlana, mine = make.actor("svetlana"), asking.questionnaire(house.school)
    with acting(svetlana):
        copy_question(by=svetlana, questionnaire=mine, key="pleased")
        assert keys(mine) == ["pleased", "q1", "glad", "why"]
        move_question(by=svetlana, questionnaire=mine, key="glad", way="up")
        assert keys(mine) == ["pleased", "glad", "q1", "why"]
        remove_question(by=svetlana, questionnaire=mine, key="q1")
        for way in ("up",):
            with pytest.raises(Refused, match="зависит другой"):
                move_question(by=svetlana, questionnaire=mine, key="why", way=way)
        with pytest.raises(Refused, match="зависит другой"):
            remove_question(by=svetlana, questionnaire=mine, key="glad")
        with pytest.raises(Refused, match="Дальше двигать некуда"):
            move_question(by=svetlana, questionnaire=mine, key="pleased", way="up")


def test_default_is_taken_and_not_changed(house: House) -> None:
    svetlana, default = make.actor("svetlana"), Questionnaire.objects.get(code="pupil_pupil.mentee.exit")
    with acting(svetlana):
        with pytest.raises(Refused, match="возьмите его за основу"):
            add_question(by=svetlana, questionnaire=default, rule=LIKED)
        mine = take_questionnaire(by=svetlana, source=default, owner=house.school)
        assert keys(mine) == keys(default)
    with acting(make.actor("boris")), pytest.raises(Denied):
        add_question(by=make.actor("boris"), questionnaire=mine, rule=LIKED)


def test_formula_of_the_nearest_territory_holds(house: House) -> None:
    irina, oleg = make.actor("irina"), make.actor("oleg")
    with acting(irina):
        set_formula(by=irina, node=house.region, formula=Formula(Way.EVERY))
        assert formula_for(house.school.pk).way is Way.EVERY
    with acting(oleg):
        set_formula(by=oleg, node=house.city, formula=Formula(Way.YES))
        assert (formula_for(house.school.pk).way, formula_for(house.rural.pk).way) == (Way.YES, Way.EVERY)
        with pytest.raises(Denied):
            set_formula(by=oleg, node=house.region, formula=Formula())
