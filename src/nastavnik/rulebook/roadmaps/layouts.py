"""Where the columns of a table lie: its headings, the row under them, and what stands in the cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nastavnik.rulebook.roadmaps.contents import is_deadline_like, is_number_like, meanings_by_contents
from nastavnik.rulebook.roadmaps.document import Cell
from nastavnik.rulebook.roadmaps.headings import heading_meanings, is_year, meaning_of, year_of
from nastavnik.rulebook.roadmaps.model import Column
from nastavnik.rulebook.roadmaps.texts import flat

Row = Sequence[Cell]
_GROUPED = frozenset({"executors", "deadline", "result", "participants", "document_kind"})


@dataclass(frozen=True)
class Layout:
    """The columns of a plan of measures; `depth` rows at its top are headings."""

    columns: tuple[Column, ...]
    depth: int
    width: int

    def places(self, code: str) -> list[int]:
        """The indices of the columns of a meaning."""
        return [column.index for column in self.columns if column.code == code]

    def has(self, *codes: str) -> bool:
        """Tell whether any of the meanings has a column."""
        return any(column.code in codes for column in self.columns)

    @property
    def has_deadline(self) -> bool:
        """Tell whether a column says when."""
        return self.has("deadline", "begins", "ends")


@dataclass(frozen=True)
class IndicatorLayout:
    """The columns of a table of indicators: the name, the unit, the number, and a year for each column of values."""

    name: int
    years: Mapping[int, int]
    depth: int
    heading: str
    unit: int | None = None
    number: int | None = None


def plan_layout(rows: Sequence[Row]) -> Layout | None:
    """Find the columns of a plan whose headings are the first of the rows; None where it is no row of headings."""
    codes = heading_meanings(rows[0])
    if not codes:
        return None
    below = rows[1] if len(rows) > 1 else ()
    levels = _levels(rows[0], below, codes)
    depth = 2 if levels else 1
    body = [[cell.text for cell in row] for row in rows[depth:] if not heading_meanings(row)]
    if levels:
        codes = {**codes, **{place: code for place, (code, _) in levels.items()}}
    width = max(len(row) for row in rows[: depth + 1])
    codes = _completed(codes, rows[0], body, width)
    return Layout(_columns(codes, rows[0], levels), depth, width)


def layout_by_contents(rows: Sequence[Row]) -> Layout | None:
    """Find the columns of a plan without headings; None where no column says what or none says when."""
    texts = [[cell.text for cell in row] for row in rows if sum(1 for cell in row if cell.text.strip()) > 1]
    codes = meanings_by_contents(texts, {})
    if len(texts) < 2 or not {"title", "deadline"} <= set(codes.values()):
        return None
    return Layout(_columns(codes, (), {}), 0, max(len(row) for row in rows))


def indicator_layout(rows: Sequence[Row]) -> IndicatorLayout | None:
    """Find the columns of a table of indicators whose headings are the first of the rows, or the first two."""
    for depth in (1, 2):
        heads = _heads(rows[:depth])
        years = {place: year for place, text in heads.items() if (year := year_of(text))}
        named = [
            place
            for place, text in heads.items()
            if place not in years and _speaks_of_indicators(text) and meaning_of(text) != "number"
        ]
        if (
            years
            and named
            and not any(meaning_of(text) in {"deadline", "executors"} for text in heads.values())
        ):
            units = [place for place, text in heads.items() if text.lower().startswith(("ед", "единиц"))]
            numbers = [place for place, text in heads.items() if meaning_of(text) == "number"]
            return IndicatorLayout(
                named[0], years, depth, heads[named[0]], next(iter(units), None), next(iter(numbers), None)
            )
        if len(rows) < 2 or sum(1 for cell in rows[1] if is_year(flat(cell.text))) < 2:
            return None
    return None


def fits(layout: Layout, row: Row) -> bool:
    """Tell whether a row of another table may go on under the columns: nothing to the right of them, and numbers
    and deadlines where they belong.
    """
    texts = [cell.text.strip() for cell in row]
    if any(texts[layout.width :]) or not any(texts):
        return False
    numbers = [texts[place] for place in layout.places("number") if place < len(texts)]
    whens = [texts[place] for place in layout.places("deadline") if place < len(texts)]
    if any(number and not is_number_like(number) for number in numbers) and sum(map(bool, texts)) > 1:
        return False
    return len(texts) > 1 and (
        not any(whens) or any(map(is_deadline_like, whens)) or sum(map(bool, texts)) > 2
    )


def _heads(rows: Sequence[Row]) -> dict[int, str]:
    """The texts of headings by column; the lower row speaks where both do."""
    heads: dict[int, str] = {}
    for row in rows:
        heads |= {place: flat(cell.text) for place, cell in enumerate(row) if cell.text.strip()}
    return heads


def _speaks_of_indicators(text: str) -> bool:
    low = text.lower()
    return any(word in low for word in ("показател", "индикатор", "критери", "наименование"))


def _levels(head: Row, below: Row, codes: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    """The row under the headings that divides some of them: the meaning and the name of each sub-column."""
    filled = {place: flat(cell.text) for place, cell in enumerate(below) if cell.text.strip()}
    groups = {place: _group(head, place, codes) for place in filled}
    divides = [place for place, group in groups.items() if group is not None and groups_of(groups, group) > 1]
    if not filled or len(divides) < len(filled):
        return {}
    if any(len(text) > 60 or is_number_like(text) for text in filled.values()):
        return {}
    found = {}
    for place, text in filled.items():
        group = groups[place]
        above = codes[group] if group is not None else ""
        own = meaning_of(text)
        found[place] = (own if own in {"begins", "ends"} else above, text)
    return found


def groups_of(groups: Mapping[int, int | None], wanted: int) -> int:
    """Count the sub-columns of a group."""
    return sum(1 for group in groups.values() if group == wanted)


def _group(head: Row, place: int, codes: Mapping[int, str]) -> int | None:
    """The heading over a column: its own, or the one to the left where its own place is empty."""
    while place >= 0 and (place >= len(head) or not head[place].text.strip()):
        place -= 1
    return place if place in codes else None


def _completed(codes: dict[int, str], head: Row, body: Sequence[Sequence[str]], width: int) -> dict[int, str]:
    """Adds what stands in the cells to what the headings say."""
    unnamed = [place for place in range(width) if place not in codes]
    if not unnamed:
        return codes
    found = {**codes}
    for place in unnamed:
        group = _group(head, place, codes)
        if group is not None and codes[group] in _GROUPED and head[group].across > place - group:
            found[place] = codes[group]
    guessed = meanings_by_contents(body, found)
    found |= {place: code for place, code in guessed.items() if place not in found}
    for place in unnamed:
        group = _group(head, place, codes)
        is_blank = place >= len(head) or not head[place].text.strip()
        if place not in found and is_blank and group is not None and codes[group] in _GROUPED:
            found[place] = codes[group]
    return found


def _columns(
    codes: Mapping[int, str], head: Row, levels: Mapping[int, tuple[str, str]]
) -> tuple[Column, ...]:
    has_title = "title" in codes.values()
    others = "content" if "content" in codes.values() else "stage"
    columns = []
    for place, code in sorted(codes.items()):
        means = "title" if not has_title and code == others else code
        heading = flat(head[place].text) if place < len(head) else ""
        columns.append(Column(means, heading, place, levels[place][1] if place in levels else ""))
    return tuple(columns)
