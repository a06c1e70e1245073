"""Pages of a proposal: having it made, and deciding on it."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty, State
from nastavnik.kit.errors import Denied
from nastavnik.kit.pages import DeedPage, FormPage
from nastavnik.mentoring.actions.proposals import form_pairs, propose_pairs
from nastavnik.mentoring.forms.proposals import ApprovalForm
from nastavnik.mentoring.models import Proposal, ProposalLine, Side
from nastavnik.mentoring.permissions.proposals import check_can_decide_pairs, check_can_propose_pairs
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.mentoring.queries.proposals import (
    Lack,
    lack_of,
    lines_of,
    open_proposal_of,
    proposals_visible_to,
)
from nastavnik.registry.queries.people import birth_of, full_name_of
from nastavnik.rulebook.ages import age_words
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

PAIRS = ("пара", "пары", "пар")
MENTEES = ("наставляемый", "наставляемых", "наставляемых")
STATES = {
    Proposal.State.OPEN: State("ждёт решения", "attention"),
    Proposal.State.DECIDED: State("решение принято", "good"),
    Proposal.State.REPLACED: State(
        "составлено заново", "neutral", "решение принимается по новому предложению"
    ),
}


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
    """The proposed pairs with their reasons, and those who are left without a mentor."""

    permission = Right.PROPOSALS_MAKE
    section = "programmes"
    title = "Предложение пар"
    template_name = "mentoring/proposal.html"
    form_class = ApprovalForm
    submit_label = "Одобрить выбранные"
    wide = True

    def load(self) -> None:
        """The proposal, of those that this person sees, with its lines."""
        proposals = proposals_visible_to(self.actor).select_related("programme__institution")
        self.proposal = get_object_or_404(proposals, pk=self.kwargs["pk"])
        self.programme = self.proposal.programme
        check_can_propose_pairs(self.actor, self.programme)
        self.lines = list(lines_of(self.proposal))
        self.paired = [line for line in self.lines if line.mentor_id is not None]
        self.alone = [line for line in self.lines if line.mentor_id is None]

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
        return [
            Crumb("Программы", reverse("mentoring:programme_list")),
            Crumb(self.programme.title, reverse("mentoring:programme_view", args=[self.programme.pk])),
        ]

    def primary(self) -> Action | None:
        """After the decision: on to the answers of the participants."""
        if self.proposal.state == Proposal.State.DECIDED:
            return Action("Внести согласие", reverse("mentoring:agreement_edit", args=[self.programme.pk]))
        if self.proposal.state == Proposal.State.REPLACED and self.newest:
            return Action("Открыть новое", reverse("mentoring:proposal_view", args=[self.newest.pk]))
        return None

    def menu(self) -> list[Action]:
        """Having it made anew, when people or consents have changed."""
        if self.proposal.state != Proposal.State.OPEN:
            return []
        url = reverse("mentoring:proposal_make", args=[self.programme.pk])
        return [Action("Составить заново", url, method="post")]

    @cached_property
    def newest(self) -> Proposal | None:
        """The proposal that replaced this one and waits for a decision."""
        return open_proposal_of(self.programme)

    @property
    def is_open(self) -> bool:
        """Whether pairs can still be chosen here."""
        return self.proposal.state == Proposal.State.OPEN

    def form_options(self) -> dict[str, Any]:
        """Only proposed pairs can be chosen."""
        return {"lines": [line.pk for line in self.paired]}

    def submit_refusal(self) -> str | None:
        """Why pairs cannot be approved here."""
        try:
            check_can_decide_pairs(self.actor, self.programme)
        except Denied as refusal:
            return refusal.reason
        return None

    def perform(self, form: ApprovalForm) -> str:
        """Forms the chosen pairs and goes on to the answers of their members."""
        pairs = form_pairs(by=self.actor, proposal=self.proposal, approved=form.cleaned_data["chosen"])
        self.say(
            f"Одобрено: {counted(len(pairs), PAIRS)}. Теперь внесите, согласны ли участники и представители."
        )
        return reverse("mentoring:agreement_edit", args=[self.programme.pk])

    def context(self) -> dict[str, Any]:
        """Rows for the screen, or why there are none."""
        return {
            "paired": [self._row(line) for line in self.paired],
            "alone": [self._row(line) for line in self.alone],
            "paired_total": counted(len(self.paired), PAIRS),
            "alone_total": counted(len(self.alone), MENTEES),
            "empty": None if self.paired else self._empty(),
        }

    def _row(self, line: ProposalLine) -> dict[str, Any]:
        mentee, mentor = line.mentee, line.mentor
        return {
            "line": line,
            "mentee": full_name_of(mentee.person).full,
            "mentee_url": reverse("mentoring:person_view", args=[mentee.person_id]),
            "mentee_note": ", ".join(
                part
                for part in (standing_of(mentee.person), age_words(birth_of(mentee.person), self.today))
                if part
            ),
            "request": mentee.need.text if hasattr(mentee, "need") else "",
            "mentor": full_name_of(mentor.person).full if mentor else "",
            "mentor_url": reverse("mentoring:person_view", args=[mentor.person_id]) if mentor else "",
            "mentor_note": standing_of(mentor.person) if mentor else "",
            "competences": mentor.offer.competences if mentor and hasattr(mentor, "offer") else "",
        }

    def _empty(self) -> Empty:
        """Why no pair is proposed, with the way on."""
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
