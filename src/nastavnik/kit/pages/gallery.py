"""The gallery: every component in every shape on one page, for those who build and look."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404

from nastavnik.kit.charts import Bar, bar_chart
from nastavnik.kit.components import (
    Action,
    Crumb,
    Empty,
    Fact,
    Figure,
    JournalLine,
    Missing,
    Progress,
    State,
    Task,
)
from nastavnik.kit.forms import DateField, speak_plainly
from nastavnik.kit.pages.base import Page
from nastavnik.kit.pages.cards import TabView
from nastavnik.kit.tables import Column, Table

LONG = (
    "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 17 "
    "с углублённым изучением отдельных предметов имени Героя Труда Аркадия Вымышленного» посёлка Приозёрный"
)


class GalleryForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Наименование", help_text="Как в уставе.")
    day = DateField(label="Дата приказа")
    kind = forms.ChoiceField(label="Форма", choices=[("a", "ученик – ученик"), ("b", "учитель – ученик")])
    way = forms.ChoiceField(
        label="Кем подписано",
        choices=[("head", "руководитель"), ("deputy", "исполняющий обязанности")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="Темы запроса",
        choices=[("math", "математика"), ("sport", "спорт"), ("work", "профессия")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="Примечание", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agree = forms.BooleanField(label="Согласие представителя получено", required=False)
    file = forms.FileField(label="Файл", required=False)


class GalleryPage(Page):
    """All components; open only where `NASTAVNIK_GALLERY` is set, invented data only."""

    public = True
    title = "Детали страниц"
    template_name = "kit/gallery.html"
    wide = True

    def load(self) -> None:
        """Outside development and demonstration there is no such page."""
        if not getattr(settings, "NASTAVNIK_GALLERY", False):
            raise Http404

    def crumbs(self) -> list[Crumb]:
        """A way up, as an example."""
        return [Crumb("Участники", "#"), Crumb("Наставляемые", "#")]

    def context(self) -> dict[str, Any]:
        """One value of each kind, and a form with errors."""
        form = GalleryForm({"name": "", "day": "31.02.2026", "kind": "a"})
        speak_plainly(form)
        form.is_valid()
        return {
            "form": form,
            "sheet_form": GalleryForm(prefix="sheet"),
            "actions": self._actions(),
            "states": [
                State("действует", "good"),
                State("ждёт приказа", "attention", "проект приказа готов"),
                State("отклонена", "bad", "нет согласия представителя"),
                State("черновик"),
            ],
            "figures": self._figures(),
            "tasks": [
                Task(
                    "Одобрить 12 пар программы «Шаг вперёд»",
                    Action("Открыть", "#"),
                    due=dt.date(2026, 10, 15),
                ),
                Task(LONG, Action("Напечатать", "#", reason="Нет ни одной пары."), who="Светлана Морошкина"),
            ],
            "facts": [
                Fact("Программа", "Шаг вперёд", "#"),
                Fact("Организация", LONG),
                Fact("Наставник", None, note="подходящего наставника нет"),
            ],
            "journal": [
                JournalLine(dt.date(2026, 10, day), "Нина Ольховская", "одобрила пару") for day in (14, 9)
            ],
            "missing": [Missing("Нет согласия родителя", Action("Распечатать бланк", "#"))],
            "progress": Progress("Записываем строки", 340, 500),
            "empty": Empty("Пар пока нет.", "Загрузите две базы.", Action("Загрузить базу", "#")),
            "table": self._table(),
            "empty_table": Table("Пустая таблица", columns=(Column("a", "Пара"),), empty="Пар пока нет."),
            "chart": self._chart(),
            "tabs": [
                TabView("Сведения", "#", current=True),
                TabView("Встречи", "#", current=False, count=12),
            ],
            "long": LONG,
        }

    def _actions(self) -> list[Action]:
        return [
            Action("Скачать .docx", "#", download=True),
            Action("Закрыть пару", "#", style="danger"),
            Action("Зарегистрировать", "#", reason="Сначала впишите номер и дату."),
        ]

    def _figures(self) -> list[Figure]:
        return [
            Figure(
                "Вовлечены дети 10–19 лет",
                Decimal("42.53"),
                numerator=170,
                denominator=400,
                target=60,
                last_year=31,
            ),
            Figure("Действующие пары", 128, unit="", target=120),
            Figure("Обучены наставники", None, note="сведения ещё не поданы"),
        ]

    def _table(self) -> Table:
        common = {
            "url": "#",
            "school": "школа № 17",
            "state": State("действует", "good"),
            "do": Action("Отклонить", "#", style="link"),
        }
        rows = [
            {
                "name": "Котова Дарья Игоревна",
                "grade": 8,
                "share": Decimal("12.5"),
                "day": dt.date(2026, 10, 15),
            },
            {"name": LONG, "grade": 11, "share": Decimal("1234.05"), "day": None},
        ]
        return Table(
            "Таблица",
            columns=(
                Column("name", "Фамилия Имя Отчество", link="url", note="school"),
                Column("grade", "Класс", kind="number"),
                Column("share", "Доля, %", kind="number", places=1),
                Column("day", "Дата", kind="date", wide_only=True),
                Column("state", "Состояние", kind="state"),
                Column("do", "", kind="actions"),
            ),
            rows=[row | common for row in rows],
        )

    def _chart(self) -> str:
        bars = [
            Bar("Приозёрский муниципальный округ", Decimal("64.2"), "64,2 %"),
            Bar(LONG, Decimal("31.05"), "31,1 %"),
            Bar("Заречный городской округ", None, "нет данных"),
        ]
        return bar_chart(bars, title="Вовлечены дети 10–19 лет", target=60, target_label="цель 60 %", top=100)
