"""Where, how and when I am told."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from nastavnik.access.actors import AccountActor
from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import FormPage
from nastavnik.notices.actions.wishes import set_notice_wishes
from nastavnik.notices.forms.wishes import WishesForm
from nastavnik.notices.queries.notices import choices_of, letter_wish_of, may_have_letters
from nastavnik.rulebook.roles import Right

NO_MAIL = (
    "Почта на этом сервере не настроена: пока всё показывается только здесь. Адрес можно вписать заранее."
)


def notices_crumb() -> Crumb:
    """Up to the list of notices."""
    return Crumb("Уведомления", reverse("notices:notice_list"))


class WishesEdit(FormPage):
    """Marks by kinds and the letter of the day."""

    permission = Right.ACCOUNT_OWN
    title = "Уведомления: что и куда присылать"
    form_class = WishesForm
    actor: AccountActor  # type: ignore[assignment]

    def load(self) -> None:
        """What was chosen before."""
        self.has_letters = may_have_letters(self.actor)
        self.wish = letter_wish_of(self.actor)
        self.kinds = choices_of(self.actor)

    def lead(self) -> str:
        """What is said of letters where there are none."""
        if self.has_letters:
            return "" if settings.MAIL_IS_SENT else NO_MAIL
        return "Уведомления показываются здесь, у колокольчика. Писем участникам система не посылает."

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [notices_crumb()]

    def form_options(self) -> dict[str, Any]:
        """Kinds with their marks."""
        return {"kinds": self.kinds, "wish": self.wish, "has_letters": self.has_letters}

    def perform(self, form: WishesForm) -> str:
        """Writes them."""
        data = form.cleaned_data
        set_notice_wishes(
            by=self.actor,
            choices=form.choices(),
            email=data.get("email", ""),
            hour=int(data.get("hour", self.wish.hour)),
            only_working_days=data.get("only_working_days", self.wish.only_working_days),
        )
        self.say("Сохранено. Так и будем присылать.")
        return reverse("notices:notice_list")
