"""The shape of a person: corrected, added by hand, a date of birth made precise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.registry.models import Guardian, Person
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.names import BadName, parse_full_name

OLDEST = 100
Choices = Sequence[tuple[str, str]]
BAD_EMAIL = {"invalid": "Проверьте адрес: он пишется так: ivanova@example.ru."}


class RemovalForm(forms.Form):
    """The surname of whoever is removed, typed by hand."""

    surname = forms.CharField(
        label="Фамилия", max_length=100, help_text="Впишите фамилию удаляемого: так не ошибаются строкой."
    )


class _WhoForm(forms.Form):
    """A name in Russian letters, and a birth of somebody who may be alive."""

    last_name = forms.CharField(label="Фамилия", max_length=100)
    first_name = forms.CharField(label="Имя", max_length=100)
    middle_name = forms.CharField(label="Отчество", max_length=100, required=False)
    birth_date = DateField(
        label="Дата рождения",
        required=False,
        help_text="По ней считается возраст и кто подписывает согласие.",
    )
    birth_year = forms.IntegerField(
        label="Год рождения", required=False, help_text="Если полная дата неизвестна: четыре цифры."
    )
    class_name = forms.CharField(label="Класс", max_length=20, required=False, help_text="Например: 8 «А».")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_birth_date(self) -> date | None:
        """A day that has been, of somebody who may be alive."""
        day: date | None = self.cleaned_data["birth_date"]
        if day is not None and not is_possible(day.year, day, self.today):
            raise forms.ValidationError("Такой даты рождения быть не может: проверьте день и год.")
        return day

    def clean_birth_year(self) -> int | None:
        """A year that has been, of somebody who may be alive."""
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and not is_possible(year, None, self.today):
            raise forms.ValidationError(
                "Такого года рождения быть не может: впишите четыре цифры, например 2012."
            )
        return year

    def clean(self) -> dict[str, Any]:
        """A name in Russian letters, and a year that agrees with the date."""
        data = super().clean() or self.cleaned_data
        day, year = data.get("birth_date"), data.get("birth_year")
        if day is not None and "birth_year" not in self.errors:
            if year is not None and year != day.year and "birth_year" in self.changed_data:
                self.add_error(
                    "birth_year", f"Год не совпадает с датой рождения: впишите {day.year} или исправьте дату."
                )
            data["birth_year"] = day.year
        parts = [data.get(name, "") for name in ("last_name", "first_name", "middle_name")]
        if all(parts[:2]):
            try:
                name = parse_full_name(" ".join(part for part in parts if part))
            except BadName as bad:
                self.add_error("last_name", f"{bad.what[:1].upper()}{bad.what[1:]}. {bad.remedy}.")
            else:
                data |= {"last_name": name.last, "first_name": name.first, "middle_name": name.middle}
        return data


class PersonForm(_WhoForm):
    """Everything about a person but his representatives, consents and special categories."""

    gender = forms.ChoiceField(
        label="Пол", choices=[("", "не указан"), *Person.Gender.choices], required=False,
        help_text="Нужен, чтобы имя верно склонялось в приказе.",
    )  # fmt: skip
    post = forms.CharField(
        label="Должность", max_length=200, required=False, help_text="Например: учитель физики."
    )
    workplace = forms.CharField(label="Место работы или учёбы", max_length=300, required=False)
    contact = forms.CharField(
        label="Контакты", max_length=300, required=False,
        help_text="Телефон или почта самого участника. Ребёнку не обязательны: есть представитель.",
    )  # fmt: skip
    is_outsider = forms.BooleanField(
        label="Не сотрудник и не обучающийся организации", required=False,
        help_text="У взрослого наставника со стороны нужна справка об отсутствии судимости.",
    )  # fmt: skip
    partner = forms.ChoiceField(
        label="От какого партнёра", required=False, help_text="Если наставник пришёл от предприятия, вуза."
    )
    sections = (
        ("", ("last_name", "first_name", "middle_name", "gender")),
        ("Возраст", ("birth_date", "birth_year")),
        ("Где учится или работает", ("class_name", "post", "workplace", "contact")),
        ("Наставник со стороны", ("is_outsider", "partner")),
    )

    def __init__(self, *args: Any, partners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["partner"]).choices = [("", "не от партнёра"), *partners]


class GuardianForm(forms.Form):
    """A representative; nothing but the name is demanded, and of his paper only its kind."""

    full_name = forms.CharField(
        label="Фамилия, имя, отчество", max_length=200, help_text="Полностью, как в согласии."
    )
    relation = forms.ChoiceField(
        label="Кем приходится", choices=[("", "не указано"), *Guardian.Relation.choices], required=False
    )
    basis = forms.ChoiceField(
        label="Документ, подтверждающий полномочия", choices=[("", "не указан"), *Guardian.Basis.choices],
        required=False, help_text="Только вид документа: номер и дату система не хранит.",
    )  # fmt: skip
    phone = forms.CharField(label="Телефон", max_length=100, required=False)
    email = forms.EmailField(label="E-mail", required=False, error_messages=BAD_EMAIL)
    contact = forms.CharField(
        label="Другие контакты", max_length=300, required=False, help_text="Так, как они стояли в базе."
    )


class NewPersonForm(_WhoForm):
    """A participant added by hand: nothing but what may be kept before a consent."""

    institution = forms.ChoiceField(label="Организация")
    guardian_name = forms.CharField(
        label="Представитель", max_length=200, required=False,
        help_text="Фамилия, имя и отчество полностью. Взрослому не нужен.",
    )  # fmt: skip
    guardian_relation = forms.ChoiceField(
        label="Кем приходится", choices=[("", "не указано"), *Guardian.Relation.choices], required=False
    )
    guardian_phone = forms.CharField(label="Телефон представителя", max_length=100, required=False)
    guardian_email = forms.EmailField(label="E-mail представителя", required=False, error_messages=BAD_EMAIL)
    is_another = forms.BooleanField(
        label="Это другой человек с тем же именем", required=False,
        help_text="Отметьте, если такой человек уже есть, но это не он.",
    )  # fmt: skip
    sections = (
        ("", ("institution", "last_name", "first_name", "middle_name", "class_name")),
        ("Возраст", ("birth_date", "birth_year")),
        ("Представитель несовершеннолетнего",
         ("guardian_name", "guardian_relation", "guardian_phone", "guardian_email")),
        ("", ("is_another",)),
    )  # fmt: skip

    def __init__(self, *args: Any, institutions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["institution"])
        if len(institutions) == 1:
            field.widget = forms.HiddenInput()
            field.initial = institutions[0][0]
        field.choices = list(institutions)

    def clean(self) -> dict[str, Any]:
        """A contact belongs to somebody."""
        data = super().clean()
        if not data.get("guardian_name") and (data.get("guardian_phone") or data.get("guardian_email")):
            self.add_error(
                "guardian_name", "Впишите, чей это контакт: фамилию, имя и отчество представителя."
            )
        return data


class BirthsForm(forms.Form):
    """Dates of birth of many people on one page; an empty line stays as it was."""

    def __init__(self, *args: Any, people: Sequence[Person], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.today = people, today
        for person in people:
            known = f"известен {person.birth_year} год" if person.birth_year else "год не указан"
            self.fields[f"birth_{person.pk}"] = DateField(
                label=full_name_of(person).full,
                required=False,
                help_text=", ".join(part for part in (person.class_name, known) if part),
            )

    def clean(self) -> dict[str, Any]:
        """Days that may be, each in the year that is known."""
        data = super().clean() or self.cleaned_data
        for person in self.people:
            day, name = data.get(f"birth_{person.pk}"), f"birth_{person.pk}"
            if day is None:
                continue
            if not is_possible(day.year, day, self.today):
                self.add_error(name, "Такой даты рождения быть не может: проверьте день и год.")
            elif person.birth_year is not None and day.year != person.birth_year:
                self.add_error(
                    name, f"Записан {person.birth_year} год: проверьте дату или исправьте год в карточке."
                )
        return data

    @property
    def births(self) -> dict[Person, date]:
        """The answer: days that were typed."""
        days = {person: self.cleaned_data.get(f"birth_{person.pk}") for person in self.people}
        return {person: day for person, day in days.items() if day is not None}


class CheckForm(forms.Form):
    """Until when a certificate holds."""

    valid_until = DateField(
        label="Справка действует по",
        help_text="День, до которого организация её принимает. За 30 дней система напомнит.",
    )


class SpecialForm(forms.Form):
    """Categories of one person."""

    categories = forms.MultipleChoiceField(
        label="Особые категории", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Видят только куратор и педагог-психолог. В карточке, списках и документах слов нет.",
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["categories"]).choices = list(choices)


def is_possible(year: int, day: date | None, today: date) -> bool:
    """Whether somebody alive may have been born in the year, on the day."""
    return today.year - OLDEST <= year <= today.year and (day is None or day <= today)
