"""Pairs and groups by hand, another mentor for a pair, the next cycle and the pairs of last year."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import ConfirmPage, FormPage
from nastavnik.mentoring.actions.cycles import carry_pairs, open_next_cycle
from nastavnik.mentoring.actions.groups import change_mentor, form_group
from nastavnik.mentoring.forms.groups import CarryForm, GroupForm, MentorForm
from nastavnik.mentoring.models import Direction, Pair, Programme, Side
from nastavnik.mentoring.permissions.programmes import check_can_correct_programme
from nastavnik.mentoring.permissions.proposals import check_can_decide_pairs
from nastavnik.mentoring.queries.cycles import pairs_of_last_year
from nastavnik.mentoring.queries.directions import direction_of, directions_of
from nastavnik.mentoring.queries.groups import choices_of, participants_chosen
from nastavnik.mentoring.queries.pairs import pairs_visible_to, title_of, with_people
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.pair_states import PAIR_STATES, PairState
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear

PAIRS = ("пара", "пары", "пар")


def _programme_crumbs(programme: Programme) -> list[Crumb]:
    return [
        Crumb("Программы", reverse("mentoring:programme_list")),
        Crumb(programme.title, reverse("mentoring:programme_view", args=[programme.pk])),
    ]


class _OfProgramme(FormPage):
    """A form about one programme."""

    abstract = True
    section = "programmes"

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme: Programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        self.check()

    def check(self) -> None:
        """Refuses whoever may not do this with the programme."""
        check_can_correct_programme(self.actor, self.programme)

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        return _programme_crumbs(self.programme)


class GroupForming(_OfProgramme):
    """A pair or a group chosen by the curator herself."""

    permission = Right.PAIRS_DECIDE
    section = "pairs"
    title = "Составить пару или группу"
    form_class = GroupForm
    submit_label = "Составить"

    def check(self) -> None:
        """Only whoever approves pairs."""
        check_can_decide_pairs(self.actor, self.programme)

    def lead(self) -> str:
        """What is checked and what follows."""
        return (
            "Система проверит согласия, свободные места и требования к наставникам. Затем каждого нужно спросить,"
            " согласен ли он на пару."
        )

    @cached_property
    def directions(self) -> list[Direction]:
        """Directions of the programme."""
        return directions_of(self.programme)

    def initial(self) -> dict[str, Any]:
        """The mentor to whose group a mentee is added."""
        wish = self.request.GET.get("mentor", "")
        return {"mentors": [wish]} if wish.isascii() and wish.isdigit() else {}

    def form_options(self) -> dict[str, Any]:
        """Both bases of the programme."""
        return {
            "directions": self.directions,
            "mentors": choices_of(self.programme, Side.MENTOR),
            "mentees": choices_of(self.programme, Side.MENTEE),
        }

    def submit_refusal(self) -> str | None:
        """A programme without a direction is not complete."""
        return None if self.directions else "Сначала добавьте программе направление."

    def perform(self, form: GroupForm) -> str:
        """Makes the pairs and goes on to the answers."""
        wish = form.cleaned_data.get("direction")
        direction = next((one for one in self.directions if one.pk == wish), self.directions[0])
        direction.programme = self.programme
        pairs = form_group(
            by=self.actor,
            direction=direction,
            mentors=form.cleaned_data["mentors"],
            mentees=form.cleaned_data["mentees"],
            reason=form.cleaned_data["reason"],
        )
        self.say(f"Составлено: {counted(len(pairs), PAIRS)}. Спросите каждого и внесите ответы.")
        return reverse("mentoring:agreement_edit", args=[self.programme.pk])


class MentorChange(FormPage):
    """Another mentor for a pair that is in no order yet."""

    permission = Right.PAIRS_DECIDE
    section = "pairs"
    form_class = MentorForm
    submit_label = "Заменить наставника"

    def load(self) -> None:
        """The pair, of those that this person sees."""
        pairs = with_people(pairs_visible_to(self.actor))
        self.pair: Pair = get_object_or_404(pairs, pk=self.kwargs["pk"])
        check_can_decide_pairs(self.actor, self.pair.programme)

    def heading(self) -> str:
        """In which pair."""
        return f"Заменить наставника в паре {title_of(self.pair)}"

    def lead(self) -> str:
        """What follows."""
        return "Прежняя пара завершится до приказа, новую нужно согласовать заново."

    def crumbs(self) -> list[Crumb]:
        """Up to the pair."""
        url = reverse("mentoring:pair_view", args=[self.pair.pk])
        return [Crumb("Пары", reverse("mentoring:pair_list")), Crumb(title_of(self.pair), url)]

    def form_options(self) -> dict[str, Any]:
        """Mentors of the programme."""
        return {"mentors": choices_of(self.pair.programme, Side.MENTOR)}

    def perform(self, form: MentorForm) -> str:
        """Makes the new pair and shows it."""
        found = participants_chosen(self.pair.programme, [form.cleaned_data["mentor"]])
        if not found:
            raise Refused("Выберите наставника из этой программы.", field="mentor")
        made = change_mentor(by=self.actor, pair=self.pair, mentor=found[0])
        self.say(f"Теперь это пара {title_of(made)}: спросите каждого и внесите ответы.")
        return reverse("mentoring:pair_view", args=[made.pk])


class NextCycle(ConfirmPage):
    """Opens the same programme for the next school year."""

    permission = Right.PROGRAMMES_EDIT
    section = "programmes"
    submit_style = "primary"
    submit_label = "Открыть на следующий год"

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_correct_programme(self.actor, self.programme)

    def heading(self) -> str:
        """Which programme, for which year."""
        year = SchoolYear(self.programme.school_year).next
        return f"Открыть «{self.programme.title}» на {year.title}?"

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        return _programme_crumbs(self.programme)

    def consequences(self) -> list[str]:
        """What the new programme takes along."""
        return [
            "Название, цель и направления останутся, даты сдвинутся на год. Всё это можно исправить.",
            "Участники не переносятся: загрузите базы и отметьте пары, которые хотят продолжить.",
        ]

    def perform(self, form: Any) -> str:
        """Opens it and goes on to last year's pairs."""
        made = open_next_cycle(by=self.actor, programme=self.programme)
        self.say(f"Программа «{made.title}» открыта на {SchoolYear(made.school_year).title}.")
        name = "mentoring:pairs_carry" if pairs_of_last_year(made) else "mentoring:programme_view"
        return reverse(name, args=[made.pk])


class PairsCarry(_OfProgramme):
    """Pairs of last year that wish to go on."""

    permission = Right.PROGRAMMES_EDIT
    title = "Пары прошлого года"
    form_class = CarryForm
    submit_label = "Взять в программу"

    @cached_property
    def pairs(self) -> list[Pair]:
        """Those that worked and are not carried over yet."""
        return pairs_of_last_year(self.programme)

    def lead(self) -> str:
        """For which programme."""
        year = SchoolYear(self.programme.school_year).title
        return f"Кто из пар прошлого года хочет продолжить в программе «{self.programme.title}», {year}."

    def submit_refusal(self) -> str | None:
        """Nothing can be carried over from nowhere."""
        if self.pairs:
            return None
        return "Пар, которые работали в прошлом году, нет, или все они уже взяты в программу."

    def form_options(self) -> dict[str, Any]:
        """The pairs with where they stand."""
        return {"pairs": [(pair.pk, _last_year_words(pair)) for pair in self.pairs]}

    def perform(self, form: CarryForm) -> str:
        """Carries them over."""
        number = carry_pairs(by=self.actor, programme=self.programme, pairs=form.cleaned_data["pairs"])
        self.say(f"Взято в программу: {counted(number, PAIRS)}. В предложении они останутся вместе.")
        return reverse("mentoring:programme_view", args=[self.programme.pk])


def _last_year_words(pair: Pair) -> str:
    state = PAIR_STATES[PairState(pair.state)].label
    return f"{title_of(pair)} — {direction_of(pair).open_label}, «{pair.programme.title}», {state}"
