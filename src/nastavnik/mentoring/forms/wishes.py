"""Shapes of wishes: the curator types names, a participant chooses cards; the terms of the meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from nastavnik.kit.forms import DateField, SuggestingInput
from nastavnik.mentoring.models import WishSheet
from nastavnik.mentoring.queries.wishes import Other
from nastavnik.rulebook.wishes import MOST, meant_by

_SHOWN = 4


class _Ordered(forms.Form):
    """Fields `wish_1`, `wish_2`, … from the first choice on; nobody twice, nobody at all is an answer too."""

    def named(self) -> list[int]:
        """Ids of those named, the first choice first."""
        return [pk for pk in map(self.cleaned_data.get, self.wish_names) if pk]

    @property
    def wish_names(self) -> list[str]:
        """Names of the fields in order."""
        return [name for name in self.fields if name.startswith("wish_")]

    def clean(self) -> dict[str, Any]:
        """Refuses the same person twice, at the second field."""
        cleaned = super().clean() or self.cleaned_data
        seen = set()
        for name in self.wish_names:
            pk = cleaned.get(name)
            if pk and pk in seen:
                self.add_error(name, "Этот человек уже назван выше. Оставьте его один раз.")
            seen.add(pk)
        return cleaned


class NamedField(forms.CharField):
    """A name typed as it comes to hand: in full, cut short, or as on the card; its value is an id."""

    def __init__(self, *, others: Sequence[Other], **kwargs: Any) -> None:
        super().__init__(required=False, max_length=300, **kwargs)
        self.labels = {one.pk: one.full for one in others}
        self.known = {one.pk: (one.full, one.card) for one in others}

    def prepare_value(self, value: Any) -> Any:
        """The name of an id; what was typed stays."""
        return self.labels.get(value, value)

    def clean(self, value: Any) -> Any:
        """The id; refused where nobody or several people are meant."""
        text = super().clean(value)
        found = meant_by(text, self.known)
        if text and not found:
            raise forms.ValidationError(
                f"«{text}» — такого человека с согласием на другой стороне нет. Проверьте фамилию."
            )
        if len(found) > 1:
            told = "; ".join(self.labels[pk] for pk in found[:_SHOWN])
            more = " и другие" if len(found) > _SHOWN else ""
            raise forms.ValidationError(f"Подходят несколько: {told}{more}. Допишите имя.")
        return found[0] if found else None


class WishesForm(_Ordered):
    """What a curator writes down from a sheet or a talk."""

    source = forms.ChoiceField(
        label="Откуда известно",
        choices=[
            (source.value, source.label) for source in (WishSheet.Source.PAPER, WishSheet.Source.INTERVIEW)
        ],
    )
    is_next = forms.BooleanField(label="Сразу открыть следующего, кто не ответил", required=False)

    def __init__(self, *args: Any, others: Sequence[Other], limit: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = [one.full for one in others]
        for rank in range(1, limit + 1):
            self.fields[f"wish_{rank}"] = NamedField(
                label=f"{rank}-е имя",
                others=others,
                widget=SuggestingInput("wish-names", labels if rank == 1 else ()),
                help_text="Начните с фамилии или впишите так, как на листе. Никого не назвал — оставьте пустым."
                if rank == 1
                else "",
            )
        self.order_fields([*self.wish_names, "source", "is_next"])


class OwnWishesForm(_Ordered):
    """What a participant chooses himself: cards of the other side."""

    def __init__(self, *args: Any, others: Sequence[Other], limit: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "никого"), *((one.pk, one.card) for one in others)]
        for rank in range(1, min(limit, max(1, len(others))) + 1):
            self.fields[f"wish_{rank}"] = forms.TypedChoiceField(
                label="Больше всего хочу" if rank == 1 else f"{rank}-е имя",
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
            )


class MeetingForm(forms.Form):
    """The day of the meeting and how many people may be named."""

    held_date = DateField(
        label="День общей встречи",
        required=False,
        help_text="С этого дня участники с карточками смогут назвать сами. Пусто — называть по карточкам нельзя.",
    )
    limit = forms.IntegerField(
        label="Сколько человек можно назвать", min_value=1, max_value=MOST, help_text=f"От 1 до {MOST}."
    )
