"""The page of one survey: who has answered, its results, its links."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.urls import reverse

from nastavnik.kit.components import Action, Block, CustomBlock, Fact, FactsBlock, State, TextBlock
from nastavnik.kit.errors import refusal_of
from nastavnik.kit.pages import CardPage, Tab
from nastavnik.kit.tables import Column, Table
from nastavnik.registry.queries.people import standing_of
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.questionnaires import DeclaredKind
from nastavnik.rulebook.roles import Right
from nastavnik.surveys.circles import form_words
from nastavnik.surveys.models import Ask
from nastavnik.surveys.permissions.surveys import (
    check_can_read_results,
    check_can_read_sheets,
    check_can_run_survey,
)
from nastavnik.surveys.queries.questionnaires import levels_of
from nastavnik.surveys.queries.summary import Summary, summary_of
from nastavnik.surveys.queries.surveys import asks_visible_to, links_of, named_sheets_visible_to, responses_to
from nastavnik.surveys.views.results import results_blocks
from nastavnik.surveys.views.surveys import OneSurvey, response_words
from nastavnik.surveys.views.words import promise_of, questionnaire_url, survey_crumbs, survey_state


class SurveyView(OneSurvey, CardPage):
    """Everything about one survey; what the declared kind hides is hidden here too."""

    permission = Right.SURVEYS_VIEW
    template_name = "surveys/survey.html"
    tabs = (Tab("people", "Кто ответил"), Tab("results", "Итоги"), Tab("links", "Ссылки и бумага"))

    def load(self) -> None:
        """Whoever sees results in its institution."""
        super().load()
        check_can_read_results(self.actor, self.campaign)

    def heading(self) -> str:
        """Its name."""
        return self.campaign.title

    def lead(self) -> str:
        """What was promised."""
        return promise_of(self.campaign.kind)

    def state(self) -> State:
        """Whether it goes on."""
        return survey_state(self.campaign, self.today)

    def crumbs(self) -> list[Any]:
        """Up to the list."""
        return survey_crumbs()

    @cached_property
    def running_refusal(self) -> str | None:
        """Why the actor can do nothing with it."""
        return refusal_of(check_can_run_survey, self.actor, self.campaign)

    def primary(self) -> Action:
        """Ending it."""
        url = reverse("surveys:survey_close", args=[self.campaign.pk])
        return Action("Закончить опрос", url, reason=self.running_refusal)

    def menu(self) -> Sequence[Action]:
        """Rarer deeds."""
        key = [self.campaign.pk]
        deeds = [Action("Скачать итоги (.xlsx)", reverse("surveys:results_xlsx", args=key), download=True)]
        if self.running_refusal is None:
            deeds.append(Action("Изменить срок", reverse("surveys:survey_correct", args=key)))
            if self.campaign.circle:
                more = reverse("surveys:survey_ask_more", args=key)
                deeds.append(Action("Спросить новых участников", more, method="post"))
            if not self.campaign.is_answered:
                deeds.append(Action("Отозвать опрос", reverse("surveys:survey_withdraw", args=key)))
        return deeds

    def tabs_shown(self) -> Sequence[Tab]:
        """Links and paper for whoever runs it."""
        is_curator = self.actor.may(Right.SURVEYS_EDIT, self.campaign.institution_id)
        return self.tabs if is_curator else self.tabs[:2]

    def tab_people(self) -> list[Block]:
        """What is known of the survey, then each asked person with his mark."""
        return [self._facts(), *self._people()]

    def _facts(self) -> Block:
        one, response = self.campaign, responses_to([self.campaign])[self.campaign.pk]
        facts = [
            Fact(
                "Анкета",
                f"{one.edition.questionnaire}, редакция {one.edition.number}",
                questionnaire_url(one.edition.questionnaire),
            ),
            Fact("Кому", one.circle_title or "по одноразовым ссылкам"),
            Fact("Форма", form_words(one.form)),
            Fact("Когда", one.get_moment_display()),
            Fact("Отвечать", f"{short_date(one.from_date)} – {short_date(one.to_date)}"),
            Fact("Ответили", response_words(response.asked, response.answered)),
        ]
        if one.paper_count:
            facts.append(Fact("Из них с бумаги", one.paper_count))
        return FactsBlock("Опрос", facts=facts)

    def _people(self) -> list[Block]:
        asks = list(
            asks_visible_to(self.actor)
            .filter(campaign=self.campaign)
            .order_by("has_answered", "person__sort_name", "pk")
        )
        if not asks:
            return [
                TextBlock(
                    "Кого спросили", paragraphs=("По списку никого: ответы приходят по ссылкам и с бумаги.",)
                )
            ]
        return [Table("Кого спросили", columns=self._columns(), rows=asks), *self._outsiders()]

    def _columns(self) -> tuple[Column, ...]:
        columns: tuple[Column, ...] = (
            Column("name", "Фамилия Имя Отчество", lambda ask: str(ask.person)),
            Column("standing", "Класс, должность", lambda ask: standing_of(ask.person)),
            Column("state", "Ответ", _mark, kind="state"),
        )
        if self.running_refusal is None and self.campaign.kind != DeclaredKind.ANONYMOUS:
            columns += (Column("paper", "", self._from_paper, kind="actions"),)
        if self._may_read:
            columns += (Column("sheet", "", self._sheet, kind="actions"),)
        return columns

    @cached_property
    def _may_read(self) -> bool:
        return refusal_of(check_can_read_sheets, self.actor, self.campaign) is None

    @cached_property
    def _sheets(self) -> dict[int | None, int]:
        rows = named_sheets_visible_to(self.actor).filter(campaign=self.campaign)
        return dict(rows.values_list("person_id", "pk"))

    def _from_paper(self, ask: Ask) -> Action | None:
        if ask.has_answered:
            return None
        return Action("Внести с бумаги", reverse("surveys:sheet_enter", args=[self.campaign.pk, ask.pk]))

    def _sheet(self, ask: Ask) -> Action | None:
        pk = self._sheets.get(ask.person_id)
        return Action("Прочитать", reverse("surveys:sheet_view", args=[pk])) if pk else None

    def _outsiders(self) -> list[Block]:
        if not self._may_read:
            return []
        rows = list(
            named_sheets_visible_to(self.actor).filter(campaign=self.campaign, person=None).order_by("pk")
        )
        columns = (
            Column("who", "Кто ответил", "respondent"),
            Column("at", "Когда", lambda one: one.answered_at.date(), kind="date"),
            Column(
                "deed",
                "",
                lambda one: Action("Прочитать", reverse("surveys:sheet_view", args=[one.pk])),
                kind="actions",
            ),
        )
        return [Table("Ответили по ссылкам", columns=columns, rows=rows)] if rows else []

    @cached_property
    def summary(self) -> Summary:
        """Results, read once."""
        return summary_of(self.campaign, reads_sheets=self._may_read, split_by=self.request.GET.get("by", ""))

    def tab_results(self) -> list[Block]:
        """Results, or why there are none yet."""
        names = {
            f"p{ask.person_id}": str(ask.person)
            for ask in asks_visible_to(self.actor).filter(campaign=self.campaign)
        }
        levels = levels_of(self.campaign.edition.questionnaire)
        return results_blocks(self.summary, names if self._may_read else {}, levels)

    def tab_links(self) -> list[Block]:
        """One-use links and printed blanks."""
        key = [self.campaign.pk]
        reason = self.running_refusal
        deeds = [
            Action("Выдать одноразовые ссылки", reverse("surveys:links_make", args=key), reason=reason),
            Action(
                "Скачать бланки (.docx)",
                reverse("surveys:blanks_docx", args=key),
                reason=reason,
                download=True,
            ),
        ]
        if self.campaign.kind == DeclaredKind.ANONYMOUS or not self.campaign.circle:
            deeds.append(
                Action("Внести лист с бумаги", reverse("surveys:anonymous_enter", args=key), reason=reason)
            )
        columns = (
            Column("label", "Для кого", lambda one: one.label or self._names.get(one.person_id, "")),
            Column("until", "Действует по", "expires_date", kind="date"),
            Column(
                "state",
                "Состояние",
                lambda one: _link_state(one.is_spent, one.expires_date < self.today),
                kind="state",
            ),
        )
        return [
            CustomBlock("", template="surveys/parts/deeds.html", context={"actions": deeds}),
            Table("Ссылки", columns=columns, rows=links_of(self.campaign), empty="Ссылок ещё не выдавали."),
        ]

    @cached_property
    def _names(self) -> dict[int | None, str]:
        asks = asks_visible_to(self.actor).filter(campaign=self.campaign)
        return {ask.person_id: str(ask.person) for ask in asks}


def _mark(ask: Ask) -> State:
    return State("ответил", "good") if ask.has_answered else State("ждём ответа", "attention")


def _link_state(is_spent: bool, is_old: bool) -> State:  # noqa: FBT001  (two facts of one link)
    if is_spent:
        return State("ответ получен", "good")
    return State("срок прошёл", "neutral") if is_old else State("ждём ответа", "attention")
