"""Pages of wishes: the curator's list and form, a participant's own page."""

from io import BytesIO

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from nastavnik.mentoring.models import GroupMeeting, Participation, Programme, Wish
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House, give_cards
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]
Sides = dict[str, Participation]


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


@pytest.fixture
def programme(house: House) -> Programme:
    made = pairing.programme(house.school)
    with make.owning():
        GroupMeeting.objects.create(programme=made, held_date=pairing.NOW.date())
    return made


@pytest.fixture
def sides(programme: Programme, house: House) -> Sides:
    make.consent(house.maria), make.consent(house.danya)
    with make.owning():
        give_cards(house)
    return {
        "maria": pairing.mentor(programme, house.maria),
        "orest": pairing.mentor(programme, pairing.adult(house.school, "Орехов Орест Львович")),
        "danya": pairing.mentee(programme, house.danya),
        "liza": pairing.mentee(programme, pairing.child(house.school, "Юдина Лиза Олеговна")),
    }


def kept(one: Participation) -> list[int]:
    with make.owning():
        rows = Wish.objects.filter(sheet__participation=one).order_by("rank")
        return list(rows.values_list("named_id", flat=True))


def test_curator_types_names_as_they_come_and_goes_on_to_the_next(sides: Sides, signed_in: SignIn) -> None:
    svetlana = signed_in("svetlana")
    url = reverse("mentoring:wish_record", args=[sides["danya"].pk])
    page = text(svetlana.get(url))
    assert "Кого назвал: Зимин Даниил Олегович" in page
    assert '<option value="Котова Мария Ивановна, учитель физики">' in page
    typed = {"wish_1": "орехов", "wish_2": "Мария К.", "source": "paper", "is_next": "on"}
    done = svetlana.post(url, typed)
    assert done["Location"] == reverse("mentoring:wish_record", args=[sides["liza"].pk])
    assert kept(sides["danya"]) == [sides["orest"].pk, sides["maria"].pk]
    again = text(svetlana.get(url))
    assert 'value="Орехов Орест Львович, учитель"' in again and "Записано 15 октября 2026" in again


def test_wrong_names_come_back_with_what_was_typed(sides: Sides, signed_in: SignIn, house: House) -> None:
    pairing.mentor(sides["maria"].programme, pairing.adult(house.school, "Орехова Дина Львовна"))
    svetlana, url = signed_in("svetlana"), reverse("mentoring:wish_record", args=[sides["danya"].pk])
    several = svetlana.post(url, {"wish_1": "орехов", "source": "paper"})
    assert several.status_code == 422
    assert "Подходят несколько: Орехов Орест Львович, учитель; Орехова Дина Львовна" in text(several)
    assert 'value="орехов"' in text(several)
    nobody = svetlana.post(url, {"wish_1": "Иванов", "source": "paper"})
    assert nobody.status_code == 422 and "такого человека с согласием на другой стороне нет" in text(nobody)
    twice = svetlana.post(url, {"wish_1": "котова", "wish_2": "Мария К.", "source": "paper"})
    assert twice.status_code == 422 and "уже назван выше" in text(twice)
    assert kept(sides["danya"]) == []


def test_list_says_who_has_answered_and_narrows_to_those_who_have_not(
    programme: Programme, sides: Sides, signed_in: SignIn
) -> None:
    svetlana = signed_in("svetlana")
    for who, named in (("danya", "Мария К."), ("maria", "")):
        record = reverse("mentoring:wish_record", args=[sides[who].pk])
        svetlana.post(record, {"wish_1": named, "source": "interview"})
    url = reverse("mentoring:wish_list", args=[programme.pk])
    page = text(svetlana.get(url))
    assert "1. Котова М. И." in page and "назвал: 1" in page and "никого не назвал" in page
    assert "разговор, 15.10.2026" in page and "ещё не ответил" in page
    waiting = text(svetlana.get(url, {"answered": "no"}))
    assert "Юдина" in waiting and "Орехов" in waiting and "Зимин Даниил" not in waiting
    assert "Котова Мария" in text(svetlana.get(url, {"answered": "nobody"}))
    only = text(svetlana.get(url, {"q": "юдин", "side": "mentee"}))
    assert "1 участник" in only and "Юдина Лиза Олеговна" in only
    assert "По этому отбору ничего нет." in text(svetlana.get(url, {"q": "юдин", "side": "mentor"}))


@pytest.mark.parametrize("more", [0, 2])
def test_list_costs_the_same_for_one_answer_and_for_three(
    programme: Programme, sides: Sides, signed_in: SignIn, house: House, more: int
) -> None:
    svetlana = signed_in("svetlana")
    for middle in ("Ильич", "Львович")[:more]:
        one = pairing.mentee(programme, pairing.child(house.school, f"Юдин Пётр {middle}"))
        svetlana.post(
            reverse("mentoring:wish_record", args=[one.pk]), {"wish_1": "котова", "source": "paper"}
        )
    svetlana.post(
        reverse("mentoring:wish_record", args=[sides["danya"].pk]), {"wish_1": "котова", "source": "paper"}
    )
    with CaptureQueriesContext(connection) as queries:
        svetlana.get(reverse("mentoring:wish_list", args=[programme.pk]))
    assert len(queries) == pairing.AROUND_A_PAGE + 5


def test_blanks_are_handed_out_as_a_file(programme: Programme, sides: Sides, signed_in: SignIn) -> None:
    url = reverse("mentoring:wish_sheets", args=[programme.pk, "mentee"])
    response = signed_in("svetlana").post(url)
    assert "%D0%9B%D0%B8%D1%81%D1%82%D1%8B" in response["Content-Disposition"]
    assert Document(BytesIO(response.content)).paragraphs


def test_answer_is_taken_away_after_a_question(sides: Sides, signed_in: SignIn) -> None:
    svetlana = signed_in("svetlana")
    svetlana.post(
        reverse("mentoring:wish_record", args=[sides["danya"].pk]), {"wish_1": "котова", "source": "paper"}
    )
    url = reverse("mentoring:wish_withdraw", args=[sides["danya"].pk])
    assert "Подбор не учтёт" in text(svetlana.get(url))
    assert "пожелания убраны" in text(svetlana.post(url, follow=True))
    assert kept(sides["danya"]) == []


def test_meeting_is_set_on_its_page(programme: Programme, sides: Sides, signed_in: SignIn) -> None:
    svetlana, url = signed_in("svetlana"), reverse("mentoring:meeting_edit", args=[programme.pk])
    assert svetlana.post(url, {"held_date": "1.10.2026", "limit": "12"}).status_code == 422
    page = text(svetlana.post(url, {"held_date": "1.10.2026", "limit": "5"}, follow=True))
    assert "Встреча 1 октября 2026" in page and "не больше 5 человек" in page


def test_participant_names_cards_on_his_own_page(sides: Sides, signed_in: SignIn) -> None:
    danya = signed_in("danya")
    home = text(danya.get(reverse("mentoring:own_pair")))
    url = reverse("mentoring:own_wishes", args=[sides["danya"].pk])
    assert "назовите, кто вам понравился" in home and url in home
    page = text(danya.get(url))
    assert "Кого вы хотели бы видеть своим наставником?" in page
    assert "Мария К., учитель физики" in page and "Котова" not in page and "Юдина" not in page
    sent = danya.post(url, {"wish_1": str(sides["maria"].pk), "wish_2": ""}, follow=True)
    assert "Их увидит только куратор" in text(sent) and "Ваши пожелания записаны." in text(sent)
    assert kept(sides["danya"]) == [sides["maria"].pk]
    assert danya.post(url, {"wish_1": str(sides["liza"].pk)}).status_code == 422
    back = reverse("mentoring:own_wishes_withdraw", args=[sides["danya"].pk])
    assert "Ваши пожелания убраны." in text(danya.post(back, follow=True))


def test_nobody_sees_cards_before_the_meeting_or_those_of_another_participation(
    programme: Programme, sides: Sides, signed_in: SignIn
) -> None:
    url = reverse("mentoring:own_wishes", args=[sides["danya"].pk])
    assert signed_in("maria").get(url).status_code == 404
    assert signed_in("anna").get(url).status_code == 404
    with make.owning():
        GroupMeeting.objects.update(held_date="2026-10-20")
    danya = signed_in("danya")
    early = danya.get(url)
    assert early.status_code == 403 and "Мария К." not in text(early)
    assert "Пожелания" not in text(danya.get(reverse("mentoring:own_pair")))


def test_pair_of_those_who_named_each_other_shows_them_nothing_of_it(
    programme: Programme, sides: Sides, signed_in: SignIn
) -> None:
    svetlana = signed_in("svetlana")
    for who, whom in (("danya", "котова"), ("maria", "зимин")):
        record = reverse("mentoring:wish_record", args=[sides[who].pk])
        svetlana.post(record, {"wish_1": whom, "source": "paper"})
    pairing.approved_pairs(make.actor("svetlana"), programme)
    for login in ("maria", "danya", "anna"):
        page = text(signed_in(login).get(reverse("mentoring:own_pair")))
        assert "ждём вашего ответа" in page
        assert "назва" not in page and "ожелани" not in page
