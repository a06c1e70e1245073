"""The desk: what awaits each role, its numbers, its news; and what is not there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from nastavnik.access.models import Grant
from nastavnik.journal.models import Backup, Entry
from nastavnik.mentoring.models import Pair, Programme, Proposal, StageMark
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Consent, Cooperation, Partner, Person
from nastavnik.rulebook.roles import Role
from nastavnik.rulebook.stage_templates import STUDENTS
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.monitoring import rows
from tests.monitoring.reading import links_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]


@pytest.fixture(autouse=True)
def danya_has_his_consents(house: House) -> None:
    """A pupil who takes part in nothing is asked for consents too: here nothing is to be said of him."""
    make.consent(house.danya)


def desk(signed_in: SignIn, login: str) -> str:
    response = signed_in(login).get("/")
    assert response.status_code == 200
    return text_of(response)


def consented(*participations) -> None:
    for one in participations:
        make.consent(one.person)


@pytest.fixture
def quiet(house: House) -> House:
    """A school in which everything of this October is done and nothing is missing: one pair acts."""
    make.contingent(house.school, 2026)
    programme = rows.programme(house.school)
    members = rows.mentor(programme, "Лугова Лидия Львовна"), rows.mentee(programme, "Рекина Рита Ромовна")
    consented(*members)
    make.consent(house.maria), make.consent(house.pavel)  # grown-ups entered by hand are asked, too
    rows.active_pair(members, date(2026, 10, 12))
    rows.counter(house.school, 1)
    rows.target(house.school, "20")
    mark_everything(programme)
    return house


def mark_everything(programme: Programme, *, but: str = "") -> None:
    """Every line of the stages that is marked by hand."""
    lines = [item.code for stage in STUDENTS.stages for item in stage.items]
    with make.owning():
        StageMark.objects.bulk_create(
            StageMark(
                institution_id=programme.institution_id,
                programme=programme,
                item=code,
                done_date="2026-10-01",
            )
            for code in lines
            if code != but
        )


def test_line_of_a_stage_whose_term_has_passed_awaits_the_curator_alone(
    house: House, signed_in: SignIn
) -> None:
    programme = rows.programme(house.school)
    mark_everything(programme, but="before")
    response = signed_in("svetlana").get("/")
    said = "Этап «Формирование базы наставляемых»: не отмечено — состояние «до» измерено «Ступени» до 15 сентября 2026"
    assert said in text_of(response)
    assert f"/programmes/{programme.pk}/stages/" in links_of(response)
    assert "Этап «" not in desk(signed_in, "nina")


def test_curator_of_a_new_school_is_told_to_begin(house: House, signed_in: SignIn) -> None:
    text = desk(signed_in, "svetlana")
    assert "Программа на 2026/2027 учебный год не открыта до 15 сентября 2026 Открыть программу" in text
    assert "Просрочено" in text
    assert "Не указан контингент за 2026 год Школа № 5 до 31 декабря 2026 Указать" in text
    assert "На сегодня всё сделано" not in text


def test_curator_is_told_which_base_is_missing(house: House, signed_in: SignIn) -> None:
    programme = rows.programme(house.school)
    response = signed_in("svetlana").get("/")
    text = text_of(response)
    assert "База наставляемых не загружена «Ступени» до 15 сентября 2026 Загрузить" in text
    assert "База наставников не загружена «Ступени» до 30 сентября 2026 Загрузить" in text
    assert f"/programmes/{programme.pk}/import/mentee/" in links_of(response)
    consented(rows.mentee(programme, "Рекина Рита Ромовна"))
    text = desk(signed_in, "svetlana")
    assert "База наставляемых не загружена" not in text
    assert "ждёт подбора" not in text  # there is nobody to choose from yet


def test_curator_is_led_from_the_bases_to_the_order(house: House, signed_in: SignIn) -> None:
    programme = rows.programme(house.school)
    mentor = rows.mentor(programme, "Лугова Лидия Львовна")
    children = [
        rows.mentee(programme, f"{name} Рита Ромовна") for name in ("Рекина", "Озерова", "Морева", "Прудова")
    ]
    consented(mentor, *children[1:])
    text = desk(signed_in, "svetlana")
    assert "Не хватает согласий: 3 человека до 30 октября 2026 Распечатать бланки" in text
    assert "4 наставляемых ждут подбора наставника «Ступени» до 30 октября 2026 Подобрать" in text
    proposal = rows.proposal(programme, mentees=children)
    response = signed_in("svetlana").get("/")
    assert "Предложение пар ждёт вашего решения" in text_of(response)
    assert "ждут подбора" not in text_of(response)
    assert f"/proposals/{proposal.pk}/" in links_of(response)
    with make.owning():
        Proposal.objects.update(state=Proposal.State.DECIDED)
    rows.pair([mentor, children[0]])
    rows.pair([mentor, children[1]])
    rows.pair([mentor, children[2]], Pair.State.AGREED)
    text = desk(signed_in, "svetlana")
    assert "2 пары ждут ответов о согласии «Ступени» до 30 октября 2026 Внести ответы" in text
    assert (
        "1 пара: согласие есть, приказа нет «Ступени» до 30 октября 2026 Подготовить проект приказа" in text
    )
    assert "1 наставляемый без пары: предложение уже составлялось «Ступени» К программе" in text


def test_returned_draft_goes_back_to_the_curator_and_a_signed_one_on(house: House, signed_in: SignIn) -> None:
    made = {state: rows.paper(house.school, state) for state in ("draft", "returned", "signed")}
    about = "О закреплении наставнических пар. «Ступени», проект от 15.10.2026 до 30 октября 2026"
    waiting = {
        "svetlana": (
            f"Проект приказа возвращён с замечанием {about} Исправить",
            f"/papers/{made['returned'].pk}/",
        ),
        "nina": (f"Проект приказа ждёт подписи {about} Просмотреть", f"/papers/{made['draft'].pk}/"),
        "tamara": (
            f"Приказ подписан и ждёт номера {about} Зарегистрировать",
            f"/papers/{made['signed'].pk}/register/",
        ),
    }
    for login, (words, url) in waiting.items():
        response = signed_in(login).get("/")
        assert words in text_of(response)
        assert url in links_of(response)
        others = [other for who, (other, _) in waiting.items() if who != login]
        assert not any(other in text_of(response) for other in others)


def test_many_papers_are_not_many_lines(house: House, signed_in: SignIn) -> None:
    for _ in range(7):
        rows.paper(house.school, Paper.State.SIGNED)
    text = desk(signed_in, "tamara")
    assert text.count("Приказ подписан и ждёт номера") == 6
    assert "Приказ подписан и ждёт номера: ещё 2" in text


def test_desk_without_tasks_says_what_comes_next(quiet: House, signed_in: SignIn) -> None:
    text = desk(signed_in, "svetlana")
    assert "На сегодня всё сделано. Дальше в году: до 30 октября — закрепление пар приказом." in text


def test_desk_shows_the_school_in_figures_with_its_target(quiet: House, signed_in: SignIn) -> None:
    text = desk(signed_in, "svetlana")
    assert "1,1 % 1 из 90 цель 20 % ! до цели 18,9 п. п." in text
    assert "Наставляемые с парой 100 % 1 из 1" in text
    assert "Действующие пары 1" in text
    assert "Участники со всеми согласиями 100 % 2 из 2" in text
    assert "100 % 1 из 1" in desk(signed_in, "nina")


def test_secretary_sees_papers_and_no_share_of_children(quiet: House, signed_in: SignIn) -> None:
    rows.paper(quiet.school, Paper.State.SIGNED)
    text = desk(signed_in, "tamara")
    assert "Проекты приказов 0 Возвращены с замечанием 0 Ждут номера 1 Зарегистрированы в 2026 году 1" in text
    assert "Доля детей" not in text


def test_city_is_told_who_is_behind_in_numbers(quiet: House, signed_in: SignIn) -> None:
    response = signed_in("oleg").get("/")
    text = text_of(response)
    assert "1 организация не указала контингент за 2026 год до 31 декабря 2026 Показать" in text
    assert "1 организация без программы на 2026/2027 учебный год до 15 сентября 2026 Показать" in text
    assert "Не указаны цели на 2026 год: 2 показателя г. Северогорск" in text
    assert f"/figures/{quiet.city.pk}/?year=2026" in links_of(response)
    assert "Организации с программой в этом учебном году 50 % 1 из 2" in text
    assert "Приказов о парах зарегистрировано в 2026 году 1" in text
    listed = text_of(signed_in("oleg").get("/organisations/?lacks=programme"))
    assert "Гимназия № 2" in listed
    assert "Школа № 5" not in listed


def test_region_counts_all_its_cities(quiet: House, signed_in: SignIn) -> None:
    text = desk(signed_in, "irina")
    assert "2 организации не указали контингент за 2026 год" in text
    assert "Организации с программой в этом учебном году 33 % 1 из 3" in text


def test_target_that_is_set_asks_for_nothing(quiet: House, signed_in: SignIn) -> None:
    rows.target(quiet.city, "5")
    response = signed_in("oleg").get("/")
    assert "Не указана цель на 2026 год г. Северогорск. Доля детей и подростков 15–19 лет" in text_of(
        response
    )
    assert f"/figures/{quiet.city.pk}/I2/target/?year=2026" in links_of(response)
    rows.target(quiet.city, "1", code="I2")
    text = desk(signed_in, "oleg")
    assert "Не указана цель" not in text
    assert "цель 5 %" in text


def test_news_are_verbs_of_the_institution_without_names(quiet: House, signed_in: SignIn) -> None:
    svetlana, boris = quiet.accounts["svetlana"], quiet.accounts["boris"]
    with make.owning():
        for verb, institution, account in (
            ("import_base", quiet.school, svetlana),
            ("record_consents", quiet.school, svetlana),
            ("record_consents", quiet.school, svetlana),
            ("sign_in", None, svetlana),
            ("form_pairs", quiet.gymnasium, boris),
        ):
            Entry.objects.create(
                verb=verb, institution_id=institution.pk if institution else None, account_id=account.pk,
                person_id=quiet.danya.pk,
            )  # fmt: skip
    text = desk(signed_in, "svetlana")
    assert "Вы: Записаны согласия (2)" in text
    assert "Вы: Загружена база" in text
    assert "Одобрены пары" not in text
    assert "Вход в систему" not in text
    assert "Зимин" not in text
    as_nina = desk(signed_in, "nina")
    assert "Загружена база" in as_nina
    assert "Вы: Загружена база" not in as_nina


def test_work_of_another_school_is_not_on_the_desk(quiet: House, signed_in: SignIn) -> None:
    programme = rows.programme(quiet.gymnasium, "Чужая программа")
    rows.pair([rows.mentor(programme, "Лугова Лидия Львовна"), rows.mentee(programme, "Рекина Рита Ромовна")])
    rows.paper(quiet.gymnasium, Paper.State.RETURNED)
    assert "На сегодня всё сделано" in desk(signed_in, "svetlana")
    assert "1 пара ждёт ответов о согласии «Чужая программа»" in desk(signed_in, "boris")


def test_programme_of_last_year_is_not_this_years_work(house: House, signed_in: SignIn) -> None:
    rows.programme(house.school, "Прошлогодняя", school_year=2025)
    text = desk(signed_in, "svetlana")
    assert "Программа на 2026/2027 учебный год не открыта" in text
    assert "Прошлогодняя" not in text


def test_curator_of_two_schools_reads_which_one(house: House, signed_in: SignIn) -> None:
    with make.owning():
        Grant.objects.create(
            account=house.accounts["svetlana"],
            role=Role.CURATOR,
            node=house.rural,
            from_date=date(2026, 9, 1),
        )
    rows.programme(house.school)
    text = desk(signed_in, "svetlana")
    assert "Программа на 2026/2027 учебный год не открыта Озёрная школа" in text
    assert "не открыта Школа № 5" not in text


def test_certificates_and_agreements_that_end_await_the_curator(house: House, signed_in: SignIn) -> None:
    with make.owning():
        Person.objects.filter(pk=house.pavel.pk).update(is_outsider=True)
        for day, name in ((1, "Завод"), (20, "Вуз")):
            partner = Partner.objects.create(organisation=house.school, name=name, kind="other")
            Cooperation.objects.create(
                partner=partner, institution=house.school, agreement_end=date(2026, 10, day)
            )
    text = desk(signed_in, "svetlana").replace("\u00a0", " ")
    assert "Нет справки об отсутствии судимости или она истекает: 1 наставник со стороны" in text
    assert "1 соглашение с партнёром: истекло" in text
    assert "1 соглашение с партнёром: истекает за 30 дней" in text
    assert "справки" not in desk(signed_in, "nina")
    listed = text_of(signed_in("svetlana").get("/people/?who=check"))
    assert "1 человек" in listed
    assert "Левин Павел Андреевич" in listed


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("login", "queries"), [("svetlana", 29), ("nina", 19), ("tamara", 15), ("oleg", 19), ("irina", 20)]
)
def test_desk_costs_the_same_whatever_awaits(
    house: House, signed_in: SignIn, django_assert_num_queries, login: str, queries: int, number: int
) -> None:
    """Ten queries are the session's and the scope's; the desk of a school adds seven, the stages of its programmes three,
    its registers two more, road maps one, own questionnaires one and «до» three, a territory's two, the operator's one for copies.
    """
    for place in range(number):
        programme = rows.programme(house.school, f"Программа {place}")
        mentor = rows.mentor(programme, f"Лугова{place} Лидия Львовна")
        rows.pair([mentor, rows.mentee(programme, f"Рекина{place} Рита Ромовна")])
        rows.mentee(programme, f"Озерова{place} Рита Ромовна")
        for state in (Paper.State.DRAFT, Paper.State.SIGNED):
            rows.paper(house.school, state)
        make.organisation(f"Школа № {place}", parent=house.city)
    client = signed_in(login)
    with django_assert_num_queries(queries):
        client.get("/")


@pytest.mark.parametrize(
    ("days", "words"),
    [(None, "ещё не делалась"), (2, ""), (3, "не делалась 3 дня"), (40, "не делалась 40 дней")],
)
def test_base_without_a_fresh_copy_is_said_to_the_operator(
    house: House, signed_in: SignIn, days: int | None, words: str
) -> None:
    if days is not None:
        with make.owning():
            old = Backup.objects.create(file_name="old.nastavnik", size=1)
            Backup.objects.filter(pk=old.pk).update(made_at=timezone.now() - timedelta(days=days))
    text = desk(signed_in, "irina")
    assert ("Копия базы данных" in text) == bool(words)
    assert words in text
    assert "Копия базы данных" not in desk(signed_in, "svetlana")


def test_copies_are_listed_with_size_and_day(house: House, signed_in: SignIn) -> None:
    with make.owning():
        Backup.objects.create(file_name="nastavnik-2026-10-15-0900.nastavnik", size=1_250_000)
    text = text_of(signed_in("irina").get("/backups/"))
    assert "15.10.2026 10:00" in text
    assert "1,3" in text


def test_desk_tells_of_consents_that_end_and_of_birthdays(house: House, signed_in: SignIn) -> None:
    programme = rows.programme(house.school)
    ending = rows.mentor(programme, "Лугова Лидия Львовна")
    growing, waiting = (
        rows.mentee(programme, "Рекина Рита Ромовна"),
        rows.mentee(programme, "Морев Пётр Ильич"),
    )
    consented(ending, growing)
    with make.owning():
        Consent.objects.filter(person_id=ending.person_id).update(valid_until="2026-10-31")
        Person.objects.filter(pk=growing.person_id).update(birth_date="2012-11-01", birth_year=2012)
        Person.objects.filter(pk=waiting.person_id).update(created_at="2026-08-01T12:00:00+03:00")
    text = desk(signed_in, "svetlana")
    assert "За 30 дней истекут согласия: 1 человек Показать" in text
    assert "За 30 дней исполнится 14 или 18 лет: 1 человек Показать" in text
    assert "Без согласия больше 60 дней: 1 человек Решить" in text
    assert "истекут согласия" not in desk(signed_in, "nina")  # the head does not collect them


def test_suspended_pairs_wait_for_new_consents(house: House, signed_in: SignIn) -> None:
    programme = rows.programme(house.school)
    members = [rows.mentor(programme, "Лугова Лидия Львовна"), rows.mentee(programme, "Рекина Рита Ромовна")]
    consented(*members)
    rows.pair(members, Pair.State.PAUSED)
    text = desk(signed_in, "svetlana")
    assert "1 пара: приостановлено, нужны новые согласия «Ступени» Показать" in text


def test_class_teacher_is_told_of_the_own_class(house: House, signed_in: SignIn) -> None:
    programme = rows.programme(house.school)
    for name, written in (("Рекина Рита Ромовна", "8 «А»"), ("Морев Пётр Ильич", "9 «Б»")):
        part = rows.mentee(programme, name)
        with make.owning():
            Person.objects.filter(pk=part.person_id).update(class_name=written)
    made = make.account(
        "klavdia", make.person(house.school, "Классная Клавдия"), (Role.CLASS_TEACHER, house.school)
    )
    with make.owning():
        Grant.objects.filter(account=made).update(classes=["8А"])
    assert "Не хватает согласий: 1 человек" in desk(signed_in, "klavdia")
