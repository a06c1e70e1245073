"""Pages of the dictionaries and of directions."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from nastavnik.access.scope import acting
from nastavnik.mentoring.actions.base_loading import import_base
from nastavnik.mentoring.actions.bases import check_base
from nastavnik.mentoring.actions.proposals import propose_pairs
from nastavnik.mentoring.models import Direction, Need, Offer, RoleModel, Topic
from nastavnik.registry.models import Person
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def test_curator_adds_a_topic_for_her_school(signed_in: SignIn, house: House) -> None:
    svetlana = signed_in("svetlana")
    page = text(svetlana.get(reverse("mentoring:dictionary_view") + "?tab=topics"))
    assert "федеральный справочник" in page and "Добавить тему" in page
    url = reverse("mentoring:entry_add", args=["topics"])
    assert 'name="owner"' not in text(svetlana.get(url))
    done = text(svetlana.post(url, {"label": "школьный музей"}, follow=True))
    assert "«школьный музей» есть в справочнике: Школа № 5." in done
    made = Topic.objects.get(label="школьный музей")
    retire = reverse("mentoring:entry_offer", args=["topics", made.pk, "retire"])
    assert "больше не предлагается" in text(svetlana.post(retire, follow=True))
    made.refresh_from_db()
    assert made.is_retired


def test_wrong_entry_comes_back_as_it_was_typed(signed_in: SignIn, house: House) -> None:
    filled = {"label": "сильный – слабый", "form": "pupil_pupil", "curator_only": "on", "neutral_label": ""}
    response = signed_in("svetlana").post(reverse("mentoring:entry_add", args=["roles"]), filled)
    assert response.status_code == 422
    assert 'value="сильный – слабый"' in text(response)
    assert 'href="#id_neutral_label"' in text(response)


def test_operator_adds_a_form_for_the_region(signed_in: SignIn, house: House) -> None:
    irina = signed_in("irina")
    assert "Справочники" in text(irina.get(reverse("desk:desk_view")))
    filled = {
        "label": "вожатый – отряд",
        "mentor_kind": "pupil",
        "mentee_kind": "pupil",
        "mentor_may_be_minor": "on",
    }
    done = text(irina.post(reverse("mentoring:entry_add", args=["forms"]), filled, follow=True))
    assert "вожатый – отряд" in done and "Северная область" in done


def test_stigmatising_label_is_shown_to_curators_only(signed_in: SignIn, house: House) -> None:
    programme = pairing.programme(
        house.school, form_id="pupil_pupil", role_model_id="pupil_pupil.leader_passive"
    )
    url = reverse("mentoring:programme_view", args=[programme.pk])
    assert "лидер – пассивный" in text(signed_in("svetlana").get(url))
    page = text(signed_in("nina").get(url))
    assert "пассивный" not in page and "вовлечение в дела и интересы" in page


def test_programme_with_one_direction_has_no_table_of_them(signed_in: SignIn, house: House) -> None:
    programme = pairing.programme(house.school)
    svetlana = signed_in("svetlana")
    page = text(svetlana.get(reverse("mentoring:programme_view", args=[programme.pk])))
    assert "<h2>Направления" not in page and "индивидуальное, классическое" in page
    url = reverse("mentoring:direction_add", args=[programme.pk])
    filled = {
        "form": "pupil_pupil", "role_model": "pupil_pupil.equal_equal", "kind": "group", "channel": "classic",
        "mentees_limit": "3", "experience_years": "",
    }  # fmt: skip
    page = text(svetlana.post(url, filled, follow=True))
    assert "Направление «ученик – ученик» добавлено." in page
    assert (
        "2 направления" in page and "групповое, классическое" in page and "не больше 3 наставляемых" in page
    )
    edit = text(svetlana.get(reverse("mentoring:programme_edit", args=[programme.pk])))
    assert 'name="role_model"' not in edit
    assert "и ещё 1" in text(svetlana.get(reverse("mentoring:programme_list")))


def test_direction_is_removed_after_a_question(signed_in: SignIn, house: House) -> None:
    programme, svetlana = pairing.programme(house.school), signed_in("svetlana")
    with make.owning():
        second = Direction.objects.create(programme=programme, form_id="pupil_pupil")
    url = reverse("mentoring:direction_remove", args=[second.pk])
    assert "Убрать направление «ученик – ученик»?" in text(svetlana.get(url))
    assert "Направление убрано." in text(svetlana.post(url, follow=True))
    assert not Direction.objects.filter(pk=second.pk).exists()
    last = Direction.objects.get(programme=programme)
    refused = svetlana.post(reverse("mentoring:direction_remove", args=[last.pk]))
    assert refused.status_code == 422 and "единственное направление" in text(refused)


def test_role_models_of_the_form_are_grouped(signed_in: SignIn, house: House) -> None:
    programme = pairing.programme(house.school)
    page = text(signed_in("svetlana").get(reverse("mentoring:direction_add", args=[programme.pk])))
    model = RoleModel.objects.get(code="pupil_pupil.leader_passive")
    assert f"{model.label} (в документах: {model.neutral_label})" in page


def test_own_topic_is_recognised_in_a_base_and_named_in_the_reason(house: House, signed_in: SignIn) -> None:
    svetlana = signed_in("svetlana")
    filled = {"label": "школьный музей", "words": "экскурсовод"}
    svetlana.post(reverse("mentoring:entry_add", args=["topics"]), filled)
    programme = pairing.programme(house.school)
    curator = make.actor("svetlana")
    mentees = ["Лугов Пётр Ильич", "Лугова Анна Юрьевна", "2012", "хочу в школьный музей"]
    mentors = ["Горная Инна Павловна", "Школа № 5", "учу экскурсоводов"]
    with acting(curator):
        for side, headings, row in (
            ("mentee", ("ФИО наставляемого", "ФИО родителя", "Год рождения", "Основной запрос"), mentees),
            ("mentor", ("ФИО наставника", "Место работы", "Основные компетенции"), mentors),
        ):
            run = check_base(
                by=curator, programme=programme, side=side, cells=[list(headings), row], file_name="база.xlsx"
            )
            assert [kept.state for kept in run.rows.all()] == ["new"], [
                kept.problems for kept in run.rows.all()
            ]
            import_base(by=curator, run=run)
        topic = Topic.objects.get(label="школьный музей")
        assert list(Need.objects.values_list("topics", flat=True)) == [[topic.code]]
        assert list(Offer.objects.values_list("topics", flat=True)) == [[topic.code]]
    with make.owning():
        people = list(Person.objects.filter(participations__isnull=False))
    for person in people:
        make.consent(person)
    with acting(curator):
        (line,) = propose_pairs(by=curator, programme=programme).lines.all()
    assert line.reason.startswith("Тема запроса — школьный музей: она есть среди компетенций наставника")


def test_topics_of_the_programme_stand_first_and_the_others_are_folded(
    house: House, signed_in: SignIn
) -> None:
    programme = pairing.programme(house.school)
    make.consent(house.danya)
    pairing.mentor(programme, house.maria)
    page = text(signed_in("svetlana").get(reverse("mentoring:person_enrol", args=[house.danya.pk])))
    first, _, folded = page.partition('<details class="field-more">')
    assert "физика" in first and "химия" not in first and "химия" in folded


def test_request_without_a_tick_gets_the_topics_of_its_words(house: House, signed_in: SignIn) -> None:
    programme = pairing.programme(house.school)
    make.consent(house.danya)
    url = reverse("mentoring:person_enrol", args=[house.danya.pk])
    filled = {"programme": programme.pk, "side": "mentee", "words": "Химия", "entered_date": "10.10.2026"}
    signed_in("svetlana").post(url, filled)
    with make.owning():
        need = Need.objects.get(person=house.danya)
    assert need.topics == ["chemistry"]
    edit = text(signed_in("svetlana").get(reverse("mentoring:need_edit", args=[need.pk])))
    assert edit.index("химия") < edit.index('<details class="field-more">') < edit.index("физика")
