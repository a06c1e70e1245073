"""What is told of papers: to whoever does the next step, and that it is done. Titles of papers hold no names."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from nastavnik.kit.actor import Actor
from nastavnik.notices.actions.notices import tell
from nastavnik.notices.kinds import NoticeKind
from nastavnik.notices.queries.notices import holders_of
from nastavnik.papers.models import Paper
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.roles import Role

PAPER_WAITS = NoticeKind(
    "paper_waits",
    "Документы, которые ждут вас",
    "Проект на подпись, подписанный без номера, возвращённый с замечанием.",
)
PAPER_REGISTERED = NoticeKind(
    "paper_registered", "Документ зарегистрирован", "Приказ получил номер и дату и вступил в силу."
)
_STEPS: dict[str, tuple[NoticeKind, tuple[Role, ...], str]] = {
    Paper.State.DRAFT: (PAPER_WAITS, (Role.HEAD,), "Проект ждёт подписи: «{title}»"),
    Paper.State.RETURNED: (PAPER_WAITS, (Role.CURATOR,), "Проект возвращён с замечанием: «{title}»"),
    Paper.State.SIGNED: (PAPER_WAITS, (Role.SECRETARY,), "Подписано, нужны номер и дата: «{title}»"),
    Paper.State.REGISTERED: (
        PAPER_REGISTERED, (Role.CURATOR, Role.HEAD), "Зарегистрировано: «{title}», № {number} от {date}",
    ),
}  # fmt: skip


def tell_of_paper(*, by: Actor, paper: Paper) -> None:
    """Tells those of the institution whose step is next, or who wait for the outcome; never whoever has just done it."""
    now = timezone.now()
    kind, roles, words = _STEPS[paper.state]
    told = {
        holder.account_id for holder in holders_of([paper.institution_id], roles, timezone.localdate(now))
    }
    tell(
        by=by,
        accounts=told - {by.account_id or 0},
        kind=kind,
        subject=words.format(title=paper.title, number=paper.number, date=short_date(paper.paper_date)),
        link=reverse("papers:paper_view", args=[paper.pk]),
        key=f"paper-{paper.pk}-{paper.state}-{now.isoformat()}",
        institution_id=paper.institution_id,
    )
