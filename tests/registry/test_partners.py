"""Partners: entered at any level, seen below and above, agreements for each organisation, mentors counted without names."""

from __future__ import annotations

from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.actions.partners import (
    add_partner,
    agree_with_partner,
    correct_partner,
    end_cooperation,
    remove_partner,
)
from nastavnik.registry.models import Cooperation, Organisation, Partner, Person
from nastavnik.registry.queries.partners import (
    cooperations_visible_to,
    mentors_by_partner,
    nodes_above,
    partners_visible_to,
)
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.monitoring.reading import links_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]
INN = "7830002293"


def partner(node: Organisation, name: str = "ООО «Вектор»", **values: str) -> Partner:
    return Partner.objects.create(organisation=node, name=name, kind="enterprise", **values)


def agreement(of: Partner, node: Organisation, **values: object) -> Cooperation:
    with make.owning():
        return Cooperation.objects.create(partner=of, institution=node, **values)


def test_what_stands_above_is_found_at_any_depth(house: House) -> None:
    assert nodes_above([house.school.pk, house.rural.pk]) == {
        house.region.pk,
        house.city.pk,
        house.district.pk,
    }
    assert nodes_above([]) == frozenset()


@pytest.mark.parametrize(
    ("login", "seen"),
    [
        ("irina", {"региона", "города", "школы", "гимназии"}),
        ("oleg", {"региона", "города", "школы", "гимназии"}),
        ("svetlana", {"региона", "города", "школы"}),
        ("boris", {"региона", "города", "гимназии"}),
    ],
)
def test_partner_is_seen_below_and_above_and_not_beside(house: House, login: str, seen: set[str]) -> None:
    nodes = {
        "региона": house.region,
        "города": house.city,
        "школы": house.school,
        "гимназии": house.gymnasium,
    }
    for name, node in nodes.items():
        partner(node, name)
    with acting(actor := make.actor(login)):
        assert set(partners_visible_to(actor).values_list("name", flat=True)) == seen


def test_partner_of_one_school_is_seen_by_another_that_works_with_it(house: House) -> None:
    row = agreement(partner(house.school), house.rural, contact_name="Иной К. К.")
    with acting(boris := make.actor("boris")):
        assert not partners_visible_to(boris).exists()
    make.account("galina", make.person(house.rural, "Лугова Галина Павловна"), ("curator", house.rural))
    with acting(galina := make.actor("galina")):
        assert list(partners_visible_to(galina)) == [row.partner]
        assert list(cooperations_visible_to(galina)) == [row]


def test_contacts_are_read_above_and_not_below_or_beside(house: House) -> None:
    above = agreement(partner(house.city), house.city, contact_name="Городской К. К.")
    below = agreement(above.partner, house.school, contact_name="Школьный К. К.")
    reads = {}
    for login in ("irina", "oleg", "svetlana", "boris"):
        with acting(actor := make.actor(login)):
            reads[login] = set(cooperations_visible_to(actor))
    assert reads == {"irina": {above, below}, "oleg": {above, below}, "svetlana": {below}, "boris": set()}


def test_partner_is_entered_with_its_first_agreement(house: House) -> None:
    with acting(svetlana := make.actor("svetlana")):
        made = add_partner(
            by=svetlana, organisation=house.school, facts={"name": "Завод", "kind": "enterprise", "inn": "7830 002293"},
            terms={"agreement_number": "12", "contact_name": "Заводов З. З."},
        )  # fmt: skip
        assert (made.inn, Cooperation.objects.get().contact_name) == (INN, "Заводов З. З.")
    with make.owning():
        assert [entry.verb for entry in Entry.objects.order_by("happened_at")] == [
            "add_partner",
            "agree_with_partner",
        ]


@pytest.mark.parametrize(
    ("facts", "field", "says"),
    [
        ({"name": " ", "kind": "other"}, "name", "Впишите наименование"),
        ({"name": "Завод", "kind": "other", "inn": "7830002294"}, "inn", "не сходится"),
        ({"name": "Завод", "kind": "other", "inn": INN}, "inn", "уже есть: Вуз города"),
    ],
)
def test_partner_that_can_not_be_is_refused(
    house: House, facts: dict[str, str], field: str, says: str
) -> None:
    partner(house.city, "Вуз города", inn=INN)
    with acting(svetlana := make.actor("svetlana")), pytest.raises(Refused, match=says) as refusal:
        add_partner(by=svetlana, organisation=house.school, facts=facts)
    assert refusal.value.field == field


def test_everybody_keeps_his_own(house: House) -> None:
    of_city = partner(house.city)
    with acting(svetlana := make.actor("svetlana")):
        with pytest.raises(Denied, match="тот, кто его внёс"):
            correct_partner(by=svetlana, partner=of_city, facts={"name": "Иное"})
        with pytest.raises(Denied):
            agree_with_partner(by=svetlana, partner=of_city, institution=house.gymnasium, terms={})
        row = agree_with_partner(
            by=svetlana, partner=of_city, institution=house.school, terms={"agreement_number": "1"}
        )
        assert agree_with_partner(by=svetlana, partner=of_city, institution=house.school, terms={}) == row
    for login in ("nina", "tamara"):
        with acting(actor := make.actor(login)), pytest.raises(Denied):
            end_cooperation(by=actor, cooperation=row)
    with acting(oleg := make.actor("oleg")):
        assert correct_partner(by=oleg, partner=of_city, facts={"name": "АО «Вектор»"}) == ["name"]
        assert correct_partner(by=oleg, partner=of_city, facts={"name": "АО «Вектор»"}) == []
        end_cooperation(by=oleg, cooperation=row)
        remove_partner(by=oleg, partner=of_city)
    assert not Partner.objects.exists()


def test_agreement_does_not_end_before_it_begins(house: House) -> None:
    terms = {"agreement_date": date(2026, 9, 2), "agreement_end": date(2026, 9, 1)}
    with acting(oleg := make.actor("oleg")), pytest.raises(Refused, match="раньше") as refusal:
        agree_with_partner(by=oleg, partner=partner(house.city), institution=house.city, terms=terms)
    assert refusal.value.field == "agreement_end"


def test_partner_with_mentors_or_foreign_agreements_is_not_removed(house: House) -> None:
    made = partner(house.city)
    with make.owning():
        Person.objects.filter(pk=house.pavel.pk).update(partner=made)
    with acting(oleg := make.actor("oleg")), pytest.raises(Refused, match="числятся наставники"):
        remove_partner(by=oleg, partner=made)
    agreement(made, house.school)
    with acting(oleg), pytest.raises(Refused, match="другие организации"):
        remove_partner(by=oleg, partner=made)


def test_mentors_are_counted_in_sight_only(house: House) -> None:
    made = partner(house.region)
    with make.owning():
        Person.objects.filter(pk__in=[house.pavel.pk, house.maria.pk, house.stranger_child.pk]).update(
            partner=made
        )
    counts = {}
    for login in ("irina", "oleg", "svetlana", "boris"):
        with acting(make.actor(login)):
            counts[login] = mentors_by_partner([made.pk]).get(made.pk)
    assert counts == {"irina": 3, "oleg": 3, "svetlana": 2, "boris": 1}


def test_list_says_what_ends_and_is_narrowed_by_it(house: House, signed_in: SignIn) -> None:
    agreement(partner(house.school, "Завод"), house.school, agreement_end=date(2026, 11, 1))
    agreement(partner(house.school, "Вуз"), house.school, agreement_end=date(2026, 10, 1))
    agreement(partner(house.school, "Музей"), house.school, agreement_end=date(2027, 10, 1))
    client = signed_in("svetlana")
    text = text_of(client.get("/partners/")).replace("\u00a0", " ")
    assert "3 партнёра" in text
    assert "Завод предприятие Школа № 5 0 ! истекает через 17 дней" in text
    assert "✕ истекло 01.10.2026" in text
    for wish, name in (("agreement=soon", "Завод"), ("agreement=over", "Вуз"), ("q=муз", "Музей")):
        narrowed = text_of(client.get(f"/partners/?{wish}"))
        assert "1 партнёр" in narrowed
        assert f"{name} предприятие" in narrowed


@pytest.mark.parametrize("more", [0, 2])
def test_list_costs_the_same_whatever_its_length(
    house: House, signed_in: SignIn, django_assert_num_queries, more: int
) -> None:
    for number in range(1 + more):
        agreement(partner(house.school, f"Завод {number}"), house.school)
    client = signed_in("svetlana")
    with django_assert_num_queries(14):  # 4 of the list: what stands above, partners, agreements, numbers
        client.get("/partners/")


def test_partner_is_entered_changed_and_taken_away_on_its_pages(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    wish = {
        "organisation": house.school.pk, "name": "ООО «Вектор»", "kind": "enterprise", "inn": INN,
        "agreement_number": "7", "agreement_date": "01.09.2026", "agreement_end": "31.08.2027",
        "contact_name": "Векторов В. В.", "contact_phone": "8 800 000-00-03",
    }  # fmt: skip
    assert client.post("/partners/new/", wish | {"inn": "1"}).status_code == 422
    card = client.post("/partners/new/", wish, follow=True)
    text = text_of(card)
    assert "№ 7 от 01.09.2026 Векторов В. В. 8 800 000-00-03 ✓ по 31.08.2027" in text
    edit = next(link for link in links_of(card) if link.startswith("/partners/agreements/"))
    assert "Соглашение записано." in text_of(client.post(edit, {"agreement_number": "8"}, follow=True))
    remove = edit.replace("/edit/", "/remove/")
    assert "Сам партнёр останется." in text_of(client.get(remove))
    done = client.post(remove, follow=True)
    assert "Ваших соглашений с этим партнёром нет." in text_of(done)
    made = Partner.objects.get()
    assert "Записать соглашение" in text_of(done)
    again = client.post(f"/partners/{made.pk}/agreement/", {"institution": house.school.pk}, follow=True)
    assert "работает с партнёром" in text_of(again)
    named = client.post(f"/partners/{made.pk}/edit/", {"name": "АО «Вектор»", "kind": "other"}, follow=True)
    assert "Сведения о партнёре изменены." in text_of(named)
    assert "Партнёр убран." in text_of(client.post(f"/partners/{made.pk}/remove/", follow=True))


def test_mentors_of_a_partner_are_named_to_their_school_only(house: House, signed_in: SignIn) -> None:
    made = partner(house.school)
    with make.owning():
        Person.objects.filter(pk=house.pavel.pk).update(partner=made)
    assert "Левин Павел Андреевич" in text_of(signed_in("svetlana").get(f"/partners/{made.pk}/"))
    above = text_of(signed_in("oleg").get(f"/partners/{made.pk}/"))
    assert "Левин" not in above
    assert "Наставников от партнёра 1" in above
