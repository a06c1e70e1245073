"""Pages of the developers' documentation that are written from the code, so that they cannot lie."""

from __future__ import annotations

from collections.abc import Callable

from nastavnik.kit.erasing import erasures
from nastavnik.kit.moments import declared_moments
from nastavnik.kit.walls import Wall, definer_functions, own_models
from nastavnik.rulebook.granting import givers_of, levels_in_words
from nastavnik.rulebook.pair_states import MOVER_LABELS, PAIR_STATES, PAIR_TRANSITIONS
from nastavnik.rulebook.roles import RIGHT_LABELS, ROLES, Right

NOTE = "<!-- Written by `python -m django write_house_docs`; change the code, not this page. -->\n"


def moments_page() -> str:
    """`docs/moments.md`: every moment, what it carries and who listens, in order."""
    lines = ["# Moments", "", NOTE]
    for moment in declared_moments():
        lines += [f"## `{moment.name}`", "", moment.says, "", f"Carries: {', '.join(moment.carries)}.", ""]
        lines += [f"{place}. `{heard.path}`" for place, heard in enumerate(moment.subscriptions, 1)] or [
            "Nobody yet."
        ]
        lines.append("")
    return "\n".join(lines)


def definer_page() -> str:
    """`docs/definer.md`: every function that runs with the owner's rights and why."""
    lines = ["# Definer functions", "", NOTE, "| function | who may call it | why |", "|---|---|---|"]
    for function in definer_functions():
        who = "worker" if function.worker_only else "web, worker"
        lines.append(f"| `{function.signature}` | {who} | {function.reason} |")
    return "\n".join([*lines, ""])


def personal_data_page() -> str:
    """`docs/where-personal-data-is.md`: every table and field that holds a person's data and its wall."""
    lines = [
        "# Where personal data is",
        "",
        NOTE,
        PERSONAL_DATA_ELSEWHERE,
        "| table | personal fields | who sees a row | when destroyed by an act |",
    ]
    lines.append("|---|---|---|---|")
    for model in sorted(own_models(), key=lambda one: one._meta.db_table):
        personal = sorted(model.classified.personal_names)  # type: ignore[attr-defined]
        if personal:
            seen = _who_sees(model.wall)  # type: ignore[attr-defined]
            erasure = erasures().get(model)
            erased = erasure.in_words if erasure else "nobody has said"
            lines.append(f"| `{model._meta.db_table}` | {', '.join(personal)} | {seen} | {erased} |")
    return "\n".join([*lines, ""])


def rights_page() -> str:
    """`docs/rights.md`: roles and rights as one table."""
    lines = [
        "# Roles and rights",
        "",
        NOTE,
        "| право | " + " | ".join(rule.label for rule in ROLES.values()) + " |",
    ]
    lines.append("|---" * (len(ROLES) + 1) + "|")
    for right in Right:
        marks = ("да" if right in rule.rights else "" for rule in ROLES.values())
        lines.append(f"| {RIGHT_LABELS[right]} (`{right}`) | " + " | ".join(marks) + " |")
    lines += ["", "## Who gives which role", "", GIVING]
    lines += ["| роль | где бывает | кто назначает |", "|---|---|---|"]
    for role, rule in ROLES.items():
        givers = ", ".join(ROLES[giver].label for giver in givers_of(role))
        lines.append(f"| {rule.label} | {levels_in_words(role)} | {givers} |")
    return "\n".join([*lines, ""])


def pair_states_page() -> str:
    """`docs/pair-states.md`: states of a pair, every permitted move, who makes it and what it demands."""
    lines = [
        "# States of a pair",
        "",
        NOTE,
        "| state | по-русски | waits for | in the way of another pair |",
        "|---|---|---|---|",
    ]
    for state, rule in PAIR_STATES.items():
        lines.append(
            f"| `{state}` | {rule.label} | {rule.waits_for or '—'} | {'да' if rule.is_live else 'нет'} |"
        )
    lines += ["", "```mermaid", "stateDiagram-v2", "    [*] --> proposed"]
    lines += [f"    {one.source} --> {one.target}: {one.label}" for one in PAIR_TRANSITIONS]
    lines += [
        "```",
        "",
        "## Who moves it, and when not",
        "",
        "| from | verb | to | who | demands |",
        "|---|---|---|---|---|",
    ]
    for one in PAIR_TRANSITIONS:
        who = MOVER_LABELS[one.mover]
        lines.append(f"| `{one.source}` | `{one.verb}` | `{one.target}` | {who} | {one.demands} |")
    return "\n".join([*lines, ""])


GIVING = """A role is given over a node at or under the giver's own, never to oneself; the database asks the same table
(`access_may_give`). Whoever may give a role may end it; an account is switched off by whoever may give all its roles.
"""

PERSONAL_DATA_ELSEWHERE = """Outside these tables: `django_session` holds the number of an account and messages of the last
action (no right for the web, opened only by its key); the queue of jobs holds numbers only; the log holds addresses of pages
and numbers; a downloaded order is a file in the hands of whoever downloaded it, and the journal says who that was.
"""

PAGES: dict[str, Callable[[], str]] = {
    "docs/moments.md": moments_page,
    "docs/definer.md": definer_page,
    "docs/where-personal-data-is.md": personal_data_page,
    "docs/rights.md": rights_page,
    "docs/pair-states.md": pair_states_page,
}


def _who_sees(wall: Wall | None) -> str:
    if wall is None:
        return "everybody"
    ways = (
        (
            wall.staff,
            "staff with the right to special categories" if wall.restricted else "staff of the institution",
        ),
        (wall.own, "the person"),
        (wall.himself, "the person himself, no representative"),
        (wall.pair, "members of the pair"),
        (wall.members, "members of the pair, no representative"),
        (wall.account, "the account"),
        (wall.figures, "whoever sees the organisation's papers"),
        (wall.other_figures, "whoever sees the papers of the other side"),
        (wall.through, "whoever sees one of its grants"),
        (wall.closed, "nobody of the web: definer functions alone"),
    )
    return ", ".join(label for column, label in ways if column)
