"""Pages of how pairs are looked for, and of runs side by side."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nastavnik.access.scope import acting
from nastavnik.mentoring.actions.matching import fix_choice
from nastavnik.mentoring.actions.proposals import propose_pairs
from nastavnik.mentoring.models import FixedChoice, MatchingSettings, Participation, Programme, Proposal
from nastavnik.mentoring.queries.matching import people_of_side
from nastavnik.rulebook.matching import Criterion
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]


@pytest.fixture
def programme(house: House) -> Programme:
    """Two who ask for physics and one mentor of it with one place."""
    made = pairing.programme(house.school)
    for person in (house.maria, house.danya):
        make.consent(person)
    pairing.mentor(made, house.maria)
    pairing.mentee(made, house.danya)
    pairing.mentee(made, pairing.child(house.school, "Юдина Лиза Олеговна"))
    return made


def url(name: str, *ids: int) -> str:
    return reverse(f"mentoring:{name}", args=ids)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def run(programme: Programme) -> Proposal:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        return propose_pairs(by=svetlana, programme=programme)


def pin(programme: Programme, place: int, kind: str = "pinned") -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        mentee, mentor = people_of_side(programme, "mentee")[place], people_of_side(programme, "mentor")[0]
        fix_choice(by=svetlana, mentee=mentee, mentor=mentor, kind=kind)


def terms(**changes: object) -> dict[str, object]:
    usual = {one.value: "some" for one in Criterion}
    return {**usual, "lowest_percent": "0", "is_age_strict": "on"} | changes


def test_terms_are_asked_in_words_and_written(programme: Programme, signed_in: SignIn) -> None:
    client, address = signed_in("svetlana"), url("terms_edit", programme.pk)
    text = text_of(client, address)
    for words in (
        "Совпадение тем",
        "Равномерная нагрузка",
        "очень важно",
        "не важно",
        "любая пара с общей темой",
    ):
        assert words in text, words
    response = client.post(
        address, terms(topics="much", most_per_mentor="2", age_gap="", lowest_percent="50")
    )
    assert response.status_code == 302
    with make.owning():
        kept = MatchingSettings.objects.get(programme=programme).terms
    assert (kept["topics"], kept["most_per_mentor"], kept["age_gap"], kept["lowest_percent"]) == (
        "much",
        2,
        None,
        50,
    )
    assert 'value="2"' in text_of(client, address)


@pytest.mark.parametrize("changes", [{"most_per_mentor": "0"}, {"age_gap": "сто"}, {"topics": "крайне"}])
def test_impossible_terms_are_told_and_nothing_typed_is_lost(
    programme: Programme, signed_in: SignIn, changes: dict[str, str]
) -> None:
    response = signed_in("svetlana").post(url("terms_edit", programme.pk), terms(**changes, time="much"))
    assert response.status_code == 422
    assert '<option value="much" selected>' in response.content.decode()
    with make.owning():
        assert not MatchingSettings.objects.exists()


def test_pair_is_pinned_with_a_reason_and_lifted_again(programme: Programme, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    assert "Ни одна пара не закреплена" in text_of(client, url("choice_list", programme.pk))
    with make.owning():
        sides = {one.side: one.pk for one in programme.participations.order_by("-pk")}
    said = {
        "mentee": sides["mentee"],
        "mentor": sides["mentor"],
        "kind": "pinned",
        "reason": "Уже занимаются",
    }
    response = client.post(url("choice_add", programme.pk), said)
    text = text_of(client, response["Location"])
    assert "Пара закреплена: Котова М. И. — Зимин Д. О." in text
    assert "Уже занимаются" in text
    with make.owning():
        choice = FixedChoice.objects.get()
    text = text_of(client, client.post(url("choice_lift", choice.pk))["Location"])
    assert "снято" in text
    assert "Ни одна пара не закреплена" in text


def test_contradiction_is_told_in_the_form(programme: Programme, signed_in: SignIn) -> None:
    pin(programme, 0)
    with make.owning():
        other = programme.participations.get(person__last_name="Юдина").pk
        mentor = programme.participations.get(side="mentor").pk
    said = {"mentee": other, "mentor": mentor, "kind": "pinned"}
    response = signed_in("svetlana").post(url("choice_add", programme.pk), said)
    assert response.status_code == 422
    assert "мест больше нет (за ним уже закреплены: Зимин Д. О.)" in response.content.decode()


def test_fixed_pairs_are_searched_by_either_name(programme: Programme, signed_in: SignIn) -> None:
    pin(programme, 0), pin(programme, 1, "forbidden")
    client, address = signed_in("svetlana"), url("choice_list", programme.pk)
    assert "Юдина" not in text_of(client, f"{address}?q=Зим")
    assert "Юдина" in text_of(client, f"{address}?q=котова")
    assert "Зимин" not in text_of(client, f"{address}?kind=forbidden")


@pytest.mark.parametrize("number", [1, 3])
def test_fixed_pairs_cost_the_same_whatever_their_number(
    programme: Programme,
    house: House,
    signed_in: SignIn,
    number: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for place in range(number):
        pairing.mentee(programme, pairing.child(house.school, f"Абв{'где'[place]} Лев Ильич"))
        pin(programme, place, "forbidden")
    client = signed_in("svetlana")
    text_of(client, url("choice_list", programme.pk))
    with django_assert_num_queries(pairing.AROUND_A_PAGE + 2):
        text_of(client, url("choice_list", programme.pk))


def test_two_runs_stand_side_by_side_with_what_changed(programme: Programme, signed_in: SignIn) -> None:
    first = run(programme)
    pin(programme, 1)
    second = run(programme)
    client = signed_in("svetlana")
    text = text_of(client, url("proposal_compare", second.pk))
    assert "потерял наставника" in text
    assert "получил наставника" in text
    assert "Итог: получил наставника — 1, потерял наставника — 1." in text
    only = text_of(client, url("proposal_compare", second.pk) + "?turn=lost")
    assert "Зимин Даниил Олегович" in only
    assert "Юдина Лиза Олеговна" not in only
    assert "Юдина" not in text_of(client, url("proposal_compare", second.pk) + "?q=зимин")
    back = text_of(client, url("proposal_compare_with", first.pk, second.pk))
    assert "Итог: получил наставника — 1, потерял наставника — 1." in back


def test_only_run_has_nothing_to_be_compared_with(programme: Programme, signed_in: SignIn) -> None:
    only = run(programme)
    client = signed_in("svetlana")
    assert client.get(url("proposal_compare", only.pk)).status_code == 404
    assert "Сравнить с прошлым подбором" not in text_of(client, url("proposal_view", only.pk))


def test_run_of_another_programme_is_not_compared(
    programme: Programme, house: House, signed_in: SignIn
) -> None:
    other = pairing.programme(house.school, "Другая программа")
    pairing.mentee(other, pairing.child(house.school, "Якимов Глеб Ильич"))
    first, foreign = run(programme), run(other)
    assert signed_in("svetlana").get(url("proposal_compare_with", first.pk, foreign.pk)).status_code == 404


def test_run_is_kept_as_a_draft_and_chosen_again(programme: Programme, signed_in: SignIn) -> None:
    first, client = run(programme), signed_in("svetlana")
    response = client.post(url("proposal_keep", first.pk), {"note": "без возраста"})
    text = text_of(client, response["Location"])
    assert "черновик" in text
    assert "«без возраста»" in text
    second = run(programme)
    response = client.post(url("proposal_choose", first.pk))
    assert response["Location"] == url("proposal_view", first.pk)
    assert 'name="chosen"' in text_of(client, response["Location"])
    assert "черновик" in text_of(client, url("proposal_view", second.pk))


@pytest.mark.parametrize("runs", [1, 3])
def test_runs_cost_the_same_whatever_their_number(
    programme: Programme,
    signed_in: SignIn,
    runs: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for _ in range(runs):
        run(programme)
    client = signed_in("svetlana")
    text_of(client, url("proposal_list", programme.pk))
    with django_assert_num_queries(pairing.AROUND_A_PAGE + 2):
        text_of(client, url("proposal_list", programme.pk))


@pytest.mark.parametrize("more", [0, 2])
def test_queue_begins_with_those_whose_pair_came_to_nothing(
    house: House, signed_in: SignIn, more: int
) -> None:
    programme = pairing.programme(house.school)
    pairing.mentee(programme, pairing.child(house.school, "Арбузов Ян Ильич"))
    for middle in ("Ильич", "Львович")[:more]:
        pairing.mentee(programme, pairing.child(house.school, f"Астров Ким {middle}"))
    returned = pairing.mentee(programme, pairing.child(house.school, "Яблоков Лев Ильич"))
    with make.owning():
        Participation.objects.filter(pk=returned.pk).update(returned_at=pairing.NOW)
    url = reverse("mentoring:waiting_list", args=[programme.pk])
    svetlana = signed_in("svetlana")
    with CaptureQueriesContext(connection) as queries:
        page = " ".join(svetlana.get(url).content.decode().split())
    assert len(queries) == pairing.AROUND_A_PAGE + 3
    assert page.index("Яблоков") < page.index("возвращён в очередь") < page.index("Арбузов")
    assert "отказ" not in page.partition("<main")[2].lower()
    assert "Арбузов" not in " ".join(svetlana.get(url, {"q": "яблок"}).content.decode().split())
