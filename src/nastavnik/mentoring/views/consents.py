"""Consents by class: who lacks what, blanks and lists to print, what comes soon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.components import Action, Crumb, Empty, State
from nastavnik.kit.pages import BulkAction, Filter, ListPage
from nastavnik.kit.pages.files import DOCX, file_response
from nastavnik.kit.tables import Column, Head, Table
from nastavnik.mentoring.actions.consents import print_blanks, print_unreturned
from nastavnik.mentoring.queries.consents import (
    ConsentRow,
    class_choices,
    consent_people,
    consent_rows,
    is_overdue,
    lacks_words,
    people_by_state,
    people_of_class,
)
from nastavnik.mentoring.queries.participants import (
    people_in_programme,
    standing_of,
)
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.mentoring.views.programme_words import ONLY_CURATOR_RECORDS
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import full_name_of, people_found
from nastavnik.rulebook.consent import WITHOUT_CONSENT_FOR
from nastavnik.rulebook.roles import Right

STATES = (
    ("missing", "не хватает обязательных"),
    ("unreturned", "что-нибудь не возвращено"),
    ("soon", "скоро кончатся или исполнится 14, 18"),
    ("overdue", f"без согласия больше {WITHOUT_CONSENT_FOR} дней"),
    ("complete", "обязательные есть"),
)


def consents_url(**narrowed: str) -> str:
    """The list, narrowed."""
    return f"{reverse('mentoring:consent_list')}?{urlencode(narrowed)}"


def row_state(row: ConsentRow) -> State:
    """What the person lacks, the demanded apart from the optional."""
    if row.gaps:
        return State("не хватает", "attention", lacks_words(row.all_gaps))
    if row.optional_gaps:
        return State("обязательные есть", "good", f"не возвращено: {lacks_words(row.optional_gaps)}")
    return State("есть", "good")


class _Consents(ListPage):
    """People with the state of their consents; the list and what is printed are narrowed alike."""

    abstract = True
    permission = Right.CONSENTS_VIEW
    section = "participants"
    title = "Согласия"
    search_label = "Фамилия, имя или отчество"
    ordering = "name"
    counted_as = ("участник", "участника", "участников")
    columns = (
        Column(
            "name",
            "Фамилия Имя Отчество",
            lambda row: full_name_of(row.person).full,
            link=lambda row: reverse("mentoring:person_view", args=[row.pk]),
            sort="sort_name",
        ),
        Column(
            "standing",
            "Класс или должность",
            lambda row: standing_of(row.person),
            sort=("class_key", "sort_name"),
        ),
        Column("state", "Согласия", row_state, kind="state"),
        Column("soon", "Скоро", lambda row: " ".join(coming.sentence for coming in row.comings), line=3),
    )
    filters = (
        Filter("class", "класс", lambda page: page.class_choices, people_of_class),
        Filter("programme", "программа", lambda page: page.programme_choices, people_in_programme),
        # The last one: it has to look at every person whom the others have left.
        Filter(
            "consents",
            "согласия",
            STATES,
            lambda rows, value: people_by_state(rows, value, timezone.localdate()),
        ),
    )

    @cached_property
    def class_choices(self) -> list[tuple[str, str]]:
        """Classes to choose from."""
        return class_choices(self.actor)

    @cached_property
    def programme_choices(self) -> list[tuple[str, str]]:
        """Programmes to choose from, for whoever sees them."""
        if not self.actor.may(Right.PROGRAMMES_VIEW):
            return []
        rows = programmes_visible_to(self.actor).order_by("-school_year", "title")
        return [(str(pk), title) for pk, title in rows.values_list("pk", "title")]

    def rows(self) -> Any:
        """People who take part, and pupils who may."""
        return consent_people(self.actor)

    def search(self, rows: Any, text: str) -> Any:
        """By any parts of the name; ё is the same as е."""
        return people_found(rows, text)


class ConsentList(_Consents):
    """Who lacks what, by class."""

    has_choice = True
    bulk = (
        BulkAction("returned", "Отметить возвращёнными", style="primary"),
        BulkAction("blanks", "Распечатать бланки"),
    )

    def lead(self) -> str:
        """What is counted."""
        return "Подписанные листы хранятся в организации; здесь видно, чего ещё нет и что скоро понадобится."

    def crumbs(self) -> list[Crumb]:
        """Up to the participants."""
        return [Crumb("Участники", reverse("mentoring:participant_list"))]

    def prepared(self, rows: Sequence[Any]) -> Sequence[ConsentRow]:
        """People with what they lack."""
        return consent_rows(rows, self.today)

    @cached_property
    def table(self) -> Table:
        """The removal stands beside those whom it is offered for."""
        table: Table = super().table
        may = any(self.actor.may(Right.PEOPLE_EDIT, node) for node in self.actor.people)
        if not may or not any(is_overdue(row, self.today) for row in self.slice.rows):
            return table
        removal = Column("remove", "", self.removal, kind="actions")
        heads = (*table.heads, Head(removal.label, removal.css(len(self.columns_now))))
        return replace(table, columns=(*self.columns_now, removal), sorted_heads=heads)

    def removal(self, row: ConsentRow) -> Action | None:
        """The way to remove a record that has had no consent for too long."""
        if not is_overdue(row, self.today):
            return None
        return Action("Удалить запись", reverse("registry:person_remove", args=[row.pk]), style="link")

    def primary(self) -> Action:
        """Blanks of everything that is missing in the list as it is narrowed."""
        url = self.printed_url("consent_blanks")
        return Action("Распечатать бланки", url, reason=self.nothing_to_print(), download=True)

    def nothing_to_print(self) -> str | None:
        """Why there is nothing to print; only a list of one page tells it."""
        found = self.slice
        is_whole = found.number == 1 and not found.has_next
        if is_whole and not any(row.all_gaps for row in found.rows):
            return "В этом списке все согласия есть."
        return None

    def menu(self) -> list[Action]:
        """The list for class teachers; the texts, for whoever may change them."""
        url = self.printed_url("consent_unreturned")
        found = [Action("Список не вернувших", url, reason=self.nothing_to_print(), download=True)]
        home = [node for node in self.actor.people if self.actor.may(Right.TEMPLATES_EDIT, node)]
        if len(home) == 1:
            found.append(Action("Тексты согласий", reverse("registry:edition_list", args=home)))
        return found

    def printed_url(self, name: str) -> str:
        """The file for the same people as in the list, whatever page of it is open."""
        narrowed = {view.filter.name: view.value for view in self.filter_views if view.value}
        if self.text:
            narrowed["q"] = self.text
        url = reverse(f"mentoring:{name}")
        return f"{url}?{urlencode(narrowed)}" if narrowed else url

    def bulk_actions(self) -> Sequence[BulkAction]:
        """Recording is refused with a reason to whoever only reads."""
        if self.actor.may(Right.CONSENTS_RECORD):
            return self.bulk
        return [
            replace(one, reason=ONLY_CURATOR_RECORDS) if one.name == "returned" else one for one in self.bulk
        ]

    def perform_bulk(self, name: str, chosen: Sequence[Person]) -> str:
        """On to the date of the consents, or to the file."""
        wish: dict[str, Any] = {"person": [person.pk for person in chosen]}
        if name == "blanks":
            return f"{reverse('mentoring:consent_blanks')}?{urlencode(wish, doseq=True)}"
        back = {view.filter.name: view.value for view in self.filter_views if view.value}
        wish |= {"back": "consents"} | ({"class": back["class"]} if "class" in back else {})
        return f"{reverse('mentoring:consents_record')}?{urlencode(wish, doseq=True)}"

    def nothing(self) -> Empty:
        """Where the people come from."""
        return Empty("Участников пока нет.", "Они появятся, когда куратор загрузит базу наставляемых.")


class _Printed(_Consents):
    """A file about the people of the list: those who were ticked, or all whom the filters have left."""

    abstract = True
    file_name = ""

    def people(self) -> list[Person]:
        """Whom the file is about."""
        keys = [int(key) for key in self.request.GET.getlist("person") if key.isascii() and key.isdigit()]
        rows: Any = self.narrowed_rows()
        return list(rows.filter(pk__in=keys[:1000]) if keys else rows)

    def content(self) -> bytes:
        """The file."""
        raise NotImplementedError

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file as a download."""
        return file_response(self.content(), self.file_name, DOCX)


class ConsentBlanks(_Printed):
    """All blanks that are missing, a page each."""

    file_name = "бланки согласий.docx"

    def content(self) -> bytes:
        """The blanks; the journal says who took them."""
        return print_blanks(by=self.actor, people=self.people(), on=self.today)


class ConsentUnreturned(_Printed):
    """The list of those who have not returned their sheets, a page for each class."""

    file_name = "не вернули согласия.docx"

    def content(self) -> bytes:
        """The list; the journal says who took it."""
        return print_unreturned(by=self.actor, people=self.people(), on=self.today)
