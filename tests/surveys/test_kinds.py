"""What the declared kind promises, kept by the database: raw SQL under the web's role."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from nastavnik.access.scope import acting
from nastavnik.kit.actor import Anonymous
from nastavnik.kit.errors import Denied, Refused
from nastavnik.surveys.actions.answers import (
    Unanswered,
    answer_by_link,
    answer_survey,
    enter_anonymous_sheet,
    enter_sheet,
    make_links,
)
from nastavnik.surveys.actions.surveys import (
    SurveyTerms,
    close_survey,
    correct_survey,
    withdraw_survey,
)
from nastavnik.surveys.models import Campaign, NamedSheet, SatisfactionCount
from nastavnik.surveys.queries.results import pairs_of, results_of, sheets_of
from nastavnik.surveys.queries.surveys import link_state, links_of, responses_to
from tests import factories as make
from tests.factories import TODAY
from tests.house_of_people import House
from tests.surveys import asking

pytestmark = pytest.mark.django_db
Capture = Callable[..., Any]


def raw(sql: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def close(campaign: Campaign) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        close_survey(
            by=svetlana,
            campaign=Campaign.objects.select_related("institution", "edition").get(pk=campaign.pk),
        )


def test_named_sheet_is_read_by_the_curator_and_changed_by_nobody(house: House) -> None:
    (child,) = asking.children(house.school, 1)
    campaign = asking.survey(house.school, [child])
    asking.answer(campaign, child, 8)
    with acting(make.actor("svetlana")):
        sheet = NamedSheet.objects.get()
        assert (sheet.person_id, sheet.answers, sheet.source) == (
            child.pk,
            {"pleased": 8, "glad": "да"},
            "account",
        )
        for statement in ("update surveys_namedsheet set answers = '{}'", "delete from surveys_namedsheet"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                raw(statement)
    with acting(make.actor("boris")):
        assert not NamedSheet.objects.exists()


def test_coded_sheet_can_not_be_joined_to_a_name(house: House) -> None:
    people = asking.children(house.school, 5)
    before = asking.survey(house.school, people, kind="coded", moment="entry")
    after = asking.survey(house.school, people, kind="coded", moment="exit")
    for place, child in enumerate(people):
        asking.answer(before, child, 3)
        asking.answer(after, child, 4 + place)
    with acting(make.actor("svetlana")):
        for table in ("surveys_codedsheet", "surveys_sheetcode", "surveys_ballot", "surveys_surveylink"):
            assert raw(f"select xmin, ctid, * from {table}") == []
        assert sheets_of([before, after]) == {}, "nothing is read before the end"
    close(before), close(after)
    before.refresh_from_db(), after.refresh_from_db()
    with acting(make.actor("svetlana")):
        sheets = sheets_of([before, after])
        joined = pairs_of(sheets[before.pk], sheets[after.pk])
        assert sorted(last["pleased"] for _, last in joined.values()) == [4, 5, 6, 7, 8]
        assert all(first["pleased"] == 3 for first, _ in joined.values())
        again = sheets_of([before, after])
        assert {one.pair for one in again[after.pk]}.isdisjoint(joined), (
            "the joining mark is another one each time"
        )
    with acting(make.actor("boris")):
        assert sheets_of([before, after]) == {}
    with acting(make.actor("oleg")):
        assert sheets_of([before, after]) == {}


def test_anonymous_sheet_is_written_apart_from_its_mark(
    house: House, django_capture_on_commit_callbacks: Capture
) -> None:
    people = asking.children(house.school, 5)
    campaign = asking.survey(house.school, people, kind="anonymous")
    waiting: list[Any] = []
    for place, child in enumerate(people):
        with django_capture_on_commit_callbacks() as callbacks:
            asking.answer(campaign, child, 4 + place)
        with make.owning():
            assert raw("select count(*) from surveys_anonymoussheet")[0][0] == 0, "only the mark so far"
            assert raw("select count(*) from surveys_ask where has_answered")[0][0] == place + 1
        waiting += callbacks
    for callback in waiting:
        callback()  # as after the commit: nobody is acting, no scope is set
    with make.owning():
        columns = {row[0] for row in raw(
            "select column_name from information_schema.columns where table_name = 'surveys_anonymoussheet'"
        )}  # fmt: skip
        assert columns == {"id", "institution_id", "campaign_id", "answers"}, "no person, no time"
        assert len(set(raw("select xmin::text from surveys_anonymoussheet"))) == 1, (
            "no transaction of its own"
        )
        assert raw("select count(*) from surveys_ballot") == [(0,)]
    with acting(make.actor("svetlana")):
        assert raw("select xmin, ctid, * from surveys_anonymoussheet") == []
        assert responses_to([campaign])[campaign.pk].answered == 5
    close(campaign)
    campaign.refresh_from_db()
    with acting(make.actor("svetlana")):
        sheets = sheets_of([campaign])[campaign.pk]
        assert {one.pair for one in sheets} == {""}
        assert sorted(one.answers["pleased"] for one in sheets) == [4, 5, 6, 7, 8]


def test_a_ballot_puts_one_sheet_and_an_invented_one_none(db: None) -> None:
    assert raw("select surveys_cast('invented', '{}'::jsonb)") == [(False,)]


def test_four_answers_are_hidden_and_hand_nothing_to_figures(house: House) -> None:
    people = asking.children(house.school, 4)
    campaign = asking.survey(house.school, people, kind="coded")
    for child in people:
        asking.answer(campaign, child, 9)
    close(campaign)
    campaign.refresh_from_db()
    with acting(make.actor("svetlana")):
        assert sheets_of([campaign]) == {}
        assert responses_to([campaign])[campaign.pk].answered == 4
        assert not SatisfactionCount.objects.exists()


def test_satisfaction_of_an_ended_survey_is_kept_with_its_formula(house: House) -> None:
    people = asking.children(house.school, 6)
    campaign = asking.survey(house.school, people, kind="coded")
    for place, child in enumerate(people[:5]):
        asking.answer(campaign, child, 5 + place)
    close(campaign)
    count = SatisfactionCount.objects.get()
    assert (count.satisfied, count.answered, count.asked, count.year, str(count.threshold)) == (
        3,
        5,
        6,
        2026,
        "7.0",
    )


def test_nobody_answers_twice_nor_for_another_nor_after_the_end(house: House) -> None:
    child, other = asking.children(house.school, 2)
    campaign = asking.survey(house.school, [child, other])
    asking.answer(campaign, child, 8)
    with pytest.raises(Refused, match="второй раз"):
        asking.answer(campaign, child, 9)
    actor = make.actor(asking.account_of(child))
    ask = asking.ask_of(campaign, other)
    with acting(actor):
        with pytest.raises(Denied):
            answer_survey(by=actor, ask=ask, typed={"pleased": "1", "glad": "да"}, today=TODAY)
        with pytest.raises(ProgrammingError, match="not the acting account"), transaction.atomic():
            raw("select surveys_answer(%s, '{}'::jsonb, 'x', '')", ask.pk)
    close(campaign)
    with pytest.raises(Refused, match="закончен"):
        asking.answer(campaign, other, 8)


def test_faults_are_said_by_question_and_nothing_is_marked(house: House) -> None:
    (child,) = asking.children(house.school, 1)
    campaign = asking.survey(house.school, [child])
    with pytest.raises(Unanswered) as caught:
        asking.answer(campaign, child, 11)
    assert set(caught.value.faults) == {"pleased"}
    assert not asking.ask_of(campaign, child).has_answered


def test_whoever_lacks_a_consent_is_not_asked(house: House) -> None:
    campaign = asking.survey(house.school, [house.danya, *asking.children(house.school, 1)])
    with acting(make.actor("svetlana")):
        assert responses_to([campaign])[campaign.pk].asked == 1


def test_kind_is_fixed_with_the_first_answer(house: House) -> None:
    (child,) = asking.children(house.school, 1)
    campaign = asking.survey(house.school, [child], kind="coded")
    svetlana, terms = make.actor("svetlana"), SurveyTerms(*asking.PERIOD, kind="named")
    with acting(svetlana):
        correct_survey(by=svetlana, campaign=campaign, terms=SurveyTerms(*asking.PERIOD, kind="anonymous"))
        correct_survey(by=svetlana, campaign=campaign, terms=SurveyTerms(*asking.PERIOD, kind="coded"))
    asking.answer(campaign, child, 8)
    with acting(svetlana):
        with pytest.raises(Refused, match="Вид анкеты не меняется"):
            correct_survey(by=svetlana, campaign=campaign, terms=terms)
        with pytest.raises(Refused, match="уже ответили"):
            withdraw_survey(by=svetlana, campaign=campaign)


def test_sheets_from_paper_are_marked_so(house: House, django_capture_on_commit_callbacks: Capture) -> None:
    (child,) = asking.children(house.school, 1)
    campaign = asking.survey(house.school, [child])
    unnamed = asking.survey(house.school, [child], kind="anonymous", circle="walls:2:mentee")
    svetlana, typed = make.actor("svetlana"), {"pleased": "6", "glad": "да"}
    with acting(svetlana):
        enter_sheet(by=svetlana, ask=asking.ask_of(campaign, child), typed=typed)
        sheet = NamedSheet.objects.get()
        assert (sheet.source, sheet.entered_by) == ("paper", svetlana.name)
        with pytest.raises(Refused, match="не указывая, чей"):
            enter_sheet(by=svetlana, ask=asking.ask_of(unnamed, child), typed=typed)
    with django_capture_on_commit_callbacks(execute=True), acting(svetlana):
        enter_anonymous_sheet(by=svetlana, campaign=unnamed, typed=typed)
    with acting(svetlana):
        assert responses_to([unnamed])[unnamed.pk].answered == 1
        assert not asking.ask_of(unnamed, child).has_answered
    with acting(make.actor("boris")), pytest.raises(Denied):
        enter_sheet(by=make.actor("boris"), ask=asking.ask_of(campaign, child), typed=typed)


def test_link_takes_one_answer_and_looking_spends_nothing(house: House) -> None:
    campaign = asking.survey(house.school, asking.children(house.school, 1))
    svetlana, typed = make.actor("svetlana"), {"pleased": "10", "glad": "да"}
    with acting(svetlana):
        ((label, code),) = make_links(
            by=svetlana,
            campaign=campaign,
            labels=["ООО «Вектор»"],
            asks=[],
            until=asking.PERIOD[1],
            today=TODAY,
        )
    assert (label, link_state(code, TODAY)[0]) == ("ООО «Вектор»", "open")  # type: ignore[index]
    with acting(Anonymous()):
        assert link_state(code, TODAY)[0] == "open"  # type: ignore[index]
        with pytest.raises(Unanswered):
            answer_by_link(by=Anonymous(), code=code, typed={}, today=TODAY)
        answer_by_link(by=Anonymous(), code=code, typed=typed, today=TODAY)
        with pytest.raises(Refused, match="уже ответили"):
            answer_by_link(by=Anonymous(), code=code, typed=typed, today=TODAY)
        with pytest.raises(Refused, match="Такой ссылки нет"):
            answer_by_link(by=Anonymous(), code="K7QM2XPD9RTW", typed=typed, today=TODAY)
    with acting(svetlana):
        assert NamedSheet.objects.get().respondent == "ООО «Вектор»"
        assert [one.is_spent for one in links_of(campaign)] == [True]


@pytest.mark.parametrize(("day", "words"), [("2026-12-01", "Срок ссылки"), ("2026-09-01", "ещё не начался")])
def test_link_out_of_its_time_says_so(house: House, day: str, words: str) -> None:
    campaign = asking.survey(house.school, asking.children(house.school, 1))
    svetlana, on = make.actor("svetlana"), type(TODAY).fromisoformat(day)
    with acting(svetlana):
        ((_, code),) = make_links(
            by=svetlana, campaign=campaign, labels=["гость"], asks=[], until=asking.PERIOD[1], today=TODAY
        )
    with acting(Anonymous()), pytest.raises(Refused, match=words):
        answer_by_link(by=Anonymous(), code=code, typed={}, today=on)


def test_results_of_a_question_few_were_asked_are_hidden(house: House) -> None:
    people = asking.children(house.school, 5)
    campaign = asking.survey(house.school, people, kind="coded")
    for place, child in enumerate(people):
        asking.answer(campaign, child, 8, **({"glad": "нет", "why": "скучно"} if place < 2 else {}))
    close(campaign)
    campaign.refresh_from_db()
    with acting(make.actor("svetlana")):
        from nastavnik.surveys.queries.questionnaires import rules_of

        sheets = sheets_of([campaign])[campaign.pk]
        found = {one.question.key: one for one in results_of(rules_of(campaign.edition), sheets, least=5)}
    assert (found["why"].is_hidden, found["why"].texts, found["pleased"].mean) == (True, (), 8)
