"""Surveys: the list, sending, and what is done with a survey that goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import ConfirmPage, DeedPage, Filter, FormPage, ListPage, Page
from nastavnik.kit.tables import Column
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.numbers import percent
from nastavnik.rulebook.questionnaires import Who
from nastavnik.rulebook.roles import Right
from nastavnik.surveys.actions.surveys import (
    ask_people,
    close_survey,
    correct_survey,
    open_survey,
    withdraw_survey,
)
from nastavnik.surveys.circles import Circle, circle_named, circles_of
from nastavnik.surveys.forms.surveys import LINKS_ONLY, SELF, PeriodForm, SurveyOpenForm
from nastavnik.surveys.models import Campaign, Questionnaire
from nastavnik.surveys.permissions.surveys import check_can_run_survey
from nastavnik.surveys.queries.questionnaires import own_institutions, own_person, questionnaires_visible_to
from nastavnik.surveys.queries.surveys import campaigns_visible_to, responses_to
from nastavnik.surveys.views.words import survey_crumbs, survey_state, survey_url


def response_words(asked: int, answered: int) -> str:
    """«12 из 30 (40 %)»."""
    if not asked:
        return str(answered)
    return f"{answered} из {max(asked, answered)} ({percent(answered * 100 / max(asked, answered), 0)})"


class SurveyList(ListPage):
    """Surveys of the institution, the newest first."""

    permission = Right.SURVEYS_VIEW
    title = "Опросы"
    section = "surveys"
    counted_as = ("опрос", "опроса", "опросов")
    filters = (
        Filter("side", "отвечает", Questionnaire.Side.choices, lambda rows, value: rows.filter(side=value)),
        Filter(
            "moment", "когда", Questionnaire.Moment.choices, lambda rows, value: rows.filter(moment=value)
        ),
        Filter(
            "state",
            "состояние",
            (("open", "идут"), ("closed", "закончены")),
            lambda rows, value: rows.filter(is_closed=value == "closed"),
        ),
    )
    search_label = "Название опроса"
    columns = (
        Column("title", "Опрос", link=survey_url, sort="title"),
        Column("circle", "Кому", lambda one: one.circle_title or "по ссылкам", wide_only=True),
        Column("moment", "Когда", "get_moment_display"),
        Column("kind", "Вид", "get_kind_display"),
        Column("response", "Ответили", "response"),
        Column("to_date", "Отвечать по", kind="date", sort="to_date"),
        Column("state", "Состояние", "state", kind="state"),
    )

    def rows(self) -> QuerySet[Campaign]:
        """In sight."""
        return campaigns_visible_to(self.actor).order_by("-opened_at", "-pk")

    def prepared(self, rows: Sequence[Any]) -> Sequence[Any]:
        """With the response and the state of each."""
        responses = responses_to(rows)
        for one in rows:
            found = responses[one.pk]
            one.response = response_words(found.asked, found.answered)
            one.state = survey_state(one, self.today)
        return rows

    def search(self, rows: Any, text: str) -> QuerySet[Campaign]:
        """By title."""
        found: QuerySet[Campaign] = rows.filter(title__icontains=text)
        return found

    def primary(self) -> Action:
        """Sending a questionnaire."""
        reason = None if self.actor.may(Right.SURVEYS_EDIT) else "Опрос проводит куратор организации."
        return Action("Провести опрос", reverse("surveys:survey_open"), reason=reason)

    def menu(self) -> Sequence[Action]:
        """To the questionnaires."""
        return (Action("Анкеты", reverse("surveys:questionnaire_list")),)

    def nothing(self) -> Empty:
        """The way on."""
        return Empty("Опросов пока не было.", "Анкеты «до» собирают, пока пары не подобраны.", self.primary())


class SurveyOpen(FormPage):
    """Which questionnaire goes to whom, and for how long."""

    permission = Right.SURVEYS_EDIT
    title = "Провести опрос"
    section = "surveys"
    form_class = SurveyOpenForm
    submit_label = "Отправить анкету"

    def load(self) -> None:
        """Where the actor may run one."""
        self.institutions: list[Organisation] = own_institutions(self.actor)
        if not self.institutions:
            raise Refused("Опрос проводит куратор организации: территория готовит для неё анкеты.")

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return survey_crumbs()

    @cached_property
    def offered(self) -> list[Questionnaire]:
        """What may be sent: own ones first."""
        rows = questionnaires_visible_to(self.actor).filter(is_archived=False)
        return list(rows.order_by("owner_id", "pk"))

    def form_options(self) -> Mapping[str, Any]:
        """The choices."""
        return {
            "questionnaires": self.offered,
            "circles": circles_of(self.actor),
            "institutions": self.institutions,
        }

    def initial(self) -> Mapping[str, Any]:
        """The questionnaire whose button was pressed, with the circle of its side."""
        wish, circle = self.request.GET.get("questionnaire", ""), self.request.GET.get("circle", "")
        chosen = next((one for one in self.offered if str(one.pk) == wish), None)
        found = {"questionnaire": wish, "circle": circle, "from_date": self.today}
        if chosen is None:
            return found | {"kind": "coded"}
        if chosen.side == Who.CURATOR:
            found["circle"] = SELF
        return found | {"kind": chosen.kind}

    def perform(self, form: SurveyOpenForm) -> str:
        """Sends it."""
        data = form.cleaned_data
        place = form.institutions[data["institution"]]
        campaign = open_survey(
            by=self.actor,
            institution=place,
            questionnaire=form.known[data["questionnaire"]],
            circle=self._circle(data["circle"], place),
            terms=form.terms,
        )
        asked = responses_to([campaign])[campaign.pk].asked
        if asked:
            self.say(f"Анкета отправлена, спрошены: {asked}. Она ждёт их на «Моём столе» и в «Моих анкетах».")
        else:
            self.say("Опрос начат. Раздайте ссылки или бланки.")
        return survey_url(campaign)

    def _circle(self, key: str, place: Organisation) -> Circle | None:
        if key == LINKS_ONLY:
            return None
        if key == SELF:
            me = own_person(self.actor, place)
            return Circle(SELF, "Куратор", place.pk, "", Who.CURATOR, (me,) if me else ())
        return circle_named(self.actor, key)


class OneSurvey(Page):
    """A page about one survey in sight."""

    abstract = True
    section = "surveys"
    campaign: Campaign

    def load(self) -> None:
        """The survey; a stranger gets 404."""
        self.campaign = get_object_or_404(campaigns_visible_to(self.actor), pk=self.kwargs["pk"])

    def crumbs(self) -> list[Crumb]:
        """Up to the survey."""
        return survey_crumbs(self.campaign)

    def url_back(self) -> str:
        """The page of the survey."""
        return survey_url(self.campaign)

    def url_after_refusal(self) -> str:
        """The same."""
        return self.url_back()


class RunningSurvey(OneSurvey):
    """A page for whoever runs a survey that goes on."""

    abstract = True

    def load(self) -> None:
        """Refused once it has ended."""
        super().load()
        check_can_run_survey(self.actor, self.campaign)


class SurveyCorrect(RunningSurvey, FormPage):
    """The period and the name; the kind while nobody has answered."""

    permission = Right.SURVEYS_EDIT
    title = "Изменить срок опроса"
    form_class = PeriodForm

    def initial(self) -> Mapping[str, Any]:
        """As it is."""
        return {name: getattr(self.campaign, name) for name in ("title", "kind", "from_date", "to_date")}

    def perform(self, form: PeriodForm) -> str:
        """Writes it."""
        correct_survey(by=self.actor, campaign=self.campaign, terms=form.terms)
        self.say("Опрос изменён.")
        return self.url_back()


class SurveyAskMore(RunningSurvey, DeedPage):
    """The button «Спросить новых участников»."""

    permission = Right.SURVEYS_EDIT

    def perform(self) -> str:
        """Asks whoever has joined or has given his consents since."""
        circle = circle_named(self.actor, self.campaign.circle) if self.campaign.circle else None
        people = circle.people if circle else ()
        asked = ask_people(by=self.actor, campaign=self.campaign, people=people, on=self.today)
        self.say(f"Спрошены ещё: {asked}." if asked else "Новых участников с согласиями нет.")
        return self.url_back()


class SurveyClose(RunningSurvey, ConfirmPage):
    """Ending it for good."""

    permission = Right.SURVEYS_EDIT
    submit_label = "Закончить опрос"

    def heading(self) -> str:
        """Which."""
        return f"Закончить опрос «{self.campaign}»?"

    def consequences(self) -> list[str]:
        """What happens."""
        return [
            "Ответов опрос больше не примет и снова не откроется: иначе по двум итогам можно узнать, кто что добавил.",
            "Итоги станут видны, если ответили хотя бы пятеро.",
        ]

    def perform(self, form: Any) -> str:
        """Ends it."""
        close_survey(by=self.actor, campaign=self.campaign)
        self.say(f"Опрос «{self.campaign}» закончен.")
        return survey_url(self.campaign, "results")


class SurveyWithdraw(RunningSurvey, ConfirmPage):
    """Taking back what nobody has answered."""

    permission = Right.SURVEYS_EDIT
    submit_label = "Отозвать опрос"

    def heading(self) -> str:
        """Which."""
        return f"Отозвать опрос «{self.campaign}»?"

    def consequences(self) -> list[str]:
        """What happens."""
        return ["Анкета пропадёт у всех, кому отправлена, ссылки перестанут открываться. Ответов ещё нет."]

    def perform(self, form: Any) -> str:
        """Takes it back."""
        withdraw_survey(by=self.actor, campaign=self.campaign)
        self.say(f"Опрос «{self.campaign}» отозван.")
        return reverse("surveys:survey_list")
