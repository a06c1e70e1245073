"""What comes of resolving parts: gathered step by step, then given as a deadline."""

from __future__ import annotations

from dataclasses import dataclass, field

from nastavnik.rulebook.deadlines.frames import Frame, span_of
from nastavnik.rulebook.deadlines.model import Anchor, Recurrence, Span
from nastavnik.rulebook.deadlines.parts import Stretch
from nastavnik.rulebook.deadlines.wording import span_words

NONSENSE = "такой даты нет или начало позже конца"


@dataclass
class Outcome:
    """Occurrences, notes and whether a person is needed."""

    spans: list[Span] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    needs_person: bool = False
    recurrence: Recurrence | None = None
    anchor: Anchor | None = None
    alternatives: tuple[Span, ...] = ()

    def ask(self, note: str) -> None:
        """A person has to decide."""
        self.needs_person = True
        self.note(note)

    def note(self, note: str) -> None:
        """A sentence on how it was understood, once."""
        if note and note not in self.notes:
            self.notes.append(note)

    def add(self, span: Span) -> None:
        """An occurrence, once."""
        if span not in self.spans:
            self.spans.append(span)

    def is_real(self, stretch: Stretch) -> bool:
        """Whether the calendar has every piece of a stretch with years, in their order; a question where not."""
        for atom in stretch.edges:
            try:
                atom.start()
            except ValueError:
                self.ask(f"такой даты нет: {atom}")
                return False
        try:
            span_of(stretch)
        except ValueError:
            self.ask(f"начало позже конца: {stretch.first} – {stretch.last}")
            return False
        return True

    def add_stretch(self, stretch: Stretch, frame: Frame, *, is_told: bool = True) -> bool:
        """The days of a stretch with years; False, and a question, for nonsense."""
        if not self.is_real(stretch):
            return False
        span = span_of(stretch)
        self.add(span)
        self.note(stretch.remark)
        if stretch.doubt:
            self.ask(stretch.doubt)
        if is_told and frame.span and not frame.contains(span):
            where = "выходит за период карты" if frame.touches(span) else "вне периода карты"
            self.note(f"{span_words(span)} — {where}")
        return True
