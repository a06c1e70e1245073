"""What the stages of the year remind a curator of: a stage whose term has passed with lines that nobody marked."""

from __future__ import annotations

from datetime import date

from nastavnik.access.actors import AccountActor
from nastavnik.desk.queries import ProgrammeWork, SchoolWork, own_institutions
from nastavnik.kit.components import Action, Task
from nastavnik.mentoring.queries.stages import Cycle, Kept, kept_of, template_of
from nastavnik.mentoring.views.stage_words import stages_url
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.stages import CycleCounts, StageState

LINES = ("строка", "строки", "строк")


def stage_tasks(actor: AccountActor, work: SchoolWork, today: date) -> list[Task]:
    """One line for each programme: the first stage past its term; what is counted has lines of its own. Three queries."""
    schools = own_institutions(actor, Right.PROGRAMMES_EDIT)
    mine = [
        one
        for one in work.programmes
        if one.programme.institution_id in schools and not one.programme.institution.is_closed
    ]
    if not mine:
        return []
    kept = kept_of([one.programme for one in mine])
    return [task for one in mine if (task := _late(one, kept[one.programme.pk], today)) is not None]


def _late(work: ProgrammeWork, kept: Kept, today: date) -> Task | None:
    programme = work.programme
    counts = CycleCounts(
        curators=1,
        mentees=work.mentees,
        mentors=work.mentors,
        waiting=work.waiting,
        approved=work.approved,
        agreed=work.agreed,
        active=work.active,
        paused=work.paused,
    )
    for stage in Cycle(programme, template_of(programme), counts, kept, today).stages:
        by_hand = [line for line in stage.open_lines if line.item.count is None]
        if stage.state is StageState.LATE and by_hand:
            more = len(by_hand) - 1
            tail = f" и ещё {counted(more, LINES)}" if more else ""
            text = f"Этап «{stage.rule.title}»: не отмечено — {by_hand[0].item.text.lower()}{tail}"
            action = Action("Этапы", stages_url(programme))
            return Task(text, action, who=f"«{programme.title}»", due=stage.term.last)
    return None
