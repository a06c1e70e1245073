"""States, actions and rows of tables as HTML, written here and not in templates.

They are what there is most of on a page: a template looks up every value of every cell by name, and a list of 100 rows
took it five times as long as this. Every text is escaped unless it was marked as safe where it was made.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape as escaped
from typing import Any

from django.utils.safestring import SafeData, SafeString, mark_safe

from nastavnik.kit.components import Action, State
from nastavnik.kit.tables import Cell, Row


def drawn_state(state: State) -> SafeString:
    """The sign, the word and the reason."""
    reason = f' <span class="state-reason">{shown(state.reason)}</span>' if state.reason else ""
    return as_html(
        f'<span class="state state-{shown(state.tone)}"><span class="state-sign" aria-hidden="true">{state.sign}</span>'
        f" {shown(state.word)}</span>{reason}"
    )


def drawn_action(action: Action, csrf: str, look: str = "") -> SafeString:
    """A link, a form of one button, or a grey button with the reason of its refusal.

    `csrf` is the token that a form carries; `look` stands in the place of the action's own style.
    """
    css = f"button button-{shown(look or action.style)}"
    label = shown(action.label)
    if action.is_refused:
        grey = f'<button class="{css}" type="button" disabled>{label}</button>'
        return as_html(
            f'<span class="refused">{grey}<span class="reason">{shown(action.reason)}</span></span>'
        )
    if action.method == "post":
        fields = "".join(_hidden(name, value) for name, value in action.fields.items())
        token = _hidden("csrfmiddlewaretoken", csrf) if csrf else ""
        return as_html(
            f'<form class="act" method="post" action="{shown(action.url)}">{token}{fields}'
            f'<button class="{css}" type="submit">{label}</button></form>'
        )
    download = " download" if action.download else ""
    return as_html(f'<a class="{css} act" href="{shown(action.url)}"{download}>{label}</a>')


def drawn_rows(rows: Iterable[Row], csrf: str, *, selectable: bool) -> SafeString:
    """The body of a table; rows that can be chosen begin with a box to tick."""
    return as_html("\n".join(_row(row, csrf, selectable=selectable) for row in rows))


def _row(row: Row, csrf: str, *, selectable: bool) -> str:
    box = ""
    if selectable:
        box = (
            f'<td class="cell-choose"><input type="checkbox" name="chosen" value="{shown(row.key)}" form="bulk"'
            f' aria-label="Отметить: {shown(row.name)}"></td>'
        )
    return f"<tr>{box}{''.join([_cell(cell, csrf) for cell in row.cells])}</tr>"


def _cell(cell: Cell, csrf: str) -> str:
    blank = " is-blank" if cell.is_blank else ""
    label = ""
    if cell.is_labelled:
        label = f'<span class="cell-label" aria-hidden="true">{shown(cell.label.lower())} </span>'
    note = f'<span class="cell-note"> {shown(cell.note)}</span>' if cell.note else ""
    return f'<td class="{cell.css}{blank}">{label}{_value(cell, csrf)}{note}</td>'


def _value(cell: Cell, csrf: str) -> str:
    if cell.state:
        return drawn_state(cell.state)
    if cell.actions:
        return f'<span class="buttons">{"".join([drawn_action(one, csrf) for one in cell.actions])}</span>'
    return f'<a href="{shown(cell.url)}">{shown(cell.text)}</a>' if cell.url else shown(cell.text)


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{shown(name)}" value="{shown(value)}">'


def shown(value: Any) -> str:
    """The text escaped, unless it was marked as safe where it was made."""
    return str(value) if isinstance(value, SafeData) else escaped(str(value))


def as_html(text: str) -> SafeString:
    """What was put together of texts that went through `shown`."""
    return mark_safe(text)  # noqa: S308 every value inside went through shown
