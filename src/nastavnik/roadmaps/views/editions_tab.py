"""The tab with all editions of a road map."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from nastavnik.kit.components import Action, Block
from nastavnik.kit.tables import Column, Table
from nastavnik.roadmaps.models import Edition, Roadmap
from nastavnik.roadmaps.views.words import edition_state, url_of


def editions_blocks(roadmap: Roadmap, editions: Sequence[Edition]) -> list[Block]:
    """Editions with their states, the latest first."""
    columns = (
        Column(
            "number",
            "Редакция",
            lambda one: f"Редакция {one.number}",
            link=lambda one: f"{url_of(roadmap)}?edition={one.number}",
        ),
        Column("state", "Состояние", edition_state, kind="state"),
        Column("approved", "Утверждена", lambda one: one.approved_at and one.approved_at.date(), kind="date"),
        Column(
            "changes",
            "",
            lambda one: (
                None
                if one.number == editions[-1].number
                else Action(
                    "Что изменилось",
                    reverse("roadmaps:edition_changes", args=[roadmap.pk, one.number]),
                    style="link",
                )
            ),
            kind="actions",
        ),
        Column("created", "Начата", lambda one: one.created_at.date(), kind="date"),
    )
    return [Table("Редакции", columns=columns, rows=editions)]
