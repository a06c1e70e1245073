"""Kinds and flags of organisations: own ones beside the usual ones, their words, who keeps them."""

from __future__ import annotations

import pytest

from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.actions.dictionaries import add_dictionary_entry, correct_dictionary_entry
from nastavnik.registry.actions.organisations import correct_organisation
from nastavnik.registry.dictionaries import load_dictionaries
from nastavnik.registry.models import Organisation, OrganisationFlag
from nastavnik.registry.queries.organisations import dictionary_rows
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.monitoring.reading import text_of

pytestmark = pytest.mark.django_db


def test_own_flag_marks_organisations_and_is_counted(house: House) -> None:
    with acting(irina := make.actor("irina")):
        entry = add_dictionary_entry(by=irina, dictionary="flag", label=" казачий класс ")
        again = add_dictionary_entry(by=irina, dictionary="flag", label="кадетский класс")
        assert (entry.label, entry.pk == again.pk) == ("казачий класс", False)
        correct_organisation(by=irina, organisation=house.school, changes={"flags": [entry.pk, "rural"]})
        used = {row.label: row.used for row in dictionary_rows(irina) if row.used}
        assert used == {"казачий класс": 1, "сельская": 1}


def test_words_of_the_operator_outlive_the_next_migration(house: House) -> None:
    with acting(irina := make.actor("irina")):
        assert correct_dictionary_entry(by=irina, dictionary="flag", code="rural", label="сельская школа")
        assert not correct_dictionary_entry(by=irina, dictionary="flag", code="rural", label="сельская школа")
    with make.owning():
        load_dictionaries()
        assert OrganisationFlag.objects.get(pk="rural").label == "сельская школа"


@pytest.mark.parametrize(("label", "says"), [("", "Впишите"), ("СЕЛЬСКАЯ", "уже есть")])
def test_empty_or_known_words_are_refused(house: House, label: str, says: str) -> None:
    with acting(irina := make.actor("irina")), pytest.raises(Refused, match=says):
        add_dictionary_entry(by=irina, dictionary="flag", label=label)


@pytest.mark.parametrize("login", ["oleg", "nina", "svetlana", "tamara"])
def test_dictionary_is_kept_by_the_operator_alone(house: House, login: str) -> None:
    actor = make.actor(login)
    with acting(actor), pytest.raises(Denied):
        add_dictionary_entry(by=actor, dictionary="kind", label="цирк")


def test_dictionary_is_kept_on_its_pages(house: House, signed_in: SignIn) -> None:
    with make.owning():
        Organisation.objects.filter(pk=house.rural.pk).update(flags=["rural"])
    client = signed_in("irina")
    assert (
        client.post("/organisations/dictionary/new/", {"dictionary": "kind", "label": ""}).status_code == 422
    )
    done = client.post(
        "/organisations/dictionary/new/", {"dictionary": "kind", "label": "планетарий"}, follow=True
    )
    assert "Добавлено: планетарий." in text_of(done)
    assert "сельская признак 1" in text_of(done)
    done = client.post("/organisations/dictionary/flag/rural/", {"label": "сельская школа"}, follow=True)
    assert "Название изменено." in text_of(done)
    assert client.get("/organisations/dictionary/flag/nothing/").status_code == 404
    assert "Изменить" not in text_of(signed_in("oleg").get("/organisations/dictionary/"))
