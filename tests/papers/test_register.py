"""The register: papers of others, attached files, search and export, the next number; who stands in for the head."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.papers.actions import (
    ActingTerms,
    ForeignPaper,
    appoint_acting_head,
    attach_paper_file,
    correct_acting_head,
    download_paper_file,
    enter_paper,
    remove_acting_head,
    remove_paper_file,
    set_order_marks,
)
from nastavnik.papers.actions.papers import sign_order
from nastavnik.papers.models import ActingHead, Paper, PaperScan
from nastavnik.papers.queries import order_sheet_of
from nastavnik.papers.sheets import Mark
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.papers.drafting import drafted, registered, signed
from tests.papers.reading import lines_of
from tests.papers.test_movement import act, stored
from tests.papers.test_pages import at, html, words

pytestmark = pytest.mark.django_db
PDF, JPG = b"%PDF-1.7 invented", b"\xff\xd8\xff\xe0 invented"
OCTOBER = date(2026, 10, 15)
ABOVE = ForeignPaper(
    Paper.Kind.DIRECTIVE, "Управление образования", "О начале наставничества", "388-р", date(2026, 9, 1),
    "Срок баз — 30 сентября", "https://example.org/388",
)  # fmt: skip
TERMS = ActingTerms(
    "Вешняя Анна Львовна", "И. о. директора", date(2026, 10, 12), date(2026, 10, 16), "№ 30-лс"
)


def attached(house: House, paper: Paper, content: bytes = PDF, login: str = "tamara") -> PaperScan:
    actor = make.actor(login)
    with acting(actor):
        return attach_paper_file(by=actor, paper=paper, content=content, file_name="скан.pdf")


def entered(house: House, login: str = "tamara", **values: Any) -> Paper:
    actor = make.actor(login)
    with acting(actor):
        return enter_paper(
            by=actor, institution=house.school, requisites=ForeignPaper(**(vars(ABOVE) | values))
        )


def appointed(house: House, login: str = "tamara", **values: Any) -> ActingHead:
    actor = make.actor(login)
    with acting(actor):
        return appoint_acting_head(
            by=actor, institution=house.school, terms=ActingTerms(**(vars(TERMS) | values))
        )


# Attached files.


@pytest.mark.parametrize(("content", "kind"), [(PDF, "pdf"), (JPG, "jpg")])
def test_file_is_kept_as_it_was_sent_and_its_kind_told_by_its_content(
    house: House, content: bytes, kind: str
) -> None:
    scan = attached(house, signed(house), content)
    assert (scan.content_type, scan.size) == (kind, len(content))
    nina = make.actor("nina")
    with acting(nina):
        assert download_paper_file(by=nina, scan=scan) == content
        verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"attach_paper_file", "download_paper_file"} <= verbs


def test_signed_docx_may_be_attached(house: House) -> None:
    paper = registered(house)
    assert attached(house, paper, act("download", "tamara", paper)).content_type == "docx"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x90 a program", "PDF, JPG или .docx"),
        (b"<html>", "PDF, JPG или .docx"),
        (b"PK\x03\x04 torn", "повреждён"),
        (b"%PDF" + b"x" * (15 * 1024 * 1024), "больше 15 МБ"),
    ],
)
def test_other_files_are_refused(house: House, content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said) as refusal:
        attached(house, signed(house), content)
    assert refusal.value.field == "file"


def test_same_file_is_attached_once(house: House) -> None:
    paper = signed(house)
    attached(house, paper)
    with pytest.raises(Refused, match="уже приложен"):
        attached(house, paper)


def test_draft_takes_no_file(house: House) -> None:
    with pytest.raises(Refused, match="подписанному или зарегистрированному"):
        attached(house, drafted(house))


@pytest.mark.parametrize("login", ["nina", "boris", "oleg", "irina"])
def test_files_are_attached_and_removed_by_curator_and_secretary(house: House, login: str) -> None:
    paper, actor = signed(house), make.actor(login)
    scan = attached(house, paper)
    with pytest.raises(Denied):
        attached(house, paper, JPG, login)
    with acting(actor), pytest.raises(Denied):
        remove_paper_file(by=actor, scan=scan)


def test_changed_file_is_refused(house: House) -> None:
    scan, nina = attached(house, signed(house)), make.actor("nina")
    with make.owning():
        PaperScan.objects.update(content=b"%PDF other")
    with acting(nina), pytest.raises(Refused, match="контрольная сумма"):
        download_paper_file(by=nina, scan=PaperScan.objects.get(pk=scan.pk))


def test_file_is_sent_downloaded_and_removed_on_its_pages(house: House, signed_in: SignIn) -> None:
    paper, client = signed(house), signed_in("tamara")
    sent = {"file": SimpleUploadedFile("скан.pdf", PDF)}
    page = client.post(at("scan_attach", paper), sent, follow=True)
    assert "Файл приложен" in words(page) and "скан.pdf" in words(page)
    with make.owning():
        scan = PaperScan.objects.get()
    answer = client.get(reverse("papers:scan_download", args=[scan.pk]))
    assert answer.content == PDF and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    client.post(reverse("papers:scan_remove", args=[scan.pk]))
    assert "Файлов пока нет" in words(client.get(at("paper_view", paper)))


@pytest.mark.parametrize("login", ["boris", "oleg", "irina"])
def test_file_is_not_found_by_strangers_and_those_above(house: House, signed_in: SignIn, login: str) -> None:
    scan = attached(house, signed(house))
    assert signed_in(login).get(reverse("papers:scan_download", args=[scan.pk])).status_code in (403, 404)


# Papers of others.


def test_paper_of_another_organisation_comes_into_the_register(house: House, signed_in: SignIn) -> None:
    client = signed_in("tamara")
    sent = {
        "kind": "regulation", "issuer": "Управление образования", "title": "О наставничестве", "number": "7",
        "paper_date": "01.09.2026", "essence": "Порядок отбора", "file": SimpleUploadedFile("п.pdf", PDF),
    }  # fmt: skip
    page = words(client.post(reverse("papers:paper_enter"), sent, follow=True))
    for told in ("Положение", "О наставничестве", "Порядок отбора", "Управление образования", "п.pdf"):
        assert told in page
    assert "Управление образования" in words(client.get(reverse("papers:paper_list")))


def test_number_of_another_organisation_does_not_take_the_own_one(house: House) -> None:
    entered(house, number="40-од")
    assert registered(house, "40-од").number == "40-од"
    with pytest.raises(Refused, match="уже внесён"):
        entered(house, number="40-ОД")
    assert entered(house, number="40-од", issuer="Министерство").pk


def test_paper_to_come_or_without_a_digit_is_refused(house: House) -> None:
    with pytest.raises(Refused, match="не наступила"):
        entered(house, paper_date=date(2026, 12, 1))
    with pytest.raises(Refused, match="нет ни одной цифры"):
        entered(house, number="б/н")


@pytest.mark.parametrize("login", ["nina", "boris", "oleg", "irina"])
def test_papers_of_others_are_entered_by_curator_and_secretary(house: House, login: str) -> None:
    with pytest.raises(Denied):
        entered(house, login)


def test_paper_of_another_organisation_has_no_sheet(house: House, signed_in: SignIn) -> None:
    paper = entered(house)
    for login in ("tamara", "svetlana"):
        client = signed_in(login)
        assert client.get(at("paper_download", paper)).status_code == 404
        assert client.post(at("paper_view", paper), {}).status_code == 404
        assert "Срок баз — 30 сентября" in words(client.get(at("paper_view", paper)))


# The register.


def test_order_is_found_by_a_name_only_where_it_may_be_opened(house: House, signed_in: SignIn) -> None:
    paper = registered(house, "40-од")
    address = reverse("papers:paper_list") + "?q=зимин"
    for login, is_found in (("svetlana", True), ("tamara", True), ("oleg", False), ("irina", False)):
        assert (paper.title in html(signed_in(login).get(address))) is is_found


def test_register_goes_out_as_it_is_narrowed(house: House, signed_in: SignIn) -> None:
    registered(house, "40-од")
    entered(house)
    address = reverse("papers:register_export")
    whole, narrowed = (signed_in("oleg").get(address + tail) for tail in ("", "?kind=directive"))
    rows = [list(row) for row in openpyxl.load_workbook(BytesIO(whole.content)).active.values]
    assert rows[0][:4] == ["Вид документа", "Номер", "Дата", "Заголовок"]
    assert {row[1] for row in rows[1:]} == {"40-од", "388-р"}
    assert "Зимин" not in str(rows) and "Котов" not in str(rows)
    rows = [list(row) for row in openpyxl.load_workbook(BytesIO(narrowed.content)).active.values]
    assert [row[1] for row in rows[1:]] == ["388-р"]
    with acting(make.actor("svetlana")):
        assert set(Entry.objects.filter(verb="take_register").values_list("count", flat=True)) <= {1, 2}


def test_secretary_is_told_the_next_number(house: House, signed_in: SignIn) -> None:
    registered(house, "40-од")
    page = words(signed_in("tamara").get(at("paper_register", signed(house))))
    assert "Последний номер в реестре — 40-од, следующий по порядку — 41-од." in page


# Who stands in for the head.


def test_order_drafted_in_the_period_is_signed_by_whoever_stands_in(house: House) -> None:
    appointed(house, to_date=date(2026, 10, 30))
    paper = drafted(house)
    assert (paper.signer_post, paper.signer_name) == ("И. о. директора", "А. Л. Вешняя")


def test_order_dated_in_the_period_is_not_the_heads(house: House) -> None:
    paper = signed(house)
    appointed(house)
    with pytest.raises(Refused, match="исполнял\\(а\\) Вешняя Анна Львовна") as refusal:
        registered(house, "40-од", OCTOBER, paper)
    assert refusal.value.field == "paper_date"
    assert stored(paper).state == "signed"
    assert registered(house, "40-од", date(2026, 10, 19), paper).number == "40-од"


def test_whoever_stands_in_signs_no_other_day(house: House) -> None:
    appointed(house, to_date=date(2026, 10, 20))
    paper = signed(house)
    with pytest.raises(Refused, match=r"с 12\.10\.2026 по 20\.10\.2026"):
        registered(house, "40-од", date(2026, 10, 9), paper)
    assert registered(house, "40-од", OCTOBER, paper).number == "40-од"


def test_two_do_not_stand_in_on_one_day(house: House) -> None:
    appointed(house)
    with pytest.raises(Refused, match="обязанности исполняет Вешняя") as refusal:
        appointed(
            house, full_name="Горный Пётр Ильич", from_date=date(2026, 10, 16), to_date=date(2026, 11, 1)
        )
    assert refusal.value.field == "from_date"
    with pytest.raises(Refused, match="раньше первого"):
        appointed(house, from_date=date(2026, 11, 2), to_date=date(2026, 11, 1))


def test_record_is_corrected_and_removed(house: House) -> None:
    one, tamara = appointed(house), make.actor("tamara")
    with acting(tamara):
        correct_acting_head(
            by=tamara, acting=one, terms=ActingTerms(**(vars(TERMS) | {"to_date": date(2026, 10, 14)}))
        )
        assert Entry.objects.get(verb="correct_acting_head").fields == ["to_date"]
        remove_acting_head(by=tamara, acting=one)
        assert not ActingHead.objects.exists()


@pytest.mark.parametrize("login", ["nina", "boris", "oleg"])
def test_acting_head_is_entered_by_curator_and_secretary(house: House, login: str) -> None:
    one, actor = appointed(house), make.actor(login)
    with pytest.raises(Denied):
        appointed(house, login, from_date=date(2026, 11, 1), to_date=date(2026, 11, 2))
    with acting(actor), pytest.raises(Denied):
        remove_acting_head(by=actor, acting=one)


def test_pages_of_acting_heads(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    assert 'value="И. о. директора"' in html(client.get(reverse("papers:acting_add")))
    sent = {
        "full_name": "Вешняя А. Л.", "post": "И. о. директора", "from_date": "12.10.2026",
        "to_date": "16.10.2026", "basis": "№ 30-лс",
    }  # fmt: skip
    answer = client.post(reverse("papers:acting_add"), sent)
    assert answer.status_code == 422 and list(answer.context["form"].errors) == ["full_name"]
    answer = client.post(
        reverse("papers:acting_add"), sent | {"full_name": "Вешняя Анна Львовна"}, follow=True
    )
    assert "12.10.2026 – 16.10.2026" in words(answer)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_acting_heads_costs_the_same_whatever_its_length(
    house: House, signed_in: SignIn, django_assert_num_queries: Any, rows: int
) -> None:
    for month in range(1, rows + 1):
        appointed(house, from_date=date(2026, month, 1), to_date=date(2026, month, 5))
    client = signed_in("nina")
    client.get(reverse("papers:acting_list"))
    # Ten are the frame's.
    with django_assert_num_queries(11):
        client.get(reverse("papers:acting_list"))


# Approval marks.


def test_marks_are_typed_and_printed(house: House, signed_in: SignIn) -> None:
    paper, client = drafted(house), signed_in("svetlana")
    sent = {
        "kind_1": "agreed", "who_1": "Председатель профсоюзной организации", "name_1": "В. И. Садовая",
        "kind_2": "approve", "who_2": "Начальник управления", "name_2": "О. П. Громов",
    }  # fmt: skip
    page = client.post(at("paper_marks", paper), sent, follow=True)
    assert "СОГЛАСОВАНО" in words(page)
    lines = lines_of(act("download", "nina", stored(paper)))
    assert lines[0] == "УТВЕРЖДАЮ" and any(line.startswith("СОГЛАСОВАНО") for line in lines)
    assert 'value="В. И. Садовая"' in html(client.get(at("paper_marks", paper)))
    answer = client.post(at("paper_marks", paper), {"kind_1": "agreed"})
    assert answer.status_code == 422 and list(answer.context["form"].errors) == ["who_1"]


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg"])
def test_marks_are_written_by_the_curator(house: House, login: str) -> None:
    paper, actor = drafted(house), make.actor(login)
    with acting(actor), pytest.raises(Denied):
        set_order_marks(by=actor, paper=paper, marks=[Mark("agreed", "Профком")])


def test_participant_is_not_named_in_a_mark(house: House) -> None:
    paper, svetlana = drafted(house), make.actor("svetlana")
    with acting(svetlana), pytest.raises(Refused, match="Зимина"):
        set_order_marks(by=svetlana, paper=paper, marks=[Mark("opinion", "мать Зимина Д. О.")])
    with acting(svetlana):
        assert order_sheet_of(stored(paper)).marks == ()


def test_mark_of_the_own_head_is_of_whoever_heads_on_the_day(house: House, signed_in: SignIn) -> None:
    appointed(house, to_date=date(2026, 10, 30))
    paper, client = drafted(house), signed_in("svetlana")
    page = html(client.get(at("paper_marks", paper)))
    assert '<option value="И. о. директора Школа № 5">' in page and '<option value="А. Л. Вешняя">' in page
    head = {"kind_1": "approve", "who_1": "Директор Школы № 5", "name_1": "Н. И. Орлова"}
    client.post(at("paper_marks", paper), head)
    nina = make.actor("nina")
    with acting(nina):
        sign_order(by=nina, paper=stored(paper))
    with pytest.raises(Refused, match="а в грифе стоит Н"):
        registered(house, "40-од", OCTOBER, stored(paper))
    with make.owning():
        Paper.objects.filter(pk=paper.pk).update(
            marks=[
                {
                    "kind": "approve",
                    "who": "Директор Школы № 5",
                    "name": "Н. И. Орлова",
                    "dated": "01.10.2026",
                }
            ]
        )
    assert registered(house, "40-од", OCTOBER, stored(paper)).number == "40-од"
