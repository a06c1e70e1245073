"""What is destroyed of surveys: the person's own sheets, marks and code; his name in what others wrote."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.erasing import blanked, erase_in, erasing, removed
from nastavnik.kit.walls import define
from nastavnik.registry.models import Person
from nastavnik.surveys.models import AnonymousSheet, Ask, CodedSheet, NamedSheet, SheetCode, SurveyLink


def _names(column: str) -> str:
    return f"lower(replace({column}, 'ё', 'е')) like '%' || stem || '%'"


_TOLD = f"institution_id = home and {_names('answers::text')}"
# Each answer in which the name stands; the others stay as they were.
_ANSWERS = (
    "case jsonb_typeof(answers) when 'object' then (select coalesce(jsonb_object_agg(e.key, case when"
    f" {_names('e.value::text')} then to_jsonb('сведения уничтожены'::text) else e.value end), '{{}}'::jsonb)"
    " from jsonb_each(answers) e) else '{}'::jsonb end"
)
_OWN_CODE = "code in (select code from surveys_sheetcode where person_id = gone)"

ERASURES = (
    removed(
        SurveyLink,
        "ask_id in (select id from surveys_ask where person_id = gone)",
        f"institution_id = home and {_names('label')}",
    ),
    removed(Ask, "person_id = gone"),
    blanked(
        NamedSheet,
        f"{_TOLD} or (institution_id = home and {_names('respondent')})",
        {"answers": _ANSWERS, "respondent": "''"},
        kept=dict.fromkeys(("person", "source", "answered_at"), "the person's own sheets are removed"),
        also=("delete from surveys_namedsheet where person_id = gone",),
    ),
    blanked(
        CodedSheet,
        _TOLD,
        {"answers": _ANSWERS},
        kept={"code": "the person's own sheets and his code are removed"},
        also=(f"delete from surveys_codedsheet where {_OWN_CODE}",),
    ),
    removed(SheetCode, "person_id = gone"),
    blanked(AnonymousSheet, _TOLD, {"answers": _ANSWERS}),
)
define(erasing("surveys", ERASURES))


def erase_surveys(*, by: Actor, person: Person) -> None:
    """Subscriber of `person_destroyed` and `person_leaves`: takes away what the person answered and where others named him."""
    erase_in("surveys", person.pk)
