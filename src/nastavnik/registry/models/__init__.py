"""Organisations and their contingents, partners, people, representatives, consents, special categories."""

from nastavnik.registry.models.consents import Consent, ConsentEdition, ConsentPolicy, ConsentScan
from nastavnik.registry.models.destruction import Destruction
from nastavnik.registry.models.imports import RegisterImport, RegisterProgress
from nastavnik.registry.models.organisations import (
    Contingent,
    FormerName,
    Organisation,
    OrganisationFlag,
    OrganisationKind,
)
from nastavnik.registry.models.partners import Cooperation, Partner
from nastavnik.registry.models.people import Guardian, OutsiderCheck, Person
from nastavnik.registry.models.special import SpecialCategory, SpecialMark
from nastavnik.registry.models.trainings import Training, TrainingImport

__all__ = [
    "Consent",
    "ConsentEdition",
    "ConsentPolicy",
    "ConsentScan",
    "Contingent",
    "Cooperation",
    "Destruction",
    "FormerName",
    "Guardian",
    "Organisation",
    "OrganisationFlag",
    "OrganisationKind",
    "OutsiderCheck",
    "Partner",
    "Person",
    "RegisterImport",
    "RegisterProgress",
    "SpecialCategory",
    "SpecialMark",
    "Training",
    "TrainingImport",
]
