"""Pages of the curator about mentors whom partners propose."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb, Empty
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import Filter, FormPage, ListPage
from nastavnik.kit.tables import Column
from nastavnik.mentoring.actions.nominees import accept_nominee, decline_nominee
from nastavnik.mentoring.forms.nominees import DECLINE, NEW, NomineeDecisionForm
from nastavnik.mentoring.models import Nominee
from nastavnik.mentoring.permissions.nominees import check_can_decide_nominee
from nastavnik.mentoring.queries.nominees import namesakes_of, nominees_found, nominees_visible_to
from nastavnik.mentoring.views.own_partners import nominee_state
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import birth_of, full_name_of, standing_of
from nastavnik.rulebook.roles import Right


def _link(nominee: Nominee) -> str:
    if nominee.state == Nominee.State.WAITING:
        return reverse("mentoring:nominee_decide", args=[nominee.pk])
    return reverse("mentoring:person_view", args=[nominee.person_id]) if nominee.person_id else ""


class NomineeList(ListPage):
    """Mentors proposed to the organisations whose registers the actor keeps; those who wait stand first."""

    permission = Right.PEOPLE_EDIT
    section = "participants"
    title = "Наставники от партнёров"
    counted_as = ("заявка", "заявки", "заявок")
    search_label = "Фамилия или партнёр"
    columns = (
        Column("name", "Фамилия Имя Отчество", str, link=_link, note="post"),
        Column("partner", "Партнёр", "partner.name"),
        Column("institution", "Организация", "institution.short_name", wide_only=True),
        Column("competences", "Чему может научить", wide_only=True),
        Column("proposed_at", "Предложен", lambda row: row.proposed_at.date(), kind="date", wide_only=True),
        Column("state", "Состояние", nominee_state, kind="state"),
    )
    filters = (
        Filter("state", "состояние", Nominee.State.choices, lambda rows, value: rows.filter(state=value)),
    )
    empty = Empty(
        "Партнёры ещё никого не предложили.",
        "Дайте сотруднику партнёра роль «Ответственный от партнёра» на странице «Пользователи».",
    )

    def rows(self) -> QuerySet[Nominee]:
        """Of one's own organisations."""
        kept = [node for node in self.actor.people if self.actor.may(Right.PEOPLE_EDIT, node)]
        return (
            nominees_visible_to(self.actor)
            .filter(institution_id__in=kept)
            .order_by("-state", "-proposed_at", "-pk")
        )

    def search(self, rows: Any, text: str) -> QuerySet[Nominee]:
        """By the name and the partner."""
        return nominees_found(rows, text)


def _known(person: Person) -> str:
    birth = birth_of(person)
    parts = [
        full_name_of(person).full,
        standing_of(person),
        f"{birth.year} г. р." if birth else "",
        person.contact,
    ]
    return ", ".join(part for part in parts if part)


class NomineeDecide(FormPage):
    """A proposed mentor beside those of the register who bear his name: who it is, is said by a person."""

    permission = Right.PEOPLE_EDIT
    section = "participants"
    form_class = NomineeDecisionForm
    submit_label = "Записать решение"

    def load(self) -> None:
        """A proposal that waits, of one's own organisations."""
        waiting = nominees_visible_to(self.actor).filter(state=Nominee.State.WAITING)
        self.nominee: Nominee = get_object_or_404(waiting, pk=self.kwargs["pk"])
        check_can_decide_nominee(self.actor, self.nominee)
        self.namesakes = {str(person.pk): person for person in namesakes_of(self.actor, self.nominee)}

    def heading(self) -> str:
        """Whom."""
        return f"{self.nominee} — от партнёра"

    def lead(self) -> str:
        """Who proposes, and what may be kept of him."""
        return (
            f"Предлагает: {self.nominee.partner}. После приёма возьмите у наставника письменное согласие"
            " и справку об отсутствии судимости, затем включите его в программу."
        )

    def consequences(self) -> list[str]:
        """What the partner wrote of him."""
        said = {
            "Должность": self.nominee.post,
            "Контакты": self.nominee.contact,
            "Чему может научить": self.nominee.competences,
        }
        return [f"{label}: {words}" for label, words in said.items() if words]

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return [Crumb("Наставники от партнёров", reverse("mentoring:nominee_list"))]

    def form_options(self) -> dict[str, Any]:
        """Namesakes first, so that nobody is entered twice by haste."""
        return {"known": [(pk, f"уже есть: {_known(one)}") for pk, one in self.namesakes.items()]}

    def perform(self, form: NomineeDecisionForm) -> str:
        """Writes the decision."""
        who, remark = form.cleaned_data["who"], form.cleaned_data["remark"]
        if who == DECLINE:
            decline_nominee(by=self.actor, nominee=self.nominee, remark=remark, today=self.today)
            self.say(f"{self.nominee}: партнёр прочтёт ваш ответ.")
            return reverse("mentoring:nominee_list")
        if who != NEW and who not in self.namesakes:
            raise Refused("Список изменился: выберите заново.", field="who")
        person = accept_nominee(
            by=self.actor, nominee=self.nominee, person=self.namesakes.get(who), today=self.today
        )
        self.say(f"{self.nominee} — в реестре. Запишите согласие и справку, затем включите его в программу.")
        return reverse("mentoring:person_view", args=[person.pk])
