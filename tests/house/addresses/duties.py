"""Addresses of the room `roadmaps` about what has to be done: who gets each page."""

from tests.house.addresses.row import Row

WORDS = "Собрать базу наставляемых"

ROWS = (
    Row("roadmaps:duty_mine", "", WORDS, "nina svetlana tamara boris", "irina oleg"),
    Row("roadmaps:duty_view", "pk=duty", WORDS, "irina oleg nina svetlana tamara"),
    Row("roadmaps:duty_begin", "pk=duty", "", "nina svetlana", post=True),
    Row("roadmaps:duty_complete", "pk=duty", "Когда выполнено", "nina svetlana"),
    Row("roadmaps:duty_excuse", "pk=duty", "не требуется", "nina svetlana"),
    Row("roadmaps:duty_withdraw", "pk=duty", "Снять мероприятие", "oleg"),
    Row("roadmaps:duty_give_back", "pk=duty", "", "oleg", post=True),
    Row("roadmaps:duty_undo", "pk=duty", "", "nina svetlana", post=True),
    Row("roadmaps:evidence_paper", "pk=duty", "Документ из реестра", "nina svetlana"),
    Row("roadmaps:evidence_link", "pk=duty", "Ссылка", "nina svetlana"),
    Row("roadmaps:evidence_file", "pk=duty", "Показать вышестоящим", "nina svetlana"),
    Row("roadmaps:evidence_download", "pk=evidence", "", "nina svetlana tamara"),
    Row("roadmaps:evidence_show", "pk=evidence", "", "nina svetlana", post=True),
    Row("roadmaps:evidence_remove", "pk=evidence", "Протокол", "nina svetlana"),
    Row("roadmaps:duty_accept", "pk=duty", "", "nina svetlana", post=True),
    Row("roadmaps:duty_decline", "pk=duty", "", "nina svetlana", post=True),
    Row("roadmaps:line_fact", "pk=line", WORDS, "oleg"),
    Row(
        "roadmaps:executor_list", "pk=living_map", "Белова И. О.", "irina oleg", "nina svetlana tamara boris"
    ),
    Row("roadmaps:executor_bind", "pk=executor", "Белова И. О.", "oleg"),
    Row("roadmaps:roadmap_progress", "pk=living_map", WORDS, "irina oleg nina svetlana tamara boris"),
    Row(
        "roadmaps:organisation_progress",
        "pk=living_map",
        "Школа № 5",
        "irina oleg nina svetlana tamara",
        "boris",
    ),
    Row(
        "roadmaps:organisation_duties",
        "pk=living_map organisation=node",
        WORDS,
        "irina oleg nina svetlana tamara",
    ),
    Row("roadmaps:line_progress", "pk=line", WORDS, "irina oleg nina svetlana tamara boris"),
    Row("roadmaps:line_remind", "pk=line", "", "irina oleg", post=True),
    Row("roadmaps:occurrence_date", "pk=occurrence", "Провести слёт", "oleg"),
)
