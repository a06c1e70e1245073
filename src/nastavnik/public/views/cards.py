"""Coming in with a card: the code from paper, then the PIN. Opening an address spends nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import login
from django.urls import reverse
from django.utils import timezone

from nastavnik.access.actions import open_card
from nastavnik.access.actions.cards import LOCKED, UNKNOWN
from nastavnik.access.backend import AccountBackend
from nastavnik.access.codes import CARD_SIGNS
from nastavnik.access.lockout import code_attempt
from nastavnik.access.queries.cards import card_state
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import FormPage
from nastavnik.public.forms.codes import CodeForm, PinForm
from nastavnik.public.views.by_code import ByCode
from nastavnik.rulebook.codes import may_be_code, printed_code, tidy_code


class CardOpen(FormPage):
    """Where the code of a card is typed."""

    public = True
    title = "Вход по карточке"
    template_name = "public/card_open.html"
    form_class = CodeForm
    submit_label = "Дальше"

    def lead(self) -> str:
        """What is asked for."""
        return "Впишите код с карточки: восемь букв и цифр."

    def perform(self, form: CodeForm) -> str:
        """On to the PIN, when there is such a card."""
        code, attempt, now = form.cleaned_data["code"], code_attempt(self.request), timezone.now()
        if not may_be_code(code, CARD_SIGNS):
            raise Refused("В коде карточки восемь букв и цифр. Сверьте его с карточкой.", field="code")
        attempt.refuse_to_hurry(now)
        if card_state(code) is None:
            attempt.failed(now)
            raise Refused(UNKNOWN, field="code")
        return reverse("public:card_enter", args=[code])


class CardEnter(ByCode):
    """The PIN: chosen at the first use, typed at the next ones."""

    title = "Вход по карточке"
    template_name = "public/card.html"
    form_class = PinForm
    submit_label = "Войти"

    def load(self) -> None:
        """What the card is asked for; not whose it is."""
        self.code, self.state, self.pause = tidy_code(self.kwargs["code"]), None, ""
        if not may_be_code(self.code, CARD_SIGNS):
            return  # no card has such a code, so nobody is guessing: `/card/favicon.ico`
        attempt = code_attempt(self.request)
        self.pause = attempt.pause_words(timezone.now())
        if self.pause:
            return
        self.state = card_state(self.code)
        if self.state is None:
            attempt.failed(timezone.now())

    def form_options(self) -> Mapping[str, Any]:
        """A new PIN is typed twice."""
        return {"is_new": self.state == "new"}

    def submit_refusal(self) -> str | None:
        """A card that opens nothing, or is locked, takes no PIN; nobody does while there is a pause."""
        return self.pause or {None: UNKNOWN, "locked": LOCKED}.get(self.state)

    def printed(self) -> str:
        """The code as it stands on paper."""
        return printed_code(self.code)

    def perform(self, form: PinForm) -> str:
        """Comes in."""
        holder = open_card(by=self.actor, code=self.code, pin=form.cleaned_data["pin"], now=timezone.now())
        login(self.request, AccountBackend().get_user(holder.account_id or 0))
        if self.state == "new":
            self.say("PIN выбран. В следующий раз нужны карточка и этот PIN.")
        return reverse("desk:desk_view")
