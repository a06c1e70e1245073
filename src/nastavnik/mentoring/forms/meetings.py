"""The shape of a meeting: when, where, what was done, who was there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.mentoring.models import MeetingTerms
from nastavnik.mentoring.values import Slot, Written
from nastavnik.rulebook.meetings import KINDS, VENUE_LABELS, MeetingKind, Venue

_KINDS = [(kind.value, rule.label) for kind, rule in KINDS.items()]
_VENUES = [(venue.value, label) for venue, label in VENUE_LABELS.items()]
_EVERY = [("1", "каждую неделю"), ("2", "раз в две недели"), ("4", "раз в четыре недели")]


class _TimeField(forms.TimeField):
    widget = forms.TimeInput({"placeholder": "15:00", "inputmode": "numeric", "class": "is-date"}, "%H:%M")
    default_error_messages = {"invalid": "Такого времени нет. Напишите его так: 15:00."}

    def __init__(self, label: str) -> None:
        super().__init__(label=label, required=False, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"])


def _area(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=2000, widget=forms.Textarea({"rows": 2}), help_text=help_text
    )


class _SlotForm(forms.Form):
    """Day, times, venue and kind."""

    kind = forms.ChoiceField(label="Какая встреча", choices=_KINDS)
    day = DateField(label="Дата")
    start_time = _TimeField("Начало")
    end_time = _TimeField("Окончание")
    venue = forms.ChoiceField(
        label="Где",
        choices=_VENUES,
        widget=forms.RadioSelect({"class": "is-row"}),
        initial=Venue.PREMISES.value,
    )
    place = forms.CharField(
        label="Кабинет или ссылка", required=False, max_length=200,
        help_text="Для дистанционной встречи — ссылка, которую дала организация.",
    )  # fmt: skip
    topic = forms.CharField(label="Тема или цель", required=False, max_length=300)

    def slot(self) -> Slot:
        """When and where."""
        data = self.cleaned_data
        return Slot(data["day"], data["start_time"], data["end_time"], Venue(data["venue"]), data["place"])

    def which(self) -> MeetingKind:
        """The chosen kind."""
        return MeetingKind(self.cleaned_data["kind"])


class MeetingRecordForm(_SlotForm):
    """A meeting that was held; of a group also who was there."""

    present = forms.MultipleChoiceField(
        label="Кто был на встрече", choices=(), widget=forms.CheckboxSelectMultiple
    )
    done = _area("Что сделали")
    result = _area("Что получилось")
    next_task = _area("Задание к следующей встрече")
    sections: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("", ("day", "start_time", "end_time", "venue", "place", "kind", "present")),
        ("Что было", ("topic", "done", "result", "next_task")),
    )

    def __init__(self, *args: Any, group: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(group) > 1:
            self.fields["present"].choices = [(str(pk), name) for pk, name in group]  # type: ignore[attr-defined]
        else:
            del self.fields["present"]

    def written(self) -> Written:
        """What was done."""
        data = self.cleaned_data
        return Written(data["topic"], data["done"], data["result"], data["next_task"])

    def present_pairs(self) -> list[int] | None:
        """Pairs of those who were there; None where there is no group."""
        return [int(key) for key in self.cleaned_data["present"]] if "present" in self.fields else None


class MeetingPlanForm(_SlotForm):
    """A meeting to come, once or repeated."""

    until = DateField(label="Повторять до", required=False, help_text="Оставьте пустым, если встреча одна.")
    every = forms.ChoiceField(label="Как часто повторять", choices=_EVERY, required=False)
    with_group = forms.BooleanField(label="Со всей группой наставника", required=False)
    sections = (
        ("", ("kind", "day", "start_time", "end_time", "venue", "place", "topic", "with_group")),
        ("Повторять", ("until", "every")),
    )

    def __init__(self, *args: Any, is_group: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_group:
            del self.fields["with_group"]

    def options(self) -> dict[str, Any]:
        """Arguments of planning."""
        data = self.cleaned_data
        return {
            "kind": self.which(), "slot": self.slot(), "topic": data["topic"], "until": data["until"],
            "every_weeks": int(data["every"] or 1), "with_group": bool(data.get("with_group")),
        }  # fmt: skip


class MeetingChangeForm(forms.Form):
    """What became of a planned meeting that was not held."""

    MOVED, MISSED, CANCELLED = "moved", "missed", "cancelled"
    became = forms.ChoiceField(
        label="Что со встречей",
        choices=((MOVED, "переносится"), (MISSED, "не состоялась"), (CANCELLED, "отменяется")),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="Почему", max_length=300)
    day = DateField(label="Новая дата", required=False, help_text="Для переноса.")
    start_time = _TimeField("Начало")
    end_time = _TimeField("Окончание")

    def clean(self) -> dict[str, Any]:
        """A moved meeting needs its new day."""
        data = super().clean() or {}
        if data.get("became") == self.MOVED and not data.get("day") and "day" not in self.errors:
            self.add_error("day", "Впишите новую дату.")
        return data


class ClosingForm(forms.Form):
    """Why there will be no feedback."""

    reason = forms.CharField(label="Почему отзыва не будет", max_length=300)


class MeetingTermsForm(forms.ModelForm):
    """How the institution keeps meetings."""

    sections = (
        ("Отзывы", ("remind_after", "close_after")),
        ("Когда пара просит внимания", ("early_days", "silent_days", "notice_days", "low_mark")),
        ("Безопасные встречи", ("from_hour", "to_hour")),
    )

    class Meta:
        model = MeetingTerms
        fields = (
            "remind_after", "close_after", "early_days", "silent_days", "notice_days", "low_mark", "from_hour", "to_hour",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = {"low_mark": (1, 9), "from_hour": (0, 23), "to_hour": (1, 24)}
        for name, field in self.fields.items():
            low, high = limits.get(name, (1, 180))
            field.min_value, field.max_value = low, high  # type: ignore[attr-defined]
            field.validators += [_between(low, high)]
            field.widget.attrs |= {"min": low, "max": high}


def _between(low: int, high: int) -> Any:
    def check(value: int) -> None:
        if not low <= value <= high:
            raise forms.ValidationError(f"Число от {low} до {high}.")

    return check


def today_as_typed(today: date) -> str:
    """The day as a field shows it at first."""
    return f"{today:%d.%m.%Y}"
