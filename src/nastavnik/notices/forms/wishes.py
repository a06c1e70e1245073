"""The shape of one's wishes: where each kind is told, the letter of the day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from nastavnik.notices.models import LetterWish
from nastavnik.notices.queries.notices import KindChoice

HOURS = [(str(hour), f"{hour}:00") for hour in range(6, 23)]
_BAD_EMAIL = {"invalid": "Проверьте адрес: он пишется так: s.petrova@example.ru."}


def product_field(code: str) -> str:
    """Name of the mark «в системе» of a kind."""
    return f"product-{code}"


def letter_field(code: str) -> str:
    """Name of the mark «письмом» of a kind."""
    return f"letter-{code}"


class WishesForm(forms.Form):
    """A pair of marks for each kind; for employees also the letter of the day."""

    email = forms.EmailField(
        label="E-mail",
        required=False,
        error_messages=_BAD_EMAIL,
        help_text="Одно письмо в день: сколько у вас непрочитанного и ссылка. Имён и документов в письме нет. "
        "Пусто — писем не будет.",
    )
    hour = forms.ChoiceField(label="Во сколько", choices=HOURS, help_text="По московскому времени.")
    only_working_days = forms.BooleanField(label="Только в рабочие дни", required=False)

    def __init__(
        self, *args: Any, kinds: Sequence[KindChoice], wish: LetterWish, has_letters: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        self.sections: list[tuple[str, tuple[str, ...]]] = []
        if has_letters:
            self.sections.append(("Письмо дня", ("email", "hour", "only_working_days")))
            self.fields["email"].initial = wish.email
            self.fields["hour"].initial = str(wish.hour)
            self.fields["only_working_days"].initial = wish.only_working_days
        else:
            for name in ("email", "hour", "only_working_days"):
                del self.fields[name]
        for choice in kinds:
            self._add(choice, has_letters=has_letters)

    def _add(self, choice: KindChoice, *, has_letters: bool) -> None:
        code, fixed = choice.kind.code, not choice.kind.is_switchable
        marks = [(product_field(code), "Показывать в системе", choice.in_product)]
        if has_letters:
            marks.append((letter_field(code), "Упоминать в письме дня", choice.by_letter))
        for name, label, initial in marks:
            self.fields[name] = forms.BooleanField(
                label=label, required=False, initial=initial, disabled=fixed,
                help_text="Приходит всегда." if fixed else "",
            )  # fmt: skip
        names = tuple(name for name, _, _ in marks)
        self.sections.append((choice.kind.label, names))
        self.fields[names[0]].help_text = (
            choice.kind.hint if not fixed else f"{choice.kind.hint} Приходит всегда."
        )

    def choices(self) -> dict[str, tuple[bool, bool]]:
        """Each kind with both marks; without letters the kind's own default stays."""
        data = self.cleaned_data
        return {
            one.kind.code: (
                bool(data[product_field(one.kind.code)]),
                bool(data.get(letter_field(one.kind.code), one.by_letter)),
            )
            for one in self.kinds
        }
