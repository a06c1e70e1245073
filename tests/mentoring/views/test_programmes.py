"""Pages of programmes: the list, the form, the card with its next step."""

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nastavnik.mentoring.models import Programme
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]

FILLED = {
    "title": "Ровесник ровеснику", "school_year": "2026", "form": "pupil_pupil",
    "role_model": "pupil_pupil.equal_equal", "start_date": "", "end_date": "31 мая 2027", "goal": "",
}  # fmt: skip


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


@pytest.fixture
def svetlana(signed_in: SignIn) -> Client:
    return signed_in("svetlana")


def card(client: Client, programme: Programme) -> str:
    response = client.get(reverse("mentoring:programme_view", args=[programme.pk]))
    assert response.status_code == 200
    return text(response)


def primary(page: str) -> str:
    """The label of the one coloured button of the head."""
    head = page[page.index('class="head-actions"') :]
    found = re.search(r"button-primary[^>]*>([^<]+)<", head)
    assert found
    return found[1].strip()


def test_curator_opens_a_programme(svetlana: Client, house: House) -> None:
    page = text(svetlana.get(reverse("mentoring:programme_open")))
    assert "успевающий – неуспевающий (в документах: помощь в учёбе)" in page
    assert 'id="id_institution"' not in page  # there is only one
    done = svetlana.post(reverse("mentoring:programme_open"), FILLED, follow=True)
    with make.owning():
        programme = Programme.objects.get()
    assert (programme.institution, programme.start_date, programme.end_date) == (
        house.school, date(2026, 10, 1), date(2027, 5, 31),
    )  # fmt: skip
    assert done.redirect_chain == [(reverse("mentoring:programme_view", args=[programme.pk]), 302)]
    assert "Программа «Ровесник ровеснику» открыта" in text(done)
    assert primary(text(done)) == "Загрузить базу наставляемых"


def test_role_model_of_another_form_comes_back_at_its_field(svetlana: Client) -> None:
    wrong = FILLED | {"role_model": "teacher_pupil.subject_support"}
    response = svetlana.post(reverse("mentoring:programme_open"), wrong)
    assert response.status_code == 422
    assert 'href="#id_role_model"' in text(response)
    assert 'value="Ровесник ровеснику"' in text(response)


def test_curator_corrects_a_programme(svetlana: Client, house: House) -> None:
    programme = pairing.programme(house.school)
    url = reverse("mentoring:programme_edit", args=[programme.pk])
    assert 'value="01.10.2026"' in text(svetlana.get(url))
    done = svetlana.post(url, FILLED | {"goal": "Помочь к экзаменам"}, follow=True)
    assert "Программа исправлена" in text(done)
    assert "Помочь к экзаменам" in text(done)


def test_next_step_leads_from_the_bases_to_the_pairs(svetlana: Client, house: House) -> None:
    programme = pairing.programme(house.school)
    assert primary(card(svetlana, programme)) == "Загрузить базу наставляемых"
    pairing.mentee(programme, house.danya)
    assert primary(card(svetlana, programme)) == "Загрузить базу наставников"
    pairing.mentor(programme, house.maria)
    page = card(svetlana, programme)
    assert primary(page) == "Отметить согласия"
    assert f"{reverse('mentoring:participant_list')}?programme={programme.pk}&amp;consents=missing" in page
    make.consent(house.danya)
    make.consent(house.maria)
    assert primary(card(svetlana, programme)) == "Предложить пары"
    curator = make.actor("svetlana")
    pairs = pairing.approved_pairs(curator, programme)
    assert len(pairs) == 1
    assert primary(card(svetlana, programme)) == "Внести ответы"
    pairing.answer_all(curator, programme)
    assert primary(card(svetlana, programme)) == "Подготовить проект приказа"
    svetlana.post(reverse("mentoring:order_draft", args=[programme.pk]))
    assert primary(card(svetlana, programme)) == "Открыть проект приказа"


def test_head_sees_the_programme_with_grey_steps(signed_in: SignIn, house: House) -> None:
    programme = pairing.programme(house.school)
    page = card(signed_in("nina"), programme)
    assert "загружает куратор организации" in page
    assert "Файлы баз" not in page
    assert signed_in("nina").get(reverse("mentoring:programme_edit", args=[programme.pk])).status_code == 403


@pytest.mark.parametrize(
    ("login", "statuses"),
    [
        ("nina", (200, 403, 200)),
        ("boris", (200, 200, 404)),
        ("tamara", (403, 403, 403)),
        ("oleg", (403, 403, 403)),
    ],
)
def test_each_role_opens_its_own_pages(
    signed_in: SignIn, house: House, login: str, statuses: tuple[int, int, int]
) -> None:
    programme, client = pairing.programme(house.school), signed_in(login)
    listed = client.get(reverse("mentoring:programme_list"))
    opened = client.get(reverse("mentoring:programme_open"))
    seen = client.get(reverse("mentoring:programme_view", args=[programme.pk]))
    assert (listed.status_code, opened.status_code, seen.status_code) == statuses
    assert ("Шаг вперёд" in text(listed)) is (login == "nina")


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_whatever_its_length(
    svetlana: Client, house: House, number: int, django_assert_num_queries
) -> None:
    for place in range(number):
        pairing.mentee(pairing.programme(house.school, f"Программа {place}"), house.danya)
    url = reverse("mentoring:programme_list")
    svetlana.get(url)
    with django_assert_num_queries(pairing.AROUND_A_PAGE + 2):  # school years to choose from, programmes
        page = text(svetlana.get(url))
    assert page.count("нужна база наставников") == number


def test_empty_list_says_what_a_programme_is(svetlana: Client) -> None:
    page = text(svetlana.get(reverse("mentoring:programme_list")))
    assert "Программ пока нет." in page
    assert reverse("mentoring:programme_open") in page
