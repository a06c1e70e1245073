"""A document: the page as it will print, fields editable in place, then its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from nastavnik.kit.components import Action, Missing, State
from nastavnik.kit.pages.form_pages import FormPage


class DocumentPage(FormPage):
    """A paper on an A4 sheet.

    `sheet_template` is the room's template of the paper; it gets `form`, `page` and `sheet()` as
    `sheet`, and puts fields where they stand on paper with `<c-inline :field="form.number" />`.
    Saving calls `perform(form)` as in any form. `buttons()` stand above the sheet («Скачать .docx»,
    «Зарегистрировать»). With `locked_reason()` the fields are read only and the reason is said::

        class OrderPage(DocumentPage):
            permission = Right.SEE_PAPERS
            form_class = OrderForm
            sheet_template = "papers/order_sheet.html"

            def locked_reason(self) -> str | None:
                return "Приказ зарегистрирован и больше не меняется." if self.paper.number else None
    """

    abstract = True
    wide = True
    template_name = "kit/document.html"
    sheet_template: ClassVar[str] = ""
    submit_style = "default"

    def sheet(self) -> Any:
        """What the template of the paper gets as `sheet`."""
        return None

    def state(self) -> State | None:
        """The state of the paper, with its reason."""
        return None

    def missing(self) -> Sequence[Missing]:
        """What the paper lacks."""
        return ()

    def buttons(self) -> Sequence[Action]:
        """What can be done with the paper."""
        return ()

    def locked_reason(self) -> str | None:
        """Why the fields cannot be changed; None when they can."""
        return None

    def has_submit(self) -> bool:
        """Whether there is anything to save at all; a paper that never changes again has no button."""
        return True

    def submit_refusal(self) -> str | None:
        """A locked paper is not saved."""
        return self.locked_reason()

    def build_form(self, data: Any = None, files: Any = None) -> forms.BaseForm:
        """The form; every field of a locked paper is disabled."""
        form = super().build_form(data, files)
        if self.locked_reason() is not None:
            for field in form.fields.values():
                field.disabled = True
        return form
