"""What is destroyed of notices: everything told to the person, and whatever told others of him by name."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.erasing import erase_in, erasing, removed
from nastavnik.kit.walls import define
from nastavnik.notices.models import CalendarFeed, LetterWish, Notice, Preference
from nastavnik.registry.models import Person

_OWN = "account_id in (select id from access_account where person_id = gone)"
_TOLD = (
    "institution_id = home and"
    " lower(replace(subject || array_to_string(lines, ' ') || key, 'ё', 'е')) like '%' || stem || '%'"
)

ERASURES = (
    removed(Notice, _OWN, _TOLD),
    removed(Preference, _OWN),
    removed(LetterWish, _OWN),
    removed(CalendarFeed, _OWN),
)
define(erasing("notices", ERASURES))


def erase_notices(*, by: Actor, person: Person) -> None:
    """Subscriber of `person_destroyed`: takes away what was told to the person and of him."""
    erase_in("notices", person.pk)
