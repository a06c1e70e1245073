"""Everything written to papers, by noun: the draft of an order, and the movement of a paper."""

from nastavnik.papers.actions.orders import correct_order, draft_order, refresh_order_names
from nastavnik.papers.actions.papers import (
    discard_order,
    download_order,
    register_paper,
    return_order,
    sign_order,
)

__all__ = [
    "correct_order",
    "discard_order",
    "download_order",
    "draft_order",
    "refresh_order_names",
    "register_paper",
    "return_order",
    "sign_order",
]
