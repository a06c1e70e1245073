"""What an amending order says of somebody whose name, post or class was corrected: the old words and the new ones."""

from __future__ import annotations

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.papers.models import Paper, PaperName, PaperRow
from nastavnik.papers.wording import quoted

_PRINTING = (Paper.Kind.PAIRS_ORDER, Paper.Kind.AMENDMENT_ORDER)
_SIDES = ("mentor", "mentee")
LONGEST = 300


@transaction.atomic
def say_changed_words(*, by: Actor, paper: Paper) -> int:
    """Writes into the rows of an amending draft which words of the earlier order are replaced; gives in how many rows.

    The words are those of the last registered order that names the same mentor with the same mentee, and those that this
    draft prints now: asked anew whenever a name of the draft changes. A row that replaces a mentor, or adds a pair, says
    nothing; one whose words are the same loses its note. Records the draft where a row says something.

    Called by the actions that write the names of a draft: whether they may was asked there.
    """
    if paper.kind != Paper.Kind.AMENDMENT_ORDER:
        return 0
    rows = PaperRow.objects.filter(paper=paper, former=None).select_related(*_SIDES)
    told = 0
    for row in rows:
        earlier = _printed_before(row)
        note = _words(earlier, row)[:LONGEST] if earlier is not None else ""
        if note != row.note:
            row.note = note
            row.save(update_fields=["note"])
        told += bool(note)
    if told:
        record(by=by, verb="say_changed_words", obj=paper, count=told)
    return told


def _printed_before(row: PaperRow) -> PaperRow | None:
    if row.mentor is None or row.mentee is None:
        return None
    found = PaperRow.objects.filter(
        institution_id=row.institution_id, mentor__person=row.mentor.person, mentee__person=row.mentee.person,
        paper__state=Paper.State.REGISTERED, paper__kind__in=_PRINTING,
    )  # fmt: skip
    return found.select_related(*_SIDES).order_by("-paper__paper_date", "-pk").first()


def _words(before: PaperRow, now: PaperRow) -> str:
    pairs = [(_text(getattr(before, side)), _text(getattr(now, side))) for side in _SIDES]
    said = [f"слова {quoted(old)} заменить словами {quoted(new)}" for old, new in pairs if old != new]
    return "; ".join(said)


def _text(name: PaperName | None) -> str:
    """As `papers.sheets.PrintedName` prints it."""
    if name is None:
        return ""
    return f"{name.printed}, {name.standing}" if name.standing else name.printed
