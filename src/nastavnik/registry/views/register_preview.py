"""What the page of a list of organisations or contingents shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse

from nastavnik.kit.components import Action
from nastavnik.kit.pages import (
    Candidate,
    Change,
    ComparedLine,
    Comparison,
    ImportResult,
    Preview,
    PreviewGroup,
    PreviewRow,
    Remark,
    Writing,
    cell_at,
    with_remarks,
    written_result,
)
from nastavnik.kit.pages.imports.preview import GROUP_LABELS, ROWS_SHOWN
from nastavnik.kit.sheets import cells_from_json
from nastavnik.registry.models import Organisation, RegisterImport
from nastavnik.registry.queries.registers import LABELS, RegisterLine, lines_of, organisations_among
from nastavnik.registry.unready import UNDECIDED, WRONG_ROWS
from nastavnik.registry.views.organisations import card_url
from nastavnik.rulebook.base_forms import Problem
from nastavnik.rulebook.registers import REGISTER_COLUMNS, RegisterKind

_COMPARED = ("short_name", "full_name", "inn", "founder", "address")


def preview_of(run: RegisterImport, opened: tuple[str, int] = ("", 0)) -> Preview:
    """The rows in groups, some of each, with the columns that are read."""
    lines, cells = lines_of(run), cells_from_json(run.cells)
    known = organisations_among({pk for line in lines for pk in line.candidates})
    places = sorted(int(place) for place in run.columns)
    groups = []
    for kind in GROUP_LABELS:
        start = opened[1] if opened[0] == kind else 0
        of_kind = [line for line in lines if line.state == kind]
        rows = [_row(line, cells, places, known) for line in of_kind[start : start + ROWS_SHOWN]]
        groups.append(PreviewGroup(kind, rows, len(of_kind), start=start, is_opened=opened[0] == kind))
    titles = {column.code: column.heading for column in REGISTER_COLUMNS[RegisterKind(run.kind)]}
    matched = [(run.headings[place], titles.get(run.columns[str(place)], "")) for place in places]
    decided = [line for line in lines if line.verdict]
    return Preview(
        filename=run.file_name,
        headings=[run.headings[place] for place in places],
        groups=groups,
        matched=[(heading, meaning) for heading, meaning in matched if heading != meaning],
        refusal=_refusal(lines),
        decided=(
            sum(line.verdict == "other" for line in decided),
            sum(line.verdict == "same" and bool(line.changes) for line in decided),
        ),
        columns_url=reverse("registry:register_columns", args=[run.pk]),
        failure=run.failure,
        decide_url=reverse("registry:register_decide", args=[run.pk]),
    )


def writing_of(run: RegisterImport) -> Writing:
    """How far the writing has come; after ten silent minutes the list can be taken back."""
    return Writing.of(run.file_name, run.progress, reverse("registry:register_give_back", args=[run.pk]))


def result_of(run: RegisterImport) -> ImportResult:
    """What was written and the way on; of a list that was given up, that nothing was."""
    again = Action("Выбрать файл", reverse("registry:register_file", args=[run.node_id, run.kind]))
    if run.state == RegisterImport.State.DISCARDED:
        return ImportResult(f"Файл «{run.file_name}» отменён: из него ничего не записано.", actions=[again])
    lines = lines_of(run)
    new = sum(line.state == "new" or line.verdict == "other" for line in lines)
    changed = sum(
        line.state == "changed" or (line.verdict == "same" and bool(line.changes)) for line in lines
    )
    back = Action("К организации", card_url(run.node), style="primary")
    everything = Action("Показать организации", reverse("registry:organisation_list"))
    same = sum(line.state == "same" for line in lines)
    return written_result(run.file_name, new=new, changed=changed, same=same, actions=[back, everything])


def rows_with_remarks(run: RegisterImport) -> tuple[list[str], list[list[Any]]]:
    """The list as it came, with what is wrong beside each row."""
    cells = cells_from_json(run.cells)
    said = {line.number: _remarks(line) for line in lines_of(run)}
    rows = enumerate(cells[run.heading_row + 1 :], start=run.heading_row + 2)
    return with_remarks(run.headings, ((row, said.get(number, "")) for number, row in rows))


def _refusal(lines: Sequence[RegisterLine]) -> str | None:
    if any(line.state == "wrong" for line in lines):
        return WRONG_ROWS
    return UNDECIDED if any(line.state == "suspicious" and not line.verdict for line in lines) else None


def _row(
    line: RegisterLine,
    cells: Sequence[Sequence[Any]],
    places: Sequence[int],
    known: Mapping[int, Organisation],
) -> PreviewRow:
    row = cells[line.number - 1] if line.number <= len(cells) else []
    return PreviewRow(
        number=line.number,
        cells=[cell_at(row, place) for place in places],
        remarks=[Remark(Problem(**problem).sentence) for problem in line.problems],
        changes=[Change(*change) for change in line.changes],
        comparison=_comparison(line, known) if line.candidates else None,
    )


def _comparison(line: RegisterLine, known: Mapping[int, Organisation]) -> Comparison:
    candidates = [
        Candidate(
            f"same:{pk}",
            known[pk].short_name,
            [
                ComparedLine(
                    LABELS.get(code, code), str(line.values.get(code, "")), str(getattr(known[pk], code))
                )
                for code in _COMPARED
            ],
        )
        for pk in line.candidates
        if pk in known
    ]
    chosen = f"same:{line.target}" if line.verdict == "same" else line.verdict
    return Comparison(line.title, candidates, chosen)


def _remarks(line: RegisterLine) -> str:
    said = " ".join(replace(Problem(**problem), row=0).sentence for problem in line.problems)
    return said or (
        "Похожая организация уже есть: решите, та же ли это." if line.state == "suspicious" else ""
    )
