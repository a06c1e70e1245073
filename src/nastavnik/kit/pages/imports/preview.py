"""What the pages of an import show: rows in groups, comparisons, the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from nastavnik.kit.components import Action, Fact, State, Tone
from nastavnik.rulebook.numbers import counted, plural

ROWS_SHOWN = 200
ROWS = ("строка", "строки", "строк")

GroupKind = Literal["wrong", "suspicious", "new", "changed", "same"]
GROUP_LABELS: dict[GroupKind, str] = {
    "wrong": "С ошибками",
    "suspicious": "Подозрительные",
    "new": "Новые",
    "changed": "Изменятся",
    "same": "Без изменений",
}
GROUP_TONES: dict[GroupKind, Tone] = {
    "wrong": "bad",
    "suspicious": "attention",
    "new": "good",
    "changed": "attention",
    "same": "neutral",
}


@dataclass(frozen=True)
class Remark:
    """What is wrong with a row, in a Russian sentence; `column` is the heading in the user's file."""

    text: str
    column: str = ""

    def __str__(self) -> str:
        return f"{self.column}: {self.text}" if self.column else self.text


@dataclass(frozen=True)
class Change:
    """A value that the import would change."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class ComparedLine:
    """One thing said of both: in the file and in the register."""

    label: str
    in_file: str
    in_register: str

    @property
    def differs(self) -> bool:
        """Whether both say something and not the same."""
        return bool(self.in_file and self.in_register) and self.in_file != self.in_register


@dataclass(frozen=True)
class Candidate:
    """Somebody (or something) known whom the row may concern; `key` comes back with the decision."""

    key: str
    title: str
    lines: Sequence[ComparedLine] = ()
    url: str = ""


@dataclass(frozen=True)
class Comparison:
    """A row beside those whom it may concern. `chosen` is the key of a candidate, «other», «skip» or nothing."""

    title: str
    candidates: Sequence[Candidate]
    chosen: str = ""


@dataclass(frozen=True)
class PreviewRow:
    """A row of the user's file: its number there, its cells as read, what is to be said of it and done with it."""

    number: int
    cells: Sequence[Any] = ()
    remarks: Sequence[Remark] = ()
    changes: Sequence[Change] = ()
    comparison: Comparison | None = None
    actions: Sequence[Action] = ()


@dataclass(frozen=True)
class PreviewGroup:
    """Rows to which the same will happen. `total` is needed only when not all rows are handed over.

    `start` is the place of the first row handed over, `is_opened` opens a group that is closed by itself.
    """

    kind: GroupKind
    rows: Sequence[PreviewRow]
    total: int | None = None
    label: str = ""
    start: int = 0
    is_opened: bool = False

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows) if self.total is None else self.total

    @property
    def state(self) -> State:
        """The name of the group with its sign."""
        return State(self.label or GROUP_LABELS[self.kind], GROUP_TONES[self.kind])

    @property
    def shown(self) -> Sequence[PreviewRow]:
        """Rows that the page shows."""
        return self.rows[:ROWS_SHOWN]

    @property
    def following(self) -> int:
        """How many rows come after those that are shown."""
        return max(0, self.count - self.start - len(self.shown))

    @property
    def shown_words(self) -> str:
        """«Показаны строки 201–400 из 1 204»; nothing when all are shown."""
        if not self.start and not self.following:
            return ""
        last = self.start + len(self.shown)
        return f"Показаны {self.start + 1}–{last} из {counted(self.count, ('строки', 'строк', 'строк'))}."

    @property
    def next_query(self) -> str:
        """The query of the page with the following rows."""
        return f"?group={self.kind}&from={self.start + len(self.shown)}#group-{self.kind}"

    @property
    def previous_query(self) -> str:
        """The query of the page with the rows before."""
        return f"?group={self.kind}&from={max(0, self.start - ROWS_SHOWN)}#group-{self.kind}"

    @property
    def is_open(self) -> bool:
        """Rows that need a look are open at once."""
        return self.is_opened or (self.kind in ("wrong", "suspicious") and self.count > 0)


@dataclass(frozen=True)
class Preview:
    """What a staged file would do. `headings` are those of the file, in the order of the cells.

    `matched` pairs each heading of the file with what it was understood as; `unread` are headings that
    were not understood. `refusal` is a sentence when nothing can be written. `failure` says why an attempt
    to write failed. `decided` counts the suspicious rows that will be written as new and as changed.
    """

    filename: str
    headings: Sequence[str]
    groups: Sequence[PreviewGroup]
    matched: Sequence[tuple[str, str]] = ()
    unread: Sequence[str] = ()
    refusal: str | None = None
    failure: str = ""
    decided: tuple[int, int] = (0, 0)
    columns_url: str = ""
    decide_url: str = ""

    def group(self, kind: GroupKind) -> PreviewGroup:
        """The group of this kind, empty when there is none."""
        return next((group for group in self.groups if group.kind == kind), PreviewGroup(kind, ()))

    @property
    def shown_groups(self) -> list[PreviewGroup]:
        """All kinds with rows, those that need a look first."""
        return [group for group in (self.group(kind) for kind in GROUP_LABELS) if group.count]

    @property
    def brings(self) -> tuple[int, int]:
        """How many rows would be written as new and as changed."""
        return (
            self.group("new").count + self.decided[0],
            self.group("changed").count + self.decided[1],
        )

    @property
    def write_label(self) -> str:
        """The button in words: «Загрузить: 24 новых, 3 изменённых»."""
        new, changed = self.brings
        parts = [f"{new} {plural(new, 'новая', 'новые', 'новых')}"] if new else []
        if changed:
            parts.append(f"{changed} {plural(changed, 'изменённая', 'изменённые', 'изменённых')}")
        return f"Загрузить: {', '.join(parts)}" if parts else "Загрузить"

    @property
    def write_refusal(self) -> str | None:
        """Why it cannot be written: what the room said, or that the file brings nothing."""
        if self.refusal is not None:
            return self.refusal
        if not any(self.brings):
            return "В файле нет новых и изменённых строк: записывать нечего."
        return None

    @property
    def has_remarks(self) -> bool:
        """Whether there are rows to give back."""
        return bool(self.group("wrong").count or self.group("suspicious").count)

    @property
    def without_wrong_label(self) -> str:
        """The button that leaves wrong rows out, by choice: «Загрузить без 3 строк с ошибками»."""
        wrong = self.group("wrong").count
        return f"Загрузить без {counted(wrong, ('строки', 'строк', 'строк'))} с ошибками"


@dataclass(frozen=True)
class ImportResult:
    """What was written: a sentence, facts with counts, the way on."""

    sentence: str
    facts: Sequence[Fact] = ()
    actions: Sequence[Action] = ()
