"""Holidays and quarantine of an organisation: the list, a new entry, the usual ones, taking one away."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty
from nastavnik.kit.pages import DeedPage, FormPage, ListPage
from nastavnik.kit.pages.base import Page
from nastavnik.kit.tables import Column
from nastavnik.notices.actions.breaks import enter_break, enter_usual_breaks, remove_break
from nastavnik.notices.forms.breaks import BreakForm
from nastavnik.notices.models import BreakDays
from nastavnik.notices.permissions.settings import check_can_set_ladder
from nastavnik.notices.queries.breaks import breaks_in_force, breaks_visible_to
from nastavnik.notices.queries.settings import nodes_seen_by
from nastavnik.notices.views.wishes import notices_crumb
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.breaks import Break, BreakKind
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear

ENTRIES = ("запись", "записи", "записей")


def _url(node_id: int) -> str:
    return reverse("notices:break_list", args=[node_id])


class _OfNode(Page):
    """A page about the breaks of one node."""

    abstract = True

    def load(self) -> None:
        """The node, of those that this person sees."""
        self.node: Organisation = get_object_or_404(nodes_seen_by(self.actor), pk=self.kwargs["pk"])
        self.check_deed()

    def check_deed(self) -> None:
        """Denies whoever does not set reminders here."""
        check_can_set_ladder(self.actor, self.node)

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [notices_crumb(), Crumb("Каникулы и карантин", _url(self.node.pk))]


class BreakList(_OfNode, ListPage):
    """When the organisation does not work: own days and those of its territory."""

    permission = Right.ACCOUNT_OWN
    counted_as = ENTRIES
    empty = Empty(
        "Каникулы ещё не внесены.", "Внесите их: в эти дни система не торопит и не напоминает о встречах."
    )

    def check_deed(self) -> None:
        """Whoever sees the node sees when it works."""

    def crumbs(self) -> list[Crumb]:
        """Up to notices."""
        return [notices_crumb()]

    def heading(self) -> str:
        """Of whom."""
        return f"Каникулы и карантин: {self.node.short_name}"

    def lead(self) -> str:
        """What follows."""
        return (
            "В эти дни останавливается счёт: пары не считаются молчащими, о встречах и отзывах не напоминают."
        )

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        """Days, whose they are, and the way to take one's own away."""
        return (
            Column(
                "days", "Дни", lambda row: f"{short_date(row.first)} – {short_date(row.last)}", sort="first"
            ),
            Column("kind", "Что это", "get_kind_display", note="words"),
            Column("node", "Чьи", "node.short_name", wide_only=True),
            Column("deed", "", self._removal, kind="actions"),
        )

    def rows(self) -> Any:
        """Own ones and those from above."""
        return breaks_in_force(self.node)

    def primary(self) -> Action:
        """A new entry."""
        return self._checked("Внести", "break_enter")

    def menu(self) -> list[Action]:
        """The usual ones of a school year at once."""
        return [self._checked("Внести обычные каникулы года", "breaks_usual", method="post")]

    def _checked(self, label: str, name: str, **kwargs: Any) -> Action:
        url = reverse(f"notices:{name}", args=[self.node.pk])
        return Action.checked(check_can_set_ladder, self.actor, self.node, label=label, url=url, **kwargs)

    def _removal(self, row: BreakDays) -> Action | None:
        if row.node_id != self.node.pk or not self.actor.may(Right.REMINDERS_EDIT, self.node.pk):
            return None
        return Action("Убрать", reverse("notices:break_remove", args=[row.pk]), method="post", style="link")


class BreakEnter(_OfNode, FormPage):
    """Holidays or quarantine."""

    permission = Right.REMINDERS_EDIT
    title = "Внести каникулы или карантин"
    form_class = BreakForm
    submit_label = "Внести"

    def lead(self) -> str:
        """For whom it holds."""
        is_school = self.node.level == Organisation.Level.INSTITUTION
        return (
            self.node.short_name if is_school else f"{self.node.short_name}: для всех организаций территории."
        )

    def initial(self) -> dict[str, Any]:
        """Holidays are the usual case."""
        return {"kind": BreakKind.HOLIDAYS.value}

    def perform(self, form: BreakForm) -> str:
        """Writes it."""
        data = form.cleaned_data
        days = Break(data["first"], data["last"], BreakKind(data["kind"]), data["words"])
        made = enter_break(by=self.actor, node=self.node, days=days)
        self.say(f"Внесено: {made.get_kind_display()}, {short_date(made.first)} – {short_date(made.last)}.")
        return _url(self.node.pk)


class BreaksUsual(_OfNode, DeedPage):
    """The usual holidays of this school year."""

    permission = Right.REMINDERS_EDIT

    def perform(self) -> str:
        """Writes them."""
        number = enter_usual_breaks(by=self.actor, node=self.node, year=SchoolYear.of(self.today))
        self.say(f"Внесено: {counted(number, ENTRIES)}. Проверьте даты по приказу своей организации.")
        return self.url_back()

    def url_back(self) -> str:
        """The list."""
        return _url(self.node.pk)


class BreakRemove(DeedPage):
    """Takes a break away."""

    permission = Right.REMINDERS_EDIT

    def load(self) -> None:
        """The break, of those that this person sees."""
        self.days = get_object_or_404(breaks_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_set_ladder(self.actor, self.days.node)

    def perform(self) -> str:
        """The work goes on."""
        remove_break(by=self.actor, days=self.days)
        self.say("Запись убрана: эти дни снова рабочие.")
        return self.url_back()

    def url_back(self) -> str:
        """The list."""
        return _url(self.days.node_id)
