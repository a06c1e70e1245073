"""Pages of groups, of another mentor, of the next cycle and of last year's pairs; the printed slips."""

from datetime import date
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.urls import reverse
from docx import Document

from nastavnik.mentoring.models import Need, Offer, Pair, Programme
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import state_of

pytestmark = [pytest.mark.django_db, pairing.in_october]


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


@pytest.fixture
def programme(house: House) -> Programme:
    made = pairing.programme(house.school)
    make.consent(house.maria)
    make.consent(house.danya)
    pairing.mentor(made, house.maria)
    pairing.mentee(made, house.danya)
    return made


def chosen(programme: Programme) -> dict[str, list[int]]:
    with make.owning():
        ids = dict(programme.participations.values_list("side", "pk"))
    return {"mentors": [ids["mentor"]], "mentees": [ids["mentee"]]}


def test_curator_makes_a_pair_by_hand(programme: Programme, signed_in: SignIn) -> None:
    svetlana, url = signed_in("svetlana"), reverse("mentoring:group_form", args=[programme.pk])
    page = text(svetlana.get(url))
    assert "Котова Мария Ивановна, учитель физики, в парах: 0 из 1" in page and 'name="direction"' not in page
    assert svetlana.post(url, {}).status_code == 422
    done = text(svetlana.post(url, chosen(programme), follow=True))
    assert "Составлено: 1 пара. Спросите каждого и внесите ответы." in done
    again = svetlana.post(url, chosen(programme))
    assert again.status_code == 422 and "Пара не составлена" in text(again) and "checked" in text(again)


def test_mentor_is_changed_on_the_card_of_the_pair(
    programme: Programme, house: House, signed_in: SignIn
) -> None:
    (pair,) = pairing.approved_pairs(make.actor("svetlana"), programme)
    other = pairing.mentor(programme, pairing.adult(house.school, "Орехова Дина Львовна"))
    svetlana = signed_in("svetlana")
    card = text(svetlana.get(reverse("mentoring:pair_view", args=[pair.pk])))
    assert all(word in card for word in ("Добавить в группу", "Заменить наставника", "Снять одобрение"))
    url = reverse("mentoring:mentor_change", args=[pair.pk])
    done = text(svetlana.post(url, {"mentor": other.pk}, follow=True))
    assert "Орехова Д. Л. — Зимин Д. О." in done and state_of(pair) == "cancelled"


def test_programme_goes_on_next_year_with_its_pairs(programme: Programme, signed_in: SignIn) -> None:
    (pair,) = pairing.approved_pairs(make.actor("svetlana"), programme)
    with make.owning():
        Pair.objects.filter(pk=pair.pk).update(state="completed", active_from=date(2026, 10, 20))
    svetlana = signed_in("svetlana")
    url = reverse("mentoring:next_cycle", args=[programme.pk])
    assert "Открыть «Шаг вперёд» на 2027/2028 учебный год?" in text(svetlana.get(url))
    page = text(svetlana.post(url, follow=True))
    assert "Котова М. И. — Зимин Д. О." in page and "завершена" in page
    made = Programme.objects.get(school_year=2027)
    done = text(
        svetlana.post(reverse("mentoring:pairs_carry", args=[made.pk]), {"pairs": [pair.pk]}, follow=True)
    )
    assert "Взято в программу: 1 пара." in done
    empty = text(svetlana.get(reverse("mentoring:pairs_carry", args=[made.pk])))
    assert "все они уже взяты в программу" in empty


def test_slips_are_printed_for_each_party_alone(programme: Programme, signed_in: SignIn) -> None:
    (pair,) = pairing.approved_pairs(make.actor("svetlana"), programme)
    svetlana, url = signed_in("svetlana"), reverse("mentoring:agreement_slips", args=[programme.pk])
    assert svetlana.get(url).status_code == 405
    document = Document(BytesIO(svetlana.post(url).content))
    slips = [table.rows[0].cells[0].text for table in document.tables]
    assert len(slips) == 3
    mentee, guardian, mentor = slips
    assert "Зимин Даниил Олегович, 8 «А» класс" in mentee and "Мария К., учитель физики" in mentee
    assert "Подпись представителя (Зимина Анна Петровна)" in guardian
    assert (
        "Котова Мария Ивановна" in mentor and "Даниил З., 8 «А» класс" in mentor and "Зимин Д" not in mentor
    )
    pairing.answer_all(make.actor("svetlana"), programme)
    assert "Печатать нечего" in text(svetlana.post(url, follow=True))
    assert state_of(pair) == "agreed"


def test_answers_and_draft_are_saved_with_one_button(programme: Programme, signed_in: SignIn) -> None:
    (pair,) = pairing.approved_pairs(make.actor("svetlana"), programme)
    with make.owning():
        answers = list(pair.answers.values_list("pk", flat=True))
    svetlana, url = signed_in("svetlana"), reverse("mentoring:agreement_edit", args=[programme.pk])
    sent = {"answered_date": "12.10.2026", "deed": "draft"}
    refused = text(svetlana.post(url, sent | {f"answer_{answers[0]}": "yes"}, follow=True))
    assert "Записано: 1 ответ." in refused and "Нет согласованных пар" in refused
    done = svetlana.post(url, sent | {f"answer_{pk}": "yes" for pk in answers[1:]}, follow=True)
    assert "Проект приказа готов" in text(done) and "не раньше 12 октября 2026" in text(done)
    assert "Если ответы получены раньше" in text(done)
    assert state_of(pair) == "ordered"


def test_need_and_offer_keep_source_time_and_experience(programme: Programme, signed_in: SignIn) -> None:
    svetlana = signed_in("svetlana")
    with make.owning():
        need, offer = Need.objects.get(), Offer.objects.get()
    filled = {
        "text": "Физика",
        "topics": ["physics"],
        "interests": "шахматы",
        "time_resource": "среда",
        "source": "parent",
    }
    svetlana.post(reverse("mentoring:need_edit", args=[need.pk]), filled)
    filled = {
        "competences": "физика",
        "topics": ["physics"],
        "capacity": "1",
        "source": "veteran",
        "experience_years": "30",
    }
    svetlana.post(reverse("mentoring:offer_edit", args=[offer.pk]), filled)
    with make.owning():
        need.refresh_from_db(), offer.refresh_from_db()
    assert (need.interests, need.time_resource, need.source) == ("шахматы", "среда", "parent")
    assert (offer.source, offer.experience_years) == ("veteran", 30)
    page = text(svetlana.get(reverse("mentoring:person_view", args=[need.person_id])))
    assert "родитель" in page and "шахматы" in page
