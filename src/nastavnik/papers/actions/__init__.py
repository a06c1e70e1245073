"""Everything written to papers, by noun: drafts, their correction, the movement of a paper."""

from nastavnik.papers.actions.corrections import (
    correct_order,
    refresh_order,
    refresh_order_names,
    set_order_marks,
)
from nastavnik.papers.actions.orders import draft_order, draft_paper
from nastavnik.papers.actions.papers import (
    discard_order,
    download_order,
    register_paper,
    return_order,
    sign_order,
)
from nastavnik.papers.actions.staff_orders import draft_curator_order, draft_team_order

__all__ = [
    "correct_order",
    "discard_order",
    "download_order",
    "draft_curator_order",
    "draft_order",
    "draft_paper",
    "draft_team_order",
    "refresh_order",
    "refresh_order_names",
    "register_paper",
    "return_order",
    "set_order_marks",
    "sign_order",
]
