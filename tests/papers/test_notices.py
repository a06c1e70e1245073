"""Who is told of an order on its way."""

from __future__ import annotations

import pytest

from nastavnik.access.scope import acting
from nastavnik.notices.models import Notice
from nastavnik.notices.queries.notices import notices_visible_to
from nastavnik.papers.actions import return_order
from tests import factories as make
from tests.house_of_people import House
from tests.papers.drafting import drafted, registered, signed

pytestmark = pytest.mark.django_db
TITLE = "«О закреплении наставнических пар (групп)»"


def heard(login: str) -> list[str]:
    actor = make.actor(login)
    with acting(actor):
        return [notice.subject for notice in notices_visible_to(actor)]


def test_draft_waits_for_the_head(house: House) -> None:
    paper = drafted(house)
    assert heard("nina") == [f"Проект ждёт подписи: {TITLE}"]
    assert heard("svetlana") == heard("tamara") == heard("boris") == heard("oleg") == []
    with make.owning():
        notice = Notice.objects.get()
    assert (notice.link, notice.institution_id) == (f"/papers/{paper.pk}/", house.school.pk)


def test_order_passes_from_hand_to_hand(house: House) -> None:
    signed(house)
    assert heard("tamara") == [f"Подписано, нужны номер и дата: {TITLE}"]
    registered(house)
    said = f"Зарегистрировано: {TITLE}, № 40-од от 15.10.2026"
    assert heard("svetlana") == [said]
    assert heard("nina")[0] == said


def test_every_return_is_told_anew_and_carries_no_remark(house: House) -> None:
    paper, nina = drafted(house), make.actor("nina")
    with acting(nina):
        return_order(by=nina, paper=paper, remark="Уберите Зимина Даниила")
    assert heard("svetlana") == [f"Проект возвращён с замечанием: {TITLE}"]
    assert heard("nina") == [f"Проект ждёт подписи: {TITLE}"]  # she returned it herself
