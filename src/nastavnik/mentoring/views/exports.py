"""Handing a base out as a file in the official form."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import FormPage, file_response
from nastavnik.kit.sheets import write_sheet
from nastavnik.mentoring.actions.exports import export_base
from nastavnik.mentoring.base_template import TITLES
from nastavnik.mentoring.forms.exports import ExportForm
from nastavnik.mentoring.permissions.bases import check_can_export_base
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.roles import Right


class BaseExport(FormPage):
    """One of the two bases of a programme as an .xlsx."""

    permission = Right.PEOPLE_EXPORT
    section = "programmes"
    form_class = ExportForm
    title = "Выгрузить базу"
    submit_label = "Скачать файл"

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_export_base(self.actor, self.programme)

    def lead(self) -> str:
        """What is in the file, and that it is journalled."""
        return (
            f"{self.programme.title}: таблица в официальной форме, с именами. Кто и что скачал, видно в журнале."
            " Файл можно загрузить обратно: ничего не изменится."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        return [
            Crumb("Программы", reverse("mentoring:programme_list")),
            Crumb(self.programme.title, reverse("mentoring:programme_view", args=[self.programme.pk])),
        ]

    def form_options(self) -> Mapping[str, Any]:
        """Special categories are offered to those who may see them."""
        may_see = self.actor.may(Right.SPECIAL_VIEW, self.programme.institution_id)
        return {"may_see_special": may_see}

    def finish(self, form: forms.BaseForm) -> HttpResponse:
        """The file itself."""
        chosen: Any = form
        found = export_base(by=self.actor, programme=self.programme, **chosen.cleaned_data)
        file = io.BytesIO()
        title = TITLES[Side(chosen.cleaned_data["side"])]
        write_sheet(found.headings, found.rows, title, file)
        return file_response(file.getvalue(), f"{title}, {short_date(self.today)}.xlsx")
