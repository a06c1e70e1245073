"""Cards of participants: the list for the curator, and the sheet that is printed once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from nastavnik.access.actions import IssuedCard, issue_cards, reset_pins, revoke_cards, unlock_cards
from nastavnik.access.qr import qr_of
from nastavnik.access.queries.cards import Holder, card_holders
from nastavnik.kit.components import Crumb, Empty, State
from nastavnik.kit.pages import BulkAction, Filter, ListPage
from nastavnik.kit.tables import Column
from nastavnik.rulebook.classes import class_order
from nastavnik.rulebook.codes import printed_code
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import ROLES, Right, Role

CARDS = ("карточка", "карточки", "карточек")
STATES = (
    ("none", "не выдана"),
    ("new", "выдана, PIN не выбран"),
    ("ready", "действует"),
    ("locked", "закрыта"),
)
_TONES = {"none": "neutral", "new": "attention", "ready": "good", "locked": "bad"}


def state_key(holder: Holder) -> str:
    """The state of a holder's card by its key among the choices of the filter."""
    if holder.card is None:
        return "none"
    if holder.card.is_locked:
        return "locked"
    return "ready" if holder.card.has_pin else "new"


def card_state_shown(holder: Holder) -> State:
    """The state in words."""
    key = state_key(holder)
    tone: Any = _TONES[key]
    return State(dict(STATES)[key], tone, "пять неверных PIN" if key == "locked" else "")


def _classes(page: Any) -> list[tuple[str, str]]:
    keys = {holder.person.class_key for holder in page.holders} - {""}
    return [(key, key) for key in sorted(keys, key=class_order)]


class CardList(ListPage):
    """Who of the participants and representatives has a card; cards are issued to the chosen ones."""

    permission = Right.CARDS_ISSUE
    title = "Карточки для входа"
    section = "participants"
    counted_as = ("строка", "строки", "строк")
    search_label = "Фамилия или имя"
    row_key = "key"
    empty = Empty(
        "Карточки выдавать пока некому.",
        "Они выдаются участникам программ: сначала загрузите или внесите базы.",
    )
    columns = (
        Column("name", "Фамилия Имя Отчество", sort="sort_name"),
        Column("role", "Роль", "role_words"),
        Column("class", "Класс", "person.class_name",
               sort=lambda holder: (class_order(holder.person.class_key), holder.sort_name)),
        Column("issued", "Выдана", lambda holder: timezone.localdate(holder.card.issued_at) if holder.card else None,
               kind="date", wide_only=True),
        Column("state", "Карточка", card_state_shown, kind="state"),
    )  # fmt: skip
    filters = (
        Filter("class", "класс", _classes,
               lambda rows, value: [row for row in rows if row.person.class_key == value]),
        Filter("role", "роль", [(role.value, ROLES[role].label.lower()) for role in (Role.MENTEE, Role.MENTOR, Role.GUARDIAN)],
               lambda rows, value: [row for row in rows if value in row.roles]),
        Filter("state", "карточка", STATES, lambda rows, value: [row for row in rows if state_key(row) == value]),
    )  # fmt: skip
    bulk = (
        BulkAction("issue", "Выдать карточки и напечатать", style="primary"),
        BulkAction("unlock", "Открыть закрытые"),
        BulkAction("reset", "Сбросить PIN"),
        BulkAction("revoke", "Отозвать", style="danger"),
    )
    issued: Sequence[IssuedCard] = ()

    @cached_property
    def holders(self) -> list[Holder]:
        """Everybody who may have a card here; four queries."""
        return card_holders(self.actor, self.today)

    def rows(self) -> list[Holder]:
        """Participants, each with the representatives under him."""
        return self.holders

    def search(self, rows: Any, text: str) -> list[Holder]:
        """By parts of the name; a child is found with the representatives."""
        words = text.lower().replace("ё", "е").split()
        return [
            row
            for row in rows
            if all(word in f"{row.person.sort_name} {row.name.lower().replace('ё', 'е')}" for word in words)
        ]

    def crumbs(self) -> list[Crumb]:
        """Up to the participants."""
        return [Crumb("Участники", reverse("mentoring:participant_list"))]

    def lead(self) -> str:
        """What cards are for."""
        return "По карточке участник входит без почты и телефона: код с карточки и PIN, который он придумает сам."

    def perform_bulk(self, name: str, chosen: Sequence[Any]) -> str | None:
        """Issues, unlocks, resets or revokes."""
        now = timezone.now()
        if name == "issue":
            self.issued = issue_cards(by=self.actor, holders=chosen, now=now)
            return None
        deeds = {"unlock": unlock_cards, "reset": reset_pins, "revoke": revoke_cards}
        number = deeds[name](by=self.actor, holders=chosen, now=now)
        done = {
            "unlock": "Можно входить с прежним PIN",
            "reset": "PIN сброшен: новый выбирается при следующем входе",
            "revoke": "Карточки отозваны и больше не открываются",
        }
        self.say(f"{done[name]}: {counted(number, CARDS)}.")
        return None

    def post(self, request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
        """After issuing, the sheet itself: the codes are in no other place, and no browser keeps it."""
        response = super().post(request, *args, **kwargs)
        if not self.issued:
            return response
        response = self.render("access/cards.html", **self.sheet())
        response["Cache-Control"] = "no-store"
        return response

    def sheet(self) -> dict[str, Any]:
        """Cards as they are printed."""
        address = self.request.build_absolute_uri
        cards = []
        for one in self.issued:
            link = address(reverse("public:card_enter", args=[one.code]))
            cards.append({"holder": one.holder, "code": printed_code(one.code), "qr": qr_of(link)})
        return {
            "title": f"Напечатайте и раздайте: {counted(len(cards), CARDS)}",
            "cards": cards,
            "address": address(reverse("public:card_open")),
            "back": self.request.get_full_path(),
        }
