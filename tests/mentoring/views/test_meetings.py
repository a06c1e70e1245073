"""Pages of meetings: a participant's by card, the curator's lists, entry from paper, files, plans, calendars, the desk."""

from datetime import date, datetime, time
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from docx import Document
from icalendar import Calendar
from pytest_django.asserts import assertNumQueries

from nastavnik.access.actors import system_actor
from nastavnik.access.scope import acting
from nastavnik.kit.calendars import calendar_file
from nastavnik.mentoring.actions.plans import write_plan
from nastavnik.mentoring.actions.reminding import remind_of_feedback
from nastavnik.mentoring.feeds import pair_meetings
from nastavnik.mentoring.models import Feedback, HelpRequest, Meeting, Pair, PairPlan, PlanAgreement
from nastavnik.mentoring.values import MeasureWritten
from nastavnik.notices.models import Notice
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import AROUND_A_PAGE
from tests.mentoring.working import SAID, answered, met, working_group, working_pair

pytestmark = [pytest.mark.django_db, pairing.in_october]
RECORD = {
    "day": "14.10.2026", "start_time": "15:00", "kind": "working", "venue": "premises", "goal": "yes", "comfort": "9",
    "usefulness": "8",
}  # fmt: skip


@pytest.fixture
def pair(house: House) -> Pair:
    return working_pair(house)


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").partition("<main")[2].split())


def page(client: Client, name: str, *args: object) -> str:
    return text(client.get(reverse(f"mentoring:{name}", args=args)))


def send(client: Client, name: str, *args: object, **data: object) -> str:
    return text(client.post(reverse(f"mentoring:{name}", args=args), data, follow=True))


def words_of(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_mentor_writes_a_meeting_and_mentee_answers_by_card(pair: Pair, signed_in: SignIn) -> None:
    maria, danya = signed_in("maria"), signed_in("danya")
    assert "Записать встречу" in page(maria, "own_pair")
    assert "Записать встречу" not in page(danya, "own_pair")
    done = send(maria, "own_meeting_record", pair.pk, **RECORD, done="решали задачи")
    assert "Встреча 14 октября 2026 г. записана" in done or "14 октября 2026" in done
    assert "Как прошла встреча 14.10.2026?" in page(danya, "own_pair")
    assert "Как прошла встреча" in text(danya.get(reverse("desk:desk_view")))
    with make.owning():
        row = Feedback.objects.get(side="mentee")
    said = send(danya, "own_feedback", row.pk, goal="partly", comfort="7", usefulness="6", needs_help="on")
    assert "отзыв записан" in said and "Ждут вашего отзыва" not in said
    with make.owning():
        assert Meeting.objects.get().complete_date == make.TODAY
    for client, hidden in ((maria, "нужна помощь"), (danya, "комфорт 9")):
        assert hidden not in page(client, "own_pair").replace("Нужна помощь куратора", "")


def test_record_with_a_slip_keeps_what_was_typed(pair: Pair, signed_in: SignIn) -> None:
    address = reverse("mentoring:own_meeting_record", args=[pair.pk])
    wrong = signed_in("maria").post(address, RECORD | {"day": "20.10.2026", "done": "решали задачи"})
    assert wrong.status_code == 422
    assert "ещё не наступил" in text(wrong) and "решали задачи" in text(wrong)
    with make.owning():
        assert not Meeting.objects.exists()


def test_mentor_of_a_group_ticks_who_was_there(house: House, signed_in: SignIn) -> None:
    pairs = working_group(house)
    maria = signed_in("maria")
    shown = page(maria, "own_meeting_record", pairs[0].pk)
    assert "Кто был на встрече" in shown and "Елизавета" not in shown and "Лиза Ю." in shown
    send(maria, "own_meeting_record", pairs[0].pk, **RECORD, present=[str(pair.pk) for pair in pairs])
    with make.owning():
        assert len({one.gathering for one in Meeting.objects.all()}) == 1
        assert Feedback.objects.filter(side="mentor", comfort=9).count() == 2


def test_representative_reads_timetable_and_consents_of_her_child_and_nothing_else(
    pair: Pair, house: House, signed_in: SignIn
) -> None:
    met(pair, said=SAID)
    anna = signed_in("anna")
    shown = page(anna, "own_pair")
    for seen in ("Прошедшие встречи", "12.10.2026, 15:00–16:00", "рабочая встреча", "Согласия", "действует"):
        assert seen in shown, seen
    for hidden in ("решали", "задачи", "Записать", "помощь", "План работы", "Как прошла", "комфорт"):
        assert hidden not in shown, hidden
    with make.owning():
        feedback = Feedback.objects.get(side="mentee").pk
    for name, key in (
        ("own_meeting_record", pair.pk), ("own_plan", pair.pk), ("own_help", pair.pk), ("own_feedback", feedback),
        ("own_question", pair.pk), ("meeting_view", feedback),
    ):  # fmt: skip
        assert anna.get(reverse(f"mentoring:{name}", args=[key])).status_code in (403, 404), name


def test_curator_sees_meetings_and_feedback_the_head_only_meetings(pair: Pair, signed_in: SignIn) -> None:
    meeting = met(pair, said=SAID)
    answered(meeting, "danya")
    svetlana, nina = signed_in("svetlana"), signed_in("nina")
    assert "Котова М. И. — Зимин Д. О." in page(svetlana, "meeting_list")
    assert "комфорт 8, польза 9" in page(svetlana, "meeting_view", meeting.pk)
    shown = page(nina, "meeting_view", meeting.pk)
    assert "решали" in shown and "комфорт" not in shown and "мало времени" not in shown
    assert "мало времени" not in page(nina, "pair_view", pair.pk)


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_meetings_costs_the_same_however_long(pair: Pair, number: int, signed_in: SignIn) -> None:
    from dataclasses import replace

    from tests.mentoring.working import FIRST

    for day in range(number):
        met(pair, slot=replace(FIRST, day=date(2026, 10, 12 + day)))
    svetlana = signed_in("svetlana")
    with assertNumQueries(AROUND_A_PAGE + 2):
        svetlana.get(reverse("mentoring:meeting_list"))
    with assertNumQueries(AROUND_A_PAGE + 4):
        svetlana.get(reverse("mentoring:pairs_at_work"))


def test_feedback_comes_back_on_paper_class_by_class(pair: Pair, signed_in: SignIn) -> None:
    met(pair)
    svetlana = signed_in("svetlana")
    printed = svetlana.post(reverse("mentoring:feedback_forms"), {"class": "8А"})
    blank = words_of(printed.content)
    assert "Зимин Даниил Олегович" in blank and "Котова Мария" not in blank and "Наставник: Мария К." in blank
    with make.owning():
        row = Feedback.objects.get(side="mentee")
    begun = svetlana.post(f"{reverse('mentoring:paper_feedback')}?class=8А", {f"goal_{row.pk}": "yes"})
    assert begun.status_code == 422 and "строка начата" in text(begun)
    whole = {
        f"goal_{row.pk}": "no",
        f"comfort_{row.pk}": "3",
        f"usefulness_{row.pk}": "5",
        f"help_{row.pk}": "on",
    }
    done = svetlana.post(f"{reverse('mentoring:paper_feedback')}?class=8А", whole, follow=True)
    assert "Записано отзывов с листов: 1" in text(done)
    with make.owning():
        row.refresh_from_db()
        assert (row.comfort, row.is_from_paper, HelpRequest.objects.count()) == (3, True, 1)


def test_journal_and_report_are_made_of_what_was_entered(pair: Pair, signed_in: SignIn) -> None:
    answered(met(pair, said=SAID), "danya")
    svetlana = signed_in("svetlana")
    journal = words_of(svetlana.post(reverse("mentoring:pair_journal", args=[pair.pk])).content)
    for words in (
        "ЖУРНАЛ ВСТРЕЧ",
        "12.10.2026, 15:00–16:00",
        "решали",
        "Котова Мария Ивановна",
        "состоялась",
    ):
        assert words in journal, words
    report = words_of(svetlana.post(reverse("mentoring:mentor_report", args=[pair.pk])).content)
    for words in (
        "ОТЧЁТ НАСТАВНИКА",
        "Состоялось встреч",
        "решили задачу",
        "мало времени",
        "План пары не составлен",
    ):
        assert words in report, words


def test_plan_is_written_from_a_template_agreed_by_both_and_anew_when_changed(
    pair: Pair, signed_in: SignIn
) -> None:
    maria, danya = signed_in("maria"), signed_in("danya")
    assert "Разобраться в предмете" in page(maria, "own_plan_write", pair.pk)
    data = {"goal": "Сдать физику", "text_1": "Разобрать механику", "due_1": "20.11.2026"}
    assert "ждёт согласования" in send(maria, "own_plan_write", pair.pk, **data)
    assert "обеими сторонами" in send(danya, "own_plan_agree", pair.pk)
    with make.owning():
        measure = PairPlan.objects.get().measures.get()
    send(maria, "own_measure_done", measure.pk, result="разобрали", done_date="14.10.2026")
    with make.owning():
        assert PlanAgreement.objects.count() == 2
    assert "разобрали" in page(danya, "own_plan", pair.pk)
    again = send(
        maria, "own_plan_write", pair.pk, **data | {"text_2": "Решить вариант", "due_2": "20.12.2026"}
    )
    assert "согласились 1 из 2" in again and "разобрали" in again
    early = maria.post(reverse("mentoring:own_plan_write", args=[pair.pk]), data | {"due_1": "20.09.2026"})
    assert early.status_code == 422 and "раньше, чем пара начала работать" in text(early)


def test_calendar_has_hours_and_no_names(pair: Pair, signed_in: SignIn) -> None:
    maria = signed_in("maria")
    send(
        maria, "own_meeting_plan", pair.pk, kind="trial", day="20.10.2026", start_time="15:00", end_time="16:00",
        venue="online", place="https://meet.example.ru/1",
    )  # fmt: skip
    for login in ("maria", "danya", "anna"):
        actor = make.actor(login)
        with acting(actor):
            file = calendar_file(
                "Встречи", pair_meetings(actor, None), now=datetime(2026, 10, 15, tzinfo=ZoneInfo("UTC"))
            )
        (event,) = Calendar.from_ical(file).walk("VEVENT")
        assert event["summary"] == "Наставничество: пробная рабочая встреча"
        assert event["dtstart"].dt.astimezone(ZoneInfo("Europe/Moscow")).time() == time(15)
        for name in ("Зимин", "Котова", "Даниил", "Мария", "meet.example"):
            assert name not in file.decode()


def test_only_those_who_have_not_answered_are_reminded_and_never_on_a_day_off(pair: Pair) -> None:
    met(pair, said=SAID)

    def reminded(today: date) -> int:
        with make.owning():
            return remind_of_feedback(by=system_actor("напоминания об отзывах"), today=today)

    assert reminded(date(2026, 10, 17)) == 0  # a Saturday
    assert (reminded(date(2026, 10, 13)), reminded(date(2026, 10, 14))) == (1, 0)
    assert (reminded(date(2026, 10, 16)), reminded(date(2026, 10, 19))) == (1, 0)
    with make.owning():
        assert set(
            Notice.objects.filter(kind="feedback_awaited").values_list("account__login", flat=True)
        ) == {"danya"}


def test_desk_of_the_curator_names_who_asks_for_help_and_counts_the_silent(
    pair: Pair, house: House, signed_in: SignIn
) -> None:
    danya = signed_in("danya")
    send(danya, "own_help", pair.pk, text="не могу говорить")
    svetlana = signed_in("svetlana")
    desk = text(svetlana.get(reverse("desk:desk_view")))
    assert "Просит о помощи куратора" in desk and "Зимин Д. О." in desk
    week = page(svetlana, "pairs_at_work")
    assert "Пары этой недели и почему" in week and "нужна помощь" in week
    with make.owning():
        request = HelpRequest.objects.get()
    assert "не могу говорить" in page(svetlana, "help_finish", request.pk)
    send(svetlana, "help_finish", request.pk, outcome="поговорили втроём")
    assert "поговорили втроём" in page(danya, "own_pair")
    assert "Просит о помощи" not in text(svetlana.get(reverse("desk:desk_view")))
    assert "не могу" not in page(signed_in("maria"), "own_pair")


def test_silent_pair_goes_down_the_ladder_to_the_order(pair: Pair, signed_in: SignIn) -> None:
    svetlana = signed_in("svetlana")
    assert "ни разу не встречались" in page(svetlana, "pairs_at_work")
    early = svetlana.post(
        reverse("mentoring:pair_step", args=[pair.pk]), {"rung": "closing", "reason": "молчат"}
    )
    assert early.status_code == 422 and "Сначала напомните" in text(early)
    assert "Шаг записан" in send(svetlana, "pair_step", pair.pk, rung="notice", until="22.10.2026")
    shown = page(svetlana, "pair_view", pair.pk)
    assert "Шаги с парой" in shown and "напоминание паре" in shown


def test_mentor_asks_and_reads_the_answer(pair: Pair, signed_in: SignIn) -> None:
    maria, svetlana = signed_in("maria"), signed_in("svetlana")
    send(maria, "own_question", pair.pk, question="Как начать разговор?")
    assert "ждёт ответа" in page(svetlana, "consultation_list")
    with make.owning():
        from nastavnik.mentoring.models import Consultation

        asked = Consultation.objects.get()
    send(svetlana, "consultation_answer", asked.pk, answer="С общего дела")
    assert "С общего дела" in page(maria, "own_pair")
    assert "С общего дела" not in page(signed_in("danya"), "own_pair")


def test_plan_is_nobodys_who_only_looks(pair: Pair) -> None:
    from nastavnik.kit.errors import Denied

    for login in ("danya", "anna", "nina"):
        actor = make.actor(login)
        with acting(actor), pytest.raises(Denied):
            write_plan(by=actor, pair=pair, goal="цель", tasks="", measures=[MeasureWritten("дело")])
