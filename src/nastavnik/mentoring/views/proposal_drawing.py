"""The pairs of a proposal as rows of HTML: hundreds of them stand on one page, and a template takes four times as long."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.safestring import SafeString

from nastavnik.kit.drawing import as_html, drawn_state, shown
from nastavnik.mentoring.views.proposal_words import LineRow

_APPROVED = (
    '<span class="state state-good"><span class="state-sign" aria-hidden="true">✓</span> одобрена</span>'
)
_DECLINED = '<span class="state state-neutral">не одобрена</span>'
_UNDECIDED = '<span class="soft">решения нет</span>'
_FIXED = {
    "pinned": '<span class="cell-note">Пара закреплена.</span>',
    "forbidden": '<span class="cell-note">Пара исключена: составьте предложение заново.</span>',
}


def drawn_pairs(rows: Iterable[LineRow], ticked: Collection[int], *, is_open: bool) -> SafeString:
    """The body of the table of pairs; while it is open each waiting one can be chosen, pinned and forbidden."""
    return as_html("\n".join(_pair(row, is_ticked=row.line.pk in ticked, is_open=is_open) for row in rows))


def _pair(row: LineRow, *, is_ticked: bool, is_open: bool) -> str:
    is_asked = is_open and row.waits
    return (
        f'<tr id="line-{row.line.pk}">{_choice(row, is_ticked=is_ticked, is_asked=is_asked) if is_open else ""}{_mentee(row)}{_mentor(row)}'
        f'<td class="cell-actions">{shown(row.line.reason)}{_fixing(row) if is_asked else ""}</td>'
        f'<td class="cell-state line-3">{_state(row, is_asked=is_asked)}</td></tr>'
    )


def _choice(row: LineRow, *, is_ticked: bool, is_asked: bool) -> str:
    if not is_asked:
        return '<td class="cell-choose"></td>'
    checked = " checked" if is_ticked else ""
    return (
        f'<td class="cell-choose"><input type="checkbox" name="chosen" value="{row.line.pk}" form="bulk"{checked}'
        f' aria-label="Одобрить: {_names(row)}"></td>'
    )


def _mentee(row: LineRow) -> str:
    request = _note(f"Запрос: {row.request}") if row.request else ""
    return f'<td class="line-1"><a href="{shown(row.mentee_url)}">{shown(row.mentee)}</a>{_note(row.mentee_note)}{request}</td>'


def _mentor(row: LineRow) -> str:
    notes = "".join(_note(text) for text in (row.mentor_note, row.competences) if text)
    return f'<td class="line-2"><a href="{shown(row.mentor_url)}">{shown(row.mentor)}</a>{notes}</td>'


def _fixing(row: LineRow) -> str:
    return _FIXED.get(row.fixed) or (
        f'<span class="buttons">{_button(row, "pinned", "Закрепить")}{_button(row, "forbidden", "Исключить")}</span>'
    )


def _button(row: LineRow, kind: str, label: str) -> str:
    return (
        f'<button class="button button-link" type="submit" form="fix" name="fix" value="{kind}:{row.line.pk}"'
        f' aria-label="{label} пару: {_names(row)}">{label}</button>'
    )


def _state(row: LineRow, *, is_asked: bool) -> str:
    if is_asked:
        return drawn_state(row.fit) if row.fit else ""
    if row.line.is_approved is None:
        return _UNDECIDED
    return _APPROVED if row.line.is_approved else _DECLINED


def _names(row: LineRow) -> str:
    return f"{shown(row.mentee)} — {shown(row.mentor)}"


def _note(text: str) -> str:
    return f'<span class="cell-note"> {shown(text)}</span>'
