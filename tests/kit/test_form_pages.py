import datetime as dt

import pytest
from django import forms

from nastavnik.kit.components import Crumb
from nastavnik.kit.errors import Denied, Refused
from nastavnik.kit.forms import DateField, sections_of
from nastavnik.kit.pages import ConfirmPage, DocumentPage, FormPage
from tests.kit.visiting import visit


class OrderForm(forms.Form):
    sections = (("Реквизиты", ("number", "date")),)
    number = forms.CharField(label="Номер приказа", help_text="Например 40-од.", max_length=10)
    date = DateField(label="Дата приказа")
    way = forms.ChoiceField(
        label="Кем подписан", choices=[("a", "руководителем"), ("b", "исполняющим")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Примечание", required=False)


class Register(FormPage):
    permission = "see"
    title = "Зарегистрировать приказ"
    form_class = OrderForm
    submit_label = "Зарегистрировать"

    def crumbs(self):
        return [Crumb("Документы", "/papers/")]

    def perform(self, form):
        if form.cleaned_data["number"] == "40-од":
            raise Refused("Приказ с номером «40-од» в этом году уже есть.", field="number")
        if form.cleaned_data["number"] == "41-од":
            raise Refused("Пары ещё не одобрены.")
        if form.cleaned_data["number"] == "42-од":
            raise Denied("Приказы регистрирует секретарь.")
        self.say(f"Зарегистрирован {form.cleaned_data['date']:%d.%m.%Y}")
        return "/papers/1/"


RIGHT = {"number": "7", "date": "15.10.2026", "way": "a", "note": "важно"}


def test_form_shows_labels_hints_sections_and_marks_the_optional():
    text = visit(Register).text
    assert "Например 40-од." in text
    assert "<h2>Реквизиты</h2>" in text
    assert text.count("(необязательно)") == 1
    assert 'href="/papers/">Отменить' in text
    assert "error-summary" not in text


def test_right_form_performs_once_and_goes_on():
    response = visit(Register, post=RIGHT)
    assert (response.status_code, response["Location"]) == (302, "/papers/1/")
    assert response.said == ["Зарегистрирован 15.10.2026"]


def test_wrong_form_says_what_to_mend_on_top_at_the_field_and_in_the_title():
    response = visit(Register, post={"note": "набрано и не потеряно"})
    assert response.status_code == 422
    assert "<title>Ошибка: Зарегистрировать приказ" in response.text
    assert '<a href="#id_number">Заполните поле «Номер приказа».</a>' in response.text
    assert '<a href="#id_way_0">Выберите, что подходит: «Кем подписан».</a>' in response.text
    assert 'id="id_number_error"' in response.text
    assert 'aria-describedby="id_number_helptext id_number_error"' in response.text
    assert "набрано и не потеряно" in response.text


def test_refusal_of_the_action_becomes_an_error_of_its_field():
    response = visit(Register, post=RIGHT | {"number": "40-од"})
    assert response.status_code == 422
    assert '<a href="#id_number">Приказ с номером «40-од» в этом году уже есть.</a>' in response.text
    assert 'value="15.10.2026"' in response.text


def test_refusal_without_a_field_becomes_an_error_of_the_form():
    response = visit(Register, post=RIGHT | {"number": "41-од"})
    assert "<li>Пары ещё не одобрены.</li>" in response.text


def test_refusal_of_a_field_that_the_form_lacks_becomes_an_error_of_the_form():
    class Elsewhere(Register):
        def perform(self, form):
            raise Refused("Нет такой пары.", field="pair")

    assert "<li>Нет такой пары.</li>" in visit(Elsewhere, post=RIGHT).text


def test_denied_by_the_action_is_a_403_with_its_reason():
    response = visit(Register, post=RIGHT | {"number": "42-од"})
    assert response.status_code == 403
    assert "Приказы регистрирует секретарь." in response.text


class Checked(Register):
    check_answers = True


def test_answers_are_shown_in_words_before_anything_is_done():
    response = visit(Checked, post=RIGHT)
    assert response.status_code == 200
    assert "15\u00a0октября\u00a02026" in response.text
    assert "руководителем" in response.text
    assert 'name="number" value="7"' in response.text
    assert response.said == []


def test_confirmed_answers_are_performed_and_changed_ones_come_back():
    assert visit(Checked, post=RIGHT | {"confirmed": "yes"})["Location"] == "/papers/1/"
    changed = visit(Checked, post=RIGHT | {"change": "yes"})
    assert changed.status_code == 200
    assert 'value="важно"' in changed.text
    assert "Ошибка:" not in changed.text


def test_form_that_cannot_be_sent_keeps_its_button_with_the_reason():
    class Locked(Register):
        def submit_refusal(self):
            return "Пары ещё не одобрены."

    text = visit(Locked).text
    assert "disabled>Зарегистрировать" in text
    assert "Пары ещё не одобрены." in text
    assert visit(Locked, post=RIGHT).said == ["Пары ещё не одобрены."]


def test_confirmation_names_the_object_and_the_consequences():
    class Close(ConfirmPage):
        permission = "see"
        submit_label = "Закрыть пару"

        def heading(self):
            return "Закрыть пару Котова — Зимин?"

        def consequences(self):
            return ["Пара выйдет из показателя."]

        def perform(self, form):
            return "/pairs/"

    text = visit(Close).text
    assert "Закрыть пару Котова — Зимин?" in text
    assert "Пара выйдет из показателя." in text
    assert visit(Close, post={})["Location"] == "/pairs/"


class Paper(DocumentPage):
    permission = "see"
    title = "Приказ"
    form_class = OrderForm

    def perform(self, form):
        return "/papers/1/"

    def initial(self):
        return {"number": "7"}


def test_locked_document_shows_its_reason_and_saves_nothing():
    class Locked(Paper):
        def locked_reason(self):
            return "Приказ зарегистрирован и больше не меняется."

    text = visit(Locked).text
    assert "Приказ зарегистрирован и больше не меняется." in text
    assert "disabled>Сохранить" in text
    assert visit(Locked, post=RIGHT).said == ["Приказ зарегистрирован и больше не меняется."]


def test_document_saves_and_shows_its_errors_on_the_sheet():
    assert visit(Paper, post=RIGHT)["Location"] == "/papers/1/"
    assert visit(Paper, post={}).status_code == 422


@pytest.mark.parametrize(
    "text", ["15.10.2026", "15.10.26", "2026-10-15", "15 октября 2026", " 15 Октября 2026 г. ", "15/10/2026"]
)
def test_date_is_read_as_people_write_it(text):
    assert DateField().clean(text) == dt.date(2026, 10, 15)


@pytest.mark.parametrize("text", ["31.02.2026", "15 октобря 2026", "завтра", "10.15.2026"])
def test_date_that_is_none_says_how_to_write_it(text):
    with pytest.raises(forms.ValidationError, match=r"Напишите её так: 15\.10\.2026"):
        DateField().clean(text)


def test_fields_outside_the_sections_come_last():
    found = sections_of(OrderForm())
    assert [(section.title, [field.name for field in section.fields]) for section in found] == [
        ("Реквизиты", ["number", "date"]),
        ("", ["way", "note"]),
    ]
