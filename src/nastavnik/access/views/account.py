"""One's own account: who I am here, what I may, on which devices I am signed in."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from nastavnik.access.actions import end_other_sessions, end_session
from nastavnik.access.actors import AccountActor
from nastavnik.access.queries.accounts import grants_visible_to
from nastavnik.access.queries.sessions import OpenDevice, my_sessions
from nastavnik.access.views.users import role_in_words
from nastavnik.kit.components import Action, Block, Fact, FactsBlock, State
from nastavnik.kit.pages import CardPage, DeedPage
from nastavnik.kit.tables import Column, Table
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

DEVICES = ("устройство", "устройства", "устройств")


class AccountView(CardPage):
    """Name, roles, devices."""

    permission = Right.ACCOUNT_OWN
    title = "Моя учётная запись"
    actor: AccountActor  # type: ignore[assignment]

    @property
    def has_password(self) -> bool:
        """A participant who comes in with a card has a PIN instead."""
        user: Any = self.request.user
        return bool(user.has_usable_password())

    def menu(self) -> list[Action]:
        """What I am told and where, the calendar; the password, where there is one."""
        items = [
            Action("Уведомления: что и куда присылать", reverse("notices:wishes_edit")),
            Action("Календарь для телефона", reverse("notices:feed_list")),
        ]
        password = Action("Сменить пароль", reverse("access:password_change"))
        return [*items, password] if self.has_password else items

    def blocks(self) -> list[Block]:
        """Who, which roles, which devices."""
        user: Any = self.request.user
        login = (
            [Fact("Имя для входа", user.login)] if self.has_password else [Fact("Вход", "по карточке и PIN")]
        )
        mine = grants_visible_to(self.actor).filter(account_id=user.pk).order_by("from_date", "pk")
        roles = Table(
            "Роли",
            columns=(
                Column("role", "Роль и место", role_in_words),
                Column("from_date", "С", kind="date"),
                Column("to_date", "По", kind="date"),
                Column("paper", "Основание"),
            ),
            rows=list(mine),
            empty="Ролей пока нет.",
        )
        return [FactsBlock("Кто вы", facts=[Fact("Имя", self.actor.name), *login]), roles, self.devices()]

    def devices(self) -> Block:
        """Where the account is open; each but this one can be ended."""
        found = my_sessions(self.request.session.session_key or "", timezone.now())
        return Table(
            "Где открыта учётная запись",
            note="Незнакомое устройство? Завершите на нём работу и смените пароль.",
            columns=(
                Column("browser", "Браузер"),
                Column("address", "Адрес", wide_only=True),
                Column("began", "Вход", lambda one: long_date(timezone.localdate(one.began_at))),
                Column("seen_date", "Последний день", kind="date"),
                Column("state", "", _this, kind="state"),
                Column("end", "", _ending, kind="actions"),
            ),
            rows=found,
        )

    def primary(self) -> Action | None:
        """Ending all others, when there are others."""
        found = my_sessions(self.request.session.session_key or "", timezone.now())
        if len(found) < 2:
            return None
        return Action("Завершить на всех других", reverse("access:sessions_end"), method="post")


def _this(device: OpenDevice) -> State | None:
    return State("это устройство", "good") if device.is_this else None


def _ending(device: OpenDevice) -> Action | None:
    if device.is_this:
        return None
    return Action("Завершить", reverse("access:session_end", args=[device.pk]), method="post", style="link")


class SessionEnd(DeedPage):
    """Ends the work on one other device."""

    permission = Right.ACCOUNT_OWN

    def perform(self) -> str:
        """Ends it."""
        key = self.request.session.session_key or ""
        if end_session(by=self.actor, session_id=self.kwargs["pk"], this_key=key):
            self.say("Работа на том устройстве завершена.")
        return self.url_back()

    def url_back(self) -> str:
        """The account."""
        return reverse("access:account_view")


class SessionsEnd(SessionEnd):
    """Ends the work on every other device."""

    def perform(self) -> str:
        """Ends them."""
        ended = end_other_sessions(by=self.actor, this_key=self.request.session.session_key or "")
        self.say(f"Работа завершена: {counted(ended, DEVICES)}.")
        return self.url_back()
