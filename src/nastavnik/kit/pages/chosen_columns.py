"""Which columns of a list a person wants to see, and the list as a file of just these columns."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpResponse, HttpResponseRedirect

from nastavnik.kit.errors import Refused
from nastavnik.kit.pages.base import Page
from nastavnik.kit.pages.files import file_response
from nastavnik.kit.sheets import write_sheet
from nastavnik.kit.tables import Column, columns_shown
from nastavnik.rulebook.dates import short_date

EXPORT_LIMIT = 10_000


class ChosenColumns(Page):
    """A part of every list; a room turns it on with `has_choice` and `export_name`.

    The choice lives in the session, for each list apart, and works without a script. What goes out is what is
    seen: a column with contacts is an extra one, so that nobody takes contacts along without having asked.
    """

    abstract = True
    columns: ClassVar[tuple[Column, ...]] = ()
    has_choice: ClassVar[bool] = False
    export_name: ClassVar[str] = ""

    # What a room says.

    def prepared(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Rows as the columns want them; override to fetch beside them what no query of `rows()` holds."""
        return rows

    def export_refusal(self) -> str | None:
        """Why this person may not take the list out as a file; None when he may."""
        return None

    def journal_export(self, rows: Sequence[Any], columns: Sequence[str]) -> None:
        """Journals by one action that the rows were handed out with the columns (their keys)."""
        raise NotImplementedError

    # What the kit does with it.

    @property
    def _choice_key(self) -> str:
        return f"columns:{type(self).__module__}.{type(self).__qualname__}"

    @cached_property
    def columns_now(self) -> tuple[Column, ...]:
        """The columns that are shown to this person."""
        chosen = self.request.session.get(self._choice_key) if self.has_choice else None
        return columns_shown(self.columns, chosen)

    @property
    def column_choices(self) -> list[tuple[Column, bool]]:
        """What may be shown or hidden, with what is shown now; the first column stays."""
        shown = {column.key for column in self.columns_now}
        return [(column, column.key in shown) for column in self.columns[1:] if column.kind != "actions"]

    def choose_columns(self) -> HttpResponse:
        """Remembers the choice for the session; «как обычно» forgets it."""
        request = self.request
        keys = request.POST.getlist("column")
        if request.POST.get("columns") == "usual":
            request.session.pop(self._choice_key, None)
        else:
            request.session[self._choice_key] = [column.key for column in self.columns if column.key in keys]
        return HttpResponseRedirect(request.get_full_path())

    def exported(self, ordered_rows: Any) -> HttpResponse:
        """The file: every row of the present search and filter, in order, under the columns that are shown."""
        refusal = self.export_refusal()
        if refusal is not None:
            raise Refused(refusal)
        rows = list(ordered_rows[: EXPORT_LIMIT + 1])
        if len(rows) > EXPORT_LIMIT:
            raise Refused(f"В файл помещается не больше {EXPORT_LIMIT} строк: сузьте список отбором.")
        columns = [column for column in self.columns_now if column.kind != "actions"]
        found = self.prepared(rows)
        self.journal_export(found, [column.key for column in columns])
        target = io.BytesIO()
        cells = [[column.plain(row) for column in columns] for row in found]
        write_sheet([column.label for column in columns], cells, self.export_name, target)
        return file_response(target.getvalue(), f"{self.export_name} {short_date(self.today)}.xlsx")
