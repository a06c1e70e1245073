"""Addresses of the room `monitoring`: who gets each page."""

from tests.house.addresses.row import CHILD, Row

ROWS = (
    Row("monitoring:figure_list", "", "", "irina oleg nina svetlana boris"),
    Row("monitoring:promise_list", "", "50 участников", "oleg", "irina"),
    Row("monitoring:promise_take", "pk=promise", "50 участников", "oleg"),
    Row("monitoring:node_figures", "node=node", "Средняя школа № 5", "irina oleg nina svetlana"),
    Row("monitoring:figure_view", "node=node code=:I1", "Средняя школа № 5", "irina oleg nina svetlana"),
    Row("monitoring:figure_table", "node=node code=:I1", "", "irina oleg nina svetlana"),
    Row("monitoring:target_edit", "node=node code=:I1", "Школа № 5", "irina oleg"),
    Row("monitoring:target_table", "node=region code=:I1", "Северная область", "irina"),
    Row("monitoring:denominator_edit", "node=node code=:I1", "Школа № 5", "irina oleg svetlana"),
    Row("monitoring:denominator_withdraw", "node=node code=:I1", "", "irina oleg svetlana", post=True),
    Row("monitoring:name_list", "node=node code=:I1 year=:2026", CHILD, "nina svetlana"),
    Row("monitoring:count_list", "", "Числа по реестрам", "irina oleg nina svetlana boris"),
    Row("monitoring:count_view", "node=node", "Средняя школа № 5", "irina oleg nina svetlana"),
    Row("monitoring:count_table", "node=node", "", "irina oleg nina svetlana"),
    Row("monitoring:count_recount", "node=node", "", "irina oleg nina svetlana", post=True),
    Row("monitoring:indicator_define", "node=region", "Северная область", "irina"),
    Row("monitoring:indicator_edit", "code=:n1-1", "Доля обучающихся 11–18 лет", "irina"),
)
