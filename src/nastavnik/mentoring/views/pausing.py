"""What becomes of a suspended pair: it goes on, or its approval is taken back."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import ConfirmPage, DeedPage
from nastavnik.mentoring.actions.pausing import cancel_pair, resume_pair
from nastavnik.mentoring.permissions.pairs import check_can_resume_pair
from nastavnik.mentoring.queries.pairs import pairs_visible_to, title_of, with_people
from nastavnik.mentoring.views.pairs import state_of
from nastavnik.rulebook.roles import Right


class PairResume(DeedPage):
    """The button that lets a suspended pair go on."""

    permission = Right.PAIRS_DECIDE

    def load(self) -> None:
        """The pair, of those that this person sees."""
        self.pair = get_object_or_404(pairs_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_resume_pair(self.actor, self.pair)

    def perform(self) -> str:
        """Resumes it."""
        pair = resume_pair(by=self.actor, pair=self.pair)
        self.say(f"Пара {title_of(pair)} возобновлена: теперь она {state_of(pair, self.today)}.")
        return self.url_back()

    def url_back(self) -> str:
        """The card of the pair."""
        return reverse("mentoring:pair_view", args=[self.pair.pk])


class PairCancel(ConfirmPage):
    """Asks before the approval of a pair is taken back."""

    permission = Right.PAIRS_DECIDE
    section = "pairs"
    submit_label = "Снять одобрение"

    def load(self) -> None:
        """The pair, of those that this person sees."""
        self.pair = get_object_or_404(with_people(pairs_visible_to(self.actor)), pk=self.kwargs["pk"])
        check_can_resume_pair(self.actor, self.pair)

    def heading(self) -> str:
        """Which pair."""
        return f"Снять одобрение с пары {title_of(self.pair)}?"

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return [
            Crumb("Пары", reverse("mentoring:pair_list")),
            Crumb(title_of(self.pair), reverse("mentoring:pair_view", args=[self.pair.pk])),
        ]

    def consequences(self) -> list[str]:
        """What follows."""
        return [
            "Пара завершится, не начав работать. Вернуть её нельзя, можно подобрать новую.",
            "Наставник и наставляемый, у которых согласия есть, снова свободны для подбора.",
        ]

    def perform(self, form: Any) -> str:
        """Takes it back."""
        cancel_pair(by=self.actor, pair=self.pair)
        self.say(f"Одобрение с пары {title_of(self.pair)} снято.")
        return reverse("mentoring:pair_view", args=[self.pair.pk])
