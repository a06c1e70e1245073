"""What is destroyed of the figures' side: the hash goes, totals stay."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.erasing import erase_in, erasing, removed
from nastavnik.kit.walls import define
from nastavnik.monitoring.models import PersonKey, RepeatedEntrant
from nastavnik.registry.models import Person

ERASURES = (
    removed(
        RepeatedEntrant,
        "institution_id = home and digest in (select digest from monitoring_personkey where person_id = gone)",
    ),
    removed(PersonKey, "person_id = gone"),
)
define(erasing("monitoring", ERASURES))


def erase_keys(*, by: Actor, person: Person) -> None:
    """Subscriber of `person_destroyed` and `person_leaves`: nobody recognises the person elsewhere any more."""
    erase_in("monitoring", person.pk)
