"""The discussion of a draft: its days, remarks and answers, who is asked to agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from nastavnik.kit.components import Crumb
from nastavnik.kit.errors import Denied
from nastavnik.kit.pages import DeedPage, FormPage, Page
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.actions.talks import (
    answer_remark,
    ask_concurrence,
    close_discussion,
    drop_concurrence,
    give_concurrence,
    make_remark,
    open_discussion,
)
from nastavnik.roadmaps.forms.talks import AnswerForm, AskForm, ConcurForm, DiscussionForm, RemarkForm
from nastavnik.roadmaps.models import Concurrence, Measure, Remark
from nastavnik.roadmaps.permissions import check_can_concur, check_can_edit_edition
from nastavnik.roadmaps.queries.documents import rows_of
from nastavnik.roadmaps.queries.talks import (
    concurrences_visible_to,
    organisations_to_ask,
    remarks_visible_to,
    voices_of,
)
from nastavnik.roadmaps.views.card import OneRoadmap
from nastavnik.roadmaps.views.editor import OneDraft
from nastavnik.roadmaps.views.talks_tab import talk_url
from nastavnik.roadmaps.views.words import map_crumbs
from nastavnik.rulebook.roles import Right


class _OfDraft(OneDraft):
    """A page of the talk that only those who prepare the map open."""

    abstract = True

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the road map."""
        return map_crumbs(self.roadmap)

    def url_back(self) -> str:
        """The tab of the talk."""
        return talk_url(self.draft)


class DiscussionOpen(_OfDraft, FormPage):
    """The days of the discussion."""

    permission = Right.ROADMAPS_EDIT
    title = "Открыть обсуждение"
    form_class = DiscussionForm
    submit_label = "Открыть обсуждение"

    def lead(self) -> str:
        """Who will read it."""
        return f"{self.roadmap.title}. Проект прочтут организации ниже и выше и смогут подать замечания."

    def initial(self) -> Mapping[str, Any]:
        """The days that were said, else from today."""
        return {
            "from_date": self.draft.discussed_from or self.today,
            "to_date": self.draft.discussed_to,
        }

    def perform(self, form: DiscussionForm) -> str:
        """Opens it."""
        open_discussion(by=self.actor, edition=self.draft, **form.cleaned_data)
        self.say("Проект вынесен на обсуждение.")
        return self.url_back()


class DiscussionClose(_OfDraft, DeedPage):
    """The end of the discussion."""

    permission = Right.ROADMAPS_EDIT

    def perform(self) -> str:
        """Ends it."""
        close_discussion(by=self.actor, edition=self.draft)
        self.say("Обсуждение закрыто. Замечания и ответы остались в протоколе.")
        return self.url_back()


class RemarkAdd(OneRoadmap, FormPage):
    """A remark to a draft that is discussed."""

    permission = Right.ROADMAPS_REPORT
    title = "Замечание или предложение"
    form_class = RemarkForm
    submit_label = "Отправить"

    def load(self) -> None:
        """The draft; 404 where nothing is discussed, 403 for whoever speaks for nobody."""
        super().load()
        if self.written is None:
            raise Http404
        self.draft = self.written
        if not self.voices:
            raise Denied("Замечание подаёт руководитель или куратор организации.")

    @cached_property
    def voices(self) -> list[Organisation]:
        """For whom the actor speaks."""
        return voices_of(self.actor)

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the road map."""
        return map_crumbs(self.roadmap)

    def lead(self) -> str:
        """To what."""
        return self.roadmap.title

    @cached_property
    def measures(self) -> list[Measure]:
        """The rows of the draft."""
        return [measure for part in rows_of(self.draft) for measure in part.measures]

    def form_options(self) -> Mapping[str, Any]:
        """For whom the actor speaks, and the rows."""
        return {"organisations": self.voices, "measures": self.measures}

    def perform(self, form: RemarkForm) -> str:
        """Sends it."""
        make_remark(
            by=self.actor,
            edition=self.draft,
            organisation=form.chosen,
            text=form.cleaned_data["text"],
            line=form.measure.line if form.measure else None,
        )
        self.say("Замечание отправлено. Ответ появится здесь же.")
        return talk_url(self.draft)


class RemarkAnswer(FormPage):
    """The decision about a remark."""

    permission = Right.ROADMAPS_EDIT
    section = "roadmaps"
    title = "Ответ на замечание"
    form_class = AnswerForm
    submit_label = "Ответить"

    def load(self) -> None:
        """The remark; refused to those who do not prepare the map."""
        self.remark: Remark = get_object_or_404(remarks_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_edit_edition(self.actor, self.remark.edition)

    def lead(self) -> str:
        """What was said, and by whom."""
        return f"{self.remark.organisation.short_name}: «{self.remark.text}»"

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the road map."""
        return map_crumbs(self.remark.edition.roadmap)

    def initial(self) -> Mapping[str, Any]:
        """The answer that is there."""
        return {"outcome": self.remark.outcome, "answer": self.remark.answer}

    def perform(self, form: AnswerForm) -> str:
        """Writes it."""
        answer_remark(by=self.actor, remark=self.remark, **form.cleaned_data)
        self.say("Ответ записан в протокол.")
        return talk_url(self.remark.edition)


class ConcurrenceAsk(_OfDraft, FormPage):
    """One more who has to agree."""

    permission = Right.ROADMAPS_EDIT
    title = "Запросить согласование"
    form_class = AskForm
    submit_label = "Запросить"

    def form_options(self) -> Mapping[str, Any]:
        """The own organisation and those above."""
        return {"organisations": organisations_to_ask(self.draft)}

    def perform(self, form: AskForm) -> str:
        """Asks."""
        ask_concurrence(
            by=self.actor,
            edition=self.draft,
            organisation=form.chosen,
            who=form.cleaned_data["who"],
            name=form.cleaned_data["name"],
        )
        self.say("Согласование запрошено.")
        return self.url_back()


class OneConcurrence(Page):
    """A page about one who is asked."""

    abstract = True
    section = "roadmaps"

    def load(self) -> None:
        """The question; a stranger gets 404."""
        found = concurrences_visible_to(self.actor)
        self.concurrence: Concurrence = get_object_or_404(found, pk=self.kwargs["pk"])

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the road map."""
        return map_crumbs(self.concurrence.edition.roadmap)

    def url_back(self) -> str:
        """The tab of the talk."""
        return talk_url(self.concurrence.edition)


class ConcurrenceGive(OneConcurrence, FormPage):
    """Agreed, or with what not."""

    permission = Right.ROADMAPS_APPROVE
    title = "Отметить согласование"
    form_class = ConcurForm

    def load(self) -> None:
        """Refused to those who do not speak for the organisation that is asked."""
        super().load()
        check_can_concur(self.actor, self.concurrence)

    def lead(self) -> str:
        """Who is asked and about what."""
        return f"{self.concurrence.who}. {self.concurrence.edition.roadmap.title}"

    def initial(self) -> Mapping[str, Any]:
        """Today, or what was said."""
        given = self.concurrence
        return {
            "said_date": given.said_date or self.today,
            "verdict": given.verdict,
            "comment": given.comment,
        }

    def perform(self, form: ConcurForm) -> str:
        """Marks it."""
        give_concurrence(by=self.actor, concurrence=self.concurrence, **form.cleaned_data)
        self.say("Отметка о согласовании сделана.")
        return self.url_back()


class ConcurrenceDrop(OneConcurrence, DeedPage):
    """The question is taken back."""

    permission = Right.ROADMAPS_EDIT

    def perform(self) -> str:
        """Takes it back."""
        drop_concurrence(by=self.actor, concurrence=self.concurrence)
        self.say("Запрос согласования снят.")
        return self.url_back()
