"""Bases in every format that schools send, through the real page of loading, made by other libraries than ours."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
import xlwt
from django.urls import reverse
from odf.number import DateStyle, Day, Month, Text, Year
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style
from odf.table import Table, TableCell, TableRow
from odf.text import P

from nastavnik.mentoring.models import ImportRun, Need, Participation, Programme
from nastavnik.registry.models import Guardian, Person
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.sheets import sheet, xlsx

pytestmark = [pytest.mark.django_db, pairing.in_october]
Cells = Sequence[Sequence[Any]]
ROWS = sheet(
    "mentee",
    (1, "Ёжиков Пётр Ильич", "Ёжикова Анна Юрьевна, 8 900 000-00-01", 2012, "Физика; «ОГЭ», 9 класс", date(2026, 9, 10)),
    (2, "Лугова Вера Олеговна", "Лугов Олег Львович, 8 900 000-00-02", date(2013, 3, 5), "робототехника", "12.09.2026"),
)  # fmt: skip


def xls(cells: Cells) -> io.BytesIO:
    """A real BIFF8 file of Excel 97–2003, with a merged title above."""
    book = xlwt.Workbook()
    page = book.add_sheet("База")
    page.write_merge(0, 0, 0, 5, "База наставляемых")
    day = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for down, row in enumerate(cells, start=1):
        for across, cell in enumerate(row):
            page.write(down, across, cell, *([day] if isinstance(cell, date) else []))
    return _named(book.save, "база.xls")


def ods(cells: Cells) -> io.BytesIO:
    """A real file of LibreOffice Calc, with typed numbers and dates and a repeated empty row at its end."""
    book = OpenDocumentSpreadsheet()
    shape = DateStyle(name="day")
    for part in (Day(style="long"), Text(text="."), Month(style="long"), Text(text="."), Year(style="long")):
        shape.addElement(part)
    book.automaticstyles.addElement(shape)
    style = Style(name="date", family="table-cell", datastylename="day")
    book.automaticstyles.addElement(style)
    page = Table(name="База")
    for row in cells:
        line = TableRow()
        for cell in row:
            line.addElement(_ods_cell(cell, style))
        page.addElement(line)
    empty = TableRow(numberrowsrepeated=1000)
    empty.addElement(TableCell(numbercolumnsrepeated=100))
    page.addElement(empty)
    book.spreadsheet.addElement(page)
    return _named(book.write, "база.ods")


def _ods_cell(cell: Any, style: Style) -> TableCell:
    if isinstance(cell, date):
        made = TableCell(valuetype="date", datevalue=cell.isoformat(), stylename=style)
        cell = f"{cell:%d.%m.%Y}"
    elif isinstance(cell, int):
        made = TableCell(valuetype="float", value=cell)
    else:
        made = TableCell(valuetype="string")
    made.addElement(P(text=str(cell)))
    return made


def csv_in(encoding: str, separator: str) -> Callable[[Cells], io.BytesIO]:
    """A file of texts as spreadsheets save it: quoted where a cell holds the separator or quotes."""

    def write(cells: Cells) -> io.BytesIO:
        lines = [separator.join(_quoted(cell, separator) for cell in row) for row in cells]
        content = "\r\n".join(lines).encode(encoding)
        return _named(lambda file: file.write(content), "база.csv")

    return write


def _quoted(cell: Any, separator: str) -> str:
    said = f"{cell:%d.%m.%Y}" if isinstance(cell, date) else str(cell)
    said = said.replace('"', '""')
    return f'"{said}"' if separator in said or '"' in said else said


def _named(write: Callable[[Any], Any], name: str) -> io.BytesIO:
    file = io.BytesIO()
    write(file)
    file.seek(0)
    file.name = name
    return file


@pytest.fixture
def programme(house: House) -> Programme:
    return pairing.programme(house.school)


@pytest.mark.parametrize(
    "make_file",
    [xlsx, xls, ods, csv_in("cp1251", ";"), csv_in("utf-8-sig", ";"), csv_in("utf-8", ","), csv_in("utf-8", "\t")],
    ids=["xlsx", "xls", "ods", "csv-cp1251", "csv-utf-8-sig", "csv-utf-8-comma", "csv-utf-8-tab"],
)  # fmt: skip
def test_base_of_any_format_is_written_and_comes_again_as_the_same(
    make_file: Callable[[Cells], io.BytesIO], programme: Programme, signed_in: SignIn
) -> None:
    svetlana, url = signed_in("svetlana"), reverse("mentoring:base_import", args=[programme.pk, "mentee"])
    page = svetlana.post(url, {"file": make_file(ROWS)}, follow=True).content.decode()
    assert "Загрузить: 2 новые" in page.replace("\u00a0", " "), page
    with make.owning():
        run = ImportRun.objects.latest("pk")
    svetlana.post(reverse("mentoring:import_write", args=[run.pk]))
    with make.owning():
        people = {one.last_name: one for one in Person.objects.filter(participations__isnull=False)}
        assert set(people) == {"Ёжиков", "Лугова"}
        assert (people["Ёжиков"].birth_year, people["Ёжиков"].birth_date) == (2012, None)
        assert people["Лугова"].birth_date == date(2013, 3, 5)
        days = Participation.objects.order_by("entered_date").values_list("entered_date", flat=True)
        assert list(days) == [date(2026, 9, 10), date(2026, 9, 12)]
        requests = Need.objects.order_by("text").values_list("text", flat=True)
        assert list(requests) == ["Физика; «ОГЭ», 9 класс", "робототехника"]
        assert Guardian.objects.filter(full_name="Ёжикова Анна Юрьевна").exists()
    again = svetlana.post(url, {"file": make_file(ROWS)}, follow=True).content.decode()
    assert "записывать нечего" in again
