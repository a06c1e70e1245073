"""What leads from a road map to other road maps and to paper: the further deeds of its page."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action
from nastavnik.roadmaps.models import Edition, Roadmap
from nastavnik.roadmaps.permissions import check_can_draw_up_roadmap
from nastavnik.rulebook.roles import Right


def linked_deeds(actor: Actor, roadmap: Roadmap, edition: Edition) -> Sequence[Action]:
    """Adoption from above, changes above, the copy for the next year, and the files; refused ones are left out later."""
    pk = roadmap.pk
    found: list[Action] = []
    if roadmap.owner_id not in actor.nodes and actor.may(Right.ROADMAPS_EDIT):
        if edition.state == Edition.State.APPROVED and roadmap.owner_id not in actor.figures:
            found.append(
                Action("Принять карту для своей организации", reverse("roadmaps:roadmap_adopt", args=[pk]))
            )
    else:
        own = [("Копия на следующий год", "roadmaps:roadmap_copy")]
        if roadmap.parent_id is not None:
            own.insert(0, ("Изменения карты выше", "roadmaps:changes_view"))
        found += [
            Action.checked(
                check_can_draw_up_roadmap, actor, roadmap.owner, label=label, url=reverse(name, args=[pk])
            )
            for label, name in own
        ]
    query = f"?edition={edition.number}"
    found += [
        Action(label, reverse(name, args=[pk]) + query, download=True)
        for label, name in (
            ("Скачать карту (.docx)", "roadmaps:roadmap_docx"),
            ("Скачать отчёт о выполнении (.docx)", "roadmaps:report_docx"),
            ("Скачать таблицу (.xlsx)", "roadmaps:roadmap_xlsx"),
        )
    ]
    return found
