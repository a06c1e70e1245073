"""Pages of surveys: built without scripts, answered by card and by link, results as the kind allows."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from nastavnik.access.models import Account
from nastavnik.access.scope import acting
from nastavnik.kit.sheets import read_sheets
from nastavnik.surveys.actions.answers import make_links
from nastavnik.surveys.actions.surveys import close_survey
from nastavnik.surveys.models import Campaign, NamedSheet, Questionnaire
from nastavnik.surveys.queries.questionnaires import last_edition, questions_of
from nastavnik.surveys.queries.satisfaction import satisfaction_rows
from tests import factories as make
from tests.conftest import SignIn
from tests.factories import TODAY
from tests.house_of_people import House
from tests.mentoring.pairing import in_october
from tests.surveys import asking

pytestmark = [pytest.mark.django_db, in_october]
RIGHT = {"pleased": "8", "glad": "да"}


def page(client: Client, name: str, *args: Any) -> str:
    response = client.get(reverse(f"surveys:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def closed(campaign: Campaign) -> Campaign:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        fresh = Campaign.objects.select_related("institution", "edition__questionnaire").get(pk=campaign.pk)
        close_survey(by=svetlana, campaign=fresh)
    return fresh


def test_questionnaire_is_built_by_plain_forms(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    made = client.post(
        reverse("surveys:questionnaire_make"),
        {
            "owner": house.school.pk,
            "title": "Наша анкета",
            "side": "mentee",
            "moment": "other",
            "form": "",
            "kind": "anonymous",
        },
    )
    mine = Questionnaire.objects.get(title="Наша анкета")
    assert made.url == reverse("surveys:questionnaire_view", args=[mine.pk])  # type: ignore[attr-defined]
    add = reverse("surveys:question_add", args=[mine.pk])
    table = {
        "text": "Как часто?",
        "kind": "matrix",
        "options": "часто\nредко",
        "rows": "уроки\nигры",
        "is_required": "on",
    }
    assert client.post(add, table | {"rows": ""}).status_code == 422
    assert client.post(add, table).status_code == 302
    assert client.post(add, {"text": "Рады?", "kind": "yes_no", "is_required": "on"}).status_code == 302
    asked = {"text": "Почему?", "kind": "text", "only_if": "q2", "only_values": "нет"}
    assert client.post(add, asked).status_code == 302
    client.post(reverse("surveys:question_move", args=[mine.pk, "q2", "up"]))
    assert [one.key for one in questions_of(last_edition(mine))] == ["q2", "q1", "q3"]
    seen = page(client, "questionnaire_preview", mine.pk)
    assert "Анкета анонимная" in seen and 'name="q1-0"' in seen and "Только если на вопрос «Рады?»" in seen
    assert page(client, "questionnaire_view", mine.pk).count("formaction=") == 4 * 3


def test_survey_is_sent_to_a_side_of_a_programme_and_answered_by_card(
    house: House, signed_in: SignIn
) -> None:
    from tests.mentoring import pairing

    programme = pairing.programme(house.school, "Физика вместе")
    (child,) = asking.children(house.school, 1)
    pairing.mentee(programme, child)
    mine, client = asking.questionnaire(house.school), signed_in("svetlana")
    sent = client.post(
        reverse("surveys:survey_open"),
        {
            "institution": house.school.pk, "questionnaire": mine.pk, "circle": f"programme:{programme.pk}:mentee",
            "kind": "named", "from_date": "01.10.2026", "to_date": "30.11.2026",
        },
    )  # fmt: skip
    assert sent.status_code == 302, sent.content.decode()
    campaign = Campaign.objects.get(edition__questionnaire=mine)
    pupil = signed_in(asking.account_of(child))
    assert mine.title in page(pupil, "own_list")
    desk = pupil.get(reverse("desk:desk_view")).content.decode()
    assert mine.title in desk and "Ответить" in desk
    address = reverse("surveys:own_answer", args=[asking.ask_of(campaign, child).pk])
    form = pupil.get(address).content.decode()
    assert (
        "Имя, ответьте" in form
        and "прочитает куратор" in form
        and child.last_name not in form.partition("<main")[2]
    )
    wrong = pupil.post(address, {"pleased": "8"})
    assert wrong.status_code == 422 and "Рады ли вы?" in wrong.content.decode()
    assert pupil.post(address, RIGHT).status_code == 302
    assert pupil.post(address, RIGHT).status_code == 302, "a second sending goes back with the reason"
    with make.owning():
        assert NamedSheet.objects.count() == 1
    assert "прочитать" in page(client, "survey_view", campaign.pk).lower()


def test_representative_is_asked_nothing_in_the_childs_place(house: House, signed_in: SignIn) -> None:
    from tests.house_of_people import give_cards

    give_cards(house)
    make.consent(house.danya)
    campaign = asking.survey(house.school, [house.danya])
    client = signed_in("anna")
    assert campaign.title not in page(client, "own_list")
    ask = asking.ask_of(campaign, house.danya)
    assert client.get(reverse("surveys:own_answer", args=[ask.pk])).status_code == 404


def test_link_is_opened_many_times_and_answered_once(house: House) -> None:
    campaign, svetlana = asking.survey(house.school, asking.children(house.school, 1)), make.actor("svetlana")
    with acting(svetlana):
        ((_, code),) = make_links(
            by=svetlana,
            campaign=campaign,
            labels=["ООО «Вектор»"],
            asks=[],
            until=asking.PERIOD[1],
            today=TODAY,
        )
    client, address = Client(), reverse("public:survey_link", args=[code])
    for _ in range(3):
        assert "Довольны ли вы?" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    assert client.post(address, RIGHT).status_code == 302
    assert "уже ответили" in client.get(address).content.decode()
    with make.owning():
        assert NamedSheet.objects.get().answers == {"pleased": 8, "glad": "да"}


def test_results_of_a_coded_survey_wait_for_its_end_and_for_five(house: House, signed_in: SignIn) -> None:
    people, client = asking.children(house.school, 6), signed_in("svetlana")
    before = asking.survey(house.school, people, kind="coded", moment="entry")
    after = asking.survey(house.school, people, kind="coded", moment="exit")
    for place, child in enumerate(people[:5]):
        asking.answer(before, child, 3)
        asking.answer(after, child, 5 + place)
    results = f"{reverse('surveys:survey_view', args=[after.pk])}?tab=results"
    assert "видны, когда опрос закончен" in client.get(results).content.decode()
    closed(before), closed(after)
    shown = client.get(results).content.decode()
    assert "5 из 6" in shown and "60,0" in shown and "среднее его отметок" in shown
    split = client.get(f"{results}&by=glad").content.decode()
    assert "По ответам на «Рады ли вы?»" in split
    assert "участник 1" in shown and people[0].last_name not in shown.partition("<main")[2]
    assert "+4,0" in shown, "from 3 to 7 on the average"
    taken = client.get(reverse("surveys:results_xlsx", args=[after.pk]))
    sheets = {one.name: one.rows for one in read_sheets(taken.content, "итоги.xlsx")}
    assert set(sheets) == {"Итоги", "Изменение"}
    assert ["Довольны ли вы?", 5, 3, 7, 4, 5, 0, 0] in sheets["Изменение"]


def test_four_answers_show_no_result_on_the_page_nor_in_the_file(house: House, signed_in: SignIn) -> None:
    people, client = asking.children(house.school, 4), signed_in("svetlana")
    campaign = asking.survey(house.school, people, kind="coded")
    for child in people:
        asking.answer(campaign, child, 9)
    closed(campaign)
    shown = client.get(f"{reverse('surveys:survey_view', args=[campaign.pk])}?tab=results").content.decode()
    assert "Ответили меньше пяти" in shown and "Довольны ли вы?" not in shown
    taken = client.get(reverse("surveys:results_xlsx", args=[campaign.pk]))
    rows = [row for one in read_sheets(taken.content, "итоги.xlsx") for row in one.rows]
    assert [row for row in rows if "Довольны ли вы?" in row] == []


def test_blanks_are_printed_by_class_with_the_declared_kind(house: House, signed_in: SignIn) -> None:
    people, client = asking.children(house.school, 2), signed_in("svetlana")
    with make.owning():
        for child, name in zip(people, ("9 «Б»", "7 «А»"), strict=True):
            type(child).objects.filter(pk=child.pk).update(class_name=name)
    texts = {}
    for kind in ("named", "anonymous"):
        campaign = asking.survey(house.school, people, kind=kind)
        file = client.get(reverse("surveys:blanks_docx", args=[campaign.pk])).content
        texts[kind] = "\n".join(one.text for one in Document(BytesIO(file)).paragraphs)
    assert texts["named"].index("7 «А»") < texts["named"].index("9 «Б»")
    assert "Анкета именная" in texts["named"] and texts["named"].count("Довольны ли вы?") == 2
    assert "Анкета анонимная" in texts["anonymous"] and people[0].last_name not in texts["anonymous"]


def test_sheets_from_paper_follow_one_another(house: House, signed_in: SignIn) -> None:
    first, second = asking.children(house.school, 2)
    campaign, client = asking.survey(house.school, [first, second]), signed_in("svetlana")
    enter = [
        reverse("surveys:sheet_enter", args=[campaign.pk, asking.ask_of(campaign, one).pk])
        for one in (first, second)
    ]
    assert client.post(enter[0], RIGHT).url == enter[1]  # type: ignore[attr-defined]
    assert client.post(enter[1], RIGHT).url == reverse("surveys:survey_view", args=[campaign.pk])  # type: ignore[attr-defined]
    with make.owning():
        sheet = NamedSheet.objects.first()
    assert sheet is not None
    assert "с бумаги" in page(client, "sheet_view", sheet.pk)


def test_addresses_of_links_are_shown_once(house: House, signed_in: SignIn) -> None:
    campaign, client = asking.survey(house.school, asking.children(house.school, 1)), signed_in("svetlana")
    address = reverse("surveys:links_make", args=[campaign.pk])
    shown = client.post(address, {"labels": "Партнёр\nРодитель", "until": "30.11.2026"}).content.decode()
    assert shown.count("/survey/") == 2 and "Партнёр" in shown
    links = client.get(f"{reverse('surveys:survey_view', args=[campaign.pk])}?tab=links").content.decode()
    assert "Партнёр" in links and "/survey/" not in links
    assert client.post(address, {"labels": "", "until": "30.11.2026"}).status_code == 422


def test_self_assessment_shows_its_level(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    form = Questionnaire.objects.get(code="self_assessment")
    sent = {
        "institution": house.school.pk, "questionnaire": form.pk, "circle": "self", "kind": "named",
        "from_date": "01.10.2026", "to_date": "30.11.2026",
    }  # fmt: skip
    assert client.post(reverse("surveys:survey_open"), sent).status_code == 302
    campaign = Campaign.objects.get()
    ask = asking.ask_of(campaign, _person_of("svetlana"))
    answers = {question.key: "2" for question in questions_of(campaign.edition)}
    assert (
        client.post(reverse("surveys:own_answer", args=[ask.pk]), answers | {"climate": "0"}).status_code
        == 302
    )
    shown = client.get(f"{reverse('surveys:survey_view', args=[campaign.pk])}?tab=results").content.decode()
    assert "16,0 из 18: уровень оптимальный" in shown.replace("\xa0", " ")


def _person_of(login: str) -> Any:
    with make.owning():
        return Account.objects.select_related("person").get(login=login).person


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_surveys_costs_the_same(
    number: int, house: House, signed_in: SignIn, django_assert_num_queries: Callable[..., Any]
) -> None:
    people = asking.children(house.school, 1)
    for place in range(number):
        asking.survey(house.school, people, circle=f"walls:{place}:mentee")
    client = signed_in("svetlana")
    client.get(reverse("surveys:survey_list"))
    with django_assert_num_queries(13):
        page(client, "survey_list")


def test_satisfaction_reaches_the_region_as_numbers_with_formula_and_response(
    house: House, signed_in: SignIn
) -> None:
    people = asking.children(house.school, 8)
    campaign = asking.survey(house.school, people, kind="coded")
    for place, child in enumerate(people[:5]):
        asking.answer(campaign, child, 5 + place)
    closed(campaign)
    with make.owning():
        (row,) = satisfaction_rows([house.school.pk, house.gymnasium.pk], side="mentee", year=2026)
    assert (row.satisfied, row.answered, row.asked, row.share) == (3, 5, 8, 60)
    shown = page(signed_in("irina"), "satisfaction_list").replace("\xa0", " ")
    assert "60,0 % (3 из 5)" in shown and "62,5 %" in shown and "не ниже порога (7,0)" in shown
    assert house.school.short_name in shown and people[0].last_name not in shown
    assert "Данных пока нет" in page(signed_in("boris"), "satisfaction_list")


def test_lack_of_entry_answers_is_said_on_the_programme_and_the_desk(house: House, signed_in: SignIn) -> None:
    from tests.mentoring import pairing

    programme = pairing.programme(house.school, "Физика вместе")
    first, second = asking.children(house.school, 2)
    pairing.mentee(programme, first), pairing.mentee(programme, second)
    client, card = signed_in("svetlana"), reverse("mentoring:programme_view", args=[programme.pk])
    for address in (card, reverse("desk:desk_view")):
        shown = client.get(address).content.decode().replace("\xa0", " ")
        assert "Анкеты «до» нет у 2 наставляемых из 2" in shown and "Спросить «до»" in shown
    campaign = asking.survey(
        house.school, [first, second], kind="coded", moment="entry", circle=f"programme:{programme.pk}:mentee"
    )
    asking.answer(campaign, first, 5)
    shown = client.get(card).content.decode().replace("\xa0", " ")
    assert "Анкеты «до» нет у 1 наставляемого из 2" in shown and "Открыть опрос" in shown
    asking.answer(campaign, second, 5)
    assert "Анкеты «до» нет" not in client.get(card).content.decode()
    assert "Анкеты «до» нет" not in signed_in("nina").get(reverse("desk:desk_view")).content.decode()


def test_head_reads_nobodys_named_sheet_by_way_of_results(house: House, signed_in: SignIn) -> None:
    people = asking.children(house.school, 4)
    campaign = asking.survey(house.school, people)
    for child in people:
        asking.answer(campaign, child, 9)
    results, head = f"{reverse('surveys:survey_view', args=[campaign.pk])}?tab=results", signed_in("nina")
    assert "Довольны ли вы?" in signed_in("svetlana").get(results).content.decode()
    assert "Довольны ли вы?" not in head.get(results).content.decode()
    closed(campaign)
    shown = head.get(results).content.decode()
    assert "Ответили меньше пяти" in shown and "Довольны ли вы?" not in shown
    rows = [
        row
        for one in read_sheets(head.get(reverse("surveys:results_xlsx", args=[campaign.pk])).content)
        for row in one.rows
    ]
    assert [row for row in rows if "Довольны ли вы?" in row] == []
