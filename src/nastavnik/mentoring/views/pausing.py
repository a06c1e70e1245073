"""What becomes of a suspended pair: it goes on, or its approval is taken back."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import ConfirmPage, DeedPage, FormPage
from nastavnik.mentoring.actions.pausing import cancel_pair, hold_pair, reopen_pair, resume_pair
from nastavnik.mentoring.forms.changes import HoldForm
from nastavnik.mentoring.permissions.pairs import check_can_resume_pair
from nastavnik.mentoring.queries.pairs import pairs_visible_to, title_of, with_people
from nastavnik.mentoring.views.pairs import state_of
from nastavnik.rulebook.pair_endings import PauseReason
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


class PairHold(FormPage):
    """Suspends a pair that works."""

    permission = Right.PAIRS_DECIDE
    section = "pairs"
    form_class = HoldForm
    submit_label = "Приостановить"

    def load(self) -> None:
        """The pair, of those that this person sees."""
        self.pair = get_object_or_404(with_people(pairs_visible_to(self.actor)), pk=self.kwargs["pk"])
        check_can_resume_pair(self.actor, self.pair)

    def heading(self) -> str:
        """Which pair."""
        return f"Приостановить пару {title_of(self.pair)}"

    def lead(self) -> str:
        """What follows."""
        return "Встречи не ждут и не напоминают о себе, приказ остаётся в силе. Пара возобновляется одной кнопкой."

    def crumbs(self) -> list[Crumb]:
        """Up to the card."""
        return [
            Crumb("Пары", reverse("mentoring:pair_list")),
            Crumb(title_of(self.pair), reverse("mentoring:pair_view", args=[self.pair.pk])),
        ]

    def initial(self) -> dict[str, Any]:
        """Today."""
        return {"on": self.today}

    def perform(self, form: HoldForm) -> str:
        """Suspends it."""
        reason = PauseReason(form.cleaned_data["reason"])
        hold_pair(by=self.actor, pair=self.pair, reason=reason, on=form.cleaned_data["on"])
        self.say(f"Пара {title_of(self.pair)} приостановлена.")
        return reverse("mentoring:pair_view", args=[self.pair.pk])


class PairReopen(DeedPage):
    """The button that takes up again a pair that is over."""

    permission = Right.PAIRS_DECIDE

    def load(self) -> None:
        """The pair, of those that this person sees."""
        self.pair = get_object_or_404(pairs_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_resume_pair(self.actor, self.pair)
        self.shown = self.pair

    def perform(self) -> str:
        """Asks both sides again."""
        self.shown = reopen_pair(by=self.actor, pair=self.pair)
        self.say("Пара снова ждёт согласия участников: внесите ответы, потом подготовьте приказ.")
        return self.url_back()

    def url_back(self) -> str:
        """The pair that is asked now."""
        return reverse("mentoring:pair_view", args=[self.shown.pk])
