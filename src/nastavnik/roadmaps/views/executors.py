"""«Ответственные» of a road map: who stands behind each wording, said once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty, State
from nastavnik.kit.pages import Filter, FormPage, ListPage
from nastavnik.kit.tables import Column
from nastavnik.roadmaps.actions.executors import bind_executor
from nastavnik.roadmaps.forms.executors import BindForm
from nastavnik.roadmaps.models import ExecutorName
from nastavnik.roadmaps.permissions import check_can_bind_executors
from nastavnik.roadmaps.queries.documents import roadmaps_visible_to
from nastavnik.roadmaps.queries.executors import (
    choices_for,
    executor_names_visible_to,
    executors_of,
    found_account,
    found_organisation,
)
from nastavnik.rulebook.roles import Right

_KINDS = tuple((kind.value or "unbound", str(kind.label)) for kind in ExecutorName.Kind)


def who_is(name: ExecutorName) -> State:
    """Who stands behind the words, or that nobody said."""
    if name.kind == ExecutorName.Kind.UNBOUND:
        return State("не указано, кто это", "attention")
    told = {
        ExecutorName.Kind.ACCOUNT: name.account_name,  # type: ignore[attr-defined]
        ExecutorName.Kind.POST: name.get_role_display(),
        ExecutorName.Kind.ORGANISATION: str(name.organisation or ""),
    }
    return State(str(name.get_kind_display()), "good", told.get(ExecutorName.Kind(name.kind)) or "")


def key_of(name: ExecutorName) -> str:
    """The answer of the form that stands for the present binding."""
    pk = {"account": name.account_id, "post": name.role, "organisation": name.organisation_id}
    return f"{name.kind}:{pk[name.kind]}" if name.kind in pk else name.kind


class ExecutorList(ListPage):
    """Every wording of the edition in force; those that nobody bound stand first."""

    permission = Right.ROADMAPS_VIEW
    section = "roadmaps"
    title = "Ответственные"
    counted_as = ("ответственный", "ответственных", "ответственных")
    columns = (
        Column("words", "Как написано в карте"),
        Column("who", "Кто это", who_is, kind="state"),
        Column("rows", "Мероприятий", kind="number"),
        Column("deed", "", lambda name: name.action, kind="actions"),
    )
    filters = (
        Filter(
            "kind",
            "кто это",
            _KINDS,
            lambda rows, value: rows.filter(kind="" if value == "unbound" else value),
        ),
    )
    search_label = "Как написано в карте"
    empty = Empty("Ответственных нет.", "Они появятся, когда карта с ответственными будет утверждена.")

    def load(self) -> None:
        """The road map in sight."""
        self.roadmap = get_object_or_404(roadmaps_visible_to(self.actor), pk=self.kwargs["pk"])

    def lead(self) -> str:
        """What it is for."""
        return f"{self.roadmap}. Укажите один раз, кто стоит за каждыми словами: в следующих редакциях это останется."

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the road map."""
        return (
            Crumb("Дорожные карты", reverse("roadmaps:roadmap_list")),
            Crumb(self.roadmap.title, reverse("roadmaps:roadmap_progress", args=[self.roadmap.pk])),
        )

    def rows(self) -> QuerySet[ExecutorName]:
        """The unbound first."""
        return executors_of(self.actor, self.roadmap)

    def search(self, rows: Any, text: str) -> QuerySet[ExecutorName]:
        """By the words."""
        return rows.filter(words__icontains=text)  # type: ignore[no-any-return]

    @cached_property
    def slice(self) -> Any:
        """Rows with the button that each of them has."""
        made = super().slice
        check = Action.checked(check_can_bind_executors, self.actor, self.roadmap.owner, label="")
        for name in made.rows:
            label = "Изменить" if name.kind else "Указать"
            url = reverse("roadmaps:executor_bind", args=[name.pk])
            name.action = () if check.is_refused else Action(label, url, style="link")
        return made


class ExecutorBind(FormPage):
    """Who one wording means."""

    permission = Right.ROADMAPS_EDIT
    section = "roadmaps"
    form_class = BindForm
    submit_label = "Сохранить"

    def load(self) -> None:
        """The wording in sight, for whoever prepares road maps of its owner."""
        self.name = get_object_or_404(executor_names_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_bind_executors(self.actor, self.name.owner)

    def heading(self) -> str:
        """The words."""
        return f"Кто это: «{self.name.words}»"

    def lead(self) -> str:
        """Where it applies."""
        return "Ответ действует во всех картах и редакциях вашей организации."

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the road maps."""
        return (Crumb("Дорожные карты", reverse("roadmaps:roadmap_list")),)

    def initial(self) -> Mapping[str, Any]:
        """The present binding."""
        return {"who": key_of(self.name)}

    def form_options(self) -> Mapping[str, Any]:
        """Everybody whom it may mean."""
        return {"choices": choices_for(self.actor, self.name)}

    def perform(self, form: BindForm) -> str:
        """Binds it."""
        kind, _, pk = form.cleaned_data["who"].partition(":")
        bind_executor(
            by=self.actor,
            name=self.name,
            kind=kind,
            account=found_account(self.actor, pk) if kind == "account" else None,
            role=pk if kind == "post" else "",
            organisation=found_organisation(self.actor, pk) if kind == "organisation" else None,
        )
        self.say(f"«{self.name.words}»: сохранено. Мероприятия закреплены заново.")
        first = self.name.performs.select_related("line").first()
        if first is None:
            return reverse("roadmaps:roadmap_list")
        return reverse("roadmaps:executor_list", args=[first.line.roadmap_id])
