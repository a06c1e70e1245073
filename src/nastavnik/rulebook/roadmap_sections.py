"""Sections of a reading while a person mends it: added, moved with their rows, taken away."""

from __future__ import annotations

from typing import Any

State = dict[str, Any]


def with_section(state: State) -> tuple[State, str]:
    """The state with an empty section at the end, and its key."""
    number = max((int(one["key"][1:]) for one in state["sections"]), default=0) + 1
    fresh = {"key": f"s{number}", "number": "", "title": ""}
    return {**state, "sections": [*state["sections"], fresh]}, fresh["key"]


def without_section(state: State, key: str) -> State:
    """The state without a section; its rows stay, in none."""
    rows = [{**row, "section": ""} if row["section"] == key else row for row in state["rows"]]
    return {**state, "rows": rows, "sections": [one for one in state["sections"] if one["key"] != key]}


def with_section_moved(state: State, key: str, step: int) -> State:
    """The state with a section one place up (-1) or down (1), its rows with it; as it was at either end."""
    sections = list(state["sections"])
    place = next((index for index, one in enumerate(sections) if one["key"] == key), None)
    if place is None or not 0 <= place + step < len(sections):
        return state
    sections[place], sections[place + step] = sections[place + step], sections[place]
    order = {key: index for index, key in enumerate(["", *(one["key"] for one in sections)])}
    rows = sorted(state["rows"], key=lambda row: order.get(row["section"], 0))
    return {**state, "sections": sections, "rows": rows}
