"""The rows of a plan put together: sections, measures, and what continues the row above."""

from collections.abc import Mapping

from nastavnik.rulebook.roadmaps.broken_words import is_broken_off
from nastavnik.rulebook.roadmaps.contents import is_deadline_like, is_number_like
from nastavnik.rulebook.roadmaps.grid import Line
from nastavnik.rulebook.roadmaps.layouts import Layout
from nastavnik.rulebook.roadmaps.model import Draft, Place, Section
from nastavnik.rulebook.roadmaps.numbers import is_roman, parts_of, split_measure, split_section
from nastavnik.rulebook.roadmaps.texts import clean, glued, is_bullet, is_unfinished, starts_lower

Item = Section | Draft
_WHAT = ("number", "title", "content")


class Rows:
    """Takes rows one by one; `items` are sections and measures in their order."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.layout = Layout((), 0, 0)
        self.emptied: list[tuple[str, Place]] = []
        self.is_after_gap = False
        self._stage = ""

    def begin_section(self, line: str) -> None:
        """A section begins with the words of a line."""
        number, title = split_section(line)
        self.items.append(Section(number, title))

    def take(self, line: Line, texts: Mapping[int, str]) -> None:
        """Understand one row: a section, a measure, a part of the row above, or a number and nothing else."""
        is_after_gap, self.is_after_gap = self.is_after_gap or line.is_after_gap, False
        draft = self._draft(line, texts)
        filled = [place for place in line.filled if self._code(place) != "other"]
        if not filled:
            return
        if len(filled) == 1 and len(line.filled) == 1:
            self._take_lonely(line, draft, filled[0], is_after_gap=is_after_gap)
        elif self._continues(draft, is_after_gap=is_after_gap):
            self._glue(draft)
        else:
            self._stage_of(draft)
            self.items.append(draft)

    def _take_lonely(self, line: Line, draft: Draft, place: int, *, is_after_gap: bool) -> None:
        """A row with one text: a number alone, a section across the table, or a remainder of the row above."""
        text, code = line.filled[place], self._code(place)
        if code == "number" and is_number_like(text):
            self.emptied.append((text, line.place))
        elif self.items and self._is_remainder(text, place, is_after_gap=is_after_gap):
            self._glue(draft)
        elif place == 0 or line.cells[place].across > 1 or code in {"title", "stage", "content"}:
            self.begin_section(text.replace("\n", " "))
        else:
            self._glue(draft)

    def _is_remainder(self, text: str, place: int, *, is_after_gap: bool) -> bool:
        """Tell whether a lonely text goes on with the item above."""
        above = self.items[-1]
        if isinstance(above, Section):
            return starts_lower(text) or (is_after_gap and bool(above.number) and not split_section(text)[0])
        if self._code(place) != "title":
            is_deadline = place == 0 and self._code(place) == "deadline"
            return place > 0 or (is_deadline and starts_lower(text) and not is_after_gap)
        if starts_lower(text) or is_bullet(text):
            return True
        is_open = is_after_gap or is_unfinished(above.text("title"))
        return place > 0 and is_open and not split_section(text)[0]

    def _continues(self, draft: Draft, *, is_after_gap: bool) -> bool:
        """Tell whether a row without a number is a part of the row above."""
        above = self.items[-1] if self.items else None
        if draft.text("number") or draft.text("stage") or not isinstance(above, Draft):
            return False
        title, when = draft.text("title") or draft.text("content"), draft.text("deadline")
        if not title:
            return True
        is_numbered, is_dated = self.layout.has("number"), is_deadline_like(when)
        if starts_lower(title) or is_bullet(title):
            return not is_dated or (is_numbered and (is_after_gap or starts_lower(when)))
        if draft.text("begins") or draft.text("ends") or is_dated:
            return is_numbered and is_after_gap and self._is_cut(above, draft)
        return not draft.executors and (len(draft.texts) == 1 or starts_lower(draft.text("result")))

    def _is_cut(self, above: Draft, draft: Draft) -> bool:
        """Tell whether a page ended inside the row above: no other column begins anew on this page."""
        rest = [text for code, text in draft.texts.items() if code not in {"title", "deadline"}]
        rest.extend(draft.executors.values())
        return not above.text("title").endswith(".") and all(starts_lower(text) for text in rest)

    def _glue(self, draft: Draft) -> None:
        """Adds the texts of a row to those of the item above."""
        above = self.items[-1] if self.items else None
        if isinstance(above, Section):
            more = draft.text("title") or draft.text("number") or draft.text("stage")
            self.items[-1] = Section(above.number, _joined(above.title, more))
        elif above:
            for code, text in draft.texts.items():
                above.texts[code] = _joined(above.text(code), text)
            for level, text in draft.executors.items():
                above.executors[level] = _joined(above.executors.get(level, ""), text)

    def _stage_of(self, draft: Draft) -> None:
        """A column of stages spans rows: each new text in it begins a section."""
        stage = draft.texts.pop("stage", "")
        if stage and stage != self._stage:
            self._stage = stage
            number, title = split_section(stage.replace("\n", " "))
            self.items.append(Section(number, title))

    def _draft(self, line: Line, texts: Mapping[int, str]) -> Draft:
        draft = Draft(line.place, None)
        for column in self.layout.columns:
            text = texts.get(column.index, "")
            if not text or column.code == "other":
                continue
            if column.code == "executors":
                draft.executors[column.level] = _listed(draft.executors.get(column.level, ""), text)
            else:
                draft.texts[column.code] = _listed(draft.text(column.code), text)
        if not self.layout.has("number"):
            number, title = split_measure(draft.text("title"))
            if number:
                draft.texts |= {"number": number, "title": title}
        return draft

    def _code(self, place: int) -> str:
        return next((column.code for column in self.layout.columns if column.index == place), "other")


def is_candidate(draft: Draft) -> bool:
    """Tell whether a row holds a number and a title alone, as the heading of a section does."""
    return (
        bool(draft.text("number") and draft.text("title"))
        and not draft.executors
        and not any(text for code, text in draft.texts.items() if code not in _WHAT)
    )


def settle(items: list[Item]) -> list[Item]:
    """Decide which rows with a number and a title alone are sections, and drop sections under which nothing stands.

    Such a row is a section where the measures below it have longer numbers, or none, or numbers of another kind;
    among rows with numbers of the same length it is a measure that lacks everything else.
    """
    settled: list[Item] = []
    for place, item in enumerate(items):
        if isinstance(item, Draft) and is_candidate(item) and _heads(item, items[place + 1 :], items[:place]):
            title = clean(item.text("title")).replace("\n", " ")
            settled.append(Section(item.text("number"), title))
        else:
            settled.append(item)
    while settled and isinstance(settled[-1], Section):
        settled.pop()
    return _numbers_of_stages(settled)


def _numbers_of_stages(items: list[Item]) -> list[Item]:
    """Where only the first row of each section has a number, and others have none, it is the number of the section."""
    firsts = [
        (place, item) for place, item in enumerate(items) if place and isinstance(items[place - 1], Section)
    ]
    numbered = [item for item in items if isinstance(item, Draft) and item.text("number")]
    count = sum(1 for item in items if isinstance(item, Draft))
    leads = [item for _, item in firsts if isinstance(item, Draft) and item.text("number")]
    if not leads or len(leads) != len(numbered) or len(leads) == count:
        return items
    for place, draft in firsts:
        section = items[place - 1]
        if isinstance(section, Section) and isinstance(draft, Draft) and not section.number:
            items[place - 1] = Section(draft.texts.pop("number", ""), section.title)
    return items


def _heads(item: Draft, below: list[Item], above: list[Item]) -> bool:
    number = item.text("number")
    following = next((one for one in below if isinstance(one, Draft) and not is_candidate(one)), None)
    if following is None:
        return False
    other = following.text("number")
    if not other or is_roman(number) != is_roman(other):
        return True
    depth = len(parts_of(number))
    if len(parts_of(other)) != depth:
        return len(parts_of(other)) > depth
    same = [one for one in above if isinstance(one, Draft) and not is_candidate(one)]
    return not any(len(parts_of(one.text("number"))) == depth for one in same) and parts_of(other)[-1:] == (
        1,
    )


def _joined(first: str, second: str) -> str:
    """A text and its continuation, by lines where the second begins an item of a list."""
    if first and is_bullet(second):
        return f"{first}\n{second}"
    return first + second if is_broken_off(first, second) else glued(first, second)


def _listed(first: str, second: str) -> str:
    return f"{first}\n{second}" if first and first != second else second
