"""Addresses of the room `papers`: who gets each page."""

from tests.house.addresses.row import Row

ROWS = (
    Row(
        "papers:paper_list",
        "",
        "О закреплении наставнических пар",
        "irina oleg nina svetlana tamara",
        "boris",
    ),
    Row(
        "papers:paper_view", "pk=paper", "О закреплении наставнических пар", "irina oleg nina svetlana tamara"
    ),
    Row("papers:order_start", "", "Средняя школа № 5", "svetlana", "boris"),
    Row("papers:team_draft", "", "Котова Мария Ивановна", "svetlana", "boris"),
    Row("papers:curator_draft", "", "Котова Мария Ивановна", "svetlana", "boris"),
    Row("papers:paper_refresh", "pk=paper", "", "svetlana", post=True),
    Row("papers:paper_download", "pk=paper", "", "nina svetlana tamara"),
    Row("papers:paper_sign", "pk=paper", "", "nina", post=True),
    Row("papers:paper_return", "pk=paper", "амечание", "nina"),
    Row("papers:paper_register", "pk=signed", "Регистрационный номер", "tamara"),
    Row("papers:paper_discard", "pk=paper", "тменить", "svetlana"),
)
