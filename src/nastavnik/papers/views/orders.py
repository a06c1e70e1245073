"""The order on its sheet for those who work with it, its requisites for those above, and the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Block, Crumb, Fact, FactsBlock, Missing, State
from nastavnik.kit.pages import CardPage, DocumentPage, Page
from nastavnik.papers.actions import correct_order, download_order
from nastavnik.papers.forms.orders import OrderForm
from nastavnik.papers.kinds import OWN_KINDS
from nastavnik.papers.models import Paper
from nastavnik.papers.permissions import (
    check_can_attach_file,
    check_can_correct_order,
    check_can_discard_order,
    check_can_open_paper,
    check_can_register_paper,
    check_can_return_order,
    check_can_sign_order,
)
from nastavnik.papers.queries import (
    last_remark_of,
    names_of,
    open_papers_visible_to,
    order_sheet_of,
    papers_visible_to,
)
from nastavnik.papers.sheets import OrderSheet
from nastavnik.papers.views.lists import DOCX, paper_crumbs, state_of
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
        return (FactsBlock("Реквизиты", note=note, facts=facts),)

    def _about(self) -> list[Fact]:
        """What the paper is about: of an order its programme, of others what they establish."""
        paper = self.paper
        if paper.kind in OWN_KINDS:
            return [Fact("Программа", paper.programme_title)]
        return [
            Fact("Что устанавливает", paper.essence),
            Fact("Где опубликован", paper.link, paper.link),
        ]


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
        return {"is_locked": self.locked_reason() is not None, "blocks": files}

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
        orders = open_papers_visible_to(self.actor).filter(kind__in=OWN_KINDS)
        self.paper = get_object_or_404(orders, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file itself."""
        content = download_order(by=self.actor, paper=self.paper)
        response = HttpResponse(content, content_type=DOCX)
        response["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=file_name_of(self.paper)
        )
        response["Cache-Control"] = "no-store"
        return response


def file_name_of(paper: Paper) -> str:
    """«Приказ 40-од от 15.10.2026.docx», without signs that a folder can not hold."""
    if not paper.number:
        return f"Проект приказа {paper.pk}.docx"
    number = "".join("_" if sign in '\\/:*?"<>|' else sign for sign in paper.number)
    return f"Приказ {number} от {short_date(paper.paper_date)}.docx"


@dataclass(frozen=True)
class Deed:
    """A button that moves a paper: its address, whose right it is, what may refuse it, how it looks."""

    address: str
    right: Right
    check: Callable[[Actor, Paper], None]
    look: Mapping[str, Any]


_SIGN = Deed(
    "paper_sign",
    Right.PAPERS_SIGN,
    check_can_sign_order,
    {"label": "Подписан", "method": "post", "style": "primary"},
)
_RETURN = Deed("paper_return", Right.PAPERS_SIGN, check_can_return_order, {"label": "Вернуть с замечанием"})
_REGISTER = Deed(
    "paper_register",
    Right.PAPERS_REGISTER,
    check_can_register_paper,
    {"label": "Зарегистрировать", "style": "primary"},
)
_REFRESH = Deed(
    "paper_refresh",
    Right.PAPERS_DRAFT,
    check_can_correct_order,
    {"label": "Обновить по базе", "method": "post"},
)
_MARKS = Deed("paper_marks", Right.PAPERS_DRAFT, check_can_correct_order, {"label": "Грифы"})
_DISCARD = Deed("paper_discard", Right.PAPERS_DRAFT, check_can_discard_order, {"label": "Отменить проект"})
# What may still happen to a paper in each state; a registered or discarded one moves no more.
DEEDS: Mapping[str, tuple[Deed, ...]] = {
    Paper.State.DRAFT: (_SIGN, _RETURN, _REGISTER, _REFRESH, _MARKS, _DISCARD),
    Paper.State.RETURNED: (_SIGN, _REFRESH, _MARKS, _DISCARD),
    Paper.State.SIGNED: (_RETURN, _REGISTER, _DISCARD),
}
NEXT_STEP = {Paper.State.DRAFT: "paper_sign", Paper.State.SIGNED: "paper_register"}


def attaching(actor: Actor, paper: Paper) -> Action:
    """The way to attach a scan or a signed file."""
    url = reverse("papers:scan_attach", args=[paper.pk])
    return Action.checked(check_can_attach_file, actor, paper, label="Приложить файл", url=url)


def buttons_of(actor: Actor, paper: Paper) -> list[Action]:
    """Buttons above the sheet; refused ones stay grey with the reason.

    A deed is offered to whoever holds its right; the next step of the paper is shown to everybody. What can
    never happen again is not shown.
    """
    next_step = NEXT_STEP.get(Paper.State(paper.state))
    offered = [
        deed
        for deed in DEEDS.get(paper.state, ())
        if deed.address == next_step or actor.may(deed.right, paper.institution_id)
    ]
    return [
        Action("Скачать .docx", reverse("papers:paper_download", args=[paper.pk]), download=True),
        *(
            Action.checked(
                deed.check, actor, paper, url=reverse(f"papers:{deed.address}", args=[paper.pk]), **deed.look
            )
            for deed in offered
        ),
        *([] if (attach := attaching(actor, paper)).is_refused else [attach]),
    ]
