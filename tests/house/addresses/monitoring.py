"""Addresses of the room `monitoring`: who gets each page."""

from tests.house.addresses.row import Row

ROWS = (
    Row("monitoring:figure_list", "", "", "irina oleg nina svetlana boris"),
    Row("monitoring:figure_view", "node=node code=:I1", "Средняя школа № 5", "irina oleg nina svetlana"),
    Row("monitoring:target_edit", "node=node code=:I1", "Школа № 5", "irina oleg"),
)
