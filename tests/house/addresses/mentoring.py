"""Addresses of the room `mentoring`: who gets each page."""

from tests.house.addresses.row import CHILD, WAITING, Row

ROWS = (
    Row("mentoring:participant_list", "", CHILD, "nina svetlana", "boris"),
    Row("mentoring:consents_record", "", "", "svetlana boris"),
    Row("mentoring:person_view", "pk=person", CHILD, "nina svetlana"),
    Row("mentoring:person_enrol", "pk=person", CHILD, "svetlana"),
    Row("mentoring:need_edit", "pk=need", WAITING, "svetlana"),
    Row("mentoring:offer_edit", "pk=offer", "Горная", "svetlana"),
    Row("mentoring:programme_list", "", "Осенний набор", "nina svetlana", "boris"),
    Row("mentoring:programme_open", "", "Открыть программу", "svetlana boris"),
    Row("mentoring:programme_view", "pk=programme", "Осенний набор", "nina svetlana"),
    Row("mentoring:programme_edit", "pk=programme", "Осенний набор", "svetlana"),
    Row("mentoring:base_import", "pk=programme side=:mentee", "Загрузить базу", "svetlana"),
    Row("mentoring:base_template", "side=:mentee", "", "svetlana boris"),
    Row("mentoring:import_view", "pk=run", "Лугов", "svetlana"),
    Row("mentoring:import_columns", "pk=run", "Лугов", "svetlana"),
    Row("mentoring:import_decide", "pk=run", "", "svetlana", post=True),
    Row("mentoring:import_give_back", "pk=run", "", "svetlana", post=True),
    Row("mentoring:import_write", "pk=run", "", "svetlana", post=True),
    Row("mentoring:import_discard", "pk=run", "", "svetlana", post=True),
    Row("mentoring:import_remarks", "pk=run", "", "svetlana"),
    Row("mentoring:proposal_make", "pk=programme", "", "svetlana", post=True),
    Row("mentoring:proposal_view", "pk=proposal", WAITING, "svetlana"),
    Row("mentoring:pair_list", "", CHILD, "nina svetlana", "boris"),
    Row("mentoring:pair_view", "pk=pair", CHILD, "nina svetlana"),
    Row("mentoring:pair_resume", "pk=paused", "", "svetlana", post=True),
    Row("mentoring:pair_cancel", "pk=paused", "Дальний", "svetlana"),
    Row("mentoring:agreement_edit", "pk=programme", "Осенний набор", "svetlana"),
    Row("mentoring:order_draft", "pk=programme", "", "svetlana", post=True),
)
