"""Addresses of the room `registry`: who gets each page."""

from tests.house.addresses.row import CHILD, WAITING, Row

ROWS = (
    Row("registry:organisation_list", "", "Школа № 5", "irina oleg"),
    Row("registry:organisation_view", "pk=node", "Школа № 5", "irina oleg nina svetlana tamara"),
    Row("registry:organisation_add", "", "Под чем стоит", "irina oleg"),
    Row("registry:organisation_edit", "pk=node", "Школа № 5", "irina oleg"),
    Row("registry:requisites_edit", "pk=node", "Н. И. Орлова", "irina oleg svetlana tamara"),
    Row("registry:organisation_rename", "pk=node", "Школа № 5", "irina oleg"),
    Row("registry:organisation_move", "pk=node", "Школа № 5", "irina oleg"),
    Row("registry:organisation_close", "pk=node", "Школа № 5", "irina oleg"),
    Row("registry:organisation_merge", "pk=node", "Школа № 5", "irina oleg"),
    Row("registry:organisation_reopen", "pk=closed", "Вечерняя школа", "irina oleg"),
    Row("registry:contingent_edit", "pk=node", "Контингент", "svetlana"),
    Row("registry:person_edit", "pk=person", CHILD, "svetlana"),
    Row("registry:consent_record", "pk=waiting kind=:image", WAITING, "svetlana"),
    Row("registry:consent_withdraw", "pk=waiting kind=:processing", WAITING, "svetlana"),
    Row("registry:consent_edit", "pk=consent", WAITING, "svetlana"),
    Row("registry:consent_remove", "pk=consent", WAITING, "svetlana"),
    Row("registry:scan_attach", "pk=consent", WAITING, "svetlana"),
    Row("registry:scan_view", "pk=scan", "", "svetlana"),
    Row("registry:scan_remove", "pk=scan", WAITING, "svetlana"),
    Row("registry:edition_list", "pk=node", "Тексты согласий", "svetlana tamara"),
    Row("registry:consent_policy_edit", "pk=node", "Порядок сбора согласий", "svetlana tamara"),
    Row("registry:edition_write", "pk=node kind=:image", "использование фотографий", "svetlana tamara"),
)
