"""Who stands in for the head: the list, a new one, a correction, a removal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty
from nastavnik.kit.pages import ConfirmPage, FormPage, ListPage
from nastavnik.kit.tables import Column
from nastavnik.papers.actions import appoint_acting_head, correct_acting_head, remove_acting_head
from nastavnik.papers.forms.orders import EmptyForm
from nastavnik.papers.forms.register import ActingHeadForm
from nastavnik.papers.models import ActingHead
from nastavnik.papers.queries.acting import acting_heads_visible_to, acting_post_of
from nastavnik.papers.views.lists import paper_crumbs
from nastavnik.papers.views.staff import OfInstitution
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.roles import Right

_ACTING = "Исполняющие обязанности"


def _crumbs() -> Sequence[Crumb]:
    return (*paper_crumbs(), Crumb(_ACTING, reverse("papers:acting_list")))


class ActingList(ListPage):
    """Everybody who stood in for the head of the institution."""

    permission = Right.PAPERS_OPEN
    section = "papers"
    title = _ACTING
    counted_as = ("запись", "записи", "записей")
    columns = (
        Column(
            "full_name",
            "Кто исполняет",
            link=lambda acting: reverse("papers:acting_edit", args=[acting.pk]),
            note="post",
        ),
        Column("days", "Срок", lambda one: f"{short_date(one.from_date)} – {short_date(one.to_date)}"),
        Column("basis", "Основание"),
    )
    empty = Empty("Записей нет.", "Пока их нет, приказы подписывает руководитель из карточки организации.")

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the papers."""
        return paper_crumbs()

    def lead(self) -> str:
        """What it is for."""
        return "Приказ, датированный этими днями, подписывает исполняющий обязанности."

    def primary(self) -> Action | None:
        """One more."""
        if not self.actor.may(Right.REQUISITES_EDIT):
            return None
        return Action("Указать исполняющего", reverse("papers:acting_add"), style="primary")

    def rows(self) -> QuerySet[ActingHead]:
        """Of the institutions whose people the actor sees."""
        return acting_heads_visible_to(self.actor)


class ActingAdd(OfInstitution, FormPage):
    """A new one."""

    permission = Right.REQUISITES_EDIT
    title = "Кто исполняет обязанности руководителя"
    form_class = ActingHeadForm

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the list."""
        return _crumbs()

    def initial(self) -> Mapping[str, Any]:
        """«И. о. директора»."""
        return {"post": acting_post_of(self.institution)}

    def perform(self, form: ActingHeadForm) -> str:
        """Enters it."""
        appoint_acting_head(by=self.actor, institution=self.institution, terms=form.terms())
        self.say("Записано. Приказы этих дней будет подписывать исполняющий обязанности.")
        return reverse("papers:acting_list")


class ActingEdit(FormPage):
    """A correction."""

    permission = Right.REQUISITES_EDIT
    section = "papers"
    title = "Исправить запись об исполняющем обязанности"
    form_class = ActingHeadForm

    def load(self) -> None:
        """One of the actor's own institution."""
        self.acting = get_object_or_404(acting_heads_visible_to(self.actor), pk=self.kwargs["pk"])

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the list."""
        return _crumbs()

    def menu(self) -> Sequence[Action]:
        """Removal of a mistake."""
        return (Action("Убрать запись", reverse("papers:acting_remove", args=[self.acting.pk])),)

    def initial(self) -> Mapping[str, Any]:
        """As it stands."""
        return ActingHeadForm.first_values(self.acting)

    def perform(self, form: ActingHeadForm) -> str:
        """Corrects it."""
        correct_acting_head(by=self.actor, acting=self.acting, terms=form.terms())
        self.say("Исправлено. Готовые проекты приказов обновите кнопкой «Обновить по базе».")
        return reverse("papers:acting_list")


class ActingRemove(ConfirmPage):
    """Asks before a record is removed."""

    permission = Right.REQUISITES_EDIT
    section = "papers"
    form_class = EmptyForm
    submit_label = "Убрать запись"

    def load(self) -> None:
        """One of the actor's own institution."""
        self.acting = get_object_or_404(acting_heads_visible_to(self.actor), pk=self.kwargs["pk"])

    def heading(self) -> str:
        """Whose."""
        return f"Убрать запись: {self.acting.full_name}?"

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the list."""
        return _crumbs()

    def consequences(self) -> Sequence[str]:
        """What follows."""
        return ("Приказы этих дней снова сможет подписывать только руководитель.",)

    def perform(self, form: EmptyForm) -> str:
        """Removes it."""
        remove_acting_head(by=self.actor, acting=self.acting)
        self.say("Запись убрана.")
        return reverse("papers:acting_list")
