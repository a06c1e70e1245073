"""Directions of a programme: adding, correcting, taking away."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Fact
from nastavnik.kit.pages import ConfirmPage, FormPage
from nastavnik.kit.tables import Column
from nastavnik.mentoring.actions.directions import (
    DirectionTerms,
    add_direction,
    correct_direction,
    remove_direction,
)
from nastavnik.mentoring.forms.directions import DirectionForm
from nastavnik.mentoring.models import Direction, Programme
from nastavnik.mentoring.permissions.programmes import check_can_correct_programme
from nastavnik.mentoring.queries.dictionaries import forms_offered_to, role_models_offered_to
from nastavnik.mentoring.queries.directions import directions_visible_to
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.rulebook.directions import CHANNELS, KINDS, Channel, WorkKind
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

_NAMES = ("form", "role_model", "kind", "channel", "mentees_limit", "experience_years")
_MENTEES = ("наставляемого", "наставляемых", "наставляемых")
_YEARS = ("года", "лет", "лет")


def work_words(direction: Direction) -> str:
    """«групповое, классическое»."""
    return f"{KINDS[WorkKind(direction.kind)]}, {CHANNELS[Channel(direction.channel)]}"


def limit_words(direction: Direction) -> str:
    """«не больше 3 наставляемых, стаж от 5 лет»; nothing where nothing binds."""
    limit, years = direction.mentees_limit, direction.experience_years
    words = [
        f"не больше {counted(limit, _MENTEES)}" if limit else "",
        f"стаж от {counted(years, _YEARS)}" if years else "",
    ]
    return ", ".join(word for word in words if word)


def role_words(direction: Direction, *, is_curator: bool) -> str:
    """The role model: the official label for the curator, for anybody else the one that hurts nobody."""
    model = direction.role_model
    if model is None:
        return ""
    return model.label if is_curator else model.open_label


def direction_facts(direction: Direction, *, is_curator: bool) -> list[Fact]:
    """What a direction is, on the card of a programme that has no other."""
    model = direction.role_model
    hides = is_curator and model is not None and model.open_label != model.label
    note = f"в документах: {model.open_label}" if hides and model else ""
    facts = [
        Fact("Форма наставничества", direction.form.label),
        Fact("Ролевая модель", role_words(direction, is_curator=is_curator), note=note),
        Fact("Вид наставничества", work_words(direction)),
    ]
    limits = limit_words(direction)
    return [*facts, Fact("Требования к наставникам", limits)] if limits else facts


def direction_url(direction: Direction) -> str:
    """Where a direction is corrected."""
    return reverse("mentoring:direction_edit", args=[direction.pk])


def direction_columns(*, is_curator: bool) -> tuple[Column, ...]:
    """Columns of the table of directions; only the curator goes on to correct them."""
    return (
        Column("form", "Форма наставничества", "form.label", link=direction_url if is_curator else None),
        Column("role_model", "Ролевая модель", lambda row: role_words(row, is_curator=is_curator)),
        Column("work", "Вид", work_words),
        Column("limits", "Требования к наставникам", limit_words, wide_only=True),
        Column("pairs", "Пар", "pairs_count", kind="number"),
    )


class _DirectionPage(FormPage):
    """What adding and correcting share."""

    abstract = True
    permission = Right.PROGRAMMES_EDIT
    section = "programmes"
    form_class = DirectionForm
    programme: Programme
    standing: Direction | None = None

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        url = reverse("mentoring:programme_view", args=[self.programme.pk])
        return [
            Crumb("Программы", reverse("mentoring:programme_list")),
            Crumb(self.programme.title, url),
        ]

    def form_options(self) -> dict[str, Any]:
        """The dictionaries to choose from, with what stands there already."""
        return {
            "mentoring_forms": forms_offered_to(self.programme.institution, self.standing),
            "role_models": role_models_offered_to(self.programme.institution, self.standing),
        }


class DirectionAdd(_DirectionPage):
    """One more direction of a programme."""

    title = "Добавить направление"
    submit_label = "Добавить направление"

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_correct_programme(self.actor, self.programme)

    def lead(self) -> str:
        """When it is needed."""
        return "Нужно, если в программе несколько форм или ролевых моделей: у каждой пары будет своё направление."

    def perform(self, form: DirectionForm) -> str:
        """Adds it and goes back to the card."""
        direction = add_direction(
            by=self.actor, programme=self.programme, terms=DirectionTerms(**form.cleaned_data)
        )
        self.say(f"Направление «{direction.form.label}» добавлено.")
        return self.cancel_url()


class DirectionEdit(_DirectionPage):
    """Another form, kind or limit of a direction."""

    title = "Исправить направление"

    def load(self) -> None:
        """The direction, of those that this person sees."""
        self.direction = get_object_or_404(directions_visible_to(self.actor), pk=self.kwargs["pk"])
        self.standing, self.programme = self.direction, self.direction.programme
        check_can_correct_programme(self.actor, self.programme)

    def initial(self) -> dict[str, Any]:
        """The direction as it is."""
        return {name: getattr(self.direction, name) for name in _NAMES}

    def menu(self) -> list[Action]:
        """Taking it away."""
        return [Action("Убрать направление", reverse("mentoring:direction_remove", args=[self.kwargs["pk"]]))]

    def perform(self, form: DirectionForm) -> str:
        """Corrects it and goes back to the card."""
        terms = DirectionTerms(**form.cleaned_data)
        changed = correct_direction(by=self.actor, direction=self.direction, terms=terms)
        self.say("Направление исправлено." if changed else "Ничего не изменилось.")
        return self.cancel_url()


class DirectionRemove(ConfirmPage):
    """Asks before a direction leaves its programme."""

    permission = Right.PROGRAMMES_EDIT
    section = "programmes"
    submit_label = "Убрать направление"

    def load(self) -> None:
        """The direction, of those that this person sees."""
        self.direction = get_object_or_404(directions_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_correct_programme(self.actor, self.direction.programme)

    def heading(self) -> str:
        """Which direction it is about."""
        return f"Убрать направление «{self.direction}»?"

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        programme = self.direction.programme
        return [Crumb(programme.title, reverse("mentoring:programme_view", args=[programme.pk]))]

    def consequences(self) -> list[str]:
        """What follows."""
        return ["Участники, за которыми оно записано, останутся в программе без направления."]

    def perform(self, form: Any) -> str:
        """Takes it away."""
        remove_direction(by=self.actor, direction=self.direction)
        self.say("Направление убрано.")
        return self.cancel_url()
