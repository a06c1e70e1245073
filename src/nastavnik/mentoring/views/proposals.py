"""Pages of a proposal: having it made, and deciding on it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any, cast
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty, State
from nastavnik.kit.errors import Denied
from nastavnik.kit.pages import DeedPage, FormPage
from nastavnik.mentoring.actions.proposals import form_pairs, propose_pairs
from nastavnik.mentoring.forms.proposals import ApprovalForm
from nastavnik.mentoring.models import FixedChoice, Proposal, Side
from nastavnik.mentoring.permissions.proposals import check_can_decide_pairs, check_can_propose_pairs
from nastavnik.mentoring.queries.matching import fixed_choices_in_order, terms_of
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.mentoring.queries.proposals import (
    Lack,
    lack_of,
    lines_of,
    open_proposal_of,
    proposals_visible_to,
    run_before,
)
from nastavnik.mentoring.queries.wishes import has_wishes_after
from nastavnik.mentoring.views.matching import programme_crumbs
from nastavnik.mentoring.views.proposal_drawing import drawn_pairs
from nastavnik.mentoring.views.proposal_runs import choosing
from nastavnik.mentoring.views.proposal_words import (
    STATES,
    LineRow,
    fixed_of,
    helps_of,
    rows_of,
    show_choices,
)
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

PAIRS = ("пара", "пары", "пар")
MENTEES = ("наставляемый", "наставляемых", "наставляемых")


class ProposalMake(DeedPage):
    """The button «Предложить пары» of a programme."""

    permission = Right.PROPOSALS_MAKE
    section = "programmes"

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_propose_pairs(self.actor, self.programme)

    def perform(self) -> str:
        """Has pairs proposed and shows them."""
        proposal = propose_pairs(by=self.actor, programme=self.programme)
        return reverse("mentoring:proposal_view", args=[proposal.pk])

    def url_back(self) -> str:
        """The card of the programme."""
        return reverse("mentoring:programme_view", args=[self.programme.pk])


class ProposalView(FormPage):
    """The proposed pairs with their reasons, those who are left without a mentor, and what would help them.

    Search and `show` narrow what is seen: then the decision is about the pairs shown, and the proposal stays
    open for the others.
    """

    permission = Right.PROPOSALS_MAKE
    section = "programmes"
    title = "Предложение пар"
    template_name = "mentoring/proposal.html"
    form_class = ApprovalForm
    submit_label = "Одобрить выбранные"
    wide = True

    def load(self) -> None:
        """The proposal, of those that this person sees, with its lines."""
        proposals = proposals_visible_to(self.actor).select_related("programme__institution").defer("inputs")
        self.proposal = get_object_or_404(proposals, pk=self.kwargs["pk"])
        self.programme = self.proposal.programme
        check_can_propose_pairs(self.actor, self.programme)
        self.lines = list(lines_of(self.proposal))

    def heading(self) -> str:
        """Which programme it is about."""
        return f"Предложение пар: {self.programme.title}"

    def lead(self) -> str:
        """Who decides."""
        if self.proposal.state != Proposal.State.OPEN:
            return ""
        return (
            "Пары подобраны по темам запроса, возрасту, времени и общим интересам. Это только предложение:"
            " решаете вы, а согласие потом дают сами участники и представители."
        )

    def state(self) -> State:
        """Whether it still waits for a decision."""
        return STATES[Proposal.State(self.proposal.state)]

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        return programme_crumbs(self.programme)

    def primary(self) -> Action | None:
        """After the decision: on to the answers of the participants."""
        if self.proposal.state == Proposal.State.DECIDED:
            return Action("Внести ответы", reverse("mentoring:agreement_edit", args=[self.programme.pk]))
        if self.proposal.state == Proposal.State.REPLACED and self.newest:
            return Action("Открыть новое", reverse("mentoring:proposal_view", args=[self.newest.pk]))
        if self.proposal.state in (Proposal.State.DRAFT, Proposal.State.REPLACED):
            return choosing(self.proposal)
        return None

    def menu(self) -> list[Action]:
        """Having it made anew, its terms, other runs."""
        programme, proposal = [self.programme.pk], [self.proposal.pk]
        found = []
        if self.is_open:
            found = [
                Action("Составить заново", reverse("mentoring:proposal_make", args=programme), method="post"),
                Action("Оставить черновиком", reverse("mentoring:proposal_keep", args=proposal)),
            ]
        if run_before(self.proposal) is not None:
            compare = reverse("mentoring:proposal_compare", args=proposal)
            found.append(Action("Сравнить с прошлым подбором", compare))
        return [
            *found,
            Action("Как подбирать", reverse("mentoring:terms_edit", args=programme)),
            Action("Закреплённые и исключённые пары", reverse("mentoring:choice_list", args=programme)),
            Action("Все подборы программы", reverse("mentoring:proposal_list", args=programme)),
        ]

    @cached_property
    def newest(self) -> Proposal | None:
        """The proposal that replaced this one and waits for a decision."""
        return open_proposal_of(self.programme)

    @property
    def is_open(self) -> bool:
        """Whether pairs can still be chosen here."""
        return self.proposal.state == Proposal.State.OPEN

    @property
    def text(self) -> str:
        """The name searched for."""
        return self.request.GET.get("q", "").strip()[:200]

    @property
    def show_only(self) -> str:
        """To what the lines are narrowed."""
        wish = self.request.GET.get("show", "")
        return wish if wish in dict(show_choices()) else ""

    @property
    def is_narrowed(self) -> bool:
        """Whether some lines are hidden."""
        return bool(self.text or self.show_only)

    def form_options(self) -> dict[str, Any]:
        """Only proposed pairs can be chosen."""
        return {"lines": self.shown}

    def build_form(self, data: Any = None, files: Any = None) -> ApprovalForm:
        """Kept: the rows of the table are drawn by what stands ticked in it."""
        self.form = cast(ApprovalForm, super().build_form(data, files))
        return self.form

    def submit_refusal(self) -> str | None:
        """Why pairs cannot be approved here."""
        try:
            check_can_decide_pairs(self.actor, self.programme)
        except Denied as refusal:
            return refusal.reason
        return None

    def submit(self) -> Action:
        """The button, with the number of pairs that it is about where some are hidden."""
        button = super().submit()
        if not self.is_narrowed:
            return button
        return replace(button, label=f"Одобрить выбранные из показанных ({len(self.shown)})")

    @cached_property
    def shown(self) -> list[int]:
        """Ids of the lines with a mentor that are shown and wait for a decision."""
        return [row.line.pk for row in self._shown(self.rows) if row.waits]

    @cached_property
    def choices(self) -> list[FixedChoice]:
        """Pairs that were pinned or forbidden by hand."""
        return list(fixed_choices_in_order(self.actor, self.programme))

    @cached_property
    def rows(self) -> list[LineRow]:
        """Every line with its people."""
        return rows_of(self.lines, fixed_of(self.choices), self.today)

    def perform(self, form: ApprovalForm) -> str:
        """Forms the chosen pairs and goes on to the answers of their members."""
        approved, shown = form.cleaned_data["chosen"], self.shown if self.is_narrowed else None
        pairs = form_pairs(by=self.actor, proposal=self.proposal, approved=approved, shown=shown)
        told = f"Одобрено: {counted(len(pairs), PAIRS)}."
        left = sum(row.waits for row in self.rows) - len(self.shown)
        if left:
            self.say(f"{told} Ждут решения ещё: {counted(left, PAIRS)}.")
            return self.request.path
        self.say(f"{told} Теперь внесите, согласны ли участники и представители.")
        return reverse("mentoring:agreement_edit", args=[self.programme.pk])

    def context(self) -> dict[str, Any]:
        """Rows for the screen, or why there are none."""
        shown = self._shown(self.rows)
        paired = [row for row in shown if row.line.mentor_id is not None]
        alone = [row for row in shown if row.line.mentor_id is None]
        findings = self.proposal.findings
        is_same = findings.get("choices", []) == sorted(choice.pk for choice in self.choices)
        is_same = is_same and not (self.is_open and has_wishes_after(self.programme, self.proposal.made_at))
        return {
            "paired": paired,
            "paired_rows": drawn_pairs(paired, self.form.ticked(), is_open=self.is_open),
            "alone": alone,
            "paired_total": counted(len(paired), PAIRS),
            "alone_total": counted(len(alone), MENTEES),
            "empty": None if paired else self._empty(),
            "remedies": helps_of(findings.get("remedies", ())),
            "shortages": findings.get("shortages", ()),
            "is_behind": self.is_open and not (is_same and self._has_terms_of_today()),
            "make_url": reverse("mentoring:proposal_make", args=[self.programme.pk]),
            "fix_url": reverse("mentoring:proposal_fix", args=[self.proposal.pk]),
            "show_choices": show_choices(),
        }

    def _has_terms_of_today(self) -> bool:
        return self.proposal.terms in ({}, terms_of(self.programme).as_values())

    def _shown(self, rows: list[LineRow]) -> list[LineRow]:
        return [row for row in rows if row.is_of(self.show_only) and row.has(self.text)]

    def _empty(self) -> Empty:
        """Why no pair is shown, with the way on."""
        if self.is_narrowed:
            return Empty(
                "Среди пар по этому отбору ничего нет.", "", Action("Показать все", self.request.path)
            )
        lack = lack_of(self.programme, self.today)
        if lack is None:
            return Empty("Подходящих пар не нашлось.", "Ниже у каждого наставляемого сказано почему.")
        is_about_mentees = lack in (Lack.MENTEES, Lack.MENTEES_CONSENTS)
        side, whom = (Side.MENTEE, "наставляемых") if is_about_mentees else (Side.MENTOR, "наставников")
        if lack in (Lack.MENTEES, Lack.MENTORS):
            url = reverse("mentoring:base_import", args=[self.programme.pk, side.value])
            hint = "Без второй стороны пары не составить."
            return Empty(f"В программе ещё нет {whom}.", hint, Action(f"Загрузить базу {whom}", url))
        query = urlencode({"programme": self.programme.pk, "side": side.value, "consents": "missing"})
        url = f"{reverse('mentoring:participant_list')}?{query}"
        hint = "Пары подбираются только тем, чьи согласия получены полностью."
        return Empty(f"Ни у кого из {whom} нет всех согласий.", hint, Action("Кому не хватает согласий", url))
