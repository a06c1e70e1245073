"""The order as it will print, put together from its rows and names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nastavnik.papers.kinds import TableRule, cell_of, rule_of
from nastavnik.papers.models import Paper, PaperName, PaperRow
from nastavnik.papers.queries.names import names_of
from nastavnik.papers.sheets import Mark, OrderSheet, PrintedName, SheetRow, SheetTable
from nastavnik.papers.wording import control_point


def rows_of(paper: Paper) -> list[PaperRow]:
    """The rows of the order's tables from top to bottom, the text first, then its annexes."""
    return list(PaperRow.objects.filter(paper=paper).order_by("position"))


def order_sheet_of(paper: Paper, names: Iterable[PaperName] | None = None) -> OrderSheet:
    """The order as it will print; two queries, one where the names are already at hand."""
    known = list(names) if names is not None else names_of(paper)
    printed = {name.pk: PrintedName(name.pk, name.printed, name.standing) for name in known}
    control = next((name for name in known if name.place == PaperName.Place.CONTROL), None)
    rule, rows = rule_of(paper.kind), rows_of(paper)
    tables = [
        _table(table, [row for row in rows if row.annex == annex], printed)
        for annex, table in enumerate((rule.table, *rule.annexes))
    ]
    named = [row.member_id for row in rows if rule.lead == "names" and row.member_id is not None]
    return OrderSheet(
        founder=paper.founder,
        institution=paper.institution_name,
        place=paper.place,
        title=paper.title,
        preamble=paper.preamble,
        command_word=paper.command_word,
        points=tuple(paper.points),
        control=control_point(control.standing, control.printed) if control else control_point("", ""),
        signer_post=paper.signer_post,
        signer_name=paper.signer_name,
        named=tuple(printed[key] for key in named),
        table=tables[0],
        annexes=tuple(table for table in tables[1:] if table is not None),
        acquainted=tuple(name.printed for name in known if name.place == PaperName.Place.ACQUAINTED),
        marks=tuple(Mark.of(mark) for mark in paper.marks),
        executor=paper.executor,
        dated=paper.paper_date,
        number=paper.number,
    )


def _table(
    rule: TableRule | None, rows: Sequence[PaperRow], printed: dict[int, PrintedName]
) -> SheetTable | None:
    if rule is None:
        return None
    return SheetTable(
        heads=tuple(column.head for column in rule.columns),
        widths=tuple(column.width for column in rule.columns),
        rows=tuple(
            SheetRow(row.number, tuple(cell_of(row, column.part, printed) for column in rule.columns), row.pk)
            for row in rows
        ),
        title=rule.title,
    )
