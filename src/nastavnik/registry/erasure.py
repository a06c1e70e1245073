"""What is destroyed of the registers; the date of birth was made coarse by the rooms above, which know what counts."""

from nastavnik.kit.erasing import blanked, erase_in, erasing, removed, untouched
from nastavnik.kit.walls import define
from nastavnik.registry.models import (
    Consent,
    ConsentScan,
    Cooperation,
    Destruction,
    Guardian,
    OutsiderCheck,
    Person,
    SpecialMark,
    Training,
    TrainingImport,
)

_PROOF = "that the processing was lawful has to be proved; the record has no name"
_COUNTED = "figures count it; not the date itself, see mentoring"

ERASURES = (
    removed(Guardian, "person_id = gone"),
    removed(OutsiderCheck, "person_id = gone"),
    removed(SpecialMark, "person_id = gone"),
    removed(ConsentScan, "person_id = gone"),
    blanked(
        Consent,
        "person_id = gone",
        {"kept_at": "''"},
        kept=dict.fromkeys(
            ("person", "kind", "signer", "given_date", "valid_until", "withdrawn_date", "withdrawn_how"),
            _PROOF,
        ),
    ),
    blanked(
        Training,
        "person_id = gone",
        {"full_name": "'сведения уничтожены'", "post": "''", "document_number": "''", "sort_name": "default"},
        kept={"person": "how many were trained is counted; the record has no name"},
    ),
    removed(
        TrainingImport,
        "institution_id = home and lower(replace(cells::text || rows::text, 'ё', 'е')) like '%' || stem || '%'",
    ),
    blanked(
        Person,
        "id = gone",
        {
            "last_name": "'Сведения'",
            "first_name": "'уничтожены'",
            "middle_name": "''",
            "sort_name": "default",
            "class_key": "default",
            "class_name": "''",
            "post": "''",
            "workplace": "''",
            "contact": "''",
            "gender": "''",
            "is_outsider": "false",
            "destroyed_date": "(select done_at::date from registry_destruction where person_id = gone)",
        },
        kept={
            "birth_date": _COUNTED,
            "birth_year": "figures count it",
            "partner": "how many mentors a partner sent is counted; it names an enterprise",
        },
    ),
    untouched(Destruction, "the act itself: a number of a record and the ground"),
    untouched(Cooperation, "employees of a partner, not participants"),
)
define(erasing("registry", ERASURES))


def erase_person(person_id: int) -> None:
    """Blanks the registers; the last room to do so, for the others still look up the name."""
    erase_in("registry", person_id)
