"""Who stands behind the words, said once."""

import pytest

from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.roadmaps.actions.executors import bind_executor
from nastavnik.roadmaps.models import Duty, ExecutorName
from nastavnik.roadmaps.queries.duties import naming_me, own_duties
from nastavnik.roadmaps.queries.executors import choices_for
from tests import factories as make
from tests.house.scene_of_duties import duty_of, living_map
from tests.house_of_people import House

pytestmark = pytest.mark.django_db

TERM = "до 20 октября 2026 г."


def name_of(words: str) -> ExecutorName:
    with make.owning():
        return ExecutorName.objects.select_related("owner").get(words=words)


def bind(login: str, words: str, **values) -> None:
    actor = make.actor(login)
    with acting(actor):
        bind_executor(by=actor, name=name_of(words), **values)


def asked(title: str) -> set[str]:
    with make.owning():
        found = Duty.objects.filter(occurrence__line__wordings__title=title)
        return set(found.values_list("organisation__short_name", flat=True))


@pytest.fixture
def _map(house: House) -> None:
    living_map(house.city, "oleg", {"title": "Слёт", "deadline": TERM, "executors": "Школы города"})
    living_map(
        house.school,
        "svetlana",
        {"title": "Журнал", "deadline": TERM, "executors": "Орлова Н. И."},
        {"title": "Приказ", "deadline": TERM, "executors": "Секретарь"},
    )


@pytest.mark.usefixtures("_map")
def test_duties_follow_the_binding_at_once(house: House) -> None:
    assert asked("Слёт") == {"г. Северогорск"}
    bind("oleg", "Школы города", kind="below")
    assert asked("Слёт") == {"Школа № 5", "Гимназия № 2"}
    bind("oleg", "Школы города", kind="organisation", organisation=house.gymnasium)
    assert asked("Слёт") == {"Гимназия № 2"}
    bind("oleg", "Школы города", kind="")
    assert asked("Слёт") == {"г. Северогорск"}


@pytest.mark.usefixtures("_map")
def test_touched_duty_stays_when_somebody_else_is_asked(house: House) -> None:
    bind("oleg", "Школы города", kind="below")
    with make.owning():
        Duty.objects.filter(pk=duty_of(house.school, "Слёт").pk).update(state="begun")
    bind("oleg", "Школы города", kind="organisation", organisation=house.gymnasium)
    assert asked("Слёт") == {"Гимназия № 2", "Школа № 5"}


@pytest.mark.usefixtures("_map")
def test_likely_answers_are_proposed(house: House) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        person = [one.key for one in choices_for(svetlana, name_of("Орлова Н. И.")) if one.is_proposed]
        post = [one.key for one in choices_for(svetlana, name_of("Секретарь")) if one.is_proposed]
    assert person == [f"account:{house.accounts['nina'].pk}"]
    assert post == ["post:secretary"]


@pytest.mark.usefixtures("_map")
def test_row_names_me_by_account_and_by_post(house: House) -> None:
    bind("svetlana", "Орлова Н. И.", kind="account", account=house.accounts["nina"])
    bind("svetlana", "Секретарь", kind="post", role="secretary")

    def mine(login: str) -> set[int]:
        actor = make.actor(login)
        with acting(actor):
            return set(naming_me(actor, own_duties(actor)).filter(names_me=True).values_list("pk", flat=True))

    assert mine("nina") == {duty_of(house.school, "Журнал").pk}
    assert mine("tamara") == {duty_of(house.school, "Приказ").pk}
    assert mine("svetlana") == set()


@pytest.mark.usefixtures("_map")
def test_only_whoever_prepares_the_map_binds(house: House) -> None:
    for login in ("irina", "nina", "boris"):
        with pytest.raises(Denied):
            bind(login, "Школы города", kind="below")


@pytest.mark.usefixtures("_map")
@pytest.mark.parametrize("values", [{"kind": "below"}, {"kind": "post", "role": "king"}, {"kind": "account"}])
def test_answer_that_can_not_be_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(Refused):
        bind("svetlana", "Секретарь", **values)


@pytest.mark.usefixtures("_map")
def test_organisation_out_of_sight_is_refused(house: House) -> None:
    with pytest.raises(Refused):
        bind("svetlana", "Секретарь", kind="organisation", organisation=house.gymnasium)
