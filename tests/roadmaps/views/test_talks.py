"""The pages of a discussion: opened, remarked, answered, agreed."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from nastavnik.roadmaps.models import Concurrence, Edition, Remark
from tests import factories as make
from tests.conftest import SignIn
from tests.house.scene_of_roadmaps import roadmap_of
from tests.house_of_people import House
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]


def html(response: Any) -> str:
    text: str = response.content.decode()
    return text.partition("<main")[2]


def test_talk_goes_from_the_days_to_the_protocol(house: House, signed_in: SignIn) -> None:
    edition = roadmap_of(house.school, "Школьная")
    svetlana, oleg, pk = signed_in("svetlana"), signed_in("oleg"), edition.roadmap_id
    tab = f"/roadmaps/{pk}/?tab=talk"
    assert "Открыть обсуждение" in html(svetlana.get(tab))
    url = reverse("roadmaps:discussion_open", args=[pk])
    response = svetlana.post(url, {"from_date": "10.10.2026", "to_date": "01.10.2026"})
    assert response.status_code == 422
    svetlana.post(url, {"from_date": "10.10.2026", "to_date": "30.10.2026"})
    assert "Подать замечание" in html(oleg.get(tab))
    add = reverse("roadmaps:remark_add", args=[pk])
    row = edition.measures.get()
    oleg.post(add, {"organisation": house.city.pk, "row": row.pk, "text": "Назвать вид приказа"})
    with make.owning():
        remark = Remark.objects.get()
    text = html(svetlana.get(tab))
    assert "Назвать вид приказа" in text and "г. Северогорск" in text and "1.1" in text
    answer = reverse("roadmaps:remark_answer", args=[remark.pk])
    assert svetlana.post(answer, {"outcome": "declined", "answer": ""}).status_code == 422
    svetlana.post(answer, {"outcome": "accepted", "answer": ""})
    assert "учтено" in html(oleg.get(tab))
    svetlana.post(reverse("roadmaps:discussion_close", args=[pk]))
    assert oleg.get(tab).status_code == 404
    with make.owning():
        assert Edition.objects.get().state == "draft"


def test_agreement_is_asked_and_marked(house: House, signed_in: SignIn) -> None:
    edition = roadmap_of(house.school, "Школьная")
    client, pk = signed_in("svetlana"), edition.roadmap_id
    ask = reverse("roadmaps:concurrence_ask", args=[pk])
    client.post(ask, {"organisation": house.school.pk, "who": "Педагогический совет"})
    client.post(ask, {"organisation": house.city.pk, "who": "Начальник управления"})
    with make.owning():
        council, chief = Concurrence.objects.order_by("pk")
    give = reverse("roadmaps:concurrence_give", args=[council.pk])
    client.post(give, {"verdict": "agreed", "said_date": "15.10.2026"})
    text = html(client.get(f"/roadmaps/{pk}/?tab=talk"))
    assert "согласовано" in text and "15.10.2026" in text
    assert client.get(reverse("roadmaps:concurrence_give", args=[chief.pk])).status_code == 403
    approve = html(client.get(reverse("roadmaps:edition_approve", args=[pk])))
    assert "Нет согласования: Начальник управления" in approve and "Педагогический совет" not in approve
    client.post(reverse("roadmaps:concurrence_drop", args=[chief.pk]))
    with make.owning():
        assert Concurrence.objects.get().said_date == date(2026, 10, 15)
