"""Addresses of the room `registry`: who gets each page."""

from tests.house.addresses.row import CHILD, WAITING, Row

ROWS = (
    Row("registry:organisation_list", "", "Школа № 5", "irina oleg"),
    Row("registry:organisation_view", "pk=node", "Школа № 5", "irina oleg nina svetlana tamara"),
    Row("registry:contingent_edit", "pk=node", "Контингент", "svetlana"),
    Row("registry:person_edit", "pk=person", CHILD, "svetlana"),
    Row("registry:consent_remove", "pk=consent", WAITING, "svetlana"),
)
