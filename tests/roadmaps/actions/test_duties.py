"""Marks on a duty and what shows them."""

from datetime import date, timedelta

import pytest

from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.roadmaps.actions import duties
from nastavnik.roadmaps.actions.evidence import (
    attach_file,
    attach_link,
    attach_paper,
    download_evidence,
    remove_evidence,
    show_evidence,
)
from nastavnik.roadmaps.models import Duty, Evidence, ExecutorName
from nastavnik.roadmaps.queries.duties import evidence_of, files_visible_to
from tests import factories as make
from tests.house.scene_of_duties import PDF, duty_of, living_map
from tests.house_of_people import House
from tests.papers.drafting import registered

pytestmark = pytest.mark.django_db

TODAY = make.TODAY
BASE = {
    "title": "Собрать базу",
    "deadline": "до 20 октября 2026 г.",
    "executors": "Руководители ОО, секретарь",
}
ORDER = BASE | {"title": "Издать приказ", "document_kind": "pairs_order"}


def do(login: str, action, duty: Duty, **values):
    actor = make.actor(login)
    with acting(actor):
        return action(by=actor, duty=duty, **values)


def complete(login: str, duty: Duty, **values):
    return do(login, duties.complete_duty, duty, **{"done_date": TODAY, "today": TODAY, **values})


@pytest.fixture
def duty(house: House) -> Duty:
    living_map(house.city, "oleg", BASE, ORDER)
    return duty_of(house.school, "Собрать базу")


def test_marks_go_forward_and_back(duty: Duty) -> None:
    assert do("svetlana", duties.begin_duty, duty).state == "begun"
    assert complete("nina", duty, comment="Собрали").state == "done"
    assert do("svetlana", duties.undo_duty, duty).state == "begun"
    undone = do("svetlana", duties.undo_duty, duty)
    assert (undone.state, undone.done_date) == ("not_begun", None)
    assert do("svetlana", duties.excuse_duty, duty, reason="Нет наставляемых").state == "not_needed"
    assert do("oleg", duties.withdraw_duty, duty, reason="Школа малая").state == "withdrawn"
    assert do("oleg", duties.give_back_duty, duty).state == "not_needed"


@pytest.mark.parametrize("login", ["oleg", "irina", "tamara", "boris"])
def test_nobody_else_reports_for_a_school(duty: Duty, login: str) -> None:
    with pytest.raises(Denied):
        complete(login, duty)


@pytest.mark.parametrize("login", ["irina", "nina", "svetlana"])
def test_only_whoever_runs_the_map_takes_off(duty: Duty, login: str) -> None:
    with pytest.raises(Denied):
        do(login, duties.withdraw_duty, duty, reason="Не нужно")


def test_executor_named_by_his_post_reports_in_a_map_of_the_school(house: House) -> None:
    living_map(house.school, "svetlana", {"title": "Вести журнал", "executors": "секретарь"})
    own = duty_of(house.school, "Вести журнал")
    with pytest.raises(Denied):
        complete("tamara", own)
    with make.owning():
        ExecutorName.objects.filter(owner=house.school).update(kind="post", role="secretary")
    assert complete("tamara", own).state == "done"


@pytest.mark.parametrize(
    ("done_date", "field"), [(TODAY + timedelta(days=1), "done_date"), (date(2012, 1, 1), "done_date")]
)
def test_day_that_can_not_be_is_refused(duty: Duty, done_date: date, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        complete("nina", duty, done_date=done_date)
    assert refusal.value.field == field


def test_done_twice_is_refused(duty: Duty) -> None:
    complete("nina", duty)
    with pytest.raises(Refused, match="выполнено"):
        complete("nina", duty)


def test_named_document_is_asked_for(house: House, duty: Duty) -> None:
    asked, paper = duty_of(house.school, "Издать приказ"), registered(house)
    with pytest.raises(Refused, match="нужен документ") as refusal:
        complete("nina", asked)
    assert refusal.value.field == "paper"
    assert complete("nina", asked, paper=paper).state == "done"
    with make.owning():
        assert [one.paper_id for one in evidence_of(asked)] == [paper.pk]


def test_named_document_may_be_missed_with_a_written_reason(house: House, duty: Duty) -> None:
    done = complete("nina", duty_of(house.school, "Издать приказ"), no_paper_reason="Приказ издан в августе")
    assert (done.state, done.no_paper_reason) == ("done", "Приказ издан в августе")


def test_paper_of_another_organisation_is_no_evidence(house: House, duty: Duty) -> None:
    paper = registered(house)
    with pytest.raises(Refused, match="этой же организации"):
        do("boris", attach_paper, duty_of(house.gymnasium, "Собрать базу"), paper=paper)


def test_many_are_marked_only_where_no_document_is_asked_for(house: House, duty: Duty) -> None:
    asked, nina = duty_of(house.school, "Издать приказ"), make.actor("nina")
    with acting(nina), pytest.raises(Refused, match="требует документа"):
        duties.complete_duties(by=nina, duties=[duty, asked], done_date=TODAY, today=TODAY)
    assert duty_of(house.school, "Собрать базу").state == "not_begun", "all or none"
    with acting(nina):
        assert duties.complete_duties(by=nina, duties=[duty], done_date=TODAY, today=TODAY) == 1


def test_term_named_by_the_document_is_not_changed_by_hand(duty: Duty) -> None:
    oleg = make.actor("oleg")
    with acting(oleg), pytest.raises(Refused, match="новую редакцию"):
        duties.date_occurrence(by=oleg, occurrence=duty.occurrence, from_date=None, to_date=TODAY)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://site.example/a", "просто слова", "https://a:b@site.example"]
)
def test_link_that_is_no_address_of_a_page_is_refused(duty: Duty, link: str) -> None:
    with pytest.raises(Refused, match="http"):
        do("nina", attach_link, duty, link=link, words="Новость")


def test_file_is_told_by_its_content(duty: Duty) -> None:
    with pytest.raises(Refused, match="PDF"):
        do("nina", attach_file, duty, content=b"MZ program", file_name="фото.jpg", words="Фото")


def test_file_is_open_above_only_by_choice(duty: Duty) -> None:
    evidence = do("nina", attach_file, duty, content=PDF, file_name="список.pdf", words="Протокол")

    def opened(login: str) -> int:
        actor = make.actor(login)
        with acting(actor):
            return files_visible_to(actor).count()

    assert (opened("nina"), opened("oleg"), opened("boris")) == (1, 0, 0)
    nina = make.actor("nina")
    with acting(nina):
        show_evidence(by=nina, evidence=evidence, is_shown=True)
    assert (opened("nina"), opened("oleg"), opened("boris")) == (1, 1, 0)
    oleg = make.actor("oleg")
    with acting(oleg):
        assert download_evidence(by=oleg, file=files_visible_to(oleg).get()) == PDF


def test_file_of_a_municipality_is_open_to_the_region(house: House) -> None:
    living_map(house.city, "oleg", {"title": "Совещание", "deadline": "до 20 октября 2026 г."})
    own = duty_of(house.city, "Совещание")
    do("oleg", attach_file, own, content=PDF, file_name="протокол.pdf", words="Протокол")
    irina = make.actor("irina")
    with acting(irina):
        assert files_visible_to(irina).count() == 1


def test_evidence_under_a_mark_is_not_taken_away(duty: Duty) -> None:
    evidence = do("nina", attach_link, duty, link="https://site.example/news", words="Новость")
    complete("nina", duty)
    nina = make.actor("nina")
    with acting(nina), pytest.raises(Refused, match="отмените отметку"):
        remove_evidence(by=nina, evidence=evidence)
    do("nina", duties.undo_duty, duty)
    with acting(nina):
        remove_evidence(by=nina, evidence=evidence)
        assert not Evidence.objects.exists()
