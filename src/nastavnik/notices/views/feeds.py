"""Calendars for telephones: opened, shown once, closed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.components import Action, Block, Crumb, CustomBlock
from nastavnik.kit.pages import CardPage, ConfirmPage, FormPage
from nastavnik.kit.tables import Column, Table
from nastavnik.notices.actions.feeds import open_feed, revoke_feed
from nastavnik.notices.forms.feeds import OWN, FeedForm
from nastavnik.notices.models import CalendarFeed
from nastavnik.notices.queries.feeds import feeds_visible_to
from nastavnik.notices.views.wishes import notices_crumb
from nastavnik.registry.queries.organisations import (
    in_tree_order,
    organisations_at_work,
    organisations_visible_to,
)
from nastavnik.rulebook.roles import Right


def feed_name(feed: CalendarFeed) -> str:
    """Of what the calendar is."""
    return f"Все сроки: {feed.organisation}" if feed.organisation else "Только мои сроки"


def _opened(feed: CalendarFeed) -> Any:
    return timezone.localdate(feed.created_at)


def _closing(feed: CalendarFeed) -> Action:
    return Action("Закрыть", reverse("notices:feed_revoke", args=[feed.pk]), style="link")


def _crumb() -> Crumb:
    return Crumb("Календарь для телефона", reverse("notices:feed_list"))


class FeedList(CardPage):
    """Open calendars and how a telephone is told of them."""

    permission = Right.ACCOUNT_OWN
    title = "Календарь для телефона"

    def lead(self) -> str:
        """What it is for."""
        return (
            "Сроки мероприятий — в календаре телефона или почты. Изменённый срок переедет сам в течение дня."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to notices."""
        return [notices_crumb()]

    def primary(self) -> Action:
        """A new one."""
        return Action("Открыть календарь", reverse("notices:feed_open"))

    def blocks(self) -> list[Block]:
        """What is open, then how to add it."""
        columns = (
            Column("name", "Что показывает", feed_name),
            Column("opened", "Открыт", _opened, kind="date"),
            Column("deed", "", _closing, kind="actions"),
        )
        table = Table(
            "Открытые календари", columns=columns, rows=feeds_visible_to(self.actor),
            empty="Пока ни одного: нажмите «Открыть календарь», и система даст секретный адрес.",
            note="Адрес показывается один раз. Потеряли — откройте календарь заново: прежний адрес перестанет отвечать.",
        )  # fmt: skip
        return [table, CustomBlock("Как добавить", template="notices/parts/feed_how.html")]


class FeedOpen(FormPage):
    """A new secret address; it is shown once, on the answer itself."""

    permission = Right.ACCOUNT_OWN
    title = "Открыть календарь"
    form_class = FeedForm
    submit_label = "Дать адрес"
    secret = ""

    def load(self) -> None:
        """Organisations whose terms the actor sees."""
        mine = organisations_at_work(organisations_visible_to(self.actor))
        self.organisations = list(in_tree_order(mine))

    def lead(self) -> str:
        """What is in it and what is not."""
        return "Имён детей в календаре нет. Адрес — секрет: кто его знает, видит сроки."

    def crumbs(self) -> list[Crumb]:
        """Up to the open ones."""
        return [notices_crumb(), _crumb()]

    def form_options(self) -> dict[str, Any]:
        """What can be chosen."""
        return {"organisations": self.organisations}

    def perform(self, form: FeedForm) -> str:
        """Opens it."""
        about = form.cleaned_data["about"]
        chosen = None if about == OWN else next(node for node in self.organisations if str(node.pk) == about)
        self.chosen_label = dict(form.fields["about"].choices)[about]  # type: ignore[attr-defined]
        self.secret = open_feed(by=self.actor, organisation=chosen, now=timezone.now())
        return reverse("notices:feed_list")

    def finish(self, form: forms.BaseForm) -> HttpResponse:
        """The address instead of a redirect; no browser and no proxy keeps it."""
        response = super().finish(form)
        if not self.secret:
            return response
        path = reverse("public:calendar_feed", args=[self.secret])
        address = self.request.build_absolute_uri(path)
        response = self.render("notices/feed_address.html", address=address, about=self.chosen_label)
        response["Cache-Control"] = "no-store"
        return response


class FeedRevoke(ConfirmPage):
    """Closes one."""

    permission = Right.ACCOUNT_OWN
    submit_label = "Закрыть календарь"

    def load(self) -> None:
        """The account's own."""
        self.feed = get_object_or_404(feeds_visible_to(self.actor), pk=self.kwargs["pk"])

    def heading(self) -> str:
        """Which."""
        return f"Закрыть календарь «{feed_name(self.feed)}»?"

    def consequences(self) -> list[str]:
        """What stops."""
        return [
            "Секретный адрес перестанет отвечать: телефоны, где он добавлен, больше не обновят сроки.",
            "Открыть можно снова, но адрес будет другим.",
        ]

    def crumbs(self) -> list[Crumb]:
        """Up to the open ones."""
        return [notices_crumb(), _crumb()]

    def perform(self, _form: Any) -> str:
        """Closes it."""
        revoke_feed(by=self.actor, feed=self.feed, now=timezone.now())
        self.say(f"Календарь закрыт: {feed_name(self.feed)}.")
        return reverse("notices:feed_list")
