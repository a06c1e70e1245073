"""The shape of the correction of a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.registry.models import Person
from nastavnik.rulebook.names import BadName, parse_full_name

OLDEST = 100


class PersonForm(forms.Form):
    """Who the person is; the representative is asked of everybody, since a year of birth may be missing."""

    last_name = forms.CharField(label="Фамилия", max_length=100)
    first_name = forms.CharField(label="Имя", max_length=100)
    middle_name = forms.CharField(label="Отчество", max_length=100, required=False)
    gender = forms.ChoiceField(
        label="Пол", choices=[("", "не указан"), *Person.Gender.choices], required=False,
        help_text="Нужен, чтобы имя верно склонялось в приказе.",
    )  # fmt: skip
    birth_date = DateField(
        label="Дата рождения",
        required=False,
        help_text="По ней считается возраст и кто подписывает согласие.",
    )
    birth_year = forms.IntegerField(
        label="Год рождения", required=False, help_text="Если полная дата неизвестна: четыре цифры."
    )
    class_name = forms.CharField(label="Класс", max_length=20, required=False, help_text="Например: 8 «А».")
    post = forms.CharField(
        label="Должность", max_length=200, required=False, help_text="Например: учитель физики."
    )
    workplace = forms.CharField(label="Место работы или учёбы", max_length=300, required=False)
    contact = forms.CharField(
        label="Контакты", max_length=300, required=False, help_text="Телефон или почта самого участника."
    )
    guardian_name = forms.CharField(
        label="Представитель", max_length=200, required=False, help_text="Фамилия, имя и отчество полностью."
    )
    guardian_contact = forms.CharField(label="Контакты представителя", max_length=300, required=False)

    sections = (
        ("", ("last_name", "first_name", "middle_name", "gender")),
        ("Возраст", ("birth_date", "birth_year")),
        ("Где учится или работает", ("class_name", "post", "workplace", "contact")),
        ("Представитель несовершеннолетнего", ("guardian_name", "guardian_contact")),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_birth_date(self) -> date | None:
        """A day that has been, of somebody who may be alive."""
        day: date | None = self.cleaned_data["birth_date"]
        if day is not None and not self._is_possible(day.year, day):
            raise forms.ValidationError("Такой даты рождения быть не может: проверьте день и год.")
        return day

    def clean_birth_year(self) -> int | None:
        """A year that has been, of somebody who may be alive."""
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and not self._is_possible(year, None):
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

    def _is_possible(self, year: int, day: date | None) -> bool:
        return self.today.year - OLDEST <= year <= self.today.year and (day is None or day <= self.today)
