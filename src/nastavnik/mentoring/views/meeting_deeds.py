"""What the curator does with meetings of a pair: writes, plans, moves; enters feedback from paper."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import FormPage, Page
from nastavnik.kit.pages.files import DOCX, file_response
from nastavnik.mentoring.actions.meeting_papers import enter_paper_feedback, print_feedback_forms
from nastavnik.mentoring.actions.meetings import plan_meetings, record_meeting
from nastavnik.mentoring.forms.feedback import PaperFeedbackForm
from nastavnik.mentoring.forms.meetings import MeetingPlanForm, MeetingRecordForm
from nastavnik.mentoring.models import Feedback, Meeting, Pair
from nastavnik.mentoring.permissions.meetings import check_can_keep_meetings, check_can_lead_meetings
from nastavnik.mentoring.queries.meetings import group_of, kinds_held, meetings_visible_to, paper_rows
from nastavnik.mentoring.queries.pairs import mentee_of, name_of, pairs_visible_to, title_of, with_people
from nastavnik.mentoring.views.own_meetings import OwnMeetingChange, as_planned, planned_words
from nastavnik.rulebook.meetings import next_kind
from nastavnik.rulebook.roles import Right


class PairForm(FormPage):
    """A form about a pair of the curator's institution."""

    abstract = True
    permission = Right.PAIRS_DECIDE
    section = "pairs"

    def load(self) -> None:
        """The pair, of those that this person sees."""
        self.pair: Pair = get_object_or_404(with_people(pairs_visible_to(self.actor)), pk=self.kwargs["pk"])
        check_can_lead_meetings(self.actor, self.pair.institution_id)
        check_can_keep_meetings(self.actor, self.pair)

    def lead(self) -> str:
        """Whose."""
        return title_of(self.pair)

    def crumbs(self) -> list[Crumb]:
        """Back to the pair."""
        return [Crumb(title_of(self.pair), reverse("mentoring:pair_view", args=[self.pair.pk]))]

    @cached_property
    def group(self) -> list[tuple[int, str]]:
        """Pairs of the group with the names of their mentees."""
        return [(one.pk, name_of(mentee_of(one)).full) for one in group_of(self.pair)]


class MeetingRecordPage(PairForm):
    """A meeting that was held, entered by the curator."""

    title = "Записать встречу"
    form_class = MeetingRecordForm
    submit_label = "Записать"

    def load(self) -> None:
        """The pair and, where the meeting was planned, its plan."""
        super().load()
        wish = self.request.GET.get("planned", "")
        rows = meetings_visible_to(self.actor).filter(pair=self.pair, state="planned")
        self.planned: Meeting | None = get_object_or_404(rows, pk=wish) if wish.isdigit() else None

    def form_options(self) -> dict[str, Any]:
        """Who may have been there."""
        return {"group": self.group}

    def initial(self) -> Mapping[str, Any]:
        """The kind that comes next, the group; or what was planned."""
        usual = {
            "kind": next_kind(kinds_held(self.pair.pk)).value,
            "venue": "premises",
            "present": [str(self.pair.pk)],
        }
        return usual | as_planned(self.planned) if self.planned else usual

    def perform(self, form: MeetingRecordForm) -> str:
        """Writes it."""
        made = record_meeting(
            by=self.actor, pair=self.pair, kind=form.which(), slot=form.slot(), written=form.written(),
            present=form.present_pairs(), planned=self.planned,
        )  # fmt: skip
        self.say(
            "Встреча записана. Обе стороны спрошены об отзыве; с листов его вносят на странице «Отзывы с листов»."
        )
        return reverse("mentoring:meeting_view", args=[made.pk])


class MeetingPlanPage(PairForm):
    """A meeting to come, planned by the curator."""

    title = "Запланировать встречу"
    form_class = MeetingPlanForm
    submit_label = "Запланировать"

    def form_options(self) -> dict[str, Any]:
        """Whether there is a group."""
        return {"is_group": len(self.group) > 1}

    def initial(self) -> Mapping[str, Any]:
        """The kind that comes next."""
        return {"kind": next_kind(kinds_held(self.pair.pk)).value, "venue": "premises"}

    def perform(self, form: MeetingPlanForm) -> str:
        """Writes it."""
        made = plan_meetings(by=self.actor, pair=self.pair, **form.options())
        self.say(planned_words(made))
        return reverse("mentoring:pair_view", args=[self.pair.pk])


class MeetingChange(OwnMeetingChange):
    """A planned meeting that moves, did not come to be or is cancelled, by the curator."""

    permission = Right.PAIRS_DECIDE
    section = "pairs"

    def crumbs(self) -> list[Crumb]:
        """Back to the meeting."""
        return [Crumb("Встречи", reverse("mentoring:meeting_list"))]

    def url_done(self) -> str:
        """The pair."""
        return reverse("mentoring:pair_view", args=[self.meeting.pair_id])


class PaperFeedback(FormPage):
    """Feedback from paper: a line for each person who was asked, class by class."""

    permission = Right.PAIRS_DECIDE
    section = "pairs"
    title = "Отзывы с листов"
    wide = True
    template_name = "mentoring/paper_feedback.html"
    form_class = PaperFeedbackForm
    submit_label = "Записать отзывы"
    SHOWN = 60

    @cached_property
    def waiting(self) -> list[Feedback]:
        """Everybody whose feedback is awaited."""
        return paper_rows(self.actor)

    @cached_property
    def class_key(self) -> str:
        """The chosen class; «-» is those who are in none."""
        return self.request.GET.get("class", "")

    def classes(self) -> list[tuple[str, str]]:
        """Classes with somebody whose feedback is awaited: the value of the address and the words."""
        found = sorted({(row.person.class_key, row.person.class_name) for row in self.waiting})
        return [(key or "-", name or "без класса") for key, name in found]

    @cached_property
    def rows(self) -> list[Feedback]:
        """Rows of the chosen class."""
        chosen = [row for row in self.waiting if self.class_key in ("", row.person.class_key or "-")]
        return chosen[: self.SHOWN]

    def lead(self) -> str:
        """What is written here."""
        return "Вносите только то, что человек написал сам. Пустые строки не записываются."

    def crumbs(self) -> list[Crumb]:
        """Up to the meetings."""
        return [Crumb("Встречи", reverse("mentoring:meeting_list"))]

    def form_options(self) -> Mapping[str, Any]:
        """Whose lines."""
        return {"rows": self.rows}

    def perform(self, form: PaperFeedbackForm) -> str:
        """Writes every line that is filled in."""
        number = enter_paper_feedback(by=self.actor, answers=form.answers())
        self.say(f"Записано отзывов с листов: {number}.")
        return self.request.get_full_path()


class FeedbackForms(Page):
    """Blanks of feedback for everybody who has not answered, class by class."""

    permission = Right.PAIRS_DECIDE

    def post(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The file."""
        wish = self.request.POST.get("class", "")
        content = print_feedback_forms(by=self.actor, class_key=wish)
        return file_response(content, "Листы отзывов.docx", DOCX)

    def url_after_refusal(self) -> str:
        """The page of entry."""
        return reverse("mentoring:paper_feedback")

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Opening the address prints nothing."""
        from django.http import HttpResponseRedirect

        return HttpResponseRedirect(reverse("mentoring:paper_feedback"))
