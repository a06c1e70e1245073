"""What moves a paper: the head's signature or remark, the secretary's number, the curator's doubts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.components import Action, Crumb
from nastavnik.kit.pages import ConfirmPage, DeedPage, FormPage, Page
from nastavnik.papers.actions import (
    discard_order,
    refresh_order,
    register_paper,
    return_order,
    set_order_marks,
    sign_order,
)
from nastavnik.papers.forms.marks import MarksForm
from nastavnik.papers.forms.orders import EmptyForm, RegistrationForm, RemarkForm
from nastavnik.papers.kinds import rule_of
from nastavnik.papers.models import Paper
from nastavnik.papers.permissions import (
    check_can_correct_order,
    check_can_discard_order,
    check_can_register_paper,
    check_can_return_order,
)
from nastavnik.papers.queries import open_papers_visible_to
from nastavnik.papers.queries.acting import heads_known
from nastavnik.papers.queries.papers import numbers_of_year
from nastavnik.papers.sheets import Mark
from nastavnik.papers.views.lists import paper_crumbs, url_of
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.papers import next_number, numbers_left_out
from nastavnik.rulebook.roles import Right


class OnePaper(Page):
    """A page about one paper of the actor's own institution."""

    abstract = True
    section = "papers"
    paper: Paper

    def load(self) -> None:
        """The paper; a stranger gets 404."""
        self.paper = get_object_or_404(open_papers_visible_to(self.actor), pk=self.kwargs["pk"])

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the paper and the list."""
        return (*paper_crumbs(), Crumb(self.paper.title, url_of(self.paper)))


class SignOrder(OnePaper, DeedPage):
    """The head's button: the paper original is signed."""

    permission = Right.PAPERS_SIGN

    def url_back(self) -> str:
        """The sheet."""
        return url_of(self.paper)

    def perform(self) -> str:
        """Marks the signature."""
        sign_order(by=self.actor, paper=self.paper)
        self.say("Подписание отмечено. Теперь секретарь впишет номер и дату.")
        return self.url_back()


class RefreshOrder(OnePaper, DeedPage):
    """The curator's button: what the register says today goes into the draft."""

    permission = Right.PAPERS_DRAFT

    def url_back(self) -> str:
        """The sheet."""
        return url_of(self.paper)

    def perform(self) -> str:
        """Brings the draft up to date."""
        changed = refresh_order(by=self.actor, paper=self.paper)
        self.say(
            "Проект обновлён по базе. То, что исправлено вручную, осталось."
            if changed
            else "В базе с тех пор ничего не изменилось."
        )
        return self.url_back()


class EditMarks(OnePaper, FormPage):
    """Approval marks of a draft: who approves, who agrees, by which minutes."""

    permission = Right.PAPERS_DRAFT
    title = "Грифы согласования и утверждения"
    form_class = MarksForm

    def lead(self) -> str:
        """Where they print."""
        return "«УТВЕРЖДАЮ» печатается справа вверху, остальные — под подписью. Пустые не печатаются."

    def submit_refusal(self) -> str | None:
        """Grey once the order is signed."""
        return Action.checked(check_can_correct_order, self.actor, self.paper, label="").reason

    def form_options(self) -> Mapping[str, Any]:
        """Whoever heads the institution now stands first among those who may approve."""
        heads = heads_known(self.paper.institution, self.paper.paper_date or self.today)
        place = self.paper.institution.short_name
        return {"posts": [f"{one.post} {place}" for one in heads], "names": [one.name for one in heads]}

    def initial(self) -> Mapping[str, Any]:
        """Those that stand there."""
        return MarksForm.first_values([Mark.of(mark) for mark in self.paper.marks])

    def perform(self, form: MarksForm) -> str:
        """Writes them."""
        set_order_marks(by=self.actor, paper=self.paper, marks=form.marks())
        self.say("Грифы записаны.")
        return url_of(self.paper)


class ReturnOrder(OnePaper, FormPage):
    """The head sends a draft back and says what to mend."""

    permission = Right.PAPERS_SIGN
    title = "Вернуть с замечанием"
    form_class = RemarkForm
    submit_label = "Вернуть куратору"

    def submit_refusal(self) -> str | None:
        """Grey in a state where nothing can be returned."""
        return Action.checked(check_can_return_order, self.actor, self.paper, label="").reason

    def perform(self, form: RemarkForm) -> str:
        """Returns it."""
        return_order(by=self.actor, paper=self.paper, remark=form.cleaned_data["remark"])
        self.say("Проект возвращён куратору с вашим замечанием.")
        return url_of(self.paper)


class RegisterPaper(OnePaper, FormPage):
    """The secretary enters the number and the date; from them the paper acts."""

    permission = Right.PAPERS_REGISTER
    title = "Зарегистрировать приказ"
    form_class = RegistrationForm
    submit_label = "Зарегистрировать"

    @property
    def is_act(self) -> bool:
        """Whether an act on the destruction of data is registered, and not an order."""
        return self.paper.kind == Paper.Kind.DESTRUCTION_ACT

    def heading(self) -> str:
        """What is registered."""
        return "Зарегистрировать акт" if self.is_act else self.title

    def consequences(self) -> Sequence[str]:
        """Data go with the number of an act."""
        if not self.is_act:
            return ()
        return (
            "Сведения обо всех людях из акта будут уничтожены сразу. Вернуть их нельзя.",
            "Исчезнут и электронные копии приказов, в которых эти люди названы; подлинники остаются на бумаге.",
        )

    @cached_property
    def numbers(self) -> list[str]:
        """Numbers of this year, the last first; acts have theirs."""
        kind = self.paper.kind if self.is_act else ""
        return numbers_of_year(self.paper.institution, self.today.year, kind=kind)

    def lead(self) -> str:
        """What follows from it, and which number would be the next."""
        follows = "После регистрации приказ не меняется: его файл сохраняется таким, каким он подписан."
        if self.is_act:
            follows = "У актов своя нумерация."
        suggested = next_number(self.numbers)
        if not suggested:
            return follows
        return f"{follows} Последний номер в реестре — {self.numbers[0]}, следующий по порядку — {suggested}."

    def submit_refusal(self) -> str | None:
        """Grey until the order is signed."""
        return Action.checked(check_can_register_paper, self.actor, self.paper, label="").reason

    def initial(self) -> Mapping[str, Any]:
        """The next number, and the day on which the signature was marked: the likeliest date; both may be changed."""
        signed_at = self.paper.signed_at
        return {
            "number": next_number(self.numbers),
            "paper_date": timezone.localdate(signed_at) if signed_at else None,
        }

    def perform(self, form: RegistrationForm) -> str:
        """Registers it."""
        numbers = self.numbers
        paper = register_paper(by=self.actor, paper=self.paper, **form.cleaned_data)
        if left_out := numbers_left_out(paper.number, numbers):
            span = left_out[0] if len(left_out) == 1 else f"{left_out[0]} – {left_out[-1]}"
            self.say(f"По порядку пропущено: № {span}. Если это ошибка, отметьте её в журнале регистрации.")
        if self.is_act:
            self.say(
                "Акт зарегистрирован, сведения уничтожены. Скачайте акт и выгрузку из журнала для подписи."
            )
            return url_of(paper)
        since = long_date(form.cleaned_data["paper_date"])
        self.say(f"Приказ № {paper.number} зарегистрирован. Он действует с {since}.")
        return url_of(paper)


class DiscardOrder(OnePaper, ConfirmPage):
    """The curator gives a draft up."""

    permission = Right.PAPERS_DRAFT
    template_name = "papers/discard.html"
    form_class = EmptyForm
    submit_label = "Отменить проект"

    def cancel_url(self) -> str:
        """No «Отменить» beside «Отменить проект»: the template has a link with other words."""
        return ""

    def url_of_draft(self) -> str:
        """Where the draft stays as it is."""
        return url_of(self.paper)

    def heading(self) -> str:
        """Names the draft itself."""
        return f"Отменить проект приказа «{self.paper.title}»?"

    def consequences(self) -> Sequence[str]:
        """What can not be taken back."""
        return (
            "Проект уже нельзя будет исправить, подписать и зарегистрировать.",
            *rule_of(self.paper.kind).discarding,
        )

    def submit_refusal(self) -> str | None:
        """Grey once the order is signed."""
        return Action.checked(check_can_discard_order, self.actor, self.paper, label="").reason

    def perform(self, form: EmptyForm) -> str:
        """Discards it."""
        discard_order(by=self.actor, paper=self.paper)
        self.say("Проект приказа отменён.")
        return reverse("papers:paper_list")
