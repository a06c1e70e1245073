"""Addresses of the room `desk`: who gets each page."""

from tests.house.addresses.row import Row

ROWS = (
    Row("desk:desk_view", "", "Мой стол", "irina oleg nina svetlana tamara boris maria danya anna yakov"),
    Row("desk:backup_list", "", "Копии базы данных", "irina"),
)
