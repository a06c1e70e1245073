"""Orders that change working pairs, and the order about lists: where a curator begins them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb
from nastavnik.kit.pages import DeedPage, FormPage
from nastavnik.mentoring.actions.changes import draft_amendment_order, draft_ending_order, replace_mentor
from nastavnik.mentoring.actions.lists import draft_lists_order
from nastavnik.mentoring.forms.changes import AmendmentForm, EndingForm, ReplacementForm
from nastavnik.mentoring.models import Pair
from nastavnik.mentoring.permissions.pairs import check_can_draft_pairs_order, check_can_replace_mentor
from nastavnik.mentoring.queries.changes import replacements_for, working_pairs
from nastavnik.mentoring.queries.pairs import pairs_to_order, pairs_visible_to, title_of, with_people
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.mentoring.queries.reorganised import pairs_of_closed
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.pair_endings import EndReason
from nastavnik.rulebook.roles import Right

_CHECK_IT = "Проверьте падежи имён и передайте руководителю на подпись."


def opened(paper: Any) -> str:
    """Where a fresh draft stands."""
    return reverse("papers:paper_view", args=[paper.pk])


class EndingDraft(FormPage):
    """The order that ends working pairs."""

    permission = Right.PAPERS_DRAFT
    section = "pairs"
    title = "Прекратить пары приказом"
    form_class = EndingForm
    submit_label = "Подготовить проект приказа"

    @cached_property
    def pairs(self) -> list[Pair]:
        """Pairs that work."""
        return list(with_people(working_pairs(self.actor, Right.PAPERS_DRAFT)))

    def lead(self) -> str:
        """What happens when."""
        return "Пары работают, пока приказ не зарегистрирован; завершаются они датой приказа."

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the list."""
        return [Crumb("Пары", reverse("mentoring:pair_list"))]

    def form_options(self) -> Mapping[str, Any]:
        """Whom to choose from."""
        return {"pairs": self.pairs}

    def initial(self) -> Mapping[str, Any]:
        """Those from whose card or list one came; with `closed` all those whose organisation is closed."""
        if self.request.GET.get("closed"):
            pairs = working_pairs(self.actor, Right.PAPERS_DRAFT)
            chosen = [str(pk) for pk in pairs_of_closed(pairs).values_list("pk", flat=True)]
            return {"pairs": chosen, "reason": EndReason.ORGANISATION_CLOSED.value}
        return {"pairs": self.request.GET.getlist("pair")}

    def perform(self, form: EndingForm) -> str:
        """Drafts it."""
        paper = draft_ending_order(by=self.actor, pairs=form.ids(), reason=form.why())
        self.say(f"Проект приказа о прекращении готов. {_CHECK_IT}")
        return opened(paper)


class PairReplace(FormPage):
    """Another mentor for the mentee of a working pair."""

    permission = Right.PAIRS_DECIDE
    section = "pairs"
    form_class = ReplacementForm
    submit_label = "Составить новую пару"

    def load(self) -> None:
        """The pair, of those that this person sees."""
        self.pair = get_object_or_404(with_people(pairs_visible_to(self.actor)), pk=self.kwargs["pk"])
        check_can_replace_mentor(self.actor, self.pair)

    def heading(self) -> str:
        """Which pair."""
        return f"Заменить наставника: {title_of(self.pair)}"

    def lead(self) -> str:
        """What happens when."""
        return (
            "Новая пара получит согласия и войдёт в приказ о внесении изменений."
            " До даты этого приказа работает прежняя."
        )

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the card."""
        return [
            Crumb("Пары", reverse("mentoring:pair_list")),
            Crumb(title_of(self.pair), reverse("mentoring:pair_view", args=[self.pair.pk])),
        ]

    @cached_property
    def mentors(self) -> list[Any]:
        """Who is free."""
        return replacements_for(self.pair, self.today)

    def submit_refusal(self) -> str | None:
        """Nobody is free."""
        return (
            None if self.mentors else "В программе нет свободного наставника с согласием: внесите его в базу."
        )

    def form_options(self) -> Mapping[str, Any]:
        """Whom to choose from."""
        return {"mentors": self.mentors}

    def perform(self, form: ReplacementForm) -> str:
        """Forms the new pair."""
        pair = replace_mentor(by=self.actor, pair=self.pair, mentor=form.chosen(), reason=form.why())
        self.say("Новая пара составлена. Внесите ответы участников, потом подготовьте приказ об изменениях.")
        return reverse("mentoring:pair_view", args=[pair.pk])


class AmendmentDraft(FormPage):
    """The order that changes the pairs of a programme."""

    permission = Right.PAPERS_DRAFT
    section = "programmes"
    title = "Приказ о внесении изменений"
    form_class = AmendmentForm
    submit_label = "Подготовить проект приказа"

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_draft_pairs_order(self.actor, self.programme)

    def lead(self) -> str:
        """What goes into it anyway."""
        agreed = counted(pairs_to_order(self.programme).count(), ("пара", "пары", "пар"))
        return f"В приказ войдут согласованные замены и новые пары программы: {agreed}."

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the programme."""
        return [
            Crumb("Программы", reverse("mentoring:programme_list")),
            Crumb(self.programme.title, reverse("mentoring:programme_view", args=[self.programme.pk])),
        ]

    def form_options(self) -> Mapping[str, Any]:
        """Pairs that may be restated."""
        working = working_pairs(self.actor, Right.PAPERS_DRAFT).filter(programme=self.programme)
        return {"pairs": list(with_people(working))}

    def perform(self, form: AmendmentForm) -> str:
        """Drafts it."""
        paper = draft_amendment_order(by=self.actor, programme=self.programme, restated=form.ids())
        self.say(f"Проект приказа о внесении изменений готов. {_CHECK_IT}")
        return opened(paper)


class ListsDraft(DeedPage):
    """The button «Проект приказа о списках»."""

    permission = Right.PAPERS_DRAFT
    section = "programmes"

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_draft_pairs_order(self.actor, self.programme)

    def perform(self) -> str:
        """Drafts it."""
        paper = draft_lists_order(by=self.actor, programme=self.programme)
        self.say("Проект приказа о списках готов. В него вошли участники, у которых есть согласие.")
        return opened(paper)

    def url_back(self) -> str:
        """The programme."""
        return reverse("mentoring:programme_view", args=[self.programme.pk])


def actions_of_orders(programme_id: int) -> list[Action]:
    """Further orders of a programme, for its menu."""
    return [
        Action(
            "Проект приказа о списках", reverse("mentoring:lists_draft", args=[programme_id]), method="post"
        ),
        Action("Проект приказа об изменениях", reverse("mentoring:amendment_draft", args=[programme_id])),
    ]
