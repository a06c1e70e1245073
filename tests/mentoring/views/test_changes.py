# ruff: noqa: F811  (fixtures of the other file are asked for by name)
"""Pages from which a curator changes working pairs by an order."""

import re
from typing import Any

import pytest
from django.urls import reverse

from nastavnik.mentoring.models import Pair, PairChange, Participation, Programme
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.actions.test_changes import (  # noqa: F401  (fixtures among them)
    LATER,
    ending,
    pair,
    pavel,
    programme,
    registered_as,
    replaced,
    stored,
)

pytestmark = [pytest.mark.django_db, pairing.in_october]


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\u00a0", " ")


def card(pair: Pair) -> str:
    return reverse("mentoring:pair_view", args=[pair.pk])


def test_chosen_pairs_are_ticked_on_the_page_of_the_reason(signed_in: SignIn, pair: Pair) -> None:
    client = signed_in("svetlana")
    sent = {"deed": "end", "chosen": [str(pair.pk)]}
    page = client.post(reverse("mentoring:pair_list"), sent, follow=True)
    assert re.search(rf'value="{pair.pk}"[^>]*checked', page.content.decode())
    assert "решение" not in words(page) or "обоюдное решение" in words(page)


def test_curator_ends_a_pair_and_the_card_tells_it(signed_in: SignIn, pair: Pair) -> None:
    client = signed_in("svetlana")
    assert "Прекратить приказом" in words(client.get(card(pair)))
    page = client.post(
        reverse("mentoring:ending_draft"), {"pairs": [pair.pk], "reason": "mentee"}, follow=True
    )
    assert "О прекращении наставнических пар (групп)" in words(page)
    assert "Готовится прекращение" in words(client.get(card(pair)))
    with make.owning():
        paper = PairChange.objects.get(pair=pair).paper
    registered_as(paper, "41-од")  # type: ignore[arg-type]
    told = words(signed_in("svetlana").get(card(pair)))
    assert "№ 41-од от 15.10.2026" in told and "инициатива наставляемого или представителя" in told
    assert "Пара сейчас «прекращена досрочно», а нужно, чтобы была «действует»" in told


def test_head_does_not_read_the_reason(signed_in: SignIn, pair: Pair) -> None:
    registered_as(ending(pair), "41-од")
    told = words(signed_in("nina").get(card(pair)))
    assert "№ 41-од от 15.10.2026" in told and "инициатива наставника" not in told


def test_ending_without_a_reason_keeps_what_was_ticked(signed_in: SignIn, pair: Pair) -> None:
    page = signed_in("svetlana").post(reverse("mentoring:ending_draft"), {"pairs": [pair.pk]})
    assert page.status_code == 422 and list(page.context["form"].errors) == ["reason"]
    assert re.search(rf'value="{pair.pk}"[^>]*checked', page.content.decode())


def test_curator_chooses_another_mentor(
    signed_in: SignIn,
    pair: Pair,
    pavel: Participation,
    programme: Programme,
) -> None:
    client, address = signed_in("svetlana"), reverse("mentoring:pair_replace", args=[pair.pk])
    assert "Левин Павел Андреевич" in words(client.get(address))
    page = client.post(address, {"mentor": pavel.pk, "reason": "mentor_left"}, follow=True)
    assert "Новая пара составлена" in words(page) and "нет приказа" in words(page)
    with make.owning():
        new = Pair.objects.get(brought_by__pair=pair)
    pairing.answer_all(make.actor("svetlana"), programme, pair=new)
    page = signed_in("svetlana").get(card(new))
    assert "Подготовить приказ об изменениях" in words(page)


def test_nobody_free_is_said_and_the_button_is_grey(signed_in: SignIn, pair: Pair) -> None:
    page = signed_in("svetlana").get(reverse("mentoring:pair_replace", args=[pair.pk]))
    assert re.search(r"disabled>Составить новую пару</button>", page.content.decode())
    assert "нет свободного наставника с согласием" in words(page)


def test_programme_offers_its_orders_to_whoever_drafts_them(
    signed_in: SignIn,
    programme: Programme,
) -> None:
    address = reverse("mentoring:programme_view", args=[programme.pk])
    assert "Проект приказа о списках" in words(signed_in("svetlana").get(address))
    assert "Проект приказа о списках" not in words(signed_in("nina").get(address))


def test_lists_and_changes_are_drafted_from_the_programme(
    signed_in: SignIn,
    programme: Programme,
    pair: Pair,
    house: House,
) -> None:
    client = signed_in("svetlana")
    page = client.post(reverse("mentoring:lists_draft", args=[programme.pk]), follow=True)
    assert "Об утверждении списков" in words(page) and "Список наставляемых" in words(page)
    address = reverse("mentoring:amendment_draft", args=[programme.pk])
    assert client.post(address, {}).status_code == 422
    page = client.post(address, {"pairs": [pair.pk]}, follow=True)
    assert "О внесении изменений" in words(page)
    assert stored(pair).state == "active"
