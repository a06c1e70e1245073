"""What a mentor or a mentee does with meetings by his card: writes them, plans, answers, asks for help."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Crumb
from nastavnik.kit.pages import FormPage
from nastavnik.mentoring.actions.care import ask_consultation
from nastavnik.mentoring.actions.feedback import answer_feedback, ask_for_help
from nastavnik.mentoring.actions.meetings import miss_meeting, move_meeting, plan_meetings, record_meeting
from nastavnik.mentoring.forms.care import QuestionForm
from nastavnik.mentoring.forms.feedback import FeedbackForm, HelpForm, OwnRecordForm
from nastavnik.mentoring.forms.meetings import MeetingChangeForm, MeetingPlanForm
from nastavnik.mentoring.models import Feedback, Meeting, Pair, Side
from nastavnik.mentoring.permissions.meetings import (
    check_can_answer_feedback,
    check_can_ask_consultation,
    check_can_ask_for_help,
    check_can_keep_meetings,
)
from nastavnik.mentoring.queries.meetings import (
    asks_to_go_on,
    kinds_held,
    meetings_visible_to,
    own_feedback,
    own_group,
)
from nastavnik.mentoring.queries.own_pairs import own_pairs_visible_to
from nastavnik.mentoring.values import Slot
from nastavnik.mentoring.views.meeting_words import kind_words, when_words
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.meetings import next_kind
from nastavnik.rulebook.roles import Right


class OwnPairForm(FormPage):
    """A form about one of one's own pairs."""

    abstract = True
    permission = Right.PAIR_OWN
    section = "own_pair"

    def load(self) -> None:
        """The pair, of one's own."""
        self.pair: Pair = get_object_or_404(own_pairs_visible_to(self.actor), pk=self.kwargs["pk"])
        self.check()

    def check(self) -> None:
        """Whether this page is for him."""
        check_can_keep_meetings(self.actor, self.pair)

    def crumbs(self) -> list[Crumb]:
        """Back to the pair."""
        return [Crumb("Моя пара", reverse("mentoring:own_pair"))]

    @cached_property
    def group(self) -> list[tuple[int, str]]:
        """Pairs of the group with the names of their mentees, as their cards say."""
        pairs = own_group(self.actor, self.pair)
        return [
            (
                one.pk,
                ", ".join(member.card_name for member in one.members.all() if member.side == Side.MENTEE),
            )
            for one in pairs
        ]

    def others(self) -> str:
        """The other side, by their cards."""
        members = self.pair.members.all()
        return ", ".join(one.card_name for one in members if one.person_id != self.actor.person_id)


class OwnMeetingRecord(OwnPairForm):
    """A meeting that was held, with the mentor's own feedback: one page, few taps."""

    title = "Записать встречу"
    form_class = OwnRecordForm
    submit_label = "Записать"

    def load(self) -> None:
        """The pair and, where the meeting was planned, its plan."""
        super().load()
        wish = self.request.GET.get("planned", "")
        rows = meetings_visible_to(self.actor).filter(pair=self.pair, state="planned")
        self.planned: Meeting | None = get_object_or_404(rows, pk=wish) if wish.isdigit() else None

    def lead(self) -> str:
        """With whom."""
        return self.others()

    def form_options(self) -> dict[str, Any]:
        """Who may have been there."""
        return {"group": self.group}

    def initial(self) -> Mapping[str, Any]:
        """Today, the kind that comes next, everybody present; or what was planned."""
        usual: dict[str, Any] = {
            "day": self.today, "kind": next_kind(kinds_held(self.pair.pk)).value, "venue": "premises",
            "present": [str(pk) for pk, _ in self.group],
        }  # fmt: skip
        if self.planned is None:
            return usual
        return usual | as_planned(self.planned)

    def perform(self, form: OwnRecordForm) -> str:
        """Writes the meeting and what the mentor says of it."""
        made = record_meeting(
            by=self.actor, pair=self.pair, kind=form.which(), slot=form.slot(), written=form.written(),
            present=form.present_pairs(), planned=self.planned, said=form.said(),
        )  # fmt: skip
        day = long_date(made.held_date) if made.held_date else ""
        self.say(f"Встреча {day} записана. Теперь отзыв напишет наставляемый.")
        return reverse("mentoring:own_pair")


def as_planned(planned: Meeting) -> dict[str, Any]:
    """A planned meeting as the form of a held one shows it at first."""
    return {
        "day": planned.planned_date, "kind": planned.kind, "venue": planned.venue, "place": planned.place,
        "start_time": planned.start_time, "end_time": planned.end_time,
    }  # fmt: skip


class OwnMeetingPlan(OwnPairForm):
    """A meeting to come."""

    title = "Запланировать встречу"
    form_class = MeetingPlanForm
    submit_label = "Запланировать"

    def lead(self) -> str:
        """With whom."""
        return self.others()

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
        return reverse("mentoring:own_pair")


def planned_words(made: list[Meeting]) -> str:
    """What was planned, for the message after it."""
    days = sorted({one.planned_date for one in made if one.planned_date})
    if len(days) == 1:
        return f"Встреча запланирована: {when_words(made[0])}."
    return f"Запланировано встреч: {len(days)}, с {long_date(days[0])} по {long_date(days[-1])}. Выходные пропущены."


class OwnMeetingChange(FormPage):
    """A planned meeting that moves, did not come to be or is cancelled."""

    permission = Right.PAIR_OWN
    section = "own_pair"
    form_class = MeetingChangeForm

    def load(self) -> None:
        """A planned meeting of one's own pair."""
        rows = meetings_visible_to(self.actor).filter(state="planned").select_related("pair")
        self.meeting = get_object_or_404(rows, pk=self.kwargs["pk"])
        check_can_keep_meetings(self.actor, self.meeting.pair)

    def heading(self) -> str:
        """Which meeting."""
        return f"{kind_words(self.meeting).capitalize()}, {when_words(self.meeting)}"

    def crumbs(self) -> list[Crumb]:
        """Back to the pair."""
        return [Crumb("Моя пара", reverse("mentoring:own_pair"))]

    def url_done(self) -> str:
        """Where to go after it."""
        return reverse("mentoring:own_pair")

    def initial(self) -> Mapping[str, Any]:
        """The times stay."""
        return {"start_time": self.meeting.start_time, "end_time": self.meeting.end_time}

    def perform(self, form: MeetingChangeForm) -> str:
        """Moves or ends it."""
        data = form.cleaned_data
        if data["became"] == form.MOVED:
            venue, place = self.meeting.venue, self.meeting.place
            slot = Slot(data["day"], data["start_time"], data["end_time"], venue, place)  # type: ignore[arg-type]
            moved = move_meeting(by=self.actor, meeting=self.meeting, slot=slot, reason=data["reason"])
            self.say(f"Встреча перенесена: {when_words(moved)}.")
        else:
            is_cancelled = data["became"] == form.CANCELLED
            miss_meeting(
                by=self.actor, meeting=self.meeting, reason=data["reason"], is_cancelled=is_cancelled
            )
            self.say("Встреча отменена." if is_cancelled else "Записано: встреча не состоялась.")
        return self.url_done()


class OwnFeedback(FormPage):
    """Feedback of one person about one meeting."""

    permission = Right.PAIR_OWN
    section = "own_pair"
    title = "Как прошла встреча?"
    form_class = FeedbackForm
    submit_label = "Отправить"

    def load(self) -> None:
        """A row of one's own."""
        self.feedback: Feedback = get_object_or_404(own_feedback(self.actor), pk=self.kwargs["pk"])
        check_can_answer_feedback(self.actor, self.feedback)

    def lead(self) -> str:
        """Which meeting, and who reads the answer."""
        meeting = self.feedback.meeting
        return f"{kind_words(meeting).capitalize()}, {when_words(meeting)}. Ответ прочтёт только куратор."

    def crumbs(self) -> list[Crumb]:
        """Back to the pair."""
        return [Crumb("Моя пара", reverse("mentoring:own_pair"))]

    def form_options(self) -> dict[str, Any]:
        """A trial meeting asks one thing more."""
        return {"asks_to_go_on": asks_to_go_on(self.feedback.meeting)}

    def submit_refusal(self) -> str | None:
        """An answer is given once."""
        return "Вы уже ответили об этой встрече." if self.feedback.answered_at else None

    def perform(self, form: FeedbackForm) -> str:
        """Writes it."""
        answer_feedback(by=self.actor, feedback=self.feedback, said=form.said())
        self.say("Спасибо, отзыв записан. Его прочтёт только куратор.")
        return reverse("mentoring:own_pair")


class OwnHelp(OwnPairForm):
    """«Нужна помощь куратора»."""

    title = "Нужна помощь куратора"
    form_class = HelpForm
    submit_label = "Отправить куратору"

    def check(self) -> None:
        """Members themselves."""
        check_can_ask_for_help(self.actor, self.pair)

    def perform(self, form: HelpForm) -> str:
        """Writes it and tells the curator."""
        ask_for_help(by=self.actor, pair=self.pair, text=form.cleaned_data["text"])
        self.say("Куратор получил вашу просьбу. Другая сторона о ней не узнает.")
        return reverse("mentoring:own_pair")


class OwnQuestion(OwnPairForm):
    """A mentor's question to the curator."""

    title = "Спросить куратора"
    form_class = QuestionForm
    submit_label = "Отправить"

    def check(self) -> None:
        """The mentor himself."""
        check_can_ask_consultation(self.actor, self.pair)

    def perform(self, form: QuestionForm) -> str:
        """Writes it."""
        ask_consultation(by=self.actor, pair=self.pair, question=form.cleaned_data["question"])
        self.say("Вопрос отправлен. Ответ появится на этой странице.")
        return reverse("mentoring:own_pair")
