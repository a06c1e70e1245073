"""A draft brought up to what the register says, and forms of names that are remembered."""

import pytest

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.papers.actions import correct_order, refresh_order
from nastavnik.papers.models import NameForm, Paper, PaperName
from nastavnik.papers.values import NameText
from nastavnik.registry.actions.people import correct_person
from nastavnik.registry.models import Organisation, Person
from tests import factories as make
from tests.house_of_people import House
from tests.papers.drafting import drafted, line, signed
from tests.papers.test_drafting import printed, texts_of

pytestmark = pytest.mark.django_db


def refreshed(paper: Paper, by: str = "svetlana") -> int:
    actor = make.actor(by)
    with acting(actor):
        return refresh_order(by=actor, paper=paper)


def typed_name(paper: Paper, place: str, printed: str, standing: str = "") -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        name = PaperName.objects.get(paper=paper, place=place)
        correct_order(
            by=svetlana, paper=paper, texts=texts_of(paper),
            names={name.pk: NameText(printed, standing or name.standing)},
        )  # fmt: skip


def test_class_entered_after_the_draft_reaches_it(house: House) -> None:
    child = make.person(house.school, "Лугов Пётр Ильич", birth_year=2012, gender="m")
    paper, svetlana = drafted(house, line(1, house.maria, child, mentee_standing="")), make.actor("svetlana")
    assert printed(paper, "mentee") == ["Луговым Петром Ильичом"]
    with acting(svetlana):
        correct_person(by=svetlana, person=child, changes={"class_name": "7 «Б»"})
    assert printed(paper, "mentee") == ["Луговым Петром Ильичом, обучающимся 7 «Б» класса"]


def test_what_changed_unseen_is_brought_up_to_date_by_the_button(house: House) -> None:
    paper = drafted(house)
    with make.owning():
        Person.objects.filter(pk=house.danya.pk).update(class_name="9 «А»", last_name="Зимний")
        Organisation.objects.filter(pk=house.school.pk).update(head_name="И. И. Новый", place="пос. Северный")
    assert refreshed(paper) == 3
    assert printed(paper, "mentee") == ["Зимним Даниилом Олеговичем, обучающимся 9 «А» класса"]
    with acting(make.actor("svetlana")):
        kept = Paper.objects.get(pk=paper.pk)
        assert Entry.objects.get(verb="refresh_order").fields == ["place", "signer_name"]
    assert (kept.signer_name, kept.place) == ("И. И. Новый", "пос. Северный")
    assert refreshed(paper) == 0


def test_what_was_corrected_by_hand_stays(house: House) -> None:
    paper = drafted(house)
    typed_name(paper, "mentee", "Зиминым Д. О.", "учеником восьмого класса")
    with make.owning():
        Person.objects.filter(pk=house.danya.pk).update(class_name="9 «А»")
    assert refreshed(paper) == 0
    assert printed(paper, "mentee") == ["Зиминым Д. О., учеником восьмого класса"]


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg"])
def test_refreshed_by_the_curator_only(house: House, login: str) -> None:
    with pytest.raises(Denied):
        refreshed(drafted(house), by=login)


def test_signed_order_is_not_refreshed(house: House) -> None:
    with pytest.raises(Refused, match="уже подписан"):
        refreshed(signed(house))


def test_corrected_form_begins_the_next_paper(house: House) -> None:
    child = make.person(house.school, "Дарвиш Ли", birth_year=2012, class_name="7")
    first = drafted(house, line(1, house.maria, child))
    typed_name(first, "mentee", "Дарвиш Лией")
    second = drafted(house, line(1, house.maria, child))
    with acting(make.actor("svetlana")):
        name = PaperName.objects.get(paper=second, place="mentee")
    assert (name.printed, name.is_sure, name.is_corrected) == ("Дарвиш Лией", True, False)
    assert printed(drafted(house, line(1, child, house.danya)), "mentor") == [
        "Дарвиш Ли, обучающегося 7 класса"
    ]


def test_form_is_corrected_again_and_kept_once(house: House) -> None:
    for form in ("Котову М. И.", "Котову Марию"):
        typed_name(drafted(house), "mentor", form)
    with acting(make.actor("svetlana")):
        assert [form.printed for form in NameForm.objects.all()] == ["Котову Марию"]


def test_form_of_an_earlier_name_is_not_used_after_a_correction(house: House) -> None:
    typed_name(drafted(house), "mentor", "КОТОВУ Марию Ивановну")
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        correct_person(by=svetlana, person=house.maria, changes={"last_name": "Кошкина"})
    assert printed(drafted(house), "mentor") == ["Кошкину Марию Ивановну, учителя физики"]


def test_form_is_unknown_to_another_institution(house: House) -> None:
    typed_name(drafted(house), "mentor", "КОТОВУ Марию Ивановну")
    with acting(make.actor("boris")):
        assert not NameForm.objects.exists()
