"""What the page of a checked file shows: rows of the file in groups, by what will happen to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse

from nastavnik.kit.actor import Actor
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
from nastavnik.kit.pages.imports.preview import ROWS_SHOWN, GroupKind
from nastavnik.mentoring.actions.base_loading import WRONG_ROWS
from nastavnik.mentoring.models import ImportRow, ImportRun, Side
from nastavnik.mentoring.queries.imports import (
    Recorded,
    first_rows,
    label_of,
    recorded_among,
    row_counts,
    shown_values,
    staged_rows,
)
from nastavnik.mentoring.views.programme_words import import_action, people_url
from nastavnik.rulebook.base_columns import COLUMNS
from nastavnik.rulebook.base_forms import Problem
from nastavnik.rulebook.dictionaries import Side as BaseSide
from nastavnik.rulebook.numbers import counted

NOTES_HEADING = "Примечание"
_KINDS: dict[str, GroupKind] = {
    ImportRow.State.NEW: "new",
    ImportRow.State.CHANGED: "changed",
    ImportRow.State.SAME: "same",
    ImportRow.State.SUSPICIOUS: "suspicious",
    ImportRow.State.WRONG: "wrong",
}
_COMPARED = {
    BaseSide.MENTEE: ("name", "birth_date", "birth_year", "class_name", "guardian", "contact"),
    BaseSide.MENTOR: ("name", "birth_date", "birth_year", "class_name", "work_place", "post", "contact"),
}


def preview_of(run: ImportRun, opened: tuple[str, int] = ("", 0)) -> Preview:
    """The rows in groups, some of each; of the columns only those that are read, in the order of the form."""
    counts = row_counts(run)
    places = _places(run)
    groups = []
    for state, kind in _KINDS.items():
        start = opened[1] if opened[0] == kind else 0
        rows = first_rows(run, state, start, ROWS_SHOWN) if counts[state] else []
        compared = recorded_among(run.programme, BaseSide(run.side), _candidates(rows))
        shown = [_preview_row(run, row, [place for place, _ in places], compared) for row in rows]
        groups.append(PreviewGroup(kind, shown, counts[state], start=start, is_opened=opened[0] == kind))
    return Preview(
        filename=run.file_name,
        headings=[*(heading for _, heading in places), NOTES_HEADING],
        groups=groups,
        matched=[
            (_printed(run, place), heading) for place, heading in places if _printed(run, place) != heading
        ],
        unread=[problem["unread"] for problem in run.problems if "unread" in problem],
        refusal=_refusal(counts),
        failure=run.failure,
        decided=(counts["decided_new"], counts["decided_same"]),
        columns_url=reverse("mentoring:import_columns", args=[run.pk]),
        decide_url=reverse("mentoring:import_decide", args=[run.pk]),
    )


def writing_of(run: ImportRun) -> Writing:
    """How far the writing has come; after ten silent minutes the file can be taken back."""
    return Writing.of(run.file_name, run.progress, reverse("mentoring:import_give_back", args=[run.pk]))


def result_of(run: ImportRun, actor: Actor) -> ImportResult:
    """What was written and the way on; of a file that was given up, that nothing was."""
    if run.state == ImportRun.State.DISCARDED:
        again = import_action(run.programme, run.side, actor, label="Выбрать файл")
        sentence = f"Файл «{run.file_name}» отменён: из него ничего не записано, прочитанные строки удалены."
        return ImportResult(sentence, actions=[again])
    counts = row_counts(run)
    new, changed = counts["new"] + counts["decided_new"], counts["changed"] + counts["decided_same"]
    left_out = counts["wrong"] + counts["skipped"]
    other = Side.MENTOR if run.side == Side.MENTEE else Side.MENTEE
    actions = [
        Action(
            "Вернуться к программе",
            reverse("mentoring:programme_view", args=[run.programme_id]),
            style="primary",
        ),
        Action("Показать участников", people_url(run.programme, side=run.side)),
    ]
    if left_out:
        url = reverse("mentoring:import_remarks", args=[run.pk])
        actions.append(Action("Скачать с замечаниями", url, download=True))
    actions.append(import_action(run.programme, other, actor))
    return written_result(
        run.file_name, new=new, changed=changed, same=counts["same"], left_out=left_out, actions=actions
    )


def rows_with_remarks(run: ImportRun, rows: Sequence[ImportRow]) -> tuple[list[str], list[list[Any]]]:
    """The file as it came, with what is wrong beside each row."""
    return with_remarks(run.headings, ((row.values["cells"], _remarks(row)) for row in rows))


def _refusal(counts: Mapping[str, int]) -> str | None:
    if counts[ImportRow.State.WRONG]:
        return WRONG_ROWS
    if counts["undecided"]:
        return f"Сначала решите, кто это: {counted(counts['undecided'], ('строка ждёт', 'строки ждут', 'строк ждут'))}."
    return None


def _places(run: ImportRun) -> list[tuple[int, str]]:
    """Columns that are read, in the order of the form, each with what it means."""
    of_code: dict[str, list[int]] = {}
    for place, code in sorted(run.columns.items(), key=lambda pair: int(pair[0])):
        of_code.setdefault(code, []).append(int(place))
    read = COLUMNS[BaseSide(run.side)]
    return [(place, column.heading) for column in read for place in of_code.get(column.code, ())]


def _printed(run: ImportRun, place: int) -> str:
    return run.headings[place] if place < len(run.headings) else ""


def _preview_row(
    run: ImportRun, row: ImportRow, places: Sequence[int], compared: Mapping[int, Recorded]
) -> PreviewRow:
    return PreviewRow(
        number=row.number,
        cells=[*(cell_at(row.values["cells"], place) for place in places), _notes(run, row)],
        remarks=[Remark(Problem(**problem).sentence) for problem in row.problems],
        changes=[
            Change(label_of(change["field"]), change["before"], change["after"]) for change in row.changes
        ],
        comparison=_comparison(run, row, compared) if row.candidates else None,
        actions=_dividing(run, row),
    )


def _dividing(run: ImportRun, row: ImportRow) -> list[Action]:
    """The button that divides a row with several people, with their names."""
    people = row.values.get("people", ())
    if not people:
        return []
    url = reverse("mentoring:import_divide", args=[run.pk])
    return [Action(f"Разделить: {', '.join(people)}", url, method="post", fields={"row": str(row.number)})]


def _comparison(run: ImportRun, row: ImportRow, compared: Mapping[int, Recorded]) -> Comparison:
    side = BaseSide(run.side)
    (read,) = staged_rows(run, [row])
    in_file = shown_values(read)
    candidates = []
    for pk in row.candidates:
        if (one := compared.get(pk)) is None:
            continue
        known = one.shown_values(side)
        lines = [
            ComparedLine(label_of(field), in_file.get(field, ""), known.get(field, ""))
            for field in _COMPARED[side]
            if in_file.get(field) or known.get(field)
        ]
        candidates.append(Candidate(f"same:{pk}", known["name"], lines))
    chosen = f"same:{row.person_id}" if row.verdict == ImportRow.Verdict.SAME else row.verdict
    return Comparison(read.name.full, candidates, chosen)


def _candidates(rows: Sequence[ImportRow]) -> Collection[int]:
    return {pk for row in rows for pk in row.candidates}


def _notes(run: ImportRun, row: ImportRow) -> str:
    origin = run.divided.get(str(row.number))
    notes = row.values.get("row", {}).get("notes", ())
    return " ".join([*([f"Отделено от строки {origin}."] if origin else []), *notes])


def _remarks(row: ImportRow) -> str:
    """What is wrong, without the number of the row: the remark stands beside it."""
    said = " ".join(replace(Problem(**problem), row=0).sentence for problem in row.problems)
    if row.state == ImportRow.State.SUSPICIOUS:
        verdict = row.get_verdict_display() if row.verdict else "нужно решить, тот же это человек или другой"
        said = f"Похожий человек уже есть в реестре: {verdict}."
    return said
