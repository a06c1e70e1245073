"""Addresses of the room `access`: who gets each page."""

from tests.house.addresses.row import Row

ROWS = (
    Row("access:sign_in", "", "Имя для входа", "_", "irina oleg nina svetlana tamara boris"),
    Row("access:sign_out", "", "", "irina oleg nina svetlana tamara boris", post=True),
    Row("access:password_change", "", "Смена пароля", "irina oleg nina svetlana tamara boris"),
)
