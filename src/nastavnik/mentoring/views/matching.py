"""Pages of how pairs are looked for: the terms, and pairs pinned or forbidden before the search."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty, State
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import DeedPage, Filter, FormPage, ListPage
from nastavnik.kit.tables import Column
from nastavnik.mentoring.actions.matching import fix_choice, lift_choice, set_matching_terms
from nastavnik.mentoring.forms.matching import ChoiceForm, TermsForm
from nastavnik.mentoring.models import FixedChoice, Participation, Programme, Side
from nastavnik.mentoring.permissions.proposals import check_can_propose_pairs
from nastavnik.mentoring.queries.matching import (
    fixed_choices_in_order,
    fixed_choices_visible_to,
    people_of_side,
    terms_of,
)
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.mentoring.queries.proposals import lines_of, proposals_visible_to
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.roles import Right

KINDS = {
    FixedChoice.Kind.PINNED: State("закреплена", "good", "будет в каждом предложении"),
    FixedChoice.Kind.FORBIDDEN: State("исключена", "neutral", "не предлагается"),
}


def programme_crumbs(programme: Programme) -> list[Crumb]:
    """Up to the programme."""
    return [
        Crumb("Программы", reverse("mentoring:programme_list")),
        Crumb(programme.title, reverse("mentoring:programme_view", args=[programme.pk])),
    ]


class TermsEdit(FormPage):
    """«Как подбирать»: what matters how much, and the limits."""

    permission = Right.PROPOSALS_MAKE
    section = "programmes"
    title = "Как подбирать"
    form_class = TermsForm
    submit_label = "Записать"

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_propose_pairs(self.actor, self.programme)

    def heading(self) -> str:
        """Which programme it is about."""
        return f"Как подбирать: {self.programme.title}"

    def lead(self) -> str:
        """What stands above all weights."""
        return (
            "Сначала наставник подбирается как можно большему числу наставляемых, потом лучшие пары по тому, что важно."
            " Пара без общей темы не предлагается никогда, кроме закреплённой вами."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        return programme_crumbs(self.programme)

    def initial(self) -> dict[str, Any]:
        """The terms as they are."""
        return terms_of(self.programme).as_values()

    def perform(self, form: TermsForm) -> str:
        """Writes them and goes back to the programme."""
        changed = set_matching_terms(by=self.actor, programme=self.programme, terms=form.terms())
        again = "Условия записаны. Они подействуют при следующем подборе: «Предложить пары» или «Составить заново»."
        self.say(again if changed else "Ничего не изменилось.")
        return reverse("mentoring:programme_view", args=[self.programme.pk])


def _lifting(choice: FixedChoice) -> Action:
    label = "Снять закрепление" if choice.kind == FixedChoice.Kind.PINNED else "Снять исключение"
    return Action(label, reverse("mentoring:choice_lift", args=[choice.pk]), method="post", style="link")


class ChoiceList(ListPage):
    """Pairs pinned and forbidden in a programme."""

    permission = Right.PROPOSALS_MAKE
    section = "programmes"
    title = "Закреплённые и исключённые пары"
    counted_as = ("пара", "пары", "пар")
    search_label = "Фамилия наставляемого или наставника"
    columns = (
        Column("mentee", "Наставляемый", lambda row: full_name_of(row.mentee.person).full),
        Column("mentor", "Наставник", lambda row: full_name_of(row.mentor.person).full),
        Column("kind", "Решение", lambda row: KINDS[row.kind], kind="state"),
        Column("reason", "Почему", note=lambda row: row.get_source_display()),
        Column("lift", "Снять", _lifting, kind="actions"),
    )
    filters = (
        Filter(
            "kind",
            "решение",
            [(FixedChoice.Kind.PINNED.value, "закреплены"), (FixedChoice.Kind.FORBIDDEN.value, "исключены")],
            lambda rows, value: rows.filter(kind=value),
        ),
    )

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_propose_pairs(self.actor, self.programme)

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        return programme_crumbs(self.programme)

    def lead(self) -> str:
        """What they are for."""
        return f"Программа «{self.programme.title}». Эти решения действуют при каждом подборе, пока вы их не снимете."

    def rows(self) -> Any:
        """The choices with both people."""
        return fixed_choices_in_order(self.actor, self.programme)

    def search(self, rows: Any, text: str) -> Any:
        """By the last name of either side."""
        return rows.filter(mentee__person__sort_name__contains=_sorted_as(text)) | rows.filter(
            mentor__person__sort_name__contains=_sorted_as(text)
        )

    def nothing(self) -> Empty:
        """What can be done here."""
        hint = "Закрепите пару, которая уже сложилась, или исключите ту, которой быть не должно."
        return Empty("Ни одна пара не закреплена и не исключена.", hint, self.primary())

    def primary(self) -> Action:
        """Another one."""
        return Action(
            "Закрепить или исключить пару", reverse("mentoring:choice_add", args=[self.programme.pk])
        )


def _sorted_as(text: str) -> str:
    """As names are kept for sorting: lower case, е for ё."""
    return text.lower().replace("ё", "е")


class ChoiceAdd(FormPage):
    """A pair to pin or to forbid, with the reason."""

    permission = Right.PROPOSALS_MAKE
    section = "programmes"
    title = "Закрепить или исключить пару"
    form_class = ChoiceForm
    submit_label = "Записать решение"

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_propose_pairs(self.actor, self.programme)

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        url = reverse("mentoring:choice_list", args=[self.programme.pk])
        return [*programme_crumbs(self.programme), Crumb("Закреплённые и исключённые пары", url)]

    @cached_property
    def people(self) -> dict[str, dict[int, Participation]]:
        """Both sides by ids."""
        return {side: {one.pk: one for one in people_of_side(self.programme, side)} for side in Side.values}

    def form_options(self) -> dict[str, Any]:
        """Whom there is to choose from."""
        return {
            "mentees": [(pk, _told(one)) for pk, one in self.people[Side.MENTEE].items()],
            "mentors": [(pk, _told(one)) for pk, one in self.people[Side.MENTOR].items()],
        }

    def initial(self) -> dict[str, Any]:
        """From a line of a proposal the mentee and the mentor come with the address."""
        return {
            "kind": FixedChoice.Kind.PINNED,
            **{name: self.request.GET.get(name, "") for name in ("mentee", "mentor")},
        }

    def perform(self, form: ChoiceForm) -> str:
        """Fixes the pair and shows all of them."""
        said = form.cleaned_data
        mentee, mentor = self.people[Side.MENTEE][said["mentee"]], self.people[Side.MENTOR][said["mentor"]]
        fix_choice(by=self.actor, mentee=mentee, mentor=mentor, kind=said["kind"], reason=said["reason"])
        word = "закреплена" if said["kind"] == FixedChoice.Kind.PINNED else "исключена"
        self.say(f"Пара {word}: {_pair(mentor, mentee)}. Решение подействует при следующем подборе.")
        return reverse("mentoring:choice_list", args=[self.programme.pk])


class ChoiceLift(DeedPage):
    """The button that takes a pin or a ban away."""

    permission = Right.PROPOSALS_MAKE
    section = "programmes"

    def load(self) -> None:
        """The choice, of those that this person sees."""
        rows = fixed_choices_visible_to(self.actor).select_related(
            "programme", "mentee__person", "mentor__person"
        )
        self.choice = get_object_or_404(rows, pk=self.kwargs["pk"])
        check_can_propose_pairs(self.actor, self.choice.programme)

    def perform(self) -> str:
        """Lifts it and goes back to the list."""
        pair = _pair(self.choice.mentor, self.choice.mentee)
        lift_choice(by=self.actor, choice=self.choice)
        self.say(f"Решение о паре {pair} снято.")
        return self.url_back()

    def url_back(self) -> str:
        """The list of the programme."""
        return reverse("mentoring:choice_list", args=[self.choice.programme_id])


class LineFix(DeedPage):
    """The buttons «Закрепить» and «Исключить» of a line of a proposal."""

    permission = Right.PROPOSALS_MAKE
    section = "programmes"

    def load(self) -> None:
        """The proposal, of those that this person sees."""
        proposals = proposals_visible_to(self.actor).select_related("programme").defer("inputs", "findings")
        self.proposal = get_object_or_404(proposals, pk=self.kwargs["pk"])
        check_can_propose_pairs(self.actor, self.proposal.programme)

    def perform(self) -> str:
        """Fixes the pair of the line and goes back to it."""
        kind, _, number = self.request.POST.get("fix", "").partition(":")
        pk = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
        lines = lines_of(self.proposal).filter(mentor__isnull=False)
        line = lines.filter(pk=pk).first()
        if line is None or line.mentor is None or kind not in FixedChoice.Kind.values:
            raise Refused(
                "Какую пару закрепить или исключить, не понятно. Обновите страницу и нажмите ещё раз."
            )
        mentor = line.mentor
        fix_choice(by=self.actor, mentee=line.mentee, mentor=mentor, kind=kind)
        word = "закреплена" if kind == FixedChoice.Kind.PINNED else "исключена"
        pair = _pair(mentor, line.mentee)
        self.say(f"Пара {word}: {pair}. Чтобы учесть это, нажмите «Составить заново».")
        return f"{self.url_back()}#line-{pk}"

    def url_back(self) -> str:
        """The proposal."""
        return reverse("mentoring:proposal_view", args=[self.proposal.pk])


def _told(participation: Participation) -> str:
    standing = standing_of(participation.person)
    name = full_name_of(participation.person).full
    return f"{name} ({standing})" if standing else name


def _pair(mentor: Participation, mentee: Participation) -> str:
    return f"{full_name_of(mentor.person).short} — {full_name_of(mentee.person).short}"
