from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from nastavnik.access.scope import acting
from nastavnik.mentoring.actions.proposals import propose_pairs
from nastavnik.mentoring.models import FixedChoice, Pair, Programme, Proposal, ProposalLine
from nastavnik.registry.models import Consent
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]


@pytest.fixture
def programme(house: House) -> Programme:
    made = pairing.programme(house.school)
    for person in (house.maria, house.pavel, house.danya):
        make.consent(person)
    pairing.mentor(made, house.maria)
    pairing.mentor(made, house.pavel, "robotics", competences="робототехника")
    pairing.mentee(made, house.danya, text="Разобраться в законах Ньютона")
    pairing.mentee(made, pairing.child(house.school, "Юдина Лиза Олеговна"), "robotics", "Собрать робота")
    pairing.mentee(made, pairing.child(house.school, "Якимов Глеб Ильич"), "music", "Играть на гитаре")
    return made


@pytest.fixture
def proposal(programme: Programme) -> Proposal:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        return propose_pairs(by=svetlana, programme=programme)


def address(proposal: Proposal) -> str:
    return reverse("mentoring:proposal_view", args=[proposal.pk])


def line_of(proposal: Proposal, name: str) -> int:
    with make.owning():
        return ProposalLine.objects.get(proposal=proposal, mentee__person__last_name=name).pk


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_proposal_shows_pairs_with_reasons_and_those_without_a_mentor(
    proposal: Proposal, signed_in: SignIn
) -> None:
    text = text_of(signed_in("svetlana"), address(proposal))
    assert "Предложение пар: Шаг вперёд" in text
    for words in (
        "Зимин Даниил Олегович",
        "8 «А» класс, 14",
        "Разобраться в законах Ньютона",
        "Котова Мария Ивановна",
        "учитель физики",
        "Тема запроса — физика",
        "решаете вы",
        "Без наставника",
        "нет наставника по теме «музыка»",
        "Одобрить выбранные",
    ):
        assert words in text, words
    assert text.count('name="chosen"') == text.count(" checked ") == 2


def test_chosen_pairs_are_approved_and_the_way_leads_to_the_answers(
    proposal: Proposal, programme: Programme, signed_in: SignIn
) -> None:
    client = signed_in("svetlana")
    response = client.post(address(proposal), {"chosen": [line_of(proposal, "Зимин")], "deed": "approve"})
    assert response.status_code == 302
    assert response["Location"] == reverse("mentoring:agreement_edit", args=[programme.pk])
    assert "Одобрено: 1\u00a0пара" in text_of(client, response["Location"])
    with make.owning():
        assert Pair.objects.count() == 1
    text = text_of(client, address(proposal))
    assert 'name="chosen"' not in text
    assert "решение принято" in text
    assert text.count("> одобрена<") == text.count(">не одобрена<") == 1


def test_nothing_chosen_is_told_and_nothing_typed_is_lost(proposal: Proposal, signed_in: SignIn) -> None:
    response = signed_in("svetlana").post(address(proposal), {"deed": "approve"})
    assert response.status_code == 422
    text = response.content.decode()
    assert "Отметьте пары, которые одобряете." in text
    assert " checked " not in text


def test_stale_pair_is_told_with_the_name(proposal: Proposal, house: House, signed_in: SignIn) -> None:
    with make.owning():
        Consent.objects.filter(person=house.danya).delete()
    response = signed_in("svetlana").post(address(proposal), {"chosen": [line_of(proposal, "Зимин")]})
    assert response.status_code == 422
    assert "Предложение устарело: Зимин Д. О." in response.content.decode()


def test_replaced_proposal_leads_to_the_new_one(
    proposal: Proposal, programme: Programme, signed_in: SignIn
) -> None:
    client = signed_in("svetlana")
    response = client.post(reverse("mentoring:proposal_make", args=[programme.pk]))
    with make.owning():
        newest = Proposal.objects.get(state="open")
    assert response["Location"] == address(newest)
    text = text_of(client, address(proposal))
    assert "составлено заново" in text
    assert address(newest) in text
    assert 'name="chosen"' not in text


@pytest.mark.parametrize(("login", "status"), [("boris", 404), ("nina", 403), ("tamara", 403), ("oleg", 403)])
def test_proposal_is_closed_to_others(proposal: Proposal, signed_in: SignIn, login: str, status: int) -> None:
    client = signed_in(login)
    response = client.get(address(proposal))
    assert response.status_code == status
    assert "Зимин" not in response.content.decode()
    assert client.post(address(proposal), {"chosen": [line_of(proposal, "Зимин")]}).status_code == status
    with make.owning():
        assert not Pair.objects.exists()


@pytest.mark.parametrize(
    ("login", "status"), [("boris", 404), ("nina", 403), ("tamara", 403), ("irina", 403)]
)
def test_making_a_proposal_is_closed_to_others(
    programme: Programme, signed_in: SignIn, login: str, status: int
) -> None:
    assert (
        signed_in(login).post(reverse("mentoring:proposal_make", args=[programme.pk])).status_code == status
    )
    with make.owning():
        assert not Proposal.objects.exists()


def test_opening_the_address_of_the_button_does_nothing(programme: Programme, signed_in: SignIn) -> None:
    response = signed_in("svetlana").get(reverse("mentoring:proposal_make", args=[programme.pk]))
    assert response["Location"] == reverse("mentoring:programme_view", args=[programme.pk])
    with make.owning():
        assert not Proposal.objects.exists()


def test_nobody_to_pair_is_told_on_the_programmes_page(house: House, signed_in: SignIn) -> None:
    empty = pairing.programme(house.school, "Пустая программа")
    client = signed_in("svetlana")
    response = client.post(reverse("mentoring:proposal_make", args=[empty.pk]))
    assert "В программе нет наставляемых без пары" in text_of(client, response["Location"])


def lonely(house: House, *, with_mentor: bool = False, with_consent: bool = True) -> Proposal:
    programme = pairing.programme(house.school, "Одинокая программа")
    if with_consent:
        make.consent(house.danya)
    pairing.mentee(programme, house.danya)
    if with_mentor:
        pairing.mentor(programme, house.maria)
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        return propose_pairs(by=svetlana, programme=programme)


@pytest.mark.parametrize(
    ("case", "sentence", "way"),
    [
        ({}, "В программе ещё нет наставников.", "/import/mentor/"),
        (
            {"with_mentor": True},
            "Ни у кого из наставников нет всех согласий.",
            "side=mentor&amp;consents=missing",
        ),
        (
            {"with_mentor": True, "with_consent": False},
            "Ни у кого из наставляемых нет всех согласий.",
            "side=mentee&amp;consents=missing",
        ),
    ],
)
def test_emptiness_says_why_and_shows_the_way(
    house: House, signed_in: SignIn, case: dict[str, bool], sentence: str, way: str
) -> None:
    text = text_of(signed_in("svetlana"), address(lonely(house, **case)))
    assert sentence in text
    assert way in text
    assert "Без наставника" in text


@pytest.mark.parametrize("more", [0, 3])
def test_page_costs_the_same_whatever_the_number_of_lines(
    programme: Programme,
    house: House,
    signed_in: SignIn,
    more: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for number in range(more):
        pairing.mentor(
            programme, pairing.adult(house.school, f"Учителев{'абв'[number]} Иван Петрович"), "chemistry"
        )
        pairing.mentee(
            programme, pairing.child(house.school, f"Детков{'абв'[number]} Иван Петрович"), "chemistry"
        )
    svetlana, client = make.actor("svetlana"), signed_in("svetlana")
    with acting(svetlana):
        made = propose_pairs(by=svetlana, programme=programme)
    client.get(address(made))
    with django_assert_num_queries(pairing.AROUND_A_PAGE + 6):
        client.get(address(made))


def test_curator_elsewhere_and_secretary_here_decides_nothing(
    proposal: Proposal, programme: Programme, house: House, signed_in: SignIn
) -> None:
    clerk = make.person(house.school, "Сычёв Роман Львович")
    make.account("roman", clerk, (Role.SECRETARY, house.school), (Role.CURATOR, house.gymnasium))
    client = signed_in("roman")
    assert client.get(address(proposal)).status_code == 403
    assert client.post(reverse("mentoring:proposal_make", args=[programme.pk])).status_code == 403


def test_left_over_is_told_what_helps_and_what_is_lacking(proposal: Proposal, signed_in: SignIn) -> None:
    text = text_of(signed_in("svetlana"), address(proposal))
    for words in (
        "Что поможет",
        "ещё один наставник по теме «музыка»",
        "поможет 1\u00a0наставляемому",
        "Кого не хватает",
        "Нужен ещё 1\u00a0наставник по теме «музыка», на одного наставляемого.",
        "Что поможет больше всего",
        "очень подходит",
    ):
        assert words in text, words


def fix(client: Client, proposal: Proposal, value: str) -> str:
    response = client.post(reverse("mentoring:proposal_fix", args=[proposal.pk]), {"fix": value})
    assert response.status_code == 302
    return text_of(client, response["Location"])


def test_pair_is_forbidden_from_its_line_and_the_next_run_obeys(
    proposal: Proposal, programme: Programme, signed_in: SignIn
) -> None:
    client = signed_in("svetlana")
    text = fix(client, proposal, f"forbidden:{line_of(proposal, 'Зимин')}")
    assert "Пара исключена: Котова М. И. — Зимин Д. О." in text
    assert "После этого подбора изменились условия" in text
    response = client.post(reverse("mentoring:proposal_make", args=[programme.pk]))
    text = text_of(client, response["Location"])
    assert "пара с наставником по теме исключена" in text
    assert "снять исключение пары: Котова М. И. — Зимин Д. О." in text
    assert "изменились условия" not in text


def test_pair_is_pinned_from_its_line(proposal: Proposal, programme: Programme, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    text = fix(client, proposal, f"pinned:{line_of(proposal, 'Зимин')}")
    assert "Пара закреплена: Котова М. И. — Зимин Д. О." in text
    with make.owning():
        assert FixedChoice.objects.get().kind == "pinned"
    response = client.post(reverse("mentoring:proposal_make", args=[programme.pk]))
    assert "закреплена вами" in text_of(client, response["Location"])


@pytest.mark.parametrize("value", ["", "pinned:", "pinned:x", "other:1", "pinned:999999"])
def test_unknown_line_cannot_be_fixed(proposal: Proposal, signed_in: SignIn, value: str) -> None:
    assert "Обновите страницу и нажмите ещё раз." in fix(signed_in("svetlana"), proposal, value)
    with make.owning():
        assert not FixedChoice.objects.exists()


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("q=котова", "Зимин Даниил", "Юдина Лиза"),
        ("q=якимов", "Якимов Глеб", "Зимин Даниил"),
        ("show=no_mentor", "Якимов Глеб", "Зимин Даниил"),
        ("show=high", "Зимин Даниил", "Якимов Глеб"),
    ],
)
def test_search_and_filter_narrow_the_lines(
    proposal: Proposal, signed_in: SignIn, query: str, shown: str, hidden: str
) -> None:
    client = signed_in("svetlana")
    text = text_of(client, f"{address(proposal)}?{query}")
    assert shown in text
    assert hidden not in text
    assert "Показать все" in text


def test_narrowed_page_decides_only_about_the_pairs_shown(
    proposal: Proposal, programme: Programme, house: House, signed_in: SignIn
) -> None:
    pairing.mentee(programme, pairing.child(house.school, "Химикова Ада Юрьевна"), "chemistry")
    pairing.mentor(programme, pairing.adult(house.school, "Реактивов Клим Ильич"), "chemistry")
    client = signed_in("svetlana")
    client.post(reverse("mentoring:proposal_make", args=[programme.pk]))
    with make.owning():
        made = Proposal.objects.get(state="open")
    narrowed = f"{address(made)}?{urlencode({'q': 'реактив'})}"
    assert "Одобрить выбранные из показанных (1)" in text_of(client, narrowed)
    hidden = client.post(narrowed, {"chosen": [line_of(made, "Зимин")]})
    assert hidden.status_code == 422
    done = client.post(narrowed, {"chosen": [line_of(made, "Химикова")]}, follow=True)
    said = " ".join(done.content.decode().replace("\u00a0", " ").split())
    assert "Одобрено: 1 пара. Ждут решения ещё: " in said and "одобрена" in said
    with make.owning():
        assert Proposal.objects.get(pk=made.pk).state == "open"
        assert Pair.objects.count() == 1
    again = client.post(address(made), {"chosen": [line_of(made, "Химикова")]})
    assert again.status_code == 422
    client.post(address(made), {"chosen": [line_of(made, "Зимин")]})
    with make.owning():
        assert Proposal.objects.get(pk=made.pk).state == "decided"
        assert Pair.objects.count() == 2


def test_nothing_found_says_how_to_see_everything(proposal: Proposal, signed_in: SignIn) -> None:
    text = text_of(signed_in("svetlana"), f"{address(proposal)}?q=нетникого")
    assert "по этому отбору ничего нет" in text
    assert f'href="{address(proposal)}"' in text


@pytest.mark.parametrize(
    ("words", "found"),
    [("без возраста", True), ("юдина", True), ("робот", False), ("№{pk}", True), ("99999", False)],
)
def test_list_of_runs_is_searched_by_number_name_and_participants(
    proposal: Proposal, signed_in: SignIn, words: str, found: bool
) -> None:
    with make.owning():
        Proposal.objects.filter(pk=proposal.pk).update(note="без возраста")
    url = reverse("mentoring:proposal_list", args=[proposal.programme_id])
    text = text_of(signed_in("svetlana"), f"{url}?{urlencode({'q': words.format(pk=proposal.pk)})}")
    assert ("(«без возраста»)" in text) is found
