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
    Row("papers:paper_marks", "pk=paper", "рифы согласования", "svetlana"),
    Row("papers:register_export", "", "", "irina oleg nina svetlana tamara boris"),
    Row("papers:paper_enter", "", "Кем издан", "svetlana tamara boris"),
    Row("papers:destruction_list", "", "Отозванов Пётр Ильич", "nina svetlana tamara", "boris"),
    Row("papers:act_draft", "", "Комиссия", "svetlana boris"),
    Row(
        "papers:paper_view", "pk=act", "б уничтожении персональных данных", "irina oleg nina svetlana tamara"
    ),
    Row("papers:act_extract", "pk=act_done", "", "nina svetlana tamara"),
    Row("papers:acting_list", "", "Вешняя Анна Львовна", "nina svetlana tamara", "boris"),
    Row("papers:acting_add", "", "", "svetlana tamara boris"),
    Row("papers:acting_edit", "pk=acting", "Вешняя Анна Львовна", "svetlana tamara"),
    Row("papers:acting_remove", "pk=acting", "Вешняя Анна Львовна", "svetlana tamara"),
    Row("papers:template_list", "", "шаблон организации", "svetlana tamara", "boris"),
    Row("papers:template_view", "kind=:pairs_order", "наш.docx", "svetlana tamara", "boris"),
    Row("papers:template_default", "kind=:pairs_order", "", "svetlana tamara boris"),
    Row("papers:template_drop", "kind=:team_order", "", "svetlana tamara boris", post=True),
    Row("papers:template_download", "pk=version", "", "svetlana tamara"),
    Row("papers:template_use", "pk=version", "", "svetlana tamara", post=True),
    Row("papers:scan_attach", "pk=signed", "Приложить", "nina svetlana tamara"),
    Row("papers:scan_download", "pk=paper_file", "", "nina svetlana tamara"),
    Row("papers:scan_remove", "pk=paper_file", "скан.pdf", "nina svetlana tamara"),
)
