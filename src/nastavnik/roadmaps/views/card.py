"""The page of a road map: its title block, its table, and the tabs of everything that hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nastavnik.kit.components import Action, Block, Crumb, CustomBlock, Empty, State
from nastavnik.kit.pages import CardPage, Page, Tab
from nastavnik.roadmaps.models import Edition, Roadmap
from nastavnik.roadmaps.permissions import (
    check_can_approve_edition,
    check_can_archive_roadmap,
    check_can_draw_up_roadmap,
    check_can_edit_edition,
)
from nastavnik.roadmaps.queries.documents import editions_visible_to, roadmaps_visible_to, rows_of
from nastavnik.roadmaps.queries.sources import source_of
from nastavnik.roadmaps.views.editions_tab import editions_blocks
from nastavnik.roadmaps.views.links import linked_deeds
from nastavnik.roadmaps.views.lint import lint_blocks
from nastavnik.roadmaps.views.talks_tab import talk_blocks
from nastavnik.roadmaps.views.timeline_tab import timeline_blocks
from nastavnik.roadmaps.views.words import (
    edition_state,
    list_crumb,
    marks_of,
    order_words,
    period_words,
    sheet_of,
)
from nastavnik.rulebook.roles import Right


class OneRoadmap(Page):
    """A page about one road map in sight."""

    abstract = True
    section = "roadmaps"
    roadmap: Roadmap

    def load(self) -> None:
        """The road map; a stranger gets 404."""
        self.roadmap = get_object_or_404(roadmaps_visible_to(self.actor), pk=self.kwargs["pk"])

    @cached_property
    def editions(self) -> list[Edition]:
        """The editions that the actor may read, the latest first."""
        return list(editions_visible_to(self.actor).filter(roadmap=self.roadmap).order_by("-number"))

    @cached_property
    def in_force(self) -> Edition | None:
        """The approved edition."""
        return next((one for one in self.editions if one.state == Edition.State.APPROVED), None)

    @cached_property
    def written(self) -> Edition | None:
        """The draft or the one under discussion, where the actor may read it."""
        states = (Edition.State.DRAFT, Edition.State.DISCUSSED)
        return next((one for one in self.editions if one.state in states), None)

    @cached_property
    def edition(self) -> Edition:
        """The edition that is shown: `?edition=` of the address, the one in force, else the latest."""
        wish = self.request.GET.get("edition", "")
        if wish:
            asked = next((one for one in self.editions if str(one.number) == wish), None)
            if asked is None:
                raise Http404
            return asked
        return self.in_force or self.editions[0]


class RoadmapCard(OneRoadmap, CardPage):
    """A road map with its tabs; each tab's blocks come from the file of those who answer for them."""

    permission = Right.ROADMAPS_VIEW
    template_name = "roadmaps/card.html"
    tabs = (
        Tab("table", "Таблица"),
        Tab("timeline", "По месяцам"),
        Tab("talk", "Обсуждение"),
        Tab("editions", "Редакции"),
    )

    def heading(self) -> str:
        """Its title."""
        return self.roadmap.title

    def browser_title(self) -> str:
        """The same, shortened."""
        return self.roadmap.title[:80]

    def lead(self) -> str:
        """Whose it is and for which time."""
        return (
            f"{self.roadmap.owner.short_name}. {period_words(self.roadmap)}. Редакция {self.edition.number}."
        )

    def crumbs(self) -> Sequence[Crumb]:
        """Up to the list."""
        return (list_crumb(),)

    def state(self) -> State:
        """Of the edition that is shown, or that all of it lies in the archive."""
        return State("в архиве") if self.roadmap.is_archived else edition_state(self.edition)

    def primary(self) -> Action | None:
        """Editing the draft, for whoever prepares the map; approving it, for the head."""
        if self.written is None:
            return None
        if not self.actor.may(Right.ROADMAPS_EDIT, self.roadmap.owner_id):
            return self.approval()
        url = reverse("roadmaps:draft_edit", args=[self.roadmap.pk])
        action = Action.checked(
            check_can_edit_edition, self.actor, self.written, label="Редактировать проект", url=url
        )
        return None if action.is_refused and self.roadmap.owner_id not in self.actor.nodes else action

    def approval(self) -> Action | None:
        """Approving the draft; nothing for those of other organisations."""
        if self.written is None or self.roadmap.owner_id not in self.actor.nodes:
            return None
        url = reverse("roadmaps:edition_approve", args=[self.roadmap.pk])
        return Action.checked(check_can_approve_edition, self.actor, self.written, label="Утвердить", url=url)

    def menu(self) -> Sequence[Action]:
        """Further deeds; those that are not for this reader are left out."""
        deeds = (*self.deeds(), *linked_deeds(self.actor, self.roadmap, self.edition))
        return [*self.living(), *(action for action in deeds if not action.is_refused)]

    def living(self) -> Sequence[Action]:
        """What has become of the edition in force."""
        if self.in_force is None:
            return ()
        return (
            Action("Выполнение", reverse("roadmaps:roadmap_progress", args=[self.roadmap.pk])),
            Action("Ответственные", reverse("roadmaps:executor_list", args=[self.roadmap.pk])),
        )

    def deeds(self) -> Sequence[Action]:
        """Everything that may be done from here, with the refusals."""
        found = list(self.deeds_of_editions())
        if (source := source_of(self.actor, self.roadmap)) is not None:
            url = reverse("roadmaps:source_download", args=[source.pk])
            found.append(Action("Скачать исходный файл", url, download=True))
        label = "Вернуть из архива" if self.roadmap.is_archived else "Убрать в архив"
        url = reverse("roadmaps:roadmap_archive", args=[self.roadmap.pk])
        check = check_can_archive_roadmap
        found.append(Action.checked(check, self.actor, self.roadmap, label=label, url=url, method="post"))
        return found

    def deeds_of_editions(self) -> Sequence[Action]:
        """A new edition, or what may be done with the draft that is there."""
        pk, owner = self.roadmap.pk, self.roadmap.owner
        if self.written is None:
            url = reverse("roadmaps:edition_begin", args=[pk])
            begun = Action.checked(
                check_can_draw_up_roadmap, self.actor, owner, label="Новая редакция", url=url, method="post"
            )
            return [] if self.roadmap.is_archived else [begun]
        approval = self.approval()
        named = (
            ("Изменить название и срок", "roadmaps:roadmap_correct"),
            ("Удалить проект", "roadmaps:draft_discard"),
        )
        return [
            *([approval] if approval else []),
            *(
                Action.checked(
                    check_can_edit_edition,
                    self.actor,
                    self.written,
                    label=label,
                    url=reverse(name, args=[pk]),
                )
                for label, name in named
            ),
        ]

    def tab_table(self) -> list[Block]:
        """The document as it is printed."""
        rows = rows_of(self.edition)
        context = {
            "edition": self.edition,
            "roadmap": self.roadmap,
            "marks": marks_of(self.edition),
            "order": order_words(self.edition),
            "sheet": sheet_of(rows),
            "has_rows": any(part.measures for part in rows),
            "empty": self.emptiness(),
            "written": self.written if self.written != self.edition else None,
        }
        document = CustomBlock(template="roadmaps/parts/document.html", context=context)
        return [*lint_blocks(self.actor, self.edition, rows), document]

    def emptiness(self) -> Empty:
        """What to say of an edition without rows, with the way to the editor for whoever may write."""
        url = reverse("roadmaps:draft_edit", args=[self.roadmap.pk])
        action = Action.checked(
            check_can_edit_edition, self.actor, self.edition, label="Добавить мероприятия", url=url
        )
        return Empty("В этой редакции ещё нет мероприятий.", action=None if action.is_refused else action)

    def tab_timeline(self) -> list[Block]:
        """The terms over the months."""
        measures = [row for part in rows_of(self.edition) for row in part.measures]
        return timeline_blocks(self.actor, self.edition, measures, self.today)

    def tab_talk(self) -> list[Block]:
        """The discussion and the agreement of the edition: of the written one, unless another is asked for."""
        edition = self.edition if self.request.GET.get("edition") else self.written or self.edition
        measures = [measure for part in rows_of(edition) for measure in part.measures]
        return talk_blocks(self.actor, edition, measures)

    def tab_editions(self) -> list[Block]:
        """All editions."""
        return editions_blocks(self.roadmap, self.editions)
