"""One list for the answers of everybody whose agreement the pairs of a programme need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty
from nastavnik.kit.pages import DeedPage, FormPage, Page
from nastavnik.kit.pages.files import DOCX, file_response
from nastavnik.kit.pages.rows import PAGE_SIZE, Slice, count, cut
from nastavnik.mentoring.actions.agreement import Agreement, record_answers
from nastavnik.mentoring.actions.conclusion import conclude_agreement, print_slips
from nastavnik.mentoring.actions.orders import draft_pairs_order
from nastavnik.mentoring.forms.agreement import DRAFT, AgreementForm, name_of_field
from nastavnik.mentoring.models import Answer, Pair, PairMember
from nastavnik.mentoring.permissions.pairs import check_can_draft_pairs_order, check_can_record_agreement
from nastavnik.mentoring.queries.agreement import answers_in_order, pairs_in_agreement, person_asked
from nastavnik.mentoring.queries.pairs import agreed_pairs, name_of, title_of
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.mentoring.views.pairs import state_of
from nastavnik.papers.queries import guardian_names
from nastavnik.rulebook.dates import long_date, short_date
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.pair_states import PARTY_LABELS, Party
from nastavnik.rulebook.roles import Right

DRAFTED = "Проект приказа готов. Проверьте падежи имён и передайте руководителю на подпись."
PAIRS = ("пара", "пары", "пар")
ANSWERS = ("ответ", "ответа", "ответов")
# Columns of the list, from the left.
HEADINGS = {
    Party.MENTEE: "Наставляемый",
    Party.GUARDIAN: "Представитель наставляемого",
    Party.MENTOR: "Наставник",
    Party.MENTOR_GUARDIAN: "Представитель наставника",
}


class AgreementEdit(FormPage):
    """All pairs that wait for agreement, and those whose answers may still be corrected; 50 on a page."""

    permission = Right.AGREEMENT_RECORD
    section = "pairs"
    title = "Ответы о согласии на пары"
    template_name = "mentoring/agreement.html"
    form_class = AgreementForm
    submit_label = "Сохранить ответы"
    wide = True

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_record_agreement(self.actor, self.programme)

    def heading(self) -> str:
        """Which programme it is about."""
        return f"Ответы о согласии на пары: {self.programme.title}"

    def lead(self) -> str:
        """What is asked of whom."""
        return (
            "Согласие дают наставник и наставляемый, а до 18 лет ещё и представитель. Для отказа причина"
            " не нужна: наставляемый вернётся к тем, кто ждёт наставника."
        )

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        return [
            Crumb("Программы", reverse("mentoring:programme_list")),
            Crumb(self.programme.title, reverse("mentoring:programme_view", args=[self.programme.pk])),
        ]

    def cancel_url(self) -> str:
        """The list needs no way back of its own."""
        return ""

    @cached_property
    def slice(self) -> Slice:
        """The pairs of this page."""
        pairs = pairs_in_agreement(self.programme)
        wish = self.request.GET.get("page", "")
        number = max(1, int(wish)) if wish.isascii() and wish.isdigit() and len(wish) < 7 else 1
        found = cut(pairs, number) or cut(pairs, 1)
        has_next = len(found) > PAGE_SIZE
        total = count(pairs) if has_next or number > 1 else len(found)
        return Slice(found[:PAGE_SIZE], number, total, has_next, PAIRS)

    @property
    def previous_url(self) -> str:
        """The address of the page before this one."""
        return f"{self.request.path}?page={self.slice.number - 1}"

    @property
    def next_url(self) -> str:
        """The address of the page after this one."""
        return f"{self.request.path}?page={self.slice.number + 1}"

    @cached_property
    def agreed_total(self) -> int:
        """How many pairs are ready for an order."""
        return agreed_pairs(self.programme).count()

    @property
    def may_draft(self) -> bool:
        """Whether this person goes on to the order: with the same button that saves the answers."""
        return self.actor.may(Right.PAPERS_DRAFT, self.programme.institution_id)

    def menu(self) -> list[Action]:
        """Slips for those who are asked on paper."""
        url = reverse("mentoring:agreement_slips", args=[self.programme.pk])
        return [Action("Напечатать листы согласия", url, method="post")] if self.slice.rows else []

    def form_options(self) -> dict[str, Any]:
        """Fields for the answers of these pairs."""
        return {"pairs": self.slice.rows}

    def initial(self) -> Mapping[str, Any]:
        """Answers are mostly written on the day they are given."""
        return {"answered_date": self.today}

    def perform(self, form: AgreementForm) -> str:
        """Writes the changed answers and says what came of them; with the button for it, on to the order."""
        answers, day = form.answers(), form.cleaned_data["answered_date"]
        what = {"by": self.actor, "programme": self.programme, "answers": answers, "answered_date": day}
        if form.cleaned_data["deed"] != DRAFT:
            self.say(_told(record_answers(**what), self.programme.start_date))
            return self.request.get_full_path()
        done = conclude_agreement(**what)
        if answers:
            self.say(_told(done.agreement, self.programme.start_date))
        if done.paper is None:
            messages.error(self.request, done.refusal)
            return self.request.get_full_path()
        self.say(DRAFTED)
        return reverse("papers:paper_view", args=[done.paper.pk])

    def show(self, form: forms.BaseForm, *, status: int = 200) -> HttpResponse:
        """The page with this form: its fields stand in the rows."""
        self.form = form
        return super().show(form, status=status)

    def context(self) -> dict[str, Any]:
        """Rows for the screen, or why there are none."""
        asked = {
            person_asked(pair, Party(answer.party))
            for pair in self.slice.rows
            for answer in pair.answers.all()
        }
        guardians = guardian_names(self.actor, asked) if asked else {}
        pairs_url = reverse("mentoring:pair_list") + f"?programme={self.programme.pk}"
        rows = [_Row(pair, self.form, guardians, self.today) for pair in self.slice.rows]
        return {
            "headings": _in_columns(rows),
            "rows": rows,
            "save_style": "default" if self.agreed_total and self.may_draft else "primary",
            "empty": Empty(
                "Никто не ждёт согласия.",
                "Пары появляются здесь, когда вы одобряете предложение.",
                Action("Все пары программы", pairs_url),
            ),
        }


class _Asked:
    """One party in its column: who it is, the field of its answer, when it answered."""

    def __init__(self, answer: Answer, member: PairMember, form: forms.BaseForm, guardian: str) -> None:
        speaks_for_child = answer.party in (Answer.Party.GUARDIAN, Answer.Party.MENTOR_GUARDIAN)
        self.who = PARTY_LABELS[Party(answer.party)]
        self.field = form[name_of_field(answer.pk)]
        self.name = (guardian or "имя не указано") if speaks_for_child else name_of(member).full
        self.note = "" if speaks_for_child else standing_of(member.person)
        is_first = answer.party == Answer.Party.MENTEE
        self.url = reverse("mentoring:pair_view", args=[answer.pair_id]) if is_first else ""
        self.when = short_date(answer.answered_date) if answer.answered_date else ""


class _Row:
    """A pair on the screen: whoever is asked, by party, and where the pair stands."""

    def __init__(self, pair: Pair, form: forms.BaseForm, guardians: Mapping[int, str], today: date) -> None:
        self.pair = pair
        self.title = title_of(pair)
        self.state = state_of(pair, today)
        members = {member.person_id: member for member in pair.members.all()}
        self.asked = {
            Party(one.party): _Asked(one, members[one.person_id], form, guardians.get(one.person_id, ""))
            for one in answers_in_order(pair)
        }
        self.cells: list[_Asked | None] = []


def _in_columns(rows: Sequence[_Row]) -> list[str]:
    """Puts everybody into the column of his party; gives the headings, none for a party that nobody has."""
    parties = [party for party in HEADINGS if any(party in row.asked for row in rows)]
    for row in rows:
        row.cells = [row.asked.get(party) for party in parties]
    return [HEADINGS[party] for party in parties]


def _told(done: Agreement, begins: date) -> str:
    if not done.answers:
        return "Ответы не изменились."
    parts = [f"Записано: {counted(done.answers, ANSWERS)}."]
    if done.agreed:
        parts.append(f"Согласовано: {counted(done.agreed, PAIRS)} — их можно включить в приказ.")
    if done.order_from:
        parts.append(f"Приказ с ними можно датировать не раньше {long_date(done.order_from)}.")
        if done.order_from > begins:
            parts.append("Если ответы получены раньше, исправьте «Дату ответа»: она позже начала программы.")
    if done.declined:
        parts.append(f"Отказ: {counted(done.declined, PAIRS)}; запрос вернулся к тем, кто ждёт наставника.")
    if done.waiting:
        parts.append(f"Ждут остальных ответов: {counted(done.waiting, PAIRS)}.")
    return " ".join(parts)


class OrderDraft(DeedPage):
    """The button «Подготовить проект приказа»: all agreed pairs of a programme."""

    permission = Right.PAPERS_DRAFT
    section = "pairs"

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_draft_pairs_order(self.actor, self.programme)

    def perform(self) -> str:
        """Drafts the order and opens it."""
        paper = draft_pairs_order(by=self.actor, programme=self.programme)
        self.say(DRAFTED)
        return reverse("papers:paper_view", args=[paper.pk])

    def url_back(self) -> str:
        """The list of answers, where a refusal is mended."""
        return reverse("mentoring:agreement_edit", args=[self.programme.pk])


class AgreementSlips(Page):
    """The file of slips to sign, for those who have not answered; it is journalled, so by POST."""

    permission = Right.AGREEMENT_RECORD
    section = "pairs"
    http_method_names = ("post", "options")

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_record_agreement(self.actor, self.programme)

    def url_after_refusal(self) -> str:
        """The list of answers."""
        return reverse("mentoring:agreement_edit", args=[self.programme.pk])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        content = print_slips(by=self.actor, programme=self.programme)
        return file_response(content, f"Листы согласия, {self.programme.title}.docx", DOCX)
