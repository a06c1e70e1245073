"""Sheets: typed from paper, read where they bear a name; links and files of a survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Block, Crumb, Fact, FactsBlock
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import CardPage, FormPage
from nastavnik.kit.pages.files import DOCX, file_response
from nastavnik.rulebook.codes import printed_code
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.questionnaires import level_of, total_of
from nastavnik.rulebook.roles import Right
from nastavnik.surveys.actions.answers import enter_anonymous_sheet, enter_sheet, make_links
from nastavnik.surveys.actions.exports import print_survey_blanks, take_results
from nastavnik.surveys.books import said
from nastavnik.surveys.forms.answering import AnswerForm
from nastavnik.surveys.forms.surveys import LinksForm
from nastavnik.surveys.models import Ask, NamedSheet
from nastavnik.surveys.permissions.surveys import check_can_read_results, check_can_read_sheets
from nastavnik.surveys.queries.questionnaires import levels_of, rules_of
from nastavnik.surveys.queries.surveys import asks_visible_to, named_sheets_visible_to
from nastavnik.surveys.views.answering import AnswerPage
from nastavnik.surveys.views.surveys import OneSurvey, RunningSurvey
from nastavnik.surveys.views.words import survey_crumbs, survey_url


class SheetEnter(RunningSurvey, AnswerPage):
    """A sheet that somebody filled on paper; after one the next who has not answered."""

    permission = Right.SURVEYS_EDIT
    submit_label = "Записать лист"

    def load(self) -> None:
        """Whose sheet it is."""
        super().load()
        self.survey = self.campaign
        rows = asks_visible_to(self.actor).filter(campaign=self.campaign)
        self.ask: Ask = get_object_or_404(rows, pk=self.kwargs["ask"])

    def heading(self) -> str:
        """Whose."""
        return f"С бумаги: {self.ask.person}"

    def lead(self) -> str:
        """Which questionnaire."""
        return f"{self.campaign.title}. Лист будет отмечен «с бумаги»."

    def perform(self, form: AnswerForm) -> str:
        """Writes it and goes on."""
        enter_sheet(by=self.actor, ask=self.ask, typed=form.typed)
        waiting = asks_visible_to(self.actor).filter(campaign=self.campaign, has_answered=False)
        following = waiting.order_by("person__class_key", "person__sort_name", "pk").first()
        self.say(f"Лист записан: {self.ask.person}.")
        if following is None:
            return self.url_back()
        return reverse("surveys:sheet_enter", args=[self.campaign.pk, following.pk])


class AnonymousEnter(RunningSurvey, AnswerPage):
    """An anonymous sheet from paper; after one the next."""

    permission = Right.SURVEYS_EDIT
    submit_label = "Записать лист"

    def load(self) -> None:
        """The survey."""
        super().load()
        self.survey = self.campaign

    def heading(self) -> str:
        """That nobody is named."""
        return f"С бумаги: {self.campaign.title}"

    def lead(self) -> str:
        """What is remembered."""
        return f"Чей это лист, не указывается. Внесено с бумаги: {self.campaign.paper_count}."

    def perform(self, form: AnswerForm) -> str:
        """Writes it and stays for the next."""
        enter_anonymous_sheet(by=self.actor, campaign=self.campaign, typed=form.typed)
        self.say("Лист записан. Можно вносить следующий.")
        return reverse("surveys:anonymous_enter", args=[self.campaign.pk])


class SheetView(CardPage):
    """A sheet with a name, for the curator."""

    permission = Right.SURVEYS_EDIT
    section = "surveys"

    def load(self) -> None:
        """The sheet; a stranger gets 404."""
        rows = named_sheets_visible_to(self.actor).select_related("campaign__edition__questionnaire")
        self.sheet: NamedSheet = get_object_or_404(rows, pk=self.kwargs["pk"])
        check_can_read_sheets(self.actor, self.sheet.campaign)

    def heading(self) -> str:
        """Whose it is."""
        return str(self.sheet.person) if self.sheet.person else self.sheet.respondent

    def lead(self) -> str:
        """Which questionnaire, when and how."""
        day = short_date(self.sheet.answered_at.date())
        by = f", внёс(ла) {self.sheet.entered_by}" if self.sheet.entered_by else ""
        return f"{self.sheet.campaign.title}: {day}, {self.sheet.get_source_display()}{by}."

    def crumbs(self) -> list[Crumb]:
        """Up to the survey."""
        return survey_crumbs(self.sheet.campaign)

    def blocks(self) -> Sequence[Block]:
        """Question and answer, then the level where points are added up."""
        edition = self.sheet.campaign.edition
        questions = rules_of(edition)
        facts = [Fact(one.text, said(self.sheet.answers.get(one.key))) for one in questions]
        blocks: list[Block] = [FactsBlock("Ответы", facts=facts)]
        levels, total = levels_of(edition.questionnaire), total_of(questions, self.sheet.answers)
        if levels and total is not None:
            level = Fact("Сумма баллов", total, note=f"уровень {level_of(total, levels).label}")
            blocks.insert(0, FactsBlock("Уровень", facts=[level]))
        return blocks


class LinksMake(RunningSurvey, FormPage):
    """One-use links; their addresses are shown once."""

    permission = Right.SURVEYS_EDIT
    title = "Выдать одноразовые ссылки"
    form_class = LinksForm
    submit_label = "Выдать ссылки"

    def lead(self) -> str:
        """What a link is."""
        return (
            "Ссылка принимает один ответ. Адреса показываются один раз: сохраните или распечатайте их сразу."
        )

    def form_options(self) -> Mapping[str, Any]:
        """Who has not answered."""
        rows = asks_visible_to(self.actor).filter(campaign=self.campaign, has_answered=False)
        return {"asks": list(rows.order_by("person__sort_name", "pk"))}

    def initial(self) -> Mapping[str, Any]:
        """As long as the survey goes on."""
        return {"until": self.campaign.to_date}

    def finish(self, form: Any) -> HttpResponse:
        """Makes them and shows the addresses, this once."""
        try:
            made = make_links(
                by=self.actor, campaign=self.campaign, labels=form.names, asks=form.chosen,
                until=form.cleaned_data["until"], today=self.today,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
            return self.show(form, status=422)
        links = [
            (label, self.request.build_absolute_uri(reverse("public:survey_link", args=[printed_code(code)])))
            for label, code in made
        ]
        response = self.render("surveys/links.html", links=links, until=form.cleaned_data["until"])
        response["Cache-Control"] = "no-store"
        return response

    def back(self) -> Action:
        """Back to the survey."""
        return Action("К опросу", survey_url(self.campaign, "links"))


class BlanksDocx(RunningSurvey):
    """Printed blanks."""

    permission = Right.SURVEYS_EDIT

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file."""
        return file_response(
            print_survey_blanks(by=self.actor, campaign=self.campaign), "Бланки анкеты.docx", DOCX
        )


class ResultsXlsx(OneSurvey):
    """Results as a table."""

    permission = Right.SURVEYS_VIEW

    def load(self) -> None:
        """Whoever sees results in its institution."""
        super().load()
        check_can_read_results(self.actor, self.campaign)

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file."""
        return file_response(take_results(by=self.actor, campaign=self.campaign), "Итоги опроса.xlsx")
