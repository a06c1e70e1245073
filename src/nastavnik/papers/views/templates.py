"""Templates of orders: the product's own, the school's in its place, the fields that may stand there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from nastavnik.kit.components import Action, Block, Crumb, State
from nastavnik.kit.pages import CardPage, DeedPage, FormPage
from nastavnik.kit.pages.base import Page
from nastavnik.kit.pages.files import DOCX, file_response
from nastavnik.kit.tables import Column, Table
from nastavnik.papers.actions import drop_template, upload_template, use_template
from nastavnik.papers.docx_template import template_docx
from nastavnik.papers.fields import fields_of
from nastavnik.papers.forms.register import TemplateForm
from nastavnik.papers.kinds import OWN_KINDS
from nastavnik.papers.models import Paper, PaperTemplate
from nastavnik.papers.queries.templates import (
    kind_named,
    kinds_with_template,
    template_content,
    templates_visible_to,
)
from nastavnik.papers.views.lists import paper_crumbs
from nastavnik.papers.views.staff import OfInstitution
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.roles import Right


class TemplateList(OfInstitution, CardPage):
    """Which kinds of orders print by whose template."""

    permission = Right.TEMPLATES_EDIT
    title = "Шаблоны приказов"

    def lead(self) -> str:
        """What it is for."""
        return "Замените шаблон своим, если в организации принят другой вид приказа."

    def blocks(self) -> Sequence[Block]:
        """A row for each kind."""
        used = kinds_with_template(self.institution)

        def whose(kind: Paper.Kind) -> State:
            own = used.get(kind.value)
            if own is None:
                return State("шаблон системы", "neutral")
            return State(
                "шаблон организации", "good", f"версия {own.version} от {short_date(own.uploaded_at)}"
            )

        columns = (
            Column("kind", "Вид приказа", "label", link=self.url_of),
            Column("whose", "Чем печатается", whose, kind="state"),
        )
        return [Table("", columns=columns, rows=OWN_KINDS, caption="Шаблоны")]

    def url_of(self, kind: Paper.Kind) -> str:
        """The page of one kind."""
        tail = f"?institution={self.institution.pk}" if len(self.institutions) > 1 else ""
        return reverse("papers:template_view", args=[kind.value]) + tail


class OfKind(OfInstitution):
    """A page about templates of one kind of order."""

    abstract = True

    def load(self) -> None:
        """The institution and the kind."""
        super().load()
        kind = kind_named(self.kwargs["kind"])
        if kind is None:
            raise Http404
        self.kind = kind

    def url_back(self) -> str:
        """The page of the kind."""
        return reverse("papers:template_view", args=[self.kind.value])


class TemplateView(OfKind, FormPage):
    """The fields of a kind, its versions, and a new template in their place."""

    permission = Right.TEMPLATES_EDIT
    template_name = "papers/template.html"
    form_class = TemplateForm
    submit_label = "Проверить и заменить"
    submit_style = "default"
    wide = True

    def heading(self) -> str:
        """Which kind."""
        return f"Шаблон: {self.kind.label}"

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the list."""
        return (*paper_crumbs(), Crumb("Шаблоны приказов", reverse("papers:template_list")))

    def cancel_url(self) -> str:
        """Nothing is begun here."""
        return ""

    @cached_property
    def versions(self) -> list[PaperTemplate]:
        """Every version of the institution."""
        found = templates_visible_to(self.actor)
        return list(found.filter(institution=self.institution, kind=self.kind.value))

    def primary(self) -> Action | None:
        """Where a school begins: the product's own template."""
        url = reverse("papers:template_default", args=[self.kind.value])
        return Action("Скачать шаблон системы", url, download=True)

    def menu(self) -> Sequence[Action]:
        """Back to the product's own."""
        if not any(version.is_used for version in self.versions):
            return ()
        url = reverse("papers:template_drop", args=[self.kind.value])
        return (Action("Печатать шаблоном системы", url, method="post"),)

    def context(self) -> dict[str, Any]:
        """The table of fields and the versions."""
        columns = (
            Column("written", "Как написать в шаблоне"),
            Column(
                "meaning", "Что напечатается", note=lambda field: "обязательно" if field.is_needed else ""
            ),
            Column("example", "Пример", wide_only=True),
        )
        fields = Table("Поля", columns=columns, rows=fields_of(self.kind.value), row_key="name")
        return {"blocks": [self._versions(), fields]}

    def _versions(self) -> Table:
        def deeds(version: PaperTemplate) -> Sequence[Action]:
            url = reverse("papers:template_use", args=[version.pk])
            return (
                ()
                if version.is_used
                else (Action("Печатать этой версией", url, method="post", style="link"),)
            )

        columns = (
            Column(
                "file_name",
                "Файл",
                link=lambda version: reverse("papers:template_download", args=[version.pk]),
                note=lambda version: f"версия {version.version}",
            ),
            Column("uploaded_at", "Загружен", lambda version: version.uploaded_at.date(), kind="date"),
            Column(
                "used",
                "Состояние",
                lambda version: State("печатает приказы", "good") if version.is_used else State("прежняя"),
                kind="state",
            ),
            Column("deeds", "", deeds, kind="actions"),
        )
        empty = "Своего шаблона нет: приказы печатаются шаблоном системы."
        return Table("Версии организации", columns=columns, rows=self.versions, empty=empty)

    def perform(self, form: TemplateForm) -> str:
        """Checks it and puts it in the place of the present one."""
        name, content = form.sent()
        template = upload_template(
            by=self.actor, institution=self.institution, kind=self.kind, content=content, file_name=name
        )
        self.say(f"Шаблон проверен. Версия {template.version} печатает приказы с этой минуты.")
        return self.request.get_full_path()


class TemplateDefault(OfKind):
    """The product's own layout as a template."""

    permission = Right.TEMPLATES_EDIT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        return file_response(template_docx(self.kind.value), f"Шаблон. {self.kind.label}.docx", DOCX)


class TemplateDrop(OfKind, DeedPage):
    """The button «Печатать шаблоном системы»."""

    permission = Right.TEMPLATES_EDIT

    def perform(self) -> str:
        """Gives the school's template up."""
        drop_template(by=self.actor, institution=self.institution, kind=self.kind)
        self.say("Приказы этого вида снова печатаются шаблоном системы. Ваши версии сохранены.")
        return self.url_back()


class _OneTemplate(Page):
    """A page about one version."""

    abstract = True
    section = "papers"

    def load(self) -> None:
        """The version, of the actor's own institution."""
        self.template = get_object_or_404(templates_visible_to(self.actor), pk=self.kwargs["pk"])


class TemplateDownload(_OneTemplate):
    """One version as it was uploaded."""

    permission = Right.TEMPLATES_EDIT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        return file_response(template_content(self.template), self.template.file_name, DOCX)


class TemplateUse(_OneTemplate, DeedPage):
    """The button «Печатать этой версией»."""

    permission = Right.TEMPLATES_EDIT

    def url_back(self) -> str:
        """The page of the kind."""
        return reverse("papers:template_view", args=[self.template.kind])

    def perform(self) -> str:
        """Uses it again."""
        use_template(by=self.actor, template=self.template)
        self.say(f"Приказы печатает версия {self.template.version}.")
        return self.url_back()
