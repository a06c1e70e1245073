"""What is destroyed of papers: names in them, and electronic copies in which they stand; the originals are on paper."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.erasing import ERASED, blanked, erase_in, erasing, removed, untouched
from nastavnik.kit.walls import define
from nastavnik.papers.models import (
    ActingHead,
    ActLine,
    DestructionAct,
    NameForm,
    PaperFile,
    PaperName,
    PaperRemark,
    PaperRow,
    PaperScan,
)
from nastavnik.registry.models import Person

_NAMED = "(select paper_id from papers_papername where person_id = gone)"
_ERASED = f"'{ERASED}'"


def _told(column: str) -> str:
    return f"institution_id = home and lower(replace({column}, 'ё', 'е')) like '%' || stem || '%'"


ERASURES = (
    # Copies go first, while the names still say in which papers the person stands.
    removed(PaperFile, f"paper_id in {_NAMED}"),
    removed(PaperScan, f"paper_id in {_NAMED}"),
    removed(NameForm, "person_id = gone", f"person_id is null and {_told('nominative')}"),
    blanked(PaperRemark, _told("text"), {"text": _ERASED}),
    blanked(
        PaperRow,
        _told("note"),
        {"note": "''"},
        kept=dict.fromkeys(("mentor", "mentee", "former", "member"), "lead to names that are blank"),
    ),
    blanked(
        PaperName,
        "person_id = gone",
        {"nominative": _ERASED, "printed": _ERASED, "standing": "''", "source_standing": "''"},
        kept={"person": "the record has no name"},
    ),
    untouched(ActLine, "the number of the record, the ground and its day: the act itself"),
    untouched(DestructionAct, "employees of the commission"),
    untouched(ActingHead, "an employee who signs orders"),
)
define(erasing("papers", ERASURES))


def erase_names(*, by: Actor, person: Person) -> None:
    """Subscriber of `person_destroyed`: blanks the person's name in papers and takes their copies away."""
    erase_in("papers", person.pk)
