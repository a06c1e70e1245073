"""A list: search, filters as sentences, sorting, paging by 50, deeds with many rows; all of it in the URL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, Literal, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers

from nastavnik.kit.components import Action, Empty
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages.chosen_columns import ChosenColumns
from nastavnik.kit.pages.rows import PAGE_SIZE, Rows, Slice, count, cut, exists, ordered
from nastavnik.kit.tables import Column, Head, Table, value_of

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Filter:
    """A filter that reads as a sentence: «форма: ученик – ученик».

    `choices` are pairs (value in the URL, words) or a callable of the page that returns them; `apply`
    narrows the rows. A value that is not among the choices is ignored. `any_label` stands when
    everything is shown::

        Filter("form", "форма", FORMS, lambda pairs, value: pairs.filter(form=value))
    """

    name: str
    label: str
    choices: Choices | Callable[[Any], Choices]
    apply: Callable[[Any, str], Any]
    any_label: str = "все"

    def choices_for(self, page: ListPage) -> Choices:
        """The choices on this page."""
        return self.choices(page) if callable(self.choices) else self.choices


@dataclass(frozen=True)
class FilterView:
    """A filter with its present value, ready to be drawn."""

    filter: Filter
    choices: Choices
    value: str
    clear_url: str


@dataclass(frozen=True)
class BulkAction:
    """A deed with all chosen rows; `ListPage.perform_bulk` gets its `name`. With a `reason` it is refused."""

    name: str
    label: str
    style: Literal["default", "primary", "danger"] = "default"
    reason: str | None = None


class ListPage(ChosenColumns):
    """A list of anything; rows are a QuerySet or a plain sequence.

    The page is refreshed by HTMX at the same URL and works without it. `counted_as` are the words of
    the total, `empty` is what to say when there is nothing at all (an emptiness made by a filter has a
    sentence of its own). `ordering` is the key of a column, «-key» for descending. Names `q`, `sort`
    and `page` of the URL belong to the list; what the list is about stands in the path, for the search
    keeps only its own parameters::

        class MenteeList(ListPage):
            permission = Right.SEE_PEOPLE
            title = "Наставляемые"
            section = "people"
            counted_as = ("наставляемый", "наставляемых", "наставляемых")
            columns = (
                Column("full_name", "Фамилия Имя Отчество", link="url", sort=("last_name", "first_name")),
                Column("grade", "Класс", sort="grade"),
                Column("state", "Состояние", mentee_state, kind="state"),
            )
            filters = (Filter("grade", "класс", GRADES, lambda rows, value: rows.filter(grade=value)),)
            search_label = "Фамилия или класс"
            empty = Empty("Наставляемых пока нет.", action=Action("Загрузить базу", IMPORT_URL))

            def rows(self) -> QuerySet[Mentee]:
                return mentees_visible_to(self.actor)

            def search(self, rows, text):
                return rows.filter(last_name__istartswith=text)

    A room that works with many rows at once names `bulk` actions and overrides `perform_bulk`. A list with
    `has_choice` lets everybody choose its columns, remembered for the session; one with an `export_name` hands
    out as .xlsx what is shown (all pages of it), once the room's `journal_export` has checked and journalled it.
    """

    abstract = True
    wide = True
    template_name = "kit/list.html"
    columns: ClassVar[tuple[Column, ...]] = ()
    filters: ClassVar[tuple[Filter, ...]] = ()
    bulk: ClassVar[tuple[BulkAction, ...]] = ()
    ordering: ClassVar[str] = ""
    search_label: ClassVar[str] = "Найти"
    counted_as: ClassVar[tuple[str, str, str]] = ("строка", "строки", "строк")
    empty: ClassVar[Empty] = Empty("Пока ничего нет.")
    row_key: ClassVar[str] = "pk"
    # What a room says.

    def rows(self) -> Rows:
        """Everything this person sees here, through the room's `…_visible_to(actor)`."""
        raise NotImplementedError

    def search(self, rows: Any, text: str) -> Rows:
        """Rows that match the text; a page that does not override it has no search."""
        raise NotImplementedError

    def bulk_actions(self) -> Sequence[BulkAction]:
        """Deeds with chosen rows; override to refuse some with a reason."""
        return self.bulk

    def perform_bulk(self, name: str, chosen: Sequence[Any]) -> str | None:
        """Does the deed with the chosen rows (already fetched through `rows()`), by one action.

        Returns the address to go to, or None to stay on the list. `Refused` becomes a message.
        """
        raise NotImplementedError

    def nothing(self) -> Empty:
        """What to say when there is nothing at all."""
        return self.empty

    # What the kit does with it.

    @property
    def has_search(self) -> bool:
        """Whether the room can search here."""
        return type(self).search is not ListPage.search

    @cached_property
    def text(self) -> str:
        """The text searched for."""
        return self.request.GET.get("q", "").strip()[:200] if self.has_search else ""

    @cached_property
    def filter_views(self) -> list[FilterView]:
        """Filters with their values and the address without each."""
        views = []
        for entry in self.filters:
            choices = entry.choices_for(self)
            value = self.request.GET.get(entry.name, "")
            value = value if value in {str(key) for key, _ in choices} else ""
            views.append(FilterView(entry, choices, value, self.url_with(**{entry.name: "", "page": ""})))
        return views

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter hides something."""
        return bool(self.text) or any(view.value for view in self.filter_views)

    @property
    def is_used(self) -> bool:
        """Whether there is anything to search and to filter."""
        return self.is_narrowed or self.emptiness is None

    @property
    def clear_url(self) -> str:
        """The whole list in the present order."""
        sort = self.request.GET.get("sort", "")
        return self.request.path + (f"?{urlencode({'sort': sort})}" if sort else "")

    def url_with(self, **changes: str) -> str:
        """The address of this list with some parameters changed; empty ones disappear."""
        query = {name: value for name, value in self.request.GET.items() if value} | changes
        kept = {name: value for name, value in query.items() if value}
        return self.request.path + (f"?{urlencode(kept)}" if kept else "")

    def narrowed_rows(self) -> Rows:
        """Rows after the search and the filters."""
        rows: Any = self.rows()
        if self.text:
            rows = self.search(rows, self.text)
        for view in self.filter_views:
            if view.value:
                rows = view.filter.apply(rows, view.value)
        return cast(Rows, rows)

    @cached_property
    def order(self) -> tuple[Column | None, bool]:
        """The column by which the list is sorted and whether it descends."""
        by_key = {column.key: column for column in self.columns if column.sort is not None}
        for wish in (self.request.GET.get("sort", ""), self.ordering):
            if column := by_key.get(wish.removeprefix("-")):
                return column, wish.startswith("-")
        return None, False

    @cached_property
    def slice(self) -> Slice:
        """The page of rows that is shown; a number past the end gives the first page."""
        column, descending = self.order
        rows = ordered(self.narrowed_rows(), column, descending=descending)
        wish = self.request.GET.get("page", "")
        number = max(1, int(wish)) if wish.isascii() and wish.isdigit() and len(wish) < 7 else 1
        found = cut(rows, number)
        if not found and number > 1:
            number = 1
            found = cut(rows, number)
        has_next = len(found) > PAGE_SIZE
        total = count(rows) if has_next or number > 1 else len(found)
        return Slice(self.prepared(found[:PAGE_SIZE]), number, total, has_next, self.counted_as)

    @property
    def previous_url(self) -> str:
        """The address of the page before this one."""
        return self.url_with(page=str(self.slice.number - 1) if self.slice.number > 2 else "")

    @property
    def next_url(self) -> str:
        """The address of the page after this one."""
        return self.url_with(page=str(self.slice.number + 1))

    @cached_property
    def table(self) -> Table:
        """The rows of this page as a table with sorting headings."""
        table = Table(
            columns=self.columns_now,
            rows=self.slice.rows,
            caption=self.heading(),
            selectable=bool(self.bulk_actions()),
            row_key=self.row_key,
        )
        return table.with_heads(self._head(column, place) for place, column in enumerate(self.columns_now))

    @cached_property
    def emptiness(self) -> Empty | None:
        """Why nothing is shown: nothing is there, or the filter hides it; None when rows are shown."""
        if self.slice.rows:
            return None
        if self.is_narrowed and exists(self.rows()):
            return Empty(
                "По этому отбору ничего нет.", "Измените отбор.", Action("Показать всё", self.clear_url)
            )
        nothing, first = self.nothing(), self.primary()
        is_same = first is not None and nothing.action is not None and nothing.action.url == first.url
        return replace(nothing, action=None) if is_same else nothing

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The page, or for HTMX only its list."""
        htmx = self.request.htmx
        is_part = bool(htmx) and not htmx.boosted and not htmx.history_restore_request
        response = self.render("kit/parts/list.html" if is_part else "")
        if is_part:
            response["HX-Push-Url"] = self.url_with()
        patch_vary_headers(response, ["HX-Request"])
        return response

    def post(self, request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """A deed with the chosen rows, another choice of columns, or the list as a file."""
        if self.has_choice and "columns" in request.POST:
            return self.choose_columns()
        if self.export_name and "export" in request.POST:
            column, descending = self.order
            return self.exported(ordered(self.narrowed_rows(), column, descending=descending))
        deed = next((entry for entry in self.bulk_actions() if entry.name == request.POST.get("deed")), None)
        chosen = request.POST.getlist("chosen")
        if deed is None:
            raise Refused("Не выбрано, что сделать со строками.")
        if deed.reason is not None:
            raise Refused(deed.reason)
        if not chosen:
            raise Refused("Сначала отметьте строки в списке.")
        url = self.perform_bulk(deed.name, self._chosen_rows(chosen))
        return HttpResponseRedirect(url or request.get_full_path())

    def _chosen_rows(self, keys: list[str]) -> Sequence[Any]:
        wanted = set(keys)
        rows = self.rows()
        if isinstance(rows, QuerySet) and self.row_key == "pk":
            try:
                rows = rows.filter(pk__in=wanted)
            except (ValueError, ValidationError) as error:
                raise Refused("Отмеченные строки не распознаны. Обновите список.") from error
        found = [row for row in rows if str(value_of(row, self.row_key)) in wanted]
        if len(found) < len(wanted):
            messages.warning(self.request, "Часть отмеченных строк уже изменилась; они не затронуты.")
        return found

    def _head(self, column: Column, place: int) -> Head:
        if column.sort is None:
            return Head(column.label, column.css(place))
        current, descending = self.order
        wish = column.key if current is not column or descending else f"-{column.key}"
        direction: Literal["", "ascending", "descending"] = ""
        if current is column:
            direction = "descending" if descending else "ascending"
        return Head(column.label, column.css(place), self.url_with(sort=wish, page=""), direction)
