"""What I was told: the list behind the bell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.components import Action, Empty, State
from nastavnik.kit.pages import BulkAction, DeedPage, Filter, ListPage
from nastavnik.kit.tables import Column
from nastavnik.notices.actions.notices import mark_all_read, mark_read
from nastavnik.notices.kinds import declared_kinds, label_of
from nastavnik.notices.models import Notice
from nastavnik.notices.queries.notices import notices_found, notices_visible_to, unread
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

WORDS = ("уведомление", "уведомления", "уведомлений")
STATES = (("unread", "непрочитанные"), ("read", "прочитанные"))


def _narrow(notices: QuerySet[Notice], value: str) -> QuerySet[Notice]:
    return unread(notices) if value == "unread" else notices.exclude(read_at=None)


def _state(notice: Notice) -> State | None:
    if notice.read_at is not None:
        return None
    is_pressing = notice.urgency == Notice.Urgency.PRESSING
    return State("срочное", "attention") if is_pressing else State("новое", "neutral")


def _deed(notice: Notice) -> Action | None:
    url = reverse("notices:notice_open", args=[notice.pk])
    if notice.link:
        return Action("Открыть", url, method="post")
    return None if notice.read_at else Action("Прочитано", url, method="post")


class NoticeList(ListPage):
    """Everything that was told, the newest first."""

    permission = Right.ACCOUNT_OWN
    title = "Уведомления"
    counted_as = WORDS
    columns = (
        Column("subject", "О чём", note=lambda notice: " · ".join(notice.lines)),
        Column(
            "when", "Когда", lambda notice: short_date(timezone.localdate(notice.created_at)), nowrap=True
        ),
        Column("kind", "Вид", lambda notice: label_of(notice.kind), wide_only=True),
        Column("state", "", _state, kind="state"),
        Column("deed", "", _deed, kind="actions"),
    )
    filters = (
        Filter("state", "показать", STATES, _narrow),
        Filter(
            "kind", "вид", lambda _page: [(kind.code, kind.label) for kind in declared_kinds()],
            lambda notices, value: notices.filter(kind=value), any_label="любой",
        ),
    )  # fmt: skip
    search_label = "О чём"
    bulk = (BulkAction("read", "Отметить прочитанными"),)
    empty = Empty(
        "Уведомлений пока нет.",
        "Сюда приходят напоминания о сроках и то, что ждёт вас. Что и куда присылать, выбираете вы.",
    )

    def rows(self) -> QuerySet[Notice]:
        """The account's own."""
        return notices_visible_to(self.actor)

    def search(self, rows: Any, text: str) -> QuerySet[Notice]:
        """By the words."""
        return notices_found(rows, text)

    def nothing(self) -> Empty:
        """The way to the settings."""
        action = Action("Что и куда присылать", reverse("notices:wishes_edit"))
        return Empty(self.empty.sentence, self.empty.hint, action)

    def primary(self) -> Action | None:
        """All at once, while something is unread."""
        if not getattr(self.actor, "counts", {}).get("unread"):
            return None
        return Action("Прочитать всё", reverse("notices:notices_read"), method="post")

    def menu(self) -> list[Action]:
        """Settings and what belongs to them."""
        items = [("Что и куда присылать", "wishes_edit"), ("Календарь для телефона", "feed_list")]
        items.append(("Производственный календарь", "workday_now"))
        if self.actor.may(Right.REMINDERS_EDIT):
            items.append(("Напоминания о сроках", "ladder_list"))
        return [Action(label, reverse(f"notices:{name}")) for label, name in items]

    def perform_bulk(self, name: str, chosen: Sequence[Notice]) -> None:
        """Marks the chosen ones as read."""
        number = mark_read(by=self.actor, notices=chosen, now=timezone.now())
        self.say(f"Отмечено прочитанным: {counted(number, WORDS)}.")


class NoticeOpen(DeedPage):
    """Marks one as read and goes to its page."""

    permission = Right.ACCOUNT_OWN

    def load(self) -> None:
        """The account's own notice."""
        self.notice = get_object_or_404(notices_visible_to(self.actor), pk=self.kwargs["pk"])

    def perform(self) -> str:
        """Read; on to what it is about."""
        mark_read(by=self.actor, notices=[self.notice], now=timezone.now())
        return self.notice.link or self.url_back()

    def url_back(self) -> str:
        """The list."""
        return reverse("notices:notice_list")


class NoticesRead(DeedPage):
    """Marks everything as read."""

    permission = Right.ACCOUNT_OWN

    def perform(self) -> str:
        """Read, all of it."""
        number = mark_all_read(by=self.actor, now=timezone.now())
        self.say(f"Отмечено прочитанным: {counted(number, WORDS)}.")
        return self.url_back()

    def url_back(self) -> str:
        """The list."""
        return reverse("notices:notice_list")
