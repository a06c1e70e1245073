"""The dictionaries of the registers, loaded after every migration; what an operator has changed is left as it is."""

from dataclasses import asdict

from nastavnik.registry.models import ConsentEdition, OrganisationFlag, OrganisationKind, SpecialCategory
from nastavnik.rulebook.consent_texts import CONSENT_TEXTS, DEFAULT_NUMBER
from nastavnik.rulebook.organisations import FLAGS, KINDS
from nastavnik.rulebook.special import SPECIAL_CATEGORIES


def load_dictionaries() -> None:
    """Adds the kinds, flags and special categories and texts of consents that the database does not know yet."""
    OrganisationKind.objects.bulk_create(
        (OrganisationKind(code=one.code, label=one.label, position=place) for place, one in enumerate(KINDS)),
        ignore_conflicts=True,
    )
    OrganisationFlag.objects.bulk_create(
        (OrganisationFlag(code=one.code, label=one.label, position=place) for place, one in enumerate(FLAGS)),
        ignore_conflicts=True,
    )
    SpecialCategory.objects.bulk_create(
        (
            SpecialCategory(code=one.code, mark=one.mark, label=one.label, position=place)
            for place, one in enumerate(SPECIAL_CATEGORIES)
        ),
        ignore_conflicts=True,
    )
    ConsentEdition.objects.bulk_create(
        (
            ConsentEdition(kind=kind.value, number=DEFAULT_NUMBER, **asdict(text))
            for kind, text in CONSENT_TEXTS.items()
        ),
        ignore_conflicts=True,
    )
