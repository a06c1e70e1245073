"""Questionnaires: the list, the builder, the preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty, State
from nastavnik.kit.errors import refusal_of
from nastavnik.kit.pages import DeedPage, Filter, FormPage, ListPage, Page
from nastavnik.kit.tables import Column
from nastavnik.rulebook.questionnaires import QUESTION_KINDS, Question, QuestionKind
from nastavnik.rulebook.roles import Right
from nastavnik.surveys.actions.questionnaires import (
    archive_questionnaire,
    correct_questionnaire,
    make_questionnaire,
    restore_questionnaire,
    take_questionnaire,
)
from nastavnik.surveys.circles import form_words, forms_of_mentoring
from nastavnik.surveys.forms.answering import AnswerForm
from nastavnik.surveys.forms.questionnaires import QuestionnaireForm, TakeForm
from nastavnik.surveys.models import Edition, Questionnaire
from nastavnik.surveys.permissions.questionnaires import check_can_edit_questionnaire
from nastavnik.surveys.queries.questionnaires import (
    last_edition,
    owners_for,
    questionnaires_visible_to,
    rules_of,
)
from nastavnik.surveys.views.words import (
    promise_of,
    questionnaire_crumbs,
    questionnaire_state,
    questionnaire_url,
)

_WHOSE = (("own", "свои и территории"), ("default", "образцы"))


def _by_whose(rows: Any, value: str) -> Any:
    return rows.filter(owner__isnull=value == "default")


def _as_is(rows: Any, value: str) -> Any:
    """The rows are narrowed by `QuestionnaireList.rows`."""
    del value
    return rows


class QuestionnaireList(ListPage):
    """Own questionnaires, those of the territory, and the defaults to begin with."""

    permission = Right.SURVEYS_VIEW
    title = "Анкеты"
    section = "surveys"
    counted_as = ("анкета", "анкеты", "анкет")
    columns = (
        Column("title", "Анкета", link=questionnaire_url, sort="title"),
        Column("side", "Кто отвечает", "get_side_display", sort="side"),
        Column("moment", "Когда", "get_moment_display", sort="moment"),
        Column("owner", "Чья", lambda one: one.owner.short_name if one.owner else "образец", wide_only=True),
        Column("edition", "Редакция", "last_edition", kind="number", wide_only=True),
        Column("state", "Состояние", questionnaire_state, kind="state"),
    )
    filters = (
        Filter("whose", "чьи", _WHOSE, _by_whose),
        Filter("side", "отвечает", Questionnaire.Side.choices, lambda rows, value: rows.filter(side=value)),
        Filter(
            "moment", "когда", Questionnaire.Moment.choices, lambda rows, value: rows.filter(moment=value)
        ),
        Filter("archive", "архив", (("yes", "в архиве"),), _as_is, any_label="без архива"),
    )
    search_label = "Название анкеты"
    empty = Empty("Анкет пока нет.", "Возьмите образец или составьте свою.")

    def rows(self) -> QuerySet[Questionnaire]:
        """Own ones first; the archive only when asked for."""
        is_archived = self.request.GET.get("archive") == "yes"
        rows = questionnaires_visible_to(self.actor).filter(is_archived=is_archived)
        return rows.order_by("owner_id", "pk")

    def search(self, rows: Any, text: str) -> QuerySet[Questionnaire]:
        """By title."""
        found: QuerySet[Questionnaire] = rows.filter(title__icontains=text)
        return found

    def crumbs(self) -> list[Crumb]:
        """Beside the surveys, where there are any."""
        return [Crumb("Опросы", reverse("surveys:survey_list"))] if self.actor.people else []

    def primary(self) -> Action | None:
        """A questionnaire of one's own."""
        reason = None if self.actor.may(Right.SURVEYS_EDIT) else "Анкеты готовит куратор."
        return Action("Составить анкету", reverse("surveys:questionnaire_make"), reason=reason)

    def menu(self) -> Sequence[Action]:
        """The formula, for territories."""
        nodes = [node for node in self.actor.nodes if self.actor.may(Right.TARGETS_EDIT, node)]
        return [
            Action("Как считается удовлетворённость", reverse("surveys:formula_set", args=[node]))
            for node in nodes[:3]
        ]


class OneQuestionnaire(Page):
    """A page about one questionnaire in sight."""

    abstract = True
    section = "surveys"
    questionnaire: Questionnaire

    def load(self) -> None:
        """The questionnaire; a stranger gets 404."""
        rows = questionnaires_visible_to(self.actor)
        self.questionnaire = get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def edition(self) -> Edition:
        """The edition that would be sent now."""
        return last_edition(self.questionnaire)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Its questions."""
        return rules_of(self.edition)

    def crumbs(self) -> list[Crumb]:
        """Up to the questionnaire."""
        return questionnaire_crumbs(self.questionnaire)

    def url_back(self) -> str:
        """The page of the questionnaire."""
        return questionnaire_url(self.questionnaire)

    def url_after_refusal(self) -> str:
        """The same."""
        return self.url_back()


class QuestionnaireView(OneQuestionnaire):
    """The builder; of a default or of another's questionnaire, its questions to be read."""

    permission = Right.SURVEYS_VIEW
    wide = True
    template_name = "surveys/builder.html"

    def heading(self) -> str:
        """Its title."""
        return self.questionnaire.title

    def lead(self) -> str:
        """For whom and when."""
        one = self.questionnaire
        form = form_words(one.form) or "любая форма"
        return (
            f"Отвечает: {one.get_side_display()}; {one.get_moment_display()}; {form}; {one.get_kind_display()}."
            f" Редакция {self.edition.number}."
        )

    def state(self) -> State:
        """A default, ready, put away."""
        return questionnaire_state(self.questionnaire)

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return questionnaire_crumbs()

    @cached_property
    def refusal(self) -> str | None:
        """Why it can't be changed here."""
        return refusal_of(check_can_edit_questionnaire, self.actor, self.questionnaire)

    def primary(self) -> Action | None:
        """Sending it, for a school; taking it, for whoever may change nothing here."""
        if self.actor.people and self.actor.may(Right.SURVEYS_EDIT):
            url = f"{reverse('surveys:survey_open')}?questionnaire={self.questionnaire.pk}"
            return Action("Отправить", url)
        return None

    def menu(self) -> Sequence[Action]:
        """Rarer deeds."""
        key = [self.questionnaire.pk]
        deeds = [Action("Посмотреть глазами отвечающего", reverse("surveys:questionnaire_preview", args=key))]
        if self.actor.may(Right.SURVEYS_EDIT):
            deeds.append(Action("Взять за основу", reverse("surveys:questionnaire_take", args=key)))
        if self.refusal is None:
            deeds.append(Action("Изменить сведения", reverse("surveys:questionnaire_correct", args=key)))
            deeds.append(
                Action("Убрать в архив", reverse("surveys:questionnaire_archive", args=key), method="post")
            )
        elif self.questionnaire.is_archived:
            deeds.append(
                Action("Вернуть из архива", reverse("surveys:questionnaire_restore", args=key), method="post")
            )
        return deeds

    def context(self) -> dict[str, Any]:
        """The questions with the words about each."""
        by_key = {question.key: question for question in self.questions}
        rows = [(number, one, about(one, by_key)) for number, one in enumerate(self.questions, start=1)]
        begins = self.refusal is None and self.edition.is_frozen
        return {
            "questions": rows,
            "promise": promise_of(self.questionnaire.kind),
            "begins": begins,
            "empty": Empty("Вопросов пока нет.", "Добавьте первый."),
        }


def about(question: Question, by_key: Mapping[str, Question]) -> str:
    """How a question is answered and when it is asked, in a line."""
    words = [QUESTION_KINDS[question.kind]]
    if question.kind is QuestionKind.SCALE:
        words = [f"оценка от {question.low} до {question.high}"]
    if question.options:
        words.append(" / ".join(question.options))
    if question.rows:
        words.append(f"строки: {'; '.join(question.rows)}")
    if not question.is_required:
        words.append("можно не отвечать")
    if question.is_satisfaction:
        words.append("считается в удовлетворённость")
    on = by_key.get(question.only_if)
    if on is not None:
        words.append(f"если на «{on.text}» ответили {' или '.join(question.only_values)}")
    return "; ".join(words)


class QuestionnaireMake(FormPage):
    """A questionnaire from nothing."""

    permission = Right.SURVEYS_EDIT
    title = "Составить анкету"
    section = "surveys"
    form_class = QuestionnaireForm
    submit_label = "Составить и добавить вопросы"

    def crumbs(self) -> list[Crumb]:
        """Up to the list."""
        return questionnaire_crumbs()

    def initial(self) -> Mapping[str, Any]:
        """The kind that suits most."""
        return {"kind": "coded", "moment": "other"}

    def form_options(self) -> Mapping[str, Any]:
        """Whose it may be, and the forms of mentoring."""
        return {"owners": owners_for(self.actor), "forms_known": forms_of_mentoring()}

    def perform(self, form: QuestionnaireForm) -> str:
        """Begins it."""
        made = make_questionnaire(by=self.actor, owner=form.whose, terms=form.terms)
        self.say("Анкета составлена. Теперь добавьте вопросы.")
        return questionnaire_url(made)


class QuestionnaireCorrect(OneQuestionnaire, FormPage):
    """What it says of itself."""

    permission = Right.SURVEYS_EDIT
    title = "Изменить сведения об анкете"
    form_class = QuestionnaireForm

    def load(self) -> None:
        """Only what may be changed."""
        super().load()
        check_can_edit_questionnaire(self.actor, self.questionnaire)

    def form_options(self) -> Mapping[str, Any]:
        """The owner stays."""
        return {"owners": [self.questionnaire.owner], "forms_known": forms_of_mentoring()}

    def initial(self) -> Mapping[str, Any]:
        """As it is."""
        one = self.questionnaire
        names = ("title", "side", "moment", "form", "kind", "lead")
        return {name: getattr(one, name) for name in names} | {"owner": str(one.owner_id)}

    def perform(self, form: QuestionnaireForm) -> str:
        """Writes it."""
        correct_questionnaire(by=self.actor, questionnaire=self.questionnaire, terms=form.terms)
        self.say("Сведения об анкете изменены. У отправленных опросов вид остался прежним.")
        return self.url_back()


class QuestionnaireTake(OneQuestionnaire, FormPage):
    """A copy for one's own organisation."""

    permission = Right.SURVEYS_EDIT
    form_class = TakeForm
    submit_label = "Взять за основу"

    def heading(self) -> str:
        """What is taken."""
        return f"Взять за основу: {self.questionnaire.title}"

    def form_options(self) -> Mapping[str, Any]:
        """For whom."""
        return {"owners": owners_for(self.actor)}

    def perform(self, form: TakeForm) -> str:
        """Copies it."""
        made = take_questionnaire(by=self.actor, source=self.questionnaire, owner=form.whose)
        self.say("Анкета скопирована: меняйте её как нужно.")
        return questionnaire_url(made)


class QuestionnaireArchive(OneQuestionnaire, DeedPage):
    """The button «Убрать в архив»."""

    permission = Right.SURVEYS_EDIT

    def perform(self) -> str:
        """Puts it away."""
        archive_questionnaire(by=self.actor, questionnaire=self.questionnaire)
        self.say(f"Анкета «{self.questionnaire}» в архиве.")
        return self.url_back()


class QuestionnaireRestore(OneQuestionnaire, DeedPage):
    """The button «Вернуть из архива»."""

    permission = Right.SURVEYS_EDIT

    def perform(self) -> str:
        """Brings it back."""
        restore_questionnaire(by=self.actor, questionnaire=self.questionnaire)
        self.say(f"Анкета «{self.questionnaire}» снова в списке.")
        return self.url_back()


class QuestionnairePreview(OneQuestionnaire, FormPage):
    """The form as whoever answers sees it; nothing is sent from here."""

    permission = Right.SURVEYS_VIEW
    template_name = "surveys/answer.html"
    form_class = AnswerForm
    submit_label = "Отправить ответы"

    def heading(self) -> str:
        """The questionnaire."""
        return self.questionnaire.title

    def lead(self) -> str:
        """That it is a preview."""
        return "Так анкету увидит отвечающий."

    @property
    def promise(self) -> str:
        """The declared kind."""
        return promise_of(self.questionnaire.kind)

    @property
    def address(self) -> str:
        """A word to whoever answers."""
        return self.questionnaire.lead

    def form_options(self) -> Mapping[str, Any]:
        """The questions."""
        return {"questions": self.questions}

    def submit_refusal(self) -> str:
        """Always."""
        return "Это просмотр: отсюда ничего не отправляется."
