"""From the texts of a row to a measure: its deadline read, its targets found."""

from nastavnik.rulebook.deadlines import Deadline, read_deadline
from nastavnik.rulebook.roadmaps.model import Draft, Executor, Finding, MeasureRow, Section, Severity, Target
from nastavnik.rulebook.roadmaps.periods import Period, period_in
from nastavnik.rulebook.roadmaps.targets import paired_with, targets_in
from nastavnik.rulebook.roadmaps.texts import flat


def measure_of(
    draft: Draft, section: Section | None, period: Period | None, index: int
) -> tuple[MeasureRow, list[Finding]]:
    """Make a measure; the period of its section goes before that of the whole map."""
    own = period_in(section.title) if section else None
    deadline = _deadline(draft, own or period)
    targets, findings = _targets(draft, deadline, index)
    measure = MeasureRow(
        number=flat(draft.text("number")),
        title=flat(draft.text("title") or draft.text("content")),
        deadline=deadline,
        section=section,
        content=draft.text("content") if draft.text("title") else "",
        executors=tuple(Executor(text, level) for level, text in draft.executors.items()),
        participants=draft.text("participants"),
        result=draft.text("result"),
        document_kind=draft.text("document_kind"),
        targets=targets,
        place=draft.place,
    )
    return measure, findings


def deadline_text(draft: Draft) -> str:
    """Give the words of the deadline in one line; a beginning and an end in two columns become a range."""
    begins, ends = flat(draft.text("begins")), flat(draft.text("ends"))
    both = f"{begins} – {ends}" if begins and ends and begins != ends else begins or ends
    if begins.isdigit() and ends.isdigit() and begins != ends:
        both += " гг."
    if begins and not ends:
        both = f"с {begins}"
    return " ".join(text for text in (flat(draft.text("deadline")), both) if text)


def _deadline(draft: Draft, period: Period | None) -> Deadline:
    return read_deadline(
        deadline_text(draft),
        period=period.days if period else None,
        school_year=period.school_year if period else None,
    )


def _targets(draft: Draft, deadline: Deadline, index: int) -> tuple[tuple[Target, ...], list[Finding]]:
    """The numbers of the title and of the result; several in a title go to the days of the deadline in their order."""
    found = targets_in(draft.text("result"))
    of_title = tuple(
        target
        for code in ("title", "content")
        for target in targets_in(draft.text(code)).targets
        if target.comparison.startswith("не ")
    )
    findings = [_reversed(years, index) for years in found.reversed_years]
    days = tuple(span.end for span in deadline.occurrences if span.end)
    several = [target for target in of_title if target.year is None]
    if len(several) > 1 and len(days) > 1:
        paired = paired_with(tuple(several), days)
        findings.extend([] if paired else [_unpaired(len(several), len(days), index)])
        of_title = paired or of_title
    return (*of_title, *found.targets), findings


def _reversed(years: str, index: int) -> Finding:
    said = f"В результате годы стоят наоборот: «{years}». Исправьте годы, и числа к ним отнесутся."
    return Finding("reversed_years", Severity.WARNING, said, index, "result")


def _unpaired(targets: int, days: int, index: int) -> Finding:
    said = (
        f"Чисел в строке {targets}, а сроков {days}: неясно, какое число к какому сроку. "
        "Впишите год рядом с каждым числом."
    )
    return Finding("targets_unpaired", Severity.WARNING, said, index, "title")
