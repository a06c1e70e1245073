"""The page of one duty: what is to be done and by when, how far it is, what shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.access.queries.accounts import staff_names
from nastavnik.journal.queries import lines_about
from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Block, Crumb, Fact, FactsBlock, JournalLine, Missing, State
from nastavnik.kit.pages import CardPage
from nastavnik.kit.tables import Column, Table
from nastavnik.notices.queries.settings import calendar_exceptions
from nastavnik.roadmaps.models import Duty, Evidence
from nastavnik.roadmaps.permissions import check_can_decide_duty, check_can_report_duty
from nastavnik.roadmaps.queries.duties import duties_visible_to, evidence_of, has_paper, wording_of
from nastavnik.roadmaps.queries.executors import performs
from nastavnik.roadmaps.views.duty_shown import duty_crumbs, named, state_of, term_of
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.duty_states import STEPS, Party, refusal
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.workdays import remark_on_day

Method = Literal["get", "post"]
Style = Literal["default", "primary", "danger", "link"]
# The deeds of a duty: its step, the words of the button, whether it asks something first.
_DEEDS = (
    ("begin", "Взять в работу", False),
    ("excuse", "Не требуется", True),
    ("withdraw", "Снять с организации", True),
    ("give_back", "Вернуть организации", False),
    ("undo", "Отменить отметку", False),
)
_ADDITIONS = (
    ("Приложить документ из реестра", "roadmaps:evidence_paper"),
    ("Приложить ссылку", "roadmaps:evidence_link"),
    ("Приложить файл", "roadmaps:evidence_file"),
)


class DutyView(CardPage):
    """A measure as one organisation has to carry it out."""

    permission = Right.ROADMAPS_VIEW
    section = "roadmaps"
    wide = False

    def load(self) -> None:
        """The duty in sight with the words of its measure."""
        self.duty = get_object_or_404(duties_visible_to(self.actor), pk=self.kwargs["pk"])
        self.occurrence = self.duty.occurrence
        self.measure = wording_of(self.occurrence.line)
        self.performs = performs(self.actor, self.occurrence.line_id)

    def heading(self) -> str:
        """The measure with its number."""
        return named(self.measure.number, self.measure.title) if self.measure else named("", None)

    def browser_title(self) -> str:
        """The beginning of the measure."""
        return self.heading()[:80]

    def lead(self) -> str:
        """Whose duty it is and by when."""
        return f"{self.duty.organisation}, срок: {term_of(self.occurrence)}"

    def crumbs(self) -> Sequence[Crumb]:
        """Up to one's own measures."""
        return duty_crumbs()

    def state(self) -> State:
        """Its state today."""
        return state_of(self.duty, self.today)

    def primary(self) -> Action | None:
        """«Отметить выполненным», or what the product itself offers."""
        if refusal("complete", self.duty.state):
            return None
        url = reverse("roadmaps:duty_complete", args=[self.duty.pk])
        return self._reporting("Отметить выполненным", url, style="primary")

    def menu(self) -> Sequence[Action]:
        """Other deeds that this state allows."""
        found = []
        for step, label, asks in _DEEDS:
            if refusal(step, self.duty.state):
                continue
            url = reverse(f"roadmaps:duty_{step}", args=[self.duty.pk])
            method: Method = "get" if asks else "post"
            build = self._deciding if STEPS[step].party is Party.OWNER else self._reporting
            action = build(label, url, method)
            # What is the other party's word to give stays out of sight rather than grey.
            if not action.is_refused:
                found.append(action)
        if self.duty.offered_at and not refusal("complete", self.duty.state):
            url = reverse("roadmaps:duty_decline", args=[self.duty.pk])
            decline = self._reporting("Убрать предложение системы", url, "post")
            found += [] if decline.is_refused else [decline]
        for label, name in _ADDITIONS:
            action = self._reporting(label, reverse(name, args=[self.duty.pk]))
            found += [] if action.is_refused else [action]
        return found

    def missing(self) -> Sequence[Missing]:
        """A mark that is offered, a date that nobody gave, a document that is asked for."""
        found = []
        if self.duty.offered_at and not refusal("complete", self.duty.state):
            url = reverse("roadmaps:duty_accept", args=[self.duty.pk])
            accept = self._reporting("Отметить выполненным", url, "post")
            words = f"Похоже, мероприятие выполнено: {self.duty.offered_words}"
            found.append(Missing(words, None if accept.is_refused else accept))
        if not self.occurrence.from_date and not self.occurrence.to_date:
            url = reverse("roadmaps:occurrence_date", args=[self.occurrence.pk])
            give = self._deciding("Указать дату", url)
            found.append(Missing("Срок назван без даты", None if give.is_refused else give))
        kind = self.measure.document_kind if self.measure else ""
        if kind and self.measure and self.duty.state != Duty.State.DONE and not has_paper(self.duty, kind):
            url = reverse("roadmaps:evidence_paper", args=[self.duty.pk])
            choose = self._reporting("Выбрать из реестра", url)
            words = f"Нужен документ: {self.measure.get_document_kind_display().lower()}"
            found.append(Missing(words, None if choose.is_refused else choose))
        return found

    def blocks(self) -> Sequence[Block]:
        """What the road map says, what was reported, what shows it."""
        blocks: list[Block] = [FactsBlock("Мероприятие", facts=self._facts())]
        if reported := self._reported_facts():
            blocks.append(FactsBlock("Выполнение", facts=reported))
        blocks.append(evidence_table(self, self.duty))
        return blocks

    def journal(self) -> Sequence[JournalLine]:
        """Who marked what and when, as far as the reader may know."""
        lines = lines_about(self.actor, self.duty)
        names = staff_names(self.actor, {line.account_id for line in lines if line.account_id})
        return [JournalLine(line.at, names.get(line.account_id or 0, ""), line.says) for line in lines]

    def _facts(self) -> list[Fact]:
        roadmap, measure = self.occurrence.line.roadmap, self.measure
        day = self.occurrence.to_date
        facts = [
            Fact("Дорожная карта", roadmap.title, note=str(roadmap.owner)),
            Fact(
                "Срок",
                term_of(self.occurrence),
                note=remark_on_day(day, calendar_exceptions()) if day else "",
            ),
        ]
        if measure is None:
            return facts
        if measure.deadline:
            facts.append(Fact("Срок в карте", measure.deadline))
        told = (
            ("Раздел", measure.section),
            ("Ответственные", measure.executors),
            ("Участники", measure.participants),
            ("Ожидаемый результат", measure.result),
            ("Документ", measure.document or measure.get_document_kind_display()),
        )
        return facts + [Fact(label, value) for label, value in told if value]

    def _reported_facts(self) -> list[Fact]:
        duty = self.duty
        told = (
            ("Выполнено", long_date(duty.done_date) if duty.done_date else ""),
            ("Комментарий", duty.comment),
            ("Почему без документа", duty.no_paper_reason),
        )
        return [Fact(label, value) for label, value in told if value]

    def _reporting(self, label: str, url: str, method: Method = "get", style: Style = "default") -> Action:
        return reporting(self.actor, self.duty, Action(label, url, method, style=style), self.performs)

    def _deciding(self, label: str, url: str, method: Method = "get", style: Style = "default") -> Action:
        roadmap = self.occurrence.line.roadmap
        return Action.checked(
            check_can_decide_duty, self.actor, roadmap, label=label, url=url, method=method, style=style
        )


def reporting(actor: Actor, duty: Duty, action: Action, performs: bool) -> Action:  # noqa: FBT001
    """The action, grey with the reason where the actor may not report on the duty."""

    def check() -> None:
        check_can_report_duty(actor, duty, performs=performs)

    return replace(action, reason=Action.checked(check, label="").reason)


def evidence_table(page: DutyView, duty: Duty) -> Table:
    """What was added, each with its way to open it and with what may be done with it."""

    def deeds(evidence: Evidence) -> Sequence[Action]:
        return deeds_of(page, evidence)

    columns = (
        Column("words", "Чем подтверждается", str, link=link_of, note=note_of),
        Column("kind", "Вид", "get_kind_display"),
        Column("added_at", "Добавлено", lambda one: one.added_at.date(), kind="date"),
        Column("deeds", "", deeds, kind="actions"),
    )
    return Table("Подтверждения", columns=columns, rows=evidence_of(duty), empty="Пока ничего не приложено.")


def link_of(evidence: Evidence) -> str:
    """Where the evidence is opened; nowhere for a file that is not shown to the reader."""
    if evidence.kind == Evidence.Kind.PAPER:
        return reverse("papers:paper_view", args=[evidence.paper_id])
    if evidence.kind == Evidence.Kind.LINK:
        return evidence.link
    return reverse("roadmaps:evidence_download", args=[evidence.pk]) if hasattr(evidence, "file") else ""


def note_of(evidence: Evidence) -> str:
    """Who opens a file."""
    if evidence.kind != Evidence.Kind.FILE:
        return ""
    if not hasattr(evidence, "file"):
        return "файл открыт только организации"
    return "открыт вышестоящим" if evidence.file.shown_to_id else "открыт только организации"


def deeds_of(page: DutyView, evidence: Evidence) -> Sequence[Action]:
    """Taking away, and opening a file to those above; nothing for whoever may not."""
    found = []
    if hasattr(evidence, "file") and evidence.kind == Evidence.Kind.FILE:
        label = "Закрыть от вышестоящих" if evidence.file.shown_to_id else "Открыть вышестоящим"
        url = reverse("roadmaps:evidence_show", args=[evidence.pk])
        found.append(Action(label, url, "post", style="link"))
    if page.duty.state != Duty.State.DONE:
        url = reverse("roadmaps:evidence_remove", args=[evidence.pk])
        found.append(Action("Убрать", url, style="link"))
    checked = [reporting(page.actor, page.duty, action, page.performs) for action in found]
    return [action for action in checked if not action.is_refused]
