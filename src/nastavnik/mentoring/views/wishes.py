"""Wishes after the group meeting: who has answered, writing an answer down, the printed blanks."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Crumb, Empty, State
from nastavnik.kit.pages import ConfirmPage, Filter, FormPage, ListPage, Page
from nastavnik.kit.pages.files import DOCX, file_response
from nastavnik.kit.tables import Column
from nastavnik.mentoring.actions.wishes import (
    print_wish_sheets,
    record_wishes,
    set_group_meeting,
    withdraw_wishes,
)
from nastavnik.mentoring.forms.wishes import MeetingForm, WishesForm
from nastavnik.mentoring.models import GroupMeeting, Participation, Programme, Side, WishSheet
from nastavnik.mentoring.permissions.wishes import check_can_record_wishes
from nastavnik.mentoring.queries.participants import participations_visible_to, standing_of
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.mentoring.queries.wishes import (
    answered_only,
    meeting_of,
    next_to_ask,
    others_of,
    participants_in_wishes,
    sheet_of,
    wishers_found,
)
from nastavnik.mentoring.views.matching import programme_crumbs
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.dates import long_date, short_date
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

PEOPLE = ("человек", "человека", "человек")
ANSWERED = (("no", "ещё не ответил"), ("yes", "ответил"), ("nobody", "никого не назвал"))
_SHEETS = {Side.MENTEE: "наставляемым", Side.MENTOR: "наставникам"}


def wish_state(row: Any) -> State:
    """Whether the participant has answered and from where it is known."""
    sheet: WishSheet | None = getattr(row, "wish_sheet", None)
    if sheet is None:
        return State("ещё не ответил", "attention")
    number = len(sheet.wishes.all())
    when = f"{sheet.get_source_display()}, {short_date(sheet.entered_at.date())}"
    return State(f"назвал: {number}" if number else "никого не назвал", "good", when)


def _named(row: Any) -> str:
    sheet: WishSheet | None = getattr(row, "wish_sheet", None)
    wishes = sheet.wishes.all() if sheet else ()
    return "; ".join(f"{one.rank}. {full_name_of(one.named.person).short}" for one in wishes)


class _OfProgramme(Page):
    """A page about the wishes of one programme, for its curator alone."""

    abstract = True
    permission = Right.PROPOSALS_MAKE
    section = "programmes"

    def load(self) -> None:
        """The programme, of those that this person sees."""
        self.programme: Programme = get_object_or_404(programmes_visible_to(self.actor), pk=self.kwargs["pk"])
        check_can_record_wishes(self.actor, self.programme)

    @cached_property
    def meeting(self) -> GroupMeeting:
        """Its day and how many may be named."""
        return meeting_of(self.programme)


class WishList(_OfProgramme, ListPage):
    """Everybody of the programme with what he wished, or that he has not answered."""

    counted_as = ("участник", "участника", "участников")
    search_label = "Фамилия, имя или отчество"
    ordering = "name"
    columns = (
        Column(
            "name", "Фамилия Имя Отчество", lambda row: full_name_of(row.person).full,
            link=lambda row: reverse("mentoring:wish_record", args=[row.pk]), sort="person__sort_name",
        ),
        Column("side", "Сторона", lambda row: row.get_side_display().lower(), sort=("-side", "person__sort_name")),
        Column("standing", "Класс или должность", lambda row: standing_of(row.person)),
        Column("named", "Кого назвал", _named),
        Column("state", "Ответ", wish_state, kind="state"),
    )  # fmt: skip
    filters = (
        Filter(
            "side",
            "сторона",
            [(side.value, side.label.lower()) for side in Side],
            lambda rows, value: rows.filter(side=value),
        ),
        Filter("answered", "ответ", ANSWERED, answered_only),
    )

    def heading(self) -> str:
        """Which programme it is about."""
        return f"Пожелания после общей встречи: {self.programme.title}"

    def lead(self) -> str:
        """When, how many, and who reads it."""
        held = self.meeting.held_date
        when = f"Встреча {long_date(held)}." if held else "День встречи не указан."
        limit = counted(self.meeting.limit, ("человека", "человек", "человек"))
        return f"{when} Каждый называет не больше {limit}. Пожелания видите только вы, подбор их учтёт."

    def crumbs(self) -> list[Crumb]:
        """Up to the programme."""
        return programme_crumbs(self.programme)

    def primary(self) -> Action:
        """The terms, from which everything begins."""
        return Action("День и число имён", reverse("mentoring:meeting_edit", args=[self.programme.pk]))

    def menu(self) -> list[Action]:
        """Blanks for either side; the way to pairs."""
        sheets = [
            Action(
                f"Напечатать листы {whom}",
                reverse("mentoring:wish_sheets", args=[self.programme.pk, side.value]),
                method="post",
            )
            for side, whom in _SHEETS.items()
        ]
        propose = reverse("mentoring:proposal_make", args=[self.programme.pk])
        return [*sheets, Action("Предложить пары", propose, method="post")]

    def nothing(self) -> Empty:
        """Whom there is nobody to ask."""
        url = reverse("mentoring:programme_view", args=[self.programme.pk])
        return Empty("В программе пока никого нет.", "Загрузите базы.", Action("К программе", url))

    def rows(self) -> Any:
        """Participants of both sides."""
        return participants_in_wishes(self.actor, self.programme)

    def search(self, rows: Any, text: str) -> Any:
        """By any parts of the name."""
        return wishers_found(rows, text)


class MeetingEdit(_OfProgramme, FormPage):
    """The day of the meeting and how many people may be named."""

    title = "Общая встреча"
    form_class = MeetingForm

    def lead(self) -> str:
        """For which programme."""
        return f"Программа «{self.programme.title}». Уже записанные пожелания не изменятся."

    def crumbs(self) -> list[Crumb]:
        """Up to the list of wishes."""
        return [*programme_crumbs(self.programme), _list_crumb(self.programme)]

    def initial(self) -> dict[str, Any]:
        """As it is."""
        return {"held_date": self.meeting.held_date, "limit": self.meeting.limit}

    def perform(self, form: MeetingForm) -> str:
        """Writes it and goes back to the list."""
        set_group_meeting(by=self.actor, programme=self.programme, **form.cleaned_data)
        self.say("Записано.")
        return reverse("mentoring:wish_list", args=[self.programme.pk])


class WishSheets(_OfProgramme):
    """The file of blanks; it is journalled, so by POST."""

    http_method_names = ("post", "options")

    def url_after_refusal(self) -> str:
        """The list of wishes."""
        return reverse("mentoring:wish_list", args=[self.programme.pk])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        side = Side.MENTOR if self.kwargs["side"] == Side.MENTOR else Side.MENTEE
        content = print_wish_sheets(by=self.actor, programme=self.programme, side=side)
        name = f"Листы общей встречи, {_SHEETS[side]}, {self.programme.title}.docx"
        return file_response(content, name, DOCX)


class _OfParticipant(Page):
    """A page about the wishes of one participant."""

    abstract = True
    permission = Right.PROPOSALS_MAKE
    section = "programmes"

    def load(self) -> None:
        """The participation, of those that this person sees."""
        rows = participations_visible_to(self.actor).select_related("person", "programme__institution")
        self.participation: Participation = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.programme = self.participation.programme
        check_can_record_wishes(self.actor, self.programme)

    @property
    def name(self) -> str:
        """Of whom."""
        return full_name_of(self.participation.person).full

    @property
    def url_list(self) -> str:
        """The list of wishes."""
        return reverse("mentoring:wish_list", args=[self.programme.pk])

    def crumbs(self) -> list[Crumb]:
        """Up to the list of wishes."""
        return [*programme_crumbs(self.programme), _list_crumb(self.programme)]


class WishRecord(_OfParticipant, FormPage):
    """Whom one participant named."""

    form_class = WishesForm

    @cached_property
    def sheet(self) -> WishSheet | None:
        """What stands already."""
        return sheet_of(self.participation)

    def heading(self) -> str:
        """Of whom."""
        return f"Кого назвал: {self.name}"

    def lead(self) -> str:
        """Which side, who wrote down what stands."""
        standing = standing_of(self.participation.person)
        side = self.participation.get_side_display().lower()
        who = ", ".join(part for part in (side, standing) if part)
        if self.sheet is None:
            return f"{who[:1].upper()}{who[1:]}."
        by = f" ({self.sheet.entered_by})" if self.sheet.entered_by else ""
        when = long_date(self.sheet.entered_at.date())
        return f"{who[:1].upper()}{who[1:]}. Записано {when}: {self.sheet.get_source_display()}{by}."

    def menu(self) -> list[Action]:
        """Taking the answer away."""
        if self.sheet is None:
            return []
        url = reverse("mentoring:wish_withdraw", args=[self.participation.pk])
        return [Action("Убрать пожелания", url)]

    def form_options(self) -> dict[str, Any]:
        """Whom he may name, and how many."""
        return {
            "others": others_of(self.participation, self.today),
            "limit": meeting_of(self.programme).limit,
        }

    def initial(self) -> dict[str, Any]:
        """What stands; the next one is opened at once where this one is new."""
        wishes = self.sheet.wishes.all() if self.sheet else ()
        source = self.sheet.source if self.sheet else WishSheet.Source.PAPER
        return {
            "source": source,
            "is_next": self.sheet is None,
            **{f"wish_{one.rank}": one.named_id for one in wishes},
        }

    def perform(self, form: WishesForm) -> str:
        """Writes it; on to the next who has not answered, or back to the list."""
        named = form.named()
        record_wishes(
            by=self.actor, participation=self.participation, named=named, source=form.cleaned_data["source"]
        )
        told = (
            f"назвал {counted(len(named), ('человека', 'человек', 'человек'))}"
            if named
            else "никого не назвал"
        )
        self.say(f"{full_name_of(self.participation.person).short}: {told}.")
        following = next_to_ask(self.actor, self.participation) if form.cleaned_data["is_next"] else None
        return reverse("mentoring:wish_record", args=[following.pk]) if following else self.url_list


class WishWithdraw(_OfParticipant, ConfirmPage):
    """Takes the answer of one participant away."""

    submit_label = "Убрать пожелания"

    def heading(self) -> str:
        """Of whom."""
        return f"Убрать пожелания: {self.name}?"

    def consequences(self) -> list[str]:
        """What follows."""
        return ["Участник снова будет среди тех, кто не ответил.", "Подбор не учтёт, кого он назвал."]

    def perform(self, form: Any) -> str:
        """Takes it away."""
        withdraw_wishes(by=self.actor, participation=self.participation)
        self.say(f"{full_name_of(self.participation.person).short}: пожелания убраны.")
        return self.url_list


def _list_crumb(programme: Programme) -> Crumb:
    return Crumb("Пожелания", reverse("mentoring:wish_list", args=[programme.pk]))
