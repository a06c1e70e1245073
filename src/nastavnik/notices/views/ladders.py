"""When organisations are reminded of terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty
from nastavnik.kit.pages import ConfirmPage, FormPage, ListPage
from nastavnik.kit.tables import Column
from nastavnik.notices.actions.settings import drop_ladder, set_ladder
from nastavnik.notices.forms.settings import LadderForm
from nastavnik.notices.queries.settings import LadderInForce, ladder_nodes, ladders_in_force
from nastavnik.notices.showing import ladder_in_words
from nastavnik.notices.views.wishes import notices_crumb
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.roles import Right


@dataclass(frozen=True)
class LadderRow:
    """A node with the ladder by which it is reminded."""

    node: Organisation
    held: LadderInForce

    @property
    def name(self) -> str:
        """The node."""
        return self.node.short_name

    @property
    def source(self) -> str:
        """Whose ladder it is."""
        if self.held.owner is None:
            return "общие"
        return "свои" if self.held.owner.pk == self.node.pk else f"от: {self.held.owner}"

    @property
    def url(self) -> str:
        """The page that changes it."""
        return reverse("notices:ladder_edit", args=[self.node.pk])


class LadderList(ListPage):
    """Nodes whose reminders I set."""

    permission = Right.REMINDERS_EDIT
    title = "Напоминания о сроках"
    counted_as = ("организация", "организации", "организаций")
    columns = (
        Column("name", "Организация или территория", link="url"),
        Column("words", "Когда напоминать", lambda row: ladder_in_words(row.held.ladder)),
        Column("source", "Чьи настройки"),
        Column(
            "breaks",
            "Когда не работает",
            lambda _row: "каникулы и карантин",
            link=lambda row: reverse("notices:break_list", args=[row.node.pk]),
        ),
    )
    search_label = "Название"
    empty = Empty("Организаций, для которых вы настраиваете напоминания, нет.")

    def lead(self) -> str:
        """What is inherited."""
        return "Настройки территории действуют для всех под ней, у кого нет своих."

    def crumbs(self) -> list[Crumb]:
        """Up to notices."""
        return [notices_crumb()]

    def rows(self) -> list[LadderRow]:
        """The widest first."""
        nodes = ladder_nodes(self.actor)
        held = ladders_in_force([node.pk for node in nodes])
        return [LadderRow(node, held[node.pk]) for node in nodes]

    def search(self, rows: Any, text: str) -> list[LadderRow]:
        """By name."""
        return [row for row in rows if text.lower() in row.name.lower()]


class _NodePage(FormPage):
    """A page about the reminders of one node."""

    abstract = True
    permission = Right.REMINDERS_EDIT

    def load(self) -> None:
        """The node, when this actor sets its reminders."""
        found = [node for node in ladder_nodes(self.actor) if node.pk == self.kwargs["pk"]]
        if not found:
            raise Http404
        self.node = found[0]
        self.held = ladders_in_force([self.node.pk])[self.node.pk]
        self.is_own = self.held.owner is not None and self.held.owner.pk == self.node.pk

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [notices_crumb(), Crumb("Напоминания о сроках", reverse("notices:ladder_list"))]


class LadderEdit(_NodePage):
    """When this node is reminded."""

    form_class = LadderForm

    def heading(self) -> str:
        """Whose."""
        return f"Напоминания о сроках: {self.node}"

    def lead(self) -> str:
        """Whose settings hold now."""
        if self.is_own:
            return "Сейчас действуют свои настройки."
        whose = f"настройки: {self.held.owner}" if self.held.owner else "общие настройки системы"
        return f"Сейчас действуют {whose}. Сохранённое здесь заменит их для этой организации и всех под ней."

    def menu(self) -> list[Action]:
        """Back to the inherited ones."""
        if not self.is_own:
            return []
        return [Action("Вернуть общие", reverse("notices:ladder_drop", args=[self.node.pk]))]

    def initial(self) -> dict[str, Any]:
        """What holds now."""
        ladder = self.held.ladder
        return {
            "before": ", ".join(map(str, ladder.before)),
            "on_the_day": ladder.on_the_day,
            "after": ", ".join(map(str, ladder.after)),
            "superior_after": ladder.superior_after,
        }

    def perform(self, form: LadderForm) -> str:
        """Writes it."""
        ladder = form.ladder()
        set_ladder(by=self.actor, node=self.node, ladder=ladder)
        self.say(f"{self.node}: напоминания {ladder_in_words(ladder)}.")
        return reverse("notices:ladder_list")


class LadderDrop(_NodePage, ConfirmPage):
    """Gives up the node's own ladder."""

    submit_label = "Вернуть общие"
    submit_style = "primary"

    def heading(self) -> str:
        """Whose."""
        return f"Вернуть общие напоминания: {self.node}?"

    def consequences(self) -> list[str]:
        """What holds then."""
        return [
            "Снова действуют настройки вышестоящей территории, а если их нет — общие: за 7 и 1 день, в день срока, через 1 и 7 дней."
        ]

    def perform(self, _form: Any) -> str:
        """Gives it up."""
        drop_ladder(by=self.actor, node=self.node)
        self.say(f"{self.node}: снова общие напоминания.")
        return reverse("notices:ladder_list")
