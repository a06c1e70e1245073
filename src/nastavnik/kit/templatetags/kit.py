"""Filters for Russian numbers and dates, and the tags that components need."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.base import Node, Parser, Token
from django.template.context import Context
from django.utils import timezone
from django.utils.safestring import SafeString

from nastavnik.kit import drawing
from nastavnik.kit.components import Action, State
from nastavnik.kit.forms import FormError, anchor_of, errors_of
from nastavnik.kit.tables import Row
from nastavnik.rulebook import dates, numbers

register = template.Library()


@register.filter
def number(value: Any, places: int | None = None) -> str:
    """1234.5 as «1 234,5»; nothing stays nothing."""
    return "" if value in (None, "") else numbers.number(value, places)


@register.filter
def percent(value: Any, places: int = 1) -> str:
    """42.53 as «42,5 %»; nothing stays nothing."""
    return "" if value in (None, "") else numbers.percent(value, places)


@register.filter
def counted(count: int, words: str) -> str:
    """A number with its word: `{{ 2|counted:"пара,пары,пар" }}` is «2 пары»."""
    one, few, many = words.split(",")
    return numbers.counted(count, (one, few, many))


def _local(value: dt.date) -> dt.date:
    is_moment = isinstance(value, dt.datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if is_moment else value  # type: ignore[arg-type]


@register.filter
def long_date(value: dt.date | None) -> str:
    """A date for text: «15 октября 2026»."""
    return dates.long_date(_local(value)) if value else ""


@register.filter
def short_date(value: dt.date | None) -> str:
    """A date for a table: «15.10.2026»."""
    return dates.short_date(_local(value)) if value else ""


@register.filter
def errors_summary(form: BaseForm) -> list[FormError]:
    """Lines of the error summary."""
    return errors_of(form) if form.is_bound else []


@register.filter
def anchor(field: BoundField) -> str:
    """The id that a link to the field points at."""
    return anchor_of(field)


@register.filter
def widget_kind(field: BoundField) -> str:
    """How the field is drawn: line, area, choice, group, tick, file."""
    kinds = {
        "textarea": "area",
        "select": "choice",
        "selectmultiple": "choice",
        "nullbooleanselect": "choice",
        "radioselect": "group",
        "checkboxselectmultiple": "group",
        "foldedchoices": "group",
        "scalechoices": "group",
        "checkbox": "tick",
        "fileinput": "file",
        "clearablefile": "file",
    }
    return kinds.get(field.widget_type, "line")


@register.filter
def drawn_state(state: State) -> SafeString:
    """A state as its sign, word and reason."""
    return drawing.drawn_state(state)


@register.simple_tag(takes_context=True)
def act(context: Context, action: Action, look: str = "") -> SafeString:
    """An action as a link, a form or a grey button."""
    return drawing.drawn_action(action, _token(context), look)


@register.simple_tag(takes_context=True)
def rows(context: Context, body: list[Row], selectable: bool) -> SafeString:  # noqa: FBT001 a tag's arguments are positional
    """The rows of a table."""
    return drawing.drawn_rows(body, _token(context), selectable=selectable)


def _token(context: Context) -> str:
    given = str(context.get("csrf_token") or "")
    return "" if given == "NOTPROVIDED" else given  # Django's word for a request without one


class StrictNode(Node):
    """Fails the rendering of a component that was given an argument it does not declare."""

    def render(self, context: Context) -> str:
        """Draws nothing."""
        extra = str(context.get("attrs", "")).strip()
        if extra:
            raise template.TemplateSyntaxError(f"this component does not declare: {extra}")
        return ""


@register.tag
def strict(parser: Parser, token: Token) -> Node:
    """Put at the top of a component after its declared arguments: an unknown argument is an error."""
    return StrictNode()
