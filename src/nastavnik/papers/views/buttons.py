"""The buttons that move a paper: which are offered to whom in each state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action
from nastavnik.papers.models import Paper
from nastavnik.papers.permissions import (
    check_can_attach_file,
    check_can_correct_order,
    check_can_discard_order,
    check_can_register_paper,
    check_can_return_order,
    check_can_sign_order,
)
from nastavnik.rulebook.roles import Right


@dataclass(frozen=True)
class Deed:
    """A button that moves a paper: its address, whose right it is, what may refuse it, how it looks."""

    address: str
    right: Right
    check: Callable[[Actor, Paper], None]
    look: Mapping[str, Any]


_SIGN = Deed(
    "paper_sign",
    Right.PAPERS_SIGN,
    check_can_sign_order,
    {"label": "Подписан", "method": "post", "style": "primary"},
)
_RETURN = Deed("paper_return", Right.PAPERS_SIGN, check_can_return_order, {"label": "Вернуть с замечанием"})
_REGISTER = Deed(
    "paper_register",
    Right.PAPERS_REGISTER,
    check_can_register_paper,
    {"label": "Зарегистрировать", "style": "primary"},
)
_REFRESH = Deed(
    "paper_refresh",
    Right.PAPERS_DRAFT,
    check_can_correct_order,
    {"label": "Обновить по базе", "method": "post"},
)
_MARKS = Deed("paper_marks", Right.PAPERS_DRAFT, check_can_correct_order, {"label": "Грифы"})
_DISCARD = Deed("paper_discard", Right.PAPERS_DRAFT, check_can_discard_order, {"label": "Отменить проект"})
# What may still happen to a paper in each state; a registered or discarded one moves no more.
DEEDS: Mapping[str, tuple[Deed, ...]] = {
    Paper.State.DRAFT: (_SIGN, _RETURN, _REGISTER, _REFRESH, _MARKS, _DISCARD),
    Paper.State.RETURNED: (_SIGN, _REFRESH, _MARKS, _DISCARD),
    Paper.State.SIGNED: (_RETURN, _REGISTER, _DISCARD),
}
NEXT_STEP = {Paper.State.DRAFT: "paper_sign", Paper.State.SIGNED: "paper_register"}


def attaching(actor: Actor, paper: Paper) -> Action:
    """The way to attach a scan or a signed file."""
    url = reverse("papers:scan_attach", args=[paper.pk])
    return Action.checked(check_can_attach_file, actor, paper, label="Приложить файл", url=url)


def buttons_of(actor: Actor, paper: Paper) -> list[Action]:
    """Buttons above the sheet; refused ones stay grey with the reason.

    A deed is offered to whoever holds its right; the next step of the paper is shown to everybody. What can
    never happen again is not shown.
    """
    next_step = NEXT_STEP.get(Paper.State(paper.state))
    is_act = paper.kind == Paper.Kind.DESTRUCTION_ACT
    offered = [
        deed
        for deed in DEEDS.get(paper.state, ())
        if not (is_act and deed in (_REFRESH, _MARKS))
        if deed.address == next_step or actor.may(deed.right, paper.institution_id)
    ]
    return [
        Action("Скачать .docx", reverse("papers:paper_download", args=[paper.pk]), download=True),
        *(
            Action.checked(
                deed.check, actor, paper, url=reverse(f"papers:{deed.address}", args=[paper.pk]), **deed.look
            )
            for deed in offered
        ),
        *([] if (attach := attaching(actor, paper)).is_refused else [attach]),
    ]
