"""Addresses of the room `kit`: who gets each page."""

from tests.house.addresses.row import Row

ROWS = (
    Row(
        "kit:vision_switch",
        "",
        "",
        "irina oleg nina svetlana tamara boris maria danya anna yakov _",
        post=True,
    ),
    Row("kit:gallery", "", "", ""),
)
