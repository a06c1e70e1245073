"""Orders about grown-ups: the working group and the curator, read back from their files; forms that begin them."""

from pathlib import Path

import pytest
from django.urls import reverse

from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.papers.actions import draft_curator_order, draft_team_order
from nastavnik.papers.models import Paper, PaperName
from nastavnik.papers.queries import names_of
from nastavnik.papers.values import Somebody
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.papers.reading import lines_of
from tests.papers.test_movement import act, stored
from tests.papers.test_pages import at, html, typed, words

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent / "golden"
OUTSIDER = Somebody(typed="Садовая Вера Ильинична", standing="председатель родительского комитета")


def team(house: House, by: str = "svetlana", members: tuple[Somebody, ...] = (OUTSIDER,)) -> Paper:
    actor = make.actor(by)
    with acting(actor):
        return draft_team_order(
            by=actor,
            institution=house.school,
            school_year=2026,
            head=Somebody(house.maria, standing="учитель физики"),
            members=members,
        )


def curator(house: House, whom: Somebody, by: str = "svetlana") -> Paper:
    actor = make.actor(by)
    with acting(actor):
        return draft_curator_order(by=actor, institution=house.school, school_year=2026, curator=whom)


def golden(name: str) -> list[str]:
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def test_order_on_the_working_group_reads_as_the_golden_file(house: House) -> None:
    members = (Somebody(house.pavel, standing="инженер ООО «Вектор»"), OUTSIDER)
    assert lines_of(act("download", "svetlana", team(house, members=members))) == golden("team")


def test_order_on_the_curator_reads_as_the_golden_file(house: House) -> None:
    deputy = make.person(house.school, "Сорока Ольга Ильинична", post="заместитель директора", gender="f")
    paper = curator(house, Somebody(deputy, standing="заместитель директора"))
    assert lines_of(act("download", "svetlana", paper)) == golden("curator")


def test_typed_name_is_declined_and_belongs_to_nobody(house: House) -> None:
    paper = curator(house, OUTSIDER)
    with acting(make.actor("svetlana")):
        found = [(name.person_id, name.printed, name.standing) for name in names_of(paper)]
    assert found == [
        (None, "Садовую Веру Ильиничну", "председателя родительского комитета"),
        (None, "Садовая В. И.", ""),
    ]


def test_head_of_the_group_is_not_its_member_too(house: House) -> None:
    same = Somebody(house.maria, standing="учитель физики")
    paper = team(house, members=(same, OUTSIDER))
    with acting(make.actor("svetlana")):
        members = [name.nominative for name in names_of(paper) if name.place == PaperName.Place.MEMBER]
    assert members == ["Котова Мария Ивановна", "Садовая Вера Ильинична"]
    with pytest.raises(Refused, match="хотя бы одного члена группы") as refusal:
        team(house, members=(same,))
    assert refusal.value.field == "members"


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg", "irina"])
def test_drafted_by_the_curator_of_the_institution_only(house: House, login: str) -> None:
    with pytest.raises(Denied):
        team(house, by=login)
    with pytest.raises(Denied):
        curator(house, OUTSIDER, by=login)


@pytest.mark.parametrize("kind", ["team", "curator"])
def test_moves_as_every_order_does(house: House, kind: str) -> None:
    paper = team(house) if kind == "team" else curator(house, OUTSIDER)
    act("register", "tamara", act("sign", "nina", paper))
    assert (stored(paper).state, stored(paper).number) == ("registered", "40-од")


def test_role_in_the_group_is_corrected_on_the_sheet(house: House, signed_in: SignIn) -> None:
    paper, client = team(house), signed_in("svetlana")
    page = client.get(at("paper_view", paper))
    note = next(name for name in page.context["form"].fields if name.startswith("note_"))
    assert "руководитель рабочей группы" in html(page)
    client.post(at("paper_view", paper), typed(page, **{note: "председатель рабочей группы"}))
    assert any("председатель рабочей группы" in line for line in lines_of(act("download", "nina", paper)))


def test_curator_chooses_members_and_writes_others(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    sent = {
        "head": house.maria.pk,
        "members": [house.pavel.pk],
        "others": "Садовая Вера Ильинична, председатель родительского комитета\n",
    }
    page = client.post(reverse("papers:team_draft"), sent, follow=True)
    assert "Проект приказа готов" in words(page) and "О составе рабочей группы" in words(page)
    assert "Садовая Вера Ильинична" in html(page) and "Левин Павел Андреевич" in html(page)


def test_child_is_not_offered_for_the_group(house: House, signed_in: SignIn) -> None:
    for name in ("team_draft", "curator_draft"):
        page = html(signed_in("svetlana").get(reverse(f"papers:{name}")))
        assert "Котова Мария Ивановна" in page and "Зимин" not in page


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "person"),
        ({"person": "maria", "typed": "Садовая Вера Ильинична, учитель"}, "person"),
        ({"typed": "Садовая"}, "typed"),
    ],
)
def test_curator_is_named_in_exactly_one_way(
    house: House, signed_in: SignIn, sent: dict[str, str], field: str
) -> None:
    sent = {key: str(house.maria.pk) if value == "maria" else value for key, value in sent.items()}
    page = signed_in("svetlana").post(reverse("papers:curator_draft"), sent)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]


def test_name_typed_for_the_group_that_can_not_be_read_is_said(house: House, signed_in: SignIn) -> None:
    sent = {"head": house.maria.pk, "others": "В. И. Садовая, учитель"}
    page = signed_in("svetlana").post(reverse("papers:team_draft"), sent)
    assert page.status_code == 422 and list(page.context["form"].errors) == ["others"]
    assert "В. И. Садовая, учитель" in html(page)
