"""Runs of a programme: the list, keeping and choosing drafts, two runs side by side."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty, State
from nastavnik.kit.pages import DeedPage, Filter, FormPage, ListPage
from nastavnik.kit.tables import Column
from nastavnik.mentoring.actions.drafts import choose_draft, keep_draft
from nastavnik.mentoring.forms.matching import DraftForm
from nastavnik.mentoring.models import Proposal
from nastavnik.mentoring.permissions.proposals import check_can_propose_pairs
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.mentoring.queries.proposals import (
    Compared,
    compared,
    proposals_visible_to,
    run_before,
    runs_found,
    runs_of,
)
from nastavnik.mentoring.views.matching import programme_crumbs
from nastavnik.mentoring.views.proposal_words import STATES, run_name
from nastavnik.rulebook.matching import TURN_LABELS, Turn
from nastavnik.rulebook.roles import Right

TURN_STATES = {
    Turn.NEW: State(TURN_LABELS[Turn.NEW], "good"),
    Turn.CHANGED: State(TURN_LABELS[Turn.CHANGED], "attention"),
    Turn.LOST: State(TURN_LABELS[Turn.LOST], "bad"),
    Turn.SAME: State(TURN_LABELS[Turn.SAME], "neutral"),
    Turn.ALONE: State(TURN_LABELS[Turn.ALONE], "neutral"),
    Turn.CAME: State(TURN_LABELS[Turn.CAME], "neutral"),
    Turn.GONE: State(TURN_LABELS[Turn.GONE], "neutral"),
}


def choosing(proposal: Proposal) -> Action | None:
    """The button that makes a kept run the one to be decided on."""
    if proposal.state not in (Proposal.State.DRAFT, Proposal.State.REPLACED):
        return None
    return Action("Выбрать", reverse("mentoring:proposal_choose", args=[proposal.pk]), method="post")


class ProposalList(ListPage):
    """All runs of a programme, the newest first."""

    permission = Right.PROPOSALS_MAKE
    section = "programmes"
    title = "Подборы программы"
    counted_as = ("подбор", "подбора", "подборов")
    search_label = "Номер, название или фамилия участника"
    columns = (
        Column(
            "made", "Подбор", run_name,
            link=lambda row: reverse("mentoring:proposal_view", args=[row.pk]),
        ),
        Column("paired", "Пар", kind="number"),
        Column("alone", "Без наставника", kind="number"),
        Column("state", "Состояние", lambda row: STATES[row.state], kind="state"),
        Column("choose", "Решать по нему", choosing, kind="actions"),
    )  # fmt: skip
    empty = Empty("Подборов ещё не было.", "Нажмите «Предложить пары» на карточке программы.")

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_propose_pairs(self.actor, self.programme)

    def heading(self) -> str:
        """Which programme it is about."""
        return f"Подборы: {self.programme.title}"

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        return programme_crumbs(self.programme)

    def rows(self) -> Any:
        """Runs with their numbers."""
        return runs_of(self.programme)

    def search(self, rows: Any, text: str) -> Any:
        """By number, by the name of a draft, by whom it tells of."""
        return runs_found(rows, text)


class _OfProposal:
    """Fetching of a proposal without its inputs."""

    def fetch(self: Any) -> Proposal:
        """The proposal, of those that this person sees."""
        proposals = proposals_visible_to(self.actor).select_related("programme").defer("inputs", "findings")
        proposal: Proposal = get_object_or_404(proposals, pk=self.kwargs["pk"])
        check_can_propose_pairs(self.actor, proposal.programme)
        return proposal


class ProposalKeep(_OfProposal, FormPage):
    """A name under which a proposal is kept aside."""

    permission = Right.PROPOSALS_MAKE
    section = "programmes"
    title = "Оставить черновиком"
    form_class = DraftForm
    submit_label = "Оставить черновиком"

    def load(self) -> None:
        """The proposal."""
        self.proposal = self.fetch()

    def lead(self) -> str:
        """What becomes of it."""
        return "Предложение не пропадёт: составьте другое, сравните и выберите, по какому решать."

    def crumbs(self) -> list[Crumb]:
        """Up to the proposal."""
        url = reverse("mentoring:proposal_view", args=[self.proposal.pk])
        return [*programme_crumbs(self.proposal.programme), Crumb("Предложение пар", url)]

    def initial(self) -> dict[str, Any]:
        """The name that it has."""
        return {"note": self.proposal.note}

    def perform(self, form: DraftForm) -> str:
        """Keeps it and shows all runs."""
        keep_draft(by=self.actor, proposal=self.proposal, note=form.cleaned_data["note"])
        self.say("Предложение оставлено черновиком. Решать по нему можно, нажав «Выбрать».")
        return reverse("mentoring:proposal_list", args=[self.proposal.programme_id])


class ProposalChoose(_OfProposal, DeedPage):
    """The button «Выбрать» of a kept run."""

    permission = Right.PROPOSALS_MAKE
    section = "programmes"

    def load(self) -> None:
        """The proposal."""
        self.proposal = self.fetch()

    def perform(self) -> str:
        """Opens it for the decision."""
        choose_draft(by=self.actor, proposal=self.proposal)
        self.say("Решение принимается по этому предложению. Прежнее осталось черновиком.")
        return reverse("mentoring:proposal_view", args=[self.proposal.pk])

    def url_back(self) -> str:
        """All runs of the programme."""
        return reverse("mentoring:proposal_list", args=[self.proposal.programme_id])


class ProposalCompare(_OfProposal, ListPage):
    """A run beside an earlier one, mentee by mentee; `with` in the path names the other."""

    permission = Right.PROPOSALS_MAKE
    section = "programmes"
    title = "Сравнение подборов"
    counted_as = ("наставляемый", "наставляемых", "наставляемых")
    search_label = "Фамилия наставляемого или наставника"
    columns = (
        Column(
            "mentee", "Наставляемый",
            link=lambda row: reverse("mentoring:person_view", args=[row.mentee_person]),
        ),
        Column("before", "Было", lambda row: row.before or "без наставника"),
        Column("after", "Стало", lambda row: row.after or "без наставника"),
        Column("turn", "Что изменилось", lambda row: TURN_STATES[row.turn], kind="state"),
    )  # fmt: skip
    filters = (
        Filter(
            "turn",
            "что изменилось",
            [(turn.value, label) for turn, label in TURN_LABELS.items()],
            lambda rows, value: [row for row in rows if row.turn == value],
        ),
    )

    def load(self) -> None:
        """The run and the other: the one named, or the one just before; 404 where there is none."""
        self.proposal = self.fetch()
        other = self.kwargs.get("other")
        found = self._named(other) if other else run_before(self.proposal)
        if found is None:
            raise Http404
        self.other = found

    def _named(self, pk: int) -> Proposal | None:
        rows = proposals_visible_to(self.actor).filter(programme_id=self.proposal.programme_id)
        return rows.defer("inputs", "findings").filter(pk=pk).exclude(pk=self.proposal.pk).first()

    def lead(self) -> str:
        """Which runs, and what became of how many."""
        totals = Counter(row.turn for row in self.rows())
        told = ", ".join(f"{TURN_LABELS[turn]} — {totals[turn]}" for turn in Turn if totals[turn])
        return f"Было: {run_name(self.other)}. Стало: {run_name(self.proposal)}. Итог: {told}."

    def crumbs(self) -> list[Crumb]:
        """Up to all runs."""
        url = reverse("mentoring:proposal_list", args=[self.proposal.programme_id])
        return [*programme_crumbs(self.proposal.programme), Crumb("Подборы", url)]

    def primary(self) -> Action:
        """Back to this run."""
        return Action("Открыть этот подбор", reverse("mentoring:proposal_view", args=[self.proposal.pk]))

    def menu(self) -> list[Action]:
        """Other runs to compare with."""
        runs = runs_of(self.proposal.programme).exclude(pk__in=(self.proposal.pk, self.other.pk))[:8]
        return [
            Action(
                f"Сравнить с {run_name(run)}",
                reverse("mentoring:proposal_compare_with", args=[self.proposal.pk, run.pk]),
            )
            for run in runs
        ]

    @cached_property
    def compared(self) -> list[Compared]:
        """Both runs in one list."""
        return compared(self.other, self.proposal)

    def rows(self) -> list[Compared]:
        """Every mentee of either run."""
        return self.compared

    def search(self, rows: list[Compared], text: str) -> list[Compared]:
        """By a name on any side."""
        wanted = text.lower().replace("ё", "е")
        return [
            row
            for row in rows
            if wanted in f"{row.mentee} {row.before} {row.after}".lower().replace("ё", "е")
        ]
