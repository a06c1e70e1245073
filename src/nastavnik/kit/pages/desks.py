"""The desk: what awaits me by date, the state of my organisation, what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from nastavnik.kit.components import Empty, Figure, JournalLine, Task
from nastavnik.kit.pages.base import Page


@dataclass(frozen=True)
class TaskGroup:
    """Tasks of one stretch of time."""

    label: str
    tasks: Sequence[Task]
    is_late: bool = False


class DeskPage(Page):
    """The first page of a person: tasks by date, four to six figures with targets, the latest changes.

    ::

        class CuratorDesk(DeskPage):
            permission = SIGNED_IN
            title = "Мой стол"
            section = "desk"

            def tasks(self) -> list[Task]:
                return [Task("Одобрить 12 пар", Action("Открыть", url), due=date(2026, 10, 15))]

            def figures(self) -> list[Figure]:
                return [Figure("Вовлечены", Decimal("42.5"), target=60, numerator=17, denominator=40)]

            def up_next(self) -> str:
                return "До 30 октября — приказ о закреплении пар."
    """

    abstract = True
    wide = True
    template_name = "kit/desk.html"
    title = "Мой стол"
    done_sentence: ClassVar[str] = "На сегодня всё сделано."
    figures_label: ClassVar[str] = "Показатели"
    news_label: ClassVar[str] = "Что изменилось"

    def tasks(self) -> Sequence[Task]:
        """What awaits this person."""
        return ()

    def figures(self) -> Sequence[Figure]:
        """The state of the organisation."""
        return ()

    def news(self) -> Sequence[JournalLine]:
        """What changed since the last visit."""
        return ()

    def up_next(self) -> str:
        """What comes next in the year, for a desk without tasks."""
        return ""

    def nothing(self) -> Empty:
        """What a desk without tasks says."""
        return Empty(self.done_sentence, self.up_next())

    @cached_property
    def task_groups(self) -> list[TaskGroup]:
        """Tasks by date: late ones first, those without a date last."""
        today = self.today
        week = today + dt.timedelta(days=7)
        found: dict[str, list[Task]] = {
            "Просрочено": [],
            "Сегодня": [],
            "На неделе": [],
            "Позже": [],
            "Без срока": [],
        }
        for task in sorted(self.tasks(), key=lambda task: task.due or dt.date.max):
            found[_stretch(task.due, today, week)].append(task)
        return [TaskGroup(label, tasks, label == "Просрочено") for label, tasks in found.items() if tasks]


def _stretch(due: dt.date | None, today: dt.date, week: dt.date) -> str:
    if due is None:
        return "Без срока"
    if due < today:
        return "Просрочено"
    if due == today:
        return "Сегодня"
    return "На неделе" if due <= week else "Позже"
