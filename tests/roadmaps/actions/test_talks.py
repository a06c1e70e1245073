"""The discussion of a draft and the agreement to it."""

from datetime import date
from typing import Any

import pytest

from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.actions import talks
from nastavnik.roadmaps.models import Concurrence, Edition, Remark
from nastavnik.roadmaps.queries.documents import roadmaps_visible_to, rows_of
from nastavnik.roadmaps.queries.talks import organisations_to_ask, remarks_visible_to
from nastavnik.roadmaps.views.doubts import doubts_of
from tests import factories as make
from tests.house.scene_of_roadmaps import roadmap_of
from tests.house_of_people import House
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]
DAYS = {"from_date": date(2026, 10, 10), "to_date": date(2026, 10, 20)}


def act(login: str, deed: Any, **values: Any) -> Any:
    actor = make.actor(login)
    with acting(actor):
        return deed(by=actor, **values)


def discussed(owner: Organisation, login: str, title: str = "Карта") -> Edition:
    return act(login, talks.open_discussion, edition=roadmap_of(owner, title), **DAYS)


def remarks_of(login: str) -> list[str]:
    actor = make.actor(login)
    with acting(actor):
        return [remark.text for remark in remarks_visible_to(actor)]


def test_discussed_draft_is_read_below_and_above_until_it_is_closed(house: House) -> None:
    edition = discussed(house.city, "oleg")

    def seen(login: str) -> bool:
        actor = make.actor(login)
        with acting(actor):
            return roadmaps_visible_to(actor).exists()

    assert seen("svetlana") and seen("irina")
    act("oleg", talks.close_discussion, edition=edition)
    assert not seen("svetlana") and not seen("irina")


def test_remarks_of_schools_reach_the_city_and_not_one_another(house: House) -> None:
    edition = discussed(house.city, "oleg")
    line = edition.measures.get().line
    act(
        "svetlana",
        talks.make_remark,
        edition=edition,
        organisation=house.school,
        text="Сдвинуть срок",
        line=line,
    )
    act("boris", talks.make_remark, edition=edition, organisation=house.gymnasium, text="Добавить форум")
    assert remarks_of("oleg") == ["Сдвинуть срок", "Добавить форум"]
    assert remarks_of("svetlana") == ["Сдвинуть срок"]
    assert remarks_of("boris") == ["Добавить форум"]


def test_school_reads_and_answers_what_the_city_says_of_its_map(house: House) -> None:
    edition = discussed(house.school, "svetlana")
    remark = act("oleg", talks.make_remark, edition=edition, organisation=house.city, text="Назвать приказ")
    assert remarks_of("svetlana") == ["Назвать приказ"]
    with pytest.raises(Refused, match="почему"):
        act("svetlana", talks.answer_remark, remark=remark, outcome="declined")
    act("svetlana", talks.answer_remark, remark=remark, outcome="partly", answer="Назван в строке 1.1")
    actor = make.actor("oleg")
    with acting(actor):
        kept = Remark.objects.get()
    assert (kept.outcome, kept.answer) == ("partly", "Назван в строке 1.1")
    with pytest.raises(Denied):
        act("oleg", talks.answer_remark, remark=remark, outcome="accepted")


@pytest.mark.parametrize(
    "days",
    [
        {"from_date": date(2026, 10, 20), "to_date": date(2026, 10, 10)},
        {"from_date": date(2026, 10, 1), "to_date": date(2026, 10, 14)},
    ],
)
def test_discussion_needs_days_ahead(house: House, days: Any) -> None:
    with pytest.raises(Refused) as refusal:
        act("svetlana", talks.open_discussion, edition=roadmap_of(house.school, "Карта"), **days)
    assert refusal.value.field == "to_date"


def test_remarks_are_taken_within_the_days_and_from_ones_own_organisation(house: House) -> None:
    edition = discussed(house.city, "oleg")
    said = {"organisation": house.school, "text": "Замечание"}
    for login in ("oleg", "tamara", "boris"):
        with pytest.raises(Denied):
            act(login, talks.make_remark, edition=edition, **said)
    with make.owning():
        Edition.objects.update(discussed_to=date(2026, 10, 14))
        edition.refresh_from_db()
    with pytest.raises(Refused, match="Срок обсуждения прошёл"):
        act("svetlana", talks.make_remark, edition=edition, **said)
    other = roadmap_of(house.school, "Другая").measures.get().line
    with make.owning():
        Edition.objects.update(discussed_to=date(2026, 10, 30))
        edition.refresh_from_db()
    with pytest.raises(Refused, match="Такой строки"):
        act("svetlana", talks.make_remark, edition=edition, line=other, **said)


def test_agreement_is_marked_by_those_who_were_asked(house: House) -> None:
    edition = roadmap_of(house.school, "Карта")
    assert organisations_to_ask(edition) == [house.school, house.city, house.region]
    asked = act(
        "svetlana",
        talks.ask_concurrence,
        edition=edition,
        organisation=house.city,
        who="Начальник управления",
    )
    asked = Concurrence.objects.select_related("edition__roadmap__owner").filter(pk=asked.pk)
    actor = make.actor("oleg")
    with acting(actor):
        question = asked.get()
    for verdict, values, field in (
        ("objected", {}, "comment"),
        ("", {}, "verdict"),
        ("agreed", {"said_date": date(2026, 10, 30)}, "said_date"),
    ):
        with pytest.raises(Refused) as refusal:
            act(
                "oleg",
                talks.give_concurrence,
                concurrence=question,
                verdict=verdict,
                **{"said_date": date(2026, 10, 15), **values},
            )
        assert refusal.value.field == field
    said = {"concurrence": question, "verdict": "agreed", "said_date": date(2026, 10, 15)}
    with pytest.raises(Denied):
        act("svetlana", talks.give_concurrence, **said)
    act("oleg", talks.give_concurrence, **said)
    with acting(make.actor("svetlana")):
        assert Concurrence.objects.get().verdict == "agreed"
    with pytest.raises(Refused, match="Ответ уже дан"):
        act("svetlana", talks.drop_concurrence, concurrence=question)


def test_approval_warns_of_what_is_still_open(house: House) -> None:
    edition = discussed(house.school, "svetlana")
    act("oleg", talks.make_remark, edition=edition, organisation=house.city, text="Замечание")
    act("svetlana", talks.ask_concurrence, edition=edition, organisation=house.school, who="Совет школы")
    with acting(make.actor("svetlana")):
        said = doubts_of(edition, rows_of(edition))
    assert said == ["Без ответа: 1\xa0замечание.", "Нет согласования: Совет школы."]
