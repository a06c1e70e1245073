"""A partner's responsible employee: what he sees and keeps, whom he proposes, and how the curator decides."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.urls import reverse

from nastavnik.access.actions import grant_role
from nastavnik.access.scope import acting
from nastavnik.access.terms import GrantTerms
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import Nominee
from nastavnik.mentoring.queries.nominees import needs_for_partners, nominees_visible_to
from nastavnik.notices.models import Notice
from nastavnik.registry.actions.partners import remove_partner
from nastavnik.registry.models import Cooperation, Partner, Person
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]


@pytest.fixture
def partner(house: House) -> Partner:
    """«Вектор» works with the school and the gymnasium; Яков answers for it before the school alone."""
    with make.owning():
        made = Partner.objects.create(organisation=house.school, name="ООО «Вектор»", kind="enterprise")
        for node in (house.school, house.gymnasium):
            Cooperation.objects.create(partner=made, institution=node, contact_name=f"Контакт {node}")
        Person.objects.filter(pk=house.pavel.pk).update(partner=made, contact="8 900 111-22-33")
    make.responsible("yakov", "Якорев Яков Ильич", made, house.school)
    return made


def card(partner: Partner) -> str:
    return reverse("mentoring:own_partner", args=[partner.pk])


def proposed(partner: Partner, node: object, name: str = "Левин Павел Андреевич") -> Nominee:
    last, first, middle = name.split()
    with make.owning():
        return Nominee.objects.create(
            institution=node, partner=partner, account_id=make.actor("yakov").account_id, last_name=last,
            first_name=first, middle_name=middle, post="инженер", contact="8 900 000-00-77", competences="черчение",
        )  # fmt: skip


def form_of(house: House, **values: str) -> dict[str, str]:
    return {
        "institution": str(house.school.pk), "name": "Чертёжников Олег Ильич", "post": "инженер",
        "contact": "8 900 000-00-78", "competences": "черчение", "agrees": "on",
    } | values  # fmt: skip


def test_card_shows_the_partners_own_and_nothing_of_the_other_school(
    partner: Partner, house: House, signed_in: SignIn
) -> None:
    child = make.person(house.school, "Детский Пётр Ильич", birth_date=date(2012, 1, 1))
    young = make.person(house.school, "Юный Лев Ильич", birth_year=2008)
    far = make.person(house.gymnasium, "Дальний Глеб Ильич", birth_date=date(1980, 1, 1))
    with make.owning():
        Person.objects.filter(pk__in=[child.pk, young.pk, far.pk]).update(partner=partner)
    client = signed_in("yakov")
    text = client.get(card(partner)).content.decode()
    for words in ("Контакт Школа № 5", "Левин Павел Андреевич", "нет согласия на передачу", "Мой партнёр"):
        assert words in text, words
    for hidden in ("Гимназия", "Детский", "Юный", "Дальний", "8 900 111-22-33", "1979"):
        assert hidden not in text, hidden
    make.consent(house.pavel, "transfer")
    assert "8 900 111-22-33" in client.get(card(partner)).content.decode()


def test_requests_are_counted_by_topic_while_a_programme_works_through_partners(
    partner: Partner, house: House, signed_in: SignIn
) -> None:
    programme = pairing.programme(house.school)
    pairing.mentee(programme, house.danya)
    pairing.mentee(programme, pairing.child(house.school, "Юдина Лиза Олеговна"), "physics robotics")
    with acting(make.actor("yakov")):
        assert needs_for_partners(make.TODAY) == []
    with make.owning():
        programme.directions.update(channel="partner")
    yakov = make.actor("yakov")
    with acting(yakov):
        found = {one.topic: one.number for one in needs_for_partners(make.TODAY)}
        assert sorted(found.values()) == [1, 2]
        assert not Person.objects.exists()
    text = signed_in("yakov").get(card(partner)).content.decode()
    assert "физика" in text.lower() and "Юдина" not in text
    assert "Организации ждут наставников" in signed_in("yakov").get("/").content.decode()
    for actor in (make.actor("svetlana"), make.actor("oleg")):
        with acting(actor):
            assert needs_for_partners(make.TODAY) == []
    make.consent(house.danya), make.consent(house.maria)
    pairing.mentor(programme, house.maria)
    pairing.approved_pairs(make.actor("svetlana"), programme)
    with acting(yakov):
        assert sum(one.number for one in needs_for_partners(make.TODAY)) == 2


def test_proposal_waits_for_the_curator_and_enters_no_register(
    partner: Partner, house: House, signed_in: SignIn
) -> None:
    client = signed_in("yakov")
    url = reverse("mentoring:nominee_propose", args=[partner.pk])
    refused = client.post(url, form_of(house, agrees=""))
    assert refused.status_code == 422 and "Чертёжников" in refused.content.decode()
    assert client.post(url, form_of(house, institution=str(house.gymnasium.pk))).status_code == 422
    assert client.post(url, form_of(house)).status_code == 302
    assert "уже предложен" in client.post(url, form_of(house)).content.decode()
    with make.owning():
        assert not Person.objects.filter(last_name="Чертёжников").exists()
        assert Notice.objects.filter(account=house.accounts["svetlana"], kind="nominee_waits").count() == 1
    desk = signed_in("svetlana").get("/").content.decode()
    assert "Партнёры предложили 1" in desk
    assert "Партнёры предложили" not in signed_in("boris").get("/").content.decode()


def test_curator_chooses_between_the_known_and_a_new_person(
    partner: Partner, house: House, signed_in: SignIn
) -> None:
    client = signed_in("svetlana")
    first, second = proposed(partner, house.school), proposed(partner, house.school, "Левин Павел Юрьевич")
    url = reverse("mentoring:nominee_decide", args=[first.pk])
    text = client.get(url).content.decode()
    assert "уже есть: Левин Павел Андреевич" in text and "черчение" in text
    assert "checked" not in text.partition("<main")[2]
    assert client.post(url, {"who": ""}).status_code == 422
    assert client.post(url, {"who": str(house.danya.pk)}).status_code == 422
    assert client.post(url, {"who": str(house.pavel.pk)}).status_code == 302
    assert (
        client.post(reverse("mentoring:nominee_decide", args=[second.pk]), {"who": "new"}).status_code == 302
    )
    with make.owning():
        first.refresh_from_db(), second.refresh_from_db()
        assert first.person_id == house.pavel.pk and first.contact == ""
        assert Person.objects.get(pk=house.pavel.pk).contact == "8 900 111-22-33"  # what was known stays
        entered = second.person
        assert entered is not None and entered.pk != house.pavel.pk
        assert (entered.is_outsider, entered.partner, entered.middle_name) == (True, partner, "Юрьевич")
    make.consent(entered)
    pairing.programme(house.school)
    enrol = client.get(reverse("mentoring:person_enrol", args=[entered.pk])).content.decode()
    assert "черчение" in enrol
    assert "принят" in signed_in("yakov").get(card(partner)).content.decode()


def test_declined_proposal_keeps_the_name_and_the_answer_alone(
    partner: Partner, house: House, signed_in: SignIn
) -> None:
    nominee = proposed(partner, house.school)
    client = signed_in("svetlana")
    url = reverse("mentoring:nominee_decide", args=[nominee.pk])
    assert "почему наставник не принят" in client.post(url, {"who": "decline"}).content.decode()
    assert client.post(url, {"who": "decline", "remark": "Черчение уже ведут."}).status_code == 302
    with make.owning():
        nominee.refresh_from_db()
        assert (nominee.contact, nominee.post, nominee.competences) == ("", "", "")
    yakov = signed_in("yakov")
    assert "Черчение уже ведут." in yakov.get(card(partner)).content.decode()
    assert yakov.post(reverse("mentoring:nominee_withdraw", args=[nominee.pk])).status_code == 302
    with make.owning():
        assert not Nominee.objects.exists()


def test_responsible_keeps_contacts_and_requisites_of_his_own(
    partner: Partner, house: House, signed_in: SignIn
) -> None:
    with make.owning():
        ours, theirs = Cooperation.objects.filter(partner=partner).order_by("pk")
    client = signed_in("yakov")
    url = reverse("mentoring:own_contacts_edit", args=[ours.pk])
    assert (
        client.post(url, {"contact_name": "Новиков И. И.", "contact_phone": "8 900 000-00-79"}).status_code
        == 302
    )
    assert client.get(reverse("mentoring:own_contacts_edit", args=[theirs.pk])).status_code == 404
    edit = reverse("mentoring:own_partner_edit", args=[partner.pk])
    assert client.post(edit, {"name": "АО «Вектор»", "kind": "enterprise"}).status_code == 302
    with make.owning():
        ours.refresh_from_db(), partner.refresh_from_db()
        assert (ours.contact_name, partner.name) == ("Новиков И. И.", "АО «Вектор»")
        Partner.objects.filter(pk=partner.pk).update(organisation=house.region)
    assert client.get(edit).status_code == 403  # the region entered it: it is not his alone


def test_curator_appoints_with_a_partner_and_only_with_one(partner: Partner, house: House) -> None:
    svetlana = make.actor("svetlana")
    account = make.account("vera", house.pavel)
    terms = GrantTerms(Role.PARTNER_RESPONSIBLE, house.school, make.TODAY)
    with acting(svetlana):
        with pytest.raises(Refused, match="Выберите партнёра"):
            grant_role(by=svetlana, account=account, terms=terms, today=make.TODAY)
        given = GrantTerms(Role.PARTNER_RESPONSIBLE, house.school, make.TODAY, partner=partner)
        grant_role(by=svetlana, account=account, terms=given, today=make.TODAY)
        with make.owning():
            Cooperation.objects.all().delete()
            Person.objects.filter(partner=partner).update(partner=None)
        with pytest.raises(Refused, match="есть или был ответственный"):
            remove_partner(by=svetlana, partner=partner)
    assert make.actor("vera").partners == {partner.pk: frozenset([house.school.pk])}


@pytest.mark.parametrize("more", [0, 2])
def test_list_of_proposals_costs_the_same_for_any_number(
    partner: Partner, house: House, signed_in: SignIn, more: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:  # fmt: skip
    for number in range(1 + more):
        proposed(partner, house.school, f"Левин Павел {('Ильич', 'Львович', 'Юрьевич')[number]}")
    proposed(partner, house.gymnasium, "Чужой Пётр Ильич")
    client, url = signed_in("svetlana"), reverse("mentoring:nominee_list")
    client.get(url)
    with django_assert_num_queries(pairing.AROUND_A_PAGE + 1):
        text = client.get(url).content.decode()
    assert "Чужой" not in text and text.count("ООО «Вектор»") >= 1 + more
    assert "Левин" in client.get(url, {"q": "левин вектор"}).content.decode()
    assert "По этому отбору ничего нет" in client.get(url, {"q": "нетакого"}).content.decode()
    with acting(make.actor("yakov")):
        assert nominees_visible_to(make.actor("yakov")).count() == 1 + more
