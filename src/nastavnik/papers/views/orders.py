"""The order on its sheet for those who work with it, its requisites for those above, and the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Block, Crumb, Fact, FactsBlock, Missing, State
from nastavnik.kit.pages import CardPage, DocumentPage, Page
from nastavnik.kit.pages.files import DOCX, file_response
from nastavnik.papers.actions import correct_order, download_order
from nastavnik.papers.forms.orders import OrderForm
from nastavnik.papers.kinds import OWN_KINDS
from nastavnik.papers.models import Paper
from nastavnik.papers.permissions import (
    check_can_correct_order,
    check_can_open_paper,
)
from nastavnik.papers.queries import (
    last_remark_of,
    names_of,
    open_papers_visible_to,
    order_sheet_of,
    papers_visible_to,
)
from nastavnik.papers.queries.links import named_by_number, orders_changed, orders_changing
from nastavnik.papers.sheets import OrderSheet
from nastavnik.papers.views.buttons import DEEDS, attaching, buttons_of
from nastavnik.papers.views.destruction import ActPage
from nastavnik.papers.views.lists import paper_crumbs, state_of, url_of
from nastavnik.papers.views.scans import scans_table
from nastavnik.papers.views.sheet import SheetView, sheet_view
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear

WHAT_NEXT = {
    Paper.State.DRAFT: "ждёт подписи руководителя",
    Paper.State.SIGNED: "номер и дату впишет секретарь",
    Paper.State.REGISTERED: "больше не меняется",
}


class PaperCard(CardPage):
    """Requisites for whoever may not open the text; everybody else gets the sheet at the same address."""

    permission = Right.PAPERS_VIEW
    section = "papers"

    def load(self) -> None:
        """The paper, among those whose requisites the actor sees."""
        self.paper = get_object_or_404(papers_visible_to(self.actor), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The card or the sheet."""
        if self.is_open and self.paper.kind in OWN_KINDS:
            return OrderPage.as_view()(request, *args, **kwargs)  # type: ignore[return-value]
        if self.is_open and self.paper.kind == Paper.Kind.DESTRUCTION_ACT:
            return ActPage.as_view()(request, *args, **kwargs)  # type: ignore[return-value]
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only the sheet has a form."""
        check_can_open_paper(self.actor, self.paper)
        if self.paper.kind not in OWN_KINDS:
            raise Http404
        return OrderPage.as_view()(request, *args, **kwargs)

    @property
    def is_open(self) -> bool:
        """Whether this person opens papers of the institution."""
        return self.actor.may(Right.PAPERS_OPEN, self.paper.institution_id)

    def menu(self) -> Sequence[Action]:
        """A file for a paper of another organisation."""
        return [attaching(self.actor, self.paper)] if self.is_open else []

    def heading(self) -> str:
        """The title of the document."""
        return self.paper.title

    def lead(self) -> str:
        """Whose document it is."""
        return self.paper.institution_name or self.paper.institution.full_name

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the list."""
        return paper_crumbs()

    def state(self) -> State:
        """Where it stands."""
        return state_of(self.paper)

    def blocks(self) -> Sequence[Block]:
        """Requisites without a single name."""
        paper = self.paper
        facts = (
            Fact("Вид документа", paper.get_kind_display()),
            *([Fact("Кем издан", paper.issuer)] if paper.issuer else []),
            Fact("Номер", paper.number),
            Fact("Дата", short_date(paper.paper_date)),
            Fact("Организация", paper.institution.short_name),
            *self._about(),
            Fact("Учебный год", SchoolYear(paper.school_year).label),
        )
        if paper.kind not in OWN_KINDS:
            blocks: list[Block] = [FactsBlock("Реквизиты", facts=facts)]
            return [*blocks, scans_table(self.actor, paper)] if self.is_open else blocks
        note = "Текст документа с именами участников открыт только сотрудникам самой организации."
        return (FactsBlock("Реквизиты", note=note, facts=facts), *links_blocks(self.actor, paper))

    def _about(self) -> list[Fact]:
        """What the paper is about: of an order its programme, of others what they establish."""
        paper = self.paper
        if paper.kind in OWN_KINDS:
            return [Fact("Программа", paper.programme_title)]
        return [
            Fact("Что устанавливает", paper.essence),
            Fact("Где опубликован", paper.link, paper.link),
        ]


def links_blocks(actor: Actor, paper: Paper) -> list[Block]:
    """Which orders the paper changes and which change it; nothing where there are none."""
    facts = [
        *(Fact("Изменяет приказ", named_by_number(one), url_of(one)) for one in orders_changed(actor, paper)),
        *(
            Fact("Изменён приказом", named_by_number(one), url_of(one), note=one.title)
            for one in orders_changing(actor, paper)
        ),
    ]
    return [FactsBlock("Связанные приказы", facts=tuple(facts))] if facts else []


class OrderPage(DocumentPage):
    """The order as it will print; the curator corrects it where it stands until it is signed."""

    permission = Right.PAPERS_OPEN
    template_name = "papers/order.html"
    sheet_template = "papers/order_sheet.html"
    section = "papers"
    form_class = OrderForm
    submit_label = "Сохранить исправления"

    def load(self) -> None:
        """The paper, among the orders of the actor's own institution."""
        orders = open_papers_visible_to(self.actor).filter(kind__in=OWN_KINDS)
        self.paper = get_object_or_404(orders, pk=self.kwargs["pk"])

    @cached_property
    def names(self) -> list[Any]:
        """Every name of the order."""
        return names_of(self.paper)

    @cached_property
    def noted(self) -> list[tuple[int, str, str]]:
        """Rows whose last word the curator writes: key, who stands in them, the word."""
        tables = (self.order.table, *self.order.annexes)
        rows = [row for table in tables if table for row in table.rows]
        return [
            (row.key, " ".join(row.cells[1].texts), cell.lines[0])
            for row in rows
            for cell in row.cells
            if cell.is_note
        ]

    @cached_property
    def order(self) -> OrderSheet:
        """The order as it will print."""
        return order_sheet_of(self.paper, self.names)

    def heading(self) -> str:
        """Kind and number, or that it is a draft."""
        if not self.paper.number:
            return "Приказ без номера" if self.paper.state == Paper.State.SIGNED else "Проект приказа"
        return f"Приказ № {self.paper.number} от {short_date(self.paper.paper_date)}"

    def lead(self) -> str:
        """The title, so that tabs and prints can be told apart."""
        return self.paper.title

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the list."""
        return paper_crumbs()

    def state(self) -> State:
        """Where it stands and what it waits for; a returned one with the head's remark."""
        if self.paper.state == Paper.State.RETURNED:
            return state_of(self.paper, last_remark_of(self.paper))
        return state_of(self.paper, WHAT_NEXT.get(Paper.State(self.paper.state), ""))

    def missing(self) -> Sequence[Missing]:
        """Names whose cases need a look, and an unknown signer."""
        if self.locked_reason() is not None:
            return ()
        doubtful = [
            Missing(f"Проверьте падеж: {name.nominative} → {name.printed}.")
            for name in self.names
            if not name.is_sure
        ]
        unsigned = (
            [] if self.paper.signer_name else [Missing("Впишите, кто подписывает приказ: внизу листа.")]
        )
        return (*unsigned, *doubtful)

    def buttons(self) -> Sequence[Action]:
        """The file, then what this person can do, then the next step whoever it awaits."""
        return buttons_of(self.actor, self.paper)

    def has_submit(self) -> bool:
        """Nothing is saved any more once the paper has its number or is given up."""
        return self.paper.state in DEEDS

    def locked_reason(self) -> str | None:
        """Why nothing can be corrected here."""
        return Action.checked(check_can_correct_order, self.actor, self.paper, label="").reason

    def initial(self) -> Mapping[str, Any]:
        """The text as it stands."""
        return OrderForm.first_values(self.paper)

    def form_options(self) -> Mapping[str, Any]:
        """The names become fields."""
        return {"names": self.names, "rows": self.noted}

    def context(self) -> dict[str, Any]:
        """Whether fields or plain text are shown; files once there may be some."""
        has_files = self.paper.state in (Paper.State.SIGNED, Paper.State.REGISTERED)
        files = [scans_table(self.actor, self.paper)] if has_files else []
        blocks = [*links_blocks(self.actor, self.paper), *files]
        return {"is_locked": self.locked_reason() is not None, "blocks": blocks}

    def sheet(self) -> OrderSheet:
        """What the sheet prints."""
        return self.order

    def render(self, template_name: str = "", *, status: int = 200, **context: Any) -> HttpResponse:
        """Rows of the table get the fields of the form that is shown."""
        is_locked = self.locked_reason() is not None
        view: SheetView = sheet_view(self.order, context.get("form"), self.names, is_locked=is_locked)
        return super().render(template_name, status=status, **context, view=view)

    def perform(self, form: OrderForm) -> str:
        """Saves the corrections; a returned draft goes to the head again."""
        was_returned = self.paper.state == Paper.State.RETURNED
        changed = correct_order(by=self.actor, paper=self.paper, texts=form.texts(), names=form.name_texts())
        if was_returned:
            self.say("Проект исправлен и снова ждёт подписи руководителя.")
        else:
            self.say("Проект приказа исправлен." if changed else "Ничего не изменилось.")
        return self.request.path


class DownloadOrder(Page):
    """The order as .docx; each download is journalled."""

    permission = Right.PAPERS_OPEN

    def load(self) -> None:
        """The paper, among the orders of the actor's own institution."""
        made_here = (*OWN_KINDS, Paper.Kind.DESTRUCTION_ACT)
        orders = open_papers_visible_to(self.actor).filter(kind__in=made_here)
        self.paper = get_object_or_404(orders, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file itself."""
        content = download_order(by=self.actor, paper=self.paper)
        return file_response(content, file_name_of(self.paper), DOCX)


def file_name_of(paper: Paper) -> str:
    """«Приказ 40-од от 15.10.2026.docx», without signs that a folder can not hold."""
    is_act = paper.kind == Paper.Kind.DESTRUCTION_ACT
    if not paper.number:
        return f"Проект {'акта' if is_act else 'приказа'} {paper.pk}.docx"
    number = "".join("_" if sign in '\\/:*?"<>|' else sign for sign in paper.number)
    return f"{'Акт' if is_act else 'Приказ'} {number} от {short_date(paper.paper_date)}.docx"
