"""Addresses of the room `roadmaps`: who gets each page."""

from tests.house.addresses.row import Row

ROWS = (
    Row(
        "roadmaps:roadmap_list",
        "",
        "Дорожная карта города",
        "irina oleg nina svetlana tamara boris",
    ),
    Row("roadmaps:roadmap_start", "", "Взять образец", "irina oleg svetlana boris"),
    Row("roadmaps:roadmap_new", "", "Дорожная карта с чистого листа", "irina oleg svetlana boris"),
    Row("roadmaps:roadmap_from_template", "", "Дорожная карта по образцу", "irina oleg svetlana boris"),
    Row(
        "roadmaps:roadmap_view",
        "pk=city_map",
        "Издать приказ о закреплении пар",
        "irina oleg nina svetlana tamara boris",
    ),
    Row("roadmaps:roadmap_correct", "pk=own_map", "Дорожная карта школы", "svetlana"),
    Row("roadmaps:roadmap_archive", "pk=own_map", "", "svetlana", post=True),
    Row("roadmaps:draft_edit", "pk=own_map", "Издать приказ о закреплении пар", "svetlana"),
    Row("roadmaps:section_add", "pk=own_map", "Добавить раздел", "svetlana"),
    Row("roadmaps:measure_add", "pk=own_map", "Добавить мероприятие", "svetlana"),
    Row("roadmaps:draft_order", "pk=own_map", "", "svetlana", post=True),
    Row("roadmaps:draft_renumber", "pk=own_map", "Номера уже стоят по порядку", "svetlana"),
    Row("roadmaps:draft_discard", "pk=own_map", "Дорожная карта школы", "svetlana"),
    Row("roadmaps:section_edit", "pk=own_section", "Подготовка условий", "svetlana"),
    Row("roadmaps:section_remove", "pk=own_section", "Подготовка условий", "svetlana"),
    Row("roadmaps:section_move", "pk=own_section way=:up", "", "svetlana", post=True),
    Row("roadmaps:measure_edit", "pk=own_measure", "Издать приказ о закреплении пар", "svetlana"),
    Row("roadmaps:measure_remove", "pk=own_measure", "Издать приказ о закреплении пар", "svetlana"),
    Row("roadmaps:measure_move", "pk=own_measure way=:down", "", "svetlana", post=True),
    Row("roadmaps:deadline_read", "pk=own_map", "", "svetlana"),
    Row("roadmaps:edition_approve", "pk=own_map", "Дорожная карта школы", "nina svetlana"),
    Row("roadmaps:edition_begin", "pk=city_map", "", "oleg", post=True),
    Row("roadmaps:edition_changes", "pk=city_map number=:1", "", ""),
)
