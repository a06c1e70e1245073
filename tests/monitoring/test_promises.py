"""Numbers of road maps that become targets of indicators."""

from decimal import Decimal

import pytest

from nastavnik.monitoring.models import Target
from nastavnik.roadmaps.models import MeasureTarget
from tests import factories as make
from tests.conftest import SignIn
from tests.house.scene_of_roadmaps import roadmap_of
from tests.house_of_people import House
from tests.monitoring import rows

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]


@pytest.fixture
def promise(house: House) -> MeasureTarget:
    edition = roadmap_of(house.city, "Дорожная карта города", "approved")
    with make.owning():
        return MeasureTarget.objects.create(
            measure=edition.measures.get(), year=2027, value=35, unit="%", text="2027 г. – 35 %"
        )


def test_number_becomes_a_target_with_its_row(
    house: House, signed_in: SignIn, promise: MeasureTarget
) -> None:
    rows.indicator(house.region)
    client = signed_in("oleg")
    assert "ещё нет" in client.get("/figures/promises/").content.decode().split("<tbody>")[1]
    url = f"/figures/promises/{promise.pk}/"
    assert 'value="2027"' in client.get(url).content.decode()
    assert client.post(url, {"indicator": "", "year": "2027"}).status_code == 422
    assert client.post(url, {"indicator": "I1", "year": "2027"}).status_code == 302
    target = Target.objects.get(node=house.city)
    assert (target.indicator_id, target.year, target.value, target.source_id) == (
        "I1",
        2027,
        Decimal(35),
        promise.measure_id,
    )
    assert "ещё нет" not in client.get("/figures/promises/").content.decode().split("<tbody>")[1]


def test_number_that_can_be_no_share_is_refused(
    house: House, signed_in: SignIn, promise: MeasureTarget
) -> None:
    rows.indicator(house.region)
    with make.owning():
        many = MeasureTarget.objects.create(measure=promise.measure, value=350, text="350 участников")
    answer = signed_in("oleg").post(f"/figures/promises/{many.pk}/", {"indicator": "I1", "year": "2027"})
    assert answer.status_code == 422
    assert not Target.objects.filter(node=house.city).exists()


def test_others_see_no_number_of_this_map(house: House, signed_in: SignIn, promise: MeasureTarget) -> None:
    assert signed_in("svetlana").get("/figures/promises/").status_code == 403
    assert signed_in("irina").get(f"/figures/promises/{promise.pk}/").status_code == 404
    assert "Чисел пока нет." in signed_in("irina").get("/figures/promises/").content.decode()
