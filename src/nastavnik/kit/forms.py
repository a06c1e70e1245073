"""Forms as pages show them: dates as Russians write them, errors in words, fields by sections."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nastavnik.kit.components import Fact
from nastavnik.rulebook.dates import BadDate, long_date, parse_date

EMPTY_MESSAGES: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.FileField, "Приложите файл: «{label}»."),
    (forms.ChoiceField, "Выберите, что подходит: «{label}»."),
    (forms.ModelChoiceField, "Выберите, что подходит: «{label}»."),
    (forms.BooleanField, "Поставьте отметку: «{label}»."),
)


class DateWidget(forms.DateInput):
    """A date typed by hand; works the same in every browser."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        shape = {
            "placeholder": "15.10.2026",
            "inputmode": "numeric",
            "autocomplete": "off",
            "class": "is-date",
        }
        super().__init__(shape | (attrs or {}), format="%d.%m.%Y")


class SuggestingInput(forms.TextInput):
    """A line that suggests what to type, searched by the browser; any other text may be typed as well.

    Several lines share one list: the first draws it with its `suggestions`, the others only name `list_id`.
    """

    def __init__(self, list_id: str, suggestions: Iterable[str] = ()) -> None:
        super().__init__({"list": list_id, "autocomplete": "off"})
        self.list_id, self.suggestions = list_id, tuple(suggestions)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The line, and the list after it where it is this one's to draw."""
        line = super().render(name, value, attrs, renderer)
        if not self.suggestions:
            return line
        options = format_html_join("", '<option value="{}"></option>', ((one,) for one in self.suggestions))
        return format_html('{}<datalist id="{}">{}</datalist>', line, self.list_id, options)


class FoldedChoices(forms.CheckboxSelectMultiple):
    """Ticks of which those in the second group are folded under «ещё»; open where one of them is ticked.

    `folded(first, rest)` gives its choices: groups of (value, label), the second one named.
    """

    template_name = "kit/widgets/folded_choices.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Whether a tick stands among the folded ones."""
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        context["widget"]["is_open"] = any(
            option["selected"] for label, options, _ in groups if label for option in options
        )
        return context


def folded(first: Iterable[tuple[str, str]], rest: Iterable[tuple[str, str]]) -> list[Any]:
    """Choices of which the second part is folded; with one part empty nothing is."""
    first, rest = list(first), list(rest)
    return [*first, (f"ещё {len(rest)}", rest)] if first and rest else [*first, *rest]


class DateField(forms.DateField):
    """A date: «15.10.2026», «15.10.26», «15 октября 2026» or 2026-10-15."""

    widget = DateWidget
    default_error_messages = {"invalid": "Такой даты нет. Напишите её так: 15.10.2026."}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%d.%m.%y"])
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> dt.date | None:
        """The date; ValidationError when it is not one. Only a year of two digits is left to the formats."""
        if isinstance(value, str):
            with contextlib.suppress(BadDate):
                return parse_date(value)
        return super().to_python(value)


@dataclass(frozen=True)
class Section:
    """Fields of a form under one heading."""

    title: str
    fields: tuple[forms.BoundField, ...]
    hint: str = ""


@dataclass(frozen=True)
class FormError:
    """One line of the error summary; `anchor` is the id of the field, empty for the form as a whole."""

    anchor: str
    text: str


def speak_plainly(form: forms.BaseForm) -> None:
    """Empty required fields say what to do, by their own label, instead of «Обязательное поле»."""
    for name, field in form.fields.items():
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            label = field.label or form[name].label
            message = next(
                (text for kind, text in EMPTY_MESSAGES if isinstance(field, kind)),
                "Заполните поле «{label}».",
            )
            field.error_messages["required"] = message.format(label=label)


def sections_of(form: forms.BaseForm) -> list[Section]:
    """Visible fields by the form's own `sections` (pairs of a title and names), or all under no title.

    ::

        class OrderForm(forms.Form):
            sections = (("Реквизиты", ("number", "date")), ("Подписи", ("signer", "executor")))
    """
    visible = {field.name: field for field in form.visible_fields()}
    found = []
    for title, names in getattr(form, "sections", ()):
        found.append(Section(title, tuple(visible.pop(name) for name in names if name in visible)))
    if visible:
        found.append(Section("", tuple(visible.values())))
    return found


def errors_of(form: forms.BaseForm) -> list[FormError]:
    """The lines of the error summary in the order of the form."""
    lines = [FormError("", str(text)) for text in form.non_field_errors()]
    for field in form:
        for text in field.errors:
            named = str(field.label)[:4].lower() in str(text).lower()
            lines.append(FormError(anchor_of(field), str(text) if named else f"{field.label}: {text}"))
    return lines


def anchor_of(field: forms.BoundField) -> str:
    """The id of the element that takes the focus when a field is called; first one of a group."""
    return field.id_for_label or f"{field.auto_id}_0"


def answers_of(form: forms.BaseForm) -> list[Fact]:
    """Every visible field of a right form with its value in words."""
    return [
        Fact(str(field.label), _in_words(field, form.cleaned_data.get(field.name)))
        for field in form.visible_fields()
    ]


def _in_words(field: forms.BoundField, value: Any) -> str:
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, dt.date):
        return long_date(value)
    choices = getattr(field.field, "choices", None)
    if choices is not None and not isinstance(field.field, forms.ModelChoiceField):
        words = {str(key): str(label) for key, label in _flat(choices)}
        values = value if isinstance(value, list | tuple | set) else [value]
        return ", ".join(words.get(str(each), str(each)) for each in values if each not in (None, ""))
    if isinstance(field.field, forms.ModelMultipleChoiceField):
        return ", ".join(str(each) for each in value or ())
    return "" if value is None else str(value)


def _flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
