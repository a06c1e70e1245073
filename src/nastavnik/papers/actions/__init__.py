"""Everything written to papers, by noun: drafts, their correction, the movement of a paper."""

from nastavnik.papers.actions.acting import (
    ActingTerms,
    appoint_acting_head,
    correct_acting_head,
    remove_acting_head,
)
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
from nastavnik.papers.actions.register import ForeignPaper, enter_paper, take_register
from nastavnik.papers.actions.scans import attach_paper_file, download_paper_file, remove_paper_file
from nastavnik.papers.actions.staff_orders import draft_curator_order, draft_team_order
from nastavnik.papers.actions.templates import drop_template, upload_template, use_template

__all__ = [
    "ActingTerms",
    "ForeignPaper",
    "appoint_acting_head",
    "attach_paper_file",
    "correct_acting_head",
    "correct_order",
    "discard_order",
    "download_order",
    "download_paper_file",
    "draft_curator_order",
    "draft_order",
    "draft_paper",
    "draft_team_order",
    "drop_template",
    "enter_paper",
    "refresh_order",
    "refresh_order_names",
    "register_paper",
    "remove_acting_head",
    "remove_paper_file",
    "return_order",
    "set_order_marks",
    "sign_order",
    "take_register",
    "upload_template",
    "use_template",
]
