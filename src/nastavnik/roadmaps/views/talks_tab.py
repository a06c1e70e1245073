"""The tab of the talk about an edition: its days, the protocol of remarks, the sheet of agreement."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Block, CustomBlock, Fact, State
from nastavnik.kit.tables import Column, Table
from nastavnik.roadmaps.models import Concurrence, Edition, Measure, Remark
from nastavnik.roadmaps.permissions import check_can_concur, check_can_edit_edition, check_can_remark
from nastavnik.roadmaps.queries.talks import concurrences_visible_to, remarks_visible_to, voices_of
from nastavnik.roadmaps.views.words import url_of
from nastavnik.rulebook.dates import long_date

_OUTCOMES = {"": "attention", "accepted": "good", "partly": "attention", "declined": "neutral"}
_VERDICTS = {"": "attention", "agreed": "good", "objected": "bad"}


def talk_url(edition: Edition) -> str:
    """The tab of this very edition."""
    return f"{url_of(edition.roadmap)}?tab=talk&edition={edition.number}"


def talk_blocks(actor: Actor, edition: Edition, measures: Sequence[Measure]) -> list[Block]:
    """Everything of the talk, with the buttons that this reader has."""
    numbers = {measure.line_id: measure.number or measure.title[:60] for measure in measures}
    context = {
        "facts": _facts(edition),
        "actions": [one for one in _deeds(actor, edition) if not one.is_refused],
    }
    return [
        CustomBlock(template="roadmaps/parts/talk.html", context=context),
        _remarks(actor, edition, numbers),
        _concurrences(actor, edition),
    ]


def _facts(edition: Edition) -> list[Fact]:
    if edition.discussed_from is None or edition.discussed_to is None:
        return [Fact("Обсуждение", "не проводилось")]
    days = f"{long_date(edition.discussed_from)} – {long_date(edition.discussed_to)}"
    is_open = edition.state == Edition.State.DISCUSSED
    return [Fact("Обсуждение", days, note="идёт" if is_open else "закончено")]


def _deeds(actor: Actor, edition: Edition) -> list[Action]:
    pk = edition.roadmap_id
    is_open = edition.state == Edition.State.DISCUSSED
    found = [
        Action.checked(
            check_can_edit_edition, actor, edition,
            label="Изменить дни обсуждения" if is_open else "Открыть обсуждение",
            url=reverse("roadmaps:discussion_open", args=[pk]),
        ),
        Action.checked(
            check_can_edit_edition, actor, edition,
            label="Запросить согласование", url=reverse("roadmaps:concurrence_ask", args=[pk]),
        ),
    ]  # fmt: skip
    if is_open:
        url = reverse("roadmaps:discussion_close", args=[pk])
        found.append(
            Action.checked(
                check_can_edit_edition, actor, edition, label="Закрыть обсуждение", url=url, method="post"
            )
        )
        url = reverse("roadmaps:remark_add", args=[pk])
        found += [
            Action.checked(
                check_can_remark, actor, edition, voice, label="Подать замечание", url=url, style="primary"
            )
            for voice in voices_of(actor)[:1]
        ]
    return found


def _remarks(actor: Actor, edition: Edition, numbers: dict[int, str]) -> Table:
    def deeds(remark: Remark) -> Sequence[Action]:
        url = reverse("roadmaps:remark_answer", args=[remark.pk])
        label = "Изменить ответ" if remark.outcome else "Ответить"
        action = Action.checked(check_can_edit_edition, actor, edition, label=label, url=url, style="link")
        return () if action.is_refused else (action,)

    columns = (
        Column("text", "Замечание"),
        Column("organisation", "От кого", "organisation.short_name"),
        Column("said_at", "Когда", lambda one: one.said_at.date(), kind="date"),
        Column("line", "К чему", lambda one: numbers.get(one.line_id, "ко всей карте")),
        Column(
            "outcome",
            "Решение",
            lambda one: State(one.get_outcome_display().lower(), _OUTCOMES[one.outcome], one.answer),  # type: ignore[arg-type]
            kind="state",
        ),
        Column("deeds", "", deeds, kind="actions"),
    )
    rows = list(remarks_visible_to(actor).filter(edition=edition))
    return Table("Протокол замечаний", columns=columns, rows=rows, empty="Замечаний пока нет.")


def _concurrences(actor: Actor, edition: Edition) -> Table:
    def deeds(asked: Concurrence) -> Sequence[Action]:
        give = reverse("roadmaps:concurrence_give", args=[asked.pk])
        drop = reverse("roadmaps:concurrence_drop", args=[asked.pk])
        found = [Action.checked(check_can_concur, actor, asked, label="Отметить", url=give, style="link")]
        if not asked.verdict:
            found.append(
                Action.checked(
                    check_can_edit_edition, actor, edition,
                    label="Снять запрос", url=drop, method="post", style="link",
                )
            )  # fmt: skip
        return [one for one in found if not one.is_refused]

    columns = (
        Column("who", "Кто согласует", note="name"),
        Column("organisation", "Организация", "organisation.short_name"),
        Column(
            "verdict",
            "Решение",
            lambda one: State(one.get_verdict_display().lower(), _VERDICTS[one.verdict], one.comment),  # type: ignore[arg-type]
            kind="state",
        ),
        Column("said_date", "Когда", kind="date"),
        Column("deeds", "", deeds, kind="actions"),
    )
    rows = list(concurrences_visible_to(actor).filter(edition=edition))
    return Table("Лист согласования", columns=columns, rows=rows, empty="Согласования не запрошены.")
