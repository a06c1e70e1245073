"""Organisations and their contingents, people, representatives and consents."""

from nastavnik.registry.models.consents import Consent
from nastavnik.registry.models.organisations import Contingent, Organisation
from nastavnik.registry.models.people import Guardian, Person

__all__ = [
    "Consent",
    "Contingent",
    "Guardian",
    "Organisation",
    "Person",
]
