"""The ladder of reminders of a term: before it, on its day, after it, and to the superior."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from nastavnik.rulebook.numbers import counted

DAYS = ("день", "дня", "дней")
FARTHEST = 90


@dataclass(frozen=True)
class Ladder:
    """When is reminded: days before the term, on its day, days after it; the superior is told so many days after."""

    before: tuple[int, ...] = (7, 1)
    on_the_day: bool = True
    after: tuple[int, ...] = (1, 7)
    superior_after: int | None = 7


USUAL = Ladder()


@dataclass(frozen=True)
class Step:
    """One step: its code («before-7», «day», «after-1», «superior-7»), its day and whether the superior is told."""

    code: str
    day: date
    to_superior: bool = False


def steps_of(due: date, ladder: Ladder = USUAL) -> tuple[Step, ...]:
    """Give every step of a term in order of days; a number that is named twice makes one step."""
    steps = [Step(f"before-{days}", due - timedelta(days=days)) for days in sorted(set(ladder.before))[::-1]]
    if ladder.on_the_day:
        steps.append(Step("day", due))
    steps += [Step(f"after-{days}", due + timedelta(days=days)) for days in sorted(set(ladder.after))]
    if ladder.superior_after is not None:
        day = due + timedelta(days=ladder.superior_after)
        steps.append(Step(f"superior-{ladder.superior_after}", day, to_superior=True))
    return tuple(steps)


def steps_due(
    *,
    due: date,
    today: date,
    is_open: bool,
    ladder: Ladder = USUAL,
    told: Collection[str] = (),
    since: date | None = None,
) -> tuple[Step, ...]:
    """Give the steps to be told today: at most one to whoever carries it out and one to the superior.

    Nothing for what is done, cancelled or not required (`is_open` False), no step before its day. After days when nobody
    asked only the latest step is given; nothing where its code is in `told`. Steps of days before `since`, the day on
    which the duty arose, were nobody's and are left out.
    """
    if not is_open:
        return ()
    reached = [
        step for step in steps_of(due, ladder) if step.day <= today and (since is None or step.day >= since)
    ]
    latest = []
    for to_superior in (False, True):
        own = [step for step in reached if step.to_superior is to_superior]
        if own and own[-1].code not in told:
            latest.append(own[-1])
    return tuple(latest)


def term_in_words(due: date, today: date) -> str:
    """Say how far the term is: «осталось 3 дня», «срок сегодня», «просрочено на 1 день»."""
    days = (due - today).days
    if days == 0:
        return "срок сегодня"
    if days == 1:
        return "срок завтра"
    return f"осталось {counted(days, DAYS)}" if days > 0 else f"просрочено на {counted(-days, DAYS)}"


def bad_ladder(ladder: Ladder) -> str:
    """Say in Russian what is wrong with a ladder; "" for a right one. Days are from 1 to 90."""
    superior = () if ladder.superior_after is None else (ladder.superior_after,)
    if any(not 1 <= days <= FARTHEST for days in (*ladder.before, *ladder.after, *superior)):
        return f"Число дней — от 1 до {FARTHEST}."
    if not (ladder.before or ladder.after or ladder.on_the_day or superior):
        return "Оставьте хотя бы одно напоминание: без них о сроке никто не узнает."
    return ""
